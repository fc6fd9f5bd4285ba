"""Lists: an iterator of records that reads page by page, the next page while the caller works on this one."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs
import msgspec

from zendesk_async._facts_ahead import facts_ahead
from zendesk_async._operation import Operation, Paging
from zendesk_async._steps import Step, step_for
from zendesk_async._transport import Response
from zendesk_async.errors import InvalidArgument, ZendeskError
from zendesk_async.models.base import Answer, cut_many, decode_many, iterate_raw, slice_many

if TYPE_CHECKING:
    from zendesk_async.export._arrow import ArrowTable
    from zendesk_async.models.included import Included

__all__ = ["Page", "Paginator"]

T = TypeVar("T")
Fetch = Callable[[Operation[Any], Mapping[str, Any]], Awaitable[Response]]
Decode = Callable[[Response, Any, str | None], Answer]


@attrs.frozen
class Page(Generic[T]):
    """One page of a list.

    `cursor` goes on after this page, given to the same method (`page_after=`, or `cursor=` for an export); None where
    the list cannot be resumed. `is_last` is True for the page that ends the list. `count` is what the server says of
    the whole list (offset pagination and searches); often None.
    """

    records: list[T]
    cursor: str | None
    is_last: bool
    count: int | None
    response: Response = attrs.field(repr=False)
    _answer: Answer = attrs.field(repr=False)
    _kind: Any = attrs.field(repr=False)

    @property
    def included(self) -> "Included":
        """The records that came beside these because `include=` asked for them."""
        return self._answer.source.included

    def raw(self) -> Iterator[dict[str, Any]]:
        """Give the page's records as the server sent them."""
        return iterate_raw(self._answer)

    def to_arrow(self) -> "ArrowTable":
        """Return the page as a `pyarrow.Table`: for pandas (`.to_pandas()`), polars (`from_arrow`) and DuckDB.

        The columns are those of the record class, in its types; where the client has loaded the custom fields
        (`await zd.ticket_fields.load()`), one by title for each of them. `extra` has, as JSON, what no column is for.
        Needs the extra `[parquet]`; raises `InvalidArgument` without it.
        """
        from zendesk_async.export._arrow import page_table  # an extra, for those who ask for it

        return page_table(self._answer, self._kind)

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[T]:
        return iter(self.records)


