"""Actions of macros: what they may be, and what they make of a ticket.

https://developer.zendesk.com/documentation/ticketing/reference-guides/actions-reference/
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._comments import text_of
from zendesk_async.emulator._search_checks import Row
from zendesk_async.emulator._search_matching import PRIORITIES, STATUSES
from zendesk_async.emulator._shapes import html_of
from zendesk_async.emulator._validation import Problems, tags_of

TYPES = ("question", "incident", "problem", "task")
FIELDS: Mapping[str, str] = {
    "status": "Status",
    "type": "Type",
    "priority": "Priority",
    "subject": "Subject",
    "group_id": "Group",
    "assignee_id": "Assignee",
    "brand_id": "Brand",
    "ticket_form_id": "Form",
    "custom_status_id": "Ticket status",
    "set_tags": "Set tags",
    "current_tags": "Add tags",
    "remove_tags": "Remove tags",
    "comment_value": "Comment/description",
    "comment_value_html": "Rich content comment",
    "comment_mode_is_public": "Comment mode",
}
"""The fields of actions and their titles, apart from custom fields."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": tuple(status for status in STATUSES if status not in {"new", "closed"}),
    "type": TYPES,
    "priority": PRIORITIES,
}

_CUSTOM = re.compile(r"(?:custom|ticket)_fields_(?P<id>[0-9]+)")
_PLACEHOLDER = re.compile(r"\{\{\s*([a-z_.]+)\s*\}\}")

Lookup = Callable[[int], Row | None]


@attrs.frozen
class Applied:
    """What actions make of a ticket: changed fields, and a comment when they write one."""

    changes: Row
    custom_fields: Mapping[int, Any]
    comment: Row | None


@attrs.frozen
class Actor:
    """Who applies a macro, and in which group."""

    user: Row
    group_id: int | None


def read_actions(value: Any, problems: Problems) -> list[Row]:
    """Read a macro's actions; what is wrong is noted."""
    if not is_array(value) or not value:
        problems.add("actions", "Actions: cannot be blank", "BlankValue")
        return []
    actions: list[Row] = []
    for entry in value:
        field = entry.get("field") if is_object(entry) else None
        if not isinstance(field, str) or not (field in FIELDS or _CUSTOM.fullmatch(field)):
            problems.add("actions", f"Actions: {field} is not an action", "InvalidValue")
            continue
        given = entry.get("value")
        if field in CHOICES and given not in (*CHOICES[field], "", None):
            problems.add("actions", f"Actions: {given} is not a value of {field}", "InvalidValue")
        actions.append({"field": field, "value": given})
    return actions


def apply(actions: list[Row], actor: Actor, ticket: Row | None) -> Applied:
    """Return what the actions make of a ticket, or of any ticket when none is given."""
    changes: Row = {}
    custom: dict[int, Any] = {}
    tags = set[str](ticket["tags"] if ticket else ())
    text: str | None = None
    html: str | None = None
    public = True
    for action in actions:
        field, value = action["field"], action["value"]
        match field:
            case "set_tags" | "current_tags" | "remove_tags":
                named = set(tags_of([str(value or "")]))
                tags = named if field == "set_tags" else tags | named if field == "current_tags" else tags - named
                changes["tags"] = sorted(tags)
            case "comment_value":
                text = _comment_text(value)
            case "comment_value_html":
                html = _comment_text(value)
            case "comment_mode_is_public":
                public = value in (True, "true", "1", 1)
            case "assignee_id":
                changes[field] = actor.user["id"] if value == "current_user" else _identifier(value)
            case "group_id":
                changes[field] = actor.group_id if value == "current_groups" else _identifier(value)
            case "brand_id" | "ticket_form_id" | "custom_status_id":
                changes[field] = _identifier(value)
            case _:
                match = _CUSTOM.fullmatch(field)
                if match is not None:
                    custom[int(match["id"])] = value
                else:
                    changes[field] = value or None
    return Applied(changes, custom, _comment(text, html, public=public))


def _comment_text(value: Any) -> str:
    # Also a channel and a text: ["channel:all", "Hello"].
    if is_array(value):
        return str(value[-1]) if value else ""
    return "" if value is None else str(value)


def _comment(text: str | None, html: str | None, *, public: bool) -> Row | None:
    if text is None and html is None:
        return None
    body = text if text is not None else text_of(html or "")
    return {
        "body": body,
        "html_body": html_of(body) if html is None else html,
        "scoped_body": [["channel:all", body]],
        "public": public,
    }


def _identifier(value: Any) -> int | None:
    return int(value) if str(value).isdecimal() else None


def normalized(comment: Row) -> Row:
    """Return a comment with plain line ends and nothing blank around it (`normalize_comment`)."""
    body = "\n".join(line.rstrip() for line in comment["body"].splitlines()).strip()
    return {**comment, "body": body, "scoped_body": [["channel:all", body]]}


def filled(comment: Row, ticket: Row, actor: Actor, user: Lookup) -> Row:
    """Return a comment with the placeholders of a ticket filled in; unknown ones are left blank, as Zendesk does.

    https://support.zendesk.com/hc/en-us/articles/4408886858138
    """
    values = {
        "ticket.id": str(ticket["id"]),
        "ticket.title": ticket["subject"],
        "ticket.description": ticket["description"],
        "ticket.status": ticket["status"],
        "ticket.priority": ticket["priority"],
        "ticket.url": ticket["url"],
        "ticket.external_id": ticket["external_id"],
        "ticket.tags": " ".join(ticket["tags"]),
        **_person("ticket.requester", user(ticket["requester_id"])),
        **_person("ticket.assignee", user(ticket["assignee_id"] or 0)),
        **_person("current_user", actor.user),
    }

    def fill(text: str) -> str:
        return _PLACEHOLDER.sub(lambda match: values.get(match[1]) or "", text)

    body = fill(comment["body"])
    return {
        **comment,
        "body": body,
        "html_body": fill(comment["html_body"]),
        "scoped_body": [["channel:all", body]],
    }


def _person(prefix: str, user: Row | None) -> dict[str, str | None]:
    if user is None:
        return {}
    first, _, last = str(user["name"]).partition(" ")
    return {
        f"{prefix}.name": user["name"],
        f"{prefix}.first_name": first,
        f"{prefix}.last_name": last,
        f"{prefix}.email": user["email"],
    }
