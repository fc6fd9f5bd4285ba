"""Suspended tickets."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, TypedDict

from zendesk_async.models.attachments import Attachment
from zendesk_async.models.base import Record, record
from zendesk_async.models.common import Via

SuspendedTicketSortBy = Literal["author_email", "cause", "created_at", "subject"]


@record
class SuspendedTicketAuthor(Record):
    """Who wrote what was suspended."""

    id: int | None = None
    """None when it is nobody known."""
    name: str | None = None
    email: str | None = None


@record
class SuspendedTicket(Record):
    """A mail that was not made a ticket, because it looks like spam or could not be trusted.

    https://developer.zendesk.com/api-reference/ticketing/tickets/suspended_tickets/#json-format
    """

    id: int | None = None
    url: str | None = None
    author: SuspendedTicketAuthor | None = None
    subject: str | None = None
    content: str | None = None
    cause: str | None = None
    """Such as `Detected as spam`."""
    cause_id: int | None = None
    """https://support.zendesk.com/hc/en-us/articles/4408886840986"""
    error_messages: tuple[Mapping[str, Any], ...] = ()
    message_id: str | None = None
    ticket_id: int | None = None
    """The ticket it was meant for, when it is an answer."""
    recipient: str | None = None
    brand_id: int | None = None
    attachments: tuple[Attachment, ...] = ()
    via: Via | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class SuspendedTicketsExport(Record):
    """An export of the suspended tickets, which is sent by mail."""

    view_id: str | None = None
    status: str | None = None


class RecoveryAuthor(TypedDict, total=False):
    """Who is to be the author of recovered tickets."""

    id: int
    email: str
