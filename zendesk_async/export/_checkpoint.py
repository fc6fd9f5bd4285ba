"""What an export remembers: one file a run, written whole or not at all."""

import errno
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import attrs
import msgspec

from zendesk_async._json import is_object
from zendesk_async.errors import ExportError
from zendesk_async.export._own_files import open_existing, open_new

__all__ = ["Checkpoint", "StreamState"]

_VERSION = 2
_READ_OTHERWISE = ("ticket_comments", "ticket_metrics")
"""Streams that format 1 read by other endpoints: what it says of them cannot be gone on with."""

# Signed 64 bits, the largest offset of a file and the largest number that every reader of JSON takes.
Amount = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]


@attrs.frozen
class StreamState:
    """How far one stream has come. Everything before `offset` bytes of its lines is on disk and counts.

    The lines are its JSON Lines file, or beside another format a small file of its own; `position` is how far the files
    of the format are. `cursor` is where its list goes on, `edge` tells the rows of the last page (pages may overlap),
    `parent_offset` is how much of the parent stream's lines has its children written, `skipped` how many parents were
    gone by then. `slices` says where the list of a parent goes on that has one of its own, by the parent's id; `failed`
    are the places in the parent's lines of the rows whose lists failed.
    """

    offset: Amount = 0
    rows: Amount = 0
    cursor: str | None = None
    done: bool = False
    skipped: Amount = 0
    edge: tuple[str, ...] = ()
    parent_offset: Amount = 0
    slices: Mapping[str, str] = attrs.field(factory=dict[str, str])
    failed: tuple[Amount, ...] = ()
    # Known only once it is on disk, so that it says nothing of what was read.
    position: Amount = attrs.field(default=0, eq=False)


@attrs.frozen
class Rewrite:
    """A stream's lines that were written again beside them and have yet to take their place: their length and rows.

    `below` says how much of them has its children written, for each stream below. Where the lines stand beside another
    format, its file was written again as well: `size` is its length, `position` where it is gone on with if not where it
    was.
    """

    offset: Amount
    rows: Amount
    below: Mapping[str, Amount] = attrs.field(factory=dict[str, int])
    size: Amount | None = None
    position: Amount | None = None


@attrs.frozen
class Checkpoint:
    """Where an export of one account stands: the account's origin, where it began, and the state of each stream.

    A stream that has a state here owns its file in the directory, however little of it counts. `arguments` are those that
    a stream was given, `rewrites` the files that are just being replaced.
    """

    account: str
    start_time: Amount
    streams: Mapping[str, StreamState] = attrs.field(factory=dict[str, StreamState])
    arguments: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict[str, Mapping[str, Any]])
    rewrites: Mapping[str, Rewrite] = attrs.field(factory=dict[str, Rewrite])

    @staticmethod
    def path_in(directory: Path) -> Path:
        """Return the path of the checkpoint file of an export into this directory."""
        return directory / "checkpoint.json"

    def state(self, stream: str) -> StreamState:
        """Return the state of a stream; one that has not begun is at its beginning."""
        return self.streams.get(stream, StreamState())

    def having(self, streams: Mapping[str, StreamState]) -> "Checkpoint":
        """Return the checkpoint with these states in place of their streams' own."""
        return attrs.evolve(self, streams={**self.streams, **streams})

    @classmethod
    def load(cls, directory: Path) -> "Checkpoint | None":
        """Read the checkpoint of a directory; None when there is none. Raises `ExportError` when it is not one."""
        path = cls.path_in(directory)
        try:
            content = _read(path)
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise ExportError(f"the checkpoint {path} cannot be read: {problem.strerror}") from problem
        try:
            written: Any = msgspec.json.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            written = None
        if not is_object(written) or not {"version", "account", "start_time", "streams"} <= written.keys():
            raise ExportError(f"{path} is not a checkpoint; move it away to export anew into this directory")
        if written["version"] == 1:
            written = _migrated(written, path)
        if written["version"] != _VERSION:
            raise ExportError(
                f"{path} was written by another version of this package (format {written['version']!r}, this one "
                f"writes {_VERSION}); finish the export with that version, or export anew into another directory"
            )
        try:
            return msgspec.convert({name: value for name, value in written.items() if name != "version"}, cls)
        except msgspec.ValidationError as problem:
            raise ExportError(f"{path} is damaged: {problem}; export anew into another directory") from None

    def save(self, directory: Path) -> None:
        """Write the checkpoint so that a crash leaves either the old one or the new one. Raises `OSError`."""
        path = self.path_in(directory)
        content = msgspec.json.format(msgspec.json.encode({"version": _VERSION, **attrs.asdict(self)}), indent=1)
        write_whole(path, content)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a crash leaves either the old one or the new one. Raises `OSError`."""
    temporary = path.with_name(f"{path.name}.new")
    with os.fdopen(open_new(temporary), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_directory(path.parent)


def _migrated(written: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return what format 1 holds as format 2 has it."""
    streams = written["streams"]
    strange = [name for name in _READ_OTHERWISE if is_object(streams) and name in streams]
    if strange:
        raise ExportError(
            f"{path} was written by an earlier version of this package, which read {' and '.join(strange)} by other "
            "endpoints; finish the export with that version, or export anew into another directory"
        )
    return {**written, "version": 2}


def _read(path: Path) -> bytes:
    descriptor = open_existing(path)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return file.read()


def sync_directory(directory: Path) -> None:
    """Bring a directory's entries to disk, so that a rename or a new file in it survives a crash."""
    if sys.platform == "win32":
        return  # a directory cannot be opened there, and a rename is on disk when it returns
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
