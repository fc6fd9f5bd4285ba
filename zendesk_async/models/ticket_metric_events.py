"""Events of ticket metrics."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from zendesk_async.models.base import Record, record

TicketMetricName = Literal[
    "agent_work_time",
    "pausable_update_time",
    "periodic_update_time",
    "reply_time",
    "requester_wait_time",
    "resolution_time",
    "group_ownership_time",
]

TicketMetricEventType = Literal[
    "activate", "pause", "fulfill", "apply_sla", "apply_group_sla", "breach", "update_status", "measure"
]


@record
class MetricEventSLA(Record):
    """The SLA policy's target that an event applies."""

    target: int | None = None
    """In minutes."""
    business_hours: bool | None = None
    policy: Mapping[str, Any] | None = None
    """Its id, title and description."""
    target_in_seconds: int | None = None


@record
class MetricEventStatus(Record):
    """How long a metric ran, in minutes."""

    calendar: int | None = None
    business: int | None = None


@record
class TicketMetricEvent(Record):
    """One thing that happened to a metric of a ticket: it began, paused, was met or was breached.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metric_events/
    """

    id: int | None = None
    ticket_id: int | None = None
    metric: TicketMetricName | str | None = None
    instance_id: int | None = None
    """Counts how often the ticket began to measure the metric; 0 for what is about all of them."""
    type: TicketMetricEventType | str | None = None
    time: datetime | None = None
    sla: MetricEventSLA | None = None
    """With `apply_sla` only, as is `group_sla` with `apply_group_sla`."""
    group_sla: MetricEventSLA | None = None
    status: MetricEventStatus | None = None
    """With `update_status` only."""
    deleted: bool | None = None
    """With `breach` only: whether the breach was called off."""
