"""Who may do what with the records of custom objects: access rules, and policies of roles that use them.

https://developer.zendesk.com/api-reference/custom-data/custom-objects/permissions/
"""

from collections.abc import Iterable
from typing import Any, Final

from zendesk_async._json import is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Change, Collection, Parent
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, Field, name, own, text
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._custom_objects import fields_of, object_of
from zendesk_async.emulator._refusals import record_invalid, record_not_found
from zendesk_async.emulator._rule_conditions import needs_conditions, read_conditions
from zendesk_async.emulator._rule_definitions import operator, value
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._table import Table
from zendesk_async.emulator._validation import boolean, integer, mapping
from zendesk_async.emulator.handlers.custom_roles import CUSTOM_ROLES

ACTIONS: Final = ("create", "delete", "read", "update")
_STANDARD: Final = frozenset({"created_by_user", "updated_by_user", "name", "external_id", "created_at", "updated_at"})


def _rules(change: Change) -> None:
    if change.before is None or change.says("conditions"):
        own_fields = {
            f"custom_object.{change.after['_object_key']}.custom_fields." + field["key"] for field in _fields(change)
        }
        names = {field["key"] for field in _fields(change)}
        known = _STANDARD | own_fields | names
        conditions = read_conditions(change.after, change.problems, known, prefixes=("custom_object.",))
        needs_conditions(conditions, change.problems)
        change.after["conditions"] = conditions


def _fields(change: Change) -> Iterable[Row]:
    return fields_of(change.account, change.after["_object_key"])


def _removing(call: Call, row: Row) -> None:
    for policy in _stored(call).rows():
        if any(action["rule_id"] == row["id"] for action in policy["records"].values()):
            raise record_invalid({"base": [("The access rule is used by a permission policy", "InvalidValue")]})


RULES = Collection(
    table="custom_object_access_rules",
    one="access_rule",
    many="access_rules",
    parameter="id",
    parents=(Parent("custom_object_key", "custom_objects", "_object_key"),),
    rules=_rules,
    removing=_removing,
    fields=(
        ID,
        name("title"),
        text("description"),
        Field("conditions", mapping, make=lambda _account, _row: {}, required=True, nullable=False),
        CREATED,
        UPDATED,
        own("_object_key"),
    ),
)

serve(
    RULES,
    list_whole="ListAccessRules",
    create="CreateAccessRule",
    show="ShowAccessRule",
    update="UpdateAccessRule",
    delete="DeleteAccessRule",
)


@answers("ListAccessRuleDefinitions")
def list_definitions(call: Call) -> Answer:
    """Answer what an access rule may ask for."""
    key = object_of(call)["key"]
    people = ("created_by_user", "updated_by_user")
    conditions: list[Row] = [_definition(field, ("is", "matches"), "autocomplete") for field in people]
    conditions += [_definition(field, ("is", "is_not"), "text") for field in ("name", "external_id")]
    for field in fields_of(call.account, key):
        subject = f"custom_object.{key}.custom_fields.{field['key']}"
        number = field["type"] in {"integer", "decimal", "date"}
        operators = ("is", "is_not", "greater_than", "less_than") if number else ("is", "is_not", "present")
        conditions.append(_definition(subject, operators, field["type"], title=field["title"]))
    return Answer({"definitions": {"conditions_all": conditions, "conditions_any": conditions}})


def _definition(subject: str, operators: Iterable[str], kind: str, title: str | None = None) -> Row:
    definition: Row = {
        "group": "custom_object",
        "subject": subject,
        "title": title or subject.replace("_", " ").capitalize(),
        "type": kind,
        "nullable": False,
        "repeatable": False,
        "operators": [operator(one) for one in operators],
    }
    if kind == "autocomplete":
        definition["metadata"] = {
            "collection_key": "users",
            "field_id": None,
            "item_key": "user",
            "source": None,
            "url": "api/v2/users/autocomplete",
        }
        definition["values"] = [{**value("current_user", "(current user)"), "dynamic": True}]
    return definition


# Policies: one for each role; kept once somebody changed it.


def _stored(call: Call) -> Table[str]:
    return call.account.table("custom_object_policies", call.account.new_ulid)


def _roles(call: Call) -> Iterable[tuple[str, str]]:
    yield "end-user", "End User"
    for role in CUSTOM_ROLES.table_of(call.account).rows():
        yield f"custom-role-{role['id']}", role["name"]
    yield from (("agent", "Agent"), ("light-agent", "Light Agent"))


def _policy(call: Call, key: str, role: str, title: str) -> Row:
    for row in _stored(call).rows():
        if row["_object_key"] == key and row["role"] == role:
            return {"id": role, "role_name": title, "records": row["records"]}
    agent = role != "end-user"
    return {
        "id": role,
        "role_name": title,
        "records": {action: {"allowed": agent, "rule_id": None} for action in ACTIONS},
    }


def _found(call: Call) -> tuple[str, str, str]:
    key = object_of(call)["key"]
    for role, title in _roles(call):
        if role == call.path["id"]:
            return key, role, title
    raise record_not_found()


@answers("ListPermissionPolicies")
def list_policies(call: Call) -> Answer:
    """Answer what each role may do with the records of an object."""
    key = object_of(call)["key"]
    return Answer({"policies": [_policy(call, key, role, title) for role, title in _roles(call)]})


@answers("ShowPermissionPolicy")
def show_policy(call: Call) -> Answer:
    """Answer what one role may do."""
    return Answer({"policy": _policy(call, *_found(call))})


@answers("UpdatePermissionPolicy")
def update_policy(call: Call) -> Answer:
    """Change what a role may do, with all records or with those that an access rule leaves."""
    key, role, title = _found(call)
    policy = _policy(call, key, role, title)
    given: Any = call.envelope("policy").get("records")
    records = {**policy["records"]}
    rules = RULES.table_of(call.account)
    for action, value_of in given.items() if is_object(given) else ():
        if action not in ACTIONS or not is_object(value_of):
            raise record_invalid({"records": [(f"{action}: is invalid", "InvalidValue")]})
        rule_id = integer("rule_id", value_of.get("rule_id"))
        if rule_id is not None and (rules.get(rule_id) or {}).get("_object_key") != key:
            raise record_invalid({"records": [(f"Rule: {rule_id} is invalid", "InvalidValue")]})
        records[action] = {"allowed": bool(boolean("allowed", value_of.get("allowed"))), "rule_id": rule_id}
    stored = _stored(call)
    for row in stored.rows():
        if row["_object_key"] == key and row["role"] == role:
            stored.remove(row["id"])
    stored.insert({"_object_key": key, "role": role, "records": records})
    return Answer({"policy": {**policy, "records": records}})
