"""Copying the lists below another stream's rows: the comments of every ticket."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

import attrs

from zendesk_async._operation import Paging
from zendesk_async.errors import (
    DecodeError,
    ExportError,
    Forbidden,
    NotFound,
    PaginationError,
    ReadTimeout,
    ResponseTooLarge,
    ServerError,
    TruncatedResponse,
    UnexpectedAnswer,
    ZendeskError,
)
from zendesk_async.export._commit import Committer
from zendesk_async.export._copy import StreamCopy
from zendesk_async.export._parents import Parent, ParentRows
from zendesk_async.export._positions import arguments_from
from zendesk_async.export._rows import named_after
from zendesk_async.export._sink import Sink
from zendesk_async.export._streams import Stream
from zendesk_async.export._written import WrittenChildren

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk

_ROWS_A_COMMIT = 2_000
_PARENTS_A_COMMIT = 200
_READ_AHEAD = 4
"""Lists begun for each that is read at once, so that one that takes long does not stop the others."""
_PAGES_AHEAD = 2
"""Pages of one list that are held while the lists before it are not done."""

_ABOUT_ONE = (
    DecodeError,
    Forbidden,
    PaginationError,
    ReadTimeout,
    ResponseTooLarge,
    ServerError,
    TruncatedResponse,
    UnexpectedAnswer,
)
"""What may be wrong with one list alone. Anything else ends the stream at once."""
_MOST_IN_A_ROW = 10
"""Lists that fail one after the other before it is taken for the service's failure and not theirs."""
_MOST_FAILED = 1_000

_RESUMABLE = frozenset({Paging.CURSOR, Paging.CURSOR_OR_OFFSET, Paging.INCREMENTAL_CURSOR})
"""Lists that a later run goes on with in their middle."""


@attrs.frozen
class _Rows:
    """A page of a list, and where the list goes on behind it."""

    rows: list[bytes]
    cursor: str | None


@attrs.frozen
class _Reading:
    """A list that is being read: whose it is, and its pages as they come; at its end None, or what ended it."""

    parent: Parent
    pages: "asyncio.Queue[_Rows | Exception | None]"
    task: "asyncio.Task[None]"

    @property
    def waits(self) -> bool:
        """Whether it is read to its end, or holds as many pages as it may."""
        return self.task.done() or self.pages.full()