class Paginator(Generic[T]):
    """A list of the account, read page by page as it is iterated.

    Nothing is sent before the first record is asked for. While the caller works on a page, the next one is read; a
    page that was handed out is dropped. Iterating again starts again. Records that a time-based export delivers a
    second time at the edge of a page are left out.
    """

    def __init__(self, fetch: Fetch, operation: Operation[T], arguments: Mapping[str, Any], base: str) -> None:
        self._fetch = fetch
        self._operation = operation
        self._arguments = dict(arguments)
        self._base = base
        self._cursor: str | None = None
        # Made once here, so that bad arguments are refused where the list is asked for.
        step_for(operation, arguments, base).first()

    @property
    def cursor(self) -> str | None:
        """Where to go on: after the last page that was handed out whole.

        Give it to the same method: `page_after=` for a cursor list, `page=` for an offset list, `cursor=` for a
        cursor-based export and `start_time=` for a time-based one. At the end of an export it is where the next poll
        begins; a list by page number then says the page that would be next. None before the first page, and where the
        list cannot be resumed.
        """
        return self._cursor

    def __aiter__(self) -> AsyncIterator[T]:
        return _Records(self._pages(), self._hand_out)

    def pages(self) -> "_HandedOut[T]":
        """Iterate page by page instead of record by record.

        An iterator that is left before its end lets go of the page that it was reading ahead when it is collected, or
        at once with its `aclose()` (`async with contextlib.aclosing(paginator.pages()) as pages: …`).
        """
        return _HandedOut(self._pages(), self._hand_out)

    def raw_pages(self) -> "_HandedOut[bytes]":
        """Iterate page by page without building records: each is the JSON that the server sent.

        For records that only go elsewhere: five to ten times cheaper than building them. A time-based export's
        repeats at the edges of pages are not left out here.
        """
        step = step_for(self._operation, self._arguments, self._base)
        return _HandedOut(_Pages[bytes](self._fetch, self._operation, step, None, cut_many), self._hand_out)

    def raw_slices(self) -> "_HandedOut[msgspec.Raw]":
        """Iterate as `raw_pages` does, without copying: each record is a `msgspec.Raw`, a buffer in its page's bytes.

        One record keeps all of its page in memory; `bytes(record)` is the record alone.
        """
        step = step_for(self._operation, self._arguments, self._base)
        return _HandedOut(_Pages[msgspec.Raw](self._fetch, self._operation, step, None, slice_many), self._hand_out)

    async def first(self) -> T | None:
        """Return the first record, or None when there is none. Asks for no more than one record where it can."""
        async with contextlib.aclosing(self._pages(self._smallest(), most=1)) as pages:
            async for page in pages:
                if page.records:
                    return page.records[0]
        return None

    async def collect(self, *, limit: int | None = None) -> list[T]:
        """Return the records as a list: all of them, or the first `limit`."""
        if limit is not None and limit < 0:
            raise InvalidArgument(f"limit must not be negative: {limit}")
        collected: list[T] = []
        if limit == 0:
            return collected
        async with contextlib.aclosing(self._pages(most=limit)) as pages:
            async for page in pages:
                collected += page.records if limit is None else page.records[: limit - len(collected)]
                self._hand_out(page)
                if limit is not None and len(collected) >= limit:
                    break
        return collected

    def _hand_out(self, page: Page[Any]) -> None:
        self._cursor = page.cursor

    def _pages(self, arguments: Mapping[str, Any] | None = None, most: int | None = None) -> "_Pages[T]":
        step = step_for(self._operation, self._arguments if arguments is None else arguments, self._base)
        return _Pages(self._fetch, self._operation, step, most, decode_many)

    def _smallest(self) -> dict[str, Any]:
        """Return the arguments that ask for one record, unless the caller has said how many, or which page."""
        said = any(self._arguments.get(name) is not None for name in ("page_size", "per_page", "page"))
        if said or self._operation.paging in {Paging.NONE, Paging.SINGLE}:
            return self._arguments
        first = step_for(self._operation, self._arguments, self._base).first()
        size = next((name for name in ("page_size", "per_page") if name in {**self._arguments, **first}), None)
        return {**self._arguments, size: 1} if size else self._arguments


class _Pages(Generic[T]):
    """Reads the pages in order, one ahead. A class and not a generator: an abandoned one ends its task at once."""

    def __init__(self, fetch: Fetch, operation: Operation[Any], step: Step, most: int | None, decode: Decode) -> None:
        self._decode = decode
        self._fetch = fetch
        self._operation = operation
        self._step = step
        self._most = most
        self._given = 0
        self._ahead: asyncio.Task[Response] | None = None
        self._arguments: dict[str, Any] | None = step.first()
        self._failure: Exception | None = None
        self._come: Response | None = None
        self._moved = False
        self._ready: Page[T] | None = None
        repeats = operation.paging is Paging.INCREMENTAL_TIME and decode is decode_many
        self._edge = _Edge() if repeats else None

    def __aiter__(self) -> "_Pages[T]":
        return self

    async def __anext__(self) -> Page[T]:
        if self._ready is None:
            if self._come is None:
                self._come = await self._next_response()
                # Where the end of the page already tells the next one, that is asked for before this one is decoded.
                if self._most is None:
                    facts = facts_ahead(self._come.body, self._operation.key)
                    if self._step.decides(facts):
                        self._go_on(facts, self._come)
                        await self._read_ahead()
            early = self._moved
            self._ready = self._page(self._come)
            self._come, self._moved = None, False
            if not early:
                await self._read_ahead()
        page, self._ready = self._ready, None
        return page

    async def _next_response(self) -> Response:
        if self._failure is not None:
            failure, self._failure = self._failure, None
            self._arguments = None
            raise failure
        if self._arguments is None:
            raise StopAsyncIteration
        return await self._response(self._arguments)

    def _page(self, response: Response) -> Page[T]:
        answer = self._decode(response, self._operation.answer, self._operation.key)
        received = len(answer.records)
        if self._edge is not None:
            answer.records[:] = self._edge.without_repeats(answer.records)
        if not self._moved:
            self._go_on(answer.facts, response)
        self._given += received
        count = answer.facts.get("count")
        return Page(
            answer.records,
            self._step.cursor,
            self._arguments is None and self._failure is None,
            count if isinstance(count, int) else None,
            response,
            answer,
            self._operation.answer,
        )

    def _go_on(self, facts: Mapping[str, Any], response: Response) -> None:
        self._moved = True
        try:
            self._arguments = self._step.next(facts)
        except ZendeskError as failure:
            # The page itself is good: it is handed out, and the error comes when the next one is asked for.
            failure.status, failure.request_id = response.status, response.request_id
            self._failure = failure

    async def _response(self, arguments: dict[str, Any]) -> Response:
        task, self._ahead = self._ahead, None
        if task is None:
            return await self._fetch(self._operation, arguments)
        try:
            return await task
        except asyncio.CancelledError:
            task.cancel()
            raise

    async def _read_ahead(self) -> None:
        wanted = self._most is None or self._given < self._most
        if self._arguments is not None and self._failure is None and wanted:
            self._ahead = asyncio.ensure_future(self._fetch(self._operation, self._arguments))
            self._ahead.add_done_callback(_look_at_failure)
            # A caller that never awaits would keep the request from being written at all. Who is cancelled just here
            # finds the page again.
            await asyncio.sleep(0)

    async def aclose(self) -> None:
        """End what is being read ahead. Nothing more can be read."""
        task, self._ahead = self._ahead, None
        self._arguments = self._ready = None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    def __del__(self) -> None:
        if self._ahead is not None and not self._ahead.get_loop().is_closed():
            self._ahead.cancel()


