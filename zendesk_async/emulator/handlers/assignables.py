"""Whom a ticket can be assigned to, as the assignee field asks for it.

https://developer.zendesk.com/api-reference/ticketing/tickets/assignee_field_assignable_agents/
"""

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._paging import Style, list_answer
from zendesk_async.emulator._refusals import missing_parameter, record_not_found
from zendesk_async.emulator._shapes import Row


def _photo(user: Row) -> str | None:
    photo: Row = user["photo"] or {}
    return photo.get("content_url")


def _groups(call: Call) -> list[Row]:
    return [row for row in call.account.groups.rows() if not row["deleted"]]


def _members(call: Call, group: int) -> list[Row]:
    memberships, users = call.account.group_memberships, call.account.users
    ids = [memberships.value(one, "user_id") for one in memberships.where("group_id", group)]
    return [user for user in users.rows(ids) if user["active"] and user["role"] != "end-user"]


@answers("ListAssigneeFieldAssignableGroups")
def list_groups(call: Call) -> Answer:
    """Answer the groups that tickets can be assigned to."""
    rows = [{"id": row["id"], "name": row["name"], "description": row["description"]} for row in _groups(call)]
    return list_answer(call, "groups", rows, sort="name,id", style=Style.OFFSET)


@answers("ListAssigneeFieldAssignableGroupAgents")
def list_agents(call: Call) -> Answer:
    """Answer the agents of a group."""
    group = call.identifier("group_id")
    if all(row["id"] != group for row in _groups(call)):
        raise record_not_found()
    rows = [{"id": user["id"], "name": user["name"], "avatar_url": _photo(user)} for user in _members(call, group)]
    return list_answer(call, "agents", rows, sort="name,id", style=Style.OFFSET)


@answers("ListAssigneeFieldAssignableGroupsAndAgentsSearch")
def search(call: Call) -> Answer:
    """Answer the groups and agents whose name holds a text."""
    name = call.query.get("name", "").strip().casefold()
    if not name:
        raise missing_parameter("name")
    groups = [{"id": row["id"], "name": row["name"]} for row in _groups(call) if name in row["name"].casefold()]
    agents = [
        {
            "id": user["id"],
            "name": user["name"],
            "group": group["name"],
            "group_id": group["id"],
            "photo_url": _photo(user),
        }
        for group in _groups(call)
        for user in _members(call, group["id"])
        if name in user["name"].casefold()
    ]
    return Answer({"agents": agents, "groups": groups, "count": len(agents) + len(groups)})
