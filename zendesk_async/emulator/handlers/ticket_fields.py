"""Ticket fields and their options.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/
"""

from collections.abc import Sequence

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator import _field_options
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._field_input import new_field, read_changes
from zendesk_async.emulator._paging import Style, Subset, count_answer, list_answer
from zendesk_async.emulator._refusals import forbidden, invalid_attribute, missing_parameter, record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._sideloads import referred
from zendesk_async.emulator._ticket_fields import SYSTEM_TYPES
from zendesk_async.emulator._validation import integers


def _field(call: Call) -> Row:
    field = call.account.ticket_fields.get(call.identifier("ticket_field_id"))
    if field is None:
        raise record_not_found()
    return field


def _sideloads(call: Call, rows: Sequence[Row]) -> Row:
    if "users" not in call.includes():
        return {}
    return {"users": referred(call.account.users, rows, ("creator_user_id",))}


def _shown(call: Call, row: Row) -> Row:
    shown = {key: value for key, value in row.items() if key not in {"creator_user_id", "creator_app_name"}}
    if call.flag("creator"):
        # -1 is Zendesk itself: https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/
        shown["creator_user_id"] = row.get("creator_user_id", -1)
        shown["creator_app_name"] = row.get("creator_app_name")
    return shown


@answers("ListTicketFields")
def list_fields(call: Call) -> Answer:
    """Answer all ticket fields by position, in one piece unless pages are asked for."""
    return list_answer(
        call,
        "ticket_fields",
        call.account.ticket_fields,
        sort="position,id",
        style=Style.WHOLE,
        render=lambda rows: [_shown(call, row) for row in rows],
        sideloads=lambda rows: _sideloads(call, rows),
    )


@answers("CountTicketFields")
def count_fields(call: Call) -> Answer:
    """Answer how many ticket fields there are."""
    return count_answer(call, len(call.account.ticket_fields))


@answers("ShowManyTicketFields")
def show_many_fields(call: Call) -> Answer:
    """Answer the ticket fields with these ids or keys."""
    fields = call.account.ticket_fields
    if "ids" in call.query:
        ids = [identifier for identifier in dict.fromkeys(call.ids()) if identifier in fields]
    elif "keys" in call.query:
        keys = [key.strip() for key in call.query["keys"].split(",") if key.strip()]
        ids = [identifier for key in keys for identifier in fields.where("key", key)]
    else:
        raise missing_parameter("ids")
    return list_answer(
        call,
        "ticket_fields",
        Subset(fields, ids),
        sort="position,id",
        render=lambda rows: [_shown(call, row) for row in rows],
    )


@answers("ShowTicketfield")
def show_field(call: Call) -> Answer:
    """Answer one ticket field."""
    field = _field(call)
    return Answer({"ticket_field": _shown(call, field), **_sideloads(call, [field])})


@answers("CreateTicketField")
def create_field(call: Call) -> Answer:
    """Make a ticket field."""
    field = call.account.ticket_fields.insert(new_field(call, call.envelope("ticket_field")))
    return Answer({"ticket_field": _shown(call, field)}, 201, {"Location": field["url"]})


@answers("UpdateTicketField")
def update_field(call: Call) -> Answer:
    """Change a ticket field. Options that are not named are taken out; the type stays."""
    field = _field(call)
    changes = read_changes(call, call.envelope("ticket_field"), field)
    after = call.account.ticket_fields.change(field["id"], {**changes, "updated_at": call.clock.stamp()})
    return Answer({"ticket_field": _shown(call, after)})


@answers("DeleteTicketField")
def delete_field(call: Call) -> Answer:
    """Delete a ticket field; system fields stay."""
    field = _field(call)
    if field["type"] in SYSTEM_TYPES:
        raise forbidden()
    call.account.ticket_fields.remove(field["id"])
    return Answer(status=204)


@answers("ReorderTicketFields")
def reorder_fields(call: Call) -> Answer:
    """Bring the ticket fields into an order; those not named follow as they were."""
    ids = call.body.get("ticket_field_ids") if is_object(call.body) else None
    if not is_array(ids):
        raise invalid_attribute("ticket_field_ids", "is required")
    fields = call.account.ticket_fields
    named = [identifier for identifier in integers("ticket_field_ids", ids) if identifier in fields]
    others = [row["id"] for row in sorted(fields.rows(), key=lambda row: row["position"]) if row["id"] not in named]
    for position, identifier in enumerate([*named, *others]):
        fields.change(identifier, {"position": position})
    return Answer({})


def _with_options(call: Call) -> Row:
    field = _field(call)
    if field["type"] not in _field_options.WITH_OPTIONS:
        raise record_not_found()
    return field


@answers("ListTicketFieldOptions")
def list_options(call: Call) -> Answer:
    """Answer the options of a field."""
    field = _with_options(call)
    rows = [_field_options.option_row(call, field, option) for option in field["custom_field_options"]]
    return list_answer(call, "custom_field_options", rows, sort="position,id")


@answers("ShowTicketFieldOption")
def show_option(call: Call) -> Answer:
    """Answer one option of a field."""
    field = _with_options(call)
    option = _field_options.option_of(field, call.identifier("ticket_field_option_id"))
    return Answer({"custom_field_option": _field_options.option_row(call, field, option)})


@answers("CreateOrUpdateTicketFieldOption")
def write_option(call: Call) -> Answer:
    """Change the option with the id or the value that is named, or make a new one."""
    field = _with_options(call)
    option, created = _field_options.write_option(call, field, call.envelope("custom_field_option"))
    payload = {"custom_field_option": _field_options.option_row(call, call.account.ticket_fields[field["id"]], option)}
    location = f"/api/v2/ticket_fields/{field['id']}/options.json"
    return Answer(payload, 201 if created else 200, {"Location": location})


@answers("DeleteTicketFieldOption")
def delete_option(call: Call) -> Answer:
    """Take an option out of a field."""
    field = _with_options(call)
    option = _field_options.option_of(field, call.identifier("ticket_field_option_id"))
    kept = [entry for entry in field["custom_field_options"] if entry["id"] != option["id"]]
    call.account.ticket_fields.change(field["id"], {"custom_field_options": kept, "updated_at": call.clock.stamp()})
    return Answer(status=204)