def _look_at_failure(task: "asyncio.Task[Response]") -> None:
    # Whoever asks for the page gets the failure; when nobody asks any more it is not worth a line on stderr.
    if not task.cancelled():
        task.exception()


class _HandedOut(Generic[T]):
    """Pages, noting each as handed out when the next one is asked for."""

    def __init__(self, pages: _Pages[T], hand_out: Callable[[Page[T]], None]) -> None:
        self._pages = pages
        self._hand_out = hand_out

    def __aiter__(self) -> "_HandedOut[T]":
        return self

    async def __anext__(self) -> Page[T]:
        page = await self._pages.__anext__()
        self._hand_out(page)
        return page

    async def aclose(self) -> None:
        """End what is being read ahead. Nothing more can be read."""
        await self._pages.aclose()


class _Records(Generic[T]):
    """Records one by one; a record that was handed out is kept no longer."""

    def __init__(self, pages: _Pages[T], hand_out: Callable[[Page[T]], None]) -> None:
        self._pages = pages
        self._hand_out = hand_out
        self._page: Page[T] | None = None
        self._left: deque[T] = deque()

    def __aiter__(self) -> "_Records[T]":
        return self

    async def __anext__(self) -> T:
        while not self._left:
            page = await self._pages.__anext__()
            self._page = page
            self._left = deque(page.records)
            if not self._left:
                self._hand_out(page)
            page.records.clear()
        record = self._left.popleft()
        if not self._left and self._page is not None:
            self._hand_out(self._page)
            self._page = None
        return record

    async def aclose(self) -> None:
        """End what is being read ahead. Nothing more can be read."""
        self._left.clear()
        await self._pages.aclose()


class _Edge:
    """Knows the records at the end of a page, which a time-based export delivers again at the start of the next.

    https://developer.zendesk.com/documentation/ticketing/managing-tickets/using-the-incremental-export-api/#excluding-pagination-duplicates
    """

    def __init__(self) -> None:
        self._before: frozenset[tuple[Any, Any]] = frozenset()

    def without_repeats(self, records: list[T]) -> list[T]:
        marks = [_mark(record) for record in records]
        fresh = [record for record, mark in zip(records, marks, strict=True) if mark not in self._before]
        self._before = frozenset(mark for mark in marks if mark is not None)
        return fresh


def _mark(record: object) -> tuple[Any, Any] | None:
    """Return what tells a record and its version, or None for one without an id, which cannot be told."""
    identifier = getattr(record, "id", None)
    changed = getattr(record, "updated_at", None) or getattr(record, "created_at", None)
    return None if identifier is None else (identifier, changed)
