"""Users as the account keeps them: made, changed, merged, deleted, deleted for good.

https://developer.zendesk.com/api-reference/ticketing/users/users/
"""

from typing import Any

from zendesk_async._json import is_array
from zendesk_async.emulator import _identities, _unique
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._field_values import known_values
from zendesk_async.emulator._memberships import (
    add_to_group,
    add_to_organization,
    group_memberships_of,
    organization_memberships_of,
    place_in_group,
    place_in_organization,
    remove_from_group,
)
from zendesk_async.emulator._people_events import user_changed, user_happened
from zendesk_async.emulator._refusals import forbidden, record_invalid, record_not_found
from zendesk_async.emulator._store import Account, Row
from zendesk_async.emulator._ticket_links import change_requester, unassign
from zendesk_async.emulator._user_fields import CHECKS, check_fields, new_row, plain_changes
from zendesk_async.emulator._validation import Problems, typed

MOST_MERGED_TICKETS = 10_000
"""Requested tickets above which a user is not merged."""

_REDUCED = (
    "active",
    "created_at",
    "email",
    "id",
    "locale",
    "locale_id",
    "name",
    "organization_id",
    "phone",
    "photo",
    "role",
    "shared_phone_number",
    "time_zone",
    "updated_at",
    "url",
)
PERMANENTLY_DELETED = "Permanently Deleted User"


def user_of(account: Account, identifier: int) -> Row:
    """Return a user, deleted ones too; 404 when there never was one."""
    user = account.users.get(identifier)
    if user is None:
        raise record_not_found()
    return user


def active_user(account: Account, identifier: int) -> Row:
    """Return a user who is not deleted; 404 otherwise."""
    user = user_of(account, identifier)
    if not user["active"]:
        raise record_not_found()
    return user


def active_ids(account: Account) -> list[int] | None:
    """Return the ids of all users who are not deleted; None when nobody is."""
    if not len(account.deleted_users):
        return None
    deleted = set(account.deleted_users)
    return [identifier for identifier in account.users if identifier not in deleted]


def create(call: Call, values: Row) -> Row:
    """Make a user of what a request says. 422 for what cannot be, 403 for an agent made by an agent."""
    account = call.account
    given = typed(values, CHECKS)
    given.setdefault("name", None)
    role: str = given.get("role") or "end-user"
    _may_set_role(call, role)
    problems = Problems()
    check_fields(given, problems)
    _check_others(account, given, problems, None)
    problems.refuse()
    identifier = account.new_id()
    row = new_row(call, identifier, role)
    row |= plain_changes({**given, "role": role}, row)
    row["verified"] = bool(given.get("verified"))
    if given.get("phone"):
        row["phone"], row["shared_phone_number"] = given["phone"], bool(given.get("shared_phone_number"))
    _unique.insert(account.users, row)
    _give_identities(call, row, given)
    _give_organizations(call, row, given)
    if role != "end-user":
        _give_groups(call, row, given)
    user = account.users[identifier]
    user_happened(account, user, "created")
    return user


def update(call: Call, user: Row, values: Row) -> Row:
    """Change a user by what a request says. A new e-mail address becomes a secondary one."""
    account = call.account
    given = typed(values, CHECKS)
    role: str = given.get("role") or user["role"]
    if role != user["role"]:
        _may_set_role(call, role)
    problems = Problems()
    check_fields(given, problems)
    _check_others(account, given, problems, user["id"])
    problems.refuse()
    changes = {key: value for key, value in plain_changes(given, user).items() if user.get(key) != value}
    if changes:
        after = _unique.change(account.users, user["id"], {**changes, "updated_at": call.clock.stamp()})
        user_changed(account, user, after)
    _follow_role(call, user["role"], role, user["id"], given)
    _give_identities(call, user, {key: value for key, value in given.items() if key != "phone"})
    if "phone" in given:
        _set_phone(call, user["id"], given["phone"], given.get("shared_phone_number"))
    if given.get("verified") is not None:
        _verify(call, user["id"], given["verified"])
    _give_organizations(call, user, given)
    return account.users[user["id"]]


def find_match(account: Account, values: Row) -> Row | None:
    """Return the active user that `create_or_update` means: by external id, else by e-mail address."""
    given = typed(values, {name: CHECKS[name] for name in ("email", "external_id")})
    user = _unique.find(account.users, "external_id", given.get("external_id"), _is_active)
    if user is not None:
        return user
    if not given.get("email"):
        return None
    identity = _identities.owner(account, "email", given["email"])
    return None if identity is None else account.users.get(identity["user_id"])


