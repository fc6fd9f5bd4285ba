"""Locations of IT assets."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.itam_asset_locations import AssetLocation, AssetLocationCreate, AssetLocationUpdate
from zendesk_async.pagination import Paginator


class ITAMAssetLocations(Resource):
    """Locations of IT assets.

    Agents may read them; only admins may change them. Ids are ULIDs.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/asset_locations/
    """

    _list = Operation(
        "ListItamLocations",
        "GET /api/v2/it_asset_management/locations",
        AssetLocation,
        key="locations",
        paging=Paging.CURSOR,
    )

    def list(
        self, *, page_size: int | None = None, page_after: str | None = None, page_before: str | None = None
    ) -> Paginator[AssetLocation]:
        """Iterate over the locations."""
        return self._paginate(self._list, page_size=page_size, page_after=page_after, page_before=page_before)

    _show = Operation(
        "ShowItamLocation", "GET /api/v2/it_asset_management/locations/{location_id}", AssetLocation, key="location"
    )

    async def show(self, location_id: str) -> AssetLocation:
        """Return one location."""
        return await self._call(self._show, location_id=location_id)

    _create = Operation(
        "CreateItamLocation",
        "POST /api/v2/it_asset_management/locations",
        AssetLocation,
        key="location",
        body="location",
    )

    async def create(self, **location: Unpack[AssetLocationCreate]) -> AssetLocation:
        """Create a location."""
        return await self._call(self._create, body=location)

    _update = Operation(
        "UpdateItamLocation",
        "PATCH /api/v2/it_asset_management/locations/{location_id}",
        AssetLocation,
        key="location",
        body="location",
    )

    async def update(self, location_id: str, /, **location: Unpack[AssetLocationUpdate]) -> AssetLocation:
        """Change a location."""
        return await self._call(self._update, location_id=location_id, body=location)

    _delete = Operation("DeleteItamLocation", "DELETE /api/v2/it_asset_management/locations/{location_id}", NoContent)

    async def delete(self, location_id: str) -> None:
        """Delete a location. Refused while assets are there."""
        await self._call(self._delete, location_id=location_id)
