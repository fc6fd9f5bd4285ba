# Written by tools/mirror.py from zendesk_async/resources/task_list_templates.py: change that one, then run `make mirror`.

"""Task list templates: tasks that can be added to tickets."""

from typing import Unpack

from zendesk_async.models.task_list_templates import (
    Task,
    TaskListTemplate,
    TaskListTemplateCreate,
    TaskListTemplateUpdate,
)
from zendesk_async.resources.task_list_templates import TaskListTemplates as AsyncTaskListTemplates
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class TaskListTemplates(Resource[AsyncTaskListTemplates]):
    """Task list templates: tasks that can be added to tickets.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/task_list_templates/
    """

    def list(
        self, *, page_size: int | None = None, page_after: str | None = None, page_before: str | None = None
    ) -> Paginator[TaskListTemplate]:
        """Iterate over the templates."""
        return self._paginate(self._async.list(page_size=page_size, page_after=page_after, page_before=page_before))

    def show(self, task_list_template_id: str) -> TaskListTemplate:
        """Return one template."""
        return self._wait(self._async.show(task_list_template_id))

    def list_tasks(
        self, task_list_template_id: str, *, page: int | None = None, per_page: int | None = None
    ) -> Paginator[Task]:
        """Iterate over the tasks of a template, by position."""
        return self._paginate(self._async.list_tasks(task_list_template_id, page=page, per_page=per_page))

    def create(self, **task_list_template: Unpack[TaskListTemplateCreate]) -> TaskListTemplate:
        """Create a template."""
        return self._wait(self._async.create(**task_list_template))

    def update(
        self, task_list_template_id: str, /, **task_list_template: Unpack[TaskListTemplateUpdate]
    ) -> TaskListTemplate:
        """Change a template and its tasks. Tasks that are left out stay."""
        return self._wait(self._async.update(task_list_template_id, **task_list_template))

    def delete(self, task_list_template_id: str) -> None:
        """Delete a template. Lists that were made of it stay."""
        self._wait(self._async.delete(task_list_template_id))
