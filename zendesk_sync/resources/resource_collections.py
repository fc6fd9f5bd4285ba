# Written by tools/mirror.py from zendesk_async/resources/resource_collections.py: change that one, then run `make mirror`.

"""Resource collections: fields, triggers and more that are created, changed and deleted together."""

from collections.abc import Mapping
from typing import Any

from zendesk_async.models.resource_collections import ResourceCollection
from zendesk_async.resources.resource_collections import ResourceCollections as AsyncResourceCollections
from zendesk_sync._resource import Resource
from zendesk_sync.jobs import Job
from zendesk_sync.pagination import Paginator


class ResourceCollections(Resource[AsyncResourceCollections]):
    """Resource collections: fields, triggers and more that are created, changed and deleted together.

    Admins may call these. A payload holds resources by kind and identifier, as the `requirements.json` of an app
    does.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/resource_collections/
    """

    def list(self, *, page: int | None = None, per_page: int | None = None) -> Paginator[ResourceCollection]:
        """Iterate over the resource collections."""
        return self._paginate(self._async.list(page=page, per_page=per_page))

    def show(self, resource_collection_id: int) -> ResourceCollection:
        """Return one resource collection."""
        return self._wait(self._async.show(resource_collection_id))

    def create(self, payload: Mapping[str, Any]) -> Job:
        """Create resources together, in a background job."""
        return self._job(self._async.create(payload))

    def update(self, resource_collection_id: int, payload: Mapping[str, Any]) -> Job:
        """Change the resources of a collection, in a background job. Those that the payload leaves out are deleted."""
        return self._job(self._async.update(resource_collection_id, payload))

    def delete(self, resource_collection_id: int) -> Job:
        """Delete a collection with its resources, in a background job."""
        return self._job(self._async.delete(resource_collection_id))
