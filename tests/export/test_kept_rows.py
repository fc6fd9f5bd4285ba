"""Files written again with some of their rows: those stay as they are, in their order, whatever is in them."""

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.reading import contents, csv_rows
from zendesk_async.errors import ExportError
from zendesk_async.export._columns import Column, Table
from zendesk_async.export._comma_separated import CommaSeparatedRows
from zendesk_async.export._compression import compressor
from zendesk_async.export._kept_rows import copy_comma_separated, copy_lines, copy_parquet
from zendesk_async.export._kinds import INTEGER, JSON, TEXT
from zendesk_async.export._parquet import ParquetFile
from zendesk_async.export._row_lines import encode_lines

TABLE = Table((Column("id", INTEGER, "id"), Column('odd "name",\r\n', TEXT, "text"), Column("b", JSON, "b")))
SUFFIXES = {None: "", "gzip": ".gz", "zstd": ".zst"}

texts = st.text(st.sampled_from("\",;\r\n ='\0é") | st.characters(codec="utf-8"), max_size=6)
rows = st.lists(st.tuples(texts, texts | st.none(), st.booleans(), st.booleans()), min_size=1, max_size=12)
"""Texts of a row, whether it is kept, and whether a piece of the file ends with it."""

compressed = pytest.mark.parametrize("compression", list(SUFFIXES), ids=str)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


def pieces_of(given: list[tuple[str, str | None, bool, bool]]) -> list[list[bytes]]:
    pieces: list[list[bytes]] = [[]]
    for number, (text, other, _, ends) in enumerate(given):
        pieces[-1].append(json.dumps({"id": number, "text": text, "b": other}).encode())
        if ends:
            pieces.append([])
    return pieces


def kept_of(given: list[tuple[str, str | None, bool, bool]]) -> bytearray:
    return bytearray(kept for _, _, kept, _ in given)


@compressed
@given(given=rows)
def test_of_lines(directory: Path, compression: Any, given: list[Any]) -> None:
    source, target = (directory / f"{name}.jsonl{SUFFIXES[compression]}" for name in ("source", "target"))
    compress = compressor(compression)
    source.write_bytes(b"".join(compress(encode_lines(piece)) for piece in pieces_of(given) if piece))
    assert copy_lines(source, target, kept_of(given), compression=compression) == target.stat().st_size
    expected = [number for number, kept in enumerate(kept_of(given)) if kept]
    found = contents(target) if target.stat().st_size else b""
    assert [json.loads(line)["id"] for line in found.split(b"\n")[:-1]] == expected


@compressed
@pytest.mark.parametrize("raw", [False, True], ids=["harmless", "raw"])
@given(given=rows)
def test_of_comma_separated_values(directory: Path, compression: Any, raw: bool, given: list[Any]) -> None:
    source, target = (directory / f"{name}.csv{SUFFIXES[compression]}" for name in ("source", "target"))
    encode, compress = CommaSeparatedRows(TABLE, raw=raw).encode, compressor(compression)
    source.write_bytes(b"".join(compress(encode(piece, not at)) for at, piece in enumerate(pieces_of(given))))
    assert copy_comma_separated(source, target, kept_of(given), compression=compression) == target.stat().st_size
    before = csv_rows(contents(source))
    assert csv_rows(contents(target)) == [row for row, kept in zip(before, kept_of(given), strict=True) if kept]


@given(given=rows)
def test_of_parquet(directory: Path, given: list[Any]) -> None:
    source, target = directory / "source.parquet", directory / "target.parquet"
    parts = directory / "parts"
    source.unlink(missing_ok=True)
    file = ParquetFile(source, parts, TABLE)
    file.resume(0)
    for at, piece in enumerate(pieces_of(given)):
        if piece:
            file.take([piece], at, at + 1)
    file.finish()
    copy_parquet(source, target, kept_of(given))
    before = parquet.read_table(source)
    assert parquet.read_table(target).to_pylist() == [
        row for row, kept in zip(before.to_pylist(), kept_of(given), strict=True) if kept
    ]
    # The new one is gone on with as the old one would be: its schema and its end are the same.
    assert parquet.read_schema(target).equals(parquet.read_schema(source), check_metadata=True)


@compressed
@pytest.mark.parametrize("copy", [copy_lines, copy_comma_separated])
@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_file_with_more_rows_or_fewer_is_refused(tmp_path: Path, compression: Any, copy: Any, number: int) -> None:
    source = tmp_path / f"rows{SUFFIXES[compression]}"
    source.write_bytes(compressor(compression)(b"1\r\n2\r\n3\r\n"[: 3 * number]))
    with pytest.raises(ExportError, match="more rows or fewer"):
        copy(source, tmp_path / "new", bytearray(2 if copy is copy_lines else 1), compression=compression)


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
@pytest.mark.parametrize(
    "damage", [lambda packed: packed[:-4], lambda packed: packed + b"strange", lambda _: b"strange"]
)
def test_a_damaged_file_is_refused(tmp_path: Path, compression: Any, damage: Any) -> None:
    source = tmp_path / f"rows{SUFFIXES[compression]}"
    source.write_bytes(damage(compressor(compression)(b"1\n2\n" * 1000)))
    with pytest.raises(ExportError, match="cannot be read"):
        copy_lines(source, tmp_path / "new", bytearray(2000), compression=compression)


def test_what_is_no_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rows.parquet").write_bytes(b"strange")
    with pytest.raises(ExportError, match="cannot be read"):
        copy_parquet(tmp_path / "rows.parquet", tmp_path / "new", bytearray(1))
