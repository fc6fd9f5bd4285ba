"""What a user's record holds, which of it a request may set, and what follows from role, locale and time zone.

https://developer.zendesk.com/api-reference/ticketing/users/users/
"""

from collections.abc import Mapping
from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._refusals import invalid_attribute
from zendesk_async.emulator._store import Row
from zendesk_async.emulator._validation import (
    Check,
    Problems,
    boolean,
    integer,
    integers,
    mapping,
    string,
    strings,
    tags_of,
    typed,
)

ROLES = ("end-user", "agent", "admin")
RESTRICTIONS = ("organization", "groups", "assigned", "requested")

_LOCALES = {
    "en-US": 1,
    "es": 2,
    "de": 8,
    "fr": 16,
    "pt-BR": 19,
    "it": 22,
    "ru": 27,
    "nl": 1005,
    "sv": 92,
    "da": 1000,
    "pl": 13,
    "ja": 67,
    "ko": 69,
    "zh-CN": 10,
    "zh-TW": 9,
    "en-GB": 1176,
    "en-CA": 1181,
}
_LOCALE_NAMES = {number: name for name, number in _LOCALES.items()}

# Rails' names of time zones, which older accounts have, and what they mean.
_ZONES = {
    "International Date Line West": "Etc/GMT+12",
    "Hawaii": "Pacific/Honolulu",
    "Pacific Time (US & Canada)": "America/Los_Angeles",
    "Mountain Time (US & Canada)": "America/Denver",
    "Central Time (US & Canada)": "America/Chicago",
    "Eastern Time (US & Canada)": "America/New_York",
    "London": "Europe/London",
    "UTC": "Etc/UTC",
    "Paris": "Europe/Paris",
    "Berlin": "Europe/Berlin",
    "Copenhagen": "Europe/Copenhagen",
    "Moscow": "Europe/Moscow",
    "Tokyo": "Asia/Tokyo",
    "Sydney": "Australia/Sydney",
}


def _identities(name: str, value: Any) -> list[Row]:
    entries: list[Any] = value if is_array(value) else []
    if (value is not None and not is_array(value)) or not all(map(is_object, entries)):
        raise invalid_attribute(name, "must be an array of objects")
    return [typed(entry, {"type": string, "value": string, "verified": boolean}) for entry in entries]


CHECKS: Mapping[str, Check] = {
    "name": string,
    "email": string,
    "phone": string,
    "shared_phone_number": boolean,
    "external_id": string,
    "alias": string,
    "details": string,
    "notes": string,
    "signature": string,
    "role": string,
    "custom_role_id": integer,
    "default_group_id": integer,
    "group_ids": integers,
    "locale": string,
    "locale_id": integer,
    "time_zone": string,
    "moderator": boolean,
    "only_private_comments": boolean,
    "ticket_restriction": string,
    "organization": mapping,
    "organization_id": integer,
    "organization_ids": integers,
    "organization_name": string,
    "password": string,
    "remote_photo_url": string,
    "skip_verify_email": boolean,
    "suspended": boolean,
    "tags": strings,
    "user_fields": mapping,
    "verified": boolean,
    "identities": _identities,
}
"""What a request may say of a user."""

_TEXTS = ("name", "external_id", "alias", "details", "notes", "signature")
_FLAGS = ("suspended", "moderator", "only_private_comments")


def check_fields(given: Row, problems: Problems) -> None:
    """Note what is wrong with a user's own fields, whoever the others are."""
    if "name" in given and not (given["name"] or "").strip():
        problems.add("name", "Name: is too short (minimum one character)", "ValueTooShort")
    problems.at_most(given, "name", 255)
    problems.one_of(given, "role", ROLES)
    problems.one_of(given, "ticket_restriction", RESTRICTIONS)
    problems.email("email", given.get("email"))


def new_row(call: Call, identifier: int, role: str) -> Row:
    """Return the record of a new user before anything is said of it, in the order of recorded answers."""
    stamp = call.clock.stamp()
    row: Row = {
        "id": identifier,
        "url": call.url(f"users/{identifier}"),
        "name": "",
        "email": None,
        "created_at": stamp,
        "updated_at": stamp,
        "time_zone": "Eastern Time (US & Canada)",
        "iana_time_zone": "America/New_York",
        "phone": None,
        "shared_phone_number": None,
        "photo": None,
        "locale_id": 1,
        "locale": "en-US",
        "organization_id": None,
        "role": role,
        "verified": False,
        "external_id": None,
        "tags": [],
        "alias": None,
        "active": True,
        "shared": False,
        "shared_agent": False,
        "last_login_at": None,
        "two_factor_auth_enabled": None,
        "signature": None,
        "details": None,
        "notes": None,
        "role_type": None,
        "custom_role_id": None,
        "moderator": False,
        "ticket_restriction": None,
        "only_private_comments": False,
        "restricted_agent": True,
        "suspended": False,
        "default_group_id": None,
        "report_csv": False,
        "user_fields": {},
    }
    return row | role_fields(role, None)


def role_fields(role: str, custom_role_id: int | None) -> Row:
    """Return the fields that follow from a role."""
    agent = role != "end-user"
    return {
        "role": role,
        # 4 is an administrator, 0 an agent with a role of the account's own.
        "role_type": 4 if role == "admin" else 0 if agent and custom_role_id is not None else None,
        "custom_role_id": custom_role_id if agent else None,
        "moderator": agent,
        "ticket_restriction": None if agent else "requested",
        "restricted_agent": not agent,
        "report_csv": role == "admin",
    }


def plain_changes(given: Row, user: Row) -> Row:
    """Return the changes to a user's record that concern nobody else."""
    changes: Row = {}
    role: str = given.get("role") or user["role"]
    custom_role: int | None = given.get("custom_role_id", user["custom_role_id"])
    if role != user["role"] or custom_role != user["custom_role_id"]:
        changes |= role_fields(role, custom_role)
    for name in _TEXTS:
        if name in given:
            changes[name] = given[name]
    if given.get("name"):
        changes["name"] = given["name"].strip()
    for name in _FLAGS:
        if given.get(name) is not None:
            changes[name] = given[name]
    if "ticket_restriction" in given and role != "end-user":
        changes["ticket_restriction"] = given["ticket_restriction"]
        changes["restricted_agent"] = given["ticket_restriction"] is not None
    if "tags" in given:
        changes["tags"] = tags_of(given["tags"])
    if "user_fields" in given:
        changes["user_fields"] = {**user["user_fields"], **given["user_fields"]}
    if given.get("remote_photo_url"):
        changes["photo"] = _photo(given["remote_photo_url"], user)
    return changes | _locale(given) | _time_zone(given)


def _locale(given: Row) -> Row:
    # The locale wins over its id.
    name = given.get("locale") or _LOCALE_NAMES.get(given.get("locale_id") or 0)
    return {"locale_id": _LOCALES[name], "locale": name} if name in _LOCALES else {}


def _time_zone(given: Row) -> Row:
    name = given.get("time_zone")
    if not name:
        return {}
    return {"time_zone": name, "iana_time_zone": _ZONES.get(name, name)}


def _photo(url: str, user: Row) -> Row:
    name = url.rpartition("/")[2] or "photo"
    return {
        "url": f"{user['url'].rpartition('/users/')[0]}/attachments/{user['id']}.json",
        "id": user["id"],
        "file_name": name,
        "content_url": url,
        "mapped_content_url": url,
        "content_type": "image/png" if name.endswith(".png") else "image/jpeg",
        "size": 0,
        "width": 80,
        "height": 80,
        "inline": False,
        "deleted": False,
        "thumbnails": [],
    }
