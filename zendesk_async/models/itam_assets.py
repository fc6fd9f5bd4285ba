"""IT assets: records and payloads."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, Required, TypedDict

from zendesk_async.models.base import Record, record

AssetJobAction = Literal["create", "update", "delete", "delete_by_external_id"]


@record
class Asset(Record):
    """An IT asset: a device, a license or something else that the company owns.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/assets/
    """

    id: str | None = None
    """A ULID, as are those of its type, status and location."""
    url: str | None = None
    name: str | None = None
    asset_tag: str | None = None
    serial_number: str | None = None
    external_id: str | None = None
    asset_type_id: str | None = None
    status_id: str | None = None
    location_id: str | None = None
    user_id: int | None = None
    organization_id: int | None = None
    manufacturer: str | None = None
    model: str | None = None
    vendor: str | None = None
    purchase_cost: float | None = None
    purchase_date: date | None = None
    warranty_expiration: date | None = None
    notes: str | None = None
    custom_field_values: Mapping[str, Any] | None = None
    """By the keys of the type's fields."""
    created_at: datetime | None = None
    updated_at: datetime | None = None


class AssetValues(TypedDict, total=False):
    """The keys that creating and changing an asset share."""

    asset_tag: str | None
    serial_number: str | None
    external_id: str | None
    location_id: str | None
    user_id: int | None
    organization_id: int | None
    manufacturer: str | None
    model: str | None
    vendor: str | None
    purchase_cost: float | None
    purchase_date: date | str | None
    warranty_expiration: date | str | None
    notes: str | None
    custom_field_values: Mapping[str, Any]


class AssetUpdate(AssetValues, total=False):
    """What to change of an IT asset."""

    name: str
    status_id: str


class AssetCreate(AssetValues, total=False):
    """An IT asset to create. Its type can't be changed later."""

    name: Required[str]
    asset_type_id: Required[str]
    status_id: Required[str]


class AssetBatchUpdate(AssetUpdate, total=False):
    """The change of one IT asset among many."""

    id: Required[str]
