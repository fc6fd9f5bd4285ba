# Written by tools/mirror.py from zendesk_async/resources/itam_asset_fields.py: change that one, then run `make mirror`.

"""Fields of IT assets: what assets of a type hold."""

from typing import Unpack

from zendesk_async.models.custom_object_fields import (
    CustomObjectField,
    CustomObjectFieldCreate,
    CustomObjectFieldUpdate,
)
from zendesk_async.resources.itam_asset_fields import ITAMAssetFields as AsyncITAMAssetFields
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class ITAMAssetFields(Resource[AsyncITAMAssetFields]):
    """Fields of IT assets: what assets of a type hold.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/asset_fields/
    """

    def list(self, asset_type_id: str) -> Paginator[CustomObjectField]:
        """Iterate over the fields of an asset type."""
        return self._paginate(self._async.list(asset_type_id))

    def show(self, asset_type_id: str, asset_type_field_id: int | str) -> CustomObjectField:
        """Return one field of an asset type."""
        return self._wait(self._async.show(asset_type_id, asset_type_field_id))

    def create(self, asset_type_id: str, /, **field: Unpack[CustomObjectFieldCreate]) -> CustomObjectField:
        """Create a field of an asset type."""
        return self._wait(self._async.create(asset_type_id, **field))

    def update(
        self, asset_type_id: str, asset_type_field_id: int | str, /, **field: Unpack[CustomObjectFieldUpdate]
    ) -> CustomObjectField:
        """Change a field of an asset type."""
        return self._wait(self._async.update(asset_type_id, asset_type_field_id, **field))

    def delete(self, asset_type_id: str, asset_type_field_id: int | str) -> None:
        """Delete a field of an asset type."""
        self._wait(self._async.delete(asset_type_id, asset_type_field_id))
