"""What only incremental exports give."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from zendesk_async.models.attachments import Attachment
from zendesk_async.models.base import Record, record

TicketEventSideload = Literal["comment_events"]


@record
class TicketChildEvent(Record):
    """One thing that happened in a ticket event.

    Which fields it has depends on what changed. Those that are not named here are in `to_dict(event)`.
    """

    id: int | None = None
    event_type: str | None = None
    type: str | None = None
    via: str | Mapping[str, Any] | None = None
    via_reference_id: int | None = None
    comment_present: bool | None = None
    comment_public: bool | None = None
    author_id: int | None = None
    body: str | None = None
    """With `include=["comment_events"]`; otherwise `comment_present` and `comment_public` alone tell of a comment."""
    html_body: str | None = None
    plain_body: str | None = None
    public: bool | None = None
    attachments: tuple[Attachment, ...] = ()
    audit_id: int | None = None
    status: str | None = None
    previous_value: Any = None
    tags: tuple[str, ...] = ()
    added_tags: tuple[str, ...] = ()
    removed_tags: tuple[str, ...] = ()
    custom_ticket_fields: Mapping[str, Any] | None = None
    created_at: datetime | None = None


@record
class TicketEvent(Record):
    """One change of a ticket, with all that happened in it."""

    id: int | None = None
    ticket_id: int | None = None
    event_type: str | None = None
    timestamp: int | None = None
    """Unix seconds."""
    created_at: datetime | None = None
    updater_id: int | None = None
    via: str | Mapping[str, Any] | None = None
    via_reference_id: int | None = None
    system: Mapping[str, Any] | None = None
    metadata: Mapping[str, Any] | None = None
    merged_ticket_ids: tuple[int, ...] = ()
    child_events: tuple[TicketChildEvent, ...] = ()


@record
class CommentEvent(Record):
    """A comment as the export of ticket events has it: what an export writes for each comment.

    Unlike a comment of the ticket's own list it has the name of its channel in `via` (`"Web form"`), and often no
    `plain_body`.
    """

    id: int | None = None
    ticket_id: int | None = None
    type: Literal["Comment", "VoiceComment"] | str | None = None
    event_type: str | None = None
    author_id: int | None = None
    body: str | None = None
    html_body: str | None = None
    plain_body: str | None = None
    public: bool | None = None
    attachments: tuple[Attachment, ...] = ()
    audit_id: int | None = None
    via: str | Mapping[str, Any] | None = None
    via_reference_id: int | None = None
    created_at: datetime | None = None
    metadata: Mapping[str, Any] | None = None
    """The keys `system` (client, address, place) and `custom`."""
