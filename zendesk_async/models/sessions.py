"""Sessions of users."""

from datetime import datetime

from zendesk_async.models.base import Record, record


@record
class Session(Record):
    """A session: a user who is signed in in a browser.

    https://developer.zendesk.com/api-reference/ticketing/users/sessions/#json-format
    """

    id: int | None = None
    url: str | None = None
    user_id: int | None = None
    authenticated_at: datetime | None = None
    last_seen_at: datetime | None = None
