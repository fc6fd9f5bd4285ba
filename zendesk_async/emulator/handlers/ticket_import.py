"""The import of tickets, one by one and in jobs.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_import/
"""

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._ticket_import import import_ticket


@answers("TicketImport")
def import_one(call: Call) -> Answer:
    """Import one ticket."""
    ticket = import_ticket(call, call.envelope("ticket"))
    return Answer({"ticket": ticket}, 201, {"Location": ticket["url"]})


@answers("TicketBulkImport")
def import_many(call: Call) -> Answer:
    """Import up to 100 tickets in a job."""

    def work(index: int, given: Row) -> Row:
        ticket = import_ticket(call, given)
        return {"index": index, "id": ticket["id"], "account_id": call.account.account_id}

    return Answer({"job_status": call.account.jobs.start("Bulk Import Ticket", call.items("tickets"), work)})
