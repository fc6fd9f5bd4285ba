"""Skips: tickets that agents passed over."""

from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.ticket_payloads import TicketUpdate
from zendesk_async.models.tickets import Ticket

TicketSkipSideload = Literal["tickets", "users"]


@record
class TicketSkip(Record):
    """That an agent skipped a ticket in guided mode, and why.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_skips/#json-format
    """

    id: int | None = None
    ticket_id: int | None = None
    user_id: int | None = None
    reason: str | None = None
    ticket: Ticket | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class TicketSkipCreate(TypedDict, total=False):
    """A skip to record."""

    ticket_id: Required[int]
    reason: Required[str]
    ticket: TicketUpdate
