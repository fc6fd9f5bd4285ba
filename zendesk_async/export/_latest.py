"""Keeping only the latest version of each record in a file of lines."""

import os
from array import array
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import attrs
import msgspec

from zendesk_async.errors import ExportError
from zendesk_async.export._checkpoint import Checkpoint, Rewrite, StreamState, sync_directory
from zendesk_async.export._own_files import open_new
from zendesk_async.export._streams import Stream, streams
from zendesk_async.export._written import decoded, read_lines


def keep_latest(path: Path, stream: Stream, checkpoint: Checkpoint) -> Rewrite | None:
    """Write the latest version of each record of a stream's file into a file beside it, and say what that one holds.

    None when every record is there once. Nothing counts on the new file yet: a checkpoint that holds the answer does,
    and `finish_rewrite` puts it in place. Needs some forty bytes of memory a row. Raises `ExportError` and `OSError`.
    """
    state = checkpoint.state(stream.name)
    keys = _Keys(path, stream)
    later = _latest_places(keys, state.offset)
    if not later:
        return None
    below = {name: one for name, one in checkpoint.streams.items() if _is_below(name, stream.name)}
    kept = rows = 0
    places = dict.fromkeys(below, 0)
    with os.fdopen(open_new(_beside(path)), "wb") as file:
        for position, line, key in keys.lines(state.offset):
            for name, one in below.items():
                if position < one.parent_offset:
                    # Where the first row that is not gone through will stand, as far as is known by now.
                    places[name] = kept + (len(line) if later.get(key, position) == position else 0)
            if later.get(key, position) == position:
                file.write(line)
                kept += len(line)
                rows += 1
        file.flush()
        os.fsync(file.fileno())
    return Rewrite(offset=kept, rows=rows, below=places)


def finish_rewrite(path: Path, stream: str, checkpoint: Checkpoint) -> Checkpoint:
    """Put the rewritten file of a stream in place, and return the checkpoint that counts on it.

    May be repeated after a crash, wherever that came: the new file is there until it has taken the old one's place.
    """
    rewrite = checkpoint.rewrites[stream]
    beside = _beside(path)
    if beside.exists():
        beside.replace(path)
        sync_directory(path.parent)
    elif not path.exists() or path.stat().st_size != rewrite.offset:
        raise ExportError(f"{path} was changed since it was written; export anew into another directory")
    changed = {stream: attrs.evolve(checkpoint.state(stream), offset=rewrite.offset, rows=rewrite.rows)}
    for name, place in rewrite.below.items():
        changed[name] = _moved(checkpoint.state(name), place)
    rest = {name: one for name, one in checkpoint.rewrites.items() if name != stream}
    return attrs.evolve(checkpoint.having(changed), rewrites=rest)


def _moved(state: StreamState, place: int) -> StreamState:
    if state.failed:
        # Their rows may be gone with an earlier version: all are gone through again, and nothing is written twice.
        return attrs.evolve(state, parent_offset=0, failed=(), done=False)
    return attrs.evolve(state, parent_offset=place)


def _is_below(name: str, parent: str) -> bool:
    stream = streams().get(name)
    return stream is not None and stream.parent == parent


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.latest")


def _latest_places(keys: "_Keys", until: int) -> dict[bytes, int]:
    """Return where the latest version of each record stands that has more than one."""
    marks = array("Q", (_mark(key) for _, _, key in keys.lines(until)))
    ordered = array("Q", sorted(marks))
    del marks
    twice = {mark for place, mark in enumerate(ordered) if place and ordered[place - 1] == mark}
    del ordered
    if not twice:
        return {}
    last: dict[bytes, int] = {}
    number: dict[bytes, int] = {}
    for position, _, key in keys.lines(until):
        if _mark(key) in twice:
            last[key] = position
            number[key] = number.get(key, 0) + 1
    return {key: position for key, position in last.items() if number[key] > 1}


def _mark(key: bytes) -> int:
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "big")


class _Keys:
    """Reads the lines of a file with what tells their records: the id, below another stream with the parent's.

    A row without an id is told by all that it holds.
    """

    def __init__(self, path: Path, stream: Stream) -> None:
        self._path = path
        parameter = stream.parameter
        names = {"id": "id"} if parameter is None else {"id": "id", "own": parameter, "other": f"parent_{parameter}"}
        row = msgspec.defstruct("Row", [(name, Any, None) for name in names], rename=names, gc=False)
        self._decode = msgspec.json.Decoder(row).decode
        self._below = parameter is not None

    def lines(self, until: int) -> Iterator[tuple[int, bytes, bytes]]:
        """Give the place, the text and the key of each line."""
        position = 0
        while position < until:
            for line in read_lines(self._path, position, until):
                yield position, line, self._key(line)
                position += len(line)

    def _key(self, line: bytes) -> bytes:
        row: Any = decoded(self._decode, line, self._path)
        if row.id is None:
            return line
        parent = None if not self._below else row.own if row.other is None else row.other
        return msgspec.json.encode((parent, row.id))
