"""Triggers and their revisions: records and payloads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import (
    RuleAction,
    RuleActionInput,
    RuleCondition,
    RuleConditionInput,
    RuleConditions,
    RuleConditionsInput,
    RuleRestriction,
    RuleRestrictionInput,
)

TriggerSideload = Literal["app_installation", "permissions", "usage_1h", "usage_24h", "usage_7d", "usage_30d"]
"""What a trigger can bring along."""

TriggerRevisionSideload = Literal["users"]

TriggerSort = Literal["alphabetical", "created_at", "updated_at", "position"]
"""Sorts cursor pages."""

TriggerSortBy = Literal["alphabetical", "created_at", "updated_at", "usage_1h", "usage_24h", "usage_7d"]
"""Sorts offset pages."""


@record
class Trigger(Record):
    """A trigger: actions that run when a ticket is created or changed and meets the conditions.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#json-format
    """

    id: int | None = None
    url: str | None = None
    title: str | None = None
    raw_title: str | None = None
    description: str | None = None
    active: bool | None = None
    default: bool | None = None
    position: int | None = None
    category_id: str | None = None
    """Digits, as text."""
    brand_id: int | None = None
    conditions: RuleConditions | None = None
    all: tuple[RuleCondition, ...] = ()
    """As `conditions.all`, as are `any` and `conditions.any`; older answers alone have them here."""
    any: tuple[RuleCondition, ...] = ()
    actions: tuple[RuleAction, ...] = ()
    restriction: RuleRestriction | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    app_installation: Any = None
    """This and the next fields come only with their sideloads."""
    permissions: Any = None
    usage_1h: int | None = None
    usage_24h: int | None = None
    usage_7d: int | None = None
    usage_30d: int | None = None


@record
class TriggerSnapshot(Record):
    """A trigger as a revision left it."""

    title: str | None = None
    description: str | None = None
    active: bool | None = None
    conditions: RuleConditions | None = None
    actions: tuple[RuleAction, ...] = ()


@record
class TriggerChange(Record):
    """One line of a difference."""

    change: str | None = None
    """`+` for what was added, `-` for what was removed, a space for what stayed."""
    content: Any = None


@record
class TriggerActionDiff(Record):
    """How an action of a trigger changed."""

    field: tuple[TriggerChange, ...] = ()
    value: tuple[TriggerChange, ...] = ()


@record
class TriggerConditionDiff(Record):
    """How a condition of a trigger changed."""

    field: tuple[TriggerChange, ...] = ()
    operator: tuple[TriggerChange, ...] = ()
    value: tuple[TriggerChange, ...] = ()


@record
class TriggerConditionsDiff(Record):
    """How the conditions of a trigger changed."""

    all: tuple[TriggerConditionDiff, ...] = ()
    any: tuple[TriggerConditionDiff, ...] = ()
    field: tuple[TriggerChange, ...] = ()
    """The reference shows one condition here; answers have the two lists."""
    operator: tuple[TriggerChange, ...] = ()
    value: tuple[TriggerChange, ...] = ()


@record
class TriggerDiff(Record):
    """What a revision changed."""

    source_id: int | None = None
    target_id: int | None = None
    title: tuple[TriggerChange, ...] = ()
    description: tuple[TriggerChange, ...] = ()
    active: tuple[TriggerChange, ...] = ()
    conditions: TriggerConditionsDiff | None = None
    actions: tuple[TriggerActionDiff, ...] = ()


@record
class TriggerRevision(Record):
    """A revision of a trigger: what it was after one change."""

    id: int | None = None
    url: str | None = None
    author_id: int | None = None
    diff: TriggerDiff | None = None
    """Compared with the revision before; only in the list."""
    snapshot: TriggerSnapshot | None = None
    created_at: datetime | None = None


class TriggerCategoryInput(TypedDict, total=False):
    """A category to create together with the trigger."""

    name: Required[str]
    position: int


class TriggerValues(TypedDict, total=False):
    """The keys that creating and changing a trigger share."""

    raw_title: str
    description: str
    active: bool
    position: int
    category_id: str | None
    category: TriggerCategoryInput
    """Creates the category; in place of `category_id`."""
    brand_id: int
    conditions: RuleConditionsInput
    all: Sequence[RuleConditionInput]
    any: Sequence[RuleConditionInput]
    restriction: RuleRestrictionInput | None


class TriggerUpdate(TriggerValues, total=False):
    """What to change of a trigger. A list of conditions or actions replaces both lists there are."""

    title: str
    actions: Sequence[RuleActionInput]


class TriggerCreate(TriggerValues, total=False):
    """A trigger to create."""

    title: Required[str]
    actions: Required[Sequence[RuleActionInput]]


class TriggerBatchUpdate(TypedDict, total=False):
    """The place or state of one trigger among many."""

    id: Required[int]
    category_id: str
    position: int
    active: bool
