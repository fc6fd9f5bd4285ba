"""Locales."""

from datetime import datetime

from zendesk_async.models.base import Record, record


@record
class Locale(Record):
    """A language that the account can be used in.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/locales/#json-format
    """

    id: int | None = None
    url: str | None = None
    locale: str | None = None
    """Such as `en-US`."""
    name: str | None = None
    native_name: str | None = None
    presentation_name: str | None = None
    rtl: bool | None = None
    """Whether it is written from right to left."""
    default: bool | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
