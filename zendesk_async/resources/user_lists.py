"""The lists, counts and searches of users."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Unpack

from zendesk_async._operation import Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.common import Count, SortOrder
from zendesk_async.models.user_payloads import UserAutocomplete
from zendesk_async.models.users import User, UserRole, UserSideload, UserSortBy
from zendesk_async.pagination import Paginator


class UserLists(Resource, scope="users"):
    """The lists, counts and searches of users.

    Agents may call these unless a method says otherwise.

    https://developer.zendesk.com/api-reference/ticketing/users/users/
    """

    _list = Operation(
        "ListUsers", "GET /api/v2/users", User, key="users", paging=Paging.CURSOR_OR_OFFSET, names={"role_in": "role[]"}
    )

    def list(
        self,
        *,
        role: UserRole | None = None,
        role_in: Sequence[UserRole] = (),
        permission_set: int | None = None,
        external_id: str | None = None,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        brand_id: int | Literal["all"] | None = None,
        include: Sequence[UserSideload] = (),
        sort: str | None = None,
        sort_by: UserSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[User]:
        """Iterate over the users of the account.

        `role` keeps one role, `role_in` several, `permission_set` a custom role. By page number the list ends at
        10,000 records.
        """
        return self._paginate(
            self._list,
            role=role,
            role_in=role_in,
            permission_set=permission_set,
            external_id=external_id,
            include_boundary_indicators=include_boundary_indicators,
            include_item_cursors=include_item_cursors,
            brand_id=brand_id,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count = Operation("CountUsers", "GET /api/v2/users/count", Count, key="count", names={"role_in": "role[]"})

    async def count(
        self,
        *,
        role: UserRole | None = None,
        role_in: Sequence[UserRole] = (),
        permission_set: int | None = None,
        brand_id: int | Literal["all"] | None = None,
    ) -> Count:
        """Count the users of the account."""
        return await self._call(
            self._count, role=role, role_in=role_in, permission_set=permission_set, brand_id=brand_id
        )

    _list_by_group = Operation(
        "ListGroupUsers",
        "GET /api/v2/groups/{group_id}/users",
        User,
        key="users",
        paging=Paging.CURSOR_OR_OFFSET,
        names={"role_in": "role[]"},
    )

    def list_by_group(
        self,
        group_id: int,
        *,
        role: UserRole | None = None,
        role_in: Sequence[UserRole] = (),
        permission_set: int | None = None,
        external_id: str | None = None,
        include: Sequence[UserSideload] = (),
        sort: str | None = None,
        sort_by: UserSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[User]:
        """Iterate over the agents of a group."""
        return self._paginate(
            self._list_by_group,
            group_id=group_id,
            role=role,
            role_in=role_in,
            permission_set=permission_set,
            external_id=external_id,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count_by_group = Operation(
        "CountGroupUsers", "GET /api/v2/groups/{group_id}/users/count", Count, key="count", names={"role_in": "role[]"}
    )

    async def count_by_group(
        self,
        group_id: int,
        *,
        role: UserRole | None = None,
        role_in: Sequence[UserRole] = (),
        permission_set: int | None = None,
    ) -> Count:
        """Count the agents of a group."""
        return await self._call(
            self._count_by_group, group_id=group_id, role=role, role_in=role_in, permission_set=permission_set
        )

    _list_by_organization = Operation(
        "ListOrganizationUsers",
        "GET /api/v2/organizations/{organization_id}/users",
        User,
        key="users",
        paging=Paging.CURSOR_OR_OFFSET,
        names={"role_in": "role[]"},
    )

    def list_by_organization(
        self,
        organization_id: int,
        *,
        role: UserRole | None = None,
        role_in: Sequence[UserRole] = (),
        permission_set: int | None = None,
        external_id: str | None = None,
        include: Sequence[UserSideload] = (),
        sort: str | None = None,
        sort_by: UserSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[User]:
        """Iterate over the users of an organization."""
        return self._paginate(
            self._list_by_organization,
            organization_id=organization_id,
            role=role,
            role_in=role_in,
            permission_set=permission_set,
            external_id=external_id,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count_by_organization = Operation(
        "CountOrganizationUsers",
        "GET /api/v2/organizations/{organization_id}/users/count",
        Count,
        key="count",
        names={"role_in": "role[]"},
    )

    async def count_by_organization(
        self,
        organization_id: int,
        *,
        role: UserRole | None = None,
        role_in: Sequence[UserRole] = (),
        permission_set: int | None = None,
    ) -> Count:
        """Count the users of an organization."""
        return await self._call(
            self._count_by_organization,
            organization_id=organization_id,
            role=role,
            role_in=role_in,
            permission_set=permission_set,
        )

    _search = Operation("SearchUsers", "GET /api/v2/users/search", User, key="users", paging=Paging.OFFSET)

    def search(
        self,
        query: str | None = None,
        *,
        external_id: str | None = None,
        brand_id: int | Literal["all"] | None = None,
        include: Sequence[UserSideload] = (),
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[User]:
        """Iterate over the users that match a query, or the one with this external id.

        `query` takes the terms of Zendesk's search; `external_id` is taken as it is. At most 10,000 records.
        """
        return self._paginate(
            self._search,
            query=query,
            external_id=external_id,
            brand_id=brand_id,
            include=include,
            page=page,
            per_page=per_page,
        )

    _autocomplete = Operation(
        "AutocompleteUsers", "GET /api/v2/users/autocomplete", User, key="users", paging=Paging.OFFSET
    )

    def autocomplete(
        self,
        name: str | None = None,
        *,
        phone: str | None = None,
        filter: Literal["assignable", "requester"] | None = None,
        field_id: str | None = None,
        source: str | None = None,
        brand_id: int | Literal["all"] | None = None,
        include: Sequence[UserSideload] = (),
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[User]:
        """Iterate over the users whose name begins with this, or who have this telephone number.

        `name` needs two characters. `field_id` and `source` apply the filter of a lookup field.
        """
        return self._paginate(
            self._autocomplete,
            name=name,
            phone=phone,
            filter=filter,
            field_id=field_id,
            source=source,
            brand_id=brand_id,
            include=include,
            page=page,
            per_page=per_page,
        )

    _autocomplete_by_post = Operation(
        "AutocompleteUsersPost", "POST /api/v2/users/autocomplete", User, key="users", write_class=WriteClass.SAFE
    )

    async def autocomplete_by_post(
        self, *, include: Sequence[UserSideload] = (), per_page: int | None = None, **terms: Unpack[UserAutocomplete]
    ) -> builtins.list[User]:
        """Return the users whose name begins with this: `autocomplete` with the terms in the body.

        Only so can the filter of a lookup field be given `dynamic_values`.
        """
        return await self._call_list(self._autocomplete_by_post, include=include, per_page=per_page, body=terms)

    _export = Operation(
        "IncrementalUserExportCursor",
        "GET /api/v2/incremental/users/cursor",
        User,
        key="users",
        paging=Paging.INCREMENTAL_CURSOR,
        page_size=1000,
        limit="incremental-exports-cursor",
    )

    def export(
        self,
        *,
        start_time: int | datetime | None = None,
        cursor: str | None = None,
        include: Sequence[UserSideload] = (),
        per_page: int | None = None,
    ) -> Paginator[User]:
        """Iterate over every user changed since `start_time`.

        `start_time` (Unix seconds or an aware datetime, a minute ago at the latest) begins an export; `cursor`, kept
        from the last page of an earlier one, goes on where that ended. Up to 1,000 records a page, 20 requests a
        minute. Admins only.

        https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
        """
        return self._paginate(self._export, start_time=start_time, cursor=cursor, include=include, per_page=per_page)
