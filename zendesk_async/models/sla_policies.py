"""SLA policies: records and payloads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import RuleConditions, RuleConditionsInput


@record
class SLAPolicyMetric(Record):
    """A target of an SLA policy: for which metric and priority, and how long."""

    priority: str | None = None
    metric: str | None = None
    target: int | None = None
    """In minutes."""
    target_in_seconds: int | None = None
    business_hours: bool | None = None
    """Whether only business hours count."""


@record
class SLAPolicy(Record):
    """An SLA policy: in what time tickets that meet its filter are to be dealt with.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/sla_policies/#json-format
    """

    id: int | None = None
    url: str | None = None
    title: str | None = None
    description: str | None = None
    position: int | None = None
    filter: RuleConditions | None = None
    policy_metrics: tuple[SLAPolicyMetric, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class SLAFilterOperator(Record):
    """A comparison that a filter accepts."""

    title: str | None = None
    value: str | None = None


@record
class SLAFilterValue(Record):
    """A value that a filter accepts."""

    title: str | None = None
    value: str | int | None = None


@record
class SLAFilterValues(Record):
    """The values that a filter accepts."""

    type: str | None = None
    list: tuple[SLAFilterValue, ...] = ()


@record
class SLAFilterDefinition(Record):
    """A condition that filters of SLA policies can have."""

    title: str | None = None
    value: str | None = None
    """The `field` of a condition that uses it."""
    group: str | None = None
    target: str | None = None
    operators: tuple[SLAFilterOperator, ...] = ()
    values: SLAFilterValues | None = None


@record
class SLAFilterDefinitions(Record):
    """The conditions that filters of SLA policies can have."""

    all: tuple[SLAFilterDefinition, ...] = ()
    any: tuple[SLAFilterDefinition, ...] = ()


class SLAPolicyMetricInput(TypedDict, total=False):
    """A target of an SLA policy."""

    priority: Required[str]
    metric: Required[str]
    target: int
    """In minutes."""
    target_in_seconds: int
    business_hours: bool


class SLAPolicyValues(TypedDict, total=False):
    """The keys that creating and changing an SLA policy share."""

    description: str
    position: int
    policy_metrics: Sequence[SLAPolicyMetricInput]


class SLAPolicyUpdate(SLAPolicyValues, total=False):
    """What to change of an SLA policy."""

    title: str
    filter: RuleConditionsInput


class SLAPolicyCreate(SLAPolicyValues, total=False):
    """An SLA policy to create."""

    title: Required[str]
    filter: Required[RuleConditionsInput]
