"""What webhooks are told about tickets.

https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/
"""

from typing import Any

from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account

_CHANGES = {
    "subject": "subject_changed",
    "type": "type_changed",
    "priority": "priority_changed",
    "status": "status_changed",
    "custom_status_id": "custom_status_changed",
    "assignee_id": "agent_assignment_changed",
    "group_id": "group_assignment_changed",
    "requester_id": "requester_changed",
    "submitter_id": "submitter_changed",
    "organization_id": "organization_changed",
    "brand_id": "brand_changed",
    "ticket_form_id": "form_changed",
    "external_id": "external_id_changed",
    "problem_id": "problem_link_changed",
    "due_at": "task_due_at_changed",
}
_UPPER = frozenset({"status", "priority", "type"})


def ticket_happened(account: Account, ticket: Row, actor: int, event_type: str, event: Row | None = None) -> None:
    """Publish an event of a ticket: `created`, `soft_deleted` and so on."""
    account.publish(f"ticket.{event_type}", f"zen:ticket:{ticket['id']}", _detail(ticket, actor), event or {})


def ticket_changed(account: Account, before: Row, after: Row, actor: int) -> None:
    """Publish an event for everything about a ticket that is another than before."""
    for field, event_type in _CHANGES.items():
        if before[field] != after[field]:
            event = {"current": _told(field, after[field]), "previous": _told(field, before[field])}
            ticket_happened(account, after, actor, event_type, event)
    _lists_changed(account, before, after, actor)
    held = {entry["id"]: entry["value"] for entry in before["custom_fields"]}
    for entry in after["custom_fields"]:
        previous = held.get(entry["id"])
        known = account.ticket_fields.get(entry["id"])
        if entry["value"] != previous and known is not None:
            about = {"id": str(known["id"]), "title": known["title"], "type": known["type"]}
            event = {"current": entry["value"], "previous": previous, "custom_field": about}
            ticket_happened(account, after, actor, "custom_field_changed", event)


def _lists_changed(account: Account, before: Row, after: Row, actor: int) -> None:
    for field, event_type, noun in (
        ("tags", "tags_changed", "tags"),
        ("email_cc_ids", "email_ccs_changed", "users"),
        ("follower_ids", "followers_changed", "users"),
    ):
        old, new = {str(entry) for entry in before[field]}, {str(entry) for entry in after[field]}
        if old != new:
            event = {f"{noun}_added": sorted(new - old), f"{noun}_removed": sorted(old - new)}
            ticket_happened(account, after, actor, event_type, event)


def comment_happened(account: Account, ticket: Row, comment: Row, actor: int, event_type: str) -> None:
    """Publish an event of a comment: `comment_added`, `comment_made_private`, `comment_redacted`."""
    told: Row = {"id": str(comment["id"])}
    if event_type == "comment_added":
        author = account.users.get(comment["author_id"]) or {}
        told |= {
            "body": comment["body"],
            "is_public": comment["public"],
            "author": {
                "id": str(comment["author_id"]),
                "is_staff": author.get("role", "end-user") != "end-user",
                "name": author.get("name", ""),
            },
        }
    ticket_happened(account, ticket, actor, event_type, {"comment": told})


def _detail(ticket: Row, actor: int) -> Row:
    return {
        "actor_id": str(actor),
        "assignee_id": _told("assignee_id", ticket["assignee_id"]),
        "brand_id": _told("brand_id", ticket["brand_id"]),
        "created_at": ticket["created_at"],
        "custom_status": _told("custom_status_id", ticket["custom_status_id"]),
        "description": ticket["description"],
        "external_id": ticket["external_id"],
        "form_id": _told("ticket_form_id", ticket["ticket_form_id"]),
        "group_id": _told("group_id", ticket["group_id"]),
        "id": str(ticket["id"]),
        "is_public": ticket["is_public"],
        "organization_id": _told("organization_id", ticket["organization_id"]),
        "priority": _told("priority", ticket["priority"]),
        "requester_id": _told("requester_id", ticket["requester_id"]),
        "status": _told("status", ticket["status"]),
        "subject": ticket["subject"],
        "submitter_id": _told("submitter_id", ticket["submitter_id"]),
        "tags": ticket["tags"],
        "type": _told("type", ticket["type"]),
        "updated_at": ticket["updated_at"],
        "via": {"channel": ticket["via"]["channel"]},
    }


def _told(field: str, value: Any) -> Any:
    if value is None:
        return None
    return str(value).upper() if field in _UPPER else str(value)
