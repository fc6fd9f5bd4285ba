"""What `include=` adds to answers about users, groups, organizations and memberships.

https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/side_loading/
"""

from collections.abc import Callable, Iterable
from typing import Any

from zendesk_async.emulator._call import Answer, Call
from zendesk_async.emulator._memberships import group_memberships_of
from zendesk_async.emulator._store import Row, Table

Sideload = Callable[[Call, list[Row]], Any]

_ABILITIES = (
    "can_edit",
    "can_edit_password",
    "can_manage_identities_of",
    "can_verify_identities",
    "can_reset_password",
    "can_set_password",
    "can_create_password",
    "can_change_password",
    "can_set_alias",
    "can_send_verification_email",
    "can_verify_now",
)


def _referenced(table: str, field: str) -> Sideload:
    def load(call: Call, rows: list[Row]) -> list[Row]:
        found: Table[int] = getattr(call.account, table)
        return found.rows(sorted({row[field] for row in rows if row.get(field) is not None}))

    return load


def _identities(call: Call, rows: list[Row]) -> list[Row]:
    identities = call.account.identities
    return [row for user in rows for row in identities.rows(identities.where("user_id", user["id"]))]


def _groups_of_users(call: Call, rows: list[Row]) -> list[Row]:
    account = call.account
    return account.groups.rows(
        sorted({row["group_id"] for user in rows for row in group_memberships_of(account, user["id"])})
    )


def _users_of_groups(call: Call, rows: list[Row]) -> list[Row]:
    account = call.account
    memberships = account.group_memberships
    ids = {
        memberships.value(identifier, "user_id")
        for group in rows
        for identifier in memberships.where("group_id", group["id"])
    }
    return account.users.rows(sorted(ids))


def _open_tickets(call: Call, rows: list[Row]) -> dict[str, int]:
    # An object by user id, not an array (seen in recorded traffic).
    tickets = call.account.tickets
    done = {"solved", "closed"}
    return {
        str(user["id"]): sum(
            tickets.value(identifier, "status") not in done for identifier in tickets.where("requester_id", user["id"])
        )
        for user in rows
    }


def _roles(call: Call, rows: list[Row]) -> list[Row]:
    ids = sorted({row["custom_role_id"] for row in rows if row.get("custom_role_id") is not None})
    known = call.account.table("custom_roles") if ids and call.account.has_table("custom_roles") else None
    unknown: Row = {"name": "Custom role", "description": ""}
    roles = [(identifier, (known.get(identifier) if known is not None else None) or unknown) for identifier in ids]
    return [{"id": one, "name": role["name"], "description": role["description"]} for one, role in roles]


def _group_settings(_call: Call, rows: list[Row]) -> list[Row]:
    return [{"group_id": group["id"], "chat_enabled": False} for group in rows]


USERS: dict[str, Sideload] = {
    "organizations": _referenced("organizations", "organization_id"),
    "roles": _roles,
    "groups": _groups_of_users,
    "identities": _identities,
    "open_ticket_count": _open_tickets,
}
GROUPS: dict[str, Sideload] = {"users": _users_of_groups, "group_settings": _group_settings}
GROUP_MEMBERSHIPS: dict[str, Sideload] = {
    "users": _referenced("users", "user_id"),
    "groups": _referenced("groups", "group_id"),
}
ORGANIZATION_MEMBERSHIPS: dict[str, Sideload] = {
    "users": _referenced("users", "user_id"),
    "organizations": _referenced("organizations", "organization_id"),
}


def sideloads(call: Call, kinds: dict[str, Sideload]) -> Callable[[list[Row]], Row] | None:
    """Return what adds the arrays that `include=` asks for; None when it asks for none. Unknown names are ignored."""
    wanted = [name for name in kinds if name in call.includes()]
    if not wanted:
        return None
    return lambda rows: {name: kinds[name](call, rows) for name in wanted}


def shown(call: Call, key: str, row: Row, kinds: dict[str, Sideload], **options: Any) -> Answer:
    """Answer one record with its sideloads."""
    load = sideloads(call, kinds)
    return Answer({key: row, **(load([row]) if load else {})}, **options)


def with_abilities(call: Call, kind: str) -> Callable[[list[Row]], list[Row]] | None:
    """Return what adds `abilities` to each record when `include=` asks for it (embedded, as recorded)."""
    if "abilities" not in call.includes():
        return None
    return lambda rows: [{**row, "abilities": _abilities(call, row, kind)} for row in rows]


def _abilities(call: Call, row: Row, kind: str) -> Row:
    admin = call.user["role"] == "admin"
    allowed: Iterable[str] = _ABILITIES if kind == "user" else ("can_edit", "can_delete")
    return {"url": row["url"], f"{kind}_id": row["id"], **dict.fromkeys(allowed, admin)}
