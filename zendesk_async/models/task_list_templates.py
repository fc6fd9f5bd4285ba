"""Task list templates: records and payloads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class Task(Record):
    """A task of a template."""

    id: str | None = None
    name: str | None = None
    description: str | None = None
    position: int | None = None
    required: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class TaskListTemplate(Record):
    """A template: tasks that can be added to tickets.

    https://developer.zendesk.com/api-reference/ticketing/tickets/task_list_templates/
    """

    id: str | None = None
    url: str | None = None
    name: str | None = None
    description: str | None = None
    is_active: bool | None = None
    is_required: bool | None = None
    task_count: int | None = None
    tasks: tuple[Task, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None


class TaskCreate(TypedDict, total=False):
    """A task of a template."""

    name: Required[str]
    description: str
    position: int
    required: bool


class TaskUpdate(TypedDict, total=False):
    """A task of a template to add, to change or to remove."""

    id: str
    """That of the task to change or to remove; a task without one is added."""
    name: str
    description: str
    position: int
    required: bool
    _destroy: Literal[True]
    """Removes the task."""


class TaskListTemplateUpdate(TypedDict, total=False):
    """What to change of a task list template."""

    name: str
    description: str
    is_active: bool
    is_required: bool
    tasks: Sequence[TaskUpdate]


class TaskListTemplateCreate(TypedDict, total=False):
    """A task list template to create."""

    name: Required[str]
    description: str
    is_active: bool
    is_required: bool
    tasks: Sequence[TaskCreate]
