"""Audits of tickets.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/
"""

from itertools import islice

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._ordering import Order, decode_cursor, encode_cursor, view
from zendesk_async.emulator._paging import Subset, count_answer, list_answer, page_url
from zendesk_async.emulator._redactions import comment_of, make_private
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._sideloads import people_of_audits
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._table import Table
from zendesk_async.emulator._ticket_lists import archived_ids, by_time
from zendesk_async.emulator._tickets import ticket_of

_INCLUDES = frozenset({"users", "organizations", "groups", "tickets"})
LARGEST_PAGE = 1000


@answers("ListTicketAudits")
def list_audits(call: Call) -> Answer:
    """Answer the audits of all tickets: in cursor pages, or in the older ones with `cursor` and `limit`."""
    account, includes = call.account, call.includes() & _INCLUDES
    if any(name.startswith("page[") for name in call.query):
        return list_answer(
            call,
            "audits",
            _listed(account),
            sort="created_at",
            sorts=("created_at",),
            sideloads=(lambda rows: people_of_audits(account, rows, includes)) if includes else None,
        )
    return _older_page(call)


def _listed(account: Account) -> Table[int] | Subset:
    archived = set(archived_ids(account))
    if not archived:
        return account.audits
    kept = [one for one in account.audits if account.audits.value(one, "ticket_id") not in archived]
    return Subset(account.audits, kept)


def _older_page(call: Call) -> Answer:
    account, includes = call.account, call.includes() & _INCLUDES
    order = Order.parse("-created_at,-id" if call.query.get("sort_order") == "desc" else "created_at,id")
    size = min(LARGEST_PAGE, max(1, call.integer("limit", 100) or 100))
    listed = view(_listed(account), order, {})
    try:
        cursor = call.query.get("cursor")
        ids = listed.behind(decode_cursor(order, cursor) if cursor else None, size + 1)
    except ValueError:
        raise _refusals.invalid_pagination("cursor is not valid") from None
    page = account.audits.rows(islice(ids, size))
    after = encode_cursor(order, listed.values(page[-1]["id"])) if len(ids) > size else None
    payload: Row = {"audits": page, **people_of_audits(account, page, includes)}
    payload |= {
        "after_url": page_url(call, cursor=after) if after else None,
        "before_url": None,
        "after_cursor": after,
        "before_cursor": None,
    }
    return Answer(payload)


@answers("ListAuditsForTicket")
def list_audits_of_ticket(call: Call) -> Answer:
    """Answer the audits of a ticket, the oldest first; `filter_events[]` keeps those with such events."""
    account, includes = call.account, call.includes() & _INCLUDES
    ticket = ticket_of(account, call.identifier("ticket_id"))
    ids = account.audits.where("ticket_id", ticket["id"])
    wanted = {*call.query.getall("filter_events[]", []), *call.query.get("filter_events", "").split(",")} - {""}
    if wanted:
        ids = [one for one in ids if any(event["type"] in wanted for event in account.audits[one]["events"])]
    return list_answer(
        call,
        "audits",
        Subset(account.audits, ids),
        sort=by_time(call),
        sorts=("created_at",),
        sideloads=(lambda rows: people_of_audits(account, rows, includes)) if includes else None,
    )


@answers("CountAuditsForTicket")
def count_audits(call: Call) -> Answer:
    """Answer how many audits a ticket has."""
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    return count_answer(call, len(call.account.audits.where("ticket_id", ticket["id"])))


def _audit_of(call: Call) -> Row:
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    audit = call.account.audits.get(call.identifier("ticket_audit_id"))
    if audit is None or audit["ticket_id"] != ticket["id"]:
        raise record_not_found()
    return audit


@answers("ShowTicketAudit")
def show_audit(call: Call) -> Answer:
    """Answer one audit of a ticket."""
    audit = _audit_of(call)
    return Answer({"audit": audit, **people_of_audits(call.account, [audit], call.includes() & _INCLUDES)})


@answers("MakeTicketCommentPrivateFromAudits")
def make_comment_of_audit_private(call: Call) -> Answer:
    """Make the comment of an audit private."""
    audit = _audit_of(call)
    said = next((event for event in audit["events"] if event["type"] == "Comment"), None)
    if said is None:
        raise record_not_found()
    ticket = ticket_of(call.account, audit["ticket_id"])
    make_private(call, ticket, comment_of(call, ticket["id"], said["id"]))
    return Answer({})
