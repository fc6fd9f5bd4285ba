# Written by tools/mirror.py from zendesk_async/resources/group_memberships.py: change that one, then run `make mirror`.

"""Group memberships: which agents belong to which groups."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.group_memberships import (
    GroupMembership,
    GroupMembershipCreate,
    GroupMembershipSideload,
    UserGroupCreate,
)
from zendesk_async.resources.group_memberships import GroupMemberships as AsyncGroupMemberships
from zendesk_sync._resource import Resource
from zendesk_sync.jobs import Job
from zendesk_sync.pagination import Paginator


class GroupMemberships(Resource[AsyncGroupMemberships]):
    """Group memberships: which agents belong to which groups.

    Agents may read them; admins, and agents who may manage groups, change them.

    https://developer.zendesk.com/api-reference/ticketing/groups/group_memberships/
    """

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
            self._async.list(
                include=include,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
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
            self._async.list_by_group(
                group_id,
                include=include,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
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
            self._async.list_by_user(
                user_id,
                include=include,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
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
            self._async.list_assignable(
                include=include,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
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
            self._async.list_assignable_by_group(
                group_id,
                include=include,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, group_membership_id: int, *, include: Sequence[GroupMembershipSideload] = ()) -> GroupMembership:
        """Return one group membership."""
        return self._wait(self._async.show(group_membership_id, include=include))

    def show_by_user(
        self, user_id: int, group_membership_id: int, *, include: Sequence[GroupMembershipSideload] = ()
    ) -> GroupMembership:
        """Return one group membership of an agent."""
        return self._wait(self._async.show_by_user(user_id, group_membership_id, include=include))

    def create(self, **group_membership: Unpack[GroupMembershipCreate]) -> GroupMembership:
        """Put an agent into a group."""
        return self._wait(self._async.create(**group_membership))

    def create_by_user(self, user_id: int, /, **group_membership: Unpack[UserGroupCreate]) -> GroupMembership:
        """Put this agent into a group."""
        return self._wait(self._async.create_by_user(user_id, **group_membership))

    def create_many(self, group_memberships: Sequence[GroupMembershipCreate]) -> Job:
        """Put up to 100 agents into groups, in a background job."""
        return self._job(self._async.create_many(group_memberships))

    def make_default(self, user_id: int, group_membership_id: int) -> builtins.list[GroupMembership]:
        """Make a membership the agent's main one; return all memberships of the agent."""
        return self._wait(self._async.make_default(user_id, group_membership_id))

    def delete(self, group_membership_id: int) -> None:
        """Delete a membership. In the background the agent's open tickets in that group lose their assignee."""
        self._wait(self._async.delete(group_membership_id))

    def delete_by_user(self, user_id: int, group_membership_id: int) -> None:
        """Delete a membership of this agent. In the background the open tickets in that group lose their assignee."""
        self._wait(self._async.delete_by_user(user_id, group_membership_id))

    def delete_many(self, ids: Sequence[int]) -> Job:
        """Delete up to 100 memberships in a background job."""
        return self._job(self._async.delete_many(ids))
