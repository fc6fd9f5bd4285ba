# Written by tools/mirror.py from zendesk_async/resources/incremental_skill_based_routing.py: change that one, then run `make mirror`.

"""Incremental exports of skill-based routing: what changed about skills, and about who has them."""

from zendesk_async.models.incremental_skill_based_routing import (
    RoutingAttributeEvent,
    RoutingAttributeValueEvent,
    RoutingInstanceValueEvent,
)
from zendesk_async.resources.incremental_skill_based_routing import (
    IncrementalSkillBasedRouting as AsyncIncrementalSkillBasedRouting,
)
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class IncrementalSkillBasedRouting(Resource[AsyncIncrementalSkillBasedRouting]):
    """Incremental exports of skill-based routing: what changed about skills, and about who has them.

    Admins may call these. Without a `cursor` they begin with the first change. At most 10 requests a minute, together
    with the other exports.

    https://developer.zendesk.com/api-reference/ticketing/tickets/incremental_skill_based_routing/
    """

    def export_attributes(self, *, cursor: str | None = None) -> Paginator[RoutingAttributeEvent]:
        """Iterate over the changes of attributes, oldest first."""
        return self._paginate(self._async.export_attributes(cursor=cursor))

    def export_attribute_values(self, *, cursor: str | None = None) -> Paginator[RoutingAttributeValueEvent]:
        """Iterate over the changes of attributes' values, oldest first."""
        return self._paginate(self._async.export_attribute_values(cursor=cursor))

    def export_instance_values(self, *, cursor: str | None = None) -> Paginator[RoutingInstanceValueEvent]:
        """Iterate over what gave skills to agents and tickets, or took them, oldest first."""
        return self._paginate(self._async.export_instance_values(cursor=cursor))
