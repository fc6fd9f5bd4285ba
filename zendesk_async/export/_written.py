"""Which children are in a file already, for parents that come a second time."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from zendesk_async.errors import ExportError
from zendesk_async.export._places import Places

T = TypeVar("T")

_READ_AT_ONCE = 1 << 20


class WrittenChildren:
    """Knows where in a file the children of each parent begin."""

    def __init__(self, path: Path, parameter: str) -> None:
        self._path = path
        self._begin = Places()
        line = msgspec.defstruct("Line", [("own", Any, None), ("other", Any, None)], rename=_names(parameter), gc=False)
        self._read = msgspec.json.Decoder(line).decode

    def load(self, until: int) -> None:
        """Go through the file up to an offset. Raises `ExportError` when it was changed by something else."""
        position = 0
        before: object = None
        while position < until:
            for line in read_lines(self._path, position, until):
                parent = self._parent_of(line)
                if parent != before:
                    self.add(parent, position)
                    before = parent
                position += len(line)

    def add(self, parent: int | str, offset: int) -> None:
        """Note that children of a parent begin at this offset."""
        self._begin.add(parent, offset)

    def __contains__(self, parent: int | str) -> bool:
        return parent in self._begin

    def rows_of(self, parent: int | str, until: int) -> set[bytes]:
        """Return the rows of a parent that the file has before an offset."""
        rows: set[bytes] = set()
        for begin in self._begin.of(parent):
            rows |= self._block(parent, begin, until)
        return rows

    def _block(self, parent: int | str, position: int, until: int) -> set[bytes]:
        rows: set[bytes] = set()
        while position < until:
            for line in read_lines(self._path, position, until):
                if self._parent_of(line) != parent:
                    return rows
                rows.add(line[:-1])
                position += len(line)
        return rows

    def _parent_of(self, line: bytes) -> int | str:
        try:
            read: Any = self._read(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            read = None
        parent: object = None if read is None else read.other if read.other is not None else read.own
        if not isinstance(parent, int | str):
            raise ExportError(
                f"{self._path} was changed since it was written: a line in it does not say whose it is. Export anew into "
                "another directory"
            )
        return parent


def _names(parameter: str) -> dict[str, str]:
    return {"own": parameter, "other": f"parent_{parameter}"}


def read_lines(path: Path, position: int, until: int) -> list[bytes]:
    """Read whole lines from a position: about a megabyte of them, at least one. Raises `ExportError`."""
    try:
        with path.open("rb") as file:
            file.seek(position)
            block = file.read(min(_READ_AT_ONCE, until - position))
            if not block.endswith(b"\n"):
                block += file.readline()
    except OSError as problem:
        raise ExportError(f"{path} cannot be read: {problem.strerror}") from problem
    if not block.endswith(b"\n") or len(block) > until - position:
        raise ExportError(f"{path} was changed by something else while it was read")
    # Only \n ends a row; bytes.splitlines would also split at a lone \r.
    return [line + b"\n" for line in block[:-1].split(b"\n")]


def decoded(decode: Callable[[bytes], T], line: bytes, path: Path) -> T:
    """Return what a line holds. Raises `ExportError` for one that is no row."""
    try:
        return decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise ExportError(f"{path} was changed since it was written: a line in it is no row ({problem})") from None
