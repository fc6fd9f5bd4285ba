"""Which agents belong to which brands."""

from datetime import datetime

from zendesk_async.models.base import Record, record


@record
class BrandAgent(Record):
    """That an agent belongs to a brand.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/brand_agents/
    """

    id: str | None = None
    """A ULID."""
    url: str | None = None
    user_id: int | None = None
    brand_id: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
