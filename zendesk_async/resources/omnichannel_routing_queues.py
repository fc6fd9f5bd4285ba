"""Queues of omnichannel routing: where tickets wait for agents."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.omnichannel_routing_queues import Queue, QueueCreate, QueueUpdate
from zendesk_async.models.rule_definitions import RuleDefinitions
from zendesk_async.pagination import Paginator


class OmnichannelRoutingQueues(Resource):
    """Queues of omnichannel routing: where tickets wait for agents.

    Admins may call these, unless a method says otherwise. Ids are ULIDs.

    https://developer.zendesk.com/api-reference/ticketing/tickets/omnichannel_routing_queues/
    """

    _list = Operation("ListQueues", "GET /api/v2/queues", Queue, key="queues", paging=Paging.SINGLE)

    def list(self) -> Paginator[Queue]:
        """Iterate over the queues, in their order."""
        return self._paginate(self._list)

    _show = Operation("ShowQueueById", "GET /api/v2/queues/{queue_id}", Queue, key="queue")

    async def show(self, queue_id: str) -> Queue:
        """Return one queue. Agents may call this."""
        return await self._call(self._show, queue_id=queue_id)

    _show_definitions = Operation(
        "ListQueueDefinitions", "GET /api/v2/queues/definitions", RuleDefinitions, key="definitions"
    )

    async def show_definitions(self) -> RuleDefinitions:
        """Return the conditions that queues can have."""
        return await self._call(self._show_definitions)

    _create = Operation("CreateQueue", "POST /api/v2/queues", Queue, key="queue", body="queue")

    async def create(self, **queue: Unpack[QueueCreate]) -> Queue:
        """Create a queue."""
        return await self._call(self._create, body=queue)

    _update = Operation("UpdateQueue", "PUT /api/v2/queues/{queue_id}", Queue, key="queue", body="queue")

    async def update(self, queue_id: str, /, **queue: Unpack[QueueUpdate]) -> Queue:
        """Change a queue."""
        return await self._call(self._update, queue_id=queue_id, body=queue)

    _reorder = Operation("ReorderQueues", "PATCH /api/v2/queues/order", NoContent)

    async def reorder(self, queue_ids: Sequence[str]) -> None:
        """Give the queues a new order: the ids of all of them. Raises `BadRequest` when one is missing."""
        await self._call(self._reorder, body={"queue_ids": queue_ids})

    _delete = Operation("DeleteQueue", "DELETE /api/v2/queues/{queue_id}", NoContent)

    async def delete(self, queue_id: str) -> None:
        """Delete a queue."""
        await self._call(self._delete, queue_id=queue_id)
