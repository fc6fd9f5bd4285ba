"""Custom objects: records and payloads."""

from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class CustomObject(Record):
    """A custom object: a kind of record that the account defined.

    https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_objects/#json-format
    """

    key: str | None = None
    """Names it in every call; it can't be changed."""
    url: str | None = None
    title: str | None = None
    raw_title: str | None = None
    title_pluralized: str | None = None
    raw_title_pluralized: str | None = None
    description: str | None = None
    raw_description: str | None = None
    include_in_list_view: bool | None = None
    """Whether agents see its records in a list of their own."""
    allows_attachments: bool | None = None
    allows_photos: bool | None = None
    created_by_user_id: str | None = None
    """Digits, as text, as is `updated_by_user_id`."""
    updated_by_user_id: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class CustomObjectLimit(Record):
    """How many there are, and how many the plan allows."""

    count: int | None = None
    limit: int | None = None


class CustomObjectUpdate(TypedDict, total=False):
    """What to change of a custom object. Its key can't be changed."""

    title: str
    raw_title: str
    title_pluralized: str
    raw_title_pluralized: str
    description: str
    raw_description: str
    include_in_list_view: bool
    allows_attachments: bool
    allows_photos: bool


class CustomObjectCreate(TypedDict, total=False):
    """A custom object to create."""

    key: Required[str]
    title: Required[str]
    title_pluralized: Required[str]
    description: str
    include_in_list_view: bool
    allows_attachments: bool
    allows_photos: bool
