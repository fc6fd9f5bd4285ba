"""The directory of an export: who may write to it, what it holds, and where its streams' files are."""

import contextlib
import os
import sys
from collections.abc import Collection, Generator, Iterable, Mapping
from pathlib import Path

import attrs

from zendesk_async.errors import ExportError
from zendesk_async.export._checkpoint import Checkpoint, sync_directory
from zendesk_async.export._format import Format
from zendesk_async.export._latest import StreamFiles
from zendesk_async.export._layout import Layout
from zendesk_async.export._own_files import open_own
from zendesk_async.export._sink import Sink
from zendesk_async.export._streams import Stream

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@attrs.frozen
class ExportDirectory:
    """The files of one export."""

    path: Path
    format: Format

    def file(self, stream: str) -> Path:
        """Return the path of a stream's file."""
        return self.format.file(self.path, stream)

    def lines(self, stream: str) -> Path:
        """Return the path of the file in which a stream has a line for each row."""
        return self.format.lines(self.path, stream)

    def stream_files(self, stream: str) -> StreamFiles:
        """Return the files of a stream that hold a line or a row for each of its records."""
        if self.format.plain:
            return StreamFiles(self.lines(stream))
        return StreamFiles(self.lines(stream), self.file(stream), self.format.copy_rows())

    def files(self, streams: Iterable[str]) -> list[Path]:
        """Return the files that hold streams, those that are saved one by one included."""
        named = dict.fromkeys(map(self.file, streams))
        saved = (file for name in streams for file in sorted((self.path / name).glob("*")))
        return [*named, *(file for file in saved if file.is_file() and not file.is_symlink())]

    @contextlib.contextmanager
    def locked(self) -> Generator[None]:
        """Make the directory and keep other runs out of it. The lock ends with the process, however that ends."""
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = open_own(self.path / ".lock", os.O_RDWR)
        except FileExistsError as problem:
            raise ExportError(f"{self.path} is not a directory; choose another one to export to") from problem
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

    def layout(self, *, begun: bool) -> Layout:
        """Return the format of the directory. Raises `ExportError` when what an earlier run began has another."""
        if not begun:
            return Layout(self.format)
        found = Layout.load(self.path)
        if found.format != self.format:
            raise ExportError(
                f"{self.path} holds an export as {_shown(found.format)}, and {_shown(self.format)} was asked for; choose "
                "another directory, or go on with the same format"
            )
        return found

    def refuse_strange_files(self, streams: Collection[str], checkpoint: Checkpoint) -> None:
        """Raise `ExportError` when a file is in the way of a stream that no checkpoint knows."""
        known = set(map(self.file, checkpoint.streams))
        files = dict.fromkeys(map(self.file, streams))
        strange = [file.name for file in files if file not in known and _has_content(file)]
        if strange:
            raise ExportError(
                f"{self.path} already has {', '.join(strange)}, and no checkpoint says what is in them; "
                "choose another directory"
            )

    def save(self, saved: Checkpoint | Layout) -> None:
        """Write a checkpoint or a layout. Raises `ExportError` when the disk does not take it."""
        try:
            saved.save(self.path)
        except OSError as problem:
            raise ExportError(f"{self.path} cannot be written to: {problem.strerror}") from problem

    def open(
        self, streams: Mapping[str, Stream], checkpoint: Checkpoint, layout: Layout, opened: contextlib.ExitStack
    ) -> dict[str, Sink]:
        """Open the files of each stream where its state ends. They are closed with `opened`."""
        sinks: dict[str, Sink] = {}
        for name, stream in streams.items():
            sink = sinks[name] = self.format.sink(self.path, stream, layout.table(name))
            opened.callback(sink.close)
            state = checkpoint.state(name)
            try:
                self.lines(name).parent.mkdir(parents=True, exist_ok=True)
                sink.resume(state.offset, state.position)
            except OSError as problem:
                raise ExportError(f"{self.file(name)} cannot be opened: {problem.strerror}") from problem
        try:
            for directory in {self.path, *(self.lines(name).parent for name in streams)}:
                sync_directory(directory)
        except OSError as problem:
            raise ExportError(f"{self.path} cannot be written to: {problem.strerror}") from problem
        return sinks


def _shown(format: Format) -> str:
    return " ".join([format.name, *filter(None, [format.compression]), *(["raw"] if format.csv_raw else [])])


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
