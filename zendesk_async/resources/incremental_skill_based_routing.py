"""Incremental exports of skill-based routing: what changed about skills, and about who has them."""

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.incremental_skill_based_routing import (
    RoutingAttributeEvent,
    RoutingAttributeValueEvent,
    RoutingInstanceValueEvent,
)
from zendesk_async.pagination import Paginator


class IncrementalSkillBasedRouting(Resource):
    """Incremental exports of skill-based routing: what changed about skills, and about who has them.

    Admins may call these. Without a `cursor` they begin with the first change. At most 10 requests a minute, together
    with the other exports.

    https://developer.zendesk.com/api-reference/ticketing/tickets/incremental_skill_based_routing/
    """

    _export_attributes = Operation(
        "IncrementalSkilBasedRoutingAttributesExport",
        "GET /api/v2/incremental/routing/attributes",
        RoutingAttributeEvent,
        key="attributes",
        paging=Paging.INCREMENTAL_LINK,
        limit="incremental-exports",
    )

    def export_attributes(self, *, cursor: str | None = None) -> Paginator[RoutingAttributeEvent]:
        """Iterate over the changes of attributes, oldest first."""
        return self._paginate(self._export_attributes, cursor=cursor)

    _export_attribute_values = Operation(
        "IncrementalSkilBasedRoutingAttributeValuesExport",
        "GET /api/v2/incremental/routing/attribute_values",
        RoutingAttributeValueEvent,
        key="attribute_values",
        paging=Paging.INCREMENTAL_LINK,
        limit="incremental-exports",
    )

    def export_attribute_values(self, *, cursor: str | None = None) -> Paginator[RoutingAttributeValueEvent]:
        """Iterate over the changes of attributes' values, oldest first."""
        return self._paginate(self._export_attribute_values, cursor=cursor)

    _export_instance_values = Operation(
        "IncrementalSkilBasedRoutingInstanceValuesExport",
        "GET /api/v2/incremental/routing/instance_values",
        RoutingInstanceValueEvent,
        key="instance_values",
        paging=Paging.INCREMENTAL_LINK,
        limit="incremental-exports",
    )

    def export_instance_values(self, *, cursor: str | None = None) -> Paginator[RoutingInstanceValueEvent]:
        """Iterate over what gave skills to agents and tickets, or took them, oldest first."""
        return self._paginate(self._export_instance_values, cursor=cursor)
