"""Task lists: the tasks of a ticket."""

from typing import Unpack

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.task_lists import TaskList, TaskListCreate
from zendesk_async.pagination import Paginator


class TaskLists(Resource):
    """Task lists: the tasks of a ticket.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/tickets/task_lists/
    """

    _list_by_ticket = Operation(
        "ShowTaskList", "GET /api/v2/tickets/{ticket_id}/task_lists", TaskList, key="task_lists", paging=Paging.OFFSET
    )

    def list_by_ticket(
        self, ticket_id: int, *, page: int | None = None, per_page: int | None = None
    ) -> Paginator[TaskList]:
        """Iterate over the task lists of a ticket."""
        return self._paginate(self._list_by_ticket, ticket_id=ticket_id, page=page, per_page=per_page)

    _create = Operation(
        "CreateTaskList", "POST /api/v2/tickets/{ticket_id}/task_lists", TaskList, key="task_lists", body="task_list"
    )

    async def create(self, ticket_id: int, /, **task_list: Unpack[TaskListCreate]) -> TaskList:
        """Add the tasks of a template to a ticket; return the new list."""
        return await self._call(self._create, ticket_id=ticket_id, body=task_list)
