"""Dynamic content: records and payloads of items and their variants."""

from collections.abc import Sequence
from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class DynamicContentVariant(Record):
    """The text of an item of dynamic content in one language.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content_item_variants/#json-format
    """

    id: int | None = None
    url: str | None = None
    locale_id: int | None = None
    content: str | None = None
    active: bool | None = None
    default: bool | None = None
    outdated: bool | None = None
    """Whether the default variant was changed since."""
    created_at: datetime | None = None
    updated_at: datetime | None = None


@record
class DynamicContentItem(Record):
    """An item of dynamic content: a text in several languages.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/dynamic_content/#json-format
    """

    id: int | None = None
    url: str | None = None
    name: str | None = None
    placeholder: str | None = None
    """Stands for the text elsewhere: `{{dc.welcome}}`."""
    default_locale_id: int | None = None
    outdated: bool | None = None
    variants: tuple[DynamicContentVariant, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None


class DynamicContentVariantUpdate(TypedDict, total=False):
    """What to change of a variant."""

    locale_id: int
    content: str
    active: bool
    default: bool
    """True makes it the default in place of the one that is."""


class DynamicContentVariantCreate(TypedDict, total=False):
    """A variant to create."""

    locale_id: Required[int]
    content: Required[str]
    active: bool
    default: bool


class VariantBatchUpdate(DynamicContentVariantUpdate, total=False):
    """The change of one variant among many."""

    id: Required[int]


class DynamicContentItemUpdate(TypedDict, total=False):
    """What to change of an item: its name."""

    name: str
    default_locale_id: int
    """Given on creation, as are `variants`."""
    variants: Sequence[DynamicContentVariantCreate]


class DynamicContentItemCreate(TypedDict, total=False):
    """An item to create, with at least the variant of its default language."""

    name: Required[str]
    default_locale_id: Required[int]
    variants: Required[Sequence[DynamicContentVariantCreate]]
