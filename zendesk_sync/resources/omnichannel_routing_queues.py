# Written by tools/mirror.py from zendesk_async/resources/omnichannel_routing_queues.py: change that one, then run `make mirror`.

"""Queues of omnichannel routing: where tickets wait for agents."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.omnichannel_routing_queues import Queue, QueueCreate, QueueUpdate
from zendesk_async.models.rule_definitions import RuleDefinitions
from zendesk_async.resources.omnichannel_routing_queues import OmnichannelRoutingQueues as AsyncOmnichannelRoutingQueues
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class OmnichannelRoutingQueues(Resource[AsyncOmnichannelRoutingQueues]):
    """Queues of omnichannel routing: where tickets wait for agents.

    Admins may call these, unless a method says otherwise. Ids are ULIDs.

    https://developer.zendesk.com/api-reference/ticketing/tickets/omnichannel_routing_queues/
    """

    def list(self) -> Paginator[Queue]:
        """Iterate over the queues, in their order."""
        return self._paginate(self._async.list())

    def show(self, queue_id: str) -> Queue:
        """Return one queue. Agents may call this."""
        return self._wait(self._async.show(queue_id))

    def show_definitions(self) -> RuleDefinitions:
        """Return the conditions that queues can have."""
        return self._wait(self._async.show_definitions())

    def create(self, **queue: Unpack[QueueCreate]) -> Queue:
        """Create a queue."""
        return self._wait(self._async.create(**queue))

    def update(self, queue_id: str, /, **queue: Unpack[QueueUpdate]) -> Queue:
        """Change a queue."""
        return self._wait(self._async.update(queue_id, **queue))

    def reorder(self, queue_ids: Sequence[str]) -> None:
        """Give the queues a new order: the ids of all of them. Raises `BadRequest` when one is missing."""
        self._wait(self._async.reorder(queue_ids))

    def delete(self, queue_id: str) -> None:
        """Delete a queue."""
        self._wait(self._async.delete(queue_id))
