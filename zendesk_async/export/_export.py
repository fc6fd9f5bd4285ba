"""The export of an account: many streams at once, under one budget, to be resumed wherever it was ended."""

import asyncio
import contextlib
import datetime as dt
import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import attrs
import msgspec

from zendesk_async.errors import (
    BadRequest,
    ExportError,
    Forbidden,
    Invalid,
    InvalidArgument,
    NotFound,
    PaginationError,
    ZendeskError,
)
from zendesk_async.export._attachments import AttachmentsCopy
from zendesk_async.export._checkpoint import Checkpoint, StreamState
from zendesk_async.export._children import ChildrenCopy
from zendesk_async.export._columns import stream_table
from zendesk_async.export._commit import Committer, uninterrupted
from zendesk_async.export._compression import Compression
from zendesk_async.export._copy import StreamCopy
from zendesk_async.export._custom_fields import custom_fields
from zendesk_async.export._directory import ExportDirectory
from zendesk_async.export._format import WORK, Format, FormatName
from zendesk_async.export._latest import finish_rewrite, keep_latest
from zendesk_async.export._layout import Layout
from zendesk_async.export._lists import ListCopy
from zendesk_async.export._positions import is_whole, unix_seconds
from zendesk_async.export._remote import RemoteDirectory, place_of
from zendesk_async.export._rounds import begun
from zendesk_async.export._sink import Sink
from zendesk_async.export._streams import Stream, chosen_streams, count_of

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
    """Export streams of an account into a directory: one file a stream, one checkpoint for all.

    `streams` are names as `zendesk export --list` shows them (`tickets`, `users`, `ticket_comments`); a stream that
    is listed for every row of another brings its parent along. `start_time` is where the incremental streams begin:
    unix seconds or an aware datetime, 0 for everything. `concurrency` is how many lists of children are read at once.
    `arguments` are those of single streams by their names: `{"search.export": {"query": "…", "filter_type": "ticket"}}`.

    `format` is "jsonl" (each row as Zendesk sent it), "csv", "parquet" (needs the extra `[parquet]`) or "sqlite" (one
    database, a table a stream); `compression` is "gzip" or "zstd" for the first two. In a CSV file texts that a
    spreadsheet takes for formulas begin with an apostrophe, unless `csv_raw`.

    `directory` may be a URL that fsspec knows (`s3://bucket/export`, needs the extra `[fsspec]`): then the export is made in
    the local directory `spool`, and the file of each stream put there whole once it has ended.

    Run it again with the same directory to go on where it ended, after an error, a Ctrl-C or a `kill -9` alike: rows
    are on disk before the checkpoint counts them, and what no checkpoint counts is cut off. An export that has ended
    stays as it is. A record that changes while it is exported comes again with its new version.

    With `since="last"` the streams of the directory that have ended go on from there: the incremental ones, and those
    below them, with what has changed since, deleted tickets included; all others are read anew and replace their rows.
    `dedupe` rewrites the files at the end with the latest version of each record alone; a database has no others.

    Raises `InvalidArgument` for a name that is no stream and a start time that makes no sense, `ExportError` for a
    directory that holds an export of another account or from another time, or that another run is using.
    """

    def __init__(
        self,
        client: "Zendesk",
        streams: Sequence[str],
        directory: str | os.PathLike[str],
        *,
        spool: str | os.PathLike[str] | None = None,
        start_time: int | dt.datetime | None = None,
        since: Literal["last"] | None = None,
        arguments: Mapping[str, Mapping[str, Any]] | None = None,
        dedupe: bool = False,
        concurrency: int = 64,
        format: FormatName = "jsonl",
        compression: Compression | None = None,
        csv_raw: bool = False,
    ) -> None:
        if isinstance(streams, str):
            raise InvalidArgument(f"streams must be a sequence of names, such as [{streams!r}]")
        if not is_whole(concurrency) or concurrency < 1:
            raise InvalidArgument(f"concurrency must be a number, at least 1, not {concurrency!r}")
        if arguments and not (_is_mapping(arguments) and all(map(_is_mapping, arguments.values()))):
            raise InvalidArgument(f"arguments must be those of each stream by its name, not {arguments!r}")
        if since not in (None, "last"):
            raise InvalidArgument(f"since must be 'last' or None, not {since!r}")
        self._client = client.with_options(priority="bulk")
        self._streams = chosen_streams(streams, arguments)
        self._arguments = {name: _plain(values) for name, values in (arguments or {}).items() if values}
        path, self._remote = place_of(directory, spool)
        self._directory = ExportDirectory(path, Format(format, compression, csv_raw))
        self._asked_start = None if start_time is None else unix_seconds(start_time)
        self._start_time = self._asked_start or 0
        self._again = since == "last"
        self._dedupe = dedupe and self._directory.format.copy_rows() is not None
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
        with self._directory.locked():
            resumed = await self._run_all()
        self._raise_failures()
        return ExportSummary(self._directory.path, self.progress(), resumed, time.monotonic() - started)

    async def _run_all(self) -> bool:
        """Copy all streams, and return whether an earlier run had left anything."""
        with contextlib.ExitStack() as opened:
            layout = await self._layout()
            checkpoint, resumed = self._checkpoint()
            sinks = self._directory.open(self._streams, checkpoint, layout, opened)
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
            await self._finish(committer, sinks)
        if self._dedupe and all(committer.state(name).done for name in self._streams):
            rewriting = asyncio.to_thread(self._keep_latest, committer.checkpoint)
            kept = await uninterrupted(asyncio.ensure_future(rewriting))
            for name, copied in self._copies.items():
                copied.state = kept.state(name)
        if self._remote is not None:
            ended = [name for name in self._streams if committer.state(name).done]
            await uninterrupted(asyncio.ensure_future(asyncio.to_thread(self._put, self._remote, ended)))
        return resumed

    def _put(self, remote: RemoteDirectory, ended: Sequence[str]) -> None:
        """Put the files of streams that have ended where they were asked for."""
        for file in self._directory.files(ended):
            name = file.relative_to(self._directory.path).as_posix()
            remote.put(file, name, self._directory.path / WORK / "put" / name)

    def _keep_latest(self, checkpoint: Checkpoint) -> Checkpoint:
        """Write the files again without what later rows have made old, each in one step."""
        for name, stream in self._streams.items():
            try:
                rewrite = keep_latest(self._directory.stream_files(name), stream, checkpoint)
            except OSError as problem:
                file = self._directory.file(name)
                raise ExportError(f"{file} could not be written again: {problem.strerror or problem}") from problem
            if rewrite is not None:
                checkpoint = attrs.evolve(checkpoint, rewrites={name: rewrite})
                self._directory.save(checkpoint)
                checkpoint = self._rewritten(checkpoint)
        return checkpoint

    def _rewritten(self, checkpoint: Checkpoint) -> Checkpoint:
        """Put files that were written again in place, those of a run that was ended just then too."""
        for name in checkpoint.rewrites:
            try:
                checkpoint = finish_rewrite(self._directory.stream_files(name), name, checkpoint)
            except OSError as problem:
                raise ExportError(f"{name} could not be put in place: {problem.strerror or problem}") from problem
            self._directory.save(checkpoint)
        return checkpoint

    def _discard_unfinished(self) -> None:
        """Remove what a run had begun to write again when it was killed."""
        for name in self._streams:
            try:
                self._directory.stream_files(name).discard_unfinished()
            except OSError as problem:
                file = self._directory.file(name)
                raise ExportError(f"what is left beside {file} cannot be removed: {problem.strerror}") from problem

    @property
    def _asked(self) -> int | None:
        """The start time that an earlier run must have had."""
        return self._asked_start if self._again else self._start_time

    async def _layout(self) -> Layout:
        """Return what the files are made of, as the directory has it by then."""
        found = self._directory.checkpoint(self._client.base_url, self._asked)
        layout = self._directory.layout(begun=found is not None)
        if not layout.format.tabular:
            if not layout.format.plain and found is None:
                self._directory.save(layout)
            return layout
        new = [stream for name, stream in self._streams.items() if name not in layout.tables]
        if new:
            # The columns stay as they are now: what comes later has none of its own, and is kept all the same.
            tables = {stream.name: stream_table(stream, await custom_fields(self._client, stream)) for stream in new}
            layout = attrs.evolve(layout, tables={**layout.tables, **tables})
            self._directory.save(layout)
        return layout

    async def _finish(self, committer: Committer, sinks: Mapping[str, Sink]) -> None:
        """Put the files of the streams that have ended where their readers look for them."""
        for name, sink in sinks.items():
            if committer.state(name).done:
                try:
                    rows = await uninterrupted(asyncio.ensure_future(asyncio.to_thread(sink.finish)))
                except OSError as problem:
                    file = self._directory.file(name)
                    raise ExportError(f"{file} could not be written: {problem.strerror or problem}") from problem
                if rows is not None and rows != committer.state(name).rows:
                    state = attrs.evolve(committer.state(name), rows=rows)
                    await uninterrupted(asyncio.ensure_future(committer.commit(name, state)))
                    self._copies[name].state = state

    def _checkpoint(self) -> tuple[Checkpoint, bool]:
        """Return where to begin, as the directory has it by then, and whether an earlier run has left anything."""
        found = self._directory.checkpoint(self._client.base_url, self._asked)
        base = self._rewritten(found or Checkpoint(self._client.base_url, self._start_time))
        self._start_time = base.start_time
        self._discard_unfinished()
        new = [name for name in self._streams if name not in base.streams]
        self._directory.refuse_strange_files(new, base)
        self._refuse_other_arguments(base)
        others = {name: values for name, values in base.arguments.items() if name not in self._streams}
        first = attrs.evolve(base, arguments={**others, **self._arguments})
        first = first.having(begun(base, self._streams, again=self._again)).having(dict.fromkeys(new, StreamState()))
        if first != found:
            # Before any file is made or cut: whatever happens next, the files are known as this export's.
            self._directory.save(first)
        return first, found is not None

    def _refuse_other_arguments(self, checkpoint: Checkpoint) -> None:
        for name in self._streams:
            before, now = checkpoint.arguments.get(name, {}), self._arguments.get(name, {})
            # Of a stream without rows nothing depends on them: they may have been why it has none.
            if before != now and checkpoint.state(name) != StreamState():
                raise ExportError(
                    f"{self._directory.path} holds the stream {name} with the arguments {_told(before)}, and {_told(now)} "
                    "were given; choose another directory, or go on with the same"
                )

    def _copy_of(self, stream: Stream, sink: Sink, committer: Committer) -> StreamCopy:
        if stream.parent is None:
            return ListCopy(stream, self._client, sink, committer, start_time=self._start_time)
        if stream.files:
            return AttachmentsCopy(
                stream,
                self._client,
                sink,
                committer,
                path=self._directory.lines(stream.name),
                directory=self._directory.path / stream.name,
                parent=self._copies[stream.parent],
                parent_path=self._directory.lines(stream.parent),
                concurrency=self._concurrency,
            )
        return ChildrenCopy(
            stream,
            self._client,
            sink,
            committer,
            path=self._directory.lines(stream.name),
            parent=self._copies[stream.parent],
            parent_path=self._directory.lines(stream.parent),
            concurrency=self._concurrency,
            start_time=self._start_time,
        )

    async def _run(self, name: str) -> None:
        try:
            await self._copies[name].run()
        except ZendeskError as problem:
            self._failures[name] = problem

    async def _count(self) -> None:
        """Ask how many rows there are to come, where the account says so. Only for the progress."""
        for name, stream in self._streams.items():
            state = self._copies[name].state
            # The count of all says nothing of what has changed since.
            if state.done or (stream.incremental and (self._start_time or (self._again and state.rows))):
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
            f"the stream {name} ended early: {first.message}{self._hint(name, first)}",
        ).about(first)
        for other, problem in others:
            error.add_note(f"the stream {other} ended early too: {problem}")
        raise error from first

    def _hint(self, name: str, problem: ZendeskError) -> str:
        if isinstance(problem, Forbidden):
            return "; the role or plan does not allow this stream"
        if ends_there_again(problem):
            return "; what was written stays, and a later run will end there too"
        return f". Run the same export again{' to go on from the checkpoint' if self._progress_of(name).rows else ''}"


def ends_there_again(problem: BaseException | None) -> bool:
    """Whether the same export, run again, would meet the same error: Zendesk understood the request and refused it."""
    if isinstance(problem, ExportError):
        return ends_there_again(problem.__cause__)
    return isinstance(problem, BadRequest | Invalid | Forbidden | NotFound | PaginationError)


def _is_mapping(value: object) -> bool:
    return isinstance(value, Mapping)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return arguments as a checkpoint gives them back."""
    try:
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(values))
    except (TypeError, ValueError) as problem:
        raise InvalidArgument(f"the arguments {values!r} cannot be kept in a checkpoint: {problem}") from None
    return plain


def _told(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in sorted(values.items())) or "none"
