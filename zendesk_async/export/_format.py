"""The formats of an export: what a stream's file is called, and what writes it."""

from pathlib import Path
from typing import Literal, get_args

import attrs

from zendesk_async.errors import InvalidArgument
from zendesk_async.export._columns import Table
from zendesk_async.export._comma_separated import CommaSeparatedRows
from zendesk_async.export._compression import Compression, compressor, suffix_of
from zendesk_async.export._pieces import PiecewiseFile
from zendesk_async.export._row_lines import FormatSink, RowWriter, encode_lines, names_kept
from zendesk_async.export._sink import JsonLinesSink, Sink
from zendesk_async.export._streams import Stream

__all__ = ["Format", "FormatName"]

FormatName = Literal["jsonl", "csv", "parquet", "sqlite"]

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

    def _writer(self, directory: Path, stream: str, table: Table) -> RowWriter:
        encode = CommaSeparatedRows(table, raw=self.csv_raw).encode if self.tabular else encode_lines
        compress = compressor(self.compression)
        return PiecewiseFile(self.file(directory, stream), lambda rows, first: compress(encode(rows, first)))
