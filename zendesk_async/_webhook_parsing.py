"""From the body of a webhook delivery to its event: any body is taken, no key of it is lost."""

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

from zendesk_async._webhook_events import (
    Delivery,
    EventComment,
    OrganizationCreated,
    OrganizationDeleted,
    OrganizationDetail,
    OrganizationEvent,
    OrganizationNameChanged,
    TicketAgentAssignmentChanged,
    TicketCommentAdded,
    TicketCommentMadePrivate,
    TicketCommentRedacted,
    TicketCreated,
    TicketDetail,
    TicketEvent,
    TicketPriorityChanged,
    TicketSoftDeleted,
    TicketStatusChanged,
    UserCreated,
    UserDeleted,
    UserDetail,
    UserEvent,
    UserMerged,
    UserRoleChanged,
    WebhookEvent,
)

_NUMBER = re.compile(r"[0-9]{1,19}", re.ASCII)


class _Fields:
    """Read JSON that may be anything: what is not of the right form is None, never an error."""

    def __init__(self, value: object) -> None:
        self.values: Mapping[str, Any] = value if _is_object(value) else {}

    def part(self, name: str) -> "_Fields":
        return _Fields(self.values.get(name))

    def text(self, name: str) -> str | None:
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def flag(self, name: str) -> bool | None:
        value = self.values.get(name)
        return value if isinstance(value, bool) else None

    def identifier(self, name: str) -> int | None:
        # Ids are strings in one copy of the documentation and numbers in another; a missing reference is "0" or "".
        return identifier_from(self.values.get(name))

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name)
        return tuple(item for item in value if isinstance(item, str)) if _is_list(value) else ()

    def time(self, name: str) -> dt.datetime | None:
        return time_from(self.text(name) or "")


def event_from(body: bytes, delivery: Delivery) -> WebhookEvent:
    """Return what the body of a delivery tells. Any body is taken; nothing of it is lost."""
    try:
        payload: Any = json.loads(body)
    except (ValueError, RecursionError):
        return WebhookEvent(body=body, delivery=delivery)
    envelope = _Fields(payload)
    name = envelope.text("type") or ""
    if not name.startswith("zen:event-type:"):
        return WebhookEvent(payload=payload, body=body, delivery=delivery)
    detail, event = envelope.part("detail"), envelope.part("event")
    common: dict[str, Any] = {
        "id": envelope.text("id") or "",
        "account_id": envelope.identifier("account_id"),
        "subject": envelope.text("subject") or "",
        "time": envelope.time("time"),
        "zendesk_event_version": envelope.text("zendesk_event_version") or "",
        "detail": detail.values,
        "event": event.values,
        "payload": payload,
        "body": body,
        "delivery": delivery,
    }
    build = _EVENTS.get(name)
    return WebhookEvent(type=name, **common) if build is None else build(common, detail, event)


def identifier_from(value: object) -> int | None:
    """Return an id given as a number or as digits; None for anything else and for Zendesk's "0" and ""."""
    if isinstance(value, str):
        value = int(value) if _NUMBER.fullmatch(value) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def time_from(value: str) -> dt.datetime | None:
    """Return an aware time; None for anything that is none. Nanoseconds are cut to microseconds."""
    try:
        time = dt.datetime.fromisoformat(value)
    except ValueError:
        return None
    return time if time.tzinfo is not None else None


def _is_object(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)


def _ticket(detail: _Fields) -> TicketDetail:
    return TicketDetail(
        id=detail.identifier("id"),
        actor_id=detail.identifier("actor_id"),
        assignee_id=detail.identifier("assignee_id"),
        brand_id=detail.identifier("brand_id"),
        form_id=detail.identifier("form_id"),
        group_id=detail.identifier("group_id"),
        organization_id=detail.identifier("organization_id"),
        requester_id=detail.identifier("requester_id"),
        submitter_id=detail.identifier("submitter_id"),
        subject=detail.text("subject"),
        description=detail.text("description"),
        external_id=detail.text("external_id"),
        status=detail.text("status"),
        custom_status=detail.text("custom_status"),
        priority=detail.text("priority"),
        type=detail.text("type"),
        is_public=detail.flag("is_public"),
        tags=detail.texts("tags"),
        channel=detail.part("via").text("channel"),
        created_at=detail.time("created_at"),
        updated_at=detail.time("updated_at"),
    )


