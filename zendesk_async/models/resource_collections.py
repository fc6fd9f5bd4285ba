"""Resource collections."""

from datetime import datetime

from zendesk_async.models.base import Record, record


@record
class CollectedResource(Record):
    """One resource of a collection."""

    type: str | None = None
    identifier: str | None = None
    """Its name in the payload that made it."""
    resource_id: int | None = None
    deleted: bool | None = None


@record
class ResourceCollection(Record):
    """A resource collection: fields, triggers and more that were created together.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/resource_collections/
    """

    id: int | None = None
    resources: tuple[CollectedResource, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None
