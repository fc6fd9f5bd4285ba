"""What other people's programs find in the files of an export: read with libraries that know nothing of ours."""

import contextlib
import csv
import gzip
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
from backports import zstd

FORMATS: tuple[tuple[str, str | None], ...] = (
    ("jsonl", None),
    ("jsonl", "gzip"),
    ("jsonl", "zstd"),
    ("csv", None),
    ("csv", "gzip"),
    ("parquet", None),
    ("sqlite", None),
)


def contents(path: Path, until: int | None = None) -> bytes:
    """Return what a file holds, up to a position in it."""
    content = path.read_bytes()[:until]
    match path.suffix:
        case ".gz":
            return gzip.decompress(content)
        case ".zst":
            return zstd.decompress(content)
        case _:
            return content


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


def file_of(directory: Path, stream: str, format: str, compression: str | None = None) -> Path:
    if format == "sqlite":
        return directory / "export.sqlite"
    ending = {None: "", "gzip": ".gz", "zstd": ".zst"}[compression]
    return directory / f"{stream}.{format}{ending}"


def rows_of_table(path: Path, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table, or of a view."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        quoted = table.replace('"', '""')
        return [dict(row) for row in connection.execute(f'SELECT * FROM "{quoted}"')]


def rows_in(directory: Path, stream: str, format: str, compression: str | None = None) -> list[dict[str, Any]]:
    """Return the rows of a stream. What CSV has as text stays text, but for ids."""
    path = file_of(directory, stream, format, compression)
    if format == "jsonl":
        content = contents(path)
        assert not content or content.endswith(b"\n")
        return [json.loads(line) for line in content.split(b"\n")[:-1]]
    if format == "parquet":
        return parquet.read_table(path).to_pylist()
    if format == "sqlite":
        return rows_of_table(path, stream)
    return [{**row, "id": int(row["id"])} for row in csv_rows(contents(path))]
