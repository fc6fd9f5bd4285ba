"""Which statuses of an account's own the tickets of a form may have.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_form_statuses/
"""

from collections.abc import Sequence
from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection, Ids, Parent
from zendesk_async.emulator._collection_fields import ID, whole
from zendesk_async.emulator._paging import Subset
from zendesk_async.emulator._refusals import invalid_attribute, missing_parameter, record_invalid, record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._validation import integer, strings

STATUSES = Collection(
    table="ticket_form_statuses",
    one="ticket_form_status",
    many="ticket_form_statuses",
    parameter="ticket_form_status_id",
    ids=Ids.ULID,
    parents=(
        Parent("ticket_form_id", "ticket_forms", "ticket_form_id"),
        Parent("custom_status_id", "custom_statuses", "custom_status_id"),
    ),
    filters={
        "ticket_form_id": lambda _call, text, row: str(row["ticket_form_id"]) in text.split(","),
        "filter[custom_status_id]": lambda _call, text, row: str(row["custom_status_id"]) in text.split(","),
        "filter[id]": lambda _call, text, row: row["id"] in text.split(","),
    },
    fields=(ID, whole("ticket_form_id"), whole("custom_status_id")),
)


def _rows(call: Call) -> Sequence[Row]:
    rows, table = STATUSES.rows(call), STATUSES.table_of(call.account)
    return table.rows(rows.ids if isinstance(rows, Subset) else None)


def _answer(rows: Sequence[Row]) -> Answer:
    return Answer({"ticket_form_statuses": list(rows)})


@answers("ListTicketFormStatuses", "TicketFormTicketFormStatuses")
def list_form_statuses(call: Call) -> Answer:
    """Answer which statuses go with which forms."""
    return _answer(_rows(call))


@answers("ShowManyTicketFormStatuses")
def show_many_form_statuses(call: Call) -> Answer:
    """Answer those with these ids."""
    ids = strings("ids", call.query.get("ids"))
    if not ids:
        raise missing_parameter("ids")
    return _answer(STATUSES.table_of(call.account).rows(ids))


def _entries(call: Call) -> Sequence[Row]:
    entries: Any = call.body.get("ticket_form_status") if is_object(call.body) else None
    if is_object(entries):
        entries = [entries]
    if not is_array(entries) or not all(map(is_object, entries)):
        raise invalid_attribute("ticket_form_status", "must be an array of objects")
    return entries


def _add(call: Call, field: str, table: str, entries: Sequence[Row]) -> list[Row]:
    """Put forms and statuses together; a pair that is there already stays as it is."""
    parents, statuses = STATUSES.parents_of(call), STATUSES.table_of(call.account)
    wanted: list[int] = []
    for entry in entries:
        identifier = integer(field, entry.get(field))
        if identifier is None or identifier not in call.account.table(table):
            raise record_invalid({field: [(f"{field}: {identifier} is invalid", "InvalidValue")]})
        wanted.append(identifier)
    rows: list[Row] = []
    for identifier in dict.fromkeys(wanted):
        pair = {**parents, field: identifier}
        known = [row for row in statuses.rows() if all(row[key] == value for key, value in pair.items())]
        ordered = {"ticket_form_id": pair["ticket_form_id"], "custom_status_id": pair["custom_status_id"]}
        rows.append(known[0] if known else statuses.insert(ordered))
    return rows


@answers("CreateTicketFormStatuses")
def create_for_form(call: Call) -> Answer:
    """Let the tickets of a form have more statuses."""
    return _answer(_add(call, "custom_status_id", "custom_statuses", _entries(call)))


@answers("CreateTicketFormStatusesForCustomStatus")
def create_for_status(call: Call) -> Answer:
    """Let the tickets of more forms have a status."""
    return _answer(_add(call, "ticket_form_id", "ticket_forms", _entries(call)))


@answers("UpdateTicketFormStatuses")
def update_form_statuses(call: Call) -> Answer:
    """Add statuses to a form (`custom_status_id`), and take some from it (`id` with `_destroy`)."""
    STATUSES.parents_of(call)
    table = STATUSES.table_of(call.account)
    entries = _entries(call)
    gone = [entry for entry in entries if str(entry.get("_destroy", "")).lower() in {"true", "1"}]
    for row in [STATUSES.get(call, entry.get("id")) for entry in gone]:
        table.remove(row["id"])
    _add(call, "custom_status_id", "custom_statuses", [entry for entry in entries if entry not in gone])
    return _answer(_rows(call))


@answers("UpdateTicketFormStatusById")
def update_form_status(call: Call) -> Answer:
    """Put another status in the place of one."""
    row = STATUSES.found(call)
    table = STATUSES.table_of(call.account)
    for entry in _entries(call):
        status = integer("custom_status_id", entry.get("custom_status_id"))
        if str(entry.get("_destroy", "")).lower() in {"true", "1"}:
            table.remove(row["id"])
        elif status is not None:
            if status not in call.account.custom_statuses:
                raise record_invalid({"custom_status_id": [("Custom status: is invalid", "InvalidValue")]})
            table.change(row["id"], {"custom_status_id": status})
    return _answer(_rows(call))


@answers("DeleteTicketFormStatuses")
def delete_form_statuses(call: Call) -> Answer:
    """Take statuses from a form: those that the body names."""
    STATUSES.parents_of(call)
    body: Any = call.body.get("id") if is_object(call.body) else None
    ids = strings("id", body if body is not None else call.query.get("id"))
    if not ids:
        raise missing_parameter("id")
    rows = [STATUSES.get(call, identifier) for identifier in ids]
    if not rows:
        raise record_not_found()
    for row in rows:
        STATUSES.remove(call, row)
    return Answer(status=204)


@answers("DeleteTicketFormStatusById")
def delete_form_status(call: Call) -> Answer:
    """Take one status from a form."""
    STATUSES.remove(call, STATUSES.found(call))
    return Answer(status=204)
