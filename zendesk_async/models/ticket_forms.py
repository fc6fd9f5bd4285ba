"""Ticket forms: records and payloads."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

TicketFormType = Literal["standard", "service_catalog", "all"]


@record
class RequiredOnStatuses(Record):
    """In which statuses of a ticket a field is required."""

    type: Literal["ALL_STATUSES", "SOME_STATUSES", "NO_STATUSES"] | str | None = None
    statuses: tuple[str, ...] = ()
    custom_statuses: tuple[int, ...] = ()


@record
class FormChildField(Record):
    """A field that a form shows, and perhaps requires, when a condition is met."""

    id: int | str | None = None
    is_required: bool | None = None
    required_on_statuses: RequiredOnStatuses | None = None
    """Agents' conditions only."""


@record
class FormCondition(Record):
    """A condition of a form: which fields it shows when another has a certain value.

    https://support.zendesk.com/hc/en-us/articles/4408834799770
    """

    parent_field_id: int | str | None = None
    parent_field_type: str | None = None
    value: Any = None
    child_fields: tuple[FormChildField, ...] = ()


@record
class TicketForm(Record):
    """A ticket form: the fields of one kind of ticket.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/#json-format
    """

    id: int | None = None
    url: str | None = None
    name: str | None = None
    raw_name: str | None = None
    display_name: str | None = None
    """What end users see in place of the name."""
    raw_display_name: str | None = None
    active: bool | None = None
    default: bool | None = None
    position: int | None = None
    end_user_visible: bool | None = None
    in_all_brands: bool | None = None
    restricted_brand_ids: tuple[int, ...] = ()
    """The brands that have it when `in_all_brands` is False."""
    ticket_field_ids: tuple[int, ...] = ()
    agent_conditions: tuple[FormCondition, ...] = ()
    end_user_conditions: tuple[FormCondition, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None
    deleted_at: datetime | None = None


class RequiredOnStatusesInput(TypedDict, total=False):
    """In which statuses of a ticket a field is required."""

    type: Required[Literal["ALL_STATUSES", "SOME_STATUSES", "NO_STATUSES"]]
    statuses: Sequence[str]
    custom_statuses: Sequence[int]


class FormChildFieldInput(TypedDict, total=False):
    """A field to show, and perhaps to require, when a condition is met."""

    id: Required[int | str]
    is_required: bool
    required_on_statuses: RequiredOnStatusesInput


class FormConditionInput(TypedDict, total=False):
    """A condition of a form."""

    parent_field_id: Required[int | str]
    value: Required[Any]
    child_fields: Required[Sequence[FormChildFieldInput]]
    parent_field_type: str


class TicketFormValues(TypedDict, total=False):
    """The keys that creating and changing a ticket form share."""

    raw_name: str
    display_name: str
    raw_display_name: str
    active: bool
    default: bool
    position: int
    end_user_visible: bool
    in_all_brands: bool
    ticket_field_ids: Sequence[int]
    agent_conditions: Sequence[FormConditionInput]
    end_user_conditions: Sequence[FormConditionInput]
    restricted_brand_ids: Sequence[int]


class TicketFormUpdate(TicketFormValues, total=False):
    """What to change of a ticket form. A list of fields or conditions replaces the one there is."""

    name: str


class TicketFormCreate(TicketFormValues, total=False):
    """A ticket form to create."""

    name: Required[str]
