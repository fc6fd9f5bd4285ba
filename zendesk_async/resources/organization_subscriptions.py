"""Organization subscriptions: who gets mails about all tickets of an organization."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.organization_subscriptions import OrganizationSubscription, OrganizationSubscriptionCreate
from zendesk_async.pagination import Paginator


class OrganizationSubscriptions(Resource, scope="organizations"):
    """Organization subscriptions: who gets mails about all tickets of an organization.

    Agents may call these, and end users for the organizations whose tickets they may see.

    https://developer.zendesk.com/api-reference/ticketing/organizations/organization_subscriptions/
    """

    _list = Operation(
        "ListOrganizationSubscriptions",
        "GET /api/v2/organization_subscriptions",
        OrganizationSubscription,
        key="organization_subscriptions",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list(
        self,
        *,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[OrganizationSubscription]:
        """Iterate over the subscriptions: all of them for agents, one's own for end users."""
        return self._paginate(
            self._list,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_organization = Operation(
        "ListOrganizationSubscriptionsByOrganization",
        "GET /api/v2/organizations/{organization_id}/subscriptions",
        OrganizationSubscription,
        key="organization_subscriptions",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_organization(
        self,
        organization_id: int,
        *,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[OrganizationSubscription]:
        """Iterate over the subscriptions of an organization."""
        return self._paginate(
            self._list_by_organization,
            organization_id=organization_id,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_user = Operation(
        "ListUserOrganizationSubscriptions",
        "GET /api/v2/users/{user_id}/organization_subscriptions",
        OrganizationSubscription,
        key="organization_subscriptions",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_user(
        self,
        user_id: int,
        *,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[OrganizationSubscription]:
        """Iterate over the subscriptions of a user."""
        return self._paginate(
            self._list_by_user,
            user_id=user_id,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation(
        "ShowOrganizationSubscription",
        "GET /api/v2/organization_subscriptions/{organization_subscription_id}",
        OrganizationSubscription,
        key="organization_subscription",
    )

    async def show(self, organization_subscription_id: int) -> OrganizationSubscription:
        """Return one subscription."""
        return await self._call(self._show, organization_subscription_id=organization_subscription_id)

    _create = Operation(
        "CreateOrganizationSubscription",
        "POST /api/v2/organization_subscriptions",
        OrganizationSubscription,
        key="organization_subscription",
        body="organization_subscription",
    )

    async def create(
        self, **organization_subscription: Unpack[OrganizationSubscriptionCreate]
    ) -> OrganizationSubscription:
        """Subscribe a user to an organization."""
        return await self._call(self._create, body=organization_subscription)

    _delete = Operation(
        "DeleteOrganizationSubscription",
        "DELETE /api/v2/organization_subscriptions/{organization_subscription_id}",
        NoContent,
    )

    async def delete(self, organization_subscription_id: int) -> None:
        """Delete a subscription."""
        await self._call(self._delete, organization_subscription_id=organization_subscription_id)
