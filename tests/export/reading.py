"""What other people's programs find in the files of an export: read with libraries that know nothing of ours."""

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

from backports import zstd

FORMATS: tuple[tuple[str, str | None], ...] = (
    ("jsonl", None),
    ("jsonl", "gzip"),
    ("jsonl", "zstd"),
    ("csv", None),
    ("csv", "gzip"),
)


def contents(path: Path) -> bytes:
    match path.suffix:
        case ".gz":
            return gzip.decompress(path.read_bytes())
        case ".zst":
            return zstd.decompress(path.read_bytes())
        case _:
            return path.read_bytes()


def file_of(directory: Path, stream: str, format: str, compression: str | None = None) -> Path:
    ending = {None: "", "gzip": ".gz", "zstd": ".zst"}[compression]
    return directory / f"{stream}.{format}{ending}"


def rows_in(directory: Path, stream: str, format: str, compression: str | None = None) -> list[dict[str, Any]]:
    """Return the rows of a stream. What CSV has as text stays text, but for ids."""
    path = file_of(directory, stream, format, compression)
    if format == "jsonl":
        content = contents(path)
        assert not content or content.endswith(b"\n")
        return [json.loads(line) for line in content.split(b"\n")[:-1]]
    return [{**row, "id": int(row["id"])} for row in csv.DictReader(io.StringIO(contents(path).decode(), newline=""))]
