"""Audits: what happened to tickets."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from zendesk_async.models.attachments import Attachment
from zendesk_async.models.base import Record, record
from zendesk_async.models.common import Via

TicketAuditSideload = Literal["users", "organizations", "groups", "tickets"]

AuditEventType = Literal[
    "Comment",
    "VoiceComment",
    "Create",
    "Change",
    "Notification",
    "CommentPrivacyChange",
    "AttachmentRedactionEvent",
    "KnowledgeLinked",
    "Cc",
    "FollowerNotificationEvent",
    "EmailCcChange",
    "FollowerChange",
    "SatisfactionRating",
    "TicketSharingEvent",
    "OrganizationActivity",
    "Error",
    "External",
    "LogMeInTranscript",
    "Push",
    "FacebookEvent",
    "Tweet",
    "SmsNotification",
    "ChatStartedEvent",
    "ChatEndedEvent",
    "WebhookEvent",
    "AgentMacroReference",
    "ScheduleAssignment",
    "TicketMergeAudit",
]


@record
class AuditEvent(Record):
    """One thing that happened in an audit.

    Which fields it has depends on its type. Those that are not named here are in `to_dict(audit)`.

    https://developer.zendesk.com/documentation/ticketing/reference-guides/ticket-audit-events-reference/
    """

    id: int | None = None
    type: AuditEventType | str | None = None
    field_name: str | None = None
    value: Any = None
    """Ids come as text here."""
    previous_value: Any = None
    body: Any = None
    """Text for comments and notifications."""
    html_body: str | None = None
    plain_body: str | None = None
    public: bool | None = None
    author_id: int | None = None
    audit_id: int | None = None
    subject: str | None = None
    recipients: tuple[Any, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    data: Any = None
    metadata: Mapping[str, Any] | None = None
    via: Via | None = None
    created_at: datetime | None = None


@record
class TicketAudit(Record):
    """One change of a ticket: everything that happened in it at once."""

    id: int | None = None
    ticket_id: int | None = None
    created_at: datetime | None = None
    author_id: int | None = None
    metadata: Mapping[str, Any] | None = None
    """The keys `system` (client, address, place) and `custom`."""
    events: tuple[AuditEvent, ...] = ()
    via: Via | None = None
