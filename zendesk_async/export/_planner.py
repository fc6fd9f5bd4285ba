"""Planning an export: how many requests each stream will need, asked of the account's counts and of small samples."""

import asyncio
import datetime as dt
import time
from collections.abc import Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

import attrs

from zendesk_async._json import is_object
from zendesk_async._limits import LimitsState
from zendesk_async._operation import Paging
from zendesk_async.errors import AuthError, ExportError, TransportError, Unauthorized, ZendeskError
from zendesk_async.export._census import Census
from zendesk_async.export._costs import StreamCost, cost_of
from zendesk_async.export._parents import arguments_of
from zendesk_async.export._plan import ExportPlan, StreamPlan, minutes_of
from zendesk_async.export._positions import unix_seconds
from zendesk_async.export._streams import Stream, chosen_streams, has_count, streams
from zendesk_async.export._ticket_history import SAMPLE, TicketHistory

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk

__all__ = ["plan"]

_PROBES = 3
_METRIC_PROBES = 7
"""Pages of an export by time that are read, to tell how many there are of all."""
_EXPORTED: Mapping[str, str] = {
    "/api/v2/incremental/tickets/cursor": "tickets",
    "/api/v2/incremental/tickets": "tickets",
    "/api/v2/incremental/users/cursor": "users",
    "/api/v2/incremental/users": "users",
    "/api/v2/incremental/organizations": "organizations",
}
"""The exports of what a search counts."""
_PARENTS = 20
"""Lists below a stream that are looked at, to tell how long the others are. The first few say whether that is needed."""
_FIRST_PARENTS = 4


@attrs.frozen
class _Found:
    """What a stream was found to need. `items` are the rows that those below it are listed for."""

    requests: float
    rows: float | None
    why: str
    at_least: bool = False
    items: float | None = None


@attrs.frozen
class _Rows:
    """Some rows of a stream, spread over what was seen of it, and how many there are in all, as far as is known."""

    rows: tuple[Mapping[str, Any], ...] = ()
    items: float | None = None


async def plan(
    client: "Zendesk",
    names: Sequence[str],
    *,
    start_time: int | dt.datetime = 0,
    arguments: Mapping[str, Mapping[str, Any]] | None = None,
    share: float = 1.0,
) -> ExportPlan:
    """Return what an export of these streams would cost, without exporting anything.

    It asks the account for its counts, and for small samples where there is no count (`ExportPlan.asked` requests): of a
    thousand tickets how many comments they have, and of lists below other rows how long some of them are. What cannot be
    told is `at_least`. The parameters are those of `Export`; `share` is the client's own.

    Raises what `Export` raises for its parameters, and `ExportError` when the account cannot be reached or does not know
    the credential. A stream that the account refuses is planned as one request.
    """
    chosen = chosen_streams(names, arguments)
    planner = _Planner(client.with_options(priority="bulk"), unix_seconds(start_time))
    for name, stream in chosen.items():
        planner.begin(name, stream)
    try:
        found = {name: await planner.found(name) for name in chosen}
    finally:
        await planner.end()
    counts = sum(has_count(stream) for stream in chosen.values() if not (stream.incremental and start_time))
    return _as_plan(chosen, found, client.limits, planner.asked, counts, share)


def _as_plan(
    chosen: Mapping[str, Stream],
    found: Mapping[str, _Found],
    limits: LimitsState,
    asked: int,
    counts: int,
    share: float,
) -> ExportPlan:
    scale = limits.account.window / 60
    limit = None if limits.account.limit is None else limits.account.limit * share / scale
    costs = {name: cost_of(stream) for name, stream in chosen.items()}
    rules: dict[str, float] = {}
    for cost in costs.values():
        if cost.rule is not None and (figure := _figure(cost, limits)) is not None:
            rules[cost.rule.name] = figure / scale
    planned: list[StreamPlan] = []
    for name, one in found.items():
        rule = costs[name].rule
        rule_name = None if rule is None else rule.name
        requests = ceil(one.requests - 0.01)
        minutes = minutes_of([(requests, rule_name)], limit, rules)
        rows = None if one.rows is None else round(one.rows)
        planned.append(StreamPlan(name, requests, rows, minutes, _why(one, rule_name, rules), one.at_least, rule_name))
    total = minutes_of([(one.requests, one.rule) for one in planned], limit, rules, others=counts)
    return ExportPlan(tuple(planned), asked, counts, limit, total)


def _figure(cost: StreamCost, limits: LimitsState) -> float | None:
    """Return how many requests an endpoint allows in the time that it counts in, as a minute's."""
    assert cost.rule is not None
    known = limits.others.get(cost.rule.name)
    figure = cost.rule.allowed(high_volume=limits.high_volume) if known is None or known.limit is None else known.limit
    return None if figure is None else figure * 60 / cost.rule.window


def _why(found: _Found, rule: str | None, rules: Mapping[str, float]) -> str:
    if rule is None or rule not in rules:
        return found.why
    return f"{found.why}; {rule} allows {rules[rule]:,.0f} a minute"


