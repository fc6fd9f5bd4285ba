"""Fields that an account gives its users, organizations, custom objects and assets, and the options of some of them.

https://developer.zendesk.com/api-reference/ticketing/users/user_fields/
"""

import re
from collections.abc import Sequence
from typing import Any, Final

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._collection import Change, Collection
from zendesk_async.emulator._collection_fields import (
    CREATED,
    ID,
    UPDATED,
    URL,
    Field,
    choice,
    flag,
    inner,
    name,
    own,
    text,
    whole,
)
from zendesk_async.emulator._field_options import read_options
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._validation import mapping

TYPES: Final = (
    "text",
    "textarea",
    "checkbox",
    "date",
    "integer",
    "decimal",
    "regexp",
    "dropdown",
    "multiselect",
    "lookup",
)
"""https://developer.zendesk.com/api-reference/ticketing/users/user_fields/#json-format"""

WITH_OPTIONS: Final = frozenset({"dropdown", "multiselect"})
_KEY = re.compile(r"[A-Za-z0-9_-]{1,255}(::[A-Za-z0-9_-]{1,255})?")
_MIRRORED = ("title", "description")
_TARGETS = ("zen:user", "zen:organization", "zen:ticket", "zen:custom_object:")


def _options(_name: str, value: Any) -> Any:
    return value


FIELDS: Final = (
    URL,
    ID,
    choice("type", TYPES, "text", required=True, fixed=True),
    text("key", required=True, fixed=True, unique=True, longest=255),
    name("title"),
    text("description"),
    text("raw_title"),
    text("raw_description"),
    whole("position", nullable=False),
    flag("active", default=True),
    own("system", default=False),
    text("regexp_for_validation"),
    CREATED,
    UPDATED,
    text("tag"),
    Field("custom_field_options", _options, make=lambda _account, _row: None, nullable=False),
    text("relationship_target_type", fixed=True),
    Field("relationship_filter", mapping, make=lambda _account, _row: None, nullable=False),
)
"""The fields of a field, in the order of recorded answers."""

FURTHER: Final = (flag("required"), flag("readonly"), inner("properties"))
"""What fields of custom objects have beside."""


def rules(change: Change, collection: Collection) -> None:
    """Check a field that is made or changed."""
    after, problems = change.after, change.problems
    if not _KEY.fullmatch(str(after["key"])):
        problems.add("key", "Key: is not properly formatted", "InvalidFormat")
    for plain in _MIRRORED:
        raw = f"raw_{plain}"
        if change.says(raw) and not change.says(plain):
            after[plain] = after[raw]
        elif change.before is None or change.says(plain):
            after[raw] = after[plain]
    if after["type"] == "regexp" and not after["regexp_for_validation"]:
        problems.add("regexp_for_validation", "Regexp for validation: cannot be blank", "BlankValue")
    if after["type"] == "lookup" and not str(after["relationship_target_type"] or "").startswith(_TARGETS):
        problems.add("relationship_target_type", "Relationship target type: is invalid", "InvalidValue")
    if after["type"] in WITH_OPTIONS:
        _read_options(change)
    if change.before is None and after["position"] is None:
        siblings = siblings_of(change, collection)
        after["position"] = max((row["position"] for row in siblings), default=-1) + 1


def siblings_of(change: Change, collection: Collection) -> Sequence[Row]:
    """Return the fields of the same parent."""
    rows = collection.table_of(change.account).rows()
    return [row for row in rows if all(row[one.field] == change.after[one.field] for one in collection.parents)]


def _read_options(change: Change) -> None:
    known: Sequence[Row] = () if change.before is None else change.before["custom_field_options"]
    given: Any = change.after["custom_field_options"]
    if change.before is not None and not change.says("custom_field_options"):
        return
    if given is None:
        given = []
    if not is_array(given) or not all(map(is_object, given)):
        change.problems.add("custom_field_options", "Custom field options: are invalid", "InvalidValue")
        return
    if not given:
        change.problems.add("custom_field_options", "Custom field options: cannot be blank", "BlankValue")
    change.after["custom_field_options"] = read_options(change.call, given, known, change.problems)


def show(_call: Call, row: Row) -> Row:
    """Return a field as answers have it: what does not go with its type is left out."""
    kind = row["type"]
    left_out = {
        "tag": kind != "checkbox",
        "custom_field_options": kind not in WITH_OPTIONS,
        "relationship_target_type": kind != "lookup",
        "relationship_filter": kind != "lookup",
    }
    return {key: value for key, value in row.items() if not left_out.get(key, False)}
