"""The incremental export of what happened to the metrics of tickets.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metric_events/
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Final
from weakref import WeakKeyDictionary

import attrs

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._clock import seconds_of
from zendesk_async.emulator._paging import page_url
from zendesk_async.emulator._refusals import Refusal, invalid_attribute, missing_parameter
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account

MOST: Final = 100

_STEPS: Final = (
    ("agent_work_time", "created_at", "solved_at"),
    ("requester_wait_time", "created_at", "solved_at"),
    ("resolution_time", "created_at", "solved_at"),
    ("reply_time", "created_at", "latest_comment_added_at"),
    ("group_ownership_time", "assigned_at", "solved_at"),
)
"""When each metric begins and ends, as the metrics of a ticket tell it."""


@attrs.frozen
class _Events:
    version: int
    times: list[int]
    rows: list[Row]


_events: WeakKeyDictionary[Account, _Events] = WeakKeyDictionary()


def _all(account: Account) -> _Events:
    """Return the events of all tickets by their time; made anew when metrics changed."""
    metrics = account.ticket_metrics
    known = _events.get(account)
    if known is None or known.version != metrics.version:
        rows = [row for metric in metrics.rows() for row in _of(metric)]
        rows.sort(key=lambda row: (row["time"], row["id"]))
        times = [int(seconds_of(row["time"])) for row in rows]
        known = _events[account] = _Events(metrics.version, times, rows)
    return known


def _of(metric: Row) -> Iterator[Row]:
    number = 0
    for name, start, end in _STEPS:
        if not metric.get(start):
            continue
        for kind, moment in (("activate", metric[start]), ("fulfill", metric.get(end))):
            number += 1
            if moment:
                yield _event(metric, number, name, kind, moment)


def _event(metric: Row, number: int, name: str, kind: str, moment: Any) -> Row:
    return {
        "id": metric["id"] + number,
        "ticket_id": metric["ticket_id"],
        "metric": name,
        "instance_id": 1,
        "type": kind,
        "time": moment,
    }


@answers("ListTicketMetricEvents")
def list_events(call: Call) -> Answer:
    """Answer a page of the events since a moment; all of the page's last second are in it."""
    start = call.query.get("start_time")
    if not start:
        raise missing_parameter("start_time")
    if not start.isdecimal() or len(start) > 12:
        raise invalid_attribute("start_time", "must be an integer")
    latest = call.clock.seconds() - call.account.settings.export_delay
    if int(start) > latest:
        text = "Too recent start_time. Use a start_time older than 1 minute"
        raise Refusal(422, {"error": "InvalidValue", "description": text})
    known = _all(call.account)
    begin, settled = bisect_left(known.times, int(start)), bisect_left(known.times, int(latest) + 1)
    asked = call.integer("page[size]") or call.integer("per_page") or MOST
    end = min(begin + min(MOST, max(1, asked)), settled)
    while end < settled and known.times[end] == known.times[end - 1]:
        end += 1
    last = known.times[end - 1] if end > begin else int(start)
    if end < settled and last == int(start):
        # A page of one second alone would be followed by itself for ever.
        last += 1
    return Answer(
        {
            "ticket_metric_events": known.rows[begin:end],
            "next_page": page_url(call, start_time=last),
            "count": max(0, end - begin),
            "end_time": last,
            "end_of_stream": end >= settled,
        }
    )
