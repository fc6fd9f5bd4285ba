"""Group SLA policies: how long groups may own tickets."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.group_sla_policies import (
    GroupSLAFilterDefinitions,
    GroupSLAPolicy,
    GroupSLAPolicyCreate,
    GroupSLAPolicyUpdate,
)
from zendesk_async.pagination import Paginator


class GroupSLAPolicies(Resource, scope="sla_policies"):
    """Group SLA policies: how long groups may own tickets.

    Admins may call these, on plans that have them. Ids are ULIDs.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/group_sla_policies/
    """

    _list = Operation(
        "ListGroupSLAPolicies",
        "GET /api/v2/group_slas/policies",
        GroupSLAPolicy,
        key="group_sla_policies",
        paging=Paging.OFFSET,
    )

    def list(self, *, page: int | None = None, per_page: int | None = None) -> Paginator[GroupSLAPolicy]:
        """Iterate over the group SLA policies, by position."""
        return self._paginate(self._list, page=page, per_page=per_page)

    _show = Operation(
        "ShowGroupSLAPolicy",
        "GET /api/v2/group_slas/policies/{group_sla_policy_id}",
        GroupSLAPolicy,
        key="group_sla_policy",
    )

    async def show(self, group_sla_policy_id: int) -> GroupSLAPolicy:
        """Return one group SLA policy."""
        return await self._call(self._show, group_sla_policy_id=group_sla_policy_id)

    _show_definitions = Operation(
        "RetrieveGroupSLAPolicyFilterDefinitionItems",
        "GET /api/v2/group_slas/policies/definitions",
        GroupSLAFilterDefinitions,
        key="definitions",
    )

    async def show_definitions(self) -> GroupSLAFilterDefinitions:
        """Return the conditions that filters of group SLA policies can have."""
        return await self._call(self._show_definitions)

    _create = Operation(
        "CreateGroupSLAPolicy",
        "POST /api/v2/group_slas/policies",
        GroupSLAPolicy,
        key="group_sla_policy",
        body="group_sla_policy",
    )

    async def create(self, **group_sla_policy: Unpack[GroupSLAPolicyCreate]) -> GroupSLAPolicy:
        """Create a group SLA policy."""
        return await self._call(self._create, body=group_sla_policy)

    _update = Operation(
        "UpdateGroupSLAPolicy",
        "PUT /api/v2/group_slas/policies/{group_sla_policy_id}",
        GroupSLAPolicy,
        key="group_sla_policy",
        body="group_sla_policy",
    )

    async def update(
        self, group_sla_policy_id: int, /, **group_sla_policy: Unpack[GroupSLAPolicyUpdate]
    ) -> GroupSLAPolicy:
        """Change a group SLA policy. A list of metrics replaces the one there is."""
        return await self._call(self._update, group_sla_policy_id=group_sla_policy_id, body=group_sla_policy)

    _reorder = Operation("ReorderGroupSLAPolicies", "PUT /api/v2/group_slas/policies/reorder", NoContent)

    async def reorder(self, group_sla_policy_ids: Sequence[str]) -> None:
        """Give the group SLA policies a new order: the ids of all of them."""
        await self._call(self._reorder, group_sla_policy_ids=group_sla_policy_ids)

    _delete = Operation("DeleteGroupSLAPolicy", "DELETE /api/v2/group_slas/policies/{group_sla_policy_id}", NoContent)

    async def delete(self, group_sla_policy_id: int) -> None:
        """Delete a group SLA policy."""
        await self._call(self._delete, group_sla_policy_id=group_sla_policy_id)
