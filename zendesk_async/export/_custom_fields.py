"""The account's own fields, which become columns."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from zendesk_async._field_values import FieldDefinition
from zendesk_async.errors import Forbidden, NotFound
from zendesk_async.export._columns import HOLDERS, holder_of
from zendesk_async.export._streams import Stream

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk
    from zendesk_async.field_schemas import FieldSchema


async def custom_fields(client: "Zendesk", stream: Stream) -> Sequence[FieldDefinition]:
    """Return the custom fields that rows of a stream have; none where the role may not read them.

    Each of the three kinds is read once for all streams.
    """
    loaders: Mapping[str, Callable[[], Awaitable[FieldSchema[Any, Any]]]] = {
        "ticket_fields": client.ticket_fields.load,
        "user_fields": client.user_fields.load,
        "organization_fields": client.organization_fields.load,
    }
    holder = holder_of(stream.record)
    if holder is None:
        return ()
    try:
        return (await loaders[HOLDERS[holder]]()).fields
    except (Forbidden, NotFound):
        return ()
