"""Approval requests: records and payloads."""

from datetime import datetime
from typing import Literal, Required, TypedDict

import attrs

from zendesk_async.models.base import Record, record
from zendesk_async.models.common import CustomField

ApprovalOrigin = Literal[
    "API_ORIGINATION",
    "UI_ORIGINATION",
    "TRIGGER_ORIGINATION",
    "DATA_IMPORTER_ORIGINATION",
    "TEMPLATE_ORIGINATION",
    "ACTION_FLOW_ORIGINATION",
    "UNKNOWN_ORIGINATION",
]

DecisionOrigin = Literal[
    "UI_ORIGINATION", "API_ORIGINATION", "SLACK_ORIGINATION", "ACTION_FLOW_ORIGINATION", "UNKNOWN_ORIGINATION"
]

ApprovalStatus = Literal["active", "approved", "rejected", "withdrawn"]


@record
class ApprovalPhoto(Record):
    """A user's photo."""

    content_url: str | None = attrs.field(default=None, repr=False)


@record
class ApprovalUser(Record):
    """Somebody who takes part in an approval."""

    id: int | None = None
    name: str | None = None
    photo: ApprovalPhoto | None = None


@record
class ApprovalGroup(Record):
    """A group that is asked for an approval."""

    id: int | None = None
    name: str | None = None


@record
class ApprovalDecision(Record):
    """A decision about an approval request."""

    id: str | None = None
    status: ApprovalStatus | str | None = None
    decision_notes: str | None = None
    decided_by_user: ApprovalUser | None = None
    origination_type: DecisionOrigin | str | None = None
    decided_at: datetime | None = None


@record
class ClarificationAuthor(Record):
    """Who wrote a message of an approval request."""

    id: int | None = None
    name: str | None = None
    email: str | None = None
    role: str | None = None
    avatar: str | None = None


@record
class ClarificationMessage(Record):
    """A message that clarifies an approval request."""

    id: str | None = None
    author: ClarificationAuthor | None = None
    message: str | None = None
    created_at: datetime | None = None


@record
class ApprovalTicketDetails(Record):
    """What an approval request tells about its ticket."""

    id: int | None = None
    status: str | None = None
    priority: str | None = None
    requester: ApprovalUser | None = None
    custom_fields: tuple[CustomField, ...] = ()


@record
class ApprovalRequest(Record):
    """A request to approve something about a ticket.

    Which fields it has depends on the call.
    https://developer.zendesk.com/api-reference/ticketing/tickets/approval_requests/
    """

    id: str | None = None
    subject: str | None = None
    message: str | None = None
    status: ApprovalStatus | str | None = None
    ticket_id: int | None = None
    ticket_details: ApprovalTicketDetails | None = None
    assignee_user: ApprovalUser | None = None
    assignee_user_id: int | None = None
    assignee_group: ApprovalGroup | None = None
    assignee_group_id: int | None = None
    created_by_user: ApprovalUser | None = None
    created_by_id: int | None = None
    created_by_name: str | None = None
    """In the answer of `search` only, as is `requester_name`."""
    requester_name: str | None = None
    origination_type: ApprovalOrigin | str | None = None
    clarification_flow_messages: tuple[ClarificationMessage, ...] = ()
    decisions: tuple[ApprovalDecision, ...] = ()
    decided_at: datetime | None = None
    withdrawn_reason: str | None = None
    approval_workflow_instance_id: str | None = None
    created_at: datetime | None = None


class ApprovalRequestCreate(TypedDict, total=False):
    """An approval request to create. It asks a user or a group."""

    ticket_id: Required[int]
    subject: Required[str]
    message: Required[str]
    assignee_user_id: int | None
    assignee_group_id: int | None


class ApprovalDecisionInput(TypedDict, total=False):
    """A decision about an approval request."""

    status: Literal["approved", "rejected", "pending", "withdrawn"]
    notes: str | None
