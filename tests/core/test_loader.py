"""Single reads of the same moment share requests, and nobody is hurt by the others."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.core.account import client
from tests.core.memory import Memory, client_of, others, until
from zendesk_async import OAuthToken, Request, Zendesk, errors
from zendesk_async.emulator import Emulator
from zendesk_async.models.job_statuses import JobStatus
from zendesk_sync import Zendesk as SyncZendesk


def asked(request: Request) -> list[int]:
    return [int(text) for text in dict(request.query)["ids"].split(",")]


def tickets(*, missing: Sequence[int] = ()) -> Memory:
    """Return an account that has every ticket but some."""
    return Memory(lambda request: (200, {"tickets": [{"id": one} for one in asked(request) if one not in missing]}))


async def test_reads_of_the_same_moment_share_requests_of_a_hundred():
    memory = tickets()
    async with client_of(memory) as zd:
        found = await asyncio.gather(*(zd.tickets.load(number) for number in range(1, 251)))
    assert [one.id for one in found] == list(range(1, 251))
    assert [len(asked(request)) for request in memory.requests] == [100, 100, 50]
    assert {request.path for request in memory.requests} == {"/api/v2/tickets/show_many"}


async def test_a_record_that_many_ask_for_is_asked_for_once():
    memory = tickets()
    async with client_of(memory) as zd:
        found = await asyncio.gather(*(zd.tickets.load(5) for _ in range(120)), zd.tickets.load(6))
    assert [asked(request) for request in memory.requests] == [[5, 6]]
    assert len({id(one) for one in found}) == 2


async def test_a_record_that_is_not_there_is_missing_for_its_caller_alone():
    async with client_of(tickets(missing=[2])) as zd:
        found = await asyncio.gather(*(zd.tickets.load(number) for number in (1, 2, 3)), return_exceptions=True)
    assert [one.id for one in (found[0], found[2])] == [1, 3]
    assert isinstance(found[1], errors.NotFound)
    assert (found[1].status, found[1].method, found[1].path) == (404, "GET", "/api/v2/tickets/show_many")
    assert "2" in found[1].message


async def test_a_failure_reaches_everybody_who_waits_for_the_request():
    memory = Memory(lambda _: (403, {"error": "Forbidden", "description": "no"}))
    async with client_of(memory) as zd:
        found = await asyncio.gather(*(zd.tickets.load(number) for number in (1, 2, 3)), return_exceptions=True)
    assert [type(one) for one in found] == [errors.Forbidden] * 3
    assert len({str(one) for one in found}) == 1
    assert len({id(one) for one in found}) == 3
    assert len(memory.requests) == 1


@pytest.mark.parametrize("bad", [0, -1, True, 1.0, None, 2**63, 10**30, "", "1,2", " 1", "7", "abc"])
async def test_what_is_no_id_is_refused_before_anything_is_sent_and_hurts_nobody_else(bad: Any):
    memory = tickets()
    async with client_of(memory) as zd:
        found = await asyncio.gather(zd.tickets.load(bad), zd.tickets.load(7), return_exceptions=True)
    assert isinstance(found[0], errors.InvalidArgument)
    assert [asked(request) for request in memory.requests] == [[7]]


async def test_ids_that_are_texts_are_no_numbers():
    memory = Memory(
        lambda request: (200, {"job_statuses": [{"id": one} for one in dict(request.query)["ids"].split(",")]})
    )
    async with client_of(memory) as zd:
        number: Any = 7
        found = await asyncio.gather(
            zd.job_statuses.load("8b726e60"), zd.job_statuses.load(number), return_exceptions=True
        )
    assert isinstance(found[0], JobStatus)
    assert isinstance(found[1], errors.InvalidArgument)
    assert len(memory.requests) == 1


class Held(Memory):
    """An account that answers when it is told to."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

        async def serve(request: Request) -> tuple[int, Any]:
            await self.go.wait()
            return 200, {"tickets": [{"id": one} for one in asked(request)]}

        super().__init__(serve)


