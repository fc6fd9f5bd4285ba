"""A file that grows piece by piece: what no checkpoint counts is cut off, and nothing is written over."""

import contextlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from zendesk_async.errors import ExportError
from zendesk_async.export._own_files import open_own


class PiecewiseFile:
    """Rows in a form of their own, one piece a commit. A position is a number of bytes, at the end of a piece.

    `encode` makes a piece of rows, and is told whether the file begins with it.
    """

    def __init__(self, path: Path, encode: Callable[[Sequence[bytes], bool], bytes]) -> None:
        self._path = path
        self._encode = encode
        self._descriptor: int | None = None
        self._position = 0
        self._waiting: list[bytes] = []

    @property
    def position(self) -> int:
        """How many bytes are on disk."""
        return self._position

    def resume(self, position: int) -> None:
        """Open the file and cut it to `position` bytes. Raises `ExportError` when it has less."""
        descriptor = open_own(self._path, os.O_RDWR)
        try:
            self._check(os.fstat(descriptor).st_size, position)
            os.ftruncate(descriptor, position)
        except BaseException:
            os.close(descriptor)
            raise
        self._descriptor, self._position = descriptor, position
        self._waiting.clear()

    def _check(self, size: int, position: int) -> None:
        if size < position:
            raise ExportError(
                f"{self._path} has {size} bytes, and the checkpoint counts on {position}: the file was changed since. "
                "Export anew into another directory"
            )

    def append(self, rows: Sequence[bytes]) -> None:
        """Take rows. They are in memory until `sync`."""
        self._waiting += rows

    def sync(self) -> None:
        """Write a piece of what was taken, and bring it to disk. Raises `OSError`; then the next writes it."""
        if self._waiting:
            self._write(self._waiting)
            self._waiting.clear()

    def _write(self, rows: Sequence[bytes]) -> None:
        if self._descriptor is None:
            return
        piece = self._encode(rows, not self._position)
        # A failed write or fsync says nothing of what is there: the next one begins at the same place.
        os.lseek(self._descriptor, self._position, os.SEEK_SET)
        left = memoryview(piece)
        while left:
            left = left[os.write(self._descriptor, left) :]
        os.ftruncate(self._descriptor, self._position + len(piece))
        os.fsync(self._descriptor)
        self._position += len(piece)

    def settle(self) -> None:
        """Do nothing: what is on disk is final."""

    def finish(self) -> None:
        """Write what a file without rows holds."""
        if not self._position:
            self._write(())

    def close(self) -> None:
        """Close without syncing: what no checkpoint counts is cut off at the next run."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):  # everything that counts is on disk already
                os.close(descriptor)
