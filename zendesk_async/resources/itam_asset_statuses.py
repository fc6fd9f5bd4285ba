"""Statuses that IT assets can have. Zendesk made them; they can't be changed."""

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.itam_asset_statuses import AssetStatus
from zendesk_async.pagination import Paginator


class ITAMAssetStatuses(Resource):
    """Statuses that IT assets can have. Zendesk made them; they can't be changed.

    Agents may call these.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/asset_statuses/
    """

    _list = Operation(
        "ListItamStatuses",
        "GET /api/v2/it_asset_management/statuses",
        AssetStatus,
        key="statuses",
        paging=Paging.SINGLE,
    )

    def list(self) -> Paginator[AssetStatus]:
        """Iterate over the statuses."""
        return self._paginate(self._list)

    _show = Operation(
        "ShowItamStatus", "GET /api/v2/it_asset_management/statuses/{status_id}", AssetStatus, key="status"
    )

    async def show(self, status_id: str) -> AssetStatus:
        """Return one status."""
        return await self._call(self._show, status_id=status_id)
