"""Queues of omnichannel routing.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/omnichannel_routing_queues/
"""

from collections.abc import Iterable
from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Change, Collection, Ids
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, Field, inner, name, text, whole
from zendesk_async.emulator._collection_operations import reorder, serve
from zendesk_async.emulator._rule_conditions import NARROWING, read_conditions
from zendesk_async.emulator._rule_definitions import condition
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._validation import integer, mapping

_FIELDS = NARROWING | {
    "brand_id", "organization_id", "ticket_form_id", "priority", "current_tags", "via_id", "channel", "subject_includes_word",
    "locale_id", "recipient", "satisfaction_score", "update_type", "ticket_type_id", "intent", "sentiment", "language",
}  # fmt: skip
_LARGEST_PRIORITY = 100


def _groups(change: Change, key: str) -> Row:
    value: Any = change.after[key]
    entries: Any = value.get("groups", [])
    if not is_array(entries) or not all(map(is_object, entries)):
        change.problems.add(key, f"{key}: is invalid", "InvalidValue")
        return {"count": 0, "groups": []}
    groups: list[Row] = []
    for entry in entries:
        identifier = integer(key, entry.get("id"))
        group = None if identifier is None else change.account.groups.get(identifier)
        if group is None or group["deleted"]:
            change.problems.add(key, f"Group: {entry.get('id')} is invalid", "InvalidValue")
        else:
            groups.append({"id": group["id"], "name": group["name"]})
    return {"count": len(groups), "groups": groups}


def _rules(change: Change) -> None:
    after, problems = change.after, change.problems
    if change.before is None or change.says("definition"):
        after["definition"] = read_conditions(after, problems, _FIELDS, key="definition")
    for key in ("primary_groups", "secondary_groups"):
        after[key] = _groups(change, key)
    if not after["primary_groups"]["groups"]:
        problems.add("primary_groups", "Primary groups: cannot be blank", "BlankValue")
    if after["priority"] is None or not 1 <= after["priority"] <= _LARGEST_PRIORITY:
        problems.add("priority", f"Priority: must be between 1 and {_LARGEST_PRIORITY}", "InvalidValue")
    if change.before is None:
        after["order"] = len(QUEUES.table_of(change.account)) + 1


QUEUES = Collection(
    table="queues",
    one="queue",
    many="queues",
    parameter="queue_id",
    path="queues",
    ids=Ids.ULID,
    source_type="queue",
    sort="order,id",
    rules=_rules,
    fields=(
        URL,
        ID,
        name(unique=True),
        text("description"),
        whole("priority", 1),
        whole("order", 1, nullable=False),
        Field("definition", mapping, make=lambda _account, _row: {"all": [], "any": []}, nullable=False),
        inner("primary_groups"),
        inner("secondary_groups"),
        CREATED,
        UPDATED,
    ),
)

serve(
    QUEUES,
    list_whole="ListQueues",
    create="CreateQueue",
    show="ShowQueueById",
    update="UpdateQueue",
    delete="DeleteQueue",
)
reorder("ReorderQueues", QUEUES, "queue_ids", lambda _call: Answer(status=204), complete=True, field="order")


@answers("ListQueueDefinitions")
def list_definitions(call: Call) -> Answer:
    """Answer what the tickets of a queue may be chosen by."""
    conditions: Iterable[Row] = [condition(call.account, field) for field in sorted(_FIELDS)]
    return Answer({"definitions": {"conditions_all": conditions, "conditions_any": conditions}})
