"""The people of a ticket as requests name them: by id, by address, or as somebody new."""

from collections.abc import Iterable, Sequence
from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator import _identities, _people
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._refusals import too_many_values
from zendesk_async.emulator._shapes import Row, is_text
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._validation import Problems, integer

MOST_COPIED = 48
"""CCs of one ticket."""


def by_email(account: Account, email: str) -> Row | None:
    """Return the active user with this address."""
    identity = _identities.owner(account, "email", email)
    user = None if identity is None else account.users.get(identity["user_id"])
    return user if user is not None and user["active"] else None


def by_id(account: Account, name: str, value: Any) -> Row | None:
    """Return the active user with this id; 400 when it is no integer."""
    identifier = integer(name, value)
    user = None if identifier is None else account.users.get(identifier)
    return user if user is not None and user["active"] else None


def is_agent(user: Row) -> bool:
    """Whether tickets can be assigned to a user."""
    return bool(user["role"] != "end-user")


def find_or_create(call: Call, given: Row, email_key: str = "email", name_key: str = "name") -> Row | None:
    """Return the user an object means: by address, else a new end user; None without a usable address and name."""
    email, name = given.get(email_key), given.get(name_key)
    if is_text(email):
        known = by_email(call.account, email)
        if known is not None:
            return known
        name = name if is_text(name) else email.partition("@")[0]
    if not is_text(name):
        return None
    values = {"name": name, "email": email, "locale_id": given.get("locale_id")}
    return _people.create(call, {key: value for key, value in values.items() if value is not None})


def requester(call: Call, value: Any, problems: Problems) -> Row | None:
    """Return the user that `requester` means: an address, an id or an object of name and address."""
    user: Row | None = None
    if is_object(value):
        if value.get("id") is not None:
            user = by_id(call.account, "requester", value["id"])
        else:
            user = find_or_create(call, value)
    elif isinstance(value, str) and "@" in value:
        user = find_or_create(call, {"email": value})
    else:
        user = by_id(call.account, "requester", value)
    if user is None:
        problems.add("requester", "Requester: Name: is too short (minimum one character)", "ValueTooShort")
    return user


def copied(call: Call, value: Any, before: Sequence[int], *, agents: bool) -> list[int]:
    """Return who is copied after a list of `{user_id | user_email, user_name, action}`: `email_ccs`, `followers`."""
    ids = list(before)
    for entry in value if is_array(value) else ():
        if not is_object(entry):
            continue
        if entry.get("user_id") is not None:
            user = by_id(call.account, "user_id", entry["user_id"])
        else:
            user = find_or_create(call, entry, "user_email", "user_name")
        if user is None or (agents and not is_agent(user)):
            continue
        if entry.get("action") == "delete":
            ids = [identifier for identifier in ids if identifier != user["id"]]
        elif user["id"] not in ids:
            ids.append(user["id"])
    return ids


def collaborators(call: Call, value: Any) -> list[int]:
    """Return the users of a list of ids, addresses and `{name, email}`."""
    ids: list[int] = []
    for entry in value if is_array(value) else (value,):
        if is_object(entry):
            user = find_or_create(call, entry)
        elif isinstance(entry, str) and "@" in entry:
            user = find_or_create(call, {"email": entry})
        else:
            user = by_id(call.account, "collaborators", entry)
        if user is not None and user["id"] not in ids:
            ids.append(user["id"])
    return ids


def known_ids(account: Account, ids: Iterable[int], *, agents: bool = False) -> list[int]:
    """Return those ids that are active users' (agents'), each once."""
    found: dict[int, None] = {}
    for identifier in ids:
        user = account.users.get(identifier)
        if user is not None and user["active"] and (is_agent(user) or not agents):
            found[identifier] = None
    return list(found)


def check_copied(ids: Sequence[int], *, creating: bool) -> list[int]:
    """Return the CCs that fit: too many are an error when a ticket is created, and left out when it is changed."""
    if creating and len(ids) > MOST_COPIED:
        raise too_many_values(MOST_COPIED)
    return list(ids[:MOST_COPIED])