def create_or_update(call: Call, values: Row) -> tuple[Row, bool]:
    """Make a user, or change the one that is meant; tell which (True: made)."""
    user = find_match(call.account, values)
    return (create(call, values), True) if user is None else (update(call, user, values), False)


def delete(call: Call, user: Row) -> Row:
    """Delete a user softly: the record stays, inactive; addresses and memberships are free again."""
    account = call.account
    _may_delete(call, user)
    for membership in group_memberships_of(account, user["id"]):
        account.group_memberships.remove(membership["id"])
    for membership in organization_memberships_of(account, user["id"]):
        account.organization_memberships.remove(membership["id"])
    _identities.release(call, user["id"])
    unassign(call, user["id"])
    changes = {"active": False, "default_group_id": None, "updated_at": call.clock.stamp()}
    after = _unique.change(account.users, user["id"], changes)
    account.deleted_users.insert({field: after[field] for field in _REDUCED})
    user_happened(account, after, "active_changed", {"current": False, "previous": True})
    user_happened(account, after, "deleted")
    return after


def delete_permanently(call: Call, deleted: Row) -> Row:
    """Scrub a deleted user's record; tickets keep pointing to what is left of it."""
    account, stamp = call.account, call.clock.stamp()
    scrubbed: Row = {
        "name": PERMANENTLY_DELETED,
        "email": None,
        "phone": None,
        "photo": None,
        "updated_at": stamp,
    }
    more: Row = {"external_id": None, "alias": None, "details": None, "notes": None, "signature": None}
    _unique.change(account.users, deleted["id"], {**scrubbed, **more, "tags": [], "user_fields": {}})
    statuses = [
        {
            "action": action,
            "application": "all",
            "account_subdomain": account.subdomain,
            "executer_id": call.user["id"],
            "user_id": deleted["id"],
            "created_at": stamp,
        }
        for action in ("request_deletion", "started", "complete")
    ]
    return account.deleted_users.change(deleted["id"], {**scrubbed, "compliance": statuses})


def deleted_row(row: Row) -> Row:
    """Return a deleted user as answers have it."""
    return {field: row[field] for field in _REDUCED}


def merge(call: Call, loser: Row, winner: Row) -> Row:
    """Merge an end user into another: tickets, identities and organizations move, the loser is deleted."""
    account = call.account
    if loser["id"] == winner["id"]:
        raise record_invalid({"base": [("A user cannot be merged with itself", "InvalidValue")]})
    if loser["role"] != "end-user" or winner["role"] != "end-user":
        raise forbidden()
    _may_delete(call, loser)
    if len(account.tickets.where("requester_id", loser["id"])) > MOST_MERGED_TICKETS:
        text = f"A user with more than {MOST_MERGED_TICKETS} requested tickets cannot be merged"
        raise record_invalid({"base": [(text, "InvalidValue")]})
    change_requester(call, loser["id"], winner["id"])
    _identities.move(call, loser["id"], winner["id"])
    known = {membership["organization_id"] for membership in organization_memberships_of(account, winner["id"])}
    for membership in organization_memberships_of(account, loser["id"]):
        account.organization_memberships.remove(membership["id"])
        if membership["organization_id"] not in known:
            add_to_organization(call, winner["id"], membership["organization_id"])
    user_happened(account, loser, "merged", {"user": {"id": str(winner["id"])}})
    delete(call, account.users[loser["id"]])
    return _unique.change(account.users, winner["id"], {"updated_at": call.clock.stamp()})


def _is_active(user: Row) -> bool:
    # Deleted users keep their external id, which somebody else may have by now.
    return bool(user["active"])


def _may_delete(call: Call, user: Row) -> None:
    if user["id"] == call.user["id"]:
        raise forbidden()
    if user["role"] != "end-user":
        _may_set_role(call, user["role"])


def _may_set_role(call: Call, role: str) -> None:
    if role in {"agent", "admin"} and call.user["role"] != "admin":
        raise forbidden()


def _check_others(account: Account, given: Row, problems: Problems, own: int | None) -> None:
    _identities.check_value(account, "email", given.get("email"), problems, "email", own)
    if given.get("user_fields"):
        given["user_fields"] = known_values(account, "user_fields", given["user_fields"], problems)
    same = _unique.find(account.users, "external_id", given.get("external_id"), _is_active)
    if same is not None:
        problems.unique("external_id", same["id"], own, "External has already been taken")
    for identity in given.get("identities") or ():
        kind = identity.get("type") or "email"
        if kind not in _identities.TYPES:
            problems.add("identities", f"Type: {kind} is not included in the list", "InvalidValue")
        _identities.check_value(account, kind, identity.get("value"), problems, "identities", own)
    for name in ("organization_id", "organization_ids"):
        value: Any = given.get(name)
        for identifier in value if is_array(value) else [] if value is None else [value]:
            if identifier not in account.organizations:
                problems.add("organization", "Organization: is invalid", "InvalidValue")
    for group_id in (given.get("default_group_id"), *(given.get("group_ids") or ())):
        group = account.groups.get(group_id) if group_id is not None else None
        if group_id is not None and (group is None or group["deleted"]):
            problems.add("group", "Group: is invalid", "InvalidValue")


