# Written by tools/mirror.py from zendesk_async/resources/ticket_content_pins.py: change that one, then run `make mirror`.

"""Ticket content pins: articles that agents pinned to tickets."""

from typing import Unpack

from zendesk_async.models.ticket_content_pins import TicketContentPin, TicketContentPinCreate
from zendesk_async.resources.ticket_content_pins import TicketContentPins as AsyncTicketContentPins
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class TicketContentPins(Resource[AsyncTicketContentPins]):
    """Ticket content pins: articles that agents pinned to tickets.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_content_pins/
    """

    def list(self, *, ticket_id: str | None = None) -> Paginator[TicketContentPin]:
        """Iterate over the pins of a ticket."""
        return self._paginate(self._async.list(ticket_id=ticket_id))

    def create(self, **ticket_content_pin: Unpack[TicketContentPinCreate]) -> TicketContentPin:
        """Pin content to a ticket. Raises `Conflict` when it is pinned already."""
        return self._wait(self._async.create(**ticket_content_pin))

    def delete(self, content_pin_id: str) -> TicketContentPin:
        """Remove a pin from its ticket; return it."""
        return self._wait(self._async.delete(content_pin_id))
