# Written by tools/mirror.py from zendesk_async/resources/itam_asset_types.py: change that one, then run `make mirror`.

"""Types of IT assets, which form a tree."""

from typing import Unpack

from zendesk_async.models.itam_asset_types import AssetType, AssetTypeCreate, AssetTypeUpdate
from zendesk_async.resources.itam_asset_types import ITAMAssetTypes as AsyncITAMAssetTypes
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class ITAMAssetTypes(Resource[AsyncITAMAssetTypes]):
    """Types of IT assets, which form a tree.

    Agents may read them; only admins may change them. Ids are ULIDs.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/asset_types/
    """

    def list(self) -> Paginator[AssetType]:
        """Iterate over the asset types."""
        return self._paginate(self._async.list())

    def show(self, asset_type_id: str) -> AssetType:
        """Return one asset type."""
        return self._wait(self._async.show(asset_type_id))

    def create(self, **asset_type: Unpack[AssetTypeCreate]) -> AssetType:
        """Create an asset type below another."""
        return self._wait(self._async.create(**asset_type))

    def update(self, asset_type_id: str, /, **asset_type: Unpack[AssetTypeUpdate]) -> AssetType:
        """Change an asset type."""
        return self._wait(self._async.update(asset_type_id, **asset_type))

    def delete(self, asset_type_id: str) -> None:
        """Delete an asset type. Refused while assets have it."""
        self._wait(self._async.delete(asset_type_id))
