"""Queues of omnichannel routing: records and payloads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import RuleConditions, RuleConditionsInput


@record
class QueueGroup(Record):
    """A group that takes work from a queue."""

    id: int | None = None
    name: str | None = None


@record
class QueueGroups(Record):
    """The groups that take work from a queue."""

    count: int | None = None
    groups: tuple[QueueGroup, ...] = ()


@record
class Queue(Record):
    """A queue: tickets that meet its conditions wait here for an agent of its groups.

    https://developer.zendesk.com/api-reference/ticketing/tickets/omnichannel_routing_queues/
    """

    id: str | None = None
    """A ULID."""
    url: str | None = None
    name: str | None = None
    description: str | None = None
    priority: int | None = None
    """Lower numbers come first."""
    order: int | None = None
    definition: RuleConditions | None = None
    """The conditions of tickets that wait here."""
    primary_groups: QueueGroups | None = None
    secondary_groups: QueueGroups | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class QueueGroupInput(TypedDict, total=False):
    """A group that takes work from a queue."""

    id: Required[int]
    name: str


class QueueGroupsInput(TypedDict, total=False):
    """The groups that take work from a queue."""

    groups: Sequence[QueueGroupInput]
    count: int


class QueueValues(TypedDict, total=False):
    """The keys that creating and changing a queue share."""

    description: str
    order: int
    secondary_groups: QueueGroupsInput


class QueueUpdate(QueueValues, total=False):
    """What a queue is to be."""

    name: str
    priority: int
    definition: RuleConditionsInput
    primary_groups: QueueGroupsInput


class QueueCreate(QueueValues, total=False):
    """A queue to create."""

    name: Required[str]
    priority: Required[int]
    definition: Required[RuleConditionsInput]
    primary_groups: Required[QueueGroupsInput]
