"""Memberships of agents in groups.

https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
"""

from zendesk_async.emulator import _people
from zendesk_async.emulator._call import Answer, Call, answers, created_location
from zendesk_async.emulator._memberships import (
    add_to_group,
    group_memberships_of,
    make_group_default,
    remove_from_group,
)
from zendesk_async.emulator._paging import Rows, Subset, list_answer
from zendesk_async.emulator._people_sideloads import GROUP_MEMBERSHIPS, shown, sideloads
from zendesk_async.emulator._refusals import forbidden, record_not_found
from zendesk_async.emulator._store import Row
from zendesk_async.emulator._validation import Check, boolean, integer, typed
from zendesk_async.emulator.handlers.job_statuses import result, start_job

_CHECKS: dict[str, Check] = {"user_id": integer, "group_id": integer, "default": boolean}
_SORTS = ("id", "created_at", "updated_at")


def _answer_memberships(call: Call, rows: Rows) -> Answer:
    return list_answer(call, "group_memberships", rows, sorts=_SORTS, sideloads=sideloads(call, GROUP_MEMBERSHIPS))


def _membership(call: Call) -> Row:
    membership = call.account.group_memberships.get(call.identifier("group_membership_id"))
    if membership is None or ("user_id" in call.path and membership["user_id"] != call.identifier("user_id")):
        raise record_not_found()
    return membership


def _of_group(call: Call) -> list[int]:
    group_id = call.identifier("group_id")
    if group_id not in call.account.groups:
        raise record_not_found()
    return call.account.group_memberships.where("group_id", group_id)


def _assignable(call: Call, ids: list[int]) -> list[int]:
    account = call.account
    return [
        identifier
        for identifier in ids
        if not account.groups[account.group_memberships.value(identifier, "group_id")]["deleted"]
        and not account.users[account.group_memberships.value(identifier, "user_id")]["suspended"]
    ]


@answers("ListGroupMemberships")
def list_group_memberships(call: Call) -> Answer:
    """Answer all memberships."""
    return _answer_memberships(call, call.account.group_memberships)


@answers("ListUserGroupMemberships")
def list_user_group_memberships(call: Call) -> Answer:
    """Answer the memberships of an agent."""
    return _of_user_answer(call, _people.user_of(call.account, call.identifier("user_id"))["id"])


@answers("ListGroupMembershipsByGroup")
def list_group_memberships_by_group(call: Call) -> Answer:
    """Answer the memberships in a group."""
    return _answer_memberships(call, Subset(call.account.group_memberships, _of_group(call)))


@answers("ListAssignableGroupMemberships")
def list_assignable_group_memberships(call: Call) -> Answer:
    """Answer the memberships that tickets can be assigned to."""
    memberships = call.account.group_memberships
    return _answer_memberships(call, Subset(memberships, _assignable(call, list(memberships))))


@answers("ListAssignableGroupMembershipsByGroup")
def list_assignable_group_memberships_by_group(call: Call) -> Answer:
    """Answer the memberships in a group that tickets can be assigned to."""
    return _answer_memberships(call, Subset(call.account.group_memberships, _assignable(call, _of_group(call))))


@answers("ShowGroupMembershipById", "ShowUserGroupMembershipById")
def show_group_membership(call: Call) -> Answer:
    """Answer one membership."""
    return shown(call, "group_membership", _membership(call), GROUP_MEMBERSHIPS)


@answers("CreateGroupMembership", "CreateUserGroupMembership")
def create_group_membership(call: Call) -> Answer:
    """Make an agent a member of a group."""
    _admins_only(call)
    given = typed(call.envelope("group_membership"), _CHECKS)
    if "user_id" in call.path:
        given["user_id"] = _people.active_user(call.account, call.identifier("user_id"))["id"]
    row = _add(call, given)
    return Answer({"group_membership": row}, 201, created_location(row["url"]))


@answers("DeleteGroupMembership", "DeleteUserGroupMembership")
def delete_group_membership(call: Call) -> Answer:
    """End a membership."""
    _admins_only(call)
    remove_from_group(call, _membership(call))
    return Answer(status=204)


@answers("GroupMembershipSetDefault")
def group_membership_set_default(call: Call) -> Answer:
    """Make a membership the agent's default one and answer all of them."""
    membership = _membership(call)
    make_group_default(call, membership)
    return _of_user_answer(call, membership["user_id"])


@answers("GroupMembershipBulkCreate")
def group_membership_bulk_create(call: Call) -> Answer:
    """Start a job that makes agents members of groups."""
    _admins_only(call)

    def work(_index: int, values: Row) -> Row:
        return {"id": _add(call, typed(values, _CHECKS))["id"], "status": "Created"}

    return start_job(call, "Bulk Create Group Membership", call.items("group_memberships"), work)


@answers("GroupMembershipBulkDelete")
def group_membership_bulk_delete(call: Call) -> Answer:
    """Start a job that ends memberships."""
    _admins_only(call)

    def work(_index: int, identifier: int) -> Row:
        membership = call.account.group_memberships.get(identifier)
        if membership is None:
            raise record_not_found()
        remove_from_group(call, membership)
        return result("delete", identifier)

    return start_job(call, "Bulk Delete Group Membership", call.ids(), work, action="delete")


def _of_user_answer(call: Call, user_id: int) -> Answer:
    ids = [membership["id"] for membership in group_memberships_of(call.account, user_id)]
    return _answer_memberships(call, Subset(call.account.group_memberships, ids))


def _add(call: Call, given: Row) -> Row:
    return add_to_group(call, given.get("user_id"), given.get("group_id"), default=bool(given.get("default")))


def _admins_only(call: Call) -> None:
    if call.user["role"] != "admin":
        raise forbidden()
