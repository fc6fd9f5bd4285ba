"""Copying a list of its own: page after page, what has gathered on disk before more is written."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import attrs

from zendesk_async._operation import Paging
from zendesk_async.errors import ExportError, InvalidArgument
from zendesk_async.export._checkpoint import StreamState
from zendesk_async.export._commit import Committer
from zendesk_async.export._copy import StreamCopy
from zendesk_async.export._edge import Edge
from zendesk_async.export._positions import arguments_from
from zendesk_async.export._sink import Sink
from zendesk_async.export._streams import Stream

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk

# Their cursors say where the next page begins.
_EXACT = frozenset({Paging.CURSOR, Paging.CURSOR_OR_OFFSET, Paging.INCREMENTAL_CURSOR, Paging.SEARCH_EXPORT})

# At full speed pages share a commit, which costs as much as to write a few megabytes. What waits for one is in memory.
_MUCH_BYTES = 8 * 1024 * 1024
_MANY_ROWS = 10_000
_LONG = 0.25
"""Seconds that a page waits at most until its commit begins."""


class ListCopy(StreamCopy):
    """Copies a list of its own."""

    def __init__(self, stream: Stream, client: "Zendesk", sink: Sink, committer: Committer, *, start_time: int) -> None:
        super().__init__(stream, client, sink, committer)
        self._start_time = start_time
        self._edge = Edge(self.state.edge)
        self._begun = self.state
        self._marks = self._edge.marker(whole=True)
        self._begun_at = float("-inf")
        self._timer: asyncio.TimerHandle | None = None
        self._commit_begun: asyncio.Future[None] | None = None

    async def _copy(self) -> None:
        try:
            await self._copy_pages()
        finally:
            # After Ctrl-C or an error too: what was read need not be read again, and those below go by what counts.
            if self.state != self._begun:
                self._begin_commit()
            await self._on_disk()

    async def _copy_pages(self) -> None:
        async with self._pages(self._arguments_after, self.state.cursor) as pages:
            async for page in pages:
                fresh = self._edge.fresh(page.records)
                paging = self.stream.operation.paging
                leads_on = paging in _EXACT and page.cursor not in (None, self.state.cursor)
                ends = page.is_last and paging is not Paging.INCREMENTAL_CURSOR  # whose cursor leads past the end too
                extract = self.stream.extract
                rows = fresh if extract is None else extract(page, list(map(bytes, fresh)))
                await self._on_disk()
                self._sink.append(rows)
                self._gather(
                    attrs.evolve(
                        self.state,
                        offset=self._sink.offset,
                        rows=self.state.rows + len(rows),
                        cursor=page.cursor if page.cursor is not None else self.state.cursor,
                        done=page.is_last,
                    ),
                    self._edge.marker(whole=ends or not leads_on),
                )

    def _gather(self, state: StreamState, marks: Callable[[], tuple[str, ...]]) -> None:
        """Take a state, and begin to bring it to disk: now, or with the pages that come in the next moment."""
        self.state, self._marks = state, marks
        much = state.offset - self._begun.offset >= _MUCH_BYTES or state.rows - self._begun.rows >= _MANY_ROWS
        loop = asyncio.get_running_loop()
        if much or state.done or loop.time() - self._begun_at >= _LONG:
            self._begin_commit()
        elif self._timer is None:
            self._timer = loop.call_at(self._begun_at + _LONG, self._begin_commit)

    def _begin_commit(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self.state = attrs.evolve(self.state, edge=self._marks())
        self._begun, self._begun_at = self.state, asyncio.get_running_loop().time()
        self._commit_begun = self._committer.begin(self.stream.name, self.state)
        self._commit_begun.add_done_callback(lambda _: self._announce())

    async def _on_disk(self) -> None:
        """Wait for the commit that was begun: nothing may be appended under the thread that writes."""
        if self._commit_begun is not None:
            await asyncio.shield(self._commit_begun)
            self._commit_begun = None

    def _arguments_after(self, cursor: str | None) -> dict[str, Any]:
        try:
            return arguments_from(self.stream, cursor, self._start_time)
        except InvalidArgument as problem:
            raise ExportError(
                f"the checkpoint is damaged: {problem.message}; export anew into another directory"
            ) from None
