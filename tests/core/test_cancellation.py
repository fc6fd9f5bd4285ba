"""A call that is cancelled at any of its awaits gives back what it took, and leaves no task and no socket."""

import asyncio
import contextlib
import gc
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.core.account import account
from tests.core.memory import Memory, client_of, others, until
from tests.core.wire import raw, reply, silence, talking_to
from zendesk_async import Request, RetryPolicy, Zendesk

TICKET = {"ticket": {"id": 1, "subject": "Printer", "tags": [], "updated_at": "2026-01-02T03:04:05Z"}}
Call = Callable[[Zendesk], Awaitable[Any]]


async def _listed(zd: Zendesk) -> list[Any]:
    return [ticket.id async for ticket in zd.tickets.list(page_size=2)]


CALLS: dict[str, Call] = {
    "GET": lambda zd: zd.tickets.show(1),
    "POST with a key": lambda zd: zd.tickets.create(subject="New", comment={"body": "Hello"}),
    "PUT with a comment": lambda zd: zd.tickets.reply(1, "Hello"),
    "a list": _listed,
    "a collected list": lambda zd: zd.tickets.list().collect(),
    "change": lambda zd: zd.tickets.change(1, lambda ticket: {"tags": [*ticket.tags, "a"]}),
    "a first record": lambda zd: zd.tickets.list().first(),
}


def serve(request: Request) -> tuple[int, Any]:
    if request.path == "/api/v2/tickets" and request.method == "GET":
        number = int(dict(request.query).get("page[after]", 1))
        rows = [{"id": number * 2 - 1}, {"id": number * 2}]
        return 200, {"tickets": rows, "meta": {"has_more": number < 3, "after_cursor": str(number + 1)}}
    return (201 if request.method == "POST" else 200), TICKET


async def slowly(request: Request) -> tuple[int, Any]:
    for _ in range(3):
        await asyncio.sleep(0)
    return serve(request)


async def turns_of(call: Call, zd: Zendesk) -> int:
    """Count the turns of the event loop that a call takes."""
    task = asyncio.ensure_future(call(zd))
    turns = 0
    while not task.done():
        await asyncio.sleep(0)
        turns += 1
    task.result()
    return turns


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
async def test_at_every_await_a_call_lets_go_of_everything(call):
    async with client_of(Memory(slowly)) as zd:
        turns = await turns_of(call, zd)
    assert turns > 4
    for turn in range(turns):
        memory = Memory(slowly)
        async with client_of(memory) as zd:
            task = asyncio.ensure_future(call(zd))
            for _ in range(turn):
                await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            del task
            # What was being read ahead is dropped with its iterator, a turn later.
            await until(lambda: not others())
            assert (memory.open, zd.limits.account.in_flight, zd.limits.account.waiting) == (0, 0, 0), turn
            # The client is as good as new.
            assert (await zd.tickets.show(1)).id == 1
            await call(zd)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
async def test_on_real_sockets_too(call):
    async with account(tickets=5, users=3) as (emulator, zd):
        await call(zd)  # the connection is there from now on
        before = others()
        turns = await turns_of(call, zd)
        for turn in range(0, turns, 3):
            task = asyncio.ensure_future(call(zd))
            for _ in range(turn):
                await asyncio.sleep(0)
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task  # a quick one ended before it was cancelled, which is well too
            del task
            await until(lambda: zd.limits.account.in_flight == 0)
        gc.collect()
        await until(lambda: not [one for one in others() - before if _of_the_client(one)])
        assert (await zd.tickets.show(1)).id == 1
        assert emulator.requests


def _of_the_client(task: asyncio.Task[Any]) -> bool:
    code = getattr(task.get_coro(), "cr_code", None)
    return code is not None and "/emulator/" not in code.co_filename and "aiohttp/web" not in code.co_filename


@pytest.mark.parametrize("turn", range(40))
async def test_a_list_goes_on_after_a_cancelled_wait_without_losing_a_record(turn):
    memory = Memory(slowly)
    async with client_of(memory) as zd:
        records = aiter(zd.tickets.list(page_size=2))
        seen: list[Any] = []
        waiting = asyncio.ensure_future(_into(seen, records))
        for _ in range(turn):
            await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await _into(seen, records)
        assert seen == [1, 2, 3, 4, 5, 6]