class _Planner:
    def __init__(self, client: "Zendesk", start_time: int) -> None:
        self._census = Census(client)
        self._start_time = start_time
        self._tasks: dict[str, asyncio.Task[_Found]] = {}
        self._samples: dict[str, asyncio.Task[_Rows]] = {}
        self._history = TicketHistory(self._census)

    @property
    def asked(self) -> int:
        """How many requests were sent."""
        return self._census.asked

    def begin(self, name: str, stream: Stream) -> None:
        """Begin to find out what a stream needs. Its parent must have been begun before."""
        self._tasks[name] = asyncio.ensure_future(self._find(stream))

    async def found(self, name: str) -> _Found:
        """Return what a stream needs."""
        return await self._tasks[name]

    async def end(self) -> None:
        """Stop asking: what one stream needs is not wanted any more when another cannot be planned."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _find(self, stream: Stream) -> _Found:
        try:
            return await (self._of_list(stream) if stream.parent is None else self._below(stream, stream.parent))
        except (AuthError, TransportError, Unauthorized) as problem:
            raise ExportError(f"no plan can be made: {problem}") from problem
        except ZendeskError as problem:
            return _Found(1, 0, f"the account refuses it: {problem.message}", items=0)

    # Lists of their own

    async def _of_list(self, stream: Stream) -> _Found:
        paging = stream.operation.paging
        if stream.operation.operation_id == "IncrementalTicketEvents":
            return await self._of_events(stream)
        if stream.name == "ticket_audits":
            return await self._of_audits(stream)
        if paging is Paging.SINGLE:
            return await self._whole(stream)
        if stream.operation.path in _EXPORTED:
            return await self._exported(stream, _EXPORTED[stream.operation.path])
        if stream.operation.operation_id == "ListTicketMetricEvents":
            return await self._of_metric_events(stream)
        arguments = dict(stream.arguments)
        count = await self._census.listed(stream, arguments)
        if count is not None:
            return _counted(count, cost_of(stream))
        return await self._begun(stream, arguments)

    async def _whole(self, stream: Stream) -> _Found:
        return _Found(1, None, "it comes whole")

    async def _exported(self, stream: Stream, table: str) -> _Found:
        count = await self._census.total(table, since=self._start_time)
        if count is None:
            return await self._begun(stream, {**stream.arguments, "start_time": self._start_time})
        return _counted(count, cost_of(stream))

    async def _begun(self, stream: Stream, arguments: Mapping[str, Any]) -> _Found:
        """Tell from the first page alone."""
        page = await self._census.first_page(stream, arguments)
        size = cost_of(stream).page_size or 1
        if stream.operation.paging is Paging.INCREMENTAL_LINK and not page.is_last:
            return _Found(
                2, len(page.records), "one page, and one to see that nothing follows", items=len(page.records)
            )
        if page.is_last:
            return _Found(
                1, len(page.records), f"{len(page.records):,} records, all on one page", items=len(page.records)
            )
        if page.count is not None:
            return _counted(page.count, cost_of(stream))
        return _Found(2, None, f"more than {size:,} records, and nothing says how many", at_least=True)

    # What happened to tickets

    async def _of_events(self, stream: Stream) -> _Found:
        if self._start_time:
            return await self._by_density(stream)
        tickets = await self._census.total("tickets")
        first = await self._census.first_page(stream, {**stream.arguments, "start_time": self._start_time})
        size = cost_of(stream).page_size or 1
        if first.is_last or tickets is None:
            return _Found(1, len(first.records), f"{len(first.records):,} events", at_least=not first.is_last)
        comments, ratio = await self._history.averages()
        events = tickets * comments * ratio
        # Each page begins with the last second of the one before.
        return _Found(
            events / (size - 1),
            tickets * comments if stream.extract is not None else events,
            f"{size:,} events a request: {tickets:,} tickets by search, about {comments * ratio:.1f} events each by a sample "
            f"of {min(SAMPLE, tickets):,}",
        )

    async def _of_audits(self, stream: Stream) -> _Found:
        page = await self._census.first_page(stream, stream.arguments)
        tickets = await self._census.total("tickets")
        if page.is_last or tickets is None:
            return _Found(1, len(page.records), f"{len(page.records):,} audits", at_least=not page.is_last)
        comments, ratio = await self._history.averages()
        audits = tickets * comments * ratio
        size = cost_of(stream).page_size or 1
        return _Found(
            audits / size, audits, f"{size:,} audits a request, about {comments * ratio:.1f} of each ticket by a sample"
        )

    async def _of_metric_events(self, stream: Stream) -> _Found:
        if self._start_time:
            return await self._by_density(stream)
        first = await self._census.first_page(stream, {**stream.arguments, "start_time": 0})
        tickets = await self._census.total("tickets")
        size = len(first.records)
        if first.is_last or tickets is None:
            return _Found(1, size, f"{size:,} events", at_least=not first.is_last)
        # Not the first page: at its beginning an account has no tickets that end.
        rows = await self._history.spread(stream, _METRIC_PROBES)
        # Every ticket begins to keep its requester waiting once.
        begun = sum(
            is_object(row) and (row.get("metric"), row.get("type")) == ("requester_wait_time", "activate")
            for row in rows
        )
        each = len(rows) / max(1, begun)
        why = f"{size:,} events a request: {tickets:,} tickets by search, very roughly {each:.1f} events each"
        # The next page begins with the rows of this one's last second.
        last = first.records[-1].get("time")
        fresh = max(1, sum(row.get("time") != last for row in first.records))
        return _Found(tickets * each / fresh, tickets * each, why, items=tickets * each)

    async def _by_density(self, stream: Stream) -> _Found:
        """Tell from pages at several times how many records come in what time."""
        first = await self._census.first_page(stream, {**stream.arguments, "start_time": self._start_time})
        size = len(first.records)
        begin = first.facts.get("end_time")
        if first.is_last or not isinstance(begin, int):
            return _Found(1, size, f"{size:,} records", at_least=not first.is_last)
        end = int(time.time()) - 60
        rates: list[float] = []
        for part in range(_PROBES):
            start = begin + (end - begin) * (2 * part + 1) // (2 * _PROBES)
            page = await self._census.first_page(stream, {**stream.arguments, "start_time": start})
            until = page.facts.get("end_time")
            until = end if page.is_last or not isinstance(until, int) else until
            rates.append(len(page.records) / max(1, until - start))
        rows = size + sum(rates) / len(rates) * (end - begin)
        why = f"{size:,} records a request, as many of them as pages at {_PROBES} times say"
        return _Found(rows / max(1, size - 1), rows, why)

    # Lists below other rows

    async def _below(self, stream: Stream, parent: str) -> _Found:
        above = await self._tasks[parent]
        if stream.files:
            return _Found(0, None, "one request for each file, and nothing says how many there are", at_least=True)
        if above.items == 0:
            return _Found(0, 0, f"there are no {parent}", items=0)
        whole = cost_of(stream).page_size is None
        sample = _Rows(items=above.items) if whole and above.items is not None else await self._sampled(parent)
        if sample.items is None:
            return _Found(1, None, f"a request or more for each of {parent}, and nothing says how many", at_least=True)
        if whole:
            return _Found(sample.items, None, f"one request for each of {sample.items:,.0f} {parent}")
        pages, rows, looked = await self._pages_below(stream, sample.rows)
        items = sample.items
        lists = f"{items:,.0f} {parent}"
        why = (
            f"{pages:.2f} requests for each of {lists}, as {looked} of them say" if items else f"there are no {parent}"
        )
        return _Found(items * pages, items * rows, why, items=items * rows)

    async def _pages_below(self, stream: Stream, sample: Sequence[Mapping[str, Any]]) -> tuple[float, float, int]:
        size = cost_of(stream).page_size or 1
        looked: list[int] = []
        for part in (sample[:_FIRST_PARENTS], sample[_FIRST_PARENTS:_PARENTS]):
            looked += await asyncio.gather(*(self._length_below(stream, row) for row in part))
            if looked and max(looked) * 2 <= size:
                break
        if not looked:
            return 1.0, 0.0, 0
        return sum(max(1, ceil(rows / size)) for rows in looked) / len(looked), sum(looked) / len(looked), len(looked)

    async def _length_below(self, stream: Stream, row: Mapping[str, Any]) -> int:
        parent = arguments_of(stream, row)
        if parent is None:
            return 0
        arguments = {**stream.arguments, **parent}
        if stream.operation.paging is Paging.INCREMENTAL_CURSOR:
            arguments["start_time"] = self._start_time
        try:
            count = await self._census.listed(stream, arguments)
            if count is not None:
                return count
            page = await self._census.first_page(stream, arguments)
        except ZendeskError:
            return 0
        size = cost_of(stream).page_size or 1
        return len(page.records) if page.is_last else 2 * size

    async def _sampled(self, parent: str) -> _Rows:
        if parent not in self._samples:
            self._samples[parent] = asyncio.ensure_future(self._sample(parent))
        return await self._samples[parent]

    async def _sample(self, parent: str) -> _Rows:
        items = (await self._tasks[parent]).items
        # The plain list: of the exports there are ten requests a minute.
        stream = streams().get(f"{parent}.list", streams()[parent])
        if stream.parent is not None:
            return _Rows(items=items)
        page = await self._census.first_page(stream, stream.arguments)
        rows = tuple(row for row in page.records if is_object(row) and row.get("status") != "deleted")
        return _Rows(rows[:: max(1, len(rows) // _PARENTS)][:_PARENTS], len(rows) if page.is_last else items)


def _counted(count: int, cost: StreamCost) -> _Found:
    size = cost.page_size or 1
    most = count if cost.most is None else min(count, cost.most)
    beyond = "" if most == count else f", of which the list gives {most:,}"
    overlap = cost.stream.operation.paging is Paging.INCREMENTAL_TIME
    # Each page of an export by time begins with the last second of the one before.
    pages = ceil((most - 1) / (size - 1)) if overlap and most > size else ceil(most / size)
    return _Found(max(1, pages), most, f"{count:,} records{beyond}, {size:,} a request", items=most)
