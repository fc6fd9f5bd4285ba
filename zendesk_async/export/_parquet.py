"""Rows in Parquet: parts while the export runs, one file a stream at its end."""

import contextlib
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from zendesk_async.export._arrow import ArrowRows, pyarrow
from zendesk_async.export._checkpoint import sync_directory
from zendesk_async.export._columns import Table
from zendesk_async.export._own_files import open_new
from zendesk_async.export._spool import refuse_changed

_END = b"zendesk_async.end"
"""The key in a file's own metadata under which it says how many bytes of rows were made into it and those before."""


@attrs.frozen
class _Part:
    begin: int
    end: int
    path: Path


class ParquetFile:
    """The Parquet file of one stream.

    A part holds the rows between two positions; it is a whole file of one row group, which gets its name once it is on
    disk. At the end the parts become row groups of one file. What is ended early stays in parts, each of which can be
    read.
    """

    eager = False

    def __init__(self, path: Path, parts: Path, table: Table) -> None:
        self._path = path
        self._directory = parts
        self._rows = ArrowRows(table)
        self._parquet = pyarrow("pyarrow.parquet")
        self._parts: list[_Part] = []

    def resume(self, position: int) -> int:
        """Return how far the parts are. At 0 all are dropped."""
        self._directory.mkdir(parents=True, exist_ok=True)
        reached = self._begin_with_file(position)
        found = sorted(self._found(), key=lambda part: part.begin)
        for part in found:
            if part.begin == reached and part.end <= position:
                self._parts.append(part)
                reached = part.end
            else:
                part.path.unlink()
        for path in (*self._directory.glob("*.new"), self._unfinished):
            path.unlink(missing_ok=True)
        return reached

    def _begin_with_file(self, position: int) -> int:
        """Return up to where the file of an export that had ended has the rows, for one that goes on from there."""
        self._parts = []
        end = self._end_of(self._path) if self._path.exists() else None
        if position == 0:
            if end:
                self._path.unlink()
            return 0
        if end is None:
            return 0
        if end > position:
            raise refuse_changed(self._path, "has more rows than the checkpoint counts")
        self._parts = [_Part(0, end, self._path)]
        return end

    def _end_of(self, path: Path) -> int:
        try:
            return int(self._parquet.read_schema(path).metadata[_END])
        except (OSError, ValueError, KeyError, TypeError, NotImplementedError):
            raise refuse_changed(path, "is not the file that this export wrote") from None

    def _found(self) -> Iterator[_Part]:
        for path in self._directory.glob("*.parquet"):
            begin, _, end = path.stem.partition("-")
            yield _Part(int(begin), int(end), path)

    @property
    def _unfinished(self) -> Path:
        return self._path.with_name(f"{self._path.name}.new")

    def take(self, rows: Iterable[Sequence[bytes]], begin: int, end: int) -> None:
        """Write the rows between two positions as a part."""
        part = _Part(begin, end, self._directory / f"{begin}-{end}.parquet")
        temporary = part.path.with_suffix(".new")
        table = self._rows.table(rows)
        with self._writing(temporary, end) as writer:
            writer.write_table(table, row_group_size=max(1, table.num_rows))
        temporary.replace(part.path)
        sync_directory(self._directory)
        self._parts.append(part)

    @contextlib.contextmanager
    def _writing(self, path: Path, end: int) -> Generator[Any]:
        schema = self._rows.schema.with_metadata({_END: str(end)})
        with os.fdopen(open_new(path), "wb") as file:
            with self._parquet.ParquetWriter(file, schema, compression="zstd") as writer:
                yield writer
            file.flush()
            os.fsync(file.fileno())

    def finish(self) -> None:
        """Make one file of all parts, in their order. The parts go once it is there."""
        parts = self._parts
        if parts and [part.path for part in parts] == [self._path]:
            return
        end = parts[-1].end if parts else 0
        if len(parts) == 1:
            parts[0].path.replace(self._path)
        elif parts or not self._path.exists():
            with self._writing(self._unfinished, end) as writer:
                for part in parts:
                    for group in self._groups(part.path):
                        writer.write_table(group, row_group_size=max(1, group.num_rows))
            self._unfinished.replace(self._path)
        sync_directory(self._path.parent)
        for part in parts:
            if part.path != self._path:
                part.path.unlink(missing_ok=True)
        self._parts = [_Part(0, end, self._path)] if end else []

    def _groups(self, path: Path) -> Iterator[Any]:
        with self._parquet.ParquetFile(path, pre_buffer=False) as file:
            for number in range(file.num_row_groups):
                yield file.read_row_group(number, use_threads=False)

    def close(self) -> None:
        """Do nothing: no file is open between two calls."""
