"""What type checkers see of the sync side. Read by pyright, mypy and ty; never executed."""

from collections.abc import Iterator
from pathlib import Path
from typing import assert_type

from zendesk_async.models.attachments import Attachment, Upload
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.models.organizations import Organization
from zendesk_async.models.ticket_payloads import TicketBatchUpdate, TicketUpdate
from zendesk_async.models.tickets import Ticket
from zendesk_async.models.users import User
from zendesk_sync import ClientCredentials, ItemResult, Job, Page, Paginator, Response, Zendesk


def open_and_close() -> None:
    with Zendesk("acme", auth=ClientCredentials("id", "secret"), plan="enterprise", share=0.5) as zd:
        assert_type(zd, Zendesk)
        assert_type(zd.with_options(deadline=30, priority="bulk"), Zendesk)
        assert_type(zd.request("GET", "/api/v2/tickets/1", query={"include": "users"}), Response)
        assert_type(zd.base_url, str)
        assert_type(zd.limits.account.remaining, int | None)


def read(zd: Zendesk) -> None:
    ticket = zd.tickets.show(35436, include=["users"])
    assert_type(ticket, Ticket)
    assert_type(ticket.included.users[1], User)
    assert_type(zd.tickets.show_many([1, 2]), list[Ticket])


def lists(zd: Zendesk) -> None:
    tickets = zd.tickets.list(sort="-updated_at")
    assert_type(tickets, Paginator[Ticket])
    for ticket in tickets:
        assert_type(ticket, Ticket)
    for page in zd.tickets.export(start_time=0).pages():
        assert_type(page, Page[Ticket])
        assert_type(page.records, list[Ticket])
    assert_type(tickets.cursor, str | None)
    assert_type(tickets.first(), Ticket | None)
    assert_type(zd.organizations.list().collect(limit=5), list[Organization])


def edit(ticket: Ticket) -> TicketUpdate:
    return {"tags": [*ticket.tags, "printer"]}


def write(zd: Zendesk) -> None:
    assert_type(zd.tickets.create(subject="Offline", comment={"body": "It smokes."}, priority="urgent"), Ticket)
    assert_type(zd.tickets.update(1, status="open", tags=["printer"]), Ticket)
    assert_type(zd.tickets.change(1, lambda ticket: {"tags": [*ticket.tags, "printer"]}), Ticket)
    assert_type(zd.tickets.change(1, edit), Ticket)
    assert_type(zd.tickets.reply(1, "Hello", status="pending"), Ticket)
    zd.tickets.delete(1)


def jobs(zd: Zendesk) -> None:
    job = zd.tickets.create_many([{"comment": {"body": "One"}}, {"comment": {"body": "Two"}}])
    assert_type(job, Job)
    assert_type(job.wait(timeout=60), JobStatus)
    changes: list[TicketBatchUpdate] = [{"id": 1, "status": "solved"}]
    assert_type(zd.tickets.update_each(changes), list[ItemResult[TicketBatchUpdate]])


def files(zd: Zendesk, attachment: Attachment, chunks: Iterator[bytes]) -> None:
    assert_type(zd.attachments.upload_stream(chunks, filename="dump.bin"), Upload)
    for chunk in zd.attachments.stream(attachment):
        assert_type(chunk, bytes)
    assert_type(zd.attachments.download(attachment, Path("dump.bin")), Path)
