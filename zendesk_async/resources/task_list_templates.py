"""Task list templates: tasks that can be added to tickets."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.task_list_templates import (
    Task,
    TaskListTemplate,
    TaskListTemplateCreate,
    TaskListTemplateUpdate,
)
from zendesk_async.pagination import Paginator


class TaskListTemplates(Resource):
    """Task list templates: tasks that can be added to tickets.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/task_list_templates/
    """

    _list = Operation(
        "ListTaskListTemplates",
        "GET /api/v2/task_list_templates",
        TaskListTemplate,
        key="task_list_templates",
        paging=Paging.CURSOR,
    )

    def list(
        self, *, page_size: int | None = None, page_after: str | None = None, page_before: str | None = None
    ) -> Paginator[TaskListTemplate]:
        """Iterate over the templates."""
        return self._paginate(self._list, page_size=page_size, page_after=page_after, page_before=page_before)

    _show = Operation(
        "ShowTaskListTemplate",
        "GET /api/v2/task_list_templates/{task_list_template_id}",
        TaskListTemplate,
        key="task_list_template",
    )

    async def show(self, task_list_template_id: str) -> TaskListTemplate:
        """Return one template."""
        return await self._call(self._show, task_list_template_id=task_list_template_id)

    _list_tasks = Operation(
        "GetTasksByTaskListTemplateId",
        "GET /api/v2/task_list_templates/{task_list_template_id}/tasks",
        Task,
        key="tasks",
        paging=Paging.OFFSET,
    )

    def list_tasks(
        self, task_list_template_id: str, *, page: int | None = None, per_page: int | None = None
    ) -> Paginator[Task]:
        """Iterate over the tasks of a template, by position."""
        return self._paginate(
            self._list_tasks, task_list_template_id=task_list_template_id, page=page, per_page=per_page
        )

    _create = Operation(
        "CreateTaskListTemplate",
        "POST /api/v2/task_list_templates",
        TaskListTemplate,
        key="task_list_template",
        body="task_list_template",
    )

    async def create(self, **task_list_template: Unpack[TaskListTemplateCreate]) -> TaskListTemplate:
        """Create a template."""
        return await self._call(self._create, body=task_list_template)

    _update = Operation(
        "UpdateTaskListTemplate",
        "PUT /api/v2/task_list_templates/{task_list_template_id}",
        TaskListTemplate,
        key="task_list_template",
        body="task_list_template",
    )

    async def update(
        self, task_list_template_id: str, /, **task_list_template: Unpack[TaskListTemplateUpdate]
    ) -> TaskListTemplate:
        """Change a template and its tasks. Tasks that are left out stay."""
        return await self._call(self._update, task_list_template_id=task_list_template_id, body=task_list_template)

    _delete = Operation(
        "DeleteTaskListTemplate", "DELETE /api/v2/task_list_templates/{task_list_template_id}", NoContent
    )

    async def delete(self, task_list_template_id: str) -> None:
        """Delete a template. Lists that were made of it stay."""
        await self._call(self._delete, task_list_template_id=task_list_template_id)
