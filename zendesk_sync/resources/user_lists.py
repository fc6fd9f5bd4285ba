# Written by tools/mirror.py from zendesk_async/resources/user_lists.py: change that one, then run `make mirror`.

"""The lists, counts and searches of users."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, TypeVar, Unpack

from zendesk_async.models.common import Count, SortOrder
from zendesk_async.models.user_payloads import UserAutocomplete
from zendesk_async.models.users import User, UserRole, UserSideload, UserSortBy
from zendesk_async.resources.user_lists import UserLists as AsyncUserLists
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator

A = TypeVar("A", bound=AsyncUserLists)


class UserLists(Resource[A]):
    """The lists, counts and searches of users.

    Agents may call these unless a method says otherwise.

    https://developer.zendesk.com/api-reference/ticketing/users/users/
    """

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
            self._async.list(
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
        )

    def count(
        self,
        *,
        role: UserRole | None = None,
        role_in: Sequence[UserRole] = (),
        permission_set: int | None = None,
        brand_id: int | Literal["all"] | None = None,
    ) -> Count:
        """Count the users of the account."""
        return self._wait(
            self._async.count(role=role, role_in=role_in, permission_set=permission_set, brand_id=brand_id)
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
            self._async.list_by_group(
                group_id,
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
        )

    def count_by_group(
        self,
        group_id: int,
        *,
        role: UserRole | None = None,
        role_in: Sequence[UserRole] = (),
        permission_set: int | None = None,
    ) -> Count:
        """Count the agents of a group."""
        return self._wait(
            self._async.count_by_group(group_id, role=role, role_in=role_in, permission_set=permission_set)
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
            self._async.list_by_organization(
                organization_id,
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
        )

    def count_by_organization(
        self,
        organization_id: int,
        *,
        role: UserRole | None = None,
        role_in: Sequence[UserRole] = (),
        permission_set: int | None = None,
    ) -> Count:
        """Count the users of an organization."""
        return self._wait(
            self._async.count_by_organization(
                organization_id, role=role, role_in=role_in, permission_set=permission_set
            )
        )

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
            self._async.search(
                query, external_id=external_id, brand_id=brand_id, include=include, page=page, per_page=per_page
            )
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
            self._async.autocomplete(
                name,
                phone=phone,
                filter=filter,
                field_id=field_id,
                source=source,
                brand_id=brand_id,
                include=include,
                page=page,
                per_page=per_page,
            )
        )

    def autocomplete_by_post(
        self, *, include: Sequence[UserSideload] = (), per_page: int | None = None, **terms: Unpack[UserAutocomplete]
    ) -> builtins.list[User]:
        """Return the users whose name begins with this: `autocomplete` with the terms in the body.

        Only so can the filter of a lookup field be given `dynamic_values`.
        """
        return self._wait(self._async.autocomplete_by_post(include=include, per_page=per_page, **terms))

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
        return self._paginate(
            self._async.export(start_time=start_time, cursor=cursor, include=include, per_page=per_page)
        )
