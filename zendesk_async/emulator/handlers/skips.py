"""Tickets that agents skipped in guided mode, and tickets that they bookmarked.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_skips/ and
https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_bookmarks/
"""

from collections.abc import Sequence
from typing import Any

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection, Parent
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, own
from zendesk_async.emulator._collection_operations import listed, serve
from zendesk_async.emulator._paging import Style, Subset
from zendesk_async.emulator._refusals import record_invalid
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._sideloads import referred
from zendesk_async.emulator._validation import Problems, integer, string


def _ticket_of(call: Call, given: Row) -> int:
    identifier = integer("ticket_id", given.get("ticket_id"))
    if identifier is None or identifier not in call.account.tickets:
        raise record_invalid({"ticket_id": [("Ticket: is invalid", "InvalidValue")]})
    return identifier


def _with_ticket(call: Call, row: Row) -> Row:
    return {**row, "ticket": call.account.tickets.get(row["ticket_id"])}


def _beside(call: Call, rows: Sequence[Row]) -> dict[str, Any]:
    includes, loaded = call.includes(), Row()
    if "tickets" in includes:
        loaded["tickets"] = referred(call.account.tickets, rows, ("ticket_id",))
    if "users" in includes:
        loaded["users"] = referred(call.account.users, rows, ("user_id",))
    return loaded


SKIPS = Collection(
    table="skips",
    one="skip",
    many="skips",
    parameter="skip_id",
    parents=(Parent("ticket_id", "tickets", "ticket_id"), Parent("user_id", "users", "user_id")),
    show=_with_ticket,
    sideloads=_beside,
    fields=(ID, own("ticket_id"), own("user_id"), own("reason"), CREATED, UPDATED),
)


@answers("ListSkips", "ListTicketSkipsByTicket", "ListTicketSkips")
def list_skips(call: Call) -> Answer:
    """Answer which tickets were skipped: by everybody, by one agent, or how often one ticket was."""
    rows = SKIPS.rows(call)
    table = SKIPS.table_of(call.account)
    ids = list(rows.ids) if isinstance(rows, Subset) else list(table)
    by_cursor = any(name.startswith("page[") for name in call.query)
    if call.query.get("sort_order") == "desc" and not by_cursor:
        return listed(call, SKIPS, Subset(table, ids), sort="-id")
    return listed(call, SKIPS, Subset(table, ids))


@answers("RecordNewSkip")
def create_skip(call: Call) -> Answer:
    """Write that the caller skipped a ticket, and why."""
    given = call.envelope("skip")
    problems = Problems()
    problems.present(given, "reason")
    problems.refuse()
    told = {"ticket_id": _ticket_of(call, given), "reason": string("reason", given["reason"])}
    row = SKIPS.create(call, {}, user_id=call.user["id"], **told)
    return Answer(SKIPS.wrapped(call, row), 201)


BOOKMARKS = Collection(
    table="bookmarks",
    one="bookmark",
    many="bookmarks",
    parameter="bookmark_id",
    path="bookmarks",
    sort="-created_at,-id",
    style=Style.OFFSET,
    among=lambda call, row: row["_user_id"] == call.user["id"] and row["_ticket_id"] in call.account.tickets,
    fields=(URL, ID, own("ticket"), CREATED, own("_ticket_id"), own("_user_id")),
)


def _bookmark(call: Call, row: Row) -> Row:
    ticket = call.account.tickets[row["_ticket_id"]]
    return {**BOOKMARKS.shown(call, row), "ticket": ticket}


serve(BOOKMARKS, delete="DeleteBookmark")


@answers("ListBookmarks")
def list_bookmarks(call: Call) -> Answer:
    """Answer the caller's bookmarks, the newest first."""
    return listed(call, BOOKMARKS, render=lambda rows: [_bookmark(call, row) for row in rows])


@answers("CreateBookmark")
def create_bookmark(call: Call) -> Answer:
    """Bookmark a ticket: 201, or 200 when it is bookmarked already."""
    ticket = _ticket_of(call, call.envelope("bookmark"))
    for row in BOOKMARKS.table_of(call.account).rows():
        if (row["_ticket_id"], row["_user_id"]) == (ticket, call.user["id"]):
            return Answer({"bookmark": _bookmark(call, row)})
    row = BOOKMARKS.create(call, {}, _ticket_id=ticket, _user_id=call.user["id"])
    return Answer({"bookmark": _bookmark(call, row)}, 201, {"Location": row["url"]})
