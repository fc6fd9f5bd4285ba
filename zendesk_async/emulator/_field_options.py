"""Options of ticket fields.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#list-ticket-field-options
"""

from collections.abc import Sequence

from zendesk_async.emulator._call import Call
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._shapes import Row, is_text
from zendesk_async.emulator._table import Table
from zendesk_async.emulator._validation import Problems, integer

WITH_OPTIONS = frozenset({"tagger", "multiselect"})
MOST_OPTIONS = 2000


def read_options(call: Call, given: Sequence[Row], known: Sequence[Row], problems: Problems) -> list[Row]:
    """Return the options of a request's list; those with a known id or value keep their id."""
    by_id = {option["id"]: option for option in known}
    by_value = {option["value"]: option for option in known}
    options = [_option(call, entry, by_id.get(entry.get("id")) or by_value.get(entry.get("value"))) for entry in given]
    check_options(options, problems)
    return options


def check_options(options: Sequence[Row], problems: Problems) -> None:
    """Note what is wrong with the options of a field."""
    values = [option["value"] for option in options]
    if any(not is_text(option["name"]) or not is_text(option["value"]) for option in options):
        problems.add("custom_field_options", "Custom field options: name and value cannot be blank", "BlankValue")
    for value in sorted({value for value in values if values.count(value) > 1 and is_text(value)}):
        text = f"Custom field options: {value} is already used by another option"
        problems.add("custom_field_options", text, "DuplicateValue")
    if len(options) > MOST_OPTIONS:
        problems.add("custom_field_options", f"Custom field options: at most {MOST_OPTIONS}", "TooLong")


def _option(call: Call, given: Row, known: Row | None) -> Row:
    before = known or {"id": call.account.new_id(), "name": None, "raw_name": None, "value": None, "default": False}
    name = given.get("name") or given.get("raw_name") or before["name"]
    return {
        "id": before["id"],
        "name": name,
        "raw_name": given.get("raw_name") or name,
        "value": given.get("value") or before["value"],
        "default": bool(given.get("default", before["default"])),
    }


def option_of(field: Row, identifier: int) -> Row:
    """Return an option of a field; 404 when there is none."""
    options: list[Row] = field["custom_field_options"]
    for option in options:
        if option["id"] == identifier:
            return option
    raise record_not_found()


def option_row(call: Call, field: Row, option: Row) -> Row:
    """Return an option as its own endpoints have it."""
    return {
        "url": call.url(f"ticket_fields/{field['id']}/options/{option['id']}"),
        **option,
        "position": field["custom_field_options"].index(option),
    }


def write_option(call: Call, field: Row, given: Row) -> tuple[Row, bool]:
    """Change or add one option of a ticket field; tell which (True: added)."""
    return write_option_of(call, call.account.ticket_fields, field, given)


def write_option_of(call: Call, fields: Table[int], field: Row, given: Row) -> tuple[Row, bool]:
    """Change or add one option of a field of this table; tell which (True: added)."""
    options: list[Row] = list(field["custom_field_options"])
    identifier = integer("id", given.get("id"))
    if identifier is not None:
        known: Row | None = option_of(field, identifier)
    else:
        known = next((option for option in options if option["value"] == given.get("value")), None)
    option = _option(call, given, known)
    if known is None:
        options.append(option)
    else:
        options[options.index(known)] = option
    problems = Problems()
    check_options(options, problems)
    problems.refuse()
    changes = {"custom_field_options": options, "updated_at": call.clock.stamp()}
    fields.change(field["id"], changes)
    return option, known is None
