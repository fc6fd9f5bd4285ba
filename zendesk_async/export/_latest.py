"""Keeping only the latest version of each record of a stream."""

import contextlib
import os
from array import array
from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import msgspec

from zendesk_async.errors import ExportError
from zendesk_async.export._checkpoint import Checkpoint, Rewrite, StreamState, sync_directory
from zendesk_async.export._kept_rows import CopyRows
from zendesk_async.export._own_files import open_new
from zendesk_async.export._streams import Stream, streams
from zendesk_async.export._written import decoded, read_lines


@attrs.frozen
class StreamFiles:
    """The files of a stream: its lines, and beside them the file of another format with what copies rows of it."""

    lines: Path
    file: Path | None = None
    copy_rows: CopyRows | None = None

    def discard_unfinished(self) -> None:
        """Remove what was written beside them and is not counted on. Raises `OSError`."""
        for path in (self.lines, self.file):
            if path is not None:
                _beside(path).unlink(missing_ok=True)


def keep_latest(files: StreamFiles, stream: Stream, checkpoint: Checkpoint) -> Rewrite | None:
    """Write the latest version of each record of a stream into files beside its own, and say what those hold.

    None when every record is there once. Nothing counts on the new files yet: a checkpoint that holds the answer does,
    and `finish_rewrite` puts them in place. Needs some sixteen bytes of memory a row, and 250 more for each record
    with several versions. Raises `ExportError` and `OSError`, and leaves nothing behind then.
    """
    try:
        return _written_again(files, stream, checkpoint)
    except BaseException:
        with contextlib.suppress(OSError):
            files.discard_unfinished()
        raise


def _written_again(files: StreamFiles, stream: Stream, checkpoint: Checkpoint) -> Rewrite | None:
    state = checkpoint.state(stream.name)
    keys = _Keys(files.lines, stream)
    later = _latest_places(keys, state.offset)
    if not later:
        return None
    below = {name: one for name, one in checkpoint.streams.items() if _is_below(name, stream.name)}
    length = 0
    keep = bytearray()
    places = dict.fromkeys(below, 0)
    with os.fdopen(open_new(_beside(files.lines)), "wb") as file:
        for position, line, key in keys.lines(state.offset):
            is_latest = later.get(key, position) == position
            for name, one in below.items():
                if position < one.parent_offset:
                    # Where the first row that is not gone through will stand, as far as is known by now.
                    places[name] = length + (len(line) if is_latest else 0)
            keep.append(is_latest)
            if is_latest:
                file.write(line)
                length += len(line)
        file.flush()
        os.fsync(file.fileno())
    sync_directory(files.lines.parent)
    rewrite = Rewrite(offset=length, rows=keep.count(True), below=places)
    if files.file is None or files.copy_rows is None:
        return rewrite
    goes_on_at = files.copy_rows(files.file, _beside(files.file), keep)
    return attrs.evolve(rewrite, size=_beside(files.file).stat().st_size, position=goes_on_at)


def finish_rewrite(files: StreamFiles, stream: str, checkpoint: Checkpoint) -> Checkpoint:
    """Put the rewritten files of a stream in place, and return the checkpoint that counts on them.

    May be repeated after a crash, wherever that came: a new file is there until it has taken the old one's place.
    """
    rewrite = checkpoint.rewrites[stream]
    _put_in_place(files.lines, rewrite.offset)
    if files.file is not None and rewrite.size is not None:
        _put_in_place(files.file, rewrite.size)
    before = checkpoint.state(stream)
    state = attrs.evolve(before, offset=rewrite.offset, rows=rewrite.rows)
    changed = {stream: state if rewrite.position is None else attrs.evolve(state, position=rewrite.position)}
    for name, place in rewrite.below.items():
        changed[name] = _moved(checkpoint.state(name), place)
    rest = {name: one for name, one in checkpoint.rewrites.items() if name != stream}
    return attrs.evolve(checkpoint.having(changed), rewrites=rest)


def _put_in_place(path: Path, size: int) -> None:
    beside = _beside(path)
    if beside.exists():
        beside.replace(path)
        sync_directory(path.parent)
    elif not path.exists() or path.stat().st_size != size:
        raise ExportError(f"{path} was changed since it was written; export anew into another directory")


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


_PARTS = 16


def _latest_places(keys: "_Keys", until: int) -> dict[bytes, int]:
    """Return where the latest version of each record stands that has more than one."""
    marks = array("Q", (_mark(key) for _, _, key in keys.lines(until)))
    twice: set[int] = set()
    for part in range(_PARTS):
        # A part after the other: sorted, each number takes as much as five in the array.
        ordered = sorted(mark for mark in marks if mark % _PARTS == part)
        twice.update(mark for mark, following in pairwise(ordered) if mark == following)
    del marks
    if not twice:
        return {}
    # Two records may have one mark, very rarely; then each of them is its own latest version.
    return {key: position for position, _, key in keys.lines(until) if _mark(key) in twice}


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
