"""The export of an account: many streams at once, under one budget, to be resumed wherever it was ended."""

import asyncio
import contextlib
import datetime as dt
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from zendesk_async._operation import Paging
from zendesk_async.errors import ExportError, Forbidden, InvalidArgument, PaginationError, ZendeskError
from zendesk_async.export._checkpoint import Checkpoint, StreamState
from zendesk_async.export._children import ChildrenCopy
from zendesk_async.export._commit import Committer
from zendesk_async.export._copy import StreamCopy
from zendesk_async.export._directory import ExportDirectory
from zendesk_async.export._lists import ListCopy
from zendesk_async.export._positions import unix_seconds
from zendesk_async.export._sink import Sink
from zendesk_async.export._streams import Stream, chosen_streams, count_of, streams

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk

__all__ = ["Export", "ExportSummary", "StreamProgress"]


@attrs.frozen
class StreamProgress:
    """How far one stream is: rows written, rows expected (None while unknown), whether it has ended.

    `expected` is what the account's own count says where it has one; deleted records and changes during the export
    come on top of it. `skipped` counts parents that were gone when their children were asked for. `failure` is what
    ended the stream before its end.
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
    are on disk before the checkpoint counts them, and what no checkpoint counts is cut off. An export that has ended
    stays as it is. A record that changes while it is exported comes again with its new version.

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
        self._directory = ExportDirectory(Path(directory))
        self._start_time = unix_seconds(start_time)
        self._concurrency = concurrency
        self._copies: dict[str, StreamCopy] = {}
        self._expected: dict[str, int] = {}
        self._failures: dict[str, ZendeskError] = {}

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
        what ended it as its cause.
        """
        started = time.monotonic()
        self._failures.clear()
        with self._directory.locked(), contextlib.ExitStack() as opened:
            checkpoint, resumed = self._checkpoint()
            sinks = self._directory.open({name: checkpoint.state(name) for name in self._streams}, opened)
            committer = Committer(self._directory.path, checkpoint, sinks)
            for name, stream in self._streams.items():
                self._copies[name] = self._copy_of(stream, sinks[name], committer)
            try:
                async with asyncio.TaskGroup() as group:
                    counting = group.create_task(self._count())
                    copying = [group.create_task(self._run(name)) for name in self._streams]
                    await asyncio.wait(copying)
                    counting.cancel()
            finally:
                # Also after Ctrl-C: the commits that were begun end, so that their rows count.
                await committer.finish()
        self._raise_failures()
        return ExportSummary(self._directory.path, self.progress(), resumed, time.monotonic() - started)

    def _checkpoint(self) -> tuple[Checkpoint, bool]:
        """Return where to begin, as the directory has it by then, and whether an earlier run has left anything."""
        found = self._directory.checkpoint(self._client.base_url, self._start_time)
        base = found or Checkpoint(self._client.base_url, self._start_time)
        new = [name for name in self._streams if name not in base.streams]
        self._directory.refuse_strange_files(new)
        begun = base.having(_begun_anew(base, self._streams)).having(dict.fromkeys(new, StreamState()))
        if begun != found:
            # Before any file is made or cut: whatever happens next, the files are known as this export's.
            self._directory.save(begun)
        return begun, found is not None

    def _copy_of(self, stream: Stream, sink: Sink, committer: Committer) -> StreamCopy:
        if stream.parent is None:
            return ListCopy(stream, self._client, sink, committer, start_time=self._start_time)
        return ChildrenCopy(
            stream,
            self._client,
            sink,
            committer,
            path=self._directory.file(stream.name),
            parent=self._copies[stream.parent],
            parent_path=self._directory.file(stream.parent),
            concurrency=self._concurrency,
        )

    async def _run(self, name: str) -> None:
        try:
            await self._copies[name].run()
        except ZendeskError as problem:
            self._failures[name] = problem

    async def _count(self) -> None:
        """Ask how many rows there are to come, where the account says so. Only for the progress."""
        for name, stream in self._streams.items():
            if self._copies[name].state.done or (stream.incremental and self._start_time):
                continue
            with contextlib.suppress(ZendeskError):
                counted = await count_of(self._client, stream)
                if counted is not None:
                    self._expected[name] = counted

    def _raise_failures(self) -> None:
        if not self._failures:
            return
        (name, first), *others = self._failures.items()
        error = ExportError(
            f"the stream {name} ended early: {first}{_hint(first)}",
            method=first.method,
            path=first.path,
            status=first.status,
            request_id=first.request_id,
            code=first.code,
            details=first.details,
        )
        for other, problem in others:
            error.add_note(f"the stream {other} ended early too: {problem}")
        raise error from first


def _begun_anew(checkpoint: Checkpoint, chosen: Mapping[str, Stream]) -> dict[str, StreamState]:
    """Return the beginning for each stream that cannot go on in the middle, and for the streams below it."""
    known = {**streams(), **chosen}
    anew = {
        name
        for name, state in checkpoint.streams.items()
        if name in chosen
        and known[name].parent is None
        and not state.done
        and state.offset
        and not _resumable(known[name], state)
    }
    below = {name for name in checkpoint.streams if name in known and known[name].parent in anew}
    return dict.fromkeys(anew | below, StreamState())


def _resumable(stream: Stream, state: StreamState) -> bool:
    return state.cursor is not None and stream.operation.paging is not Paging.SINGLE


def _hint(problem: ZendeskError) -> str:
    match problem:
        case Forbidden():
            return "; the role or plan does not allow this stream"
        case PaginationError():
            return "; what was written stays, and a later run will end there too"
        case _:
            return ". Run the same export again to go on from the checkpoint"
