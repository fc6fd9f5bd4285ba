"""What happens to tickets when a user, a group or an organization they name goes away.

Zendesk does this in the background, as system updates: `generated_timestamp` moves, `updated_at` stays.
https://developer.zendesk.com/documentation/ticketing/managing-tickets/using-the-incremental-export-api/
"""

from collections.abc import Iterable, Mapping
from typing import Any

from zendesk_async.emulator._call import Call

_DONE = frozenset({"solved", "closed"})


def change_tickets(call: Call, ids: Iterable[int], changes: Mapping[str, Any], *, closed: bool = False) -> int:
    """Change working tickets (closed and solved ones too with `closed`) and return how many there were."""
    tickets = call.account.tickets
    system = {**changes, "generated_timestamp": int(call.clock.seconds())}
    changed = 0
    for identifier in list(ids):
        if closed or tickets.value(identifier, "status") not in _DONE:
            tickets.change(identifier, system)
            changed += 1
    return changed


def unassign(call: Call, user_id: int, group_id: int | None = None) -> int:
    """Take an agent off the working tickets (of one group) that are assigned to them."""
    tickets = call.account.tickets
    ids = tickets.where("assignee_id", user_id)
    if group_id is not None:
        ids = [identifier for identifier in ids if tickets.value(identifier, "group_id") == group_id]
    return change_tickets(call, ids, {"assignee_id": None})


def without_group(call: Call, group_id: int) -> int:
    """Take a group, and the assignee with it, off its working tickets."""
    return change_tickets(
        call, call.account.tickets.where("group_id", group_id), {"assignee_id": None, "group_id": None}
    )


def without_organization(call: Call, organization_id: int, user_id: int | None, replacement: int | None) -> int:
    """Take an organization off the working tickets (of one requester)."""
    tickets = call.account.tickets
    ids = tickets.where("organization_id", organization_id)
    if user_id is not None:
        ids = [identifier for identifier in ids if tickets.value(identifier, "requester_id") == user_id]
    return change_tickets(call, ids, {"organization_id": replacement})


def change_requester(call: Call, loser_id: int, winner_id: int) -> int:
    """Give the tickets of a merged user to the surviving one: closed ones too, and as submitter."""
    tickets = call.account.tickets
    moved = change_tickets(call, tickets.where("requester_id", loser_id), {"requester_id": winner_id}, closed=True)
    change_tickets(call, tickets.where("submitter_id", loser_id), {"submitter_id": winner_id}, closed=True)
    return moved


def change_organization(call: Call, loser_id: int, winner_id: int) -> int:
    """Give the tickets of a merged organization to the surviving one."""
    ids = call.account.tickets.where("organization_id", loser_id)
    return change_tickets(call, ids, {"organization_id": winner_id}, closed=True)
