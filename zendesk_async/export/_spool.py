"""Rows on their way into a format that is written in larger parts: lines on disk until a part is made of them.

The lines are what makes rows durable at every commit; parts and databases are made only of rows that a checkpoint
counts, so that nothing in them ever has to be taken back.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from zendesk_async.errors import ExportError
from zendesk_async.export._checkpoint import sync_directory
from zendesk_async.export._sink import JsonLinesSink
from zendesk_async.export._written import read_lines

PART_BYTES = 16 << 20
"""Bytes of rows that make a part: enough for a row group of Parquet, and little enough to be held in memory."""


class Target(Protocol):
    """Where rows go that count. A position is a number of bytes of rows, from the beginning of the stream."""

    eager: bool
    """Whether it takes rows as soon as they count, and not only when there are enough for a part."""

    def resume(self, position: int) -> int:
        """Open, and return the position up to which it has the rows, which is not beyond the given one.

        At 0 the stream begins anew, whatever is there.
        """
        ...

    def take(self, rows: Iterable[Sequence[bytes]], begin: int, end: int) -> None:
        """Take the rows between two positions: all of them or, after an error, none."""
        ...

    def finish(self) -> int | None:
        """Put what was taken where its reader looks for it, and return how many rows are there if not all of them."""
        ...

    def close(self) -> None:
        """Close."""
        ...


class SpooledWriter:
    """Writes rows to lines at every commit, and hands those that count to a target."""

    def __init__(self, directory: Path, target: Target, part_bytes: int = PART_BYTES) -> None:
        self._directory = directory
        self._target = target
        self._part_bytes = part_bytes
        self._begin = self._reached = self._synced = 0
        self._lines = JsonLinesSink(directory / "0.jsonl")

    @property
    def position(self) -> int:
        """How many bytes of rows are on disk."""
        return self._synced

    def resume(self, position: int) -> None:
        """Open, and drop the rows after `position`. Raises `ExportError` when what comes before is not all there."""
        self._directory.mkdir(parents=True, exist_ok=True)
        self._reached = self._target.resume(position)
        begins = [int(path.stem) for path in self._directory.glob("*.jsonl") if path.stem.isdecimal()]
        self._begin = max((begin for begin in begins if begin <= self._reached and position), default=0)
        self._lines = JsonLinesSink(self._path(self._begin))
        self._lines.resume(position - self._begin)
        self._synced = position
        for begin in begins:
            if begin != self._begin:
                self._path(begin).unlink()
        sync_directory(self._directory)

    def append(self, rows: Sequence[bytes]) -> None:
        """Take rows. They are in memory until `sync`."""
        self._lines.append(rows)

    def sync(self) -> None:
        """Bring everything taken so far to disk, as lines."""
        self._lines.sync()
        self._synced = self._begin + self._lines.offset

    def settle(self) -> None:
        """Hand rows to the target when there are enough of them."""
        if self._target.eager or self._synced - self._reached >= self._part_bytes:
            self._hand_over()
        if self._synced - self._begin >= self._part_bytes:
            self._begin_lines()

    def finish(self) -> int | None:
        """Hand all rows to the target, and let it make the stream's file of them."""
        self._hand_over()
        rows = self._target.finish()
        if self._begin != self._synced:
            self._begin_lines()
        return rows

    def _hand_over(self) -> None:
        if self._reached < self._synced:
            self._target.take(self._rows(self._reached, self._synced), self._reached, self._synced)
            self._reached = self._synced

    def _rows(self, begin: int, end: int) -> Iterator[Sequence[bytes]]:
        position, until = begin - self._begin, end - self._begin
        while position < until:
            lines = read_lines(self._path(self._begin), position, until)
            yield [line[:-1] for line in lines]
            position += sum(map(len, lines))

    def _begin_lines(self) -> None:
        """Go on in new lines: the target has all rows of the old ones."""
        lines = JsonLinesSink(self._path(self._synced))
        lines.resume(0)
        sync_directory(self._directory)
        self._lines.close()
        before, self._begin, self._lines = self._path(self._begin), self._synced, lines
        before.unlink()

    def _path(self, begin: int) -> Path:
        return self._directory / f"{begin}.jsonl"

    def close(self) -> None:
        """Close without syncing: what no checkpoint counts is cut off at the next run."""
        self._lines.close()
        self._target.close()


def refuse_changed(path: Path, what: str) -> ExportError:
    """Return the error for a file that is not as this export left it."""
    return ExportError(f"{path} {what}: the file was changed since. Export anew into another directory")
