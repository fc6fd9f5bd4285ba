"""Where a stream is read from: the arguments that begin it, and those that go on after a page."""

import datetime as dt
import time
from typing import Any

from zendesk_async._operation import Paging
from zendesk_async.errors import InvalidArgument
from zendesk_async.export._streams import Stream


def arguments_from(stream: Stream, cursor: str | None, start_time: int) -> dict[str, Any]:
    """Return the arguments that read a stream after `Page.cursor`; without one from its beginning.

    `start_time` (unix seconds) is where a stream that is incremental begins. Raises `InvalidArgument` for a cursor that
    is none of this stream.
    """
    arguments = dict(stream.arguments)
    match stream.operation.paging:
        case Paging.INCREMENTAL_CURSOR:
            return arguments | ({"cursor": cursor} if cursor else {"start_time": start_time})
        case Paging.INCREMENTAL_TIME:
            return arguments | {"start_time": _number(stream, cursor) if cursor else start_time}
        case Paging.INCREMENTAL_LINK:
            return arguments | ({"cursor": cursor} if cursor else {})
        case Paging.OFFSET | Paging.SEARCH:
            return arguments | ({"page": _number(stream, cursor)} if cursor else {})
        case Paging.SINGLE:
            return arguments
        case _:
            return arguments | ({"page_after": cursor} if cursor else {})


def unix_seconds(start_time: int | dt.datetime) -> int:
    """Return a start time in unix seconds. Raises `InvalidArgument` for one that Zendesk would refuse."""
    given = start_time
    if isinstance(start_time, dt.datetime):
        if start_time.tzinfo is None:
            raise InvalidArgument("start_time needs a time zone")
        start_time = int(start_time.timestamp())
    if not is_whole(start_time) or start_time < 0:
        raise InvalidArgument(f"start_time must be whole unix seconds or a datetime, not {given!r}")
    # https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/#start_time
    if start_time > time.time() - 60:
        raise InvalidArgument("start_time must be at least one minute in the past")
    return start_time


def is_whole(value: object) -> bool:
    """Tell whether a value is a whole number, whatever its type was said to be."""
    return isinstance(value, int) and not isinstance(value, bool)


def _number(stream: Stream, cursor: str) -> int:
    if not cursor.isdecimal() or len(cursor) > 15:
        raise InvalidArgument(f"the cursor of {stream.name} must be a number, not {cursor!r}")
    return int(cursor)
