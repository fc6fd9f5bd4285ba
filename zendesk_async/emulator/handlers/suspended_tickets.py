"""Mails that became no tickets: looked at, recovered, deleted.

https://developer.zendesk.com/api-reference/ticketing/tickets/suspended_tickets/
"""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from zendesk_async._json import is_object
from zendesk_async.emulator import _ticket_people, _tickets
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, own
from zendesk_async.emulator._collection_operations import destroy_many, listed, serve
from zendesk_async.emulator._files import files_of
from zendesk_async.emulator._refusals import Refusal, invalid_attribute, record_invalid
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._validation import integer

_CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


def _seeds(account: Account) -> Iterable[Row]:
    host = f"{account.subdomain}.zendesk.com"
    file = files_of(account).add(account.base, "calendar.ics", _CALENDAR, "text/calendar")
    mails: Sequence[tuple[str, str, str, str, int, list[Row]]] = (
        ("Styx", "styx@example.com", "Help, my printer is on fire!", "It burns.", 0, []),
        ("Mr. Roboto", "roboto@example.com", "Out of office", "I am away until Monday.", 22, [file]),
        ("Nobody", "", "", "", 0, []),
    )
    for place, (name, email, subject, content, cause, attachments) in enumerate(mails):
        yield {
            "author": {"id": None, "name": name, "email": email or None},
            "subject": subject or None,
            "content": content or None,
            "cause": "Detected as spam" if cause == 0 else "Received from support address",
            "cause_id": cause,
            "message_id": f"<{place}@mail.{host}>",
            "via": {
                "channel": "email",
                "source": {
                    "from": {"address": email, "name": name},
                    "to": {"address": f"support@{host}", "name": account.subdomain.title()},
                    "rel": None,
                },
            },
            "attachments": attachments,
            "recipient": f"support@{host}",
            "brand_id": next(iter(account.brands), None),
        }


SUSPENDED = Collection(
    table="suspended_tickets",
    one="suspended_ticket",
    many="suspended_tickets",
    parameter="id",
    path="suspended_tickets",
    seeds=_seeds,
    sorts=("id", "created_at", "subject", "cause", "author_email"),
    fields=(
        URL,
        ID,
        own("author"),
        own("subject"),
        own("content"),
        own("cause"),
        own("cause_id"),
        own("error_messages"),
        own("message_id"),
        own("ticket_id"),
        CREATED,
        UPDATED,
        own("via"),
        own("attachments", make=lambda _account, _row: []),
        own("recipient"),
        own("brand_id"),
    ),
)

serve(SUSPENDED, delete="DeleteSuspendedTicket")
destroy_many("DeleteSuspendedTickets", SUSPENDED)


@answers("ListSuspendedTickets")
def list_suspended(call: Call) -> Answer:
    """Answer the suspended tickets."""
    return listed(call, SUSPENDED, columns={"author_email": lambda row: row["author"]["email"]})


@answers("ShowSuspendedTickets")
def show_suspended(call: Call) -> Answer:
    """Answer one suspended ticket, in a list (documented so)."""
    return Answer({"suspended_tickets": [SUSPENDED.shown(call, SUSPENDED.found(call))]})


def _recover(call: Call, row: Row, author: Row | None = None) -> Row:
    """Make a ticket of a suspended one: of its own author, or of another user."""
    user = author
    if user is None:
        person = {"email": row["author"]["email"], "name": row["author"]["name"]}
        user = _ticket_people.find_or_create(call, person) if person["email"] else None
    if user is None:
        raise record_invalid({"author": [("Author: email cannot be blank", "BlankValue")]})
    given: Row = {
        "subject": row["subject"],
        "comment": {"body": row["content"]},
        "requester_id": user["id"],
        "recipient": row["recipient"],
        "brand_id": row["brand_id"],
    }
    ticket, _, _ = _tickets.create(attrs.evolve(call, user=user), given)
    SUSPENDED.table_of(call.account).remove(row["id"])
    return ticket


def _try(call: Call, row: Row, author: Row | None = None) -> Row | None:
    try:
        return _recover(call, row, author)
    except Refusal as refusal:
        details: Any = refusal.payload.get("details", {}) if is_object(refusal.payload) else {}
        messages = [entry for entries in details.values() for entry in entries]
        changes = {"error_messages": messages, "updated_at": call.clock.stamp()}
        SUSPENDED.table_of(call.account).change(row["id"], changes)
        return None


@answers("RecoverSuspendedTicket")
def recover(call: Call) -> Answer:
    """Make a ticket of a suspended one, with the caller as its requester; 422 when it can not be one."""
    row = SUSPENDED.found(call)
    ticket = _try(call, row, call.user)
    if ticket is None:
        return Answer({"suspended_tickets": [SUSPENDED.table_of(call.account)[row["id"]]]}, 422)
    return Answer({"ticket": [ticket]})


@answers("RecoverSuspendedTickets")
def recover_many(call: Call) -> Answer:
    """Make tickets of suspended ones, which keep their authors; those that can not be are told, too."""
    rows = [SUSPENDED.get(call, identifier) for identifier in call.ids()]
    tickets = [_try(call, row) for row in rows]
    failed = [
        SUSPENDED.table_of(call.account)[row["id"]] for row, ticket in zip(rows, tickets, strict=True) if not ticket
    ]
    payload: Row = {"tickets": [ticket for ticket in tickets if ticket is not None]}
    return Answer({**payload, "suspended_tickets": failed} if failed else payload)


@answers("BulkRecoverSuspendedTickets")
def bulk_recover(call: Call) -> Answer:
    """Make tickets of suspended ones in a job; `author` names another requester for all of them."""
    ids = call.ids()
    given: Any = call.body.get("author") if is_object(call.body) else None
    author = _author(call, given) if given is not None else None

    def work(_index: int, identifier: int) -> Row:
        ticket = _recover(call, SUSPENDED.get(call, identifier), author)
        return {"id": ticket["id"], "action": "recover", "status": "Recovered", "success": True}

    return Answer({"job_status": call.account.jobs.start("Bulk Recover Suspended Ticket", ids, work, action="recover")})


def _author(call: Call, given: Any) -> Row:
    if not is_object(given):
        raise invalid_attribute("author", "must be an object")
    identifier = integer("author.id", given.get("id"))
    found = call.account.users.get(identifier) if identifier is not None else _ticket_people.find_or_create(call, given)
    if found is None:
        raise record_invalid({"author": [("Author: is invalid", "InvalidValue")]})
    return found


@answers("SuspendedTicketsAttachments")
def copy_attachments(call: Call) -> Answer:
    """Copy the files of suspended tickets into an upload: of the one that `id` names, or of all."""
    given: Any = call.body.get("id") if is_object(call.body) else call.query.get("id")
    identifier = integer("id", given)
    table, files = SUSPENDED.table_of(call.account), files_of(call.account)
    rows = table.rows() if identifier is None else [SUSPENDED.get(call, identifier)]
    copies: list[Row] = []
    for row in rows:
        for held in row["attachments"]:
            content = files.contents[held["id"]]
            copies.append(files.add(call.base, held["file_name"], content, held["content_type"]))
    upload = files.open_new_upload([copy["id"] for copy in copies])
    return Answer({"upload": {"token": upload["id"], "expires_at": upload["expires_at"], "attachments": copies}})


@answers("ExportSuspendedTickets")
def export(call: Call) -> Answer:
    """Begin an export of all suspended tickets, which comes by mail."""
    SUSPENDED.table_of(call.account)
    return Answer({"export": {"status": "enqueued", "view_id": "suspended"}})
