"""Email notifications: mails that tickets caused."""

from datetime import datetime
from typing import Literal

from zendesk_async.models.base import Record, record

EmailNotificationSort = Literal["created_at", "updated_at", "-created_at", "-updated_at"]


@record
class DeliveryStatus(Record):
    """How the delivery of a mail went."""

    id: int | None = None
    name: str | None = None
    code: str | None = None
    message: str | None = None


@record
class EmailRecipient(Record):
    """Who was to get a mail."""

    user_id: int | None = None
    email_address: str | None = None
    delivery_status: DeliveryStatus | None = None


@record
class EmailNotification(Record):
    """A mail that a ticket caused, and how its delivery went.

    https://developer.zendesk.com/api-reference/ticketing/tickets/email_notifications/
    """

    notification_id: int | None = None
    url: str | None = None
    ticket_id: int | None = None
    comment_id: int | None = None
    email_id: str | None = None
    message_id: str | None = None
    recipients: tuple[EmailRecipient, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None
