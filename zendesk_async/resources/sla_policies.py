"""SLA policies: in what time tickets are to be dealt with."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.sla_policies import SLAFilterDefinitions, SLAPolicy, SLAPolicyCreate, SLAPolicyUpdate
from zendesk_async.pagination import Paginator


class SLAPolicies(Resource, scope="sla_policies"):
    """SLA policies: in what time tickets are to be dealt with.

    Admins may call these, on plans that have them.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/sla_policies/
    """

    _list = Operation(
        "ListSLAPolicies", "GET /api/v2/slas/policies", SLAPolicy, key="sla_policies", paging=Paging.OFFSET
    )

    def list(self, *, page: int | None = None, per_page: int | None = None) -> Paginator[SLAPolicy]:
        """Iterate over the SLA policies, by position."""
        return self._paginate(self._list, page=page, per_page=per_page)

    _show = Operation("ShowSLAPolicy", "GET /api/v2/slas/policies/{sla_policy_id}", SLAPolicy, key="sla_policy")

    async def show(self, sla_policy_id: int) -> SLAPolicy:
        """Return one SLA policy."""
        return await self._call(self._show, sla_policy_id=sla_policy_id)

    _show_definitions = Operation(
        "RetrieveSLAPolicyFilterDefinitionItems",
        "GET /api/v2/slas/policies/definitions",
        SLAFilterDefinitions,
        key="definitions",
    )

    async def show_definitions(self) -> SLAFilterDefinitions:
        """Return the conditions that filters of SLA policies can have."""
        return await self._call(self._show_definitions)

    _create = Operation("CreateSLAPolicy", "POST /api/v2/slas/policies", SLAPolicy, key="sla_policy", body="sla_policy")

    async def create(self, **sla_policy: Unpack[SLAPolicyCreate]) -> SLAPolicy:
        """Create an SLA policy."""
        return await self._call(self._create, body=sla_policy)

    _update = Operation(
        "UpdateSLAPolicy", "PUT /api/v2/slas/policies/{sla_policy_id}", SLAPolicy, key="sla_policy", body="sla_policy"
    )

    async def update(self, sla_policy_id: int, /, **sla_policy: Unpack[SLAPolicyUpdate]) -> SLAPolicy:
        """Change an SLA policy. A list of metrics replaces the one there is."""
        return await self._call(self._update, sla_policy_id=sla_policy_id, body=sla_policy)

    _reorder = Operation("ReorderSLAPolicies", "PUT /api/v2/slas/policies/reorder", NoContent)

    async def reorder(self, sla_policy_ids: Sequence[int]) -> None:
        """Give the SLA policies a new order: the ids of all of them."""
        await self._call(self._reorder, sla_policy_ids=sla_policy_ids)

    _delete = Operation("DeleteSLAPolicy", "DELETE /api/v2/slas/policies/{sla_policy_id}", NoContent)

    async def delete(self, sla_policy_id: int) -> None:
        """Delete an SLA policy."""
        await self._call(self._delete, sla_policy_id=sla_policy_id)
