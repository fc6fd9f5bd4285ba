"""What an export remembers: one file a run, written whole or not at all."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import msgspec

from zendesk_async.errors import ExportError

__all__ = ["Checkpoint", "StreamState"]

_VERSION = 1


@attrs.frozen
class StreamState:
    """How far one stream has come. Everything before `offset` bytes of its file is on disk and counts.

    `cursor` is where its list goes on, `edge` names the records at the end of the last page (a time-based export
    delivers them again), `parent_offset` is how much of the parent stream's file has its children written.
    """

    offset: int = 0
    rows: int = 0
    cursor: str | None = None
    done: bool = False
    skipped: int = 0
    edge: tuple[str, ...] = ()
    parent_offset: int = 0


@attrs.frozen
class Checkpoint:
    """Where an export of one account stands: the account's origin, where it began, and the state of each stream."""

    account: str
    start_time: int
    streams: Mapping[str, StreamState] = attrs.field(factory=dict[str, StreamState])

    @staticmethod
    def path_in(directory: Path) -> Path:
        """Return the path of the checkpoint file of an export into this directory."""
        return directory / "checkpoint.json"

    @classmethod
    def load(cls, directory: Path) -> "Checkpoint | None":
        """Read the checkpoint of a directory; None when there is none. Raises `ExportError` when it is not one."""
        path = cls.path_in(directory)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise ExportError(f"the checkpoint {path} cannot be read: {problem.strerror}") from problem
        try:
            written: Any = msgspec.json.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            written = None
        if not isinstance(written, dict) or not {"version", "account", "start_time", "streams"} <= written.keys():
            raise ExportError(f"{path} is not a checkpoint; move it away to export anew into this directory")
        if written["version"] != _VERSION:
            raise ExportError(
                f"{path} was written by another version of this package (format {written['version']!r}, this one "
                f"writes {_VERSION}); finish the export with that version, or export anew into another directory"
            )
        try:
            return msgspec.convert({name: written[name] for name in ("account", "start_time", "streams")}, cls)
        except msgspec.ValidationError as problem:
            raise ExportError(f"{path} is damaged: {problem}; export anew into another directory") from None

    def save(self, directory: Path) -> None:
        """Write the checkpoint so that a crash leaves either the old one or the new one."""
        path = self.path_in(directory)
        content = msgspec.json.format(msgspec.json.encode({"version": _VERSION, **attrs.asdict(self)}), indent=1)
        temporary = path.with_suffix(".json.new")
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_directory(directory)


def sync_directory(directory: Path) -> None:
    """Bring a directory's entries to disk, so that a rename or a new file in it survives a crash."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
