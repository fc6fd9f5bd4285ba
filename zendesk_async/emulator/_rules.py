"""What views and macros have in common: whom they are for, how they are listed, and what goes along with them."""

from collections.abc import Mapping
from typing import Any

from zendesk_async._json import is_object
from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Call, Row
from zendesk_async.emulator._ordering import Column
from zendesk_async.emulator._table import Table
from zendesk_async.emulator._validation import Problems, integer, integers

SORT_BY = (
    "alphabetical",
    "created_at",
    "updated_at",
    "position",
    "usage_1h",
    "usage_24h",
    "usage_7d",
    "usage_30d",
)
USAGES = ("usage_1h", "usage_24h", "usage_7d", "usage_30d")


def sort_columns(usage: Mapping[int, Mapping[str, int]]) -> Mapping[str, Column]:
    """Return the columns of lists that are no plain field."""

    def column(name: str) -> Column:
        return lambda row: usage.get(row["id"], {}).get(name, 0)

    return {"alphabetical": lambda row: row["title"].casefold(), **{name: column(name) for name in USAGES}}


def group_ids(call: Call) -> frozenset[int]:
    """Return the groups of the acting user."""
    memberships = call.account.group_memberships
    return frozenset(row["group_id"] for row in memberships.rows(memberships.where("user_id", call.user["id"])))


def sees(call: Call, row: Row) -> bool:
    """Tell whether the acting user may use a rule: everybody's, their groups' or their own; administrators see all."""
    restriction = row["restriction"]
    if restriction is None or restriction["type"] == "User":
        return restriction is None or restriction["id"] == call.user["id"]
    return call.user["role"] == "admin" or not group_ids(call).isdisjoint(restriction["ids"])


def found(call: Call, table: Table[int], parameter: str) -> Row:
    """Return the rule that the path names; 404 when there is none or it is somebody else's."""
    row = table.get(call.identifier(parameter))
    if row is None or not sees(call, row):
        raise _refusals.record_not_found()
    return row


def listed(call: Call, table: Table[int], *, active: bool | None = None) -> list[int]:
    """Return the ids of the rules that the query's `access`, `active` and `group_id` leave."""
    access, group_id = call.query.get("access", ""), call.integer("group_id")
    if active is None and call.query.get("active"):
        active = call.flag("active")
    return [
        row["id"]
        for row in table.rows()
        if sees(call, row)
        and active in {None, row["active"]}
        and _accessible(row["restriction"], access)
        and (group_id is None or group_id in _restricted_to(row["restriction"]))
    ]


def _restricted_to(restriction: Row | None) -> list[int]:
    return [] if restriction is None else restriction.get("ids") or []


def _accessible(restriction: Row | None, access: str) -> bool:
    kind = None if restriction is None else restriction["type"]
    match access:
        case "personal":
            return kind == "User"
        case "shared":
            return kind != "User"
        case "account":
            return kind is None
        case "agents" | "groups":
            return kind == "Group" if access == "groups" else kind == "User"
        case _:
            return True


def restriction_of(call: Call, value: Any, problems: Problems) -> Row | None:
    """Read a restriction: `{"type": "Group", "ids": [1]}`, `{"type": "User", "id": 1}`, or null for everybody."""
    if value is None:
        return None
    if not is_object(value) or value.get("type") not in {"Group", "User"}:
        problems.add("restriction", "Restriction: type must be Group or User", "InvalidValue")
        return None
    if value["type"] == "User":
        return {"type": "User", "id": integer("restriction.id", value.get("id")) or call.user["id"]}
    first = integer("restriction.id", value.get("id"))
    ids = integers("restriction.ids", value.get("ids")) or ([] if first is None else [first])
    if not ids or any(identifier not in call.account.groups for identifier in ids):
        problems.add("restriction", "Restriction: is not a group of this account", "InvalidValue")
        return None
    return {"type": "Group", "id": ids[0], "ids": ids}


def with_sideloads(call: Call, row: Row, usage: Mapping[int, Mapping[str, int]] | None = None) -> Row:
    """Return a rule with the sideloads that stand inside it."""
    includes = call.includes()
    added: Row = {}
    if "app_installation" in includes:
        # Rules that apps brought; the account has no apps.
        added["app_installation"] = None
    if "permissions" in includes:
        own = row["restriction"] is not None and row["restriction"]["type"] == "User"
        added["permissions"] = {"can_edit": own or call.user["role"] == "admin"}
    if usage is not None:
        counts = usage.get(row["id"], {})
        added.update({name: counts.get(name, 0) for name in USAGES if name in includes})
    return {**row, **added} if added else row


def chosen(call: Call, table: Table[int]) -> list[int]:
    """Return the ids of the query that are rules of the account; 404 when one of them is not."""
    ids = call.ids()
    if any(identifier not in table for identifier in ids):
        raise _refusals.record_not_found()
    return ids


def next_position(table: Table[int]) -> int:
    """Return the place behind all rules."""
    return max((row["position"] for row in table.rows()), default=0) + 1
