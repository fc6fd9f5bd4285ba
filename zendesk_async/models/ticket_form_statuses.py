"""Which custom statuses belong to which ticket forms."""

from typing import Literal, Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class TicketFormStatus(Record):
    """That tickets of a form can have a custom status.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_form_statuses/#json-format
    """

    id: str | None = None
    """A ULID."""
    ticket_form_id: int | None = None
    custom_status_id: int | None = None


class TicketFormStatusCreate(TypedDict, total=False):
    """A status to add to a form."""

    custom_status_id: Required[int]


class TicketFormStatusUpdate(TypedDict, total=False):
    """A status to add to a form, or one to take from it."""

    id: str
    """That of the ticket form status, to change or remove it."""
    custom_status_id: int
    _destroy: Literal["true"]
    """Takes the status from the form."""


class CustomStatusForm(TypedDict, total=False):
    """A form to add a status to."""

    ticket_form_id: Required[int]
