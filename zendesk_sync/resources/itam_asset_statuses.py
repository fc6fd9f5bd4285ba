# Written by tools/mirror.py from zendesk_async/resources/itam_asset_statuses.py: change that one, then run `make mirror`.

"""Statuses that IT assets can have. Zendesk made them; they can't be changed."""

from zendesk_async.models.itam_asset_statuses import AssetStatus
from zendesk_async.resources.itam_asset_statuses import ITAMAssetStatuses as AsyncITAMAssetStatuses
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class ITAMAssetStatuses(Resource[AsyncITAMAssetStatuses]):
    """Statuses that IT assets can have. Zendesk made them; they can't be changed.

    Agents may call these.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/asset_statuses/
    """

    def list(self) -> Paginator[AssetStatus]:
        """Iterate over the statuses."""
        return self._paginate(self._async.list())

    def show(self, status_id: str) -> AssetStatus:
        """Return one status."""
        return self._wait(self._async.show(status_id))
