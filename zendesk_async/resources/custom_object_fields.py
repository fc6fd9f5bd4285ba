"""Custom object fields: what records of a custom object hold."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.field_schemas import load_fields
from zendesk_async.models.custom_object_fields import (
    CustomObjectField,
    CustomObjectFieldCreate,
    CustomObjectFieldUpdate,
    CustomObjectSchema,
)
from zendesk_async.models.custom_objects import CustomObjectLimit
from zendesk_async.pagination import Paginator


class CustomObjectFields(Resource, scope="custom_objects"):
    """Custom object fields: what records of a custom object hold.

    Agents may read them; only admins may change them. A field is named by its key or its id.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_fields/
    """

    _list = Operation(
        "ListCustomObjectFields",
        "GET /api/v2/custom_objects/{custom_object_key}/fields",
        CustomObjectField,
        key="custom_object_fields",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list(
        self,
        custom_object_key: str,
        *,
        include_standard_fields: bool | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[CustomObjectField]:
        """Iterate over the fields of a custom object.

        `include_standard_fields` adds those that every object has, such as its name and external id.
        """
        return self._paginate(
            self._list,
            custom_object_key=custom_object_key,
            include_standard_fields=include_standard_fields,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation(
        "ShowCustomObjectField",
        "GET /api/v2/custom_objects/{custom_object_key}/fields/{custom_object_field_key_or_id}",
        CustomObjectField,
        key="custom_object_field",
    )

    async def show(
        self,
        custom_object_key: str,
        custom_object_field_key_or_id: int | str,
        *,
        include_standard_fields: bool | None = None,
    ) -> CustomObjectField:
        """Return one field of a custom object."""
        return await self._call(
            self._show,
            custom_object_key=custom_object_key,
            custom_object_field_key_or_id=custom_object_field_key_or_id,
            include_standard_fields=include_standard_fields,
        )

    _show_limit = Operation(
        "CustomObjectFieldsLimit",
        "GET /api/v2/custom_objects/{custom_object_key}/limits/field_limit",
        CustomObjectLimit,
    )

    async def show_limit(self, custom_object_key: str) -> CustomObjectLimit:
        """Return how many fields a custom object has, and how many it may have."""
        return await self._call(self._show_limit, custom_object_key=custom_object_key)

    _create = Operation(
        "CreateCustomObjectField",
        "POST /api/v2/custom_objects/{custom_object_key}/fields",
        CustomObjectField,
        key="custom_object_field",
        body="custom_object_field",
    )

    async def create(
        self, custom_object_key: str, /, **custom_object_field: Unpack[CustomObjectFieldCreate]
    ) -> CustomObjectField:
        """Create a field of a custom object."""
        return await self._call(self._create, custom_object_key=custom_object_key, body=custom_object_field)

    _update = Operation(
        "UpdateCustomObjectField",
        "PATCH /api/v2/custom_objects/{custom_object_key}/fields/{custom_object_field_key_or_id}",
        CustomObjectField,
        key="custom_object_field",
        body="custom_object_field",
    )

    async def update(
        self,
        custom_object_key: str,
        custom_object_field_key_or_id: int | str,
        /,
        **custom_object_field: Unpack[CustomObjectFieldUpdate],
    ) -> CustomObjectField:
        """Change a field of a custom object.

        Options, when given, replace all there are: those with an `id` are kept, those left out are removed, and so
        are their values on records.
        """
        return await self._call(
            self._update,
            custom_object_key=custom_object_key,
            custom_object_field_key_or_id=custom_object_field_key_or_id,
            body=custom_object_field,
        )

    _reorder = Operation(
        "ReorderCustomObjectFields", "PUT /api/v2/custom_objects/{custom_object_key}/fields/reorder", NoContent
    )

    async def reorder(self, custom_object_key: str, custom_object_field_ids: Sequence[int | str]) -> None:
        """Give the fields of a custom object a new order: the ids of all of them."""
        await self._call(
            self._reorder,
            custom_object_key=custom_object_key,
            body={"custom_object_field_ids": custom_object_field_ids},
        )

    _delete = Operation(
        "DeleteCustomObjectField",
        "DELETE /api/v2/custom_objects/{custom_object_key}/fields/{custom_object_field_key_or_id}",
        NoContent,
    )

    async def delete(self, custom_object_key: str, custom_object_field_key_or_id: int | str) -> None:
        """Delete a field of a custom object, and its value on every record."""
        await self._call(
            self._delete,
            custom_object_key=custom_object_key,
            custom_object_field_key_or_id=custom_object_field_key_or_id,
        )

    async def load(self, custom_object_key: str, *, reload: bool = False) -> CustomObjectSchema:
        """Return the fields of a custom object as a schema: values by title, key or id, in their types, with checks.

        They are read once and kept by the client, whose records then find values by title too (`custom_field`).
        `reload` reads them anew.
        """
        name = f"custom_object_fields/{custom_object_key}"
        return await load_fields(self._client, name, self.list(custom_object_key), CustomObjectSchema, reload)
