"""The incremental exports: rows in the order of their last change, by cursor or by time.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
"""

import base64
import re
from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Any

import attrs
import msgspec

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Answer, Call, Row
from zendesk_async.emulator._clock import seconds_of, stamp_of
from zendesk_async.emulator._paging import page_url
from zendesk_async.emulator._refusals import Refusal
from zendesk_async.emulator._table import Table

LARGEST_PAGE = 1000
_CURSOR = re.compile(r"([0-9]{1,12})\.0\|\|([0-9]{1,19})\|")
_encode = msgspec.json.Encoder().encode

Sideloads = Callable[[list[Row]], Row]


@attrs.frozen
class Export:
    """What is exported: the tables that hold the rows, and the field that says when each last changed.

    `render` makes the JSON of one row from its table and id. `sideloads` gives the arrays beside the rows.
    """

    key: str
    tables: Sequence[Table[int]]
    field: str
    render: Callable[[Table[int], int], bytes] = lambda table, identifier: table.render(identifier)
    sideloads: Sideloads | None = None
    most: int = LARGEST_PAGE

    def moment(self, found: "Found") -> int:
        """Return when a row last changed, in seconds since 1970."""
        value = found[0].value(found[1], self.field)
        return value if isinstance(value, int) else int(seconds_of(value))

    def key_of(self, moment: int) -> tuple[bool, Any]:
        """Return a moment as the tables order it."""
        return (True, moment if self.field == "generated_timestamp" else stamp_of(moment))

    def rows(self, moment: int, behind: int | None = None) -> Iterator["Found"]:
        """Yield rows in order: those of a moment and later, or behind a row of that moment."""
        key = self.key_of(moment)
        streams: list[Iterator[tuple[Any, Table[int], int]]] = []
        for table in self.tables:
            if not len(table):
                continue
            timeline = table.timeline(self.field)
            ids = timeline.since((key,)) if behind is None else timeline.after((key, behind))
            streams.append(_keyed(table, self.field, ids))
        if len(streams) == 1:
            return ((table, identifier) for _, table, identifier in streams[0])
        return ((table, identifier) for _, table, identifier in merge(*streams, key=lambda found: (found[0], found[2])))


Found = tuple[Table[int], int]


def _keyed(table: Table[int], field: str, ids: Iterator[int]) -> Iterator[tuple[Any, Table[int], int]]:
    for identifier in ids:
        yield table.value(identifier, field), table, identifier


def by_cursor(call: Call, export: Export) -> Answer:
    """Answer one page of a cursor-based export."""
    cursor = call.query.get("cursor")
    if cursor:
        moment, behind = _read_cursor(cursor)
    else:
        moment, behind = _start_time(call), None
    size = _page_size(call, export.most)
    rows = _settled(call, export, export.rows(moment, behind))
    page = list(islice(rows, size))
    more = next(rows, None) is not None
    after = _write_cursor(export.moment(page[-1]), page[-1][1]) if page else None
    return _answer(
        export,
        page,
        {
            "after_url": page_url(call, cursor=after, start_time=None) if after else None,
            "before_url": None,
            "after_cursor": after,
            "before_cursor": None,
            "end_of_stream": not more,
        },
    )


def by_time(call: Call, export: Export) -> Answer:
    """Answer one page of a time-based export.

    All rows of the page's last second are in it, so a page can be larger than asked for; the next page begins with
    that second again, so its rows are delivered twice.
    """
    start = _start_time(call)
    size = _page_size(call, export.most)
    page: list[Found] = []
    last = start
    more = False
    for found in _settled(call, export, export.rows(start)):
        moment = export.moment(found)
        # A page of one second alone would be followed by itself for ever.
        if len(page) >= size and moment != last and last != start:
            more = True
            break
        page.append(found)
        last = moment
    return _answer(
        export,
        page,
        {
            "next_page": page_url(call, start_time=last),
            "count": len(page),
            "end_of_stream": not more,
            "end_time": last,
        },
    )


def _settled(call: Call, export: Export, rows: Iterator[Found]) -> Iterator[Found]:
    latest = call.clock.seconds() - call.account.settings.export_delay
    for found in rows:
        if export.moment(found) > latest:
            return
        yield found


def _answer(export: Export, page: Sequence[Found], rest: Row) -> Answer:
    rows = b",".join(export.render(table, identifier) for table, identifier in page)
    beside = export.sideloads([table[identifier] for table, identifier in page]) if export.sideloads else {}
    return Answer(b'{"%b":[%b],%b' % (export.key.encode(), rows, _encode({**beside, **rest})[1:]))


def _start_time(call: Call) -> int:
    text = call.query.get("start_time")
    if not text:
        raise _refusals.missing_parameter("start_time")
    if not text.isdecimal() or len(text) > 12:
        raise _refusals.invalid_attribute("start_time", "must be an integer")
    start = int(text)
    if start > call.clock.seconds() - call.account.settings.export_delay:
        raise Refusal(
            422,
            {
                "error": "InvalidValue",
                "description": "Too recent start_time. Use a start_time older than 1 minute",
            },
        )
    return start


def _page_size(call: Call, most: int) -> int:
    size = call.integer("per_page", most) or most
    return min(most, max(1, size))


def _write_cursor(moment: int, identifier: int) -> str:
    return base64.b64encode(f"{float(moment)}||{identifier}|".encode()).decode()


def _read_cursor(cursor: str) -> tuple[int, int]:
    try:
        found = _CURSOR.fullmatch(base64.b64decode(cursor, validate=True).decode())
    except ValueError:
        found = None
    if found is None:
        raise _refusals.invalid_pagination("cursor is not valid")
    return int(found[1]), int(found[2])
