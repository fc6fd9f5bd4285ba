"""Trigger categories: records and payloads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.triggers import Trigger

TriggerCategorySideload = Literal["rule_counts"]

TriggerCategorySort = Literal[
    "position", "-position", "name", "-name", "created_at", "-created_at", "updated_at", "-updated_at"
]


@record
class TriggerCategory(Record):
    """A category of triggers. Categories run one after the other, by position.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/#json-format
    """

    id: str | None = None
    """Digits, as text."""
    name: str | None = None
    position: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    rule_counts: Mapping[str, Any] | None = None
    """With `include=["rule_counts"]`: how many triggers are active and inactive."""


@record
class TriggerJobError(Record):
    """What could not be done for one trigger or category."""

    code: str | None = None
    title: str | None = None
    detail: str | None = None
    status: str | None = None
    id: str | None = None
    trigger_id: str | None = None
    source: Mapping[str, Any] | None = None
    links: Mapping[str, Any] | None = None


@record
class TriggerJobResults(Record):
    """The categories and triggers that a batch changed."""

    trigger_categories: tuple[TriggerCategory, ...] = ()
    triggers: tuple[Trigger, ...] = ()


@record
class TriggerJob(Record):
    """What became of a batch of changes. It is done when the answer comes: either all of it or nothing."""

    status: Literal["complete", "failed"] | str | None = None
    results: TriggerJobResults | None = None
    errors: tuple[TriggerJobError, ...] = ()


class TriggerCategoryPlace(TypedDict, total=False):
    """Where a category is to stand."""

    id: Required[str]
    position: Required[int]


class TriggerPlace(TypedDict, total=False):
    """Where a trigger is to stand, and whether it is active."""

    id: Required[str]
    category_id: str
    position: int
    active: bool


class TriggerJobItems(TypedDict, total=False):
    """The categories and triggers to change."""

    trigger_categories: Sequence[TriggerCategoryPlace]
    triggers: Sequence[TriggerPlace]


class TriggerJobCreate(TypedDict, total=False):
    """A batch of changes of categories and triggers."""

    action: Required[Literal["patch"]]
    items: Required[TriggerJobItems]


class TriggerCategoryValues(TypedDict, total=False):
    """The keys that creating and changing a trigger category share."""

    position: int


class TriggerCategoryUpdate(TriggerCategoryValues, total=False):
    """What to change of a trigger category."""

    name: str


class TriggerCategoryCreate(TriggerCategoryValues, total=False):
    """A trigger category to create."""

    name: Required[str]
