"""A small line for each row, for formats that cannot be read again in the middle.

Streams below another go through the lines of their parent, and know by their own what they have written already. With
JSON Lines the rows themselves are the lines; beside other formats these stand in a file of their own.
"""

from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import Any, Protocol

import msgspec

from zendesk_async.export._sink import JsonLinesSink
from zendesk_async.export._streams import Stream, streams

# What streams below go by, whichever are chosen later.
_KEPT = ("id", "ticket_id", "status", "attachments")


class RowWriter(Protocol):
    """Writes the rows of one stream in a format. What each method promises is the same as a `Sink`'s."""

    @property
    def position(self) -> int: ...
    def resume(self, position: int) -> None: ...
    def append(self, rows: Sequence[bytes]) -> None: ...
    def sync(self) -> None: ...
    def settle(self) -> None: ...
    def finish(self) -> int | None: ...
    def close(self) -> None: ...


class FormatSink:
    """Takes rows in a format, and keeps a line for each beside."""

    def __init__(self, lines: JsonLinesSink, writer: RowWriter, names: Iterable[str]) -> None:
        self._lines = lines
        self._writer = writer
        self._line_of = line_maker(names)

    @property
    def offset(self) -> int:
        """How many bytes of lines were taken."""
        return self._lines.offset

    @property
    def position(self) -> int:
        """How far the files of the format are since the last `sync`."""
        return self._writer.position

    def resume(self, offset: int, position: int) -> None:
        """Open both, and drop what no checkpoint counts."""
        self._lines.resume(offset)
        self._writer.resume(position if offset else 0)

    def append(self, rows: Sequence[bytes | msgspec.Raw]) -> None:
        """Take rows. They are in memory until `sync`."""
        own = list(map(bytes, rows))
        self._lines.append(self.lines(own))
        self._writer.append(own)

    def lines(self, rows: Sequence[bytes]) -> Sequence[bytes]:
        """Return the lines that stand for rows."""
        return [self._line_of(row) for row in rows]

    def sync(self) -> None:
        """Bring everything taken so far to disk."""
        self._writer.sync()
        self._lines.sync()

    def settle(self) -> None:
        """Make final what a checkpoint counts now."""
        self._writer.settle()

    def finish(self) -> int | None:
        """Put everything that counts where its reader looks for it, and return how many rows are there."""
        return self._writer.finish()

    def close(self) -> None:
        """Close without syncing."""
        self._lines.close()
        self._writer.close()


def names_kept(stream: Stream) -> Iterable[str]:
    """Return the keys of a stream's rows that their lines keep: what its parents and its children are found by."""
    below = (one.parent_key for one in streams().values() if one.parent == stream.name)
    return dict.fromkeys((*stream.above, *(f"parent_{name}" for name in stream.above), *below, *_KEPT))


def line_maker(names: Iterable[str]) -> Callable[[bytes], bytes]:
    """Return what makes the line of a row: these keys of it, and a mark of the whole."""
    names = list(names)
    fields: list[Any] = [(f"kept_{at}", msgspec.Raw | msgspec.UnsetType, msgspec.UNSET) for at in range(len(names))]
    renamed = {f"kept_{at}": name for at, name in enumerate(names)}
    kind = msgspec.defstruct("Line", [*fields, ("mark", str, "")], rename=renamed, gc=False)
    read = msgspec.json.Decoder(kind).decode
    write = msgspec.json.Encoder().encode

    def line_of(row: bytes) -> bytes:
        try:
            line: Any = read(row)
        except (msgspec.DecodeError, UnicodeDecodeError):
            line = kind()
        line.mark = blake2b(row, digest_size=8).hexdigest()
        return write(line)

    return line_of


def encode_lines(rows: Sequence[bytes], _: bool = False) -> bytes:
    """Return rows as JSON Lines."""
    return b"".join([row + b"\n" for row in rows])
