"""Tickets that were deleted: listed, restored, deleted for good.

https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#list-deleted-tickets
"""

from collections.abc import Sequence

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._paging import list_answer
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._removals import delete, delete_permanently, deleted_of, deleted_row, mark_as_spam, restore
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._tickets import ticket_of
from zendesk_async.emulator.handlers.job_statuses import start_job


@answers("DeleteTicket")
def delete_ticket(call: Call) -> Answer:
    """Delete a ticket softly."""
    delete(call, ticket_of(call.account, call.identifier("ticket_id")))
    return Answer(status=204)


@answers("BulkDeleteTickets")
def delete_many_tickets(call: Call) -> Answer:
    """Delete tickets softly, in a job."""

    def work(_index: int, identifier: int) -> Row:
        delete(call, ticket_of(call.account, identifier))
        return {"action": "delete", "id": identifier, "status": "Deleted", "success": True}

    # Seen in recorded traffic: deletions call themselves updates.
    return start_job(call, "Bulk Update Ticket", call.ids(), work, action="delete")


@answers("MarkTicketAsSpamAndSuspendRequester")
def mark_ticket_as_spam(call: Call) -> Answer:
    """Delete a ticket and suspend its requester."""
    mark_as_spam(call, ticket_of(call.account, call.identifier("ticket_id")))
    return Answer({})


@answers("MarkManyTicketsAsSpam")
def mark_many_as_spam(call: Call) -> Answer:
    """Delete tickets and suspend their requesters, in a job."""

    def work(_index: int, identifier: int) -> Row:
        mark_as_spam(call, ticket_of(call.account, identifier))
        return {"action": "update", "id": identifier, "status": "Updated", "success": True}

    return start_job(call, "Bulk Update Ticket", call.ids(), work, action="update")


@answers("ListDeletedTickets")
def list_deleted_tickets(call: Call) -> Answer:
    """Answer the tickets that can still be restored."""
    rows: Sequence[Row] = [deleted_row(row) for row in call.account.deleted_tickets.rows()]
    if call.query.get("support_type_scope") == "ai_agent":
        rows = ()
    sorts = ("id", "subject", "deleted_at")
    return list_answer(call, "deleted_tickets", rows, sorts=sorts, sort_by=sorts)


@answers("RestoreDeletedTicket")
def restore_ticket(call: Call) -> Answer:
    """Bring a deleted ticket back."""
    restore(call, deleted_of(call, call.identifier("ticket_id")))
    return Answer({})


@answers("BulkRestoreDeletedTickets")
def restore_many_tickets(call: Call) -> Answer:
    """Bring deleted tickets back; 404, and nothing restored, when one of them is not deleted."""
    for deleted in [deleted_of(call, identifier) for identifier in dict.fromkeys(call.ids())]:
        restore(call, deleted)
    return Answer({})


@answers("DeleteTicketPermanently")
def delete_ticket_permanently(call: Call) -> Answer:
    """Delete a deleted ticket for good, in a job."""
    return _permanently(call, [call.identifier("ticket_id")])


@answers("BulkPermanentlyDeleteTickets")
def delete_many_permanently(call: Call) -> Answer:
    """Delete deleted tickets for good, in a job."""
    return _permanently(call, call.ids())


def _permanently(call: Call, ids: Sequence[int]) -> Answer:
    if not any(identifier in call.account.deleted_tickets for identifier in ids):
        raise record_not_found()

    def work(_index: int, identifier: int) -> Row:
        return delete_permanently(call, identifier)

    return start_job(call, "Bulk Delete Ticket", ids, work, action="delete", permanent=True)
