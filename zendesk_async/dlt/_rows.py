"""The rows of a stream as dicts, page by page, those of lists below other rows included."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from zendesk_async._operation import Paging
from zendesk_async.errors import NotFound
from zendesk_async.export import Stream
from zendesk_async.export._lists import without_repeats
from zendesk_async.export._positions import arguments_from
from zendesk_async.pagination import Paginator

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
    """A stream below the rows of another, and the column that names the parent in its rows."""

    stream: Stream
    column: str


async def batches(
    client: "Zendesk", stream: Stream, below: Sequence[Below], place: Place, *, start_time: int, concurrency: int
) -> AsyncIterator[Batch]:
    """Read a stream on from a place; with streams `below` it, theirs instead, `concurrency` lists at once."""
    arguments = arguments_from(stream, place.cursor, start_time)
    timed = stream.operation.paging is Paging.INCREMENTAL_TIME
    lanes = asyncio.Semaphore(concurrency)
    async for page in Paginator(client.call, stream.operation, arguments, client.base_url).raw_pages():
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
                found = await _children(client, one, found, lanes, start_time)
            yield Batch(found, None)
        yield Batch([], place)


async def _children(
    client: "Zendesk", below: Below, parents: Sequence[Row], lanes: asyncio.Semaphore, start_time: int
) -> list[Row]:
    stream = below.stream
    keys = (*stream.inherited, stream.parent_key)
    listed = [row for row in parents if row.get("status") != "deleted" and {*keys} <= row.keys()]
    identifiers = dict.fromkeys(tuple(row[key] for key in keys) for row in listed)
    async with asyncio.TaskGroup() as group:
        lists = [group.create_task(_list_below(client, below, one, lanes, start_time)) for one in identifiers]
    return [row for rows in lists for row in rows.result()]


async def _list_below(
    client: "Zendesk", below: Below, parent: tuple[int | str, ...], lanes: asyncio.Semaphore, start_time: int
) -> list[Row]:
    stream = below.stream
    inherited = dict(zip(stream.inherited, parent, strict=False))
    arguments = {**arguments_from(stream, None, start_time), **inherited, str(stream.parameter): parent[-1]}
    rows: list[Row] = []
    async with lanes:
        try:
            async for page in Paginator(client.call, stream.operation, arguments, client.base_url).raw_pages():
                rows += [{**inherited, below.column: parent[-1], **_decode(record)} for record in page.records]
        except NotFound as problem:
            if problem.code == "InvalidEndpoint":
                raise
            return []  # deleted since the parent's row was read
    return rows
