"""Types of IT assets, which form a tree."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.itam_asset_types import AssetType, AssetTypeCreate, AssetTypeUpdate
from zendesk_async.pagination import Paginator


class ITAMAssetTypes(Resource):
    """Types of IT assets, which form a tree.

    Agents may read them; only admins may change them. Ids are ULIDs.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/asset_types/
    """

    _list = Operation(
        "ListItamAssetTypes",
        "GET /api/v2/it_asset_management/asset_types",
        AssetType,
        key="asset_types",
        paging=Paging.SINGLE,
    )

    def list(self) -> Paginator[AssetType]:
        """Iterate over the asset types."""
        return self._paginate(self._list)

    _show = Operation(
        "ShowItamAssetType", "GET /api/v2/it_asset_management/asset_types/{asset_type_id}", AssetType, key="asset_type"
    )

    async def show(self, asset_type_id: str) -> AssetType:
        """Return one asset type."""
        return await self._call(self._show, asset_type_id=asset_type_id)

    _create = Operation(
        "CreateItamAssetType",
        "POST /api/v2/it_asset_management/asset_types",
        AssetType,
        key="asset_type",
        body="asset_type",
    )

    async def create(self, **asset_type: Unpack[AssetTypeCreate]) -> AssetType:
        """Create an asset type below another."""
        return await self._call(self._create, body=asset_type)

    _update = Operation(
        "UpdateItamAssetType",
        "PATCH /api/v2/it_asset_management/asset_types/{asset_type_id}",
        AssetType,
        key="asset_type",
        body="asset_type",
    )

    async def update(self, asset_type_id: str, /, **asset_type: Unpack[AssetTypeUpdate]) -> AssetType:
        """Change an asset type."""
        return await self._call(self._update, asset_type_id=asset_type_id, body=asset_type)

    _delete = Operation(
        "DeleteItamAssetType", "DELETE /api/v2/it_asset_management/asset_types/{asset_type_id}", NoContent
    )

    async def delete(self, asset_type_id: str) -> None:
        """Delete an asset type. Refused while assets have it."""
        await self._call(self._delete, asset_type_id=asset_type_id)
