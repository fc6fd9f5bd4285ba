"""What webhooks are told about users and organizations.

https://developer.zendesk.com/api-reference/webhooks/event-types/user-events/
https://developer.zendesk.com/api-reference/webhooks/event-types/organization-events/
"""

from collections.abc import Mapping
from typing import Any

from zendesk_async.emulator._store import Account, Row

_USER_CHANGES = {
    "alias": "alias_changed",
    "custom_role_id": "custom_role_changed",
    "default_group_id": "default_group_changed",
    "details": "details_changed",
    "external_id": "external_id_changed",
    "name": "name_changed",
    "notes": "notes_changed",
    "only_private_comments": "only_private_comments_changed",
    "role": "role_changed",
    "suspended": "suspended_changed",
    "time_zone": "time_zone_changed",
    "active": "active_changed",
}
_ORGANIZATION_CHANGES = {"external_id": "external_id_changed", "name": "name_changed"}


def user_happened(account: Account, user: Row, event_type: str, event: Row | None = None) -> None:
    """Publish an event of a user: `created`, `deleted`, `merged` and so on."""
    detail = {
        "created_at": user["created_at"],
        "default_group_id": reference(user.get("default_group_id")),
        "email": user.get("email") or "",
        "external_id": user.get("external_id") or "",
        "id": str(user["id"]),
        "organization_id": reference(user.get("organization_id")),
        "role": user["role"],
        "updated_at": user["updated_at"],
    }
    account.publish(f"user.{event_type}", f"zen:user:{user['id']}", detail, event or {})


def organization_happened(account: Account, organization: Row, event_type: str, event: Row | None = None) -> None:
    """Publish an event of an organization: `created`, `deleted` and so on."""
    detail = {
        "created_at": organization["created_at"],
        "external_id": organization["external_id"] or "",
        "group_id": reference(organization["group_id"]),
        "id": str(organization["id"]),
        "name": organization["name"],
        "shared_comments": organization["shared_comments"],
        "shared_tickets": organization["shared_tickets"],
        "updated_at": organization["updated_at"],
    }
    subject = f"zen:organization:{organization['id']}"
    account.publish(f"organization.{event_type}", subject, detail, event or {})


def user_changed(account: Account, before: Row, after: Row) -> None:
    """Publish an event for each field of a user that changed."""
    for event_type, event in _changes(before, after, _USER_CHANGES, "user_fields"):
        user_happened(account, after, event_type, event)


def organization_changed(account: Account, before: Row, after: Row) -> None:
    """Publish an event for each field of an organization that changed."""
    for event_type, event in _changes(before, after, _ORGANIZATION_CHANGES, "organization_fields"):
        organization_happened(account, after, event_type, event)


def identity_event(identity: Row) -> Row:
    """Return an identity as events have it."""
    return {
        "id": str(identity["id"]),
        "primary": identity["primary"],
        "type": identity["type"],
        "value": identity["value"],
    }


def reference(identifier: int | None) -> str:
    """Return an id as events have it: a missing one is "0" (seen in recorded traffic)."""
    return str(identifier or 0)


def _changes(before: Row, after: Row, named: Mapping[str, str], fields: str) -> list[tuple[str, Row]]:
    events: list[tuple[str, Row]] = [
        (event_type, {"current": _told(after.get(field), field), "previous": _told(before.get(field), field)})
        for field, event_type in named.items()
        if before.get(field) != after.get(field)
    ]
    old, new = set(before.get("tags") or ()), set(after.get("tags") or ())
    if old != new:
        events.append(("tags_changed", {"added": {"tags": sorted(new - old)}, "removed": {"tags": sorted(old - new)}}))
    values_before: Row = before.get(fields) or {}
    values_after: Row = after.get(fields) or {}
    events.extend(
        (
            "custom_field_changed",
            {
                "current": values_after.get(key),
                "previous": values_before.get(key),
                "field": {"id": key, "title": key, "type": "text"},
            },
        )
        for key in {**values_before, **values_after}
        if values_before.get(key) != values_after.get(key)
    )
    return events


def _told(value: Any, field: str) -> Any:
    if isinstance(value, bool):
        return value
    if field.endswith("_id") and field != "external_id":
        return reference(value)
    return "" if value is None else str(value)
