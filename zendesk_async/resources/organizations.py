"""Organizations: the companies and teams that users belong to."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.jobs import ItemResult, Job, perform_each
from zendesk_async.models.common import Count
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.models.organizations import (
    OneOrganizationSideload,
    Organization,
    OrganizationBatchUpdate,
    OrganizationCreate,
    OrganizationMerge,
    OrganizationRelated,
    OrganizationSideload,
    OrganizationUpdate,
    OrganizationUpsert,
)
from zendesk_async.pagination import Paginator
from zendesk_async.resources._bodies import batch_or_shared


class Organizations(Resource, scope="organizations"):
    """Organizations: the companies and teams that users belong to.

    Agents may read them; admins, and agents who may manage organizations, change them.

    https://developer.zendesk.com/api-reference/ticketing/organizations/organizations/
    """

    _list = Operation(
        "ListOrganizations",
        "GET /api/v2/organizations",
        Organization,
        key="organizations",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list(
        self,
        *,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        include: Sequence[OrganizationSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Organization]:
        """Iterate over the organizations of the account.

        Raises `Forbidden` for an agent who sees only the tickets of the own organization.
        """
        return self._paginate(
            self._list,
            include_boundary_indicators=include_boundary_indicators,
            include_item_cursors=include_item_cursors,
            include=include,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count = Operation("CountOrganizations", "GET /api/v2/organizations/count", Count, key="count")

    async def count(
        self, *, include_boundary_indicators: bool | None = None, include_item_cursors: bool | None = None
    ) -> Count:
        """Count the organizations of the account."""
        return await self._call(
            self._count,
            include_boundary_indicators=include_boundary_indicators,
            include_item_cursors=include_item_cursors,
        )

    _list_by_user = Operation(
        "ListUserOrganizations",
        "GET /api/v2/users/{user_id}/organizations",
        Organization,
        key="organizations",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_user(
        self,
        user_id: int,
        *,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        include: Sequence[OrganizationSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Organization]:
        """Iterate over the organizations of a user."""
        return self._paginate(
            self._list_by_user,
            user_id=user_id,
            include_boundary_indicators=include_boundary_indicators,
            include_item_cursors=include_item_cursors,
            include=include,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count_by_user = Operation(
        "CountUserOrganizations", "GET /api/v2/users/{user_id}/organizations/count", Count, key="count"
    )

    async def count_by_user(self, user_id: int) -> Count:
        """Count the organizations of a user."""
        return await self._call(self._count_by_user, user_id=user_id)

    _search = Operation(
        "SearchOrganizations",
        "GET /api/v2/organizations/search",
        Organization,
        key="organizations",
        paging=Paging.OFFSET,
    )

    def search(
        self,
        *,
        external_id: str | None = None,
        name: str | None = None,
        include: Sequence[OrganizationSideload] = (),
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Organization]:
        """Iterate over the organizations with this external id or this name.

        Give one of the two. Both are compared whole, whatever the case of their letters.
        """
        return self._paginate(
            self._search, external_id=external_id, name=name, include=include, page=page, per_page=per_page
        )

    _autocomplete = Operation(
        "AutocompleteOrganizations",
        "GET /api/v2/organizations/autocomplete",
        Organization,
        key="organizations",
        paging=Paging.OFFSET,
    )

    def autocomplete(
        self,
        name: str,
        *,
        field_id: str | None = None,
        source: str | None = None,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        include: Sequence[OrganizationSideload] = (),
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Organization]:
        """Iterate over the organizations whose name begins with this.

        `field_id` and `source` apply the filter of a lookup field.
        """
        return self._paginate(
            self._autocomplete,
            name=name,
            field_id=field_id,
            source=source,
            include_boundary_indicators=include_boundary_indicators,
            include_item_cursors=include_item_cursors,
            include=include,
            page=page,
            per_page=per_page,
        )

    _show = Operation(
        "ShowOrganization", "GET /api/v2/organizations/{organization_id}", Organization, key="organization"
    )

    async def show(
        self,
        organization_id: int,
        *,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        include: Sequence[OneOrganizationSideload] = (),
    ) -> Organization:
        """Return one organization."""
        return await self._call(
            self._show,
            organization_id=organization_id,
            include_boundary_indicators=include_boundary_indicators,
            include_item_cursors=include_item_cursors,
            include=include,
        )

    _show_many = Operation(
        "ShowManyOrganizations", "GET /api/v2/organizations/show_many", Organization, key="organizations"
    )

    async def show_many(
        self, ids: Sequence[int] = (), *, external_ids: Sequence[str] = (), include: Sequence[OrganizationSideload] = ()
    ) -> builtins.list[Organization]:
        """Return the organizations with these ids or external ids, 100 at most."""
        return await self._call_list(self._show_many, ids=ids, external_ids=external_ids, include=include)

    async def load(self, organization_id: int) -> Organization:
        """Return one organization; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. Raises `NotFound` for an id that does not exist.
        """
        return await self._load(self._show_many, organization_id)

    _show_related = Operation(
        "OrganizationRelated",
        "GET /api/v2/organizations/{organization_id}/related",
        OrganizationRelated,
        key="organization_related",
    )

    async def show_related(self, organization_id: int) -> OrganizationRelated:
        """Return how many tickets and users an organization has."""
        return await self._call(self._show_related, organization_id=organization_id)

    _create = Operation(
        "CreateOrganization", "POST /api/v2/organizations", Organization, key="organization", body="organization"
    )

    async def create(self, **organization: Unpack[OrganizationCreate]) -> Organization:
        """Create an organization.

        Raises `Invalid` when the name is taken; names are compared without the space around them.
        """
        return await self._call(self._create, body=organization)

    _create_many = Operation(
        "CreateManyOrganizations",
        "POST /api/v2/organizations/create_many",
        JobStatus,
        key="job_status",
        batch="organizations",
    )

    async def create_many(self, organizations: Sequence[OrganizationCreate]) -> Job:
        """Create up to 100 organizations in a background job."""
        return await self._start(self._create_many, body=organizations)

    async def create_each(
        self, organizations: Sequence[OrganizationCreate]
    ) -> builtins.list[ItemResult[OrganizationCreate]]:
        """Create any number of organizations: in jobs of 100, 30 at once, with a result for each, in order."""
        return await perform_each(self._client, organizations, self.create_many)

    async def update_each(
        self, organizations: Sequence[OrganizationBatchUpdate]
    ) -> builtins.list[ItemResult[OrganizationBatchUpdate]]:
        """Change any number of organizations, each with its `id`: in jobs of 100, with a result for each, in order."""
        return await perform_each(self._client, organizations, self.update_many)

    async def delete_each(self, ids: Sequence[int]) -> builtins.list[ItemResult[int]]:
        """Delete any number of organizations: in jobs of 100, with a result for each id, in order."""
        return await perform_each(self._client, ids, self.delete_many)

    _create_or_update = Operation(
        "CreateOrUpdateOrganization",
        "POST /api/v2/organizations/create_or_update",
        Organization,
        key="organization",
        body="organization",
    )

    async def create_or_update(self, **organization: Unpack[OrganizationUpsert]) -> Organization:
        """Change the organization with this `id` or `external_id`, or create one.

        The name alone finds nothing: a taken one is `Invalid`.
        """
        return await self._call(self._create_or_update, body=organization)

    _update = Operation(
        "UpdateOrganization",
        "PUT /api/v2/organizations/{organization_id}",
        Organization,
        key="organization",
        body="organization",
        limit="organization-update",
    )

    async def update(self, organization_id: int, /, **organization: Unpack[OrganizationUpdate]) -> Organization:
        """Change an organization.

        An agent who may not manage organizations changes only the `notes`. At most 5 updates a minute an
        organization.
        """
        return await self._call(self._update, organization_id=organization_id, body=organization)

    _update_many = Operation(
        "UpdateManyOrganizations",
        "PUT /api/v2/organizations/update_many",
        JobStatus,
        key="job_status",
        body="organization",
        batch="organizations",
    )

    async def update_many(
        self,
        organizations: Sequence[OrganizationBatchUpdate] = (),
        *,
        ids: Sequence[int] = (),
        external_ids: Sequence[str] = (),
        **organization: Unpack[OrganizationUpdate],
    ) -> Job:
        """Change up to 100 organizations in a background job.

        Give the changes, each with its `id` or `external_id`, or `ids` (or `external_ids`) and one change for all of
        them.
        """
        return await self._start(
            self._update_many,
            ids=ids,
            external_ids=external_ids,
            body=batch_or_shared(organizations, organization, ids, external_ids),
        )

    _delete = Operation("DeleteOrganization", "DELETE /api/v2/organizations/{organization_id}", NoContent)

    async def delete(self, organization_id: int) -> None:
        """Delete an organization. Its users and tickets stay, without it."""
        await self._call(self._delete, organization_id=organization_id)

    _delete_many = Operation(
        "DeleteManyOrganizations", "DELETE /api/v2/organizations/destroy_many", JobStatus, key="job_status"
    )

    async def delete_many(self, ids: Sequence[int] = (), *, external_ids: Sequence[str] = ()) -> Job:
        """Delete up to 100 organizations in a background job."""
        return await self._start(self._delete_many, ids=ids, external_ids=external_ids)

    _merge = Operation(
        "CreateOrganizationMerge",
        "POST /api/v2/organizations/{organization_id}/merge",
        OrganizationMerge,
        key="organization_merge",
        body="organization_merge",
    )

    async def merge(self, organization_id: int, winner_id: int) -> OrganizationMerge:
        """Merge this organization into another one, the winner.

        Users, tickets and domains go over in the background, then this one is deleted; `show_merge` tells how far it
        is. It can't be undone. Admins only.
        """
        return await self._call(self._merge, organization_id=organization_id, body={"winner_id": winner_id})

    _list_merges = Operation(
        "ListOrganizationMerges",
        "GET /api/v2/organizations/{organization_id}/merges",
        OrganizationMerge,
        key="organization_merges",
        paging=Paging.CURSOR,
    )

    def list_merges(
        self,
        organization_id: int,
        *,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[OrganizationMerge]:
        """Iterate over the merges of an organization.

        Admins only.
        """
        return self._paginate(
            self._list_merges,
            organization_id=organization_id,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
        )

    _show_merge = Operation(
        "ShowOrganizationMerge",
        "GET /api/v2/organization_merges/{organization_merge_id}",
        OrganizationMerge,
        key="organization_merge",
    )

    async def show_merge(self, organization_merge_id: str) -> OrganizationMerge:
        """Return one merge of organizations.

        Admins only.
        """
        return await self._call(self._show_merge, organization_merge_id=organization_merge_id)

    _export = Operation(
        "IncrementalOrganizationExport",
        "GET /api/v2/incremental/organizations",
        Organization,
        key="organizations",
        paging=Paging.INCREMENTAL_TIME,
        page_size=1000,
        limit="incremental-exports",
    )

    def export(
        self, *, start_time: int | datetime, include: Sequence[OrganizationSideload] = (), per_page: int | None = None
    ) -> Paginator[Organization]:
        """Iterate over every organization changed since `start_time`.

        `start_time` is in Unix seconds or an aware datetime, a minute ago at the latest. Records at the border of two
        pages come once. Up to 1,000 records a page, 10 requests a minute. Admins only.

        https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
        """
        return self._paginate(self._export, start_time=start_time, include=include, per_page=per_page)
