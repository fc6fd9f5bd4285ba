"""Search results."""

from datetime import datetime
from typing import Literal

from zendesk_async.models.base import Record, record
from zendesk_async.models.tickets import TicketStatus

SearchSortBy = Literal["updated_at", "created_at", "priority", "status", "ticket_type"]
"""By relevance when left out."""

SearchType = Literal["ticket", "organization", "user", "group"]


@record
class SearchResult(Record):
    """A ticket, a user, an organization or a group that was found; `result_type` says which.

    The fields that all of them share stand here. `found` gives the whole record.
    """

    id: int | None = None
    url: str | None = None
    result_type: SearchType | str | None = None
    name: str | None = None
    subject: str | None = None
    description: str | None = None
    status: TicketStatus | str | None = None
    email: str | None = None
    external_id: str | None = None
    default: bool | None = None
    deleted: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
