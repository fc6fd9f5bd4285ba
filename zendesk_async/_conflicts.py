"""Changing a ticket that others change at the same time: read, edit, write only if nobody wrote in between.

https://developer.zendesk.com/documentation/ticketing/managing-tickets/creating-and-updating-tickets/#protecting-against-ticket-update-collisions
"""

import asyncio
import inspect
import random
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from zendesk_async._turns import Turn, is_part_of_turn, turn
from zendesk_async.errors import AmbiguousWrite, DataError, InvalidArgument, UpdateConflict, ZendeskError
from zendesk_async.models.ticket_payloads import TicketUpdate
from zendesk_async.models.tickets import Ticket

if TYPE_CHECKING:
    from zendesk_async.resources.tickets import Tickets

Edit = Callable[[Ticket], Awaitable[TicketUpdate | None] | TicketUpdate | None]

_LONGEST_PAUSE = 2.0


async def change_ticket(tickets: "Tickets", lock: asyncio.Lock, ticket_id: int, edit: Edit, attempts: int) -> Ticket:
    """Read the ticket, ask `edit` what to change and write it guarded, again and again until nobody came between.

    The changes of one client to one ticket wait for each other: Zendesk takes 30 updates of a ticket in ten minutes,
    and each refused one counts. Where an edit changes a ticket whose edit changes this one, neither waits: one of the
    two meets the other's change, and its edit is asked again.
    """
    if attempts < 1:
        raise InvalidArgument(f"attempts must be at least 1, not {attempts}")
    if is_part_of_turn(lock):
        raise InvalidArgument(
            f"ticket {ticket_id} is being changed by the edit that this is called from, and the two would wait for each "
            "other for ever; return all changes from the one edit"
        )
    async with turn(lock) as own:
        base: Ticket | None = None
        for attempt in range(1, attempts + 1):
            current = await tickets.show(ticket_id)
            base = base or current
            changes = await _asked(edit, current, own)
            if not changes:
                return current
            try:
                return await tickets.update(ticket_id, **_guarded(changes, current))
            except AmbiguousWrite as ambiguous:
                # A comment would be there twice. Anything else can be read back: what is there need not be written.
                if {"comment", "voice_comment"} & changes.keys():
                    raise
                current = await _read_back(tickets, ticket_id, ambiguous)
                if _shows(current, changes):
                    return current
                if attempt == attempts:
                    raise
            except UpdateConflict as conflict:
                if attempt == attempts:
                    conflict.base, conflict.ours = base, dict(changes)
                    conflict.theirs = await tickets.show(ticket_id)
                    conflict.add_note(f"somebody else changed ticket {ticket_id} in each of {attempts} attempts")
                    raise
            await asyncio.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.05 * 2 ** min(attempt, 10))))
    raise AssertionError("unreachable: the last attempt returns or raises")


async def _read_back(tickets: "Tickets", ticket_id: int, ambiguous: AmbiguousWrite) -> Ticket:
    """Read a ticket that may have been written. When that fails too, it is still the write that nobody knows of."""
    try:
        return await tickets.show(ticket_id)
    except ZendeskError as problem:
        ambiguous.add_note(f"the ticket could not be read back: {problem.message}")
        raise ambiguous from problem


async def _asked(edit: Edit, current: Ticket, own: Turn) -> TicketUpdate | None:
    with own.working():
        edited = edit(current)
        return await edited if inspect.isawaitable(edited) else edited


def _guarded(changes: TicketUpdate, current: Ticket) -> TicketUpdate:
    if "safe_update" in changes or "updated_stamp" in changes:
        raise InvalidArgument("edit must return the changes alone: the guard is added to them")
    if current.updated_at is None:
        raise DataError(f"ticket {current.id} came without updated_at, so a change of it cannot be guarded")
    guarded = changes.copy()
    guarded["safe_update"], guarded["updated_stamp"] = True, current.updated_at
    return guarded


def _shows(ticket: Ticket, changes: TicketUpdate) -> bool:
    """Tell whether a ticket is as these changes leave it. Where it does not say, it is taken not to be."""
    written: Mapping[str, Any] = changes
    return all(_holds(ticket, name, value) for name, value in written.items())


def _holds(ticket: Ticket, name: str, value: Any) -> bool:
    match name:
        case "custom_fields":
            return all(ticket.custom_field(field["id"]) == field.get("value") for field in value)
        case "tags" | "collaborator_ids" | "follower_ids" | "email_cc_ids":
            return set(getattr(ticket, name)) == set(value)
        case _:
            return bool(getattr(ticket, name, Ellipsis) == value)
