"""Sign-ins of users, and their passwords.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/sessions/ and
https://developer.zendesk.com/api-reference/ticketing/users/user_passwords/
"""

import hashlib
from collections.abc import Iterable
from typing import Final
from weakref import WeakKeyDictionary

from zendesk_async._json import is_object
from zendesk_async.emulator import _people
from zendesk_async.emulator._account_settings import security_of
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection, Parent
from zendesk_async.emulator._collection_fields import ID, URL, own
from zendesk_async.emulator._collection_operations import listed
from zendesk_async.emulator._people_events import user_happened
from zendesk_async.emulator._refusals import forbidden, invalid_attribute, record_invalid, record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account

SHORTEST: Final = 5
_REQUIREMENTS: Final = (f"must be at least {SHORTEST} characters", "must be different from email address")

_passwords: WeakKeyDictionary[Account, dict[int, str]] = WeakKeyDictionary()
"""Digests of the passwords that were set. Nobody can sign in with one: no account takes passwords at the API."""


def _seeds(account: Account) -> Iterable[Row]:
    # Every agent is signed in to the agent interface.
    for user in (*account.users.where("role", "admin"), *account.users.where("role", "agent")):
        yield {"user_id": user, "authenticated_at": account.opened_at, "last_seen_at": account.clock.stamp()}


SESSIONS: Final = Collection(
    table="sessions",
    one="session",
    many="sessions",
    parameter="session_id",
    path="users/{user_id}/sessions",
    parents=(Parent("user_id", "users", "user_id"),),
    seeds=_seeds,
    sorts=("id",),
    among=lambda call, row: call.user["role"] == "admin" or row["user_id"] == call.user["id"],
    fields=(URL, ID, own("user_id"), own("authenticated_at"), own("last_seen_at")),
)


def _of_caller(call: Call) -> list[Row]:
    sessions = SESSIONS.table_of(call.account)
    return sessions.rows(sessions.where("user_id", call.user["id"]))


def _may_see(call: Call) -> None:
    if call.user["role"] != "admin" and call.identifier("user_id") != call.user["id"]:
        raise forbidden()


@answers("ListSessions")
def list_sessions(call: Call) -> Answer:
    """Answer all sign-ins; who is no administrator sees their own."""
    return listed(call, SESSIONS)


@answers("ListUserSessions")
def list_user_sessions(call: Call) -> Answer:
    """Answer the sign-ins of a user."""
    _may_see(call)
    return listed(call, SESSIONS)


@answers("ShowSession")
def show_session(call: Call) -> Answer:
    """Answer one sign-in, in a list (documented so)."""
    return Answer({"session": [SESSIONS.found(call)]})


@answers("ShowCurrentlyAuthenticatedSession")
def show_current_session(call: Call) -> Answer:
    """Answer the caller's latest sign-in, in a list (documented so)."""
    rows = _of_caller(call)
    if not rows:
        raise record_not_found()
    return Answer({"session": rows[-1:]})


@answers("RenewCurrentSession")
def renew_session(call: Call) -> Answer:
    """Extend the caller's latest sign-in."""
    for row in _of_caller(call)[-1:]:
        SESSIONS.table_of(call.account).change(row["id"], {"last_seen_at": call.clock.stamp()})
    token = hashlib.sha256(f"{call.account.subdomain}:{call.user['id']}:{call.clock.stamp()}".encode()).hexdigest()
    return Answer({"authenticity_token": token})


@answers("DeleteAuthenticatedSession")
def logout(call: Call) -> Answer:
    """End the caller's latest sign-in; a token lives on."""
    for row in _of_caller(call)[-1:]:
        SESSIONS.remove(call, row)
    return Answer(status=204)


@answers("DeleteSession")
def delete_session(call: Call) -> Answer:
    """End one sign-in."""
    SESSIONS.remove(call, SESSIONS.found(call))
    return Answer(status=204)


@answers("BulkDeleteSessionsByUserId")
def delete_sessions(call: Call) -> Answer:
    """End all sign-ins of a user."""
    _may_see(call)
    user = _people.user_of(call.account, call.identifier("user_id"))
    sessions = SESSIONS.table_of(call.account)
    for identifier in sessions.where("user_id", user["id"]):
        sessions.remove(identifier)
    return Answer(status=204)


# Passwords


def _digest(password: str) -> str:
    return hashlib.sha256(password.encode()).hexdigest()


def _password(call: Call, user: Row) -> str:
    password = call.body.get("password") if is_object(call.body) else None
    if not isinstance(password, str):
        # Seen in recorded traffic.
        raise invalid_attribute("password", "must be a string")
    if len(password) < SHORTEST:
        raise record_invalid({"password": [(f"Password: {_REQUIREMENTS[0]}", "ValueTooShort")]})
    if password == user["email"]:
        raise record_invalid({"password": [(f"Password: {_REQUIREMENTS[1]}", "InvalidValue")]})
    return password


def _set(call: Call, user: Row, password: str) -> Answer:
    _passwords.setdefault(call.account, {})[user["id"]] = _digest(password)
    user_happened(call.account, user, "password_changed")
    return Answer({})


@answers("SetUserPassword")
def set_password(call: Call) -> Answer:
    """Set a user's password; the account's security settings must let administrators do that."""
    user = _people.active_user(call.account, call.identifier("user_id"))
    if not security_of(call.account)["admins_can_set_user_passwords"]:
        raise forbidden()
    return _set(call, user, _password(call, user))


@answers("ChangeOwnPassword")
def change_password(call: Call) -> Answer:
    """Change the caller's own password; the former one must be right."""
    user = _people.active_user(call.account, call.identifier("user_id"))
    if user["id"] != call.user["id"]:
        raise forbidden()
    previous = call.body.get("previous_password") if is_object(call.body) else None
    if not isinstance(previous, str):
        raise invalid_attribute("previous_password", "must be a string")
    known = _passwords.get(call.account, {}).get(user["id"])
    if known is not None and known != _digest(previous):
        raise record_invalid({"previous_password": [("Previous password: is invalid", "InvalidValue")]})
    return _set(call, user, _password(call, user))


@answers("GetUserPasswordRequirements")
def list_requirements(call: Call) -> Answer:
    """Answer what a password must be like."""
    _people.active_user(call.account, call.identifier("user_id"))
    return Answer({"requirements": list(_REQUIREMENTS)})
