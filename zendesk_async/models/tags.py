"""Tags."""

from datetime import datetime
from typing import TypedDict

from zendesk_async.models.base import Record, record


@record
class Tag(Record):
    """A tag, and how often it was used in the last 60 days."""

    name: str | None = None
    count: int | None = None


class TagsGuard(TypedDict, total=False):
    """Guards a change of a ticket's tags against one made meanwhile."""

    safe_update: bool
    updated_stamp: datetime | str
