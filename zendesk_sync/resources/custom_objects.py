# Written by tools/mirror.py from zendesk_async/resources/custom_objects.py: change that one, then run `make mirror`.

"""Custom objects: kinds of records that the account defines."""

from typing import Unpack

from zendesk_async.models.custom_objects import CustomObject, CustomObjectCreate, CustomObjectLimit, CustomObjectUpdate
from zendesk_async.resources.custom_objects import CustomObjects as AsyncCustomObjects
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class CustomObjects(Resource[AsyncCustomObjects]):
    """Custom objects: kinds of records that the account defines.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_objects/
    """

    def list(self, *, include_ui_path: bool | None = None) -> Paginator[CustomObject]:
        """Iterate over the custom objects."""
        return self._paginate(self._async.list(include_ui_path=include_ui_path))

    def show(
        self,
        custom_object_key: str,
        *,
        include_permissions_metadata: bool | None = None,
        include_ui_path: bool | None = None,
    ) -> CustomObject:
        """Return one custom object."""
        return self._wait(
            self._async.show(
                custom_object_key,
                include_permissions_metadata=include_permissions_metadata,
                include_ui_path=include_ui_path,
            )
        )

    def show_limit(self) -> CustomObjectLimit:
        """Return how many custom objects the account has, and how many it may have."""
        return self._wait(self._async.show_limit())

    def create(self, **custom_object: Unpack[CustomObjectCreate]) -> CustomObject:
        """Create a custom object."""
        return self._wait(self._async.create(**custom_object))

    def update(self, custom_object_key: str, /, **custom_object: Unpack[CustomObjectUpdate]) -> CustomObject:
        """Change a custom object."""
        return self._wait(self._async.update(custom_object_key, **custom_object))

    def delete(self, custom_object_key: str) -> None:
        """Delete a custom object with all of its records, for good."""
        self._wait(self._async.delete(custom_object_key))
