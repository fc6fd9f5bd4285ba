"""The formats of an export: what a stream's file is called, and what writes it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, get_args

import attrs

from zendesk_async.errors import InvalidArgument
from zendesk_async.export._arrow import pyarrow
from zendesk_async.export._columns import Table
from zendesk_async.export._comma_separated import CommaSeparatedRows
from zendesk_async.export._compression import Compression, compressor, suffix_of
from zendesk_async.export._database import DatabaseTable
from zendesk_async.export._kept_rows import CopyRows, copy_comma_separated, copy_lines, copy_parquet
from zendesk_async.export._parquet import ParquetFile
from zendesk_async.export._pieces import PiecewiseFile
from zendesk_async.export._row_lines import FormatSink, RowWriter, encode_lines, names_kept
from zendesk_async.export._sink import JsonLinesSink, Sink
from zendesk_async.export._spool import SpooledWriter
from zendesk_async.export._streams import Stream

__all__ = ["Format", "FormatName"]

FormatName = Literal["jsonl", "csv", "parquet", "sqlite"]

DATABASE = "export.sqlite"

WORK = ".export"
"""The directory in an export's own for what only the export itself reads."""


@attrs.frozen
class Format:
    """In which form the rows of an export are written. Raises `InvalidArgument` for what does not go together.

    `csv_raw` writes texts as they are, also those that a spreadsheet takes for formulas.
    """

    name: FormatName = "jsonl"
    compression: Compression | None = None
    csv_raw: bool = False

    def __attrs_post_init__(self) -> None:
        if self.name not in get_args(FormatName):
            raise InvalidArgument(f"format must be one of {', '.join(get_args(FormatName))}, not {self.name!r}")
        if self.compression is not None and self.compression not in get_args(Compression):
            known = ", ".join(get_args(Compression))
            raise InvalidArgument(f"compression must be one of {known} or None, not {self.compression!r}")
        if self.compression is not None and self.name not in {"jsonl", "csv"}:
            raise InvalidArgument(f"{self.name} files are compressed in themselves: leave compression out")
        if self.csv_raw and self.name != "csv":
            raise InvalidArgument("csv_raw goes with the format csv alone")
        compressor(self.compression)
        if self.name == "parquet":
            pyarrow()

    @property
    def plain(self) -> bool:
        """Whether the rows themselves are the lines that other streams read."""
        return self.name == "jsonl" and self.compression is None

    @property
    def tabular(self) -> bool:
        """Whether rows have columns."""
        return self.name != "jsonl"

    def file(self, directory: Path, stream: str) -> Path:
        """Return the path of the file that holds a stream."""
        if self.name == "sqlite":
            return directory / DATABASE
        return directory / f"{stream}.{self.name}{suffix_of(self.compression)}"

    def lines(self, directory: Path, stream: str) -> Path:
        """Return the path of the file with a line for each row."""
        return self.file(directory, stream) if self.plain else directory / WORK / "lines" / f"{stream}.jsonl"

    def sink(self, directory: Path, stream: Stream, table: Table) -> Sink:
        """Return what writes a stream."""
        lines = JsonLinesSink(self.lines(directory, stream.name))
        if self.plain:
            return lines
        return FormatSink(lines, self._writer(directory, stream.name, table), names_kept(stream))

    def copy_rows(self) -> CopyRows | None:
        """Return what copies the rows of a stream's file that are to be kept; None where that is not the whole file."""
        match self.name:
            case "jsonl":
                return partial(copy_lines, compression=self.compression)
            case "csv":
                return partial(copy_comma_separated, compression=self.compression)
            case "parquet":
                return copy_parquet
            case "sqlite":
                return None

    def _writer(self, directory: Path, stream: str, table: Table) -> RowWriter:
        file, work = self.file(directory, stream), directory / WORK
        encode: Callable[[Sequence[bytes], bool], bytes] = encode_lines
        match self.name:
            case "sqlite":
                return SpooledWriter(work / "rows" / stream, DatabaseTable(file, stream, table))
            case "parquet":
                return SpooledWriter(work / "rows" / stream, ParquetFile(file, work / "parts" / stream, table))
            case "csv":
                encode = CommaSeparatedRows(table, raw=self.csv_raw).encode
            case _:
                pass
        compress = compressor(self.compression)
        return PiecewiseFile(file, lambda rows, first: compress(encode(rows, first)))
