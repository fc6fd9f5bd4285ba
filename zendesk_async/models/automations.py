"""Automations: records and payloads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import (
    RuleAction,
    RuleActionInput,
    RuleConditionInput,
    RuleConditions,
    RuleConditionsInput,
)

AutomationSideload = Literal["app_installation", "permissions", "usage_1h", "usage_24h", "usage_7d", "usage_30d"]
"""What an automation can bring along."""

AutomationSortBy = Literal["alphabetical", "created_at", "updated_at", "usage_1h", "usage_24h", "usage_7d"]

AutomationSearchSortBy = Literal["alphabetical", "created_at", "updated_at", "position"]


@record
class Automation(Record):
    """An automation: actions that run every hour on the tickets that meet the conditions.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/automations/#json-format
    """

    id: int | None = None
    url: str | None = None
    title: str | None = None
    raw_title: str | None = None
    active: bool | None = None
    default: bool | None = None
    position: int | None = None
    conditions: RuleConditions | None = None
    actions: tuple[RuleAction, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None
    app_installation: Any = None
    """This and the next fields come only with their sideloads."""
    permissions: Any = None
    usage_1h: int | None = None
    usage_24h: int | None = None
    usage_7d: int | None = None
    usage_30d: int | None = None


class AutomationValues(TypedDict, total=False):
    """The keys that creating and changing an automation share."""

    active: bool
    position: int
    conditions: RuleConditionsInput
    """One in `all` is on time, and one on status, type, group_id, assignee_id or requester_id."""
    all: Sequence[RuleConditionInput]
    """As `conditions.all`, as are `any` and `conditions.any`."""
    any: Sequence[RuleConditionInput]


class AutomationUpdate(AutomationValues, total=False):
    """What to change of an automation. A list of conditions or actions replaces the one there is."""

    title: str
    actions: Sequence[RuleActionInput]


class AutomationCreate(AutomationValues, total=False):
    """An automation to create."""

    title: Required[str]
    actions: Required[Sequence[RuleActionInput]]


class AutomationBatchUpdate(AutomationUpdate, total=False):
    """The change of one automation among many."""

    id: Required[int]
