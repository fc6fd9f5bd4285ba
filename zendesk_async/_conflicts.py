"""Changing a ticket that others change at the same time: read, edit, write only if nobody wrote in between.

https://developer.zendesk.com/documentation/ticketing/managing-tickets/creating-and-updating-tickets/#protecting-against-ticket-update-collisions
"""

import asyncio
import inspect
import random
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from zendesk_async.errors import AmbiguousWrite, InvalidArgument, UpdateConflict
from zendesk_async.models.ticket_payloads import TicketUpdate
from zendesk_async.models.tickets import Ticket

if TYPE_CHECKING:
    from zendesk_async.resources.tickets import Tickets

Edit = Callable[[Ticket], Awaitable[TicketUpdate | None] | TicketUpdate | None]

_LONGEST_PAUSE = 2.0


async def change_ticket(tickets: "Tickets", lock: asyncio.Lock, ticket_id: int, edit: Edit, attempts: int) -> Ticket:
    """Read the ticket, ask `edit` what to change and write it guarded, again and again until nobody came between.

    The changes of one client to one ticket wait for each other: Zendesk takes 30 updates of a ticket in ten minutes,
    and each refused one counts.
    """
    if attempts < 1:
        raise InvalidArgument(f"attempts must be at least 1, not {attempts}")
    async with lock:
        base: Ticket | None = None
        for attempt in range(1, attempts + 1):
            current = await tickets.show(ticket_id)
            base = base or current
            edited = edit(current)
            changes = await edited if inspect.isawaitable(edited) else edited
            if not changes:
                return current
            if current.updated_at is None or "safe_update" in changes or "updated_stamp" in changes:
                raise InvalidArgument("edit must return the changes alone: the guard is added to them")
            guarded = changes.copy()
            guarded["safe_update"], guarded["updated_stamp"] = True, current.updated_at
            try:
                return await tickets.update(ticket_id, **guarded)
            except AmbiguousWrite:
                # Read again: fields can be set twice, but a comment would be there twice.
                if "comment" in changes or attempt == attempts:
                    raise
            except UpdateConflict as conflict:
                if attempt == attempts:
                    conflict.base, conflict.ours = base, dict(changes)
                    conflict.theirs = await tickets.show(ticket_id)
                    conflict.add_note(f"somebody else changed ticket {ticket_id} in each of {attempts} attempts")
                    raise
            await asyncio.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.05 * 2**attempt)))
    raise AssertionError("unreachable: the last attempt returns or raises")
