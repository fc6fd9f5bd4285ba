from typing import Any

import pytest
from multidict import CIMultiDict, MultiDict

from tests.emulator.raw import Raw, Reply, Time, running
from zendesk_async.emulator._call import Answer, Call, Page
from zendesk_async.emulator._idempotency import IdempotencyKeys
from zendesk_async.emulator._refusals import Refusal
from zendesk_async.emulator._store import Account

TICKET = {"ticket": {"subject": "Printer offline", "comment": {"body": "It smokes."}}}


async def create(raw: Raw, key: str | None, ticket: dict[str, Any] = TICKET) -> Reply:
    return await raw.post("/api/v2/tickets", ticket, headers={"Idempotency-Key": key} if key else {})


async def test_the_same_request_again_makes_no_second_ticket() -> None:
    async with running() as (emulator, raw):
        first = await create(raw, "one")
        again = await create(raw, "one")
        assert (first.status, first.headers["x-idempotency-lookup"]) == (201, "miss")
        assert (again.status, again.headers["x-idempotency-lookup"]) == (201, "hit")
        assert again.json == first.json
        assert again.headers["Location"] == first.headers["Location"]
        assert len(emulator.account.tickets) == 1


async def test_a_key_with_another_body_is_refused() -> None:
    async with running() as (emulator, raw):
        await create(raw, "one")
        other = await create(raw, "one", {"ticket": {**TICKET["ticket"], "subject": "Another"}})
        assert other.status == 400
        assert other.json == {
            "error": "IdempotentRequestError",
            "description": "Request parameters don't match the given idempotency key",
        }
        assert len(emulator.account.tickets) == 1


async def test_without_a_key_and_with_another_one_there_are_more_tickets() -> None:
    async with running() as (emulator, raw):
        for key in (None, None, "one", "two"):
            reply = await create(raw, key)
            assert ("x-idempotency-lookup" in reply.headers) is (key is not None)
        assert len(emulator.account.tickets) == 4


async def test_a_key_lives_two_hours() -> None:
    time = Time()
    async with running(clock=time.clock()) as (emulator, raw):
        await create(raw, "one")
        time.seconds += 7_199
        await create(raw, "two")
        assert (await create(raw, "one")).headers["x-idempotency-lookup"] == "hit"
        time.seconds += 1
        assert (await create(raw, "one")).headers["x-idempotency-lookup"] == "miss"
        assert (await create(raw, "two")).headers["x-idempotency-lookup"] == "hit"
        assert len(emulator.account.tickets) == 3


async def test_a_request_that_failed_may_be_sent_again_with_its_key() -> None:
    async with running() as (_, raw):
        assert (await create(raw, "one", {"ticket": {"subject": "No comment"}})).status >= 400
        assert (await create(raw, "one")).status == 201


async def test_other_operations_ignore_the_header() -> None:
    async with running() as (_, raw):
        body = {"group": {"name": "Night shift"}}
        replies = [await raw.post("/api/v2/groups", body, headers={"Idempotency-Key": "one"}) for _ in range(2)]
        assert replies[0].status == 201
        assert all("x-idempotency-lookup" not in reply.headers for reply in replies)


def test_a_key_whose_first_request_still_runs_is_a_conflict() -> None:
    clock = Time().clock()
    keys = IdempotencyKeys(clock)
    call = Call(
        account=Account(clock),
        operation=Page("CreateTicket", "POST", "/api/v2/tickets", lambda _: Answer(), False),
        path={},
        query=MultiDict(),
        body=TICKET,
        content=b"",
        user={},
        headers=CIMultiDict({"idempotency-key": "one"}),
        base="",
        clock=clock,
    )
    assert keys.begin(call) == ("one", None)
    with pytest.raises(Refusal) as caught:
        keys.begin(call)
    assert caught.value.status == 409
    assert keys.end("one", Answer({}, 201)).headers == {"x-idempotency-lookup": "miss"}
    _, kept = keys.begin(call)
    assert kept == Answer({}, 201, {"x-idempotency-lookup": "hit"})
    keys.drop("one")
    assert keys.begin(call) == ("one", None)
    keys.drop("one")
    assert keys.end("one", Answer()).headers == {"x-idempotency-lookup": "miss"}
