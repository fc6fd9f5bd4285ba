"""Fields of IT assets: what assets of a type hold."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.custom_object_fields import (
    CustomObjectField,
    CustomObjectFieldCreate,
    CustomObjectFieldUpdate,
)
from zendesk_async.pagination import Paginator


class ITAMAssetFields(Resource):
    """Fields of IT assets: what assets of a type hold.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/asset_fields/
    """

    _list = Operation(
        "ListItamAssetTypeFields",
        "GET /api/v2/it_asset_management/asset_types/{asset_type_id}/fields",
        CustomObjectField,
        key="fields",
        paging=Paging.SINGLE,
    )

    def list(self, asset_type_id: str) -> Paginator[CustomObjectField]:
        """Iterate over the fields of an asset type."""
        return self._paginate(self._list, asset_type_id=asset_type_id)

    _show = Operation(
        "ShowItamAssetTypeField",
        "GET /api/v2/it_asset_management/asset_types/{asset_type_id}/fields/{asset_type_field_id}",
        CustomObjectField,
        key="field",
    )

    async def show(self, asset_type_id: str, asset_type_field_id: int | str) -> CustomObjectField:
        """Return one field of an asset type."""
        return await self._call(self._show, asset_type_id=asset_type_id, asset_type_field_id=asset_type_field_id)

    _create = Operation(
        "CreateItamAssetTypeField",
        "POST /api/v2/it_asset_management/asset_types/{asset_type_id}/fields",
        CustomObjectField,
        key="field",
        body="field",
    )

    async def create(self, asset_type_id: str, /, **field: Unpack[CustomObjectFieldCreate]) -> CustomObjectField:
        """Create a field of an asset type."""
        return await self._call(self._create, asset_type_id=asset_type_id, body=field)

    _update = Operation(
        "UpdateItamAssetTypeField",
        "PATCH /api/v2/it_asset_management/asset_types/{asset_type_id}/fields/{asset_type_field_id}",
        CustomObjectField,
        key="field",
        body="field",
    )

    async def update(
        self, asset_type_id: str, asset_type_field_id: int | str, /, **field: Unpack[CustomObjectFieldUpdate]
    ) -> CustomObjectField:
        """Change a field of an asset type."""
        return await self._call(
            self._update, asset_type_id=asset_type_id, asset_type_field_id=asset_type_field_id, body=field
        )

    _delete = Operation(
        "DeleteItamAssetTypeField",
        "DELETE /api/v2/it_asset_management/asset_types/{asset_type_id}/fields/{asset_type_field_id}",
        NoContent,
    )

    async def delete(self, asset_type_id: str, asset_type_field_id: int | str) -> None:
        """Delete a field of an asset type."""
        await self._call(self._delete, asset_type_id=asset_type_id, asset_type_field_id=asset_type_field_id)
