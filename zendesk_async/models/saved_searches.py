"""Saved searches: records and payloads."""

from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

SavedSearchType = Literal["ticket", "user", "organization", "side_conversation", "article"]


@record
class SavedSearch(Record):
    """A search that an agent saved.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/saved_searches/
    """

    id: str | None = None
    name: str | None = None
    query: str | None = None
    type: SavedSearchType | str | None = None
    filters: str | None = None
    """JSON, as text."""
    created_at: datetime | None = None
    updated_at: datetime | None = None


class SavedSearchInput(TypedDict, total=False):
    """A search to save."""

    name: Required[str]
    query: Required[str]
    type: Required[SavedSearchType]
    filters: str
    """JSON, as text."""
