"""Organization memberships: which users belong to which organizations."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.jobs import Job
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.models.organization_memberships import (
    OrganizationMembership,
    OrganizationMembershipCreate,
    OrganizationMembershipSideload,
    UserOrganizationCreate,
)
from zendesk_async.pagination import Paginator


class OrganizationMemberships(Resource, scope="organizations"):
    """Organization memberships: which users belong to which organizations.

    Agents may read them; admins, and agents who may manage users, change them.

    https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/
    """

    _list = Operation(
        "ListOrganizationMemberships",
        "GET /api/v2/organization_memberships",
        OrganizationMembership,
        key="organization_memberships",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list(
        self,
        *,
        include: Sequence[OrganizationMembershipSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[OrganizationMembership]:
        """Iterate over the organization memberships of the account."""
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

    _list_by_organization = Operation(
        "ListOrganizationMembershipsByOrganization",
        "GET /api/v2/organizations/{organization_id}/organization_memberships",
        OrganizationMembership,
        key="organization_memberships",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_organization(
        self,
        organization_id: int,
        *,
        include: Sequence[OrganizationMembershipSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[OrganizationMembership]:
        """Iterate over the memberships of an organization."""
        return self._paginate(
            self._list_by_organization,
            organization_id=organization_id,
            include=include,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_user = Operation(
        "ListUserOrganizationMemberships",
        "GET /api/v2/users/{user_id}/organization_memberships",
        OrganizationMembership,
        key="organization_memberships",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_user(
        self,
        user_id: int,
        *,
        include: Sequence[OrganizationMembershipSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[OrganizationMembership]:
        """Iterate over the organization memberships of a user."""
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

    _show = Operation(
        "ShowOrganizationMembershipById",
        "GET /api/v2/organization_memberships/{organization_membership_id}",
        OrganizationMembership,
        key="organization_membership",
    )

    async def show(
        self, organization_membership_id: int, *, include: Sequence[OrganizationMembershipSideload] = ()
    ) -> OrganizationMembership:
        """Return one organization membership."""
        return await self._call(self._show, organization_membership_id=organization_membership_id, include=include)

    _show_by_user = Operation(
        "ShowOrganizationMembershipByUserId",
        "GET /api/v2/users/{user_id}/organization_memberships/{organization_membership_id}",
        OrganizationMembership,
        key="organization_membership",
    )

    async def show_by_user(
        self, user_id: int, organization_membership_id: int, *, include: Sequence[OrganizationMembershipSideload] = ()
    ) -> OrganizationMembership:
        """Return one organization membership of a user."""
        return await self._call(
            self._show_by_user, user_id=user_id, organization_membership_id=organization_membership_id, include=include
        )

    _create = Operation(
        "CreateOrganizationMembership",
        "POST /api/v2/organization_memberships",
        OrganizationMembership,
        key="organization_membership",
        body="organization_membership",
    )

    async def create(self, **organization_membership: Unpack[OrganizationMembershipCreate]) -> OrganizationMembership:
        """Put a user into an organization.

        Raises `Invalid` when the user is in it already.
        """
        return await self._call(self._create, body=organization_membership)

    _create_by_user = Operation(
        "CreateUserOrganizationMembership",
        "POST /api/v2/users/{user_id}/organization_memberships",
        OrganizationMembership,
        key="organization_membership",
        body="organization_membership",
    )

    async def create_by_user(
        self, user_id: int, /, **organization_membership: Unpack[UserOrganizationCreate]
    ) -> OrganizationMembership:
        """Put this user into an organization.

        Raises `Invalid` when the user is in it already.
        """
        return await self._call(self._create_by_user, user_id=user_id, body=organization_membership)

    _create_many = Operation(
        "CreateManyOrganizationMemberships",
        "POST /api/v2/organization_memberships/create_many",
        JobStatus,
        key="job_status",
        batch="organization_memberships",
    )

    async def create_many(self, organization_memberships: Sequence[OrganizationMembershipCreate]) -> Job:
        """Put up to 100 users into organizations, in a background job."""
        return await self._start(self._create_many, body=organization_memberships)

    _make_default = Operation(
        "SetOrganizationMembershipAsDefault",
        "PUT /api/v2/users/{user_id}/organization_memberships/{organization_membership_id}/make_default",
        OrganizationMembership,
        key="organization_memberships",
    )

    async def make_default(
        self, user_id: int, organization_membership_id: int
    ) -> builtins.list[OrganizationMembership]:
        """Make a membership the user's main one; return all memberships of the user."""
        return await self._call_list(
            self._make_default, user_id=user_id, organization_membership_id=organization_membership_id
        )

    _make_organization_default = Operation(
        "SetOrganizationAsDefault",
        "PUT /api/v2/users/{user_id}/organizations/{organization_id}/make_default",
        OrganizationMembership,
        key="organization_membership",
    )

    async def make_organization_default(self, user_id: int, organization_id: int) -> OrganizationMembership:
        """Make an organization the user's main one."""
        return await self._call(self._make_organization_default, user_id=user_id, organization_id=organization_id)

    _unassign_organization = Operation(
        "UnassignOrganization", "DELETE /api/v2/users/{user_id}/organizations/{organization_id}", NoContent
    )

    async def unassign_organization(self, user_id: int, organization_id: int) -> None:
        """Take a user out of an organization; the user's open tickets lose it too."""
        await self._call(self._unassign_organization, user_id=user_id, organization_id=organization_id)

    _delete = Operation(
        "DeleteOrganizationMembership",
        "DELETE /api/v2/organization_memberships/{organization_membership_id}",
        NoContent,
    )

    async def delete(self, organization_membership_id: int) -> None:
        """Delete a membership; the user's open tickets lose the organization too."""
        await self._call(self._delete, organization_membership_id=organization_membership_id)

    _delete_by_user = Operation(
        "DeleteUserOrganizationMembership",
        "DELETE /api/v2/users/{user_id}/organization_memberships/{organization_membership_id}",
        NoContent,
    )

    async def delete_by_user(self, user_id: int, organization_membership_id: int) -> None:
        """Delete a membership of this user; the user's open tickets lose the organization too."""
        await self._call(self._delete_by_user, user_id=user_id, organization_membership_id=organization_membership_id)

    _delete_many = Operation(
        "DeleteManyOrganizationMemberships",
        "DELETE /api/v2/organization_memberships/destroy_many",
        JobStatus,
        key="job_status",
    )

    async def delete_many(self, ids: Sequence[int]) -> Job:
        """Delete up to 100 memberships in a background job."""
        return await self._start(self._delete_many, ids=ids)
