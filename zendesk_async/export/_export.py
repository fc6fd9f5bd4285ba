"""The export of an account: many streams at once, under one budget, to be resumed wherever it was ended."""

import asyncio
import contextlib
import datetime as dt
import fcntl
import os
import time
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from zendesk_async.errors import ExportError, Forbidden, InvalidArgument, ZendeskError
from zendesk_async.export._checkpoint import Checkpoint, StreamState, sync_directory
from zendesk_async.export._commit import Committer
from zendesk_async.export._copy import StreamCopy
from zendesk_async.export._sink import JsonLinesSink, Sink
from zendesk_async.export._streams import chosen_streams

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk

__all__ = ["Export", "ExportSummary", "StreamProgress"]


@attrs.frozen
class StreamProgress:
    """How far one stream is: rows written, rows expected (None while unknown), whether it has ended.

    `skipped` counts parents that were gone when their children were asked for. `failure` is what ended the stream
    before its end.
    """

    name: str
    rows: int
    expected: int | None
    done: bool
    skipped: int = 0
    failure: ZendeskError | None = None


@attrs.frozen
class ExportSummary:
    """What an export has come to. `resumed` tells whether it went on from an earlier run; `seconds` is this run's time."""

    directory: Path
    streams: tuple[StreamProgress, ...]
    resumed: bool
    seconds: float

    @property
    def rows(self) -> int:
        """Rows in all files."""
        return sum(stream.rows for stream in self.streams)

    @property
    def complete(self) -> bool:
        """Whether every stream has ended."""
        return all(stream.done for stream in self.streams)