class TestCancelling:
    async def test_one_caller_does_not_hurt_the_others(self):
        held = Held()
        async with client_of(held) as zd:
            first, second, twin = (asyncio.ensure_future(zd.tickets.load(number)) for number in (1, 2, 1))
            await until(lambda: held.open == 1)
            first.cancel()
            await asyncio.wait([first])
            held.go.set()
            assert [(await one).id for one in (second, twin)] == [2, 1]
            assert first.cancelled()

    async def test_all_callers_ends_the_request(self):
        held = Held()
        async with client_of(held) as zd:
            callers = [asyncio.ensure_future(zd.tickets.load(number)) for number in (1, 2)]
            await until(lambda: held.open == 1)
            for caller in callers:
                caller.cancel()
            await asyncio.wait(callers)
            await until(lambda: not held.open)
            assert held.cancelled == 1
            assert not others()

    async def test_all_callers_before_the_request_sends_nothing(self):
        memory = tickets()
        async with client_of(memory) as zd:
            caller = asyncio.ensure_future(zd.tickets.load(1))
            await asyncio.sleep(0)
            caller.cancel()
            again = asyncio.ensure_future(zd.tickets.load(1))
            assert (await again).id == 1
            caller = asyncio.ensure_future(zd.tickets.load(2))
            await asyncio.sleep(0)
            caller.cancel()
            await asyncio.sleep(0.02)
        assert [asked(request) for request in memory.requests] == [[1]]


async def test_what_is_asked_for_while_its_request_runs_is_read_anew():
    held = Held()
    async with client_of(held) as zd:
        first = asyncio.ensure_future(zd.tickets.load(1))
        await until(lambda: held.open == 1)
        second = asyncio.ensure_future(zd.tickets.load(1))
        await until(lambda: held.open == 2)
        held.go.set()
        assert await first is not await second


async def test_a_closed_client_says_so_to_everybody():
    zd = client_of(tickets())
    await zd.close()
    found = await asyncio.gather(*(zd.tickets.load(number) for number in (1, 2)), return_exceptions=True)
    assert [type(one) for one in found] == [errors.ClientClosed] * 2


GROUPS: dict[str, Callable[[Zendesk], Awaitable[list[Any]]]] = {
    "tickets": lambda zd: zd.tickets.list().collect(limit=3),
    "users": lambda zd: zd.users.list().collect(limit=3),
    "organizations": lambda zd: zd.organizations.list().collect(limit=3),
    "ticket_forms": lambda zd: zd.ticket_forms.list().collect(limit=3),
    "views": lambda zd: zd.views.list().collect(limit=3),
}


@pytest.mark.parametrize("group", GROUPS)
async def test_a_record_is_the_one_that_show_gives(group: str):
    async with Emulator(tickets=5, users=5, organizations=3) as emulator, client(emulator) as zd:
        listed = await GROUPS[group](zd)
        resource = getattr(zd, group)
        loaded = await asyncio.gather(*(resource.load(one.id) for one in listed))
        assert loaded
        assert loaded == [await resource.show(one.id) for one in listed]
        with pytest.raises(errors.NotFound):
            await resource.load(999_999_999)


async def test_a_deleted_user_is_found_as_show_finds_it():
    async with Emulator(tickets=1, users=5) as emulator, client(emulator) as zd:
        made = await zd.users.create(name="Ada", email="ada@example.com")
        assert made.id is not None
        await zd.users.delete(made.id)
        assert (await zd.users.load(made.id)).active is False


async def test_job_statuses_are_found_by_their_text_ids():
    async with Emulator(tickets=3) as emulator, client(emulator) as zd:
        job = await zd.tickets.update_many([{"id": 1, "subject": "New"}])
        await job
        assert (await zd.job_statuses.load(job.id)).id == job.id


def test_threads_share_requests():
    ready = threading.Barrier(32)

    def load(zd: SyncZendesk, number: int) -> int | None:
        ready.wait()
        return zd.tickets.load(number).id

    memory = tickets()
    with SyncZendesk("acme", auth=OAuthToken("token"), transport=memory) as zd, ThreadPoolExecutor(32) as pool:
        assert list(pool.map(lambda number: load(zd, number), range(1, 33))) == list(range(1, 33))
    assert len(memory.requests) < 32
