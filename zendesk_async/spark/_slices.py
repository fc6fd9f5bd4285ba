"""Slices of an account's history: each row of an incremental export is in exactly one.

A row is in the slice in which it last changed, by the time that Zendesk selects rows by. Tickets and events say that time
in each row. Users and organizations do not: their `updated_at` may be older, because Zendesk's own changes move the time
and not the field (https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/). There the
rows around a border are told by asking which ones the next slice begins with.
"""

import base64
import binascii
import contextlib
import datetime as dt
import re
from collections.abc import AsyncIterator, Sequence
from itertools import pairwise
from typing import Any, Final

import attrs
import msgspec

from zendesk_async._limit_headers import read_date
from zendesk_async._operation import Paging
from zendesk_async._resource import Caller
from zendesk_async.errors import UnexpectedAnswer
from zendesk_async.export import Stream
from zendesk_async.export._edge import without_repeats
from zendesk_async.export._patient_pages import stream_pages
from zendesk_async.export._positions import arguments_from
from zendesk_async.pagination import Page, Paginator

SETTLED_AFTER: Final = 90
"""Seconds after which no change of a second can come any more. Exports hold back the latest minute."""

_MOST_DIGITS = 12  # of a time in seconds
_CURSOR = re.compile(rb"([0-9]{1,12})(?:\.[0-9]+)?\|\|")


@attrs.frozen
class Slice:
    """From one second up to another, in seconds since 1970; up to the end of the list where there is none."""

    start: int
    end: int | None


@attrs.frozen
class Standing:
    """What an export says of itself now: the second of its first row from some time on, and the server's time."""

    first: int | None
    server_time: int


class _Moments(msgspec.Struct, gc=False):
    id: Any = None
    generated_timestamp: Any = None
    timestamp: Any = None
    time: Any = None
    updated_at: Any = None
    created_at: Any = None


_decode = msgspec.json.Decoder(_Moments).decode


def _read(row: bytes) -> _Moments:
    try:
        return _decode(row)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _Moments()  # a row that cannot be decoded says nothing


def sliceable(stream: Stream) -> bool:
    """Whether the stream can be read from one time to another."""
    return stream.operation.paging in {Paging.INCREMENTAL_CURSOR, Paging.INCREMENTAL_TIME} and stream.parent is None


def slices_of(start: int, end: int, number: int) -> list[Slice]:
    """Cut a time into so many slices of the same length, fewer where it has not as many seconds."""
    number = max(1, min(number, end - start))
    borders = [start + (end - start) * index // number for index in range(number + 1)]
    return [Slice(*pair) for pair in pairwise(borders)]


async def standing_of(client: Caller, stream: Stream, start: int) -> Standing:
    """Ask for the first row from a time on. Raises what any call raises."""
    arguments = arguments_from(stream, None, start) | {"per_page": 1}
    async for page in Paginator(client.call, stream.operation, arguments, client.base_url).raw_pages():
        date = page.response.headers.get("Date", "")
        server_time = read_date(date)
        if server_time is None:
            raise UnexpectedAnswer(f"the answer has no date by which its time is known: {date!r}")
        return Standing(_moment(_read(page.records[0])) if page.records else None, int(server_time))
    raise UnexpectedAnswer("the export has no first page")


async def rows_of(client: Caller, stream: Stream, slice: Slice) -> AsyncIterator[Sequence[bytes]]:
    """Read the rows of a slice, page by page. A stream that is not sliceable is read whole."""
    edge: tuple[str, ...] = ()
    async with stream_pages(client, stream, slice.start) as pages:
        async for page in pages:
            records: Sequence[bytes] = page.records
            if stream.operation.paging is Paging.INCREMENTAL_TIME:
                records, edge = without_repeats(records, edge)
            ended = False
            if slice.end is not None and sliceable(stream):
                records, ended = await _before(client, stream, slice.end, page, records)
            yield stream.extract(page, records) if stream.extract is not None else records
            if ended:
                return


async def _before(
    client: Caller, stream: Stream, end: int, page: Page[bytes], records: Sequence[bytes]
) -> tuple[Sequence[bytes], bool]:
    """Return those of a page's records that changed before the end, and whether the end is reached."""
    read = [_read(record) for record in records]
    exact = all(
        one.generated_timestamp is not None or one.timestamp is not None or one.time is not None for one in read
    )
    beyond = next((index for index, one in enumerate(read) if _moment(one) >= end), None)
    if exact:
        return records[:beyond], beyond is not None
    position = _position(page.cursor)
    if beyond is None and (position is None or position < end):
        return records, False
    following: set[str] = set()
    async with stream_pages(client, stream, end) as pages:
        async for next_page in pages:
            following.update(repr(_read(record).id) for record in next_page.records)
            if len(following) >= len(records):  # no more of this page's rows can be beyond the end
                break
    return [row for row, one in zip(records[:beyond], read, strict=False) if repr(one.id) not in following], True


def _moment(row: _Moments) -> int:
    """Return when a row last changed, as far as it says so; 0 where it does not."""
    for value in (row.generated_timestamp, row.timestamp, row.time, row.updated_at, row.created_at):
        if isinstance(value, int):
            return value
        if isinstance(value, str):
            with contextlib.suppress(msgspec.ValidationError):
                moment = msgspec.convert(value, dt.datetime)
                return int((moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)).timestamp())
    return 0


def _position(cursor: str | None) -> int | None:
    """Return the second up to which a page goes: the end time of a time-based export, or what a cursor begins with.

    A cursor is the time and id of the last row, base64 (seen in recorded traffic); any other is none.
    """
    if cursor is None:
        return None
    if cursor.isascii() and cursor.isdecimal() and len(cursor) <= _MOST_DIGITS:
        return int(cursor)
    try:
        found = _CURSOR.match(base64.b64decode(cursor, validate=True))
    except (binascii.Error, ValueError):
        return None
    return int(found[1]) if found else None