class ChildrenCopy(StreamCopy):
    """Copies one list for every row of the parent stream, many at once, in the order of the parent's file.

    The order is what makes it resumable: how far the parent's file was gone through says it all. Lists that fail while
    others do not are noted with the place of their parent, and asked for again by the next run.
    """

    def __init__(
        self,
        stream: Stream,
        client: "Zendesk",
        sink: Sink,
        committer: Committer,
        *,
        path: Path,
        parent: StreamCopy,
        parent_path: Path,
        concurrency: int,
        start_time: int = 0,
    ) -> None:
        super().__init__(stream, client, sink, committer)
        self._parent = parent
        self._rows = ParentRows(stream, parent_path)
        self._most_readings = concurrency * _READ_AHEAD
        self._lanes = asyncio.Semaphore(concurrency)
        self._parameter = stream.parameter or ""
        self._written = WrittenChildren(path, self._parameter)
        self._start_time = start_time
        self._failures: list[ZendeskError] = []
        self._in_a_row = 0

    async def _copy(self) -> None:
        await asyncio.to_thread(self._written.load, self.state.offset)
        readings: deque[_Reading] = deque()
        taken = 0
        try:
            async with contextlib.aclosing(self._parents()) as parents:
                async for parent in parents:
                    readings.append(self._begin(parent))
                    while readings and (len(readings) >= self._most_readings or readings[0].waits):
                        await self._take(readings[0])
                        readings.popleft()
                        taken += 1
                    if taken >= _PARENTS_A_COMMIT or self.state.rows - self.committed.rows >= _ROWS_A_COMMIT:
                        await self._commit(self.state)
                        taken = 0
            while readings:
                await self._take(readings[0])
                readings.popleft()
            done = self._parent.committed.done and not self.state.failed
            await self._commit(attrs.evolve(self.state, done=done))
        finally:
            for reading in readings:
                reading.task.cancel()
            await asyncio.gather(*(reading.task for reading in readings), return_exceptions=True)
            if self.state != self.committed:
                # After Ctrl-C or an error: what was taken so far need not be read again.
                self._committer.begin(self.stream.name, self.state)
        self._raise_failures()

    def _begin(self, parent: Parent) -> _Reading:
        pages: asyncio.Queue[_Rows | Exception | None] = asyncio.Queue(_PAGES_AHEAD + 1)
        return _Reading(parent, pages, asyncio.ensure_future(self._read(parent, pages)))

    async def _read(self, parent: Parent, pages: "asyncio.Queue[_Rows | Exception | None]") -> None:
        ended: Exception | None = None
        async with self._lanes:
            try:
                begin = self.state.slices.get(str(parent.id))
                async with self._pages(lambda cursor: self._arguments_after(parent, cursor), begin) as read:
                    async for page in read:
                        rows = list(map(bytes, page.records))
                        for parameter, value in (*parent.inherited.items(), (self._parameter, parent.id)):
                            rows = named_after(rows, parameter, value)
                        await pages.put(_Rows(rows, page.cursor))
            except Exception as problem:  # noqa: BLE001  # whoever takes the list gets it, whatever it is
                ended = problem
        await pages.put(ended)

    def _arguments_after(self, parent: Parent, cursor: str | None) -> dict[str, Any]:
        arguments = arguments_from(self.stream, cursor, self._start_time)
        return {**arguments, **parent.inherited, self._parameter: parent.id}

    async def _take(self, reading: _Reading) -> None:
        """Append the rows of the eldest list under way."""
        parent = reading.parent
        known = set[bytes]()
        # A parent that changed during the export comes twice. Its children are there, new and changed ones aside.
        again = parent.id in self._written and not (self.stream.incremental and str(parent.id) in self.state.slices)
        if again:
            await self._commit(self.state)
            known = await asyncio.to_thread(self._written.rows_of, parent.id, self._sink.offset)
        pages = 0
        while not isinstance(page := await reading.pages.get(), Exception | None):
            rows = self._without(known, page.rows)
            self._append(parent, rows, page.cursor, first=not pages)
            pages += 1
            if pages > _PAGES_AHEAD and self.state.rows - self.committed.rows >= _ROWS_A_COMMIT:
                await self._commit(self.state)
        gone = isinstance(page, NotFound) and page.code != "InvalidEndpoint"
        if page is not None and not gone:
            self._fail(parent, page)
            return
        self._in_a_row = 0
        slices = dict(self.state.slices)
        if not self.stream.incremental:
            slices.pop(str(parent.id), None)
        self.state = attrs.evolve(
            self.state,
            parent_offset=max(self.state.parent_offset, parent.end),
            # Deleted since its parent's row was written.
            skipped=self.state.skipped + gone,
            slices=slices,
            failed=tuple(place for place in self.state.failed if place != parent.begin),
        )

    def _without(self, known: set[bytes], rows: list[bytes]) -> list[bytes]:
        lines = self._sink.lines(rows) if known else rows
        return [row for row, line in zip(rows, lines, strict=True) if line not in known]

    def _append(self, parent: Parent, rows: list[bytes], cursor: str | None, *, first: bool) -> None:
        if rows:
            if first or parent.id not in self._written:
                self._written.add(parent.id, self._sink.offset)
            self._sink.append(rows)
        slices = self.state.slices
        if cursor is not None and self.stream.operation.paging in _RESUMABLE:
            slices = {**slices, str(parent.id): cursor}
        self.state = attrs.evolve(self.state, offset=self._sink.offset, rows=self.state.rows + len(rows), slices=slices)

    def _fail(self, parent: Parent, problem: Exception) -> None:
        """Note a list that failed, to go on with the others. Raises the problem when it is not the list's alone."""
        problem.add_note(f"it was about the row {parent.id!r} of {self._parent.stream.name}")
        self._in_a_row += 1
        if not _is_about_one(problem) or self._in_a_row > _MOST_IN_A_ROW:
            raise problem
        failed = dict.fromkeys((*self.state.failed, parent.begin))
        if len(failed) > _MOST_FAILED:
            raise problem
        self._failures.append(problem)
        self.state = attrs.evolve(
            self.state, parent_offset=max(self.state.parent_offset, parent.end), failed=tuple(failed)
        )

    def _raise_failures(self) -> None:
        if not self._failures:
            return
        problem = self._failures[0]
        if len(self._failures) > 1:
            problem.add_note(f"the lists of {len(self._failures) - 1} other rows failed too")
        problem.add_note("all other lists were read; the next run asks for the failed ones alone")
        raise problem

    async def _parents(self) -> AsyncGenerator[Parent]:
        """Give the committed rows of the parent, as they come; before them those whose lists failed earlier."""
        for place in self.state.failed:
            failed = await asyncio.to_thread(self._rows.at, place, self._parent.committed.offset)
            if failed is not None:
                yield failed
        position = self.state.parent_offset
        while True:
            until = self._parent.committed.offset
            while position < until:
                for parent in await asyncio.to_thread(self._rows.read, position, until):
                    if isinstance(parent, int):
                        position = parent
                        continue
                    position = parent.end
                    yield parent
            if until < self._parent.committed.offset:
                continue
            if self._parent.ended:
                return
            await self._parent.news()


def _is_about_one(problem: Exception) -> TypeGuard[ZendeskError]:
    # For a page that cannot be made in any size it is the cause that the server gave.
    return isinstance(problem, _ABOUT_ONE) or (
        isinstance(problem, ExportError) and isinstance(problem.__cause__, _ABOUT_ONE)
    )
