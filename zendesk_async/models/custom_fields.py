"""Parts that the fields of tickets, users, organizations and custom objects share."""

from typing import Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class CustomFieldOption(Record):
    """One choice of a drop-down or multi-select field."""

    id: int | None = None
    url: str | None = None
    name: str | None = None
    raw_name: str | None = None
    value: str | None = None
    """The tag that the choice sets."""
    position: int | None = None
    allow_solving: bool | None = None


class CustomFieldOptionCreate(TypedDict, total=False):
    """A choice to add to a field, or to change when `id` is given."""

    name: Required[str]
    value: Required[str]
    id: int | None
    allow_solving: bool
    position: int
