"""Lookup relationships: what points to a record, and what the records that may be pointed to are chosen by.

https://developer.zendesk.com/api-reference/ticketing/lookup_relationships/lookup_relationships/
"""

from typing import Any, Final

from zendesk_async.emulator import _custom_objects
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._paging import Subset, list_answer
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._rule_conditions import TICKET
from zendesk_async.emulator._rule_definitions import definitions, operator
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator.handlers.user_fields import ORGANIZATION_FIELDS, USER_FIELDS

_CUSTOM: Final = "zen:custom_object:"
_TABLES: Final = {"zen:user": "users", "zen:organization": "organizations", "zen:ticket": "tickets"}
_STANDARD: Final = {
    "zen:user": ("role", "organization_id", "locale_id", "tags", "verified"),
    "zen:organization": ("name", "tags", "external_id"),
}


def _known(call: Call, kind: str) -> str:
    if kind not in _TABLES:
        key = kind.removeprefix(_CUSTOM)
        if key == kind or key not in _custom_objects.OBJECTS.table_of(call.account):
            raise record_not_found()
    return kind


def _fields(call: Call, kind: str) -> list[Row]:
    account = call.account
    match kind:
        case "zen:user":
            return USER_FIELDS.table_of(account).rows()
        case "zen:organization":
            return ORGANIZATION_FIELDS.table_of(account).rows()
        case "zen:ticket":
            return account.ticket_fields.rows()
        case _:
            return list(_custom_objects.fields_of(account, kind.removeprefix(_CUSTOM)))


@answers("GetRelationshipFilterDefinitions")
def list_definitions(call: Call) -> Answer:
    """Answer what the records of a kind may be chosen by."""
    kind = _known(call, call.path["target_type"])
    if call.query.get("source_type"):
        _known(call, call.query["source_type"])
    if kind == "zen:ticket":
        return Answer({"definitions": definitions(call.account, TICKET)})
    group = kind.removeprefix("zen:").partition(":")[0]
    own: list[tuple[str, str]] = [
        (name, name.replace("_", " ").capitalize()) for name in _STANDARD.get(kind, ("name",))
    ]
    own += [(f"{group}.custom_fields.{field['key']}", str(field["title"])) for field in _fields(call, kind)]
    conditions: list[Row] = [
        {
            "title": title,
            "subject": subject,
            "type": "text",
            "group": group,
            "nullable": True,
            "repeatable": False,
            "operators": [operator(one) for one in ("is", "is_not", "present", "not_present")],
        }
        for subject, title in own
    ]
    return Answer({"definitions": {"conditions_all": conditions, "conditions_any": conditions}})


def _target(call: Call, kind: str) -> str:
    identifier = call.path["target_id"]
    if kind in _TABLES:
        table = call.account.table(_TABLES[kind])
        if not identifier.isdecimal() or int(identifier) not in table:
            raise record_not_found()
    else:
        row = _custom_objects.records_of(call.account).get(identifier)
        if row is None or row["custom_object_key"] != kind.removeprefix(_CUSTOM):
            raise record_not_found()
    return identifier


def _value(row: Row, source: str, field: Row) -> Any:
    match source:
        case "zen:user":
            return row["user_fields"].get(field["key"])
        case "zen:organization":
            return row["organization_fields"].get(field["key"])
        case "zen:ticket":
            return next((entry["value"] for entry in row["custom_fields"] if entry["id"] == field["id"]), None)
        case _:
            return row["custom_object_fields"].get(field["key"])


@answers("GetSourcesByTarget")
def list_sources(call: Call) -> Answer:
    """Answer the records of a kind that point to a record by a field."""
    target, source = _known(call, call.path["target_type"]), _known(call, call.path["source_type"])
    identifier, field_id = _target(call, target), call.identifier("field_id")
    for field in _fields(call, source):
        if field["id"] == field_id and field["type"] == "lookup" and field["relationship_target_type"] == target:
            break
    else:
        raise record_not_found()
    if source in _TABLES:
        name, table = _TABLES[source], call.account.table(_TABLES[source])
        rows = table.rows()
    else:
        name, table = "custom_object_records", _custom_objects.records_of(call.account)
        rows = table.rows(table.where("custom_object_key", source.removeprefix(_CUSTOM)))
    ids = [row["id"] for row in rows if str(_value(row, source, field)) == identifier]
    return list_answer(call, name, Subset(table, ids))
