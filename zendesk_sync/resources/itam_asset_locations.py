# Written by tools/mirror.py from zendesk_async/resources/itam_asset_locations.py: change that one, then run `make mirror`.

"""Locations of IT assets."""

from typing import Unpack

from zendesk_async.models.itam_asset_locations import AssetLocation, AssetLocationCreate, AssetLocationUpdate
from zendesk_async.resources.itam_asset_locations import ITAMAssetLocations as AsyncITAMAssetLocations
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class ITAMAssetLocations(Resource[AsyncITAMAssetLocations]):
    """Locations of IT assets.

    Agents may read them; only admins may change them. Ids are ULIDs.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/asset_locations/
    """

    def list(
        self, *, page_size: int | None = None, page_after: str | None = None, page_before: str | None = None
    ) -> Paginator[AssetLocation]:
        """Iterate over the locations."""
        return self._paginate(self._async.list(page_size=page_size, page_after=page_after, page_before=page_before))

    def show(self, location_id: str) -> AssetLocation:
        """Return one location."""
        return self._wait(self._async.show(location_id))

    def create(self, **location: Unpack[AssetLocationCreate]) -> AssetLocation:
        """Create a location."""
        return self._wait(self._async.create(**location))

    def update(self, location_id: str, /, **location: Unpack[AssetLocationUpdate]) -> AssetLocation:
        """Change a location."""
        return self._wait(self._async.update(location_id, **location))

    def delete(self, location_id: str) -> None:
        """Delete a location. Refused while assets are there."""
        self._wait(self._async.delete(location_id))
