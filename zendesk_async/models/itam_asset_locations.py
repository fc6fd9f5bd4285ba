"""Locations of IT assets."""

from datetime import datetime
from typing import Required, TypedDict

from zendesk_async.models.base import Record, record


@record
class AssetLocation(Record):
    """A place where IT assets are.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/asset_locations/
    """

    id: str | None = None
    """A ULID."""
    url: str | None = None
    name: str | None = None
    external_id: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None


class AssetLocationValues(TypedDict, total=False):
    """The keys that creating and changing an asset location share."""

    external_id: str | None


class AssetLocationUpdate(AssetLocationValues, total=False):
    """What to change of a location."""

    name: str


class AssetLocationCreate(AssetLocationValues, total=False):
    """A location to create."""

    name: Required[str]
