"""Copying one stream: from its pages to its file, a commit at a time."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import msgspec

from zendesk_async._operation import Paging
from zendesk_async.errors import InvalidArgument, NotFound
from zendesk_async.export._checkpoint import StreamState
from zendesk_async.export._commit import Committer
from zendesk_async.export._sink import Sink
from zendesk_async.export._streams import Stream
from zendesk_async.pagination import Page, Paginator

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk

_ROWS_A_COMMIT = 2_000
_PARENTS_A_COMMIT = 200
_READ_AT_ONCE = 1 << 20


class _Stamp(msgspec.Struct, gc=False):
    """What tells two versions of a row apart."""

    id: Any = None
    generated_timestamp: Any = None
    updated_at: Any = None
    created_at: Any = None

    @property
    def mark(self) -> str:
        return f"{self.id}:{self.generated_timestamp or self.updated_at or self.created_at}"


class _Parent(msgspec.Struct, gc=False):
    """What of a parent's row its children are asked for by."""

    id: int | str | None = None
    status: Any = None


_read_stamp = msgspec.json.Decoder(_Stamp).decode
_read_parent = msgspec.json.Decoder(_Parent).decode


class StreamCopy:
    """Copies one stream, from where its state says to its end."""

    def __init__(
        self,
        stream: Stream,
        client: "Zendesk",
        sink: Sink,
        committer: Committer,
        *,
        start_time: int,
        parent: "StreamCopy | None",
        parent_path: Path | None,
        path: Path,
        concurrency: int,
    ) -> None:
        self.stream = stream
        self.state = committer.state(stream.name)
        self.ended = False
        self._client = client
        self._sink = sink
        self._committer = committer
        self._start_time = start_time
        self._parent = parent
        self._parent_path = parent_path
        self._path = path
        self._concurrency = concurrency

    @property
    def committed(self) -> StreamState:
        """The state that counts."""
        return self._committer.state(self.stream.name)

    def give_up(self) -> None:
        """Say that no more rows will come in this run."""
        self.ended = True

    async def run(self) -> None:
        """Copy until the stream has ended. Does nothing for one that already has."""
        if self._parent is not None:
            await self._copy_children()
        elif not self.state.done:
            await self._copy_pages()
        self.ended = True

    async def _commit(self, state: StreamState) -> None:
        self.state = state
        await self._committer.commit(self.stream.name, state)

    # A list of its own

    async def _copy_pages(self) -> None:
        if self.state.cursor is None and self.state.offset:
            # The list cannot be resumed in the middle: it is read again, and the rows from before are cut off.
            self._sink.resume(0)
            self.state = StreamState()
        incremental_by_time = self.stream.operation.paging is Paging.INCREMENTAL_TIME
        async for page in self._paginator(self._resume_arguments()).raw_pages():
            rows, edge = (
                (_without_repeats(page.records, self.state.edge)) if incremental_by_time else (page.records, ())
            )
            self._sink.append(rows)
            await self._commit(
                attrs.evolve(
                    self.state,
                    offset=self._sink.offset,
                    rows=self.state.rows + len(rows),
                    cursor=page.cursor if page.cursor is not None else self.state.cursor,
                    done=page.is_last,
                    edge=edge,
                )
            )

    def _paginator(self, arguments: dict[str, Any]) -> Paginator[Any]:
        return Paginator(self._client.call, self.stream.operation, arguments, self._client.base_url)

    def _resume_arguments(self) -> dict[str, Any]:
        arguments = dict(self.stream.arguments)
        cursor = self.state.cursor
        match self.stream.operation.paging:
            case Paging.INCREMENTAL_CURSOR:
                return arguments | ({"cursor": cursor} if cursor else {"start_time": self._start_time})
            case Paging.INCREMENTAL_TIME:
                return arguments | {"start_time": int(cursor) if cursor else self._start_time}
            case Paging.OFFSET | Paging.SEARCH:
                return arguments | ({"page": int(cursor)} if cursor else {})
            case _:
                return arguments | ({"page_after": cursor} if cursor else {})

    # A list for every row of the parent

    async def _copy_children(self) -> None:
        written = await asyncio.to_thread(self._written_before)
        under_way: deque[tuple[asyncio.Task[list[bytes] | None], int | str, int]] = deque()
        gathered = 0
        state = self.state
        try:
            async for identifier, end in self._parents():
                under_way.append((asyncio.ensure_future(self._children_of(identifier)), identifier, end))
                if len(under_way) >= self._concurrency or (under_way[0][0].done() and gathered < _PARENTS_A_COMMIT):
                    state = await self._take(under_way, state, written)
                    gathered += 1
                if gathered >= _PARENTS_A_COMMIT or state.rows - self.state.rows >= _ROWS_A_COMMIT:
                    await self._commit(state)
                    gathered = 0
            while under_way:
                state = await self._take(under_way, state, written)
            assert self._parent is not None
            await self._commit(attrs.evolve(state, done=self._parent.committed.done))
        finally:
            for task, _, _ in under_way:
                task.cancel()

    async def _take(
        self,
        under_way: "deque[tuple[asyncio.Task[list[bytes] | None], int | str, int]]",
        state: StreamState,
        written: dict[int | str, int],
    ) -> StreamState:
        """Append the rows of the eldest parent under way: in order, so that one offset tells how far it is."""
        task, identifier, end = under_way[0]
        rows = await task
        under_way.popleft()
        if rows is None:
            return attrs.evolve(state, parent_offset=end, skipped=state.skipped + 1)
        # A parent that changed during the export comes twice; its first children are there already.
        fresh = rows[written.get(identifier, 0) :]
        if fresh:
            written[identifier] = len(rows)
            self._sink.append(fresh)
        return attrs.evolve(state, parent_offset=end, offset=self._sink.offset, rows=state.rows + len(fresh))

    async def _children_of(self, identifier: int | str) -> list[bytes] | None:
        parameter = self.stream.parameter or ""
        begin = msgspec.json.encode({parameter: identifier})[:-1]
        rows: list[bytes] = []
        pages: AsyncIterator[Page[bytes]] = self._paginator(
            {**self.stream.arguments, parameter: identifier}
        ).raw_pages()
        try:
            async for page in pages:
                rows += [begin + (b"," + row[1:] if len(row) > 2 else b"}") for row in page.records]
        except NotFound as problem:
            if problem.code == "InvalidEndpoint":
                raise
            return None  # deleted since its parent's row was written; counted as skipped
        return rows

    async def _parents(self) -> AsyncIterator[tuple[int | str, int]]:
        """Give the id of each committed row of the parent's file, and where the row ends, as they come."""
        parent, path = self._parent, self._parent_path
        assert parent is not None
        assert path is not None
        position = self.state.parent_offset
        if position > parent.committed.offset:
            raise InvalidArgument(
                f"{path} was begun anew since its children were exported; export into another directory"
            )
        while True:
            ended, until = parent.ended, parent.committed.offset
            while position < until:
                for line in await asyncio.to_thread(_lines, path, position, until):
                    position += len(line)
                    row = _read_parent(line)
                    if row.id is not None and row.status != "deleted":
                        yield row.id, position
            if ended and until == parent.committed.offset:
                return
            waiting = asyncio.ensure_future(self._committer.changed())
            try:
                await asyncio.wait([waiting], timeout=0.2)
            finally:
                waiting.cancel()

    def _written_before(self) -> dict[int | str, int]:
        """Count the children of each parent that the file already holds."""
        counts: dict[int | str, int] = {}
        name = self.stream.parameter or ""
        position, until = 0, self.state.offset
        while position < until:
            for line in _lines(self._path, position, until):
                position += len(line)
                identifier = msgspec.json.decode(line)[name]
                counts[identifier] = counts.get(identifier, 0) + 1
        return counts


def _lines(path: Path, position: int, until: int) -> list[bytes]:
    """Read whole lines from a position: about a megabyte of them, at least one."""
    with path.open("rb") as file:
        file.seek(position)
        block = file.read(min(_READ_AT_ONCE, until - position))
        if not block.endswith(b"\n"):
            block += file.readline()
    return block.splitlines(keepends=True)


def _without_repeats(rows: Sequence[bytes], edge: Sequence[str]) -> tuple[list[bytes], tuple[str, ...]]:
    """Leave out the rows that the page before already had, and return the marks of this page's.

    https://developer.zendesk.com/documentation/ticketing/managing-tickets/using-the-incremental-export-api/#excluding-pagination-duplicates
    """
    marks = [_read_stamp(row).mark for row in rows]
    before = frozenset(edge)
    return [row for row, mark in zip(rows, marks, strict=True) if mark not in before], tuple(marks)
