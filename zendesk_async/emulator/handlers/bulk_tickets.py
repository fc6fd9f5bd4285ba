"""Many tickets in one request: made, changed and merged in jobs.

https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#create-many-tickets
"""

from zendesk_async._json import is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._merging import merge, read_merge
from zendesk_async.emulator._refusals import invalid_attribute, record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._tickets import create, ticket_of, update
from zendesk_async.emulator._validation import integer
from zendesk_async.emulator.handlers.job_statuses import start_job


@answers("TicketsCreateMany")
def create_many_tickets(call: Call) -> Answer:
    """Make up to 100 tickets. Their ids are not in the order of the request; the results' indexes are."""

    def work(index: int, given: Row) -> Row:
        ticket, _, _ = create(call, given)
        return {"index": index, "id": ticket["id"], "account_id": call.account.account_id}

    return start_job(call, "Bulk Create Ticket", call.items("tickets"), work, shuffled=True)


@answers("TicketsUpdateMany")
def update_many_tickets(call: Call) -> Answer:
    """Change up to 100 tickets: all in the same way (`ids` and `ticket`), or each in its own (`tickets`)."""
    if "ids" in call.query:
        given = call.envelope("ticket")

        def share(_index: int, identifier: int) -> Row:
            return _update(call, identifier, given)

        return start_job(call, "Bulk Update Ticket", call.ids(), share, action="update")

    def work(_index: int, item: Row) -> Row:
        identifier = integer("id", item.get("id"))
        if identifier is None:
            raise record_not_found()
        return _update(call, identifier, {key: value for key, value in item.items() if key != "id"})

    return start_job(call, "Bulk Update Ticket", call.items("tickets"), work, action="update")


def _update(call: Call, identifier: int, given: Row) -> Row:
    update(call, ticket_of(call.account, identifier), given)
    return {"action": "update", "id": identifier, "status": "Updated", "success": True}


@answers("MergeTicketsIntoTargetTicket")
def merge_tickets(call: Call) -> Answer:
    """Merge tickets into this one, in a job."""
    if not is_object(call.body):
        raise invalid_attribute("ids", "is required")
    target = ticket_of(call.account, call.identifier("ticket_id"))
    wanted = read_merge(call, target, call.body)

    def work(_index: int, source: int) -> Row:
        return merge(call, wanted, source)

    return start_job(call, "Ticket Merge", wanted.sources, work, action="update")
