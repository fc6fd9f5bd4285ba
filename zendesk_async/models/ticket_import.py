"""Tickets to import from elsewhere."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, TypedDict

from zendesk_async.models.common import CustomFieldValue
from zendesk_async.models.ticket_payloads import (
    Collaborator,
    EmailCcChange,
    FollowerChange,
    TicketCommentCreate,
    TicketRequester,
)
from zendesk_async.models.tickets import TicketPriority, TicketType


class ImportedComment(TicketCommentCreate, total=False):
    """A comment of an imported ticket."""

    value: str
    """The text; in place of `body`."""
    created_at: datetime | str


class ImportedTicketVia(TypedDict, total=False):
    """Through which channel an imported ticket once came."""

    channel: str
    source: Mapping[str, Any]


class TicketImportCreate(TypedDict, total=False):
    """A ticket to import, with its history."""

    subject: str
    description: str
    comments: Sequence[ImportedComment]
    """Each with its author and time; the first is the description."""
    comment: ImportedComment
    requester_id: int
    requester: TicketRequester | str | int
    submitter_id: int | None
    assignee_id: int
    group_id: int
    organization_id: int | None
    brand_id: int | None
    ticket_form_id: int | None
    status: Literal["new", "open", "pending", "hold", "solved", "closed"]
    custom_status_id: int
    priority: TicketPriority | None
    type: TicketType | None
    due_at: datetime | str | None
    problem_id: int | None
    tags: Sequence[str]
    custom_fields: Sequence[CustomFieldValue]
    external_id: str
    recipient: str
    collaborators: Sequence[int | str | Collaborator]
    email_ccs: Sequence[EmailCcChange]
    followers: Sequence[FollowerChange]
    via: ImportedTicketVia
    created_at: datetime | str
    updated_at: datetime | str
    solved_at: datetime | str
    """In the past, and after `created_at`."""
