"""Deletion schedules: records and payloads."""

from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import RuleConditions, RuleConditionsInput


@record
class DeletionSchedule(Record):
    """A deletion schedule: what is deleted by itself, and when.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/deletion_schedules/
    """

    id: int | None = None
    url: str | None = None
    title: str | None = None
    active: bool | None = None
    conditions: RuleConditions | None = None
    default: bool | None = None
    description: str | None = None
    object: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class DeletionScheduleValues(TypedDict, total=False):
    """The keys that creating and changing a deletion schedule share."""

    description: str
    active: bool


class DeletionScheduleUpdate(DeletionScheduleValues, total=False):
    """What to change of a deletion schedule."""

    title: str
    object: str
    conditions: RuleConditionsInput


class DeletionScheduleCreate(DeletionScheduleValues, total=False):
    """A deletion schedule to create."""

    title: Required[str]
    object: Required[str]
    conditions: Required[RuleConditionsInput]
