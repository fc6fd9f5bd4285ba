"""The rows of a stream as dicts, page by page, those of lists below other rows included."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from zendesk_async._operation import Paging
from zendesk_async.errors import NotFound
from zendesk_async.export import Stream
from zendesk_async.export._edge import without_repeats
from zendesk_async.export._patient_pages import stream_pages

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk

Row = dict[str, Any]

_PARENTS_AT_ONCE: Final = 200
"""Rows whose lists are read before theirs are handed on."""
_INCREMENTAL: Final = frozenset({Paging.INCREMENTAL_CURSOR, Paging.INCREMENTAL_TIME, Paging.INCREMENTAL_LINK})

_decode = msgspec.json.Decoder(Row).decode


def continues(stream: Stream) -> bool:
    """Whether a later reading of the stream can begin where this one ends."""
    return stream.operation.paging in _INCREMENTAL


@attrs.frozen
class Place:
    """How far a stream was read. `edge` tells the rows of the last page, which a time-based export delivers again."""

    cursor: str | None = None
    edge: tuple[str, ...] = ()


@attrs.frozen
class Batch:
    """Some rows, and how far the stream was read with them; None in the middle of a page."""

    rows: list[Row]
    place: Place | None


@attrs.frozen
class Below:
    """A stream below the rows of another.

    `above` are the keys of a parent's row that hold what the stream's path takes, and `columns` those under which they
    stand in the stream's own rows, both by the parameters of the path.
    """

    stream: Stream
    above: Mapping[str, str]
    columns: Mapping[str, str]


async def batches(
    client: "Zendesk", stream: Stream, below: Sequence[Below], place: Place, *, start_time: int, concurrency: int
) -> AsyncIterator[Batch]:
    """Read a stream on from a place; with streams `below` it, theirs instead, `concurrency` lists at once."""
    timed = stream.operation.paging is Paging.INCREMENTAL_TIME
    lanes = asyncio.Semaphore(concurrency)
    async with stream_pages(client, stream, start_time, cursor=place.cursor) as pages:
        async for page in pages:
            records = page.records
            if timed:
                records, edge = without_repeats(records, place.edge)
                place = attrs.evolve(place, edge=edge)
            place = attrs.evolve(place, cursor=page.cursor or place.cursor)
            if stream.extract is not None:
                records = stream.extract(page, records)
            rows = [_decode(record) for record in records]
            if not below:
                yield Batch(rows, place)
                continue
            for first in range(0, len(rows), _PARENTS_AT_ONCE):
                found = rows[first : first + _PARENTS_AT_ONCE]
                for one in below:
                    found = await _children(client, one, found, start_time, lanes)
                yield Batch(found, None)
            yield Batch([], place)


async def _children(
    client: "Zendesk", below: Below, parents: Sequence[Row], start_time: int, lanes: asyncio.Semaphore
) -> list[Row]:
    living = (row for row in parents if row.get("status") != "deleted")
    paths = dict.fromkeys(tuple(row.get(key) for key in below.above.values()) for row in living)
    try:
        async with asyncio.TaskGroup() as group:
            lists = [
                group.create_task(_list_below(client, below, path, start_time, lanes))
                for path in paths
                if None not in path
            ]
    except ExceptionGroup as failures:
        # The first one ended the others.
        raise failures.exceptions[0] from None
    return [row for rows in lists for row in rows.result()]


async def _list_below(
    client: "Zendesk", below: Below, path: Sequence[Any], start_time: int, lanes: asyncio.Semaphore
) -> list[Row]:
    named = dict(zip(below.above, path, strict=True))
    beginning = dict(zip(below.columns.values(), path, strict=True))
    rows: list[Row] = []
    async with lanes:
        try:
            async with stream_pages(client, below.stream, start_time, path=named) as pages:
                async for page in pages:
                    rows += [{**beginning, **_decode(record)} for record in page.records]
        except NotFound as problem:
            if problem.code == "InvalidEndpoint":
                raise
            return []  # deleted since the parent's row was read
    return rows
