"""Requests: what end users see of tickets."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import CustomField, CustomFieldValue, Via
from zendesk_async.models.ticket_payloads import Collaborator
from zendesk_async.models.tickets import TicketPriority, TicketStatus, TicketType

RequestSideload = Literal["users", "organizations"]

RequestCommentSideload = Literal["users"]

RequestSortBy = Literal["updated_at", "created_at"]

RequestCommentRole = Literal["agent", "end_user"]


@record
class Request(Record):
    """A request: a ticket as its requester sees it.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/#json-format
    """

    id: int | None = None
    url: str | None = None
    subject: str | None = None
    description: str | None = None
    status: TicketStatus | str | None = None
    custom_status_id: int | None = None
    priority: TicketPriority | str | None = None
    type: TicketType | str | None = None
    due_at: datetime | None = None
    requester_id: int | None = None
    organization_id: int | None = None
    assignee_id: int | None = None
    group_id: int | None = None
    collaborator_ids: tuple[int, ...] = ()
    email_cc_ids: tuple[int, ...] = ()
    recipient: str | None = None
    is_public: bool | None = None
    can_be_solved_by_me: bool | None = None
    solved: bool | None = None
    ticket_form_id: int | None = None
    custom_fields: tuple[CustomField, ...] = ()
    fields: tuple[CustomField, ...] = ()
    """The same as `custom_fields`."""
    followup_source_id: int | None = None
    via: Via | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class RequestCommentInput(TypedDict, total=False):
    """A comment to add to a request."""

    body: str
    html_body: str
    uploads: Sequence[str]
    """Tokens of `zd.attachments.upload`."""
    author_id: int


class AnonymousRequester(TypedDict, total=False):
    """Who asks, when nobody is signed in."""

    name: Required[str]
    email: str
    locale_id: int
    locale: str
    organization_id: int


class RequestUpdate(TypedDict, total=False):
    """What to change of a request. Zendesk takes `comment`, `solved` and `additional_collaborators`."""

    comment: RequestCommentInput
    solved: bool
    """True marks the request as solved, where its requester may do so."""
    additional_collaborators: Sequence[int | str | Collaborator]
    subject: str
    status: TicketStatus
    custom_status_id: int
    priority: TicketPriority
    type: TicketType
    due_at: datetime | str
    recipient: str
    ticket_form_id: int
    custom_fields: Sequence[CustomFieldValue]
    via: Mapping[str, Any]


class RequestCreate(TypedDict, total=False):
    """A request to create."""

    subject: Required[str]
    comment: Required[RequestCommentInput]
    requester: AnonymousRequester
    """Needed when nobody is signed in."""
    collaborators: Sequence[int | str | Collaborator]
    status: TicketStatus
    custom_status_id: int
    priority: TicketPriority
    type: TicketType
    due_at: datetime | str
    recipient: str
    solved: bool
    ticket_form_id: int
    custom_fields: Sequence[CustomFieldValue]
    via_followup_source_id: int
    """The closed request that this one follows."""
    via: Mapping[str, Any]
