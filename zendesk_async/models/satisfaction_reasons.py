"""Satisfaction reasons."""

from datetime import datetime

from zendesk_async.models.base import Record, record


@record
class SatisfactionReason(Record):
    """A reason that requesters can give for a bad rating.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_reasons/
    """

    id: int | None = None
    url: str | None = None
    value: str | None = None
    """The reason in the caller's language."""
    raw_value: str | None = None
    """With its placeholder of dynamic content."""
    reason_code: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    deleted_at: datetime | None = None
