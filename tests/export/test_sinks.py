"""Sinks of every format against a list: what counts is there exactly once, wherever a run is ended."""

import gzip
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.export.reading import contents, rows_in
from zendesk_async.errors import ExportError
from zendesk_async.export._columns import Column, Table
from zendesk_async.export._comma_separated import CommaSeparatedRows
from zendesk_async.export._compression import compressor
from zendesk_async.export._database import DatabaseTable
from zendesk_async.export._kinds import INTEGER, JSON
from zendesk_async.export._parquet import ParquetFile
from zendesk_async.export._pieces import PiecewiseFile
from zendesk_async.export._row_lines import FormatSink, RowWriter
from zendesk_async.export._sink import JsonLinesSink
from zendesk_async.export._spool import SpooledWriter

TABLE = Table((Column("id", INTEGER, "id"), Column("value", JSON, "value")), ("id",))
FORMATS = ("jsonl.gz", "csv", "parquet", "sqlite")
PART = 60  # bytes of rows: a few


def writer_of(directory: Path, format: str) -> RowWriter:
    match format:
        case "jsonl.gz":
            compress = compressor("gzip")
            return PiecewiseFile(directory / "rows.jsonl.gz", lambda rows, _: compress(b"\n".join([*rows, b""])))
        case "csv":
            return PiecewiseFile(directory / "rows.csv", CommaSeparatedRows(TABLE).encode)
        case "parquet":
            file = ParquetFile(directory / "rows.parquet", directory / "parts", TABLE)
            return SpooledWriter(directory / "spool", file, PART)
        case _:
            return SpooledWriter(directory / "spool", DatabaseTable(directory / "export.sqlite", "rows", TABLE), PART)


def sink_of(directory: Path, format: str) -> FormatSink:
    return FormatSink(JsonLinesSink(directory / "lines.jsonl"), writer_of(directory, format), ["id"])


def ids_in(directory: Path, format: str) -> Counter[int]:
    name, _, compressed = format.partition(".")
    return Counter(int(row["id"]) for row in rows_in(directory, "rows", name, "gzip" if compressed else None))


class SinkMachine(RuleBasedStateMachine):
    """A sink of a format and the ids that it was given; a checkpoint counts some of them."""

    def __init__(self) -> None:
        super().__init__()
        self.temporary = tempfile.TemporaryDirectory()
        self.directory = Path(self.temporary.name)
        self.taken: list[int] = []
        self.next = 0
        self.checkpoint = (0, 0, 0)

    @initialize(format=st.sampled_from(FORMATS))
    def begin(self, format: str) -> None:
        self.format = format
        self.sink = sink_of(self.directory, format)
        self.sink.resume(0, 0)

    @rule(
        values=st.lists(st.text(st.characters(codec="utf-8"), max_size=9), min_size=1, max_size=4),
        then=st.sampled_from(["nothing", "sync", "checkpoint", "settle"]),
    )
    def append(self, values: Sequence[str], then: str) -> None:
        rows: list[bytes] = []
        for value in values:
            rows.append(msgspec.json.encode({"id": self.next, "value": value}))
            self.taken.append(self.next)
            self.next += 1
        self.sink.append(rows)
        if then != "nothing":
            self.sink.sync()
        if then in {"checkpoint", "settle"}:
            self.checkpoint = (len(self.taken), self.sink.offset, self.sink.position)
        if then == "settle":
            self.sink.settle()

    @rule()
    def crash(self) -> None:
        self.sink.close()
        rows, offset, position = self.checkpoint
        del self.taken[rows:]
        self.sink = sink_of(self.directory, self.format)
        self.sink.resume(offset, position)

    @rule()
    def finish(self) -> None:
        self.sink.sync()
        self.checkpoint = (len(self.taken), self.sink.offset, self.sink.position)
        self.sink.settle()
        self.sink.finish()
        assert ids_in(self.directory, self.format) == Counter(self.taken)

    @precondition(lambda self: hasattr(self, "sink"))
    @invariant()
    def the_lines_stand_for_what_was_taken(self) -> None:
        assert self.sink.offset == sum(len(b'{"id":%d,"mark":"0123456789abcdef"}\n' % one) for one in self.taken)

    def teardown(self) -> None:
        if hasattr(self, "sink"):
            self.finish()
            self.sink.close()
        self.temporary.cleanup()


TestSinks = SinkMachine.TestCase
TestSinks.settings = settings(max_examples=100, stateful_step_count=20)


@pytest.mark.parametrize("format", ["parquet", "sqlite"])
def test_rows_that_are_gone_from_their_lines_are_noticed(tmp_path: Path, format: str) -> None:
    sink = sink_of(tmp_path, format)
    sink.resume(0, 0)
    sink.append([b'{"id":1}'])
    sink.sync()
    offset, position = sink.offset, sink.position
    sink.close()
    (tmp_path / "spool" / "0.jsonl").unlink()
    with pytest.raises(ExportError, match="has 0 bytes, and the checkpoint counts on"):
        sink_of(tmp_path, format).resume(offset, position)


def test_small_rows_make_parts_of_many(tmp_path: Path) -> None:
    sink = sink_of(tmp_path, "parquet")
    sink.resume(0, 0)
    for number in range(20):
        sink.append([b'{"id":%d}' % number])
        sink.sync()
        sink.settle()
    assert 1 < len(list((tmp_path / "parts").iterdir())) < 5
    assert len(list((tmp_path / "spool").iterdir())) == 1


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
def test_pieces_are_one_file_to_its_readers(tmp_path: Path, compression: Any) -> None:
    compress = compressor(compression)
    path = tmp_path / {"gzip": "rows.jsonl.gz", "zstd": "rows.jsonl.zst"}[compression]
    path.write_bytes(compress(b"one\n") + compress(b"two\n"))
    assert contents(path) == b"one\ntwo\n"


def test_the_same_rows_make_the_same_file() -> None:
    assert compressor("gzip")(b"x" * 100) == compressor("gzip")(b"x" * 100)
    assert gzip.decompress(compressor("gzip")(b"")) == b""


def test_a_line_keeps_what_other_streams_ask_for(tmp_path: Path) -> None:
    lines = FormatSink(JsonLinesSink(tmp_path / "lines"), writer_of(tmp_path, "csv"), ["ticket_id", "id", "status"])
    kept, odd = lines.lines([b'{"ticket_id":5,"id":"a","body":"long","status":null}', b"[]"])
    assert {key: value for key, value in json.loads(kept).items() if key != "mark"} == {
        "ticket_id": 5,
        "id": "a",
        "status": None,
    }
    assert list(json.loads(odd)) == ["mark"]
    assert lines.lines([b'{"id":1}']) != lines.lines([b'{"id":1,"body":"changed"}'])
