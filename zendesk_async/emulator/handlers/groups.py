"""Groups of agents.

https://developer.zendesk.com/api-reference/ticketing/groups/groups/
"""

from zendesk_async.emulator import _people, _unique
from zendesk_async.emulator._call import Answer, Call, answers, created_location
from zendesk_async.emulator._memberships import (
    add_to_group,
    group_memberships_of,
    make_group_default,
)
from zendesk_async.emulator._paging import Rows, Subset, count_answer, list_answer
from zendesk_async.emulator._people_sideloads import GROUPS, shown, sideloads
from zendesk_async.emulator._refusals import forbidden, record_invalid, record_not_found
from zendesk_async.emulator._store import Row
from zendesk_async.emulator._ticket_links import without_group
from zendesk_async.emulator._validation import Problems, boolean, integers, string, typed

_CHECKS = {"name": string, "description": string, "is_public": boolean, "user_ids": integers}
_SORT = "name,id"
_SORTS = ("id", "name", "created_at", "updated_at")


def _answer_groups(call: Call, rows: Rows) -> Answer:
    return list_answer(
        call,
        "groups",
        rows,
        sort=_SORT,
        sorts=_SORTS,
        sort_by=_SORTS,
        sideloads=sideloads(call, GROUPS),
    )


def _group(call: Call) -> Row:
    group = call.account.groups.get(call.identifier("group_id"))
    if group is None:
        raise record_not_found()
    return group


def _there(call: Call, ids: list[int]) -> list[int]:
    # Deleted groups are listed, marked as such, unless the caller leaves them out.
    if not call.flag("exclude_deleted"):
        return ids
    return [identifier for identifier in ids if not call.account.groups[identifier]["deleted"]]


def _of_user(call: Call) -> list[int]:
    user = _people.user_of(call.account, call.identifier("user_id"))
    return [membership["group_id"] for membership in group_memberships_of(call.account, user["id"])]


@answers("ListGroups")
def list_groups(call: Call) -> Answer:
    """Answer all groups."""
    groups = call.account.groups
    return _answer_groups(call, Subset(groups, _there(call, list(groups))))


@answers("ListAssignableGroups")
def list_assignable_groups(call: Call) -> Answer:
    """Answer the groups that tickets can be assigned to: those that are there and have members."""
    account = call.account
    ids = [
        identifier
        for identifier in account.groups.where("deleted", value=False)
        if account.group_memberships.where("group_id", identifier)
    ]
    return _answer_groups(call, Subset(account.groups, ids))


@answers("ListUserGroups")
def list_user_groups(call: Call) -> Answer:
    """Answer the groups of an agent."""
    return _answer_groups(call, Subset(call.account.groups, sorted(_there(call, _of_user(call)))))


@answers("CountGroups")
def count_groups(call: Call) -> Answer:
    """Answer how many groups there are."""
    return count_answer(call, len(call.account.groups.where("deleted", value=False)))


@answers("CountUserGroups")
def count_user_groups(call: Call) -> Answer:
    """Answer how many groups an agent is in."""
    return count_answer(call, len(_of_user(call)))


@answers("ShowGroupById")
def show_group(call: Call) -> Answer:
    """Answer one group."""
    return shown(call, "group", _group(call), GROUPS)


@answers("CreateGroup")
def create_group(call: Call) -> Answer:
    """Make a group, with the members that are named."""
    account = call.account
    _admins_only(call)
    given = typed(call.envelope("group"), _CHECKS)
    problems = Problems()
    problems.present(given, "name")
    _check_name(call, given, problems, None)
    problems.refuse()
    identifier, stamp = account.new_id(), call.clock.stamp()
    row = _unique.insert(
        account.groups,
        {
            "url": call.url(f"groups/{identifier}"),
            "id": identifier,
            "is_public": given.get("is_public") is not False,
            "name": given["name"].strip(),
            "description": given.get("description") or "",
            "default": not len(account.groups),
            "deleted": False,
            "created_at": stamp,
            "updated_at": stamp,
        },
    )
    for user_id in given.get("user_ids") or ():
        add_to_group(call, user_id, identifier)
    return Answer({"group": row}, 201, created_location(row["url"]))


@answers("UpdateGroup")
def update_group(call: Call) -> Answer:
    """Change a group."""
    group = _group(call)
    if group["deleted"]:
        raise record_not_found()
    given = typed(call.envelope("group"), _CHECKS)
    problems = Problems()
    if "name" in given:
        problems.present(given, "name")
        _check_name(call, given, problems, group["id"])
    if given.get("is_public") and not group["is_public"]:
        problems.add("is_public", "A private group cannot be made public", "InvalidValue")
    problems.refuse()
    changes: Row = {}
    if given.get("name"):
        changes["name"] = given["name"].strip()
    if "description" in given:
        changes["description"] = given["description"] or ""
    if given.get("is_public") is not None:
        changes["is_public"] = given["is_public"]
    row = _unique.change(call.account.groups, group["id"], {**changes, "updated_at": call.clock.stamp()})
    return Answer({"group": row})


@answers("DeleteGroup")
def delete_group(call: Call) -> Answer:
    """Mark a group as deleted: its memberships end and its working tickets have no group any more."""
    account, group = call.account, _group(call)
    _admins_only(call)
    if group["deleted"]:
        raise record_not_found()
    if group["default"]:
        raise record_invalid({"base": [("The default group cannot be deleted", "InvalidValue")]})
    without_group(call, group["id"])
    for identifier in account.group_memberships.where("group_id", group["id"]):
        _end_membership(call, account.group_memberships[identifier])
    _unique.change(account.groups, group["id"], {"deleted": True, "updated_at": call.clock.stamp()})
    return Answer(status=204)


def _end_membership(call: Call, membership: Row) -> None:
    account = call.account
    account.group_memberships.remove(membership["id"])
    if not membership["default"]:
        return
    rest = group_memberships_of(account, membership["user_id"])
    if rest:
        make_group_default(call, rest[0])
    else:
        _unique.change(account.users, membership["user_id"], {"default_group_id": None})


def _admins_only(call: Call) -> None:
    if call.user["role"] != "admin":
        raise forbidden()


def _check_name(call: Call, given: Row, problems: Problems, own: int | None) -> None:
    problems.at_most(given, "name", 255)
    same = _unique.find(call.account.groups, "name", given.get("name"), lambda row: not row["deleted"])
    problems.unique("name", same["id"] if same else None, own, "Name has already been taken")