async def _into(seen: list[Any], records: Any) -> None:
    async for record in records:
        seen.append(record.id)  # noqa: PERF401  # what came before the cancellation counts


class TestTheServer:
    @pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"])
    async def test_sees_the_connection_of_a_cancelled_call_close(self, sent):
        async with talking_to(silence(sent), reply(200, TICKET)) as (wire, zd):
            call = asyncio.ensure_future(zd.tickets.show(1))
            await wire.asked.wait()
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            async with asyncio.timeout(5):
                await wire.closed_by_peer.wait()
            assert (await zd.tickets.show(1)).id == 1
            assert wire.connections == 2

    async def test_sees_one_request_of_a_cancelled_write(self):
        async with talking_to(silence()) as (wire, zd):
            call = asyncio.ensure_future(zd.tickets.reply(1, "Hello"))
            await wire.asked.wait()
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            async with asyncio.timeout(5):
                await wire.closed_by_peer.wait()
        assert len(wire.received) == 1


async def test_a_call_in_the_queue_for_the_limit_leaves_it():
    full = reply(200, TICKET, x_rate_limit="1", x_rate_limit_remaining="0", ratelimit_reset="60")
    async with talking_to(full) as (wire, zd):
        await zd.tickets.show(1)
        waiting = [asyncio.ensure_future(zd.tickets.show(1)) for _ in range(5)]
        await until(lambda: zd.limits.account.waiting == 5)
        for call in waiting:
            call.cancel()
        outcomes = await asyncio.gather(*waiting, return_exceptions=True)
        assert all(isinstance(one, asyncio.CancelledError) for one in outcomes)
        assert (zd.limits.account.waiting, zd.limits.account.in_flight) == (0, 0)
    assert len(wire.received) == 1


async def test_a_call_between_two_attempts_makes_no_other():
    async with talking_to(reply(502), retry=RetryPolicy(backoff=60, jitter=lambda: 1.0)) as (wire, zd):
        call = asyncio.ensure_future(zd.tickets.show(1))
        await until(lambda: len(wire.received) == 1 and zd.limits.account.in_flight == 0)
        for _ in range(5):
            await asyncio.sleep(0)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
    assert len(wire.received) == 1


async def test_a_timeout_of_the_callers_ends_the_call():
    async with talking_to(silence()) as (wire, zd):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.02):
                await zd.tickets.show(1)
        async with asyncio.timeout(5):
            await wire.closed_by_peer.wait()
        assert zd.limits.account.in_flight == 0


async def test_the_changes_that_wait_for_a_cancelled_one_go_on():
    async with account() as (emulator, zd):
        one = (await zd.tickets.create(subject="Printer", comment={"body": "It smokes."})).id or 0
        inside = asyncio.Event()

        async def never(_: Any) -> None:
            inside.set()
            await asyncio.Event().wait()

        stuck = asyncio.ensure_future(zd.tickets.change(one, never))
        await inside.wait()
        behind = asyncio.ensure_future(zd.tickets.change(one, lambda _: {"tags": ["b"]}))
        stuck.cancel()
        assert (await behind).tags == ("b",)
        assert stuck.cancelled()
        assert emulator.account.tickets[one]["tags"] == ["b"]


async def test_a_torn_answer_that_is_being_read_again_is_let_go_of():
    torn = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{")
    async with talking_to(torn, silence()) as (wire, zd):
        call = asyncio.ensure_future(zd.tickets.show(1))
        await until(lambda: len(wire.received) == 2)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert zd.limits.account.in_flight == 0


@pytest.mark.parametrize(
    "begin", [lambda listed: aiter(listed), lambda listed: listed.pages()], ids=["records", "pages"]
)
async def test_a_list_that_is_closed_lets_go_of_what_it_was_reading_ahead_at_once(begin):
    memory = Memory(slowly)
    async with client_of(memory) as zd:
        async with contextlib.aclosing(begin(zd.tickets.list(page_size=2))) as items:
            await anext(items)
            assert memory.open == 1
        assert (memory.open, memory.cancelled) == (0, 1)
        assert not others()
        assert [item async for item in items] == []
