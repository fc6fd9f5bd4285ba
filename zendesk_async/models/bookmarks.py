"""Bookmarks of tickets."""

from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.tickets import Ticket


@record
class Bookmark(Record):
    """A ticket that the caller wants to return to.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/bookmarks/#json-format
    """

    id: int | None = None
    url: str | None = None
    ticket: Ticket | None = None
    created_at: datetime | None = None


class BookmarkCreate(TypedDict, total=False):
    """A bookmark to set."""

    ticket_id: Required[int]
