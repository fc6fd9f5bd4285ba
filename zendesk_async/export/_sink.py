"""Where the rows of a stream go."""

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from zendesk_async.errors import ExportError
from zendesk_async.export._own_files import open_own

__all__ = ["JsonLinesSink", "Sink"]


class Sink(Protocol):
    """Takes the rows of one stream, in order.

    `offset` and `position` are what the next `resume` is given, once a checkpoint counts them.
    """

    @property
    def offset(self) -> int:
        """How many bytes of lines were taken: of the rows themselves, or of the lines that stand for them."""
        ...

    @property
    def position(self) -> int:
        """How far its own files are since the last `sync`."""
        ...

    def resume(self, offset: int, position: int) -> None:
        """Open, and drop whatever was taken after these: it was not part of a checkpoint."""
        ...

    def append(self, rows: Sequence[bytes | msgspec.Raw]) -> None:
        """Take rows, each one JSON object."""
        ...

    def lines(self, rows: Sequence[bytes]) -> Sequence[bytes]:
        """Return the lines that stand for rows where `offset` counts."""
        ...

    def sync(self) -> None:
        """Bring everything taken so far to disk. May run on another thread than `append`, never at the same time.

        Raises `OSError`, after which it may be called again. So do `settle` and `finish`.
        """
        ...

    def settle(self) -> None:
        """Make final what the last `sync` brought to disk: a checkpoint counts it now."""
        ...

    def finish(self) -> int | None:
        """Put everything that counts where its reader looks for it: the stream has ended.

        Return how many rows are there, where rows take the place of others; None where all that were taken are.
        """
        ...

    def close(self) -> None:
        """Close without syncing."""
        ...


_AT_ONCE = 500
"""Rows written by one call of the system, which takes 1024 pieces: a row and its end are two."""


class JsonLinesSink:
    """One JSON object a line, as the server sent it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None
        self._synced = 0
        self._waiting: list[bytes | msgspec.Raw] = []
        self._offset = 0

    @property
    def offset(self) -> int:
        """How many bytes were taken."""
        return self._offset

    @property
    def position(self) -> int:
        """The same: the lines are the file."""
        return self._offset

    def resume(self, offset: int, position: int = 0) -> None:
        """Open the file and cut it to `offset` bytes.

        Raises `ExportError` when it does not end a line there: something else has changed it.
        """
        descriptor = open_own(self._path, os.O_RDWR)
        try:
            self._check(descriptor, offset)
            os.ftruncate(descriptor, offset)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor, self._synced, self._offset = descriptor, offset, offset
        self._waiting.clear()

    def _check(self, descriptor: int, offset: int) -> None:
        size = os.fstat(descriptor).st_size
        if size < offset:
            raise ExportError(
                f"{self._path} has {size} bytes, and the checkpoint counts on {offset}: the file was changed since. "
                "Export anew into another directory"
            )
        if offset:
            os.lseek(descriptor, offset - 1, os.SEEK_SET)
            if os.read(descriptor, 1) != b"\n":
                raise ExportError(
                    f"{self._path} ends no line at byte {offset}, where the checkpoint has one: the file was changed "
                    "since. Export anew into another directory"
                )

    def append(self, rows: Sequence[bytes | msgspec.Raw]) -> None:
        """Take rows, one line each. They are in memory until `sync`."""
        self._waiting += rows
        self._offset += sum(map(len, rows)) + len(rows)

    def lines(self, rows: Sequence[bytes]) -> Sequence[bytes]:
        """Return the rows: each is a line."""
        return rows

    def sync(self) -> None:
        """Bring everything taken so far to disk. Raises `OSError`; what was taken is kept, and written by the next."""
        if not self._waiting or self._descriptor is None:
            return
        # Until the disk has it, it is written again from the same place: a failed fsync says nothing of what is there.
        os.lseek(self._descriptor, self._synced, os.SEEK_SET)
        for first in range(0, len(self._waiting), _AT_ONCE):
            _write_lines(self._descriptor, self._waiting[first : first + _AT_ONCE])
        os.fsync(self._descriptor)
        self._waiting.clear()
        self._synced = self._offset

    def settle(self) -> None:
        """Do nothing: what is on disk is final."""

    def finish(self) -> None:
        """Do nothing: the file is where its reader looks for it."""

    def close(self) -> None:
        """Close without syncing: what no checkpoint counts is cut off at the next run."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):  # everything that counts is on disk already
                os.close(descriptor)


def _write_lines(descriptor: int, rows: Sequence[bytes | msgspec.Raw]) -> None:
    pieces: list[bytes | msgspec.Raw] = [b"\n"] * (2 * len(rows))
    pieces[::2] = rows
    # Without joining them: a page is megabytes, and this is most of what an export does here.
    done = os.writev(descriptor, pieces) if hasattr(os, "writev") else 0
    if done < sum(map(len, rows)) + len(rows):
        left = memoryview(b"".join(pieces))[done:]
        while left:
            left = left[os.write(descriptor, left) :]
