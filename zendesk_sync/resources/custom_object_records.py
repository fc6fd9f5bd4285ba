# Written by tools/mirror.py from zendesk_async/resources/custom_object_records.py: change that one, then run `make mirror`.

"""Custom object records: read, create, change, search and export them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Unpack

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
from zendesk_async.resources.custom_object_records import CustomObjectRecords as AsyncCustomObjectRecords
from zendesk_sync._resource import Resource
from zendesk_sync.jobs import Job
from zendesk_sync.pagination import Paginator


class CustomObjectRecords(Resource[AsyncCustomObjectRecords]):
    """Custom object records: read, create, change, search and export them.

    Who may do what is decided by the object's permissions.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
    """

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
            self._async.list(
                custom_object_key,
                filter_ids=filter_ids,
                filter_external_ids=filter_external_ids,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
            )
        )

    def count(self, custom_object_key: str) -> Count:
        """Count the records of a custom object."""
        return self._wait(self._async.count(custom_object_key))

    def show(self, custom_object_key: str, custom_object_record_id: str) -> CustomObjectRecord:
        """Return one record."""
        return self._wait(self._async.show(custom_object_key, custom_object_record_id))

    def show_limit(self) -> CustomObjectLimit:
        """Return how many records the account has, of all custom objects, and how many it may have."""
        return self._wait(self._async.show_limit())

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
            self._async.autocomplete(
                custom_object_key,
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
            self._async.search(
                custom_object_key,
                query=query,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
            )
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
            self._async.search_by_filter(
                custom_object_key,
                filter,
                query=query,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
            )
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
            self._async.export(
                custom_object_key,
                start_time=start_time,
                cursor=cursor,
                filter_exclude_deleted=filter_exclude_deleted,
                per_page=per_page,
            )
        )

    def create(
        self, custom_object_key: str, /, **custom_object_record: Unpack[CustomObjectRecordInput]
    ) -> CustomObjectRecord:
        """Create a record."""
        return self._wait(self._async.create(custom_object_key, **custom_object_record))

    def update(
        self,
        custom_object_key: str,
        custom_object_record_id: str,
        /,
        **custom_object_record: Unpack[CustomObjectRecordInput],
    ) -> CustomObjectRecord:
        """Change a record."""
        return self._wait(self._async.update(custom_object_key, custom_object_record_id, **custom_object_record))

    def create_or_update(
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
        return self._wait(self._async.create_or_update(custom_object_key, record, external_id=external_id, name=name))

    def create_job(
        self,
        custom_object_key: str,
        action: CustomObjectRecordAction,
        items: Sequence[CustomObjectRecordJobItem] | Sequence[str],
    ) -> Job:
        """Create, change or delete up to 100 records in a background job.

        Items are records, or ids where records are deleted.
        """
        return self._job(self._async.create_job(custom_object_key, action, items))

    def delete(self, custom_object_key: str, custom_object_record_id: str) -> None:
        """Delete a record."""
        self._wait(self._async.delete(custom_object_key, custom_object_record_id))

    def delete_by_external_id_or_name(
        self, custom_object_key: str, *, external_id: str | None = None, name: str | None = None
    ) -> None:
        """Delete the record that has this external id or name: one of them.

        A name finds only where names are unique.
        """
        self._wait(self._async.delete_by_external_id_or_name(custom_object_key, external_id=external_id, name=name))
