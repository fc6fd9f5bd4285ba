"""Parts that records of several groups share."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

SortOrder = Literal["asc", "desc"]

SupportTypeScope = Literal["all", "agent", "ai_agent"]
"""Whose tickets: those worked on by agents (Zendesk's default), by AI agents, or all."""


@record
class Count(Record):
    """How many records there are.

    Above 100,000 the figure is up to a day old; while Zendesk counts anew it is capped at 100,000 and `refreshed_at`
    is None.
    """

    value: int | None = None
    refreshed_at: datetime | None = None


@record
class Via(Record):
    """How a record came to be: the channel and, for some channels, the addresses it went between."""

    channel: (
        Literal["api", "chat", "email", "mobile", "native_messaging", "rule", "sample_ticket", "system", "voice", "web"]
        | str
        | int
        | None
    ) = None
    source: Mapping[str, Any] | None = None
    """The keys `from`, `to` and `rel`; what they hold depends on the channel."""


@record
class CustomField(Record):
    """The value of one custom field of a ticket."""

    id: int | None = None
    value: Any = None
    """Text, a number, a boolean, a list of tags or None, by the type of the field."""


@record
class RuleAction(Record):
    """One thing that a rule or a macro does: which field it sets, and to what."""

    field: str | None = None
    value: Any = None


@record
class RuleRestriction(Record):
    """Who may use a macro or a view: a user, one group or several."""

    type: Literal["Group", "User"] | str | None = None
    id: int | None = None
    ids: tuple[int, ...] = ()


@record
class RuleCondition(Record):
    """One condition: which field, compared how, with what."""

    field: str | None = None
    operator: str | None = None
    value: Any = None


@record
class RuleConditions(Record):
    """The conditions of a rule: records meet all of the one list and any of the other."""

    all: tuple[RuleCondition, ...] = ()
    any: tuple[RuleCondition, ...] = ()


class CustomFieldValue(TypedDict, total=False):
    """The value to give a custom field."""

    id: Required[int]
    value: Any


class RuleActionInput(TypedDict, total=False):
    """One thing that a rule or a macro does."""

    field: Required[str]
    value: Required[Any]


class RuleRestrictionInput(TypedDict, total=False):
    """Who may use a macro or a view; leave it out for everybody."""

    type: Required[Literal["Group", "User"]]
    id: int
    ids: Sequence[int]


class RuleConditionInput(TypedDict, total=False):
    """One condition."""

    field: Required[str]
    operator: Required[str]
    value: Any


class RuleConditionsInput(TypedDict, total=False):
    """Conditions: records meet all of the one list and any of the other."""

    all: Sequence[RuleConditionInput]
    any: Sequence[RuleConditionInput]
