"""Triggers of custom objects.

https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/
"""

from zendesk_async.emulator import _business_rules
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Change, Collection, Parent
from zendesk_async.emulator._collection_fields import own
from zendesk_async.emulator._collection_operations import destroy_many, serve, update_many
from zendesk_async.emulator._custom_objects import fields_of, object_of
from zendesk_async.emulator._rule_conditions import ACTIONS
from zendesk_async.emulator._rule_definitions import action, condition, operator, title_of
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._triggers import FIELDS, rules


def _rules(change: Change) -> None:
    rules(change)
    if change.before is None and change.after["position"] is None:
        key = change.after["_object_key"]
        held = [row for row in TRIGGERS.table_of(change.account).rows() if row["_object_key"] == key]
        change.after["position"] = max((row["position"] for row in held), default=0) + 1


TRIGGERS = Collection(
    table="object_triggers",
    one="trigger",
    many="triggers",
    parameter="trigger_id",
    path="custom_objects/{_object_key}/triggers",
    parents=(Parent("custom_object_key", "custom_objects", "_object_key"),),
    source_type="rule",
    sort="position,title,id",
    sorts=("id", "title", "position", "created_at", "updated_at"),
    rules=_rules,
    show=_business_rules.shown,
    filters={"active": _business_rules.active},
    fields=(*FIELDS, own("_object_key")),
)

answers("ListObjectTriggers")(_business_rules.list_handler(TRIGGERS))
answers("ListActiveObjectTriggers")(_business_rules.active_handler(TRIGGERS))
answers("SearchObjectTriggers")(_business_rules.search_handler(TRIGGERS, needs_query=False))
serve(
    TRIGGERS,
    create="CreateObjectTrigger",
    show="GetObjectTrigger",
    update="UpdateObjectTrigger",
    delete="DeleteObjectTrigger",
)
update_many("UpdateManyObjectTriggers", TRIGGERS, ("position", "active"))
destroy_many("DeleteManyObjectTriggers", TRIGGERS)


@answers("ListObjectTriggersDefinitions")
def list_definitions(call: Call) -> Answer:
    """Answer what the triggers of an object may ask for, and what they may do."""
    key = object_of(call)["key"]
    of_record: list[Row] = [
        {
            "title": field["title"],
            "subject": f"custom_object.{key}.custom_fields.{field['key']}",
            "type": "list" if field["custom_field_options"] else "text",
            "group": "custom_object",
            "nullable": True,
            "repeatable": False,
            "operators": [operator(one) for one in ("is", "is_not", "present", "not_present", "changed")],
        }
        for field in fields_of(call.account, key)
    ]
    conditions = [condition(call.account, "update_type"), *of_record]
    webhooks = [action(call.account, name) for name in sorted(ACTIONS) if name.startswith("notification")]
    updates: list[Row] = [
        {
            "title": title_of(str(entry["title"])),
            "subject": entry["subject"],
            "type": entry["type"],
            "group": "custom_object",
            "nullable": True,
            "repeatable": False,
            "values": [],
        }
        for entry in of_record
    ]
    actions = [*webhooks, *updates]
    return Answer({"definitions": {"actions": actions, "conditions_all": conditions, "conditions_any": conditions}})
