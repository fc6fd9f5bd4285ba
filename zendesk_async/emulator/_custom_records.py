"""Records of custom objects: made, changed, found.

https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
"""

from collections.abc import Collection
from typing import Any

import msgspec

from zendesk_async.emulator._call import Call
from zendesk_async.emulator._custom_objects import FIELDS, MOST_RECORDS, fields_of, name_field, records_of
from zendesk_async.emulator._field_values import read_values
from zendesk_async.emulator._record_search import FilterError, Test, parse, words
from zendesk_async.emulator._refusals import invalid_attribute, listed, record_invalid, record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._validation import Problems, mapping, string

LARGEST_RECORD = 32 * 1024
"""Bytes of one record: https://developer.zendesk.com/api-reference/introduction/rate-limits/"""

_STANDARD = ("id", "name", "external_id", "created_at", "updated_at", "created_by_user", "updated_by_user")


def record_of(call: Call, key: str, identifier: str) -> Row:
    """Return a record of an object; 404 when there is none."""
    row = records_of(call.account).get(identifier)
    if row is None or row["custom_object_key"] != key:
        raise record_not_found()
    return row


def ids_of(call: Call, key: str) -> list[str]:
    """Return the ids of the records of an object."""
    return records_of(call.account).where("custom_object_key", key)


def find(call: Call, key: str, field: str, value: Any) -> Row | None:
    """Return the record of an object with this external id or name."""
    wanted = str(value)
    for row in records_of(call.account).rows(ids_of(call, key)):
        if row[field] is not None and row[field] == wanted:
            return row
    return None


def create(call: Call, key: str, given: Row) -> Row:
    """Make a record. 422 when that cannot be."""
    account, stamp, user = call.account, call.clock.stamp(), str(call.user["id"])
    problems = Problems()
    if len(ids_of(call, key)) >= MOST_RECORDS:
        problems.add("base", f"Custom object records: at most {MOST_RECORDS}", "TooLong")
    identifier = account.new_ulid()
    named = name_field(account, key)
    numbered = bool(named["properties"].get("autoincrement_enabled"))
    row: Row = {
        "url": call.url(f"custom_objects/{key}/records/{identifier}"),
        "id": identifier,
        "name": _numbered(named) if numbered else string("name", given.get("name")),
        "custom_object_key": key,
        "custom_object_fields": {},
        "created_by_user_id": user,
        "updated_by_user_id": user,
        "created_at": stamp,
        "updated_at": stamp,
        "external_id": string("external_id", given.get("external_id")),
        "photo": None,
    }
    row["custom_object_fields"] = _values(call, key, given, {}, problems)
    _check(call, row, problems)
    if numbered:
        properties = {**named["properties"]}
        properties["autoincrement_next_sequence"] = int(properties["autoincrement_next_sequence"]) + 1
        FIELDS.table_of(account).change(named["id"], {"properties": properties})
    return records_of(account).insert(row)


def update(call: Call, row: Row, given: Row) -> Row:
    """Change a record; values that are not named stay."""
    problems = Problems()
    key = row["custom_object_key"]
    after: Row = {**row, "updated_at": call.clock.stamp(), "updated_by_user_id": str(call.user["id"])}
    if "name" in given and not name_field(call.account, key)["properties"].get("autoincrement_enabled"):
        after["name"] = string("name", given["name"])
    if "external_id" in given:
        after["external_id"] = string("external_id", given["external_id"])
    after["custom_object_fields"] = _values(call, key, given, row["custom_object_fields"], problems)
    _check(call, after, problems)
    return records_of(call.account).replace(row["id"], after)


def _numbered(field: Row) -> str:
    properties: Row = field["properties"]
    padding = int(properties.get("autoincrement_padding") or 0)
    number = int(properties.get("autoincrement_next_sequence") or 1)
    return f"{properties.get('autoincrement_prefix') or ''}{number:0{padding}d}"


def _values(call: Call, key: str, given: Row, held: Row, problems: Problems) -> Row:
    values = mapping("custom_object_fields", given.get("custom_object_fields"))
    return read_values(call.account, fields_of(call.account, key), values, held, problems)


def _check(call: Call, row: Row, problems: Problems) -> None:
    problems.present(row, "name")
    problems.at_most(row, "name", 255)
    key = row["custom_object_key"]
    if row["external_id"] is not None:
        taken = find(call, key, "external_id", row["external_id"])
        if taken is not None and taken["id"] != row["id"]:
            problems.add("external_id", "External has already been taken", "DuplicateValue")
    if name_field(call.account, key)["properties"].get("is_unique") and row["name"] is not None:
        taken = find(call, key, "name", row["name"])
        if taken is not None and taken["id"] != row["id"]:
            problems.add("name", "Name has already been taken", "DuplicateValue")
    if len(msgspec.json.encode(row)) > LARGEST_RECORD:
        problems.add("base", f"Record: is larger than {LARGEST_RECORD} bytes", "TooLong")
    problems.refuse()


def by_key(call: Call, key: str) -> tuple[str, str]:
    """Return the field and value by which a request means a record: `external_id` or, where it is unique, `name`."""
    external_id, name = call.query.get("external_id"), call.query.get("name")
    if (external_id is None) is (name is None):
        raise invalid_attribute("external_id", "Exactly one of external_id and name must be given")
    if external_id is not None:
        return "external_id", external_id
    if not name_field(call.account, key)["properties"].get("is_unique"):
        raise record_invalid({"name": [("Name: is not unique for this object", "InvalidValue")]})
    return "name", str(name)


# Searching


def read(row: Row, field: str) -> Any:
    """Return what a filter means by a field."""
    match field:
        case "created_by_user" | "updated_by_user":
            return row[f"{field}_id"]
        case _ if field.startswith("custom_object_fields."):
            return row["custom_object_fields"].get(field.partition(".")[2])
        case _ if field in row:
            return row[field]
        case _:
            return row["custom_object_fields"].get(field)


def filter_of(call: Call, key: str, given: Any) -> Test:
    """Return the test of a filter of records; 400 when it makes no sense."""
    own = [field["key"] for field in fields_of(call.account, key)]
    names: Collection[str] = {*_STANDARD, *own, *(f"custom_object_fields.{name}" for name in own)}
    try:
        return parse(given, names, read)
    except FilterError as error:
        raise listed(400, "InvalidFilter", str(error)) from None


def matching(call: Call, key: str, query: str) -> list[str]:
    """Return the ids of the records of an object whose texts hold these words."""
    test = words(query)
    return [row["id"] for row in records_of(call.account).rows(ids_of(call, key)) if test(_text(row))]


def _text(row: Row) -> str:
    texts = [row["name"], row["external_id"], *row["custom_object_fields"].values()]
    return " ".join(str(text) for text in texts if isinstance(text, str | int | float) and not isinstance(text, bool))
