"""Asking an account how much there is of something, with as few requests as can be."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs
import msgspec

from zendesk_async._json import is_array, is_object
from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import OperationInfo, operations
from zendesk_async._steps import step_for
from zendesk_async.errors import ApiError, DataError, PaginationError
from zendesk_async.export._streams import Stream

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk

_COUNT_CAP = 100_000
_IDS_AT_ONCE = 100

_FOUND_BY: Mapping[str, str] = {"tickets": "type:ticket", "users": "type:user", "organizations": "type:organization"}
"""Queries that find all of something, archived tickets included, which the lists' own counts leave out.

https://support.zendesk.com/hc/en-us/articles/4408887617050
"""

_COUNTED_AT: Mapping[str, str] = {
    "/api/v2/incremental/custom_objects/{custom_object_key}/cursor": (
        "/api/v2/custom_objects/{custom_object_key}/records/count"
    )
}


@attrs.frozen
class FirstPage:
    """The beginning of a list: its records, whether it is the whole, the whole's count where that is said."""

    records: tuple[Any, ...]
    is_last: bool
    count: int | None
    facts: Mapping[str, Any]


class Census:
    """Asks an account for counts and samples, each once. `asked` is how many requests that took."""

    def __init__(self, client: "Zendesk") -> None:
        self.asked = 0
        self._client = client
        self._by_id = {info.operation_id: info for info in operations()}
        self._totals: dict[str, asyncio.Task[int | None]] = {}

    async def total(self, name: str, *, since: int = 0) -> int | None:
        """Return how many tickets, users or organizations there are, archived ones included; None when nobody says.

        Of tickets those that have changed `since` a time, in unix seconds; a search knows no such thing of the others.
        """
        query = _FOUND_BY[name]
        if since and name == "tickets":
            query += f" updated>={dt.datetime.fromtimestamp(since, dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
        if query not in self._totals:
            self._totals[query] = asyncio.ensure_future(self._found(query))
        return await self._totals[query]

    async def _found(self, query: str) -> int | None:
        found = await self._ask(self._by_id["CountSearchResults"].operation, {"query": query})
        count = found.get("count")
        return count if isinstance(count, int) else None

    async def listed(self, stream: Stream, arguments: Mapping[str, Any]) -> int | None:
        """Return how many records a list says it has: by its count operation, or beside a page of one record."""
        if not stream.needs and (counting := self._counting(stream)) is not None:
            # Where the count is refused the list itself may not be.
            with contextlib.suppress(ApiError, DataError):
                found = await self._ask(counting.operation, _path_of(counting.operation, arguments))
                if (value := _value_of(found.get("count"))) is not None:
                    return value
        if stream.operation.paging not in {Paging.OFFSET, Paging.CURSOR_OR_OFFSET, Paging.SEARCH}:
            return None
        answer = await self._ask(stream.operation, {**arguments, "page": 1, "per_page": 1})
        count = answer.get("count")
        return count if isinstance(count, int) else None

    async def first_page(self, stream: Stream, arguments: Mapping[str, Any]) -> FirstPage:
        """Read the first page of a list."""
        operation = stream.operation
        step = step_for(operation, arguments, self._client.base_url)
        answer = await self._ask(operation, step.first())
        records: Any = answer.get(operation.key) if operation.key else None
        try:
            is_last = step.next(answer) is None
        except PaginationError:
            is_last = True
        except DataError:
            is_last = False
        count = answer.get("count")
        found = tuple(records) if is_array(records) else ()
        return FirstPage(found, is_last, count if isinstance(count, int) else None, answer)

    async def tickets(self, wanted: int) -> list[dict[str, Any]]:
        """Return up to so many tickets with their counts of comments, spread evenly over all there are."""
        newest = await self._ask(self._by_id["ListTickets"].operation, {"sort": "-id", "page_size": 1})
        rows: Any = newest.get("tickets")
        if not is_array(rows) or not rows:
            return []
        last: int = rows[0]["id"]
        step = max(1.0, last / wanted)
        ids = sorted({last - int(place * step) for place in range(min(wanted, last))})
        groups = [ids[first : first + _IDS_AT_ONCE] for first in range(0, len(ids), _IDS_AT_ONCE)]
        shown = self._by_id["TicketsShowMany"].operation
        answers = await asyncio.gather(
            *(self._ask(shown, {"ids": group, "include": ("comment_count",)}) for group in groups)
        )
        return [row for answer in answers for row in answer.get("tickets") or ()]

    def _counting(self, stream: Stream) -> OperationInfo | None:
        """Find the operation that counts a list: its path and `/count`."""
        path = _COUNTED_AT.get(stream.operation.path, f"{stream.operation.path}/count")
        return next((info for info in self._by_id.values() if (info.method, info.path) == ("GET", path)), None)

    async def _ask(self, operation: Operation[Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
        self.asked += 1
        response = await self._client.call(operation, arguments)
        try:
            answer: Any = msgspec.json.decode(response.body)
        except msgspec.DecodeError:
            answer = None
        if not is_object(answer):
            raise DataError(f"{operation.operation_id}: the answer is no object").about(operation)
        return answer


def _value_of(count: object) -> int | None:
    if is_object(count):
        value = count.get("value")
        # While Zendesk counts anew, the figure is capped: what the cap hides is not known.
        capped = count.get("refreshed_at") is None and isinstance(value, int) and value >= _COUNT_CAP
        count = None if capped else value
    return count if isinstance(count, int) else None


def _path_of(operation: Operation[Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in arguments.items() if name in operation.path_parameters}
