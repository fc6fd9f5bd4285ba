"""Memberships of groups and organizations, and what users and tickets keep of them.

The default membership is where a user's `default_group_id` and `organization_id` come from, so every way to change one
goes through here. https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/ and
https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/
"""

from zendesk_async.emulator import _unique
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._people_events import user_changed, user_happened
from zendesk_async.emulator._refusals import record_invalid, record_not_found
from zendesk_async.emulator._store import Account, Row
from zendesk_async.emulator._ticket_links import unassign, without_organization

MOST_ORGANIZATIONS = 300
"""Organizations one user may belong to: https://support.zendesk.com/hc/en-us/articles/4408838140314"""


def group_memberships_of(account: Account, user_id: int) -> list[Row]:
    """Return a user's memberships of groups."""
    return account.group_memberships.rows(account.group_memberships.where("user_id", user_id))


def organization_memberships_of(account: Account, user_id: int) -> list[Row]:
    """Return a user's memberships of organizations."""
    return account.organization_memberships.rows(account.organization_memberships.where("user_id", user_id))


def add_to_group(call: Call, user_id: int | None, group_id: int | None, *, default: bool = False) -> Row:
    """Make an agent a member of a group; the first group is the default one. 422 when that cannot be."""
    account = call.account
    user = account.users.get(user_id) if user_id is not None else None
    group = account.groups.get(group_id) if group_id is not None else None
    if user is None or not user["active"] or user["role"] == "end-user":
        raise record_invalid({"user": [("User: is invalid", "InvalidValue")]})
    if group is None or group["deleted"]:
        raise record_invalid({"group": [("Group: is invalid", "InvalidValue")]})
    memberships = group_memberships_of(account, user["id"])
    if any(membership["group_id"] == group["id"] for membership in memberships):
        raise record_invalid({"user_id": [("User has already been taken", "DuplicateValue")]})
    identifier, stamp = account.new_id(), call.clock.stamp()
    row = account.group_memberships.insert(
        {
            "url": call.url(f"group_memberships/{identifier}"),
            "id": identifier,
            "user_id": user["id"],
            "group_id": group["id"],
            "default": False,
            "created_at": stamp,
            "updated_at": stamp,
        }
    )
    user_happened(account, user, "group_membership_created", {"group": {"id": str(group["id"])}})
    if default or not any(membership["default"] for membership in memberships):
        row = make_group_default(call, row)
    return row


def make_group_default(call: Call, membership: Row) -> Row:
    """Make a membership the agent's default one, and its group the agent's default group."""
    account, stamp = call.account, call.clock.stamp()
    for other in group_memberships_of(account, membership["user_id"]):
        if other["default"] and other["id"] != membership["id"]:
            account.group_memberships.change(other["id"], {"default": False, "updated_at": stamp})
    membership = account.group_memberships.change(membership["id"], {"default": True, "updated_at": stamp})
    _keep_on_user(call, membership["user_id"], "default_group_id", membership["group_id"])
    return membership


def remove_from_group(call: Call, membership: Row) -> None:
    """End a membership: the agent's open tickets of the group lose their assignee, another group becomes default."""
    account = call.account
    account.group_memberships.remove(membership["id"])
    unassign(call, membership["user_id"], membership["group_id"])
    user = account.users[membership["user_id"]]
    user_happened(account, user, "group_membership_deleted", {"group": {"id": str(membership["group_id"])}})
    if membership["default"]:
        rest = group_memberships_of(account, user["id"])
        if rest:
            make_group_default(call, rest[0])
        else:
            _keep_on_user(call, user["id"], "default_group_id", None)