class Export:
    """Export streams of an account into a directory: one JSON Lines file a stream, one checkpoint for all.

    `streams` are names as `zendesk export --list` shows them (`tickets`, `users`, `ticket_comments`); a stream that
    is listed for every row of another brings its parent along. `start_time` is where the incremental streams begin:
    unix seconds or an aware datetime, 0 for everything. `concurrency` is how many lists of children are read at once.

    Run it again with the same directory to go on where it ended, after an error, a Ctrl-C or a `kill -9` alike: rows
    are on disk before the checkpoint counts them, and what no checkpoint counts is cut off.

    Raises `InvalidArgument` for a name that is no stream and a start time that makes no sense, `ExportError` for a
    directory that holds an export of another account or from another time, or that another run is using.
    """

    def __init__(
        self,
        client: "Zendesk",
        streams: Sequence[str],
        directory: str | os.PathLike[str],
        *,
        start_time: int | dt.datetime = 0,
        concurrency: int = 64,
    ) -> None:
        if isinstance(streams, str):
            raise InvalidArgument(f"streams must be a sequence of names, such as [{streams!r}]")
        if concurrency < 1:
            raise InvalidArgument(f"concurrency must be at least 1, not {concurrency}")
        self._client = client.with_options(priority="bulk")
        self._streams = chosen_streams(streams)
        self._directory = Path(directory)
        self._start_time = _unix_seconds(start_time)
        self._concurrency = concurrency
        self._copies: dict[str, StreamCopy] = {}
        self._expected: dict[str, int] = {}
        self._failures: dict[str, ZendeskError] = {}
        self._committer: Committer | None = None

    def progress(self) -> tuple[StreamProgress, ...]:
        """Return how far each stream is, rows not yet on disk included. Cheap; may be called at any time."""
        return tuple(self._progress_of(name) for name in self._streams)

    def _progress_of(self, name: str) -> StreamProgress:
        copied = self._copies.get(name)
        state = copied.state if copied is not None else StreamState()
        return StreamProgress(
            name, state.rows, self._expected.get(name), state.done, state.skipped, self._failures.get(name)
        )

    async def run(self) -> ExportSummary:
        """Export until every stream has ended, and return what came out.

        A stream that fails does not stop the others; at the end the first failure is raised as `ExportError` with
        the others as notes. What was written by then stays, and the next run goes on from it.
        """
        started = time.monotonic()
        with self._locked(), contextlib.ExitStack() as opened:
            checkpoint, resumed = self._checkpoint()
            sinks = {name: self._open(name, checkpoint, opened) for name in self._streams}
            sync_directory(self._directory)
            committer = self._committer = Committer(self._directory, checkpoint, sinks)
            for name, stream in self._streams.items():
                parent = self._copies[stream.parent] if stream.parent is not None else None
                self._copies[name] = StreamCopy(
                    stream,
                    self._client,
                    sinks[name],
                    committer,
                    start_time=self._start_time,
                    parent=parent,
                    parent_path=self._path(stream.parent) if stream.parent is not None else None,
                    path=self._path(name),
                    concurrency=self._concurrency,
                )
            try:
                async with asyncio.TaskGroup() as group:
                    expecting = group.create_task(self._count())
                    copying = [group.create_task(self._copy(name)) for name in self._streams]
                    await asyncio.wait(copying)
                    expecting.cancel()
            finally:
                # Also after Ctrl-C: the round of commits under way ends, so that its rows count.
                await asyncio.shield(committer.finish())
        self._raise_failures()
        return ExportSummary(self._directory, self.progress(), resumed, time.monotonic() - started)

    async def _copy(self, name: str) -> None:
        try:
            await self._copies[name].run()
        except ZendeskError as problem:
            self._failures[name] = problem
            self._copies[name].give_up()

    async def _count(self) -> None:
        """Ask how many rows there are to come, where the account says so. Only for the progress."""
        for name in self._streams:
            group = getattr(self._client, name, None)
            count = getattr(group, "count", None)
            if count is not None:
                with contextlib.suppress(ZendeskError, TypeError):
                    self._expected[name] = (await count()).value or 0

    def _raise_failures(self) -> None:
        if not self._failures:
            return
        (name, first), *others = self._failures.items()
        hint = "; the role or plan does not allow this stream" if isinstance(first, Forbidden) else ""
        error = ExportError(
            f"the stream {name} ended early: {first}{hint}. Run the same export again to go on from the checkpoint",
            method=first.method,
            path=first.path,
            status=first.status,
            request_id=first.request_id,
            code=first.code,
        )
        for other, problem in others:
            error.add_note(f"the stream {other} ended early too: {problem}")
        raise error from first

    def _path(self, name: str) -> Path:
        return self._directory / f"{name}.jsonl"

    def _open(self, name: str, checkpoint: Checkpoint, opened: contextlib.ExitStack) -> Sink:
        sink = JsonLinesSink(self._path(name))
        opened.callback(sink.close)
        state = checkpoint.streams.get(name, StreamState())
        try:
            sink.resume(state.offset)
        except OSError as problem:
            raise ExportError(f"{self._path(name)} cannot be opened: {problem.strerror}") from problem
        return sink

    def _checkpoint(self) -> tuple[Checkpoint, bool]:
        found = Checkpoint.load(self._directory)
        account = self._client.base_url
        if found is None:
            self._refuse_strange_files()
            return Checkpoint(account, self._start_time), False
        if found.account != account:
            raise ExportError(
                f"{self._directory} holds an export of {found.account}, and this client is for {account}; "
                "choose another directory"
            )
        if found.start_time != self._start_time:
            raise ExportError(
                f"{self._directory} holds an export from start_time {found.start_time}, and {self._start_time} was asked "
                "for; choose another directory, or go on with the same start_time"
            )
        return found, True

    def _refuse_strange_files(self) -> None:
        strange = [self._path(name).name for name in self._streams if _has_content(self._path(name))]
        if strange:
            raise ExportError(
                f"{self._directory} already has {', '.join(strange)} and no checkpoint that would say what they are; "
                "choose another directory"
            )

    @contextlib.contextmanager
    def _locked(self) -> Generator[None]:
        """Keep other runs out of the directory. The lock ends with the process, however that ends."""
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self._directory / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as problem:
            raise ExportError(f"{self._directory} cannot be written to: {problem.strerror}") from problem
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
        except BlockingIOError as problem:
            raise ExportError(f"another run is exporting into {self._directory}") from problem
        finally:
            os.close(descriptor)


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _unix_seconds(start_time: int | dt.datetime) -> int:
    if isinstance(start_time, dt.datetime):
        if start_time.tzinfo is None:
            raise InvalidArgument("start_time needs a time zone")
        start_time = int(start_time.timestamp())
    if isinstance(start_time, bool) or start_time < 0:
        raise InvalidArgument(f"start_time must be unix seconds or a datetime, not {start_time!r}")
    # https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/#start_time
    if start_time > time.time() - 60:
        raise InvalidArgument("start_time must be at least one minute in the past")
    return start_time
