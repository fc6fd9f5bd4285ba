"""Group SLA policies: records and payloads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import RuleConditions
from zendesk_async.models.sla_policies import SLAFilterDefinition, SLAPolicyMetric, SLAPolicyMetricInput


@record
class GroupSLAPolicy(Record):
    """A group SLA policy: how long a group may own a ticket.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/group_sla_policies/#json-format
    """

    id: str | None = None
    """A ULID."""
    url: str | None = None
    title: str | None = None
    description: str | None = None
    position: int | None = None
    filter: RuleConditions | None = None
    policy_metrics: tuple[SLAPolicyMetric, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class GroupSLAFilterDefinitions(Record):
    """The conditions that filters of group SLA policies can have."""

    all: tuple[SLAFilterDefinition, ...] = ()


class GroupSLAConditionInput(TypedDict, total=False):
    """A condition on the group of tickets."""

    field: Required[str]
    """`group_id`."""
    operator: Required[str]
    value: Required[Sequence[str | int]]
    """Ids of groups."""


class GroupSLAFilterInput(TypedDict, total=False):
    """The conditions of a group SLA policy."""

    all: Required[Sequence[GroupSLAConditionInput]]


class GroupSLAPolicyValues(TypedDict, total=False):
    """The keys that creating and changing a group SLA policy share."""

    description: str
    position: int
    policy_metrics: Sequence[SLAPolicyMetricInput]


class GroupSLAPolicyUpdate(GroupSLAPolicyValues, total=False):
    """What to change of a group SLA policy."""

    title: str
    filter: GroupSLAFilterInput


class GroupSLAPolicyCreate(GroupSLAPolicyValues, total=False):
    """A group SLA policy to create."""

    title: Required[str]
    filter: Required[GroupSLAFilterInput]
