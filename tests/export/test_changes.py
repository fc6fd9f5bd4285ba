"""Accounts that change while they are exported: each row is there with its last version, and nothing is lost."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import attrs
from aiohttp import web

from tests.export.account import account, client_of, ids_of, rows_of
from zendesk_async import Zendesk
from zendesk_async.emulator import Emulator, Exchange, Fault
from zendesk_async.export import Export


@attrs.frozen
class Meanwhile:
    """Do something before a request is carried out."""

    act: Callable[[], Awaitable[object]]

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        await self.act()
        return await exchange.produce()


Act = Callable[[Zendesk, int], Awaitable[object]]


@attrs.frozen
class Changing:
    emulator: Emulator
    client: Zendesk
    ticket: int
    """The ticket that is changed. It is on the first page."""

    def expected(self, table: str, *again: int) -> Counter[int | str]:
        """Count the ids of a table, and those that come once more."""
        return Counter(self.emulator.account.snapshot()[table]) + Counter(again)


@asynccontextmanager
async def changing(act: Act, *, once_read: bool = False) -> AsyncIterator[Changing]:
    """Give an account that is changed before its second page of tickets, or then once the ticket's comments were read."""
    async with account(tickets=1100) as (emulator, client), client_of(emulator) as other:
        emulator.account.settings.export_delay = 0
        tickets = emulator.account.tickets
        ticket = next(n for n in tickets.timeline("generated_timestamp").since(()) if tickets[n]["status"] == "open")
        done: list[object] = []

        async def change() -> None:
            comments = f"/api/v2/tickets/{ticket}/comments"
            while once_read and not any(record.path == comments for record in emulator.requests):  # noqa: ASYNC110  # nothing announces it
                await asyncio.sleep(0.01)
            done.append(await act(other, ticket))

        emulator.faults.add(Fault(Meanwhile(change), path="/api/v2/incremental/tickets/cursor", skip=1))
        yield Changing(emulator, client, ticket)
        assert done


async def test_a_ticket_that_changes_comes_again_with_its_last_version(tmp_path: Path) -> None:
    async with changing(lambda client, ticket: client.tickets.update(ticket, subject="Changed")) as running:
        await Export(running.client, ["tickets"], tmp_path).run()
        assert ids_of(tmp_path, "tickets") == running.expected("tickets", running.ticket)
    versions = [row["subject"] for row in rows_of(tmp_path, "tickets") if row["id"] == running.ticket]
    assert versions[0] != "Changed"
    assert versions[1] == "Changed"


async def test_a_new_comment_is_written_and_those_before_it_not_again(tmp_path: Path) -> None:
    async with changing(lambda client, ticket: client.tickets.reply(ticket, "One more"), once_read=True) as running:
        await Export(running.client, ["ticket_comments.list"], tmp_path).run()
        assert ids_of(tmp_path, "ticket_comments.list") == running.expected("comments")
    written = [row["body"] for row in rows_of(tmp_path, "ticket_comments.list") if row["ticket_id"] == running.ticket]
    assert written[-1] == "One more"
    assert len(written) > 1


async def test_comments_of_a_ticket_that_changes_otherwise_are_written_once(tmp_path: Path) -> None:
    async with changing(lambda client, ticket: client.tickets.update(ticket, type="task"), once_read=True) as running:
        summary = await Export(running.client, ["ticket_comments.list"], tmp_path).run()
        assert ids_of(tmp_path, "tickets") == running.expected("tickets", running.ticket)
        assert ids_of(tmp_path, "ticket_comments.list") == running.expected("comments")
    assert summary.streams[1].rows == len(rows_of(tmp_path, "ticket_comments.list"))


async def test_a_comment_that_changes_comes_again_with_its_last_version(tmp_path: Path) -> None:
    changed: list[int] = []

    async def hide(client: Zendesk, ticket: int) -> None:
        first = await client.ticket_comments.list(ticket).first()
        assert first is not None
        assert first.id is not None
        changed.append(first.id)
        await client.ticket_comments.make_private(ticket, first.id)

    async with changing(hide, once_read=True) as running:
        await Export(running.client, ["ticket_comments.list"], tmp_path).run()
        assert ids_of(tmp_path, "ticket_comments.list") == running.expected("comments", *changed)
    versions = [row["public"] for row in rows_of(tmp_path, "ticket_comments.list") if row["id"] == changed[0]]
    assert versions == [True, False]


async def test_a_ticket_that_is_deleted_keeps_its_comments_and_comes_again_as_deleted(tmp_path: Path) -> None:
    async with changing(lambda client, ticket: client.tickets.delete(ticket), once_read=True) as running:
        assert (await Export(running.client, ["ticket_comments.list"], tmp_path).run()).complete
    versions = [row["status"] for row in rows_of(tmp_path, "tickets") if row["id"] == running.ticket]
    assert versions == ["open", "deleted"]
    assert any(row["ticket_id"] == running.ticket for row in rows_of(tmp_path, "ticket_comments.list"))
