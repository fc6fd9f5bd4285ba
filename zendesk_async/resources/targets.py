"""Targets: addresses outside of Zendesk that triggers can call. `zd.webhooks` has replaced them."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.targets import Target, TargetCreate, TargetUpdate
from zendesk_async.pagination import Paginator


class Targets(Resource, scope="targets"):
    """Targets: addresses outside of Zendesk that triggers can call. `zd.webhooks` has replaced them.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/targets/
    """

    _list = Operation("ListTargets", "GET /api/v2/targets", Target, key="targets", paging=Paging.SINGLE)

    def list(self) -> Paginator[Target]:
        """Iterate over the targets."""
        return self._paginate(self._list)

    _show = Operation("ShowTarget", "GET /api/v2/targets/{target_id}", Target, key="target")

    async def show(self, target_id: int) -> Target:
        """Return one target."""
        return await self._call(self._show, target_id=target_id)

    _create = Operation("CreateTarget", "POST /api/v2/targets", Target, key="target", body="target")

    async def create(self, **target: Unpack[TargetCreate]) -> Target:
        """Create a target. Accounts that don't have targets yet can't create URL targets."""
        return await self._call(self._create, body=target)

    _update = Operation("UpdateTarget", "PUT /api/v2/targets/{target_id}", Target, key="target", body="target")

    async def update(self, target_id: int, /, **target: Unpack[TargetUpdate]) -> Target:
        """Change a target."""
        return await self._call(self._update, target_id=target_id, body=target)

    _delete = Operation("DeleteTarget", "DELETE /api/v2/targets/{target_id}", NoContent)

    async def delete(self, target_id: int) -> None:
        """Delete a target."""
        await self._call(self._delete, target_id=target_id)
