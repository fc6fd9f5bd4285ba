"""Custom objects: kinds of records that the account defines."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.custom_objects import CustomObject, CustomObjectCreate, CustomObjectLimit, CustomObjectUpdate
from zendesk_async.pagination import Paginator


class CustomObjects(Resource, scope="custom_objects"):
    """Custom objects: kinds of records that the account defines.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_objects/
    """

    _list = Operation(
        "ListCustomObjects", "GET /api/v2/custom_objects", CustomObject, key="custom_objects", paging=Paging.SINGLE
    )

    def list(self, *, include_ui_path: bool | None = None) -> Paginator[CustomObject]:
        """Iterate over the custom objects."""
        return self._paginate(self._list, include_ui_path=include_ui_path)

    _show = Operation(
        "ShowCustomObject", "GET /api/v2/custom_objects/{custom_object_key}", CustomObject, key="custom_object"
    )

    async def show(
        self,
        custom_object_key: str,
        *,
        include_permissions_metadata: bool | None = None,
        include_ui_path: bool | None = None,
    ) -> CustomObject:
        """Return one custom object."""
        return await self._call(
            self._show,
            custom_object_key=custom_object_key,
            include_permissions_metadata=include_permissions_metadata,
            include_ui_path=include_ui_path,
        )

    _show_limit = Operation("CustomObjectsLimit", "GET /api/v2/custom_objects/limits/object_limit", CustomObjectLimit)

    async def show_limit(self) -> CustomObjectLimit:
        """Return how many custom objects the account has, and how many it may have."""
        return await self._call(self._show_limit)

    _create = Operation(
        "CreateCustomObject", "POST /api/v2/custom_objects", CustomObject, key="custom_object", body="custom_object"
    )

    async def create(self, **custom_object: Unpack[CustomObjectCreate]) -> CustomObject:
        """Create a custom object."""
        return await self._call(self._create, body=custom_object)

    _update = Operation(
        "UpdateCustomObject",
        "PATCH /api/v2/custom_objects/{custom_object_key}",
        CustomObject,
        key="custom_object",
        body="custom_object",
    )

    async def update(self, custom_object_key: str, /, **custom_object: Unpack[CustomObjectUpdate]) -> CustomObject:
        """Change a custom object."""
        return await self._call(self._update, custom_object_key=custom_object_key, body=custom_object)

    _delete = Operation("DeleteCustomObject", "DELETE /api/v2/custom_objects/{custom_object_key}", NoContent)

    async def delete(self, custom_object_key: str) -> None:
        """Delete a custom object with all of its records, for good."""
        await self._call(self._delete, custom_object_key=custom_object_key)