def add_to_organization(
    call: Call, user_id: int | None, organization_id: int | None, *, default: bool = False, view_tickets: bool = False
) -> Row:
    """Make a user a member of an organization; the first one is the default. 422 when that cannot be."""
    account = call.account
    user = account.users.get(user_id) if user_id is not None else None
    organization = account.organizations.get(organization_id) if organization_id is not None else None
    if user is None or not user["active"]:
        raise record_invalid({"user": [("User: is invalid", "InvalidValue")]})
    if organization is None:
        raise record_invalid({"organization": [("Organization: is invalid", "InvalidValue")]})
    memberships = organization_memberships_of(account, user["id"])
    if any(membership["organization_id"] == organization["id"] for membership in memberships):
        # The text begins with a blank in recorded traffic, where the label of the field would be.
        raise record_invalid({"base": [(" This user is already a member of this organization.", "DuplicateValue")]})
    if len(memberships) >= MOST_ORGANIZATIONS:
        text = f"A user cannot belong to more than {MOST_ORGANIZATIONS} organizations"
        raise record_invalid({"base": [(text, "InvalidValue")]})
    identifier, stamp = account.new_id(), call.clock.stamp()
    row = account.organization_memberships.insert(
        {
            "url": call.url(f"organization_memberships/{identifier}"),
            "id": identifier,
            "user_id": user["id"],
            "organization_id": organization["id"],
            "organization_name": organization["name"],
            "default": None,
            "view_tickets": view_tickets,
            "created_at": stamp,
            "updated_at": stamp,
        }
    )
    event: Row = {"organization": {"id": str(organization["id"])}}
    user_happened(account, user, "organization_membership_created", event)
    if default or not any(membership["default"] for membership in memberships):
        row = make_organization_default(call, row)
    return row


def make_organization_default(call: Call, membership: Row) -> Row:
    """Make a membership the user's default one, and its organization the user's organization."""
    account, stamp = call.account, call.clock.stamp()
    for other in organization_memberships_of(account, membership["user_id"]):
        if other["default"] and other["id"] != membership["id"]:
            account.organization_memberships.change(other["id"], {"default": None, "updated_at": stamp})
    membership = account.organization_memberships.change(membership["id"], {"default": True, "updated_at": stamp})
    _keep_on_user(call, membership["user_id"], "organization_id", membership["organization_id"])
    return membership


def remove_from_organization(call: Call, membership: Row) -> None:
    """End a membership: the user's working tickets leave the organization, another one becomes the default."""
    account = call.account
    account.organization_memberships.remove(membership["id"])
    user = account.users[membership["user_id"]]
    event: Row = {"organization": {"id": str(membership["organization_id"])}}
    user_happened(account, user, "organization_membership_deleted", event)
    replacement: int | None = user["organization_id"]
    if membership["default"]:
        rest = organization_memberships_of(account, user["id"])
        replacement = rest[0]["organization_id"] if rest else None
        if rest:
            make_organization_default(call, rest[0])
        else:
            _keep_on_user(call, user["id"], "organization_id", None)
    without_organization(call, membership["organization_id"], user["id"], replacement)


def place_in_organization(call: Call, user: Row, organization_id: int | None) -> None:
    """Follow a change of a user's `organization_id`: a new default membership, or none at all for null."""
    if organization_id is None:
        # Read anew each time: the next membership becomes the default one.
        while memberships := organization_memberships_of(call.account, user["id"]):
            remove_from_organization(call, memberships[0])
        return
    for membership in organization_memberships_of(call.account, user["id"]):
        if membership["organization_id"] == organization_id:
            make_organization_default(call, membership)
            return
    add_to_organization(call, user["id"], organization_id, default=True)


def place_in_group(call: Call, user: Row, group_id: int) -> None:
    """Follow a change of an agent's `default_group_id`."""
    for membership in group_memberships_of(call.account, user["id"]):
        if membership["group_id"] == group_id:
            make_group_default(call, membership)
            return
    add_to_group(call, user["id"], group_id, default=True)


def membership_of(rows: list[Row], field: str, identifier: int) -> Row:
    """Return the membership of one group or organization among a user's; 404 when there is none."""
    for row in rows:
        if row[field] == identifier:
            return row
    raise record_not_found()


def _keep_on_user(call: Call, user_id: int, field: str, value: int | None) -> None:
    users = call.account.users
    before = users[user_id]
    if before[field] == value:
        return
    after = _unique.change(users, user_id, {field: value, "updated_at": call.clock.stamp()})
    if field == "default_group_id":
        user_changed(call.account, before, after)
