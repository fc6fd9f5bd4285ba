"""Metrics of tickets."""

from datetime import datetime

from zendesk_async.models.base import Record, record


@record
class TicketMetricTime(Record):
    """A length of time, in the unit that the field names."""

    calendar: int | None = None
    business: int | None = None
    """Counted in business hours."""


@record
class TicketMetric(Record):
    """How long a ticket took."""

    id: int | None = None
    url: str | None = None
    ticket_id: int | None = None
    group_stations: int | None = None
    """Groups that the ticket went through."""
    assignee_stations: int | None = None
    """Assignees that the ticket went through."""
    reopens: int | None = None
    replies: int | None = None
    assignee_updated_at: datetime | None = None
    requester_updated_at: datetime | None = None
    status_updated_at: datetime | None = None
    custom_status_updated_at: datetime | None = None
    initially_assigned_at: datetime | None = None
    assigned_at: datetime | None = None
    solved_at: datetime | None = None
    latest_comment_added_at: datetime | None = None
    reply_time_in_minutes: TicketMetricTime | None = None
    reply_time_in_seconds: TicketMetricTime | None = None
    """To the first reply, for messaging; calendar time only."""
    first_resolution_time_in_minutes: TicketMetricTime | None = None
    full_resolution_time_in_minutes: TicketMetricTime | None = None
    agent_wait_time_in_minutes: TicketMetricTime | None = None
    requester_wait_time_in_minutes: TicketMetricTime | None = None
    on_hold_time_in_minutes: TicketMetricTime | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
