"""The directory of an export: who may write to it, what it holds, and where its streams' files are."""

import contextlib
import os
import sys
from collections.abc import Collection, Generator, Mapping
from pathlib import Path

import attrs

from zendesk_async.errors import ExportError
from zendesk_async.export._checkpoint import Checkpoint, StreamState, sync_directory
from zendesk_async.export._sink import JsonLinesSink, Sink

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@attrs.frozen
class ExportDirectory:
    """The files of one export."""

    path: Path

    def file(self, stream: str) -> Path:
        """Return the path of a stream's file."""
        return self.path / f"{stream}.jsonl"

    @contextlib.contextmanager
    def locked(self) -> Generator[None]:
        """Make the directory and keep other runs out of it. The lock ends with the process, however that ends."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as problem:
            raise ExportError(f"{self.path} cannot be written to: {problem.strerror}") from problem
        try:
            _lock(descriptor, self.path)
            yield
        finally:
            os.close(descriptor)

    def checkpoint(self, account: str, start_time: int | None) -> Checkpoint | None:
        """Return what an earlier run left, or None. Raises `ExportError` when it was another export's.

        Without a start time any will do.
        """
        found = Checkpoint.load(self.path)
        if found is None:
            return None
        if found.account != account:
            raise ExportError(
                f"{self.path} holds an export of {found.account}, and this client is for {account}; "
                "choose another directory"
            )
        if start_time is not None and found.start_time != start_time:
            raise ExportError(
                f"{self.path} holds an export from start_time {found.start_time}, and {start_time} was asked "
                "for; choose another directory, or go on with the same start_time"
            )
        return found

    def refuse_strange_files(self, streams: Collection[str]) -> None:
        """Raise `ExportError` when a file is in the way of a stream that no checkpoint knows."""
        strange = [self.file(name).name for name in streams if _has_content(self.file(name))]
        if strange:
            raise ExportError(
                f"{self.path} already has {', '.join(strange)}, and no checkpoint says what is in them; "
                "choose another directory"
            )

    def save(self, checkpoint: Checkpoint) -> None:
        """Write a checkpoint. Raises `ExportError` when the disk does not take it."""
        try:
            checkpoint.save(self.path)
        except OSError as problem:
            raise ExportError(f"{self.path} cannot be written to: {problem.strerror}") from problem

    def open(self, states: Mapping[str, StreamState], opened: contextlib.ExitStack) -> dict[str, Sink]:
        """Open the file of each stream where its state ends. They are closed with `opened`."""
        sinks: dict[str, Sink] = {}
        for name, state in states.items():
            sink = sinks[name] = JsonLinesSink(self.file(name))
            opened.callback(sink.close)
            try:
                sink.resume(state.offset)
            except OSError as problem:
                raise ExportError(f"{self.file(name)} cannot be opened: {problem.strerror}") from problem
        try:
            sync_directory(self.path)
        except OSError as problem:
            raise ExportError(f"{self.path} cannot be written to: {problem.strerror}") from problem
        return sinks


def _lock(descriptor: int, directory: Path) -> None:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as problem:
        raise ExportError(f"another run is exporting into {directory}") from problem
    except OSError as problem:
        raise ExportError(
            f"{directory} takes no locks, so nothing keeps two runs apart: {problem.strerror}; choose a directory on "
            "another file system"
        ) from problem


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as problem:
        raise ExportError(f"{path} cannot be looked at: {problem.strerror}") from problem
