"""Content pins: help for agents, pinned to tickets."""

from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class TicketContentPin(Record):
    """An article or other content that is pinned to a ticket.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_content_pins/
    """

    id: str | None = None
    url: str | None = None
    account_id: str | None = None
    ticket_id: str | None = None
    content_id: str | None = None
    content_type: str | None = None
    locale: str | None = None
    created_at: datetime | None = None


class TicketContentPinCreate(TypedDict, total=False):
    """What to pin to a ticket."""

    ticket_id: Required[str]
    content_id: Required[str]
    content_type: Required[str]
    locale: str
