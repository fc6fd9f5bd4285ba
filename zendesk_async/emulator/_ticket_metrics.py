"""The metrics of tickets, kept up as tickets change.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metrics/
"""

from zendesk_async.emulator._clock import seconds_of
from zendesk_async.emulator._comments import Comment
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account

_DONE = frozenset({"solved", "closed"})


def begin_metrics(account: Account, ticket: Row) -> None:
    """Write the metrics of a new ticket."""
    stamp = ticket["created_at"]
    assigned = None if ticket["assignee_id"] is None else stamp
    identifier = account.new_id()
    account.ticket_metrics.insert(
        {
            "url": f"{account.base}/api/v2/ticket_metrics/{identifier}.json",
            "id": identifier,
            "ticket_id": ticket["id"],
            "created_at": stamp,
            "updated_at": stamp,
            "group_stations": int(ticket["group_id"] is not None),
            "assignee_stations": int(assigned is not None),
            "reopens": 0,
            "replies": 0,
            "assignee_updated_at": assigned,
            "requester_updated_at": stamp,
            "status_updated_at": stamp,
            "initially_assigned_at": assigned,
            "assigned_at": assigned,
            "solved_at": stamp if ticket["status"] in _DONE else None,
            "latest_comment_added_at": stamp,
            "reply_time_in_minutes": _minutes(None),
            "first_resolution_time_in_minutes": _minutes(0 if ticket["status"] in _DONE else None),
            "full_resolution_time_in_minutes": _minutes(0 if ticket["status"] in _DONE else None),
            "agent_wait_time_in_minutes": _minutes(None),
            "requester_wait_time_in_minutes": _minutes(None),
            "on_hold_time_in_minutes": _minutes(0),
            "custom_status_updated_at": stamp,
        }
    )


def follow_metrics(account: Account, before: Row, after: Row, comment: Comment | None, *, by_agent: bool) -> None:
    """Bring the metrics of a ticket up to a change."""
    metric = account.ticket_metrics.one("ticket_id", after["id"])
    if metric is None:
        return
    stamp = after["updated_at"]
    spent = int(seconds_of(stamp) - seconds_of(after["created_at"])) // 60
    changes: Row = {"updated_at": stamp}
    if before["assignee_id"] != after["assignee_id"]:
        changes |= {"assigned_at": stamp, "initially_assigned_at": metric["initially_assigned_at"] or stamp}
        changes["assignee_stations"] = metric["assignee_stations"] + 1
    if before["group_id"] != after["group_id"]:
        changes["group_stations"] = metric["group_stations"] + 1
    if before["custom_status_id"] != after["custom_status_id"]:
        changes["custom_status_updated_at"] = stamp
    if before["status"] != after["status"]:
        changes["status_updated_at"] = stamp
        was_done, is_done = before["status"] in _DONE, after["status"] in _DONE
        if is_done and not was_done:
            changes |= {"solved_at": stamp, "full_resolution_time_in_minutes": _minutes(spent)}
            if metric["first_resolution_time_in_minutes"]["calendar"] is None:
                changes["first_resolution_time_in_minutes"] = _minutes(spent)
        elif was_done and not is_done:
            changes |= {"reopens": metric["reopens"] + 1, "solved_at": None}
    if comment is not None:
        changes["latest_comment_added_at"] = stamp
        if comment.public and by_agent:
            changes["replies"] = metric["replies"] + 1
            if metric["reply_time_in_minutes"]["calendar"] is None:
                changes["reply_time_in_minutes"] = _minutes(spent)
    changes["assignee_updated_at" if by_agent else "requester_updated_at"] = stamp
    account.ticket_metrics.change(metric["id"], changes)


def _minutes(calendar: int | None) -> Row:
    # Without a schedule, business hours are all hours.
    return {"calendar": calendar, "business": calendar}
