"""Tickets that go: deleted softly, restored, marked as spam, deleted for good.

https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#delete-ticket
"""

from typing import Any

from zendesk_async.emulator import _unique
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._people_events import user_changed
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._ticket_audits import new_audit, write_audit
from zendesk_async.emulator._ticket_events import ticket_happened
from zendesk_async.emulator._tickets import next_stamps, via

SCRUBBED = "SCRUBBED"


def delete(call: Call, ticket: Row) -> None:
    """Delete a ticket softly: it can be restored for 30 days, and exports tell of it."""
    account, actor = call.account, call.user
    stamps = next_stamps(call, ticket)
    account.tickets.remove(ticket["id"])
    gone = account.trash.insert({**ticket, **stamps, "status": "deleted"})
    metric = account.ticket_metrics.one("ticket_id", ticket["id"])
    if metric is not None:
        account.ticket_metrics.remove(metric["id"])
    account.deleted_tickets.insert(
        {
            "id": ticket["id"],
            "subject": ticket["subject"],
            "description": ticket["description"],
            "actor": {"id": actor["id"], "name": actor["name"]},
            "deleted_at": stamps["updated_at"],
            "previous_state": ticket["status"],
            "ticket": ticket,
            "metric": metric,
        }
    )
    _note(call, ticket["id"], "deleted", ticket["status"])
    event = {"current": "DELETED", "previous": ticket["status"].upper()}
    ticket_happened(account, gone, actor["id"], "status_changed", event)
    ticket_happened(account, gone, actor["id"], "soft_deleted")


def deleted_of(call: Call, identifier: int) -> Row:
    """Return what is kept of a deleted ticket; 404 when there is none."""
    deleted = call.account.deleted_tickets.get(identifier)
    if deleted is None:
        raise record_not_found()
    return deleted


def deleted_row(row: Row) -> Row:
    """Return a deleted ticket as lists have it."""
    return {key: value for key, value in row.items() if key not in {"ticket", "metric"}}


def restore(call: Call, deleted: Row) -> None:
    """Bring a deleted ticket back as it was."""
    account = call.account
    gone = account.trash.remove(deleted["id"])
    account.deleted_tickets.remove(deleted["id"])
    ticket = account.tickets.insert({**deleted["ticket"], **next_stamps(call, gone or deleted["ticket"])})
    if deleted["metric"] is not None:
        account.ticket_metrics.insert(deleted["metric"])
    _note(call, ticket["id"], ticket["status"], "deleted")
    ticket_happened(account, ticket, call.user["id"], "undeleted")


def delete_permanently(call: Call, identifier: int) -> Row:
    """Scrub a deleted ticket: exports go on to tell of it, without what it held."""
    account = call.account
    deleted_of(call, identifier)
    account.deleted_tickets.remove(identifier)
    ticket = account.trash[identifier]
    empty: list[Row] = [{"id": entry["id"], "value": None} for entry in ticket["custom_fields"]]
    scrubbed: dict[str, Any] = {
        **ticket,
        **next_stamps(call, ticket),
        "subject": SCRUBBED,
        "raw_subject": SCRUBBED,
        "description": SCRUBBED,
        "external_id": None,
        "recipient": None,
        "tags": [],
        "custom_fields": empty,
        "fields": empty,
        "via": via(ticket["via"]["channel"]),
    }
    account.trash.replace(identifier, scrubbed)
    for comment in account.comments.where("ticket_id", identifier):
        account.comments.remove(comment)
    for audit in account.audits.where("ticket_id", identifier):
        account.audits.remove(audit)
    ticket_happened(account, scrubbed, call.user["id"], "permanently_deleted")
    return {"success": True}


def mark_as_spam(call: Call, ticket: Row) -> None:
    """Delete a ticket and suspend who asked for it; an agent is not suspended."""
    account = call.account
    requester = account.users.get(ticket["requester_id"])
    if requester is not None and requester["role"] == "end-user" and not requester["suspended"]:
        changes = {"suspended": True, "updated_at": call.clock.stamp()}
        user_changed(account, requester, _unique.change(account.users, requester["id"], changes))
    ticket_happened(account, ticket, call.user["id"], "marked_as_spam")
    delete(call, ticket)


def _note(call: Call, ticket: int, status: str, before: str) -> None:
    audit = new_audit(call, ticket, call.user["id"], via(), {})
    event = {"type": "Change", "value": status, "field_name": "status", "previous_value": before}
    write_audit(call, audit, [event])
