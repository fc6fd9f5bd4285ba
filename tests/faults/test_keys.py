"""Idempotency keys: what Zendesk says of a key that comes with another ticket, and keys that have grown too old."""

import asyncio

import pytest

from tests.core.account import account
from tests.core.memory import Memory, client_of
from zendesk_async import Request
from zendesk_async.errors import AmbiguousWrite, BadRequest, ReadTimeout


async def test_a_key_that_comes_with_another_ticket_is_refused_and_says_so():
    async with account() as (emulator, zd):
        keyed = zd.with_options(headers={"Idempotency-Key": "order-7"})
        first = await keyed.tickets.create(subject="Printer", comment={"body": "It smokes."})
        again = await keyed.tickets.create(subject="Printer", comment={"body": "It smokes."})
        assert again.id == first.id
        with pytest.raises(BadRequest, match="don't match the given idempotency key") as caught:
            await keyed.tickets.create(subject="Scanner", comment={"body": "It smokes too."})
        assert caught.value.code == "IdempotentRequestError"
        assert caught.value.request_id
        assert len(emulator.account.snapshot()["tickets"]) == 1


def losing_the_first_answer(seconds: float) -> Memory:
    """Return a transport that creates tickets, and whose first answer is lost after so many seconds."""

    async def serve(_: Request) -> tuple[int, object]:
        if len(memory.requests) == 1:
            await asyncio.sleep(seconds)
            raise ReadTimeout("the answer did not come in time", method="POST")
        return 201, {"ticket": {"id": 1}}

    memory = Memory(serve)
    return memory


@pytest.mark.looptime
async def test_a_key_is_used_again_within_the_two_hours_that_zendesk_keeps_it():
    memory = losing_the_first_answer(6_900)
    async with client_of(memory) as zd:
        assert (await zd.tickets.create(comment={"body": "It smokes."})).id == 1
    first, second = (request.headers["Idempotency-Key"] for request in memory.requests)
    assert first == second


@pytest.mark.looptime
async def test_a_key_is_not_used_again_when_zendesk_may_have_forgotten_it():
    memory = losing_the_first_answer(7_100)
    async with client_of(memory) as zd:
        with pytest.raises(AmbiguousWrite):
            await zd.tickets.create(comment={"body": "It smokes."})
    assert len(memory.requests) == 1
