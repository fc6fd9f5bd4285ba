# Written by tools/mirror.py from zendesk_async/resources/organization_memberships.py: change that one, then run `make mirror`.

"""Organization memberships: which users belong to which organizations."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.organization_memberships import (
    OrganizationMembership,
    OrganizationMembershipCreate,
    OrganizationMembershipSideload,
    UserOrganizationCreate,
)
from zendesk_async.resources.organization_memberships import OrganizationMemberships as AsyncOrganizationMemberships
from zendesk_sync._resource import Resource
from zendesk_sync.jobs import Job
from zendesk_sync.pagination import Paginator


class OrganizationMemberships(Resource[AsyncOrganizationMemberships]):
    """Organization memberships: which users belong to which organizations.

    Agents may read them; admins, and agents who may manage users, change them.

    https://developer.zendesk.com/api-reference/ticketing/organizations/organization_memberships/
    """

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
            self._async.list_by_organization(
                organization_id,
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

    def show(
        self, organization_membership_id: int, *, include: Sequence[OrganizationMembershipSideload] = ()
    ) -> OrganizationMembership:
        """Return one organization membership."""
        return self._wait(self._async.show(organization_membership_id, include=include))

    def show_by_user(
        self, user_id: int, organization_membership_id: int, *, include: Sequence[OrganizationMembershipSideload] = ()
    ) -> OrganizationMembership:
        """Return one organization membership of a user."""
        return self._wait(self._async.show_by_user(user_id, organization_membership_id, include=include))

    def create(self, **organization_membership: Unpack[OrganizationMembershipCreate]) -> OrganizationMembership:
        """Put a user into an organization.

        Raises `Invalid` when the user is in it already.
        """
        return self._wait(self._async.create(**organization_membership))

    def create_by_user(
        self, user_id: int, /, **organization_membership: Unpack[UserOrganizationCreate]
    ) -> OrganizationMembership:
        """Put this user into an organization.

        Raises `Invalid` when the user is in it already.
        """
        return self._wait(self._async.create_by_user(user_id, **organization_membership))

    def create_many(self, organization_memberships: Sequence[OrganizationMembershipCreate]) -> Job:
        """Put up to 100 users into organizations, in a background job."""
        return self._job(self._async.create_many(organization_memberships))

    def make_default(self, user_id: int, organization_membership_id: int) -> builtins.list[OrganizationMembership]:
        """Make a membership the user's main one; return all memberships of the user."""
        return self._wait(self._async.make_default(user_id, organization_membership_id))

    def make_organization_default(self, user_id: int, organization_id: int) -> OrganizationMembership:
        """Make an organization the user's main one."""
        return self._wait(self._async.make_organization_default(user_id, organization_id))

    def unassign_organization(self, user_id: int, organization_id: int) -> None:
        """Take a user out of an organization; the user's open tickets lose it too."""
        self._wait(self._async.unassign_organization(user_id, organization_id))

    def delete(self, organization_membership_id: int) -> None:
        """Delete a membership; the user's open tickets lose the organization too."""
        self._wait(self._async.delete(organization_membership_id))

    def delete_by_user(self, user_id: int, organization_membership_id: int) -> None:
        """Delete a membership of this user; the user's open tickets lose the organization too."""
        self._wait(self._async.delete_by_user(user_id, organization_membership_id))

    def delete_many(self, ids: Sequence[int]) -> Job:
        """Delete up to 100 memberships in a background job."""
        return self._job(self._async.delete_many(ids))
