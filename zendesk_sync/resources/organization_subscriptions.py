# Written by tools/mirror.py from zendesk_async/resources/organization_subscriptions.py: change that one, then run `make mirror`.

"""Organization subscriptions: who gets mails about all tickets of an organization."""

from typing import Unpack

from zendesk_async.models.organization_subscriptions import OrganizationSubscription, OrganizationSubscriptionCreate
from zendesk_async.resources.organization_subscriptions import (
    OrganizationSubscriptions as AsyncOrganizationSubscriptions,
)
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class OrganizationSubscriptions(Resource[AsyncOrganizationSubscriptions]):
    """Organization subscriptions: who gets mails about all tickets of an organization.

    Agents may call these, and end users for the organizations whose tickets they may see.

    https://developer.zendesk.com/api-reference/ticketing/organizations/organization_subscriptions/
    """

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
            self._async.list(
                page_size=page_size, page_after=page_after, page_before=page_before, page=page, per_page=per_page
            )
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
            self._async.list_by_organization(
                organization_id,
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
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[OrganizationSubscription]:
        """Iterate over the subscriptions of a user."""
        return self._paginate(
            self._async.list_by_user(
                user_id,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, organization_subscription_id: int) -> OrganizationSubscription:
        """Return one subscription."""
        return self._wait(self._async.show(organization_subscription_id))

    def create(self, **organization_subscription: Unpack[OrganizationSubscriptionCreate]) -> OrganizationSubscription:
        """Subscribe a user to an organization."""
        return self._wait(self._async.create(**organization_subscription))

    def delete(self, organization_subscription_id: int) -> None:
        """Delete a subscription."""
        self._wait(self._async.delete(organization_subscription_id))
