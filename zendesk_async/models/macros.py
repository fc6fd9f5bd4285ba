"""Macros: records and payloads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

import attrs

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import RuleAction, RuleActionInput, RuleRestriction, RuleRestrictionInput
from zendesk_async.models.tickets import TicketPriority, TicketStatus, TicketType

MacroSideload = Literal[
    "app_installation", "permissions", "usage_1h", "usage_24h", "usage_7d", "usage_30d", "categories"
]
"""What a macro can bring along."""

MacroAccess = Literal["personal", "agents", "shared", "account"]

MacroSortBy = Literal["alphabetical", "created_at", "updated_at", "usage_1h", "usage_24h", "usage_7d", "usage_30d"]

MacroSearchSortBy = Literal["alphabetical", "created_at", "updated_at", "position"]


@record
class Macro(Record):
    """A macro: changes that agents apply to tickets with one click.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/macros/#json-format
    """

    id: int | None = None
    url: str | None = None
    title: str | None = None
    raw_title: str | None = None
    active: bool | None = None
    description: str | None = None
    position: int | None = None
    default: bool | None = None
    actions: tuple[RuleAction, ...] = ()
    restriction: RuleRestriction | None = None
    """None when all agents have it."""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    app_installation: Any = None
    """This and the next fields come only with their sideloads."""
    categories: Any = None
    permissions: Any = None
    usage_1h: int | None = None
    usage_24h: int | None = None
    usage_7d: int | None = None
    usage_30d: int | None = None


@record
class MacroComment(Record):
    """The comment that a macro would add."""

    body: str | None = None
    html_body: str | None = None
    scoped_body: tuple[tuple[str, ...], ...] = ()
    """Pairs of a channel and the text for it."""
    public: bool | None = None


@record
class MacroChangesTicket(Record):
    """A ticket's fields as a macro would leave them; only what it changes, or the whole ticket."""

    id: int | None = None
    url: str | None = None
    subject: str | None = None
    status: TicketStatus | str | None = None
    priority: TicketPriority | str | None = None
    type: TicketType | str | None = None
    assignee_id: int | None = None
    group_id: int | None = None
    tags: tuple[str, ...] = ()
    fields: Any = None
    """Custom fields, in a list or by id."""
    comment: MacroComment | None = None


@record
class MacroChanges(Record):
    """What a macro would do to a ticket. Nothing is saved."""

    ticket: MacroChangesTicket | None = None


@record
class MacroAttachment(Record):
    """A file that a macro adds to comments."""

    id: int | None = None
    filename: str | None = None
    content_type: str | None = None
    content_url: str | None = attrs.field(default=None, repr=False)
    size: int | None = None
    """In bytes."""
    created_at: datetime | None = None


class MacroValues(TypedDict, total=False):
    """The keys that creating and changing a macro share."""

    active: bool
    description: str | None
    restriction: RuleRestrictionInput | None


class MacroUpdate(MacroValues, total=False):
    """What to change of a macro. A list of actions replaces the one there is."""

    title: str
    actions: Sequence[RuleActionInput]


class MacroCreate(MacroValues, total=False):
    """A macro to create."""

    title: Required[str]
    actions: Required[Sequence[RuleActionInput]]


class MacroBatchUpdate(TypedDict, total=False):
    """The place or state of one macro among many."""

    id: Required[int]
    active: bool
    position: int
