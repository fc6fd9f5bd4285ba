"""Custom ticket statuses: records and payloads."""

from datetime import datetime
from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

StatusCategory = Literal["new", "open", "pending", "hold", "solved"]


@record
class CustomStatus(Record):
    """A custom ticket status: the account's own name for a state within one of the five categories.

    https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/#json-format
    """

    id: int | None = None
    url: str | None = None
    status_category: StatusCategory | str | None = None
    agent_label: str | None = None
    raw_agent_label: str | None = None
    end_user_label: str | None = None
    raw_end_user_label: str | None = None
    description: str | None = None
    raw_description: str | None = None
    end_user_description: str | None = None
    raw_end_user_description: str | None = None
    active: bool | None = None
    default: bool | None = None
    """Whether tickets of its category get it when nothing else is said."""
    created_at: datetime | None = None
    updated_at: datetime | None = None


class CustomStatusValues(TypedDict, total=False):
    """The keys that creating and changing a custom status share."""

    end_user_label: str
    description: str
    end_user_description: str
    active: bool


class CustomStatusUpdate(CustomStatusValues, total=False):
    """What to change of a custom status."""

    agent_label: str
    """At most 48 characters, as is `end_user_label`."""


class CustomStatusCreate(CustomStatusValues, total=False):
    """A custom status to create. Its category can't be changed later."""

    status_category: Required[StatusCategory]
    agent_label: Required[str]
