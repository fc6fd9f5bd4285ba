"""Group memberships: which agents belong to which groups."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.jobs import Job
from zendesk_async.models.group_memberships import (
    GroupMembership,
    GroupMembershipCreate,
    GroupMembershipSideload,
    UserGroupCreate,
)
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.pagination import Paginator


class GroupMemberships(Resource, scope="groups"):
    """Group memberships: which agents belong to which groups.

    Agents may read them; admins, and agents who may manage groups, change them.

    https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
    """

    _list = Operation(
        "ListGroupMemberships",
        "GET /api/v2/group_memberships",
        GroupMembership,
        key="group_memberships",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list(
        self,
        *,
        include: Sequence[GroupMembershipSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[GroupMembership]:
        """Iterate over the group memberships of the account."""
        return self._paginate(
            self._list,
            include=include,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_group = Operation(
        "ListGroupMembershipsByGroup",
        "GET /api/v2/groups/{group_id}/memberships",
        GroupMembership,
        key="group_memberships",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_group(
        self,
        group_id: int,
        *,
        include: Sequence[GroupMembershipSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[GroupMembership]:
        """Iterate over the memberships of a group."""
        return self._paginate(
            self._list_by_group,
            group_id=group_id,
            include=include,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_user = Operation(
        "ListUserGroupMemberships",
        "GET /api/v2/users/{user_id}/group_memberships",
        GroupMembership,
        key="group_memberships",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_user(
        self,
        user_id: int,
        *,
        include: Sequence[GroupMembershipSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[GroupMembership]:
        """Iterate over the group memberships of an agent."""
        return self._paginate(
            self._list_by_user,
            user_id=user_id,
            include=include,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_assignable = Operation(
        "ListAssignableGroupMemberships",
        "GET /api/v2/group_memberships/assignable",
        GroupMembership,
        key="group_memberships",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_assignable(
        self,
        *,
        include: Sequence[GroupMembershipSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[GroupMembership]:
        """Iterate over the memberships of groups that tickets can be assigned to."""
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

    _list_assignable_by_group = Operation(
        "ListAssignableGroupMembershipsByGroup",
        "GET /api/v2/groups/{group_id}/memberships/assignable",
        GroupMembership,
        key="group_memberships",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_assignable_by_group(
        self,
        group_id: int,
        *,
        include: Sequence[GroupMembershipSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[GroupMembership]:
        """Iterate over the memberships of a group whose agents tickets can be assigned to."""
        return self._paginate(
            self._list_assignable_by_group,
            group_id=group_id,
            include=include,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation(
        "ShowGroupMembershipById",
        "GET /api/v2/group_memberships/{group_membership_id}",
        GroupMembership,
        key="group_membership",
    )

    async def show(
        self, group_membership_id: int, *, include: Sequence[GroupMembershipSideload] = ()
    ) -> GroupMembership:
        """Return one group membership."""
        return await self._call(self._show, group_membership_id=group_membership_id, include=include)

    _show_by_user = Operation(
        "ShowUserGroupMembershipById",
        "GET /api/v2/users/{user_id}/group_memberships/{group_membership_id}",
        GroupMembership,
        key="group_membership",
    )

    async def show_by_user(
        self, user_id: int, group_membership_id: int, *, include: Sequence[GroupMembershipSideload] = ()
    ) -> GroupMembership:
        """Return one group membership of an agent."""
        return await self._call(
            self._show_by_user, user_id=user_id, group_membership_id=group_membership_id, include=include
        )

    _create = Operation(
        "CreateGroupMembership",
        "POST /api/v2/group_memberships",
        GroupMembership,
        key="group_membership",
        body="group_membership",
    )

    async def create(self, **group_membership: Unpack[GroupMembershipCreate]) -> GroupMembership:
        """Put an agent into a group."""
        return await self._call(self._create, body=group_membership)

    _create_by_user = Operation(
        "CreateUserGroupMembership",
        "POST /api/v2/users/{user_id}/group_memberships",
        GroupMembership,
        key="group_membership",
        body="group_membership",
    )

    async def create_by_user(self, user_id: int, /, **group_membership: Unpack[UserGroupCreate]) -> GroupMembership:
        """Put this agent into a group."""
        return await self._call(self._create_by_user, user_id=user_id, body=group_membership)

    _create_many = Operation(
        "GroupMembershipBulkCreate",
        "POST /api/v2/group_memberships/create_many",
        JobStatus,
        key="job_status",
        batch="group_memberships",
    )

    async def create_many(self, group_memberships: Sequence[GroupMembershipCreate]) -> Job:
        """Put up to 100 agents into groups, in a background job."""
        return await self._start(self._create_many, body=group_memberships)

    _make_default = Operation(
        "GroupMembershipSetDefault",
        "PUT /api/v2/users/{user_id}/group_memberships/{group_membership_id}/make_default",
        GroupMembership,
        key="group_memberships",
    )

    async def make_default(self, user_id: int, group_membership_id: int) -> builtins.list[GroupMembership]:
        """Make a membership the agent's main one; return all memberships of the agent."""
        return await self._call_list(self._make_default, user_id=user_id, group_membership_id=group_membership_id)

    _delete = Operation("DeleteGroupMembership", "DELETE /api/v2/group_memberships/{group_membership_id}", NoContent)

    async def delete(self, group_membership_id: int) -> None:
        """Delete a membership. In the background the agent's open tickets in that group lose their assignee."""
        await self._call(self._delete, group_membership_id=group_membership_id)

    _delete_by_user = Operation(
        "DeleteUserGroupMembership", "DELETE /api/v2/users/{user_id}/group_memberships/{group_membership_id}", NoContent
    )

    async def delete_by_user(self, user_id: int, group_membership_id: int) -> None:
        """Delete a membership of this agent. In the background the open tickets in that group lose their assignee."""
        await self._call(self._delete_by_user, user_id=user_id, group_membership_id=group_membership_id)

    _delete_many = Operation(
        "GroupMembershipBulkDelete", "DELETE /api/v2/group_memberships/destroy_many", JobStatus, key="job_status"
    )

    async def delete_many(self, ids: Sequence[int]) -> Job:
        """Delete up to 100 memberships in a background job."""
        return await self._start(self._delete_many, ids=ids)
