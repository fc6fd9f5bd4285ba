# Written by tools/mirror.py from zendesk_async/resources/task_lists.py: change that one, then run `make mirror`.

"""Task lists: the tasks of a ticket."""

from typing import Unpack

from zendesk_async.models.task_lists import TaskList, TaskListCreate
from zendesk_async.resources.task_lists import TaskLists as AsyncTaskLists
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class TaskLists(Resource[AsyncTaskLists]):
    """Task lists: the tasks of a ticket.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/tickets/task_lists/
    """

    def list_by_ticket(
        self, ticket_id: int, *, page: int | None = None, per_page: int | None = None
    ) -> Paginator[TaskList]:
        """Iterate over the task lists of a ticket."""
        return self._paginate(self._async.list_by_ticket(ticket_id, page=page, per_page=per_page))

    def create(self, ticket_id: int, /, **task_list: Unpack[TaskListCreate]) -> TaskList:
        """Add the tasks of a template to a ticket; return the new list."""
        return self._wait(self._async.create(ticket_id, **task_list))
