# Written by tools/mirror.py from zendesk_async/resources/groups.py: change that one, then run `make mirror`.

"""Groups: the teams of agents that tickets are assigned to."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.common import Count
from zendesk_async.models.groups import Group, GroupCreate, GroupSideload, GroupUpdate
from zendesk_async.resources.groups import Groups as AsyncGroups
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Groups(Resource[AsyncGroups]):
    """Groups: the teams of agents that tickets are assigned to.

    Admins and agents may call these unless a method says otherwise.

    https://developer.zendesk.com/api-reference/ticketing/groups/groups/
    """

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
            self._async.list(
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
            self._async.list_by_user(
                user_id,
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
        )

    def count(self) -> Count:
        """Count the groups of the account."""
        return self._wait(self._async.count())

    def count_by_user(self, user_id: int) -> Count:
        """Count the groups of an agent."""
        return self._wait(self._async.count_by_user(user_id))

    def show(self, group_id: int, *, include: Sequence[GroupSideload] = ()) -> Group:
        """Return one group."""
        return self._wait(self._async.show(group_id, include=include))

    def create(self, **group: Unpack[GroupCreate]) -> Group:
        """Create a group.

        For admins, and agents who may manage groups.
        """
        return self._wait(self._async.create(**group))

    def update(self, group_id: int, /, **group: Unpack[GroupUpdate]) -> Group:
        """Change a group. A private one can't be made public.

        Admins only.
        """
        return self._wait(self._async.update(group_id, **group))

    def delete(self, group_id: int) -> None:
        """Delete a group; its open tickets lose their assignee.

        For admins, and agents who may manage groups.
        """
        self._wait(self._async.delete(group_id))
