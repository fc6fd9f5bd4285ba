"""Task lists of tickets."""

from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class TaskList(Record):
    """A list of tasks that was added to a ticket.

    https://developer.zendesk.com/api-reference/ticketing/tickets/task_lists/
    """

    id: str | None = None
    name: str | None = None
    description: str | None = None
    task_list_template_id: str | None = None
    ticket_id: str | None = None
    is_required: bool | None = None
    task_count: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class TaskListCreate(TypedDict, total=False):
    """Which template to add."""

    task_list_template_id: Required[str]
