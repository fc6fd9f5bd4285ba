"""Organizations as the account keeps them: made, changed, merged, deleted.

https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/
"""

import re
from collections.abc import Collection, Mapping

from zendesk_async.emulator import _unique
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._field_values import known_values
from zendesk_async.emulator._memberships import add_to_organization, organization_memberships_of
from zendesk_async.emulator._people_events import organization_changed, organization_happened
from zendesk_async.emulator._refusals import forbidden, record_invalid, record_not_found
from zendesk_async.emulator._store import Account, Row
from zendesk_async.emulator._ticket_links import change_organization, without_organization
from zendesk_async.emulator._validation import (
    Check,
    Problems,
    boolean,
    integer,
    mapping,
    string,
    strings,
    tags_of,
    typed,
)

MOST_DOMAINS = 100
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")

CHECKS: Mapping[str, Check] = {
    "name": string,
    "external_id": string,
    "domain_names": strings,
    "details": string,
    "notes": string,
    "group_id": integer,
    "shared_tickets": boolean,
    "shared_comments": boolean,
    "tags": strings,
    "organization_fields": mapping,
}
"""What a request may say of an organization."""


def organization_of(account: Account, identifier: int) -> Row:
    """Return an organization; 404 when there is none."""
    organization = account.organizations.get(identifier)
    if organization is None:
        raise record_not_found()
    return organization


def create(call: Call, values: Row) -> Row:
    """Make an organization of what a request says. 422 for a name or external id that is taken."""
    account = call.account
    _may_write(call, {"name"})
    given = typed(values, CHECKS)
    problems = Problems()
    problems.present(given, "name")
    _check(account, given, problems, None)
    problems.refuse()
    identifier, stamp = account.new_id(), call.clock.stamp()
    row: Row = {
        "url": call.url(f"organizations/{identifier}"),
        "id": identifier,
        "name": "",
        "shared_tickets": False,
        "shared_comments": False,
        "external_id": None,
        "created_at": stamp,
        "updated_at": stamp,
        "domain_names": [],
        "details": None,
        "notes": None,
        "group_id": None,
        "tags": [],
        "organization_fields": {},
    }
    row |= _changes(given, row)
    _unique.insert(account.organizations, row)
    organization_happened(account, row, "created")
    return row


def update(call: Call, organization: Row, values: Row) -> Row:
    """Change an organization by what a request says; `domain_names` and `tags` replace what was there."""
    account = call.account
    given = typed(values, CHECKS)
    _may_write(call, given.keys())
    problems = Problems()
    if "name" in given:
        problems.present(given, "name")
    _check(account, given, problems, organization["id"])
    problems.refuse()
    changes = {key: value for key, value in _changes(given, organization).items() if organization[key] != value}
    if not changes:
        return organization
    after = _unique.change(account.organizations, organization["id"], {**changes, "updated_at": call.clock.stamp()})
    if "name" in changes:
        memberships = account.organization_memberships
        for identifier in memberships.where("organization_id", organization["id"]):
            memberships.change(identifier, {"organization_name": after["name"]})
    organization_changed(account, organization, after)
    return after


def create_or_update(call: Call, values: Row) -> tuple[Row, bool]:
    """Make an organization, or change the one with this `id` or `external_id`; tell which (True: made).

    The name never says which one is meant.
    """
    account = call.account
    identifier = integer("id", values.get("id"))
    if identifier is not None:
        return update(call, organization_of(account, identifier), values), False
    found = _unique.find(account.organizations, "external_id", string("external_id", values.get("external_id")))
    return (create(call, values), True) if found is None else (update(call, found, values), False)


def delete(call: Call, organization: Row) -> None:
    """Delete an organization: its memberships end and working tickets leave it."""
    account = call.account
    _may_write(call, {"name"})
    for identifier in account.organization_memberships.where("organization_id", organization["id"]):
        membership = account.organization_memberships[identifier]
        account.organization_memberships.remove(identifier)
        if membership["default"]:
            _next_default(call, membership["user_id"])
    without_organization(call, organization["id"], None, None)
    _unique.remove(account.organizations, organization["id"])
    organization_happened(account, organization, "deleted")


