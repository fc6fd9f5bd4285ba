"""Which agents belong to which groups."""

from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

GroupMembershipSideload = Literal["users", "groups"]


@record
class GroupMembership(Record):
    """One agent in one group."""

    id: int | None = None
    url: str | None = None
    user_id: int | None = None
    group_id: int | None = None
    default: bool | None = None
    """Whether it is the agent's main group."""
    created_at: datetime | None = None
    updated_at: datetime | None = None


class UserGroupCreate(TypedDict, total=False):
    """The group to put an agent into."""

    group_id: Required[int]
    default: bool


class GroupMembershipCreate(UserGroupCreate, total=False):
    """An agent to put into a group."""

    user_id: Required[int]
