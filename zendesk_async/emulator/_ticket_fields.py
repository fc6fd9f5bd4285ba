"""Values of custom fields on tickets, and the tags that come with them.

https://developer.zendesk.com/documentation/ticketing/managing-tickets/creating-and-updating-tickets/#setting-custom-field-values
"""

import datetime as dt
import re
from collections.abc import Collection, Sequence
from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._validation import Problems, integer

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
SYSTEM_TYPES = frozenset(
    {"subject", "description", "status", "tickettype", "priority", "group", "assignee", "custom_status"}
)


def custom_fields(account: Account) -> list[Row]:
    """Return the account's own ticket fields, by position."""
    rows = [row for row in account.ticket_fields.rows() if row["type"] not in SYSTEM_TYPES]
    return sorted(rows, key=lambda row: (row["position"], row["id"]))


def empty_values(account: Account) -> list[Row]:
    """Return the custom fields of a new ticket: checkboxes are off, everything else is null."""
    return [
        {"id": field["id"], "value": False if field["type"] == "checkbox" else None} for field in custom_fields(account)
    ]


def read_values(value: Any, problems: Problems) -> dict[int, Any]:
    """Read `custom_fields`: a list of `{id, value}`, or an object from id to value."""
    pairs: list[tuple[Any, Any]] = []
    if is_object(value):
        pairs = list(value.items())
    elif is_array(value):
        for entry in value:
            if is_object(entry) and "id" in entry:
                pairs.append((entry["id"], entry.get("value")))
            elif is_object(entry):
                pairs.extend(entry.items())
    else:
        problems.add("base", "Custom fields: are invalid", "InvalidValue")
    values: dict[int, Any] = {}
    for key, held in pairs:
        identifier = integer("custom_fields", key)
        if identifier is not None:
            values[identifier] = held
    return values


def apply(account: Account, values: Sequence[Row], changes: dict[int, Any], problems: Problems) -> list[Row]:
    """Return a ticket's values with changes; unknown fields are ignored, values that do not fit are noted."""
    held = {entry["id"]: entry["value"] for entry in values}
    for identifier, value in changes.items():
        field = account.ticket_fields.get(identifier)
        if field is None or field["type"] in SYSTEM_TYPES:
            continue
        taken, fits = _taken(field, value)
        if fits:
            held[identifier] = taken
        else:
            problems.add("base", f"{field['title']}: is invalid", "InvalidValue")
    return [{"id": identifier, "value": value} for identifier, value in held.items()]


def _taken(field: Row, value: Any) -> tuple[Any, bool]:
    kind = field["type"]
    if kind == "checkbox":
        return value in (True, "true", "1", 1), value in (True, False, None, "true", "false", "1", "0", 1, 0, "")
    if value is None or value == "" or value == []:
        return None, True
    if kind == "multiselect":
        chosen = {str(entry) for entry in (value if is_array(value) else [value])}
        return sorted(chosen), chosen <= _options(field)
    text = str(value)
    match kind:
        case "tagger":
            return text, text in _options(field)
        case "date":
            return text[:10], _is_date(text[:10])
        case "integer" | "decimal":
            return text, bool(_NUMBER.fullmatch(text))
        case "regexp":
            return text, _matches(field["regexp_for_validation"], text)
        case "partialcreditcard":
            return f"XXXXXXXXXXXX{text[-4:]}", text[-4:].isdecimal()
        case _:
            return text, isinstance(value, str | int | float)


def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _matches(pattern: str | None, text: str) -> bool:
    if not pattern:
        return True
    try:
        # Ruby's anchors of the whole text.
        return re.search(pattern.replace(r"\z", r"\Z"), text) is not None
    except re.error:
        return True


def _options(field: Row) -> set[str]:
    return {option["value"] for option in field.get("custom_field_options") or ()}


def tags_of_values(account: Account, values: Sequence[Row]) -> set[str]:
    """Return the tags that the values of custom fields put on a ticket."""
    tags: set[str] = set()
    for entry in values:
        value = entry["value"]
        if not value:
            continue
        field = account.ticket_fields.get(entry["id"])
        if field is None:
            continue
        if field["type"] == "tagger":
            tags.add(value)
        elif field["type"] == "multiselect":
            tags.update(value)
        elif field["type"] == "checkbox" and field["tag"]:
            tags.add(field["tag"])
    return tags


def without_lost_tags(account: Account, values: Sequence[Row], tags: Collection[str]) -> list[Row]:
    """Return the values without those whose tags were taken off the ticket."""
    kept: list[Row] = []
    for entry in values:
        field = account.ticket_fields.get(entry["id"])
        value = entry["value"]
        if field is not None and value:
            if field["type"] == "tagger" and value not in tags:
                value = None
            elif field["type"] == "multiselect":
                value = [option for option in value if option in tags] or None
            elif field["type"] == "checkbox" and field["tag"] and field["tag"] not in tags:
                value = False
        kept.append({"id": entry["id"], "value": value})
    return kept


def with_new_tags(account: Account, values: Sequence[Row], tags: Collection[str]) -> list[Row]:
    """Return the values with the options whose tags were put on the ticket."""
    chosen: list[Row] = []
    for entry in values:
        field = account.ticket_fields.get(entry["id"])
        value = entry["value"]
        if field is not None:
            options = sorted(_options(field) & set(tags))
            if field["type"] == "tagger" and not value and options:
                value = options[0]
            elif field["type"] == "multiselect" and options:
                value = options
            elif field["type"] == "checkbox" and field["tag"] and field["tag"] in tags:
                value = True
        chosen.append({"id": entry["id"], "value": value})
    return chosen
