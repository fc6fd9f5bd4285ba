"""Groups: the teams of agents that tickets are assigned to."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.common import Count
from zendesk_async.models.groups import Group, GroupCreate, GroupSideload, GroupUpdate
from zendesk_async.pagination import Paginator


class Groups(Resource, scope="groups"):
    """Groups: the teams of agents that tickets are assigned to.

    Admins and agents may call these unless a method says otherwise.

    https://developer.zendesk.com/api-reference/ticketing/groups/groups/
    """

    _list = Operation("ListGroups", "GET /api/v2/groups", Group, key="groups", paging=Paging.CURSOR_OR_OFFSET)

    def list(
        self,
        *,
        exclude_deleted: bool | None = None,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        include: Sequence[GroupSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Group]:
        """Iterate over the groups of the account."""
        return self._paginate(
            self._list,
            exclude_deleted=exclude_deleted,
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

    _list_assignable = Operation(
        "ListAssignableGroups", "GET /api/v2/groups/assignable", Group, key="groups", paging=Paging.CURSOR_OR_OFFSET
    )

    def list_assignable(
        self,
        *,
        include: Sequence[GroupSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Group]:
        """Iterate over the groups that the caller may assign tickets to."""
        return self._paginate(
            self._list_assignable,
            include=include,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_user = Operation(
        "ListUserGroups", "GET /api/v2/users/{user_id}/groups", Group, key="groups", paging=Paging.CURSOR_OR_OFFSET
    )

    def list_by_user(
        self,
        user_id: int,
        *,
        exclude_deleted: bool | None = None,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        include: Sequence[GroupSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Group]:
        """Iterate over the groups of an agent."""
        return self._paginate(
            self._list_by_user,
            user_id=user_id,
            exclude_deleted=exclude_deleted,
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

    _count = Operation("CountGroups", "GET /api/v2/groups/count", Count, key="count")

    async def count(self) -> Count:
        """Count the groups of the account."""
        return await self._call(self._count)

    _count_by_user = Operation("CountUserGroups", "GET /api/v2/users/{user_id}/groups/count", Count, key="count")

    async def count_by_user(self, user_id: int) -> Count:
        """Count the groups of an agent."""
        return await self._call(self._count_by_user, user_id=user_id)

    _show = Operation("ShowGroupById", "GET /api/v2/groups/{group_id}", Group, key="group")

    async def show(self, group_id: int, *, include: Sequence[GroupSideload] = ()) -> Group:
        """Return one group."""
        return await self._call(self._show, group_id=group_id, include=include)

    _create = Operation("CreateGroup", "POST /api/v2/groups", Group, key="group", body="group")

    async def create(self, **group: Unpack[GroupCreate]) -> Group:
        """Create a group.

        For admins, and agents who may manage groups.
        """
        return await self._call(self._create, body=group)

    _update = Operation("UpdateGroup", "PUT /api/v2/groups/{group_id}", Group, key="group", body="group")

    async def update(self, group_id: int, /, **group: Unpack[GroupUpdate]) -> Group:
        """Change a group. A private one can't be made public.

        Admins only.
        """
        return await self._call(self._update, group_id=group_id, body=group)

    _delete = Operation("DeleteGroup", "DELETE /api/v2/groups/{group_id}", NoContent)

    async def delete(self, group_id: int) -> None:
        """Delete a group; its open tickets lose their assignee.

        For admins, and agents who may manage groups.
        """
        await self._call(self._delete, group_id=group_id)
