"""Memberships of users in organizations.

https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/
"""

from zendesk_async.emulator import _organizations, _people
from zendesk_async.emulator._call import Answer, Call, answers, created_location
from zendesk_async.emulator._memberships import (
    add_to_organization,
    make_organization_default,
    membership_of,
    organization_memberships_of,
    remove_from_organization,
)
from zendesk_async.emulator._paging import Rows, Subset, list_answer
from zendesk_async.emulator._people_sideloads import ORGANIZATION_MEMBERSHIPS, shown, sideloads
from zendesk_async.emulator._refusals import forbidden, record_not_found
from zendesk_async.emulator._store import Row
from zendesk_async.emulator._validation import Check, boolean, integer, typed
from zendesk_async.emulator.handlers.job_statuses import result, start_job

_CHECKS: dict[str, Check] = {
    "user_id": integer,
    "organization_id": integer,
    "default": boolean,
    "view_tickets": boolean,
}
_SORTS = ("id", "created_at", "updated_at")


def _answer_memberships(call: Call, rows: Rows) -> Answer:
    return list_answer(
        call,
        "organization_memberships",
        rows,
        sorts=_SORTS,
        sideloads=sideloads(call, ORGANIZATION_MEMBERSHIPS),
    )


def _user(call: Call) -> Row:
    identifier = call.identifier("user_id")
    if call.user["role"] == "end-user" and identifier != call.user["id"]:
        raise forbidden()
    return _people.user_of(call.account, identifier)


def _membership(call: Call) -> Row:
    membership = call.account.organization_memberships.get(call.identifier("organization_membership_id"))
    if membership is None or ("user_id" in call.path and membership["user_id"] != call.identifier("user_id")):
        raise record_not_found()
    return membership


def _own(call: Call, ids: list[int]) -> list[int]:
    # End users see their own memberships alone.
    if call.user["role"] != "end-user":
        return ids
    memberships = call.account.organization_memberships
    return [identifier for identifier in ids if memberships.value(identifier, "user_id") == call.user["id"]]


@answers("ListOrganizationMemberships")
def list_organization_memberships(call: Call) -> Answer:
    """Answer all memberships."""
    memberships = call.account.organization_memberships
    if call.user["role"] != "end-user":
        return _answer_memberships(call, memberships)
    return _answer_memberships(call, Subset(memberships, memberships.where("user_id", call.user["id"])))


@answers("ListUserOrganizationMemberships")
def list_user_organization_memberships(call: Call) -> Answer:
    """Answer the memberships of a user."""
    return _of_user_answer(call, _user(call)["id"])


@answers("ListOrganizationMembershipsByOrganization")
def list_organization_memberships_by_organization(call: Call) -> Answer:
    """Answer the memberships in an organization."""
    organization = _organizations.organization_of(call.account, call.identifier("organization_id"))
    memberships = call.account.organization_memberships
    ids = _own(call, memberships.where("organization_id", organization["id"]))
    return _answer_memberships(call, Subset(memberships, ids))


@answers("ShowOrganizationMembershipById", "ShowOrganizationMembershipByUserId")
def show_organization_membership(call: Call) -> Answer:
    """Answer one membership."""
    return shown(call, "organization_membership", _membership(call), ORGANIZATION_MEMBERSHIPS)


@answers("CreateOrganizationMembership", "CreateUserOrganizationMembership")
def create_organization_membership(call: Call) -> Answer:
    """Make a user a member of an organization."""
    given = typed(call.envelope("organization_membership"), _CHECKS)
    if "user_id" in call.path:
        given["user_id"] = _people.active_user(call.account, call.identifier("user_id"))["id"]
    row = _add(call, given)
    return Answer({"organization_membership": row}, 201, created_location(row["url"]))


@answers("DeleteOrganizationMembership", "DeleteUserOrganizationMembership")
def delete_organization_membership(call: Call) -> Answer:
    """End a membership."""
    remove_from_organization(call, _membership(call))
    return Answer(status=204)


@answers("UnassignOrganization")
def unassign_organization(call: Call) -> Answer:
    """End a user's membership in an organization."""
    remove_from_organization(call, _of_both(call))
    return Answer(status=204)


@answers("SetOrganizationMembershipAsDefault")
def set_organization_membership_as_default(call: Call) -> Answer:
    """Make a membership the user's default one and answer all of them."""
    membership = _membership(call)
    make_organization_default(call, membership)
    return _of_user_answer(call, membership["user_id"])


@answers("SetOrganizationAsDefault")
def set_organization_as_default(call: Call) -> Answer:
    """Make an organization the user's default one."""
    return Answer({"organization_membership": make_organization_default(call, _of_both(call))})


@answers("CreateManyOrganizationMemberships")
def create_many_organization_memberships(call: Call) -> Answer:
    """Start a job that makes users members of organizations."""

    def work(_index: int, values: Row) -> Row:
        return {"id": _add(call, typed(values, _CHECKS))["id"], "status": "Created"}

    items = call.items("organization_memberships")
    return start_job(call, "Bulk Create Organization Membership", items, work)


@answers("DeleteManyOrganizationMemberships")
def delete_many_organization_memberships(call: Call) -> Answer:
    """Start a job that ends memberships."""

    def work(_index: int, identifier: int) -> Row:
        membership = call.account.organization_memberships.get(identifier)
        if membership is None:
            raise record_not_found()
        remove_from_organization(call, membership)
        return result("delete", identifier)

    return start_job(call, "Bulk Delete Organization Membership", call.ids(), work, action="delete")


def _of_user_answer(call: Call, user_id: int) -> Answer:
    ids = [membership["id"] for membership in organization_memberships_of(call.account, user_id)]
    return _answer_memberships(call, Subset(call.account.organization_memberships, ids))


def _of_both(call: Call) -> Row:
    memberships = organization_memberships_of(call.account, _user(call)["id"])
    return membership_of(memberships, "organization_id", call.identifier("organization_id"))


def _add(call: Call, given: Row) -> Row:
    return add_to_organization(
        call,
        given.get("user_id"),
        given.get("organization_id"),
        default=bool(given.get("default")),
        view_tickets=bool(given.get("view_tickets")),
    )
