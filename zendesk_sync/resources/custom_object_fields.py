# Written by tools/mirror.py from zendesk_async/resources/custom_object_fields.py: change that one, then run `make mirror`.

"""Custom object fields: what records of a custom object hold."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.custom_object_fields import (
    CustomObjectField,
    CustomObjectFieldCreate,
    CustomObjectFieldUpdate,
    CustomObjectSchema,
)
from zendesk_async.models.custom_objects import CustomObjectLimit
from zendesk_async.resources.custom_object_fields import CustomObjectFields as AsyncCustomObjectFields
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class CustomObjectFields(Resource[AsyncCustomObjectFields]):
    """Custom object fields: what records of a custom object hold.

    Agents may read them; only admins may change them. A field is named by its key or its id.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_fields/
    """

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
            self._async.list(
                custom_object_key,
                include_standard_fields=include_standard_fields,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(
        self,
        custom_object_key: str,
        custom_object_field_key_or_id: int | str,
        *,
        include_standard_fields: bool | None = None,
    ) -> CustomObjectField:
        """Return one field of a custom object."""
        return self._wait(
            self._async.show(
                custom_object_key, custom_object_field_key_or_id, include_standard_fields=include_standard_fields
            )
        )

    def show_limit(self, custom_object_key: str) -> CustomObjectLimit:
        """Return how many fields a custom object has, and how many it may have."""
        return self._wait(self._async.show_limit(custom_object_key))

    def create(
        self, custom_object_key: str, /, **custom_object_field: Unpack[CustomObjectFieldCreate]
    ) -> CustomObjectField:
        """Create a field of a custom object."""
        return self._wait(self._async.create(custom_object_key, **custom_object_field))

    def update(
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
        return self._wait(self._async.update(custom_object_key, custom_object_field_key_or_id, **custom_object_field))

    def reorder(self, custom_object_key: str, custom_object_field_ids: Sequence[int | str]) -> None:
        """Give the fields of a custom object a new order: the ids of all of them."""
        self._wait(self._async.reorder(custom_object_key, custom_object_field_ids))

    def delete(self, custom_object_key: str, custom_object_field_key_or_id: int | str) -> None:
        """Delete a field of a custom object, and its value on every record."""
        self._wait(self._async.delete(custom_object_key, custom_object_field_key_or_id))

    def load(self, custom_object_key: str, *, reload: bool = False) -> CustomObjectSchema:
        """Return the fields of a custom object as a schema: values by title, key or id, in their types, with checks.

        They are read once and kept by the client, whose records then find values by title too (`custom_field`).
        `reload` reads them anew.
        """
        return self._wait(self._async.load(custom_object_key, reload=reload))
