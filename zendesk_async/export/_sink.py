"""Where the rows of a stream go."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from zendesk_async.errors import ExportError

__all__ = ["JsonLinesSink", "Sink"]


class Sink(Protocol):
    """Takes the rows of one stream, in order. `offset` is what the next `resume` is given."""

    @property
    def offset(self) -> int:
        """How many bytes were taken."""
        ...

    def resume(self, offset: int) -> None:
        """Open, and drop whatever was taken after `offset`: it was not part of a checkpoint."""
        ...

    def append(self, rows: Sequence[bytes]) -> None:
        """Take rows, each one JSON object."""
        ...

    def sync(self) -> None:
        """Bring everything taken so far to disk. May run on another thread than `append`, never at the same time."""
        ...

    def close(self) -> None:
        """Close without syncing."""
        ...


class JsonLinesSink:
    """One JSON object a line, as the server sent it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None
        self._offset = 0

    @property
    def offset(self) -> int:
        """How many bytes were taken."""
        return self._offset

    def resume(self, offset: int) -> None:
        """Open the file and cut it to `offset` bytes.

        Raises `ExportError` when it is shorter than that: something else has changed it.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        size = os.fstat(descriptor).st_size
        if size < offset:
            os.close(descriptor)
            raise ExportError(
                f"{self._path} has {size} bytes, and the checkpoint counts on {offset}: the file was changed since. "
                "Export anew into another directory"
            )
        os.ftruncate(descriptor, offset)
        file = os.fdopen(descriptor, "r+b")
        file.seek(offset)
        self._file, self._offset = file, offset

    def append(self, rows: Sequence[bytes]) -> None:
        """Write rows, one line each."""
        if not rows:
            return
        assert self._file is not None
        block = b"\n".join(rows) + b"\n"
        self._file.write(block)
        self._offset += len(block)

    def sync(self) -> None:
        """Bring everything written so far to disk."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close without syncing: what no checkpoint counts is cut off at the next run."""
        if self._file is not None:
            self._file.close()
            self._file = None
