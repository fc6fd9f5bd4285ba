"""Groups: records and payloads."""

from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

GroupSideload = Literal["users", "group_settings"]
"""What a group can bring along."""


@record
class Group(Record):
    """A group of agents."""

    id: int | None = None
    url: str | None = None
    name: str | None = None
    description: str | None = None
    is_public: bool | None = None
    """A private group can't be made public."""
    default: bool | None = None
    """Whether it is the account's default group."""
    deleted: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class GroupValues(TypedDict, total=False):
    """The keys that creating and changing a group share."""

    description: str
    is_public: bool


class GroupUpdate(GroupValues, total=False):
    """What to change of a group."""

    name: str


class GroupCreate(GroupValues, total=False):
    """A group to create."""

    name: Required[str]
