"""Which users belong to which organizations."""

from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

OrganizationMembershipSideload = Literal["users", "organizations"]


@record
class OrganizationMembership(Record):
    """One user in one organization."""

    id: int | None = None
    url: str | None = None
    user_id: int | None = None
    organization_id: int | None = None
    organization_name: str | None = None
    default: bool | None = None
    """Whether it is the user's main organization; None stands for no."""
    view_tickets: bool | None = None
    """Whether the user sees all tickets of the organization."""
    created_at: datetime | None = None
    updated_at: datetime | None = None


class UserOrganizationCreate(TypedDict, total=False):
    """The organization to put a user into."""

    organization_id: Required[int]
    default: bool


class OrganizationMembershipCreate(UserOrganizationCreate, total=False):
    """A user to put into an organization."""

    user_id: Required[int]
