"""Custom objects and their fields.

https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_objects/
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from zendesk_async.emulator import _custom_fields
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._collection import Change, Collection, Ids, Parent
from zendesk_async.emulator._collection_fields import CREATED, UPDATED, URL, flag, mirror, name, own, text
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._table import Table
from zendesk_async.emulator._validation import boolean, integer, string

MOST_OBJECTS: Final = {"essential": 3, "team": 3, "growth": 5, "professional": 30}
"""Objects of an account by its plan, 50 for all others
(https://support.zendesk.com/hc/en-us/articles/5914453843994)."""

MOST_FIELDS: Final = 400
MOST_RECORDS: Final = 1_000_000
NAME_FIELD: Final = "standard::name"
_STANDARD: Final = ((NAME_FIELD, "Name", True), ("standard::external_id", "External ID", False))
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_LONGEST_PREFIX = 30
_MOST_PADDING = 9

RECORDS: Final = "custom_object_records"


def most_objects(account: Account) -> int:
    """Return how many objects an account may have."""
    return MOST_OBJECTS.get(account.plan, 50)


def _rules(change: Change) -> None:
    after, problems = change.after, change.problems
    for key in ("title", "title_pluralized", "description"):
        if change.says(f"raw_{key}") and not change.says(key):
            after[key] = change.given[f"raw_{key}"]
        after[f"raw_{key}"] = after[key]
    author = str(change.call.user["id"])
    after["updated_by_user_id"] = author
    if change.before is not None:
        return
    after["created_by_user_id"] = author
    key = str(after["key"])
    if not _KEY.fullmatch(key):
        problems.add("key", "Key: is not properly formatted", "InvalidFormat")
    if len(OBJECTS.table_of(change.account)) >= most_objects(change.account):
        problems.add("base", f"Custom objects: at most {most_objects(change.account)}", "TooLong")
    after["id"] = key


def _removing(call: Call, row: Row) -> None:
    account, key = call.account, row["key"]
    for table, field in (
        (FIELDS.table_of(account), "_object_key"),
        (records_of(account), "custom_object_key"),
        (account.table("object_triggers"), "_object_key"),
        (account.table("custom_object_access_rules"), "_object_key"),
        (account.table("custom_object_policies"), "_object_key"),
    ):
        for identifier in table.where(field, key):
            table.remove(identifier)


OBJECTS = Collection(
    table="custom_objects",
    one="custom_object",
    many="custom_objects",
    parameter="custom_object_key",
    path="custom_objects",
    ids=Ids.GIVEN,
    source_type="custom_object",
    sort="created_at,id",
    rules=_rules,
    removing=_removing,
    show=lambda _call, row: {key: value for key, value in row.items() if key != "id"},
    fields=(
        URL,
        text("key", required=True, nullable=False, fixed=True, unique=True),
        own("created_by_user_id"),
        own("updated_by_user_id"),
        CREATED,
        UPDATED,
        name("title"),
        mirror("raw_title", "title"),
        name("title_pluralized"),
        mirror("raw_title_pluralized", "title_pluralized"),
        text("description"),
        mirror("raw_description", "description"),
        flag("include_in_list_view", default=True),
        flag("allows_photos"),
        flag("allows_attachments"),
    ),
)


def object_of(call: Call) -> Row:
    """Return the object that the path names; 404 when there is none."""
    return OBJECTS.get(call, call.path["custom_object_key"])


def records_of(account: Account) -> Table[str]:
    """Return the records of all objects."""
    return account.table(RECORDS, account.new_ulid)


def _field_rules(change: Change) -> None:
    after, problems = change.after, change.problems
    if change.before is None and str(after["key"]).startswith("standard::"):
        problems.add("key", "Key: is reserved", "InvalidValue")
        return
    if change.before is None and len(siblings(change.account, after["_object_key"])) >= MOST_FIELDS:
        problems.add("base", f"Custom object fields: at most {MOST_FIELDS}", "TooLong")
    if str(after["key"]).startswith("standard::"):
        if not after["active"]:
            problems.add("active", "Active: a standard field cannot be made inactive", "InvalidValue")
    else:
        _custom_fields.rules(change, FIELDS)
    _check_properties(change)


def _check_properties(change: Change) -> None:
    """Check what a name field does by itself: number its records."""
    before: Row = {} if change.before is None else change.before["properties"]
    given: Row = change.after["properties"]
    properties = {**before, **given}
    for key, check in (
        ("autoincrement_enabled", boolean),
        ("is_unique", boolean),
        ("autoincrement_padding", integer),
        ("autoincrement_next_sequence", integer),
        ("autoincrement_prefix", string),
    ):
        if key in given:
            properties[key] = check(key, given[key])
    if len(properties.get("autoincrement_prefix") or "") > _LONGEST_PREFIX:
        change.problems.add("properties", f"Prefix: is too long (maximum is {_LONGEST_PREFIX} characters)", "TooLong")
    if not 0 <= (properties.get("autoincrement_padding") or 0) <= _MOST_PADDING:
        change.problems.add("properties", f"Padding: must be between 0 and {_MOST_PADDING}", "InvalidValue")
    change.after["properties"] = properties


FIELDS = Collection(
    table="custom_object_fields",
    one="custom_object_field",
    many="custom_object_fields",
    parameter="custom_object_field_key_or_id",
    path="custom_objects/{_object_key}/fields",
    parents=(Parent("custom_object_key", "custom_objects", "_object_key"),),
    source_type="custom_object_field",
    sort="position,id",
    rules=_field_rules,
    show=_custom_fields.show,
    fields=(*_custom_fields.FIELDS, *_custom_fields.FURTHER, own("_object_key")),
)


def siblings(account: Account, key: str) -> Sequence[Row]:
    """Return all fields of an object, the standard ones too."""
    fields = FIELDS.table_of(account)
    return fields.rows(fields.where("_object_key", key))


def fields_of(account: Account, key: str) -> Sequence[Row]:
    """Return the fields that an object was given."""
    return [row for row in siblings(account, key) if not row["key"].startswith("standard::")]


def name_field(account: Account, key: str) -> Row:
    """Return the field of the records' names."""
    return next(row for row in siblings(account, key) if row["key"] == NAME_FIELD)


def add_standard_fields(account: Account, key: str) -> None:
    """Give a new object the fields that every object has."""
    numbering = {
        "autoincrement_enabled": False,
        "autoincrement_next_sequence": 1,
        "autoincrement_padding": 0,
        "autoincrement_prefix": "",
        "is_unique": False,
    }
    for place, (field, title, required) in enumerate(_STANDARD):
        named: Row = dict.fromkeys(("title", "raw_title", "description", "raw_description"), title)
        properties = numbering if field == NAME_FIELD else {}
        more: Row = {"type": "text", "key": field, "position": place, "required": required, "properties": properties}
        FIELDS.seed(account, {**named, **more, "_object_key": key})


def field_of(call: Call) -> Row:
    """Return the field of an object that the path names, by id or by key."""
    key = object_of(call)["key"]
    text_of = call.path["custom_object_field_key_or_id"]
    for row in siblings(call.account, key):
        if text_of in {row["key"], str(row["id"])}:
            return row
    raise record_not_found()


def without_values(account: Account, key: str, field: str) -> None:
    """Take the values of a field out of all records of an object."""
    records = records_of(account)
    for identifier in records.where("custom_object_key", key):
        values: Row = records[identifier]["custom_object_fields"]
        if field in values:
            kept = {name: value for name, value in values.items() if name != field}
            records.change(identifier, {"custom_object_fields": kept})


def listed_fields(call: Call, key: str) -> Iterable[Row]:
    """Return the fields of an object as the query asks for them."""
    every = siblings(call.account, key) if call.flag("include_standard_fields") else fields_of(call.account, key)
    return sorted(every, key=lambda row: (row["position"], row["id"]))
