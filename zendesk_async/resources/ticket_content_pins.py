"""Ticket content pins: articles that agents pinned to tickets."""

from typing import Unpack

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.ticket_content_pins import TicketContentPin, TicketContentPinCreate
from zendesk_async.pagination import Paginator


class TicketContentPins(Resource):
    """Ticket content pins: articles that agents pinned to tickets.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_content_pins/
    """

    _list = Operation(
        "ListTicketContentPins",
        "GET /api/v2/ticket_content_pins",
        TicketContentPin,
        key="ticket_content_pins",
        paging=Paging.SINGLE,
    )

    def list(self, *, ticket_id: str | None = None) -> Paginator[TicketContentPin]:
        """Iterate over the pins of a ticket."""
        return self._paginate(self._list, ticket_id=ticket_id)

    _create = Operation(
        "CreateTicketContentPin", "POST /api/v2/ticket_content_pins", TicketContentPin, body="ticket_content_pin"
    )

    async def create(self, **ticket_content_pin: Unpack[TicketContentPinCreate]) -> TicketContentPin:
        """Pin content to a ticket. Raises `Conflict` when it is pinned already."""
        return await self._call(self._create, body=ticket_content_pin)

    _delete = Operation(
        "DeleteTicketContentPin", "DELETE /api/v2/ticket_content_pins/{content_pin_id}", TicketContentPin
    )

    async def delete(self, content_pin_id: str) -> TicketContentPin:
        """Remove a pin from its ticket; return it."""
        return await self._call(self._delete, content_pin_id=content_pin_id)
