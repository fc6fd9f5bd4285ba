"""Statuses of IT assets."""

from datetime import datetime

from zendesk_async.models.base import Record, record


@record
class AssetStatus(Record):
    """A status that IT assets can have.

    https://developer.zendesk.com/api-reference/it-asset-management/it-assets/asset_statuses/
    """

    id: str | None = None
    """A ULID."""
    url: str | None = None
    name: str | None = None
    external_id: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
