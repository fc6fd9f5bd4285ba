"""Types of IT assets."""

from collections.abc import Sequence
from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class AssetType(Record):
    """A type of IT assets. Types form a tree.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/asset_types/
    """

    id: str | None = None
    """A ULID."""
    url: str | None = None
    name: str | None = None
    description: str | None = None
    external_id: str | None = None
    parent_id: str | None = None
    hierarchy_depth: int | None = None
    is_standard: bool | None = None
    """Whether Zendesk made it."""
    field_keys: tuple[str, ...] = ()
    created_by_user_id: int | None = None
    updated_by_user_id: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class AssetTypeValues(TypedDict, total=False):
    """The keys that creating and changing an asset type share."""

    description: str | None
    external_id: str | None
    field_keys: Sequence[str]


class AssetTypeUpdate(AssetTypeValues, total=False):
    """What to change of an asset type."""

    name: str
    parent_id: str


class AssetTypeCreate(AssetTypeValues, total=False):
    """An asset type to create."""

    name: Required[str]
    parent_id: Required[str]
