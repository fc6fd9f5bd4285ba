"""Organization subscriptions."""

from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class OrganizationSubscription(Record):
    """That a user gets mails about all tickets of an organization.

    https://developer.zendesk.com/api-reference/ticketing/organizations/organization_subscriptions/
    """

    id: int | None = None
    organization_id: int | None = None
    user_id: int | None = None
    created_at: datetime | None = None


class OrganizationSubscriptionCreate(TypedDict, total=False):
    """A subscription to create."""

    organization_id: Required[int]
    user_id: Required[int]
