"""What others did with the caller's tickets in the last 30 days.

https://developer.zendesk.com/api-reference/ticketing/tickets/activity_stream/
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._clock import stamp_of
from zendesk_async.emulator._paging import count_answer, list_answer
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._sideloads import referred
from zendesk_async.emulator._validation import moment

KEPT_SECONDS: Final = 30 * 86_400
_PRIORITIES: Final = ("low", "normal", "high", "urgent")


def _activities(call: Call) -> Iterator[Row]:
    """Yield the activities of the caller, read off the audits of their tickets."""
    account, user = call.account, call.user
    since = moment("since", call.query.get("since")) or 0.0
    earliest = stamp_of(max(since, call.clock.seconds() - KEPT_SECONDS))
    for ticket in account.tickets.rows(account.tickets.where("assignee_id", user["id"])):
        if ticket["updated_at"] < earliest:
            continue
        for audit in account.audits.rows(account.audits.where("ticket_id", ticket["id"])):
            if audit["author_id"] == user["id"] or audit["created_at"] < earliest:
                continue
            for event in audit["events"]:
                told = _told(event, ticket, str(user["id"]))
                if told is not None:
                    yield _row(call, ticket, audit, event, *told)


def _told(event: Row, ticket: Row, user: str) -> tuple[str, str, Row] | None:
    place = f"ticket #{ticket['id']}"
    if event["type"] == "Comment":
        body: str = event.get("body") or ""
        comment = {"comment": {"value": body, "public": event.get("public", True)}}
        return "tickets.comment", f"{{}} commented on {place}", comment
    if event["type"] not in {"Create", "Change"}:
        return None
    if event.get("field_name") == "assignee_id" and str(event.get("value")) == user:
        return "tickets.assignment", f"{{}} assigned {place} to you", {}
    before, after = event.get("previous_value"), event.get("value")
    raised = event.get("field_name") == "priority" and event["type"] == "Change" and after in _PRIORITIES
    if raised and (before is None or _PRIORITIES.index(str(before)) < _PRIORITIES.index(after)):
        return "tickets.priority_increase", f"{{}} increased the priority of {place}", {}
    return None


def _row(call: Call, ticket: Row, audit: Row, event: Row, verb: str, title: str, what: Row) -> Row:
    users = call.account.users
    actor = users.get(audit["author_id"]) or {"name": "Somebody"}
    about = {"ticket": {"id": ticket["id"], "subject": ticket["subject"]}}
    return {
        "url": call.url(f"activities/{event['id']}"),
        "id": event["id"],
        "title": title.format(actor["name"]),
        "verb": verb,
        "user_id": call.user["id"],
        "actor_id": audit["author_id"],
        "updated_at": audit["created_at"],
        "created_at": audit["created_at"],
        "object": what or about,
        "target": about,
        "user": call.user,
        "actor": users.get(audit["author_id"]),
    }


def _beside(call: Call, rows: Sequence[Row]) -> dict[str, Any]:
    users = call.account.users
    loaded: dict[str, Any] = {
        "actors": referred(users, rows, ("actor_id",)),
        "users": referred(users, rows, ("user_id",)),
    }
    if "fields_metadata" in call.includes():
        loaded["fields_metadata"] = []
    return loaded


@answers("ListActivities")
def list_activities(call: Call) -> Answer:
    """Answer the caller's activities, the newest first."""
    rows = list(_activities(call))
    sorts = ("created_at", "id")
    return list_answer(
        call, "activities", rows, sort="-created_at,id", sorts=sorts, sideloads=lambda page: _beside(call, page)
    )


@answers("CountActivities")
def count_activities(call: Call) -> Answer:
    """Answer how many activities the caller has."""
    return count_answer(call, sum(1 for _ in _activities(call)))


@answers("ShowActivity")
def show_activity(call: Call) -> Answer:
    """Answer one activity."""
    identifier = call.identifier("activity_id")
    for row in _activities(call):
        if row["id"] == identifier:
            return Answer({"activity": row})
    raise record_not_found()
