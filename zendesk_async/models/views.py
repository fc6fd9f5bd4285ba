"""Views: records and payloads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import (
    CustomField,
    RuleConditionInput,
    RuleConditions,
    RuleConditionsInput,
    RuleRestriction,
    RuleRestrictionInput,
    SortOrder,
)
from zendesk_async.models.groups import Group
from zendesk_async.models.organizations import Organization
from zendesk_async.models.rule_definitions import ConditionDefinition
from zendesk_async.models.tickets import Ticket, TicketStatus
from zendesk_async.models.users import User

ViewSideload = Literal["app_installation", "permissions"]
"""What a view can bring along."""

ViewTicketSideload = Literal["groups", "organizations", "users"]
"""What the tickets of a view can bring along."""

ViewAccess = Literal["personal", "shared", "account"]

ViewSortBy = Literal["alphabetical", "created_at", "updated_at"]

ViewSearchSortBy = Literal["alphabetical", "created_at", "updated_at", "position"]


@record
class ViewColumn(Record):
    """A column of a view."""

    id: int | str | None = None
    title: str | None = None
    type: str | None = None
    url: str | None = None
    filterable: bool | None = None
    sortable: bool | None = None
    order: str | None = None


@record
class ViewExecution(Record):
    """How a view shows its tickets."""

    group_by: int | str | None = None
    group_order: SortOrder | str | None = None
    sort_by: int | str | None = None
    sort_order: SortOrder | str | None = None
    group: ViewColumn | None = None
    sort: ViewColumn | None = None
    columns: tuple[ViewColumn, ...] = ()
    fields: tuple[ViewColumn, ...] = ()
    custom_fields: tuple[ViewColumn, ...] = ()


@record
class View(Record):
    """A view: a list of the tickets that meet its conditions.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#json-format
    """

    id: int | None = None
    url: str | None = None
    title: str | None = None
    raw_title: str | None = None
    active: bool | None = None
    description: str | None = None
    position: int | None = None
    default: bool | None = None
    conditions: RuleConditions | None = None
    execution: ViewExecution | None = None
    restriction: RuleRestriction | None = None
    """None when all agents have it."""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    app_installation: Any = None
    """This and the next field come only with their sideloads."""
    permissions: Any = None


@record
class ViewCount(Record):
    """How many tickets a view holds."""

    view_id: int | None = None
    url: str | None = None
    value: int | None = None
    """None while Zendesk is still counting; ask again then."""
    pretty: str | None = None
    """As the agents' pages show it, such as `~700`."""
    fresh: bool | None = None
    """Whether the figure is new; large views are counted every hour."""
    active: bool | None = None


@record
class ViewRow(Record):
    """One ticket of a view. The values of the view's columns are in `extra`, by column."""

    ticket_id: int | None = None
    ticket: Ticket | None = None
    subject: str | None = None
    requester_id: int | None = None
    assignee_id: int | None = None
    group_id: int | None = None
    organization_id: int | None = None
    group: Any = None
    status: TicketStatus | str | None = None
    priority: Any = None
    created: datetime | None = None
    updated: datetime | None = None
    fields: tuple[CustomField, ...] = ()
    custom_fields: tuple[CustomField, ...] = ()


@record
class ViewPreview(Record):
    """The first tickets that a view with these conditions would show."""

    rows: tuple[ViewRow, ...] = ()
    columns: tuple[ViewColumn, ...] = ()
    groups: tuple[Group, ...] = ()
    users: tuple[User, ...] = ()
    organizations: tuple[Organization, ...] = ()
    view: View | None = None
    count: int | None = None
    next_page: str | None = None
    previous_page: str | None = None


@record
class ViewDefinitions(Record):
    """The conditions that views can have, and the columns that they can show, sort and group by."""

    conditions_all: tuple[ConditionDefinition, ...] = ()
    conditions_any: tuple[ConditionDefinition, ...] = ()
    output: tuple[Mapping[str, Any], ...] = ()
    sortables: tuple[Mapping[str, Any], ...] = ()
    groupables: tuple[Mapping[str, Any], ...] = ()


@record
class ViewExport(Record):
    """An export of a view to a file, which is sent by mail."""

    view_id: int | None = None
    status: str | None = None


class ViewOutput(TypedDict, total=False):
    """How a view shows its tickets."""

    columns: Sequence[str | int]
    """At most 10; ids of custom fields are taken too."""
    group_by: str | int | None
    group_order: SortOrder
    sort_by: str | int | None
    sort_order: SortOrder


class ViewValues(TypedDict, total=False):
    """The keys that creating and changing a view share."""

    active: bool
    conditions: RuleConditionsInput
    description: str
    execution: Mapping[str, Any]
    position: int
    restriction: RuleRestrictionInput | None
    any: Sequence[RuleConditionInput]
    output: ViewOutput


class ViewUpdate(ViewValues, total=False):
    """What to change of a view. A list of conditions replaces the one there is."""

    title: str
    all: Sequence[RuleConditionInput]
    """At least one is on status, type, group_id, assignee_id or requester_id."""


class ViewCreate(ViewValues, total=False):
    """A view to create."""

    title: Required[str]
    all: Required[Sequence[RuleConditionInput]]


class ViewBatchUpdate(ViewUpdate, total=False):
    """The change of one view among many."""

    id: Required[int]
