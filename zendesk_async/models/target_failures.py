"""Failures of targets."""

from datetime import datetime

from zendesk_async.models.base import Record, record


@record
class TargetFailure(Record):
    """A failed call of a target. The last 25 of a target are kept.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/target_failures/
    """

    id: int | None = None
    url: str | None = None
    target_name: str | None = None
    status_code: int | None = None
    consecutive_failure_count: int | None = None
    raw_request: str | None = None
    """Only when it is shown alone, as is `raw_response`."""
    raw_response: str | None = None
    created_at: datetime | None = None