def start_merge(call: Call, loser: Row, winner_id: int | None) -> Row:
    """Begin to merge an organization into another; the answer tells where to look how it goes.

    https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/#merge-organization-with-another-organization
    """
    account = call.account
    if call.user["role"] != "admin":
        raise forbidden()
    winner = account.organizations.get(winner_id) if winner_id is not None else None
    if winner is None or winner["id"] == loser["id"]:
        raise record_invalid({"winner_id": [("Winner: is invalid", "InvalidValue")]})
    identifier = account.new_ulid()
    merge: Row = {
        "id": identifier,
        "url": call.url(f"organization_merges/{identifier}"),
        "loser_id": loser["id"],
        "winner_id": winner["id"],
        "status": "new",
    }
    account.organization_merges.insert(merge)
    steps = (_begin, _move_people, _move_rest)

    def work(index: int, _item: int) -> Row:
        merging = account.organization_merges[identifier]
        if merging["status"] != "error":
            status = steps[index](call, merging)
            account.organization_merges.change(identifier, {"status": status})
        return {}

    account.jobs.start("Merge Organization", range(len(steps)), work, listed=False)
    return merge


def _begin(_call: Call, _merge: Row) -> str:
    return "in_progress"


def _move_people(call: Call, merge: Row) -> str:
    account = call.account
    if merge["winner_id"] not in account.organizations or merge["loser_id"] not in account.organizations:
        # One of them was deleted while the merge was waiting.
        return "error"
    memberships = account.organization_memberships
    for identifier in memberships.where("organization_id", merge["loser_id"]):
        membership = memberships[identifier]
        user_id: int = membership["user_id"]
        memberships.remove(identifier)
        known = {row["organization_id"] for row in organization_memberships_of(account, user_id)}
        if merge["winner_id"] not in known:
            add_to_organization(call, user_id, merge["winner_id"], default=bool(membership["default"]))
        elif membership["default"]:
            _next_default(call, user_id, merge["winner_id"])
    return "in_progress"


def _move_rest(call: Call, merge: Row) -> str:
    organizations = call.account.organizations
    loser, winner = organizations.get(merge["loser_id"]), organizations.get(merge["winner_id"])
    if loser is None or winner is None:
        return "error"
    change_organization(call, loser["id"], winner["id"])
    domains = [*winner["domain_names"], *(name for name in loser["domain_names"] if name not in winner["domain_names"])]
    changes = {"domain_names": domains, "updated_at": call.clock.stamp()}
    _unique.change(organizations, winner["id"], changes)
    _unique.remove(organizations, loser["id"])
    organization_happened(call.account, loser, "deleted")
    return "complete"


def _next_default(call: Call, user_id: int, wanted: int | None = None) -> None:
    account, stamp = call.account, call.clock.stamp()
    rest = organization_memberships_of(account, user_id)
    chosen = next((row for row in rest if row["organization_id"] == wanted), rest[0] if rest else None)
    if chosen is not None:
        account.organization_memberships.change(chosen["id"], {"default": True, "updated_at": stamp})
    changes = {"organization_id": chosen["organization_id"] if chosen else None, "updated_at": stamp}
    _unique.change(account.users, user_id, changes)


def _may_write(call: Call, fields: Collection[str]) -> None:
    # An agent may add notes; everything else of an organization is an administrator's.
    if call.user["role"] != "admin" and not set(fields) <= {"notes"}:
        raise forbidden()


def _check(account: Account, given: Row, problems: Problems, own: int | None) -> None:
    problems.at_most(given, "name", 255)
    if given.get("organization_fields"):
        given["organization_fields"] = known_values(
            account, "organization_fields", given["organization_fields"], problems
        )
    name = _unique.find(account.organizations, "name", given.get("name"))
    problems.unique("name", name["id"] if name else None, own, "Name has already been taken")
    external = _unique.find(account.organizations, "external_id", given.get("external_id"))
    problems.unique("external_id", external["id"] if external else None, own, "External has already been taken")
    if given.get("group_id") is not None and given["group_id"] not in account.groups:
        problems.add("group", "Group: is invalid", "InvalidValue")
    for domain in given.get("domain_names") or ():
        if not _DOMAIN.fullmatch(domain.lower()):
            problems.add("domain_names", f"Domain names: {domain} is not properly formatted", "InvalidFormat")
    if len(given.get("domain_names") or ()) > MOST_DOMAINS:
        problems.add("domain_names", f"Domain names: more than {MOST_DOMAINS}", "TooLong")


def _changes(given: Row, organization: Row) -> Row:
    changes: Row = {name: given[name] for name in ("external_id", "details", "notes", "group_id") if name in given}
    if given.get("name"):
        changes["name"] = given["name"].strip()
    for name in ("shared_tickets", "shared_comments"):
        if given.get(name) is not None:
            changes[name] = given[name]
    if "domain_names" in given:
        changes["domain_names"] = list(dict.fromkeys(domain.lower() for domain in given["domain_names"]))
    if "tags" in given:
        changes["tags"] = tags_of(given["tags"])
    if "organization_fields" in given:
        changes["organization_fields"] = {**organization["organization_fields"], **given["organization_fields"]}
    return changes