def _give_identities(call: Call, user: Row, given: Row) -> None:
    wanted: list[tuple[str, str, bool]] = []
    verified = bool(given.get("verified"))
    if given.get("email"):
        wanted.append(("email", given["email"], verified))
    if given.get("phone") and not given.get("shared_phone_number"):
        if _identities.owner(call.account, "phone_number", given["phone"]) is None:
            wanted.append(("phone_number", given["phone"], False))
        else:
            # Two users with one number share it; neither is found by it.
            _unique.change(call.account.users, user["id"], {"shared_phone_number": True})
    wanted += [
        (identity.get("type") or "email", identity["value"], bool(identity.get("verified")))
        for identity in given.get("identities") or ()
        if identity.get("value")
    ]
    known = {(row["type"], row["value"]) for row in _identities.identities_of(call.account, user["id"])}
    for kind, value, is_verified in wanted:
        if (kind, _identities.normal(kind, value)) not in known:
            _identities.add(call, user, kind, value, verified=is_verified)
            known.add((kind, _identities.normal(kind, value)))


def _give_organizations(call: Call, user: Row, given: Row) -> None:
    account = call.account
    named: Row = given.get("organization") or {}
    name: Any = named.get("name") or given.get("organization_name")
    if "organization_id" in given:
        if given["organization_id"] != account.users[user["id"]]["organization_id"]:
            place_in_organization(call, user, given["organization_id"])
    elif isinstance(name, str) and name.strip():
        organization = _unique.find(account.organizations, "name", name)
        if organization is not None:
            place_in_organization(call, user, organization["id"])
    elif given.get("email") and account.users[user["id"]]["organization_id"] is None:
        domain = given["email"].rpartition("@")[2].strip().casefold()
        for identifier in account.organizations.where("domain_names", domain)[:1]:
            place_in_organization(call, user, identifier)
    known = {membership["organization_id"] for membership in organization_memberships_of(account, user["id"])}
    for identifier in given.get("organization_ids") or ():
        if identifier not in known:
            add_to_organization(call, user["id"], identifier)
            known.add(identifier)


def _give_groups(call: Call, user: Row, given: Row) -> None:
    account = call.account
    known = {membership["group_id"] for membership in group_memberships_of(account, user["id"])}
    for identifier in given.get("group_ids") or ():
        if identifier not in known:
            add_to_group(call, user["id"], identifier)
            known.add(identifier)
    if given.get("default_group_id") is not None:
        place_in_group(call, user, given["default_group_id"])
    elif not known:
        # Every agent is in a group; without one that was asked for it is the account's default group.
        for group in account.groups.rows(account.groups.where("default", True))[:1]:
            add_to_group(call, user["id"], group["id"])


def _follow_role(call: Call, before: str, after: str, user_id: int, given: Row) -> None:
    if after == "end-user" and before != "end-user":
        while memberships := group_memberships_of(call.account, user_id):
            remove_from_group(call, memberships[0])
        unassign(call, user_id)
    elif after != "end-user" and (before == "end-user" or {"default_group_id", "group_ids"} & given.keys()):
        _give_groups(call, call.account.users[user_id], given)


def _set_phone(call: Call, user_id: int, phone: str | None, shared: bool | None) -> None:
    account = call.account
    own = [row for row in _identities.identities_of(account, user_id) if row["type"] == "phone_number"]
    taken = _identities.owner(account, "phone_number", phone) if phone else None
    direct = bool(phone) and not shared and (taken is None or taken["user_id"] == user_id)
    for identity in own:
        if identity["primary"] and identity["value"] != phone:
            _identities.remove(call, identity)
    user = account.users[user_id]
    if phone and direct and taken is None:
        _identities.add(call, user, "phone_number", phone, primary=True)
    changes: Row = {"phone": phone or None, "shared_phone_number": not direct if phone else None}
    if any(account.users[user_id][field] != value for field, value in changes.items()):
        _unique.change(account.users, user_id, {**changes, "updated_at": call.clock.stamp()})


def _verify(call: Call, user_id: int, verified: bool) -> None:
    for identity in _identities.identities_of(call.account, user_id):
        if identity["type"] == "email" and identity["primary"] and identity["verified"] != verified:
            _identities.change(call, identity, {"verified": verified})
