"""X (formerly Twitter) as a channel."""

from datetime import datetime
from typing import Required

from zendesk_async.models.base import Record, record
from zendesk_async.models.ticket_payloads import TicketUpdate


@record
class MonitoredHandle(Record):
    """An X account whose posts become tickets.

    https://developer.zendesk.com/api-reference/ticketing/channels/twitter_channel/
    """

    id: int | None = None
    name: str | None = None
    screen_name: str | None = None
    twitter_user_id: int | None = None
    avatar_url: str | None = None
    brand_id: int | None = None
    allow_reply: bool | None = None
    can_reply: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class TwicketStatus(Record):
    """What the caller's X account did with the post behind a comment."""

    id: int | None = None
    favorited: bool | None = None
    retweeted: bool | None = None
    user_followed: bool | None = None


class TweetTicketCreate(TicketUpdate, total=False):
    """A post to make a ticket."""

    twitter_status_message_id: Required[int]
    monitored_twitter_handle_id: Required[int]
