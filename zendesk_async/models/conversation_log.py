"""The conversation log of a ticket."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from zendesk_async.models.attachments import Attachment
from zendesk_async.models.base import Record, record


@record
class ConversationLogAuthor(Record):
    """Who wrote an event. The ids, whose keys hold colons, are in `to_dict(event)`."""

    type: Literal["user", "agent", "bot"] | str | None = None


@record
class ConversationLogEvent(Record):
    """One event of a ticket's conversation, whatever its channel.

    https://developer.zendesk.com/api-reference/ticketing/tickets/conversation_log/
    """

    id: str | None = None
    type: str | None = None
    """Such as `Comment`, `Messaging::Message` or `Voice::Comment`."""
    reference: str | None = None
    """A Zendesk resource name, `zen:…`."""
    author: ConversationLogAuthor | None = None
    content: Mapping[str, Any] | None = None
    """What it holds depends on the type."""
    attachments: tuple[Attachment, ...] = ()
    metadata: Mapping[str, Any] | None = None
    created_at: datetime | None = None
