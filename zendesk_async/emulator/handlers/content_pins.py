"""Content that agents pinned to tickets.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_content_pins/
"""

from typing import Final

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection, Ids
from zendesk_async.emulator._collection_fields import ID, own, text
from zendesk_async.emulator._refusals import listed, missing_parameter, record_not_found
from zendesk_async.emulator._validation import string

TYPES: Final = ("article", "external_content", "community_post")
MOST: Final = 10

PINS: Final = Collection(
    table="ticket_content_pins",
    one="ticket_content_pin",
    many="ticket_content_pins",
    parameter="content_pin_id",
    ids=Ids.ULID,
    fields=(
        ID,
        own("account_id"),
        text("ticket_id"),
        text("content_id"),
        text("content_type"),
        text("locale"),
        own("url"),
        own("created_at"),
    ),
)


@answers("ListTicketContentPins")
def list_pins(call: Call) -> Answer:
    """Answer what is pinned to a ticket (to all without one)."""
    ticket = call.query.get("ticket_id")
    if ticket is not None and not (ticket.isdecimal() and int(ticket) in call.account.tickets):
        raise record_not_found()
    pins = PINS.table_of(call.account)
    rows = pins.rows(pins.where("ticket_id", ticket) if ticket is not None else None)
    return Answer({"ticket_content_pins": rows, "count": len(rows)})


@answers("CreateTicketContentPin")
def create_pin(call: Call) -> Answer:
    """Pin content to a ticket: 400 when something is missing, 409 when it is pinned already, 422 beyond the limit."""
    given = PINS.given(call)
    for key in ("ticket_id", "content_id", "content_type"):
        if not given.get(key):
            raise missing_parameter(key)
    ticket = string("ticket_id", given["ticket_id"]) or ""
    if not ticket.isdecimal() or int(ticket) not in call.account.tickets:
        raise listed(400, "InvalidTicket", "The ticket could not be found")
    if given["content_type"] not in TYPES:
        raise listed(422, "InvalidContentType", f"content_type must be one of {', '.join(TYPES)}")
    pins = PINS.table_of(call.account)
    held = pins.rows(pins.where("ticket_id", ticket))
    if any((row["content_id"], row["locale"]) == (given["content_id"], given.get("locale")) for row in held):
        raise listed(409, "Conflict", "The content is pinned to the ticket already")
    if len(held) >= MOST:
        raise listed(422, "TooManyPins", f"A ticket has at most {MOST} pins")
    kept = {"account_id": str(call.account.account_id), "created_at": call.clock.stamp()}
    url = f"{call.base}/hc/{given.get('locale') or 'en-us'}/articles/{given['content_id']}"
    return Answer(PINS.create(call, {**given, "ticket_id": ticket}, url=url, **kept), 201)


@answers("DeleteTicketContentPin")
def delete_pin(call: Call) -> Answer:
    """Take a pin away, and answer what it was."""
    row = PINS.found(call)
    PINS.remove(call, row)
    return Answer(row)
