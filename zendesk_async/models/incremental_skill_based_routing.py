"""What incremental exports of skill-based routing give."""

from datetime import datetime

from zendesk_async.models.base import Record, record


@record
class RoutingAttributeEvent(Record):
    """That an attribute was created, changed or deleted."""

    id: str | None = None
    name: str | None = None
    type: str | None = None
    """`create`, `update` or `delete`."""
    time: datetime | None = None


@record
class RoutingAttributeValueEvent(Record):
    """That a value of an attribute was created, changed or deleted."""

    id: str | None = None
    attribute_id: str | None = None
    name: str | None = None
    type: str | None = None
    """`create`, `update` or `delete`."""
    time: datetime | None = None


@record
class RoutingInstanceValueEvent(Record):
    """That an agent or a ticket got or lost a skill."""

    id: str | None = None
    attribute_value_id: str | None = None
    instance_id: str | None = None
    """A user's or a ticket's, as text."""
    type: str | None = None
    """Such as `associate_agent` or `unassociate_ticket`."""
    time: datetime | None = None
