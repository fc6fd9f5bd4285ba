"""Lists of which the server cannot make every page in time."""

from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, aclosing
from typing import Any, Protocol, TypeVar

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Caller
from zendesk_async.errors import (
    ExportError,
    ReadTimeout,
    ResponseTooLarge,
    ServerError,
    ServiceUnavailable,
    TruncatedResponse,
    ZendeskError,
)
from zendesk_async.export._positions import arguments_from
from zendesk_async.export._streams import Stream
from zendesk_async.pagination import Page, Paginator

Row = TypeVar("Row")

# The parameter that says how large a page is. Where pages are counted by their number the size must not change.
_SIZES: Mapping[Paging, str] = {
    Paging.CURSOR: "page_size",
    Paging.CURSOR_OR_OFFSET: "page_size",
    Paging.INCREMENTAL_CURSOR: "per_page",
    Paging.INCREMENTAL_TIME: "per_page",
}
_SMALLEST = 10
_SMALLEST_AFTER_500 = 100
"""A page that is no larger, and ends in an error other than one of time, has something else wrong."""
_SMALL_PAGES = 8
"""Pages read at a smaller size before a larger one is tried again."""


class Pages(Protocol[Row]):
    """The pages of one listing, to be closed by whoever leaves it before its end."""

    def __aiter__(self) -> AsyncIterator[Page[Row]]: ...

    async def aclose(self) -> None: ...


async def patient_pages(
    operation: Operation[Any],
    arguments_after: Callable[[str | None], Mapping[str, Any]],
    pages_of: Callable[[Mapping[str, Any]], Pages[Row]],
    cursor: str | None = None,
) -> AsyncGenerator[Page[Row]]:
    """Give the pages of a list after a cursor, one that the server cannot make in time as several smaller ones.

    Gateways give a large page up at the same place for ever (504), and would end every reading there. `arguments_after`
    returns what asks for the pages after a cursor, and `pages_of` those pages. Raises `ExportError` for a page that
    cannot be made in the smallest size either, with what the server said as its cause; and what the server said itself
    for a list that cannot be gone on with in its middle.
    """
    parameter = _SIZES.get(operation.paging)
    arguments = arguments_after(cursor)
    largest = size = (arguments.get(parameter) or operation.page_size) if parameter else 0
    leads_on = True
    while True:
        read = 0
        try:
            asked = {**arguments, parameter: size} if parameter and size < largest else arguments
            async with aclosing(pages_of(asked)) as pages:
                async for page in pages:
                    # An endpoint that does not know cursors answers in offset style: nothing goes on after such a page.
                    leads_on = leads_on and page.cursor not in (None, cursor)
                    cursor = cursor if page.cursor is None else page.cursor
                    ended = page.is_last
                    yield page
                    del page  # a page is megabytes, and the next one is there already
                    read += 1
                    if ended:
                        return
                    if size < largest and read >= _SMALL_PAGES and leads_on:
                        break
                else:
                    return
        except (ServerError, ReadTimeout, TruncatedResponse, ResponseTooLarge) as problem:
            least = _SMALLEST_AFTER_500 if isinstance(problem, ServerError) and problem.status == 500 else _SMALLEST
            if isinstance(problem, ServiceUnavailable) or largest <= least or not leads_on:
                raise  # smaller pages would not help, or there are none
            size = _smaller(size, least, cursor, problem)
        else:
            size = min(largest, size * 2)
        arguments = arguments_after(cursor)


def stream_pages(
    client: Caller, stream: Stream, start_time: int, *, cursor: str | None = None, path: Mapping[str, Any] | None = None
) -> AbstractAsyncContextManager[AsyncGenerator[Page[bytes]]]:
    """Give the pages of a stream like that, from a time or after a cursor; `path` says of which list below another.

    What is being read ahead ends with the context.
    """
    operation = stream.operation

    def arguments_after(cursor: str | None) -> Mapping[str, Any]:
        return {**arguments_from(stream, cursor, start_time), **(path or {})}

    def pages_of(arguments: Mapping[str, Any]) -> Pages[bytes]:
        return Paginator(client.call, operation, arguments, client.base_url).raw_pages()

    return aclosing(patient_pages(operation, arguments_after, pages_of, cursor))


def _smaller(size: int, least: int, cursor: str | None, problem: ZendeskError) -> int:
    """Return the next size to try. Raises `ExportError` when there is none."""
    if size > least:
        return max(least, size // 2)
    where = f"after the cursor {cursor!r}" if cursor else "at the beginning"
    raise ExportError(f"the server cannot make the page {where}, not even with {size} rows: {problem.message}").about(
        problem
    ) from problem
