"""What type checkers see of the async side. Read by pyright, mypy and ty; never executed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, assert_type

from zendesk_async import ClientCredentials, ItemResult, Job, Page, Paginator, Response, Zendesk, operations
from zendesk_async.errors import RateLimited, UpdateConflict
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.models.organizations import Organization
from zendesk_async.models.ticket_payloads import TicketBatchUpdate, TicketUpdate
from zendesk_async.models.tickets import Ticket
from zendesk_async.models.users import User


async def open_and_close() -> None:
    async with Zendesk("acme", auth=ClientCredentials("id", "secret"), plan="enterprise", share=0.5) as zd:
        assert_type(zd, Zendesk)
        assert_type(zd.with_options(deadline=30, priority="bulk"), Zendesk)
        assert_type(await zd.request("GET", "/api/v2/tickets/1"), Response)
        assert_type(zd.base_url, str)
        assert_type(zd.limits.account.remaining, int | None)


async def read(zd: Zendesk) -> None:
    ticket = await zd.tickets.show(35436, include=["users"])
    assert_type(ticket, Ticket)
    assert_type(ticket.id, int | None)
    assert_type(ticket.tags, tuple[str, ...])
    assert_type(ticket.updated_at, datetime | None)
    assert_type(ticket.included.users[1], User)
    assert_type(await zd.tickets.show_many([1, 2]), list[Ticket])


async def lists(zd: Zendesk) -> None:
    tickets = zd.tickets.list(sort="-updated_at")
    assert_type(tickets, Paginator[Ticket])
    async for ticket in tickets:
        assert_type(ticket, Ticket)
    async for page in zd.tickets.export(start_time=0).pages():
        assert_type(page, Page[Ticket])
        assert_type(page.records, list[Ticket])
        assert_type(page.cursor, str | None)
    assert_type(await tickets.first(), Ticket | None)
    assert_type(await zd.organizations.list().collect(limit=5), list[Organization])


async def write(zd: Zendesk) -> None:
    created = await zd.tickets.create(subject="Offline", comment={"body": "It smokes."}, priority="urgent")
    assert_type(created, Ticket)
    assert_type(await zd.tickets.update(1, status="open", tags=["printer"]), Ticket)
    assert_type(await zd.tickets.change(1, lambda ticket: {"tags": [*ticket.tags, "printer"]}), Ticket)
    assert_type(await zd.tickets.reply(1, "Hello", status="pending"), Ticket)
    assert_type(await zd.tickets.note(1, "For agents"), Ticket)
    await zd.tickets.delete(1)


async def edit(ticket: Ticket) -> TicketUpdate:
    return {"tags": [*ticket.tags, "printer"]}


async def jobs(zd: Zendesk) -> None:
    job = await zd.tickets.create_many([{"comment": {"body": "One"}}, {"comment": {"body": "Two"}}])
    assert_type(job, Job)
    assert_type(await job, JobStatus)
    changes: list[TicketBatchUpdate] = [{"id": 1, "status": "solved"}]
    assert_type(await zd.tickets.update_each(changes), list[ItemResult[TicketBatchUpdate]])
    assert_type(await zd.tickets.change(1, edit), Ticket)


async def errors(zd: Zendesk) -> None:
    try:
        await zd.users.me()
    except RateLimited as error:
        assert_type(error.retry_after, float | None)
    except UpdateConflict as error:
        assert_type(error.ours, Mapping[str, Any] | None)


def registry() -> None:
    for operation in operations():
        assert_type(operation.operation_id, str)
