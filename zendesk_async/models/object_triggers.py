"""Object triggers: records and payloads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import RuleAction, RuleActionInput, RuleConditions, RuleConditionsInput

ObjectTriggerSideload = Literal["usage_24h"]


@record
class ObjectTrigger(Record):
    """An object trigger: actions that run when a record of a custom object is created or changed.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/object_triggers/#json-format
    """

    id: int | None = None
    url: str | None = None
    title: str | None = None
    raw_title: str | None = None
    description: str | None = None
    active: bool | None = None
    default: bool | None = None
    position: int | None = None
    conditions: RuleConditions | None = None
    actions: tuple[RuleAction, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None


class ObjectTriggerValues(TypedDict, total=False):
    """The keys that creating and changing an object trigger share."""

    raw_title: str
    description: str
    active: bool
    position: int


class ObjectTriggerUpdate(ObjectTriggerValues, total=False):
    """What to change of an object trigger. A list of conditions or actions replaces both lists there are."""

    title: str
    conditions: RuleConditionsInput
    actions: Sequence[RuleActionInput]


class ObjectTriggerCreate(ObjectTriggerValues, total=False):
    """An object trigger to create."""

    title: Required[str]
    conditions: Required[RuleConditionsInput]
    actions: Required[Sequence[RuleActionInput]]


class ObjectTriggerBatchUpdate(TypedDict, total=False):
    """The place or state of one object trigger among many."""

    id: Required[int]
    position: int
    active: bool
