"""Files that are written again with some of their rows, in each format in which rows follow one another."""

import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from zendesk_async.export._arrow import pyarrow
from zendesk_async.export._compression import Compression, compressor, damages, open_compressed
from zendesk_async.export._own_files import open_new
from zendesk_async.export._spool import refuse_changed

CopyRows = Callable[[Path, Path, bytearray], int | None]
"""Copies those rows of a file that are to be kept (1, and 0 for the others) into a new one, as they are.

Returns the position at which the new file is gone on with; None where that is the same as before. Raises `ExportError`
for a file that has other rows than it should, and `OSError`.
"""

_PIECE_BYTES = 1 << 20


def copy_lines(source: Path, target: Path, keep: bytearray, *, compression: Compression | None) -> int:
    """Copy lines of JSON."""
    return _copy(source, target, compression, lambda lines: lines, keep)


def copy_comma_separated(source: Path, target: Path, keep: bytearray, *, compression: Compression | None) -> int:
    """Copy rows of comma-separated values, below the line of the names."""
    return _copy(source, target, compression, _records, itertools.chain(b"\1", keep))


def copy_parquet(source: Path, target: Path, keep: bytearray) -> None:
    """Copy rows of a Parquet file, row group by row group, with all that the file says of itself."""
    arrow, parquet = pyarrow(), pyarrow("pyarrow.parquet")
    flags = map(bool, keep)
    try:
        with parquet.ParquetFile(source, pre_buffer=False) as file, os.fdopen(open_new(target), "wb") as new:
            if file.metadata.num_rows != len(keep):
                raise refuse_changed(source, f"has {file.metadata.num_rows} rows, and {len(keep)} were written")
            with parquet.ParquetWriter(new, file.schema_arrow, compression="zstd") as writer:
                for number in range(file.num_row_groups):
                    group = file.read_row_group(number, use_threads=False)
                    kept = group.filter(arrow.array(itertools.islice(flags, group.num_rows), arrow.bool_()))
                    if kept.num_rows:
                        writer.write_table(kept, row_group_size=kept.num_rows)
            new.flush()
            os.fsync(new.fileno())
    except (arrow.ArrowException, ValueError) as problem:
        raise refuse_changed(source, f"cannot be read ({problem})") from None


def _copy(
    source: Path,
    target: Path,
    compression: Compression | None,
    rows_of: Callable[[Iterable[bytes]], Iterable[bytes]],
    keep: Iterable[int],
) -> int:
    compress = compressor(compression)
    try:
        with open_compressed(source, compression) as lines, os.fdopen(open_new(target), "wb") as new:
            for piece in _pieces(row for row, kept in zip(rows_of(lines), keep, strict=True) if kept):
                new.write(compress(piece))
            new.flush()
            os.fsync(new.fileno())
            return new.tell()
    except ValueError:
        raise refuse_changed(source, "has more rows or fewer than were written") from None
    except damages(compression) as problem:
        raise refuse_changed(source, f"cannot be read ({problem})") from None


def _pieces(rows: Iterator[bytes]) -> Iterator[bytes]:
    """Join rows to pieces, each about as large as what an export writes at once."""
    for first in rows:
        piece, size = [first], len(first)
        while size < _PIECE_BYTES and (row := next(rows, None)) is not None:
            piece.append(row)
            size += len(row)
        yield b"".join(piece)


def _records(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Join lines to records: between two quotes a line's end is part of a text (RFC 4180, 2.6)."""
    record: list[bytes] = []
    inside = False
    for line in lines:
        record.append(line)
        inside ^= line.count(b'"') % 2 == 1
        if not inside:
            yield b"".join(record)
            record.clear()
    if record:
        yield b"".join(record)
