"""Ticket fields and their options."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async._field_values import describe
from zendesk_async.errors import InvalidArgument
from zendesk_async.field_schemas import FieldSchema, Name
from zendesk_async.models.base import Record, record
from zendesk_async.models.common import CustomFieldValue
from zendesk_async.models.custom_fields import CustomFieldOption, CustomFieldOptionCreate
from zendesk_async.models.tickets import Ticket, TicketStatus

TicketFieldSideload = Literal["users"]

TicketFieldType = Literal[
    "subject",
    "description",
    "status",
    "tickettype",
    "priority",
    "group",
    "assignee",
    "custom_status",
    "text",
    "textarea",
    "checkbox",
    "date",
    "integer",
    "decimal",
    "regexp",
    "partialcreditcard",
    "multiselect",
    "tagger",
    "lookup",
]
"""The first eight are system fields."""


@record
class SystemFieldOption(Record):
    """One choice of a system field."""

    name: str | None = None
    value: str | None = None


@record
class FieldCustomStatus(Record):
    """A custom status, as the status field lists it."""

    id: int | None = None
    status_category: TicketStatus | str | None = None
    agent_label: str | None = None
    end_user_label: str | None = None
    description: str | None = None
    end_user_description: str | None = None
    active: bool | None = None
    default: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class TicketField(Record):
    """A field of tickets: a system field or one of the account's own.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#json-format
    """

    id: int | None = None
    url: str | None = None
    type: TicketFieldType | str | None = None
    key: str | None = None
    title: str | None = None
    raw_title: str | None = None
    title_in_portal: str | None = None
    raw_title_in_portal: str | None = None
    description: str | None = None
    raw_description: str | None = None
    agent_description: str | None = None
    position: int | None = None
    active: bool | None = None
    required: bool | None = None
    required_in_portal: bool | None = None
    visible_in_portal: bool | None = None
    editable_in_portal: bool | None = None
    agent_can_edit: bool | None = None
    collapsed_for_agents: bool | None = None
    removable: bool | None = None
    regexp_for_validation: str | None = None
    tag: str | None = None
    """Set on the ticket when the checkbox is ticked."""
    sub_type_id: int | None = None
    custom_field_options: tuple[CustomFieldOption, ...] = ()
    system_field_options: tuple[SystemFieldOption, ...] = ()
    custom_statuses: tuple[FieldCustomStatus, ...] = ()
    relationship_target_type: str | None = None
    """What a lookup field points to, such as `zen:user`."""
    relationship_filter: Mapping[str, Any] | None = None
    creator_user_id: int | None = None
    creator_app_name: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class TicketFieldValues(TypedDict, total=False):
    """The keys that creating and changing a ticket field share."""

    active: bool
    agent_description: str
    collapsed_for_agents: bool
    creator_app_name: str
    creator_user_id: int
    custom_field_options: Sequence[CustomFieldOptionCreate]
    """At most 2,000."""
    description: str
    editable_in_portal: bool
    position: int
    raw_description: str
    raw_title: str
    raw_title_in_portal: str
    regexp_for_validation: str | None
    relationship_filter: Mapping[str, Any]
    relationship_target_type: str
    required: bool
    required_in_portal: bool
    sub_type_id: int
    tag: str | None
    title_in_portal: str
    visible_in_portal: bool


class TicketFieldUpdate(TicketFieldValues, total=False):
    """What to change of a ticket field. A list of options replaces the one there is: what it leaves out is removed."""

    title: str
    type: TicketFieldType
    """Given on creation; it can't be changed later."""


class TicketFieldCreate(TicketFieldValues, total=False):
    """A ticket field to create. Its type can't be changed later."""

    type: Required[TicketFieldType]
    title: Required[str]


_SYSTEM = {
    "subject": "subject",
    "description": "description",
    "status": "status",
    "tickettype": "type",
    "priority": "priority",
    "group": "group_id",
    "assignee": "assignee_id",
    "custom_status": "custom_status_id",
}


class TicketSchema(FieldSchema[TicketField, Ticket]):
    """The fields of tickets. System fields such as the subject can be read by their titles too."""

    def _raw(self, record: Ticket, field: TicketField) -> Any:
        if field.type in _SYSTEM:
            return getattr(record, _SYSTEM[field.type])
        return next((item.value for item in record.custom_fields if item.id == field.id), None)

    def values(self, values: Mapping[Name, Any]) -> list[CustomFieldValue]:
        """Return values by title, key or id as `custom_fields=` takes them, each checked against its field.

        `zd.tickets.update(35436, custom_fields=schema.values({"Order number": "Z-1", "Region": "EMEA"}))`. Raises
        `InvalidArgument` for a field or an option that there is not, and for a value of another type.
        """
        made: list[CustomFieldValue] = []
        for field, value in self._checked(values):
            if field.type in _SYSTEM or field.id is None:
                raise InvalidArgument(
                    f"{describe(field)} is a field of the system; set it as {_SYSTEM.get(field.type or '')}="
                )
            made.append({"id": field.id, "value": value})
        return made
