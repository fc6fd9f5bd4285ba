"""Comments of tickets, as they are read, and what redacts them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.attachments import Attachment
from zendesk_async.models.base import Record, record
from zendesk_async.models.common import Via

TicketCommentSideload = Literal["users"]

TicketCommentSort = Literal["created_at", "-created_at"]


@record
class TicketComment(Record):
    """A comment of a ticket."""

    id: int | None = None
    type: Literal["Comment", "VoiceComment"] | str | None = None
    author_id: int | None = None
    body: str | None = None
    html_body: str | None = None
    plain_body: str | None = None
    public: bool | None = None
    """Whether the requester sees it."""
    attachments: tuple[Attachment, ...] = ()
    audit_id: int | None = None
    via: Via | None = None
    created_at: datetime | None = None
    metadata: Mapping[str, Any] | None = None
    """The keys `system` (client, address, place) and `custom`."""


@record
class ChatEventValue(Record):
    """A conversation of a chat."""

    chat_id: str | None = None
    visitor_id: str | None = None
    history: tuple[Mapping[str, Any], ...] = ()


@record
class ChatEvent(Record):
    """A chat that is part of a ticket."""

    id: int | None = None
    type: str | None = None
    value: ChatEventValue | None = None


class CommentRedaction(TypedDict, total=False):
    """What to redact from a comment."""

    ticket_id: Required[int]
    html_body: str
    """The whole `html_body` with the parts to redact inside `<redact>` tags."""
    external_attachment_urls: Sequence[str]
    """Addresses of files kept outside Zendesk to cut out."""


class ChatRedaction(TypedDict, total=False):
    """Which text to redact from which message of a chat."""

    chat_id: Required[str]
    text: Required[str]
    chat_index: int
    """Place of the message in the chat's history; or give `message_id`."""
    message_id: str


class ChatFileRedaction(TypedDict, total=False):
    """Which files to redact from a chat."""

    chat_id: Required[str]
    chat_indexes: Sequence[int]
    """Places of the messages in the chat's history; or give `message_ids`."""
    message_ids: Sequence[str]