def _user(detail: _Fields) -> UserDetail:
    return UserDetail(
        id=detail.identifier("id"),
        default_group_id=detail.identifier("default_group_id"),
        organization_id=detail.identifier("organization_id"),
        email=detail.text("email"),
        external_id=detail.text("external_id"),
        role=detail.text("role"),
        created_at=detail.time("created_at"),
        updated_at=detail.time("updated_at"),
    )


def _organization(detail: _Fields) -> OrganizationDetail:
    return OrganizationDetail(
        id=detail.identifier("id"),
        group_id=detail.identifier("group_id"),
        name=detail.text("name"),
        external_id=detail.text("external_id"),
        shared_tickets=detail.flag("shared_tickets"),
        shared_comments=detail.flag("shared_comments"),
        created_at=detail.time("created_at"),
        updated_at=detail.time("updated_at"),
    )


def _nothing(_: _Fields) -> dict[str, Any]:
    return {}


def _texts(event: _Fields) -> dict[str, Any]:
    return {"current": event.text("current"), "previous": event.text("previous")}


def _identifiers(event: _Fields) -> dict[str, Any]:
    return {"current": event.identifier("current"), "previous": event.identifier("previous")}


def _into(event: _Fields) -> dict[str, Any]:
    return {"into_id": event.part("user").identifier("id")}


def _comment(event: _Fields) -> dict[str, Any]:
    comment = event.part("comment")
    author = comment.part("author")
    return {
        "comment": EventComment(
            id=comment.identifier("id"),
            body=comment.text("body"),
            is_public=comment.flag("is_public"),
            author_id=author.identifier("id"),
            author_name=author.text("name"),
            author_is_staff=author.flag("is_staff"),
        )
    }


_Build = Callable[[dict[str, Any], _Fields, _Fields], WebhookEvent]


def _ticket_event(kind: type[TicketEvent], own: Callable[[_Fields], dict[str, Any]] = _nothing) -> _Build:
    return lambda common, detail, event: kind(**common, ticket=_ticket(detail), **own(event))


def _user_event(kind: type[UserEvent], own: Callable[[_Fields], dict[str, Any]] = _nothing) -> _Build:
    return lambda common, detail, event: kind(**common, user=_user(detail), **own(event))


def _organization_event(kind: type[OrganizationEvent], own: Callable[[_Fields], dict[str, Any]] = _nothing) -> _Build:
    return lambda common, detail, event: kind(**common, organization=_organization(detail), **own(event))


_EVENTS: dict[str, _Build] = {
    f"zen:event-type:{name}": build
    for name, build in {
        "ticket.created": _ticket_event(TicketCreated),
        "ticket.status_changed": _ticket_event(TicketStatusChanged, _texts),
        "ticket.comment_added": _ticket_event(TicketCommentAdded, _comment),
        "ticket.comment_made_private": _ticket_event(TicketCommentMadePrivate, _comment),
        "ticket.comment_redacted": _ticket_event(TicketCommentRedacted, _comment),
        "ticket.soft_deleted": _ticket_event(TicketSoftDeleted),
        "ticket.priority_changed": _ticket_event(TicketPriorityChanged, _texts),
        "ticket.agent_assignment_changed": _ticket_event(TicketAgentAssignmentChanged, _identifiers),
        "user.created": _user_event(UserCreated),
        "user.role_changed": _user_event(UserRoleChanged, _texts),
        "user.merged": _user_event(UserMerged, _into),
        "user.deleted": _user_event(UserDeleted),
        "organization.created": _organization_event(OrganizationCreated),
        "organization.name_changed": _organization_event(OrganizationNameChanged, _texts),
        "organization.deleted": _organization_event(OrganizationDeleted),
    }.items()
}
