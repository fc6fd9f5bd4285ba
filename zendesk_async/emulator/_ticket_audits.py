"""The audits of tickets: one for every change, with an event for everything that changed.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zendesk_async._json import is_array
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._shapes import Row

_CREATED = (
    "subject", "requester_id", "priority", "type", "status", "organization_id", "brand_id", "ticket_form_id",
    "custom_status_id",
)  # fmt: skip
_ALSO_CREATED = ("assignee_id", "group_id", "problem_id", "external_id", "due_at", "tags")
_CHANGED = (*_CREATED, *_ALSO_CREATED)
EVENT_IDS = 64
"""Ids that one audit may use for its events."""


def system_metadata(call: Call) -> Row:
    """Return what an audit tells about the client behind it."""
    return {
        "client": call.headers.get("User-Agent") or "",
        "ip_address": "127.0.0.1",
        "location": "",
        "latitude": 0.0,
        "longitude": 0.0,
    }


def new_audit(call: Call, ticket: int, author: int, via: Row, custom: Mapping[str, Any]) -> Row:
    """Return an audit without events; it is written when it has them."""
    return {
        "id": call.account.new_id(),
        "ticket_id": ticket,
        "created_at": call.clock.stamp(),
        "author_id": author,
        "metadata": {"system": system_metadata(call), "custom": dict(custom)},
        "events": [],
        "via": via,
    }


def create_events(ticket: Row) -> Iterator[Row]:
    """Yield what a new ticket holds. The usual fields are told even when they are null."""
    for field in _CREATED:
        yield {"type": "Create", "value": _told(ticket[field]), "field_name": field}
    for field in _ALSO_CREATED:
        if ticket[field]:
            yield {"type": "Create", "value": _told(ticket[field]), "field_name": field}
    for entry in ticket["custom_fields"]:
        if entry["value"]:
            yield {"type": "Create", "value": _told(entry["value"]), "field_name": str(entry["id"])}


def change_events(before: Row, after: Row) -> Iterator[Row]:
    """Yield what is another than before."""
    for field in _CHANGED:
        if before[field] != after[field]:
            yield _change(field, before[field], after[field])
    held = {entry["id"]: entry["value"] for entry in before["custom_fields"]}
    for entry in after["custom_fields"]:
        if entry["value"] != held.get(entry["id"]):
            yield _change(str(entry["id"]), held.get(entry["id"]), entry["value"])
    for field, kind, name in (
        ("email_cc_ids", "EmailCcChange", "email_ccs"),
        ("follower_ids", "FollowerChange", "followers"),
    ):
        if before[field] != after[field]:
            yield {
                "type": kind,
                f"previous_{name}": [str(user) for user in before[field]],
                f"current_{name}": [str(user) for user in after[field]],
            }


def _change(field: str, before: Any, after: Any) -> Row:
    return {"type": "Change", "value": _told(after), "field_name": field, "previous_value": _told(before)}


def _told(value: Any) -> Any:
    # Ids are texts in audits, lists stay lists (seen in recorded traffic).
    if value is None or isinstance(value, bool) or is_array(value):
        return value
    return str(value)


def macro_events(call: Call, macros: Sequence[int]) -> Iterator[Row]:
    """Yield which macros a change came from."""
    for identifier in macros:
        macro = call.account.macros.get(identifier)
        yield {
            "type": "AgentMacroReference",
            "macro_id": str(identifier),
            "macro_title": None if macro is None else macro["title"],
            "macro_deleted": macro is None,
        }


def write_audit(call: Call, audit: Row, events: Sequence[Row]) -> Row:
    """Write an audit with its events, which get the ids behind its own."""
    numbered = [
        event if "id" in event else {"id": audit["id"] + 2 + place, **event} for place, event in enumerate(events)
    ]
    return call.account.audits.insert({**audit, "events": numbered})
