"""Custom object records: read, create, change, search and export them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack

from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.jobs import Job
from zendesk_async.models.common import Count
from zendesk_async.models.custom_object_records import (
    CustomObjectRecord,
    CustomObjectRecordAction,
    CustomObjectRecordInput,
    CustomObjectRecordJobItem,
    CustomObjectRecordSearchSort,
    CustomObjectRecordSort,
    CustomObjectRecordSource,
)
from zendesk_async.models.custom_objects import CustomObjectLimit
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.pagination import Paginator


class CustomObjectRecords(Resource, scope="custom_objects"):
    """Custom object records: read, create, change, search and export them.

    Who may do what is decided by the object's permissions.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
    """

    _list = Operation(
        "ListCustomObjectRecords",
        "GET /api/v2/custom_objects/{custom_object_key}/records",
        CustomObjectRecord,
        key="custom_object_records",
        paging=Paging.CURSOR,
    )

    def list(
        self,
        custom_object_key: str,
        *,
        filter_ids: Sequence[str] = (),
        filter_external_ids: Sequence[str] = (),
        sort: CustomObjectRecordSort | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[CustomObjectRecord]:
        """Iterate over the records of a custom object, or those with some ids.

        Give `filter_ids` or `filter_external_ids`, not both; 100 at most.
        """
        return self._paginate(
            self._list,
            custom_object_key=custom_object_key,
            filter_ids=filter_ids,
            filter_external_ids=filter_external_ids,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
        )

    _count = Operation(
        "CountCustomObjectRecords", "GET /api/v2/custom_objects/{custom_object_key}/records/count", Count, key="count"
    )

    async def count(self, custom_object_key: str) -> Count:
        """Count the records of a custom object."""
        return await self._call(self._count, custom_object_key=custom_object_key)

    _show = Operation(
        "ShowCustomObjectRecord",
        "GET /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}",
        CustomObjectRecord,
        key="custom_object_record",
    )

    async def show(self, custom_object_key: str, custom_object_record_id: str) -> CustomObjectRecord:
        """Return one record."""
        return await self._call(
            self._show, custom_object_key=custom_object_key, custom_object_record_id=custom_object_record_id
        )

    _show_limit = Operation(
        "CustomObjectRecordsLimit", "GET /api/v2/custom_objects/limits/record_limit", CustomObjectLimit
    )

    async def show_limit(self) -> CustomObjectLimit:
        """Return how many records the account has, of all custom objects, and how many it may have."""
        return await self._call(self._show_limit)

    _autocomplete = Operation(
        "AutocompleteCustomObjectRecordSearch",
        "GET /api/v2/custom_objects/{custom_object_key}/records/autocomplete",
        CustomObjectRecord,
        key="custom_object_records",
        paging=Paging.CURSOR,
    )

    def autocomplete(
        self,
        custom_object_key: str,
        *,
        name: str | None = None,
        field_id: str | None = None,
        source: CustomObjectRecordSource | None = None,
        filter_dynamic_values: Mapping[str, Any] | None = None,
        requester_id: int | None = None,
        assignee_id: int | None = None,
        organization_id: int | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[CustomObjectRecord]:
        """Iterate over the records whose name begins with this.

        `field_id` is a lookup field whose filter is to apply; its dynamic values are given by
        `filter_dynamic_values`, `requester_id`, `assignee_id` and `organization_id`.
        """
        return self._paginate(
            self._autocomplete,
            custom_object_key=custom_object_key,
            name=name,
            field_id=field_id,
            source=source,
            filter_dynamic_values=filter_dynamic_values,
            requester_id=requester_id,
            assignee_id=assignee_id,
            organization_id=organization_id,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
        )

    _search = Operation(
        "SearchCustomObjectRecords",
        "GET /api/v2/custom_objects/{custom_object_key}/records/search",
        CustomObjectRecord,
        key="custom_object_records",
        paging=Paging.CURSOR,
    )

    def search(
        self,
        custom_object_key: str,
        *,
        query: str | None = None,
        sort: CustomObjectRecordSearchSort | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[CustomObjectRecord]:
        """Iterate over the records that hold a text, best match first, 10,000 at most unless `sort` is given."""
        return self._paginate(
            self._search,
            custom_object_key=custom_object_key,
            query=query,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
        )

    _search_by_filter = Operation(
        "FilteredSearchCustomObjectRecords",
        "POST /api/v2/custom_objects/{custom_object_key}/records/search",
        CustomObjectRecord,
        key="custom_object_records",
        paging=Paging.CURSOR,
        write_class=WriteClass.SAFE,
    )

    def search_by_filter(
        self,
        custom_object_key: str,
        filter: Mapping[str, Any],
        *,
        query: str | None = None,
        sort: CustomObjectRecordSearchSort | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[CustomObjectRecord]:
        """Iterate over the records that meet a filter.

        `filter` holds conditions by the keys of fields, `{"custom_object_fields.size": {"$gt": 3}}`, or lists of them
        under `$and` and `$or`.
        """
        return self._paginate(
            self._search_by_filter,
            custom_object_key=custom_object_key,
            query=query,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            body={"filter": filter},
        )

    _export = Operation(
        "IncrementalCustomObjectRecordExportCursor",
        "GET /api/v2/incremental/custom_objects/{custom_object_key}/cursor",
        CustomObjectRecord,
        key="custom_object_records",
        paging=Paging.INCREMENTAL_CURSOR,
        page_size=1000,
        limit="incremental-custom-objects",
    )

    def export(
        self,
        custom_object_key: str,
        *,
        start_time: int | datetime | None = None,
        cursor: str | None = None,
        filter_exclude_deleted: bool | None = None,
        per_page: int | None = None,
    ) -> Paginator[CustomObjectRecord]:
        """Iterate over every record changed since `start_time`, by cursor, deleted ones included.

        `start_time` is Unix seconds or an aware datetime, a minute ago at the latest. Deleted records keep their id
        for 30 days and show `[DELETED]`; `filter_exclude_deleted` leaves them out. Up to 1,000 records a page, 10
        requests a minute.
        """
        return self._paginate(
            self._export,
            custom_object_key=custom_object_key,
            start_time=start_time,
            cursor=cursor,
            filter_exclude_deleted=filter_exclude_deleted,
            per_page=per_page,
        )

    _create = Operation(
        "CreateCustomObjectRecord",
        "POST /api/v2/custom_objects/{custom_object_key}/records",
        CustomObjectRecord,
        key="custom_object_record",
        body="custom_object_record",
    )

    async def create(
        self, custom_object_key: str, /, **custom_object_record: Unpack[CustomObjectRecordInput]
    ) -> CustomObjectRecord:
        """Create a record."""
        return await self._call(self._create, custom_object_key=custom_object_key, body=custom_object_record)

    _update = Operation(
        "UpdateCustomObjectRecord",
        "PATCH /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}",
        CustomObjectRecord,
        key="custom_object_record",
        body="custom_object_record",
    )

    async def update(
        self,
        custom_object_key: str,
        custom_object_record_id: str,
        /,
        **custom_object_record: Unpack[CustomObjectRecordInput],
    ) -> CustomObjectRecord:
        """Change a record."""
        return await self._call(
            self._update,
            custom_object_key=custom_object_key,
            custom_object_record_id=custom_object_record_id,
            body=custom_object_record,
        )

    _create_or_update = Operation(
        "UpsertCustomObjectRecordByExternalIdOrName",
        "PATCH /api/v2/custom_objects/{custom_object_key}/records",
        CustomObjectRecord,
        key="custom_object_record",
        body="custom_object_record",
    )

    async def create_or_update(
        self,
        custom_object_key: str,
        record: CustomObjectRecordInput,
        *,
        external_id: str | None = None,
        name: str | None = None,
    ) -> CustomObjectRecord:
        """Change the record that has this external id or name, or create it.

        Give one of `external_id` and `name` to find it by; a name finds only where names are unique. The new values
        are in `record`.
        """
        return await self._call(
            self._create_or_update, custom_object_key=custom_object_key, external_id=external_id, name=name, body=record
        )

    _create_job = Operation(
        "CustomObjectRecordBulkJobs",
        "POST /api/v2/custom_objects/{custom_object_key}/jobs",
        JobStatus,
        key="job_status",
        body="job",
    )

    async def create_job(
        self,
        custom_object_key: str,
        action: CustomObjectRecordAction,
        items: Sequence[CustomObjectRecordJobItem] | Sequence[str],
    ) -> Job:
        """Create, change or delete up to 100 records in a background job.

        Items are records, or ids where records are deleted.
        """
        return await self._start(
            self._create_job, custom_object_key=custom_object_key, body={"action": action, "items": items}
        )

    _delete = Operation(
        "DeleteCustomObjectRecord",
        "DELETE /api/v2/custom_objects/{custom_object_key}/records/{custom_object_record_id}",
        NoContent,
    )

    async def delete(self, custom_object_key: str, custom_object_record_id: str) -> None:
        """Delete a record."""
        await self._call(
            self._delete, custom_object_key=custom_object_key, custom_object_record_id=custom_object_record_id
        )

    _delete_by_external_id_or_name = Operation(
        "DeleteCustomObjectRecordByExternalIdOrName",
        "DELETE /api/v2/custom_objects/{custom_object_key}/records",
        NoContent,
    )

    async def delete_by_external_id_or_name(
        self, custom_object_key: str, *, external_id: str | None = None, name: str | None = None
    ) -> None:
        """Delete the record that has this external id or name: one of them.

        A name finds only where names are unique.
        """
        await self._call(
            self._delete_by_external_id_or_name, custom_object_key=custom_object_key, external_id=external_id, name=name
        )
