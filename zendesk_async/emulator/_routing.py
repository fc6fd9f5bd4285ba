"""Skills: attributes, their values, and who or what has which; with a journal of every change for the exports.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/skill_based_routing/
"""

from collections.abc import Sequence
from typing import Final

from zendesk_async.emulator._call import Call
from zendesk_async.emulator._collection import Change, Collection, Ids, Parent
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, name, own
from zendesk_async.emulator._paging import Style
from zendesk_async.emulator._refusals import record_invalid
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._table import Table

MOST_ATTRIBUTES: Final = 10
"""https://support.zendesk.com/hc/en-us/articles/4408838892826"""

PRIORITIES: Final = ("NORMAL", "HIGH")


def journal(account: Account) -> Table[int]:
    """Return what happened to attributes, values and instance values, in the order it happened."""
    return account.table("routing_journal")


def note(call: Call, kind: str, action: str, row: Row) -> None:
    """Write what happened: to an `attributes`, an `attribute_values` or an `instance_values` row."""
    entry = {key: value for key, value in row.items() if key in {"id", "name", "attribute_id"}}
    if kind == "attributes":
        entry.pop("attribute_id", None)
    if kind == "instance_values":
        entry = {key: row[key] for key in ("id", "attribute_value_id", "instance_id")}
    told = {**entry, "time": call.clock.stamp(), "type": action}
    journal(call.account).insert({"kind": kind, "entry": told, "seconds": int(call.clock.seconds())})


def _attribute_rules(change: Change) -> None:
    if not change.problems.details:
        note(change.call, "attributes", "create" if change.before is None else "update", change.after)


def _value_rules(change: Change) -> None:
    change.after["attribute_id"] = change.after["_attribute_id"]
    if not change.problems.details:
        note(change.call, "attribute_values", "create" if change.before is None else "update", change.after)


def _removing_attribute(call: Call, row: Row) -> None:
    values = VALUES.table_of(call.account)
    for value in values.rows(values.where("_attribute_id", row["id"])):
        VALUES.remove(call, value)
    note(call, "attributes", "delete", row)


def _removing_value(call: Call, row: Row) -> None:
    instances = instances_of(call.account)
    for instance in instances.rows(instances.where("attribute_value_id", row["id"])):
        _drop(call, instance)
    note(call, "attribute_values", "delete", row)


ATTRIBUTES: Final = Collection(
    table="routing_attributes",
    one="attribute",
    many="attributes",
    parameter="attribute_id",
    path="routing/attributes",
    ids=Ids.UUID,
    most=MOST_ATTRIBUTES,
    sort="name,id",
    style=Style.OFFSET,
    rules=_attribute_rules,
    removing=_removing_attribute,
    fields=(URL, ID, name(unique=True), CREATED, UPDATED),
)
VALUES: Final = Collection(
    table="routing_attribute_values",
    one="attribute_value",
    many="attribute_values",
    parameter="attribute_value_id",
    path="routing/attributes/{_attribute_id}/values",
    ids=Ids.UUID,
    parents=(Parent("attribute_id", "routing_attributes", "_attribute_id"),),
    sort="name,id",
    rules=_value_rules,
    removing=_removing_value,
    fields=(URL, ID, own("attribute_id"), name(unique=True), CREATED, UPDATED, own("_attribute_id")),
)


# Instance values: which agent or ticket has which value


def instances_of(account: Account) -> Table[str]:
    """Return who has which value: `{id, kind, instance_id, attribute_value_id, agent_skill_priority, …}`."""
    return account.table("routing_instance_values", account.new_uuid)


def held(account: Account, kind: str, instance: int) -> Sequence[Row]:
    """Return the instance values of an `agent` or a `ticket`."""
    instances = instances_of(account)
    rows = instances.rows(instances.where("instance_id", str(instance)))
    values = VALUES.table_of(account)
    return sorted(
        (row for row in rows if row["kind"] == kind), key=lambda row: values[row["attribute_value_id"]]["name"]
    )


def values_of(call: Call, kind: str, instance: int, *, priority: bool = False) -> list[Row]:
    """Return the values that an agent or a ticket has."""
    values = VALUES.table_of(call.account)
    shown: list[Row] = []
    for row in held(call.account, kind, instance):
        value = VALUES.shown(call, values[row["attribute_value_id"]])
        shown.append({**value, "agent_skill_priority": row["agent_skill_priority"]} if priority else value)
    return shown


def known_values(call: Call, ids: Sequence[object]) -> list[str]:
    """Return the ids of values, checked; 422 when one is unknown."""
    values = VALUES.table_of(call.account)
    for identifier in ids:
        if identifier not in values:
            text = f"Attribute value: {identifier} is invalid"
            raise record_invalid({"attribute_value_ids": [(text, "InvalidValue")]})
    return list(dict.fromkeys(str(identifier) for identifier in ids))


def give(call: Call, kind: str, instance: int, value: str, priority: str = "NORMAL") -> None:
    """Give an agent or a ticket a value."""
    stamp = call.clock.stamp()
    instances = instances_of(call.account)
    known = [row for row in held(call.account, kind, instance) if row["attribute_value_id"] == value]
    if known:
        instances.change(known[0]["id"], {"agent_skill_priority": priority, "updated_at": stamp})
        return
    row = instances.insert(
        {
            "kind": kind,
            "instance_id": str(instance),
            "attribute_value_id": value,
            "agent_skill_priority": priority,
            "created_at": stamp,
            "updated_at": stamp,
        }
    )
    note(call, "instance_values", f"associate_{kind}", row)


def _drop(call: Call, row: Row) -> None:
    instances_of(call.account).remove(row["id"])
    note(call, "instance_values", f"unassociate_{row['kind']}", row)


def take(call: Call, kind: str, instance: int, values: Sequence[str]) -> None:
    """Take values from an agent or a ticket."""
    for row in held(call.account, kind, instance):
        if row["attribute_value_id"] in values:
            _drop(call, row)


def replace(call: Call, kind: str, instance: int, values: Sequence[str]) -> None:
    """Let an agent or a ticket have these values and no other."""
    gone = [row["attribute_value_id"] for row in held(call.account, kind, instance)]
    take(call, kind, instance, [value for value in gone if value not in values])
    for value in values:
        if value not in gone:
            give(call, kind, instance, value)
