"""Activities: what happened of late to the caller's tickets."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from zendesk_async.models.base import Record, record
from zendesk_async.models.users import User

ActivitySideload = Literal["fields_metadata"]


@record
class Activity(Record):
    """Something that happened of late and concerns the caller.

    https://developer.zendesk.com/api-reference/ticketing/tickets/activity_stream/#json-format
    """

    id: int | None = None
    url: str | None = None
    title: str | None = None
    verb: str | None = None
    """Such as `tickets.assignment`, `tickets.comment` or `tickets.priority_increase`."""
    user_id: int | None = None
    user: User | None = None
    """Whom it concerns."""
    actor_id: int | None = None
    actor: User | None = None
    """Who did it."""
    object: Mapping[str, Any] | None = None
    target: Mapping[str, Any] | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
