"""Values of custom fields on users, organizations, records of custom objects and assets.

https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_fields/
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from zendesk_async._json import is_array
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._validation import Problems

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_TABLES = {"zen:user": "users", "zen:organization": "organizations", "zen:ticket": "tickets"}


def read_values(
    account: Account, fields: Sequence[Row], given: Mapping[str, Any], held: Mapping[str, Any], problems: Problems
) -> Row:
    """Return the values of a record with those that a request gives. Unknown keys are ignored.

    A value that does not fit its field is a problem; so is a required field without a value.
    """
    values: Row = {}
    for field in fields:
        key = field["key"]
        values[key] = held.get(key, False if field["type"] == "checkbox" else None)
        if key in given:
            taken, fits = _taken(account, field, given[key])
            if fits:
                values[key] = taken
            else:
                problems.add("base", f"{field['title']}: is invalid", "InvalidValue")
        if field.get("required") and values[key] in (None, "", []):
            problems.add("base", f"{field['title']}: cannot be blank", "BlankValue")
    return values


def known_values(account: Account, table: str, given: Mapping[str, Any], problems: Problems) -> Row:
    """Return values with those of the fields in a table taken by their types; keys that no field has stay as they are."""
    values = dict(given)
    for field in account.table(table).rows() if account.has_table(table) else ():
        if field["key"] in given:
            taken, fits = _taken(account, field, given[field["key"]])
            values[field["key"]] = taken
            if not fits:
                problems.add("base", f"{field['title']}: is invalid", "InvalidValue")
    return values


def _taken(account: Account, field: Row, value: Any) -> tuple[Any, bool]:
    kind = field["type"]
    if kind == "checkbox":
        return value in (True, "true", "1", 1), value in (True, False, None, "true", "false", "1", "0", 1, 0, "")
    if value is None or value == "" or value == []:
        return None, True
    options = {option["value"] for option in field.get("custom_field_options") or ()}
    match kind:
        case "dropdown":
            return value, value in options
        case "multiselect":
            chosen = [str(entry) for entry in (value if is_array(value) else [value])]
            return chosen, set(chosen) <= options
        case "date":
            return _date(value)
        case "integer":
            return _integer(value)
        case "decimal":
            fits = isinstance(value, int | float | str) and not isinstance(value, bool)
            fits = fits and bool(_NUMBER.fullmatch(str(value)))
            return (float(value) if fits else value), fits
        case "regexp":
            return value, isinstance(value, str) and _matches(field["regexp_for_validation"], value)
        case "lookup":
            return str(value), _exists(account, str(field["relationship_target_type"]), str(value))
        case _:
            return value if isinstance(value, str) else str(value), isinstance(value, str | int | float)


def _date(value: Any) -> tuple[Any, bool]:
    text = str(value)
    try:
        day = dt.date.fromisoformat(text[:10])
    except ValueError:
        return value, False
    return f"{day.isoformat()}T00:00:00+00:00", True


def _integer(value: Any) -> tuple[Any, bool]:
    if isinstance(value, bool) or not isinstance(value, int | str) or not re.fullmatch(r"[+-]?[0-9]{1,19}", str(value)):
        return value, False
    return int(value), True


def _matches(pattern: str | None, text: str) -> bool:
    try:
        # Ruby's anchors of the whole text.
        return not pattern or re.search(pattern.replace(r"\z", r"\Z"), text) is not None
    except re.error:
        return True


def _exists(account: Account, target: str, identifier: str) -> bool:
    if target.startswith("zen:custom_object:"):
        row = account.table("custom_object_records", account.new_ulid).get(identifier)
        return row is not None and row["custom_object_key"] == target.rpartition(":")[2]
    table = _TABLES.get(target)
    return table is not None and identifier.isdecimal() and int(identifier) in account.table(table)
