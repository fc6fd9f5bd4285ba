"""Resource collections: fields, triggers and more that are created, changed and deleted together."""

from collections.abc import Mapping
from typing import Any

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.jobs import Job
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.models.resource_collections import ResourceCollection
from zendesk_async.pagination import Paginator


class ResourceCollections(Resource):
    """Resource collections: fields, triggers and more that are created, changed and deleted together.

    Admins may call these. A payload holds resources by kind and identifier, as the `requirements.json` of an app
    does.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/resource_collections/
    """

    _list = Operation(
        "ListResourceCollections",
        "GET /api/v2/resource_collections",
        ResourceCollection,
        key="resource_collections",
        paging=Paging.OFFSET,
    )

    def list(self, *, page: int | None = None, per_page: int | None = None) -> Paginator[ResourceCollection]:
        """Iterate over the resource collections."""
        return self._paginate(self._list, page=page, per_page=per_page)

    _show = Operation(
        "RetrieveResourceCollection",
        "GET /api/v2/resource_collections/{resource_collection_id}",
        ResourceCollection,
        key="resource_collection",
    )

    async def show(self, resource_collection_id: int) -> ResourceCollection:
        """Return one resource collection."""
        return await self._call(self._show, resource_collection_id=resource_collection_id)

    _create = Operation(
        "CreateResourceCollection", "POST /api/v2/resource_collections", JobStatus, key="job_status", body="payload"
    )

    async def create(self, payload: Mapping[str, Any]) -> Job:
        """Create resources together, in a background job."""
        return await self._start(self._create, body=payload)

    _update = Operation(
        "UpdateResourceCollection",
        "PUT /api/v2/resource_collections/{resource_collection_id}",
        JobStatus,
        key="job_status",
        body="payload",
    )

    async def update(self, resource_collection_id: int, payload: Mapping[str, Any]) -> Job:
        """Change the resources of a collection, in a background job. Those that the payload leaves out are deleted."""
        return await self._start(self._update, resource_collection_id=resource_collection_id, body=payload)

    _delete = Operation(
        "DeleteResourceCollection",
        "DELETE /api/v2/resource_collections/{resource_collection_id}",
        JobStatus,
        key="job_status",
    )

    async def delete(self, resource_collection_id: int) -> Job:
        """Delete a collection with its resources, in a background job."""
        return await self._start(self._delete, resource_collection_id=resource_collection_id)
