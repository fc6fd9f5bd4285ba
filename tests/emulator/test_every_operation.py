"""What holds for every operation of the registry, whatever it is about: nonsense is refused, and nothing breaks."""

import re
from collections.abc import Iterable
from typing import Any

import pytest

from tests.emulator.raw import Raw, basic, running
from zendesk_async import operations
from zendesk_async._resource import OperationInfo

EVERY = operations()
PLACE = re.compile(r"\{(\w+)\}")
OPEN = {
    "VerifySubdomainAvailability", "ListLocales", "ListLocalesForAgent", "ShowCurrentLocale", "DetectBestLocale",
    "ListAvailablePublicLocales", "ShowLocaleById", "CreateRequest", "ListTicketFields", "ShowManyTicketFields",
    "ShowManyTicketFormStatuses", "ListTicketForms", "ShowManyTicketForms", "TicketFormTicketFormStatuses",
    "ShowCurrentUser", "CreateTokenForGrantType",
}  # fmt: skip
"""The operations that need no credential."""

PARTS = 4
Part = Iterable[OperationInfo]


def at(operation: OperationInfo, value: object) -> str:
    return PLACE.sub(str(value), operation.path)


def with_ids(part: Part) -> list[OperationInfo]:
    return [operation for operation in part if PLACE.search(operation.path)]


async def sent(raw: Raw, operation: OperationInfo, path: str, **options: Any) -> Any:
    reply = await raw.send(operation.method, path, **options)
    assert reply.status < 500, (operation.operation_id, reply.status, reply.body)
    return reply


parts = pytest.mark.parametrize(
    "part", [pytest.param(EVERY[start::PARTS], id=f"{start + 1} of {PARTS}") for start in range(PARTS)]
)


@parts
async def test_ids_that_nothing_has_are_not_found(part: Part) -> None:
    async with running(limited=False) as (emulator, raw):
        # These are there once somebody looks, and one has a file.
        await raw.get("/api/v2/suspended_tickets")
        before = emulator.account.snapshot()
        succeeded: list[tuple[str, str, int]] = []
        for operation in with_ids(part):
            for value in ("9223372036854775807", "01GDXYEY1FQYN066VHF49YHJ21"):
                body = None if operation.method == "GET" else {}
                reply = await sent(raw, operation, at(operation, value), json=body)
                # What reads its body first may refuse the body.
                allowed = {400, 404} if operation.method in {"GET", "DELETE"} else {400, 404, 422}
                if reply.status not in allowed:
                    succeeded.append((operation.operation_id, value, reply.status))
        assert succeeded == []
        after = emulator.account.snapshot()
        assert {name: after[name] for name in before} == before


@parts
async def test_reads_without_an_id_answer_or_say_what_they_need(part: Part) -> None:
    async with running(limited=False, tickets=5) as (_, raw):
        for operation in part:
            if operation.method != "GET" or PLACE.search(operation.path):
                continue
            plain = await sent(raw, operation, operation.path)
            assert plain.status in {200, 400, 404}, (operation.operation_id, plain.status, plain.body)
            if plain.status != 200:
                continue
            paged = await sent(raw, operation, f"{operation.path}?page[size]=1")
            if paged.status == 200 and "meta" in paged.json:
                rows = next(value for value in paged.json.values() if isinstance(value, list))
                assert len(rows) <= 1, operation.operation_id


@parts
async def test_bodies_that_mean_nothing_break_nothing(part: Part) -> None:
    async with running(limited=False) as (emulator, raw):
        for operation in part:
            if operation.method not in {"POST", "PUT", "PATCH"}:
                continue
            path = at(operation, emulator.administrator["id"])
            one = operation.resource.removesuffix("s")
            for body in (
                [],
                {"x": 1},
                [1, "a"],
                {one: []},
                {one: {"name": {}, "title": 1, "id": "x"}},
                {f"{one}s": [{}]},
            ):
                await sent(raw, operation, path, json=body)
            await sent(raw, operation, path, data=b"{", headers={"Content-Type": "application/json"})


@parts
async def test_nobody_is_let_in_without_a_credential(part: Part) -> None:
    async with running(limited=False) as (_, raw):
        replies = {one.operation_id: await sent(raw, one, at(one, "1"), credential={}) for one in part}
        assert {name for name, reply in replies.items() if reply.status != 401} == OPEN & replies.keys()


@parts
async def test_end_users_change_nothing_of_the_account(part: Part) -> None:
    async with running(limited=False) as (emulator, raw):
        end_user = next(row for row in emulator.account.users.rows() if row["role"] == "end-user")
        caller = basic(f"{end_user['email']}/token", "token")
        before = emulator.account.snapshot()
        for operation in part:
            if operation.method != "GET":
                await sent(raw, operation, at(operation, "1"), json={}, credential=caller)
        after = emulator.account.snapshot()
        assert {name: after[name] for name in before} == before
