"""Identities of users: the addresses and numbers they are known by.

https://developer.zendesk.com/api-reference/ticketing/users/user_identities/
"""

from zendesk_async.emulator import _unique
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._people_events import identity_event, user_happened
from zendesk_async.emulator._refusals import record_invalid
from zendesk_async.emulator._store import Account, Row
from zendesk_async.emulator._validation import Problems

TYPES = (
    "email",
    "twitter",
    "facebook",
    "google",
    "phone_number",
    "agent_forwarding",
    "any_channel",
    "foreign",
    "sdk",
    "messaging",
    "microsoft",
)
_ON_USER = {"email": "email", "phone_number": "phone"}
"""The types whose primary identity stands on the user itself."""


def identities_of(account: Account, user_id: int) -> list[Row]:
    """Return a user's identities, oldest first."""
    return account.identities.rows(account.identities.where("user_id", user_id))


def normal(kind: str, value: str) -> str:
    """Return a value as it is kept and compared: addresses in lower case."""
    value = value.strip()
    return value.lower() if kind in {"email", "google"} else value


def owner(account: Account, kind: str, value: str) -> Row | None:
    """Return the identity that has this value, if any user does."""
    for identifier in account.identities.where("value", normal(kind, value)):
        identity = account.identities[identifier]
        if identity["type"] == kind:
            return identity
    return None


def check_value(
    account: Account, kind: str, value: str | None, problems: Problems, field: str, own: int | None
) -> None:
    """Note what is wrong with the value of an identity of a user (`own`, None for a new one)."""
    if value is None or not value.strip():
        return
    if kind == "email":
        problems.email(field, value)
    taken = owner(account, kind, value)
    if taken is not None and taken["user_id"] != own:
        label = "Email" if field == "email" else "Value"
        problems.add(field, f"{label}: {value.strip()} is already being used by another user", "DuplicateValue")


def add(call: Call, user: Row, kind: str, value: str, *, verified: bool = False, primary: bool = False) -> Row:
    """Give a user an identity; the first of its type is the primary one. 422 when the value is taken."""
    account = call.account
    problems = Problems()
    check_value(account, kind, value, problems, "value", user["id"])
    known = identities_of(account, user["id"])
    if any(identity["type"] == kind and identity["value"] == normal(kind, value) for identity in known):
        # The user has it already, which the unique value forbids as well.
        text = f"Value: {value.strip()} is already being used by another user"
        problems.add("value", text, "DuplicateValue")
    problems.refuse()
    identifier, stamp = account.new_id(), call.clock.stamp()
    first = not any(identity["type"] == kind for identity in known)
    row = account.identities.insert(
        {
            "id": identifier,
            "url": call.url(f"users/{user['id']}/identities/{identifier}"),
            "user_id": user["id"],
            "type": kind,
            "value": normal(kind, value),
            "verified": verified,
            "primary": first,
            "created_at": stamp,
            "updated_at": stamp,
            "undeliverable_count": 0,
            "deliverable_state": "deliverable",
        }
    )
    user_happened(account, account.users[user["id"]], "identity_created", {"identity": identity_event(row)})
    if primary and not first:
        row = make_primary(call, row)
    else:
        follow(call, user["id"])
    return row


def change(call: Call, identity: Row, changes: Row) -> Row:
    """Change an identity and what its user shows of it."""
    account = call.account
    after = account.identities.change(identity["id"], {**changes, "updated_at": call.clock.stamp()})
    follow(call, identity["user_id"])
    event = {"current": identity_event(after), "previous": identity_event(identity)}
    if event["current"] != event["previous"]:
        user_happened(account, account.users[identity["user_id"]], "identity_changed", event)
    return after


def make_primary(call: Call, identity: Row) -> Row:
    """Make an identity the primary one of its type."""
    for other in identities_of(call.account, identity["user_id"]):
        if other["type"] == identity["type"] and other["primary"] and other["id"] != identity["id"]:
            change(call, other, {"primary": False})
    return change(call, call.account.identities[identity["id"]], {"primary": True})


def remove(call: Call, identity: Row) -> None:
    """Take an identity from its user; another one of the type becomes primary."""
    account = call.account
    account.identities.remove(identity["id"])
    user_happened(
        account, account.users[identity["user_id"]], "identity_deleted", {"identity": identity_event(identity)}
    )
    rest = [other for other in identities_of(account, identity["user_id"]) if other["type"] == identity["type"]]
    if identity["primary"] and rest:
        change(call, rest[0], {"primary": True})
    else:
        follow(call, identity["user_id"], gone=identity["type"] if identity["primary"] else None)


def move(call: Call, loser_id: int, winner_id: int) -> None:
    """Give the identities of a merged user to the surviving one, as secondary ones where it has its own."""
    account = call.account
    kinds = {identity["type"] for identity in identities_of(account, winner_id)}
    for identity in identities_of(account, loser_id):
        url = call.url(f"users/{winner_id}/identities/{identity['id']}")
        primary = identity["primary"] and identity["type"] not in kinds
        account.identities.change(
            identity["id"],
            {"user_id": winner_id, "url": url, "primary": primary, "updated_at": call.clock.stamp()},
        )
    follow(call, winner_id)


def release(call: Call, user_id: int) -> None:
    """Take all identities from a deleted user, so that their values can be used again."""
    for identity in identities_of(call.account, user_id):
        call.account.identities.remove(identity["id"])


def keep_reachable(call: Call, identity: Row) -> None:
    """Refuse to take away the last way to reach an agent."""
    user = call.account.users[identity["user_id"]]
    others = [other for other in identities_of(call.account, user["id"]) if other["id"] != identity["id"]]
    last = identity["type"] == "email" and not any(other["type"] == "email" for other in others)
    if last and user["role"] != "end-user":
        raise record_invalid({"base": [("Email: cannot be blank", "BlankValue")]})


def follow(call: Call, user_id: int, gone: str | None = None) -> None:
    """Bring a user's `email`, `phone` and `verified` in line with the identities; `gone` is the type of a removed one."""
    users = call.account.users
    user = users[user_id]
    changes: Row = {}
    primaries = {identity["type"]: identity for identity in identities_of(call.account, user_id) if identity["primary"]}
    for kind, field in _ON_USER.items():
        if kind in primaries:
            changes[field] = primaries[kind]["value"]
        elif kind == gone:
            changes[field] = None
    if "email" in primaries:
        changes["verified"] = primaries["email"]["verified"]
    if "phone_number" in primaries:
        changes["shared_phone_number"] = False
    changes = {field: value for field, value in changes.items() if user.get(field) != value}
    if changes:
        _unique.change(users, user_id, {**changes, "updated_at": call.clock.stamp()})
