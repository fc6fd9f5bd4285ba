"""Slices of an incremental export: every row is in exactly one, however they are cut and however pages fall."""

import asyncio
import base64
import datetime as dt
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import attrs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.account import account
from tests.faults.effects import GivesUpAbove
from zendesk_async import OAuthToken, Request, Response, Zendesk
from zendesk_async._operation import Operation
from zendesk_async.emulator import Emulator, Fault
from zendesk_async.errors import DataError, UnexpectedAnswer
from zendesk_async.export import streams
from zendesk_async.spark._slices import Slice, rows_of, sliceable, slices_of, standing_of

_BEGIN = 1_700_000_000


@attrs.frozen
class Row:
    """A row as the server knows it: Zendesk's own changes move `selected`, by which it is exported, and not `updated`."""

    id: int
    selected: int
    updated: int


class Account:
    """Answers the incremental exports of tickets and users (by cursor) and organizations (by time)."""

    def __init__(self, rows: Sequence[Row], page_size: int) -> None:
        self._rows = sorted(rows, key=lambda row: (row.selected, row.id))
        self._page_size = page_size

    def __call__(self, request: Request) -> dict[str, Any]:
        query = dict(request.query)
        size = min(int(query.get("per_page", self._page_size)), self._page_size)
        name = request.path.split("/")[4]
        after = (int(query.get("start_time", 0)), -1)
        if "cursor" in query:
            moment, identifier = base64.b64decode(query["cursor"]).decode().split(".0||")
            after = (int(moment), int(identifier.rstrip("|")))
        rest = [row for row in self._rows if (row.selected, row.id) > after]
        by_time = name == "organizations"
        page: list[Row] = []
        for row in rest:
            # A page by time ends with a whole second, and not with the one that it begins with.
            within = by_time and page and (row.selected == page[-1].selected or page[-1].selected == after[0])
            if len(page) >= size and not within:
                break
            page.append(row)
        last = page[-1] if page else None
        more = len(page) < len(rest)
        facts: dict[str, Any] = {"end_of_stream": not more}
        if by_time:
            facts |= {"end_time": last.selected if last else after[0], "count": len(page)}
        else:
            facts["after_cursor"] = _cursor(last.selected, last.id) if last else None
        return {name: [self._rendered(row, name) for row in page], **facts}

    @staticmethod
    def _rendered(row: Row, name: str) -> dict[str, Any]:
        times = {"generated_timestamp": row.selected} if name == "tickets" else {}
        return {"id": row.id, "updated_at": _stamp(row.updated), **times}


@attrs.frozen
class Direct:
    """Calls an account without a client: nothing is limited, nothing is repeated."""

    account: Account
    date: str = "Wed, 21 Oct 2026 07:28:00 GMT"
    base_url: str = "https://acme.zendesk.com"

    async def call(self, operation: Operation[Any], arguments: Mapping[str, Any]) -> Response:
        request = operation.request(arguments)
        body = msgspec.json.encode(self.account(request))
        return Response(200, {"Date": self.date}, body, request.method, request.path)


def _cursor(moment: int, identifier: int) -> str:
    return base64.b64encode(f"{moment}.0||{identifier}|".encode()).decode()


def _stamp(moment: int) -> str:
    return dt.datetime.fromtimestamp(moment, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_moments = st.integers(0, 30)
_rows = st.lists(st.tuples(_moments, st.integers(0, 40)), max_size=30).map(
    lambda pairs: [
        Row(number + 1, _BEGIN + selected, max(0, _BEGIN + selected - ago))
        for number, (selected, ago) in enumerate(pairs)
    ]
)


async def _read(account: Account, name: str, slices: Sequence[Slice]) -> Counter[int]:
    found: Counter[int] = Counter()
    for one in slices:
        async for rows in rows_of(Direct(account), streams()[name], one):
            found.update(msgspec.json.decode(row)["id"] for row in rows)
    return found


@pytest.mark.parametrize("name", ["tickets", "users", "organizations"])
@settings(max_examples=60, deadline=None)
@given(rows=_rows, page_size=st.integers(1, 6), number=st.integers(1, 7), length=st.integers(1, 32))
def test_each_row_is_in_exactly_one_slice(name: str, rows: list[Row], page_size: int, number: int, length: int) -> None:
    slices = slices_of(_BEGIN, _BEGIN + length, number)
    found = asyncio.run(_read(Account(rows, page_size), name, slices))
    assert found == Counter(row.id for row in rows if row.selected < _BEGIN + length)


@given(start=st.integers(0, 10**10), length=st.integers(1, 10**9), number=st.integers(1, 50))
def test_slices_follow_each_other_without_a_gap(start: int, length: int, number: int) -> None:
    slices = slices_of(start, start + length, number)
    assert slices[0].start == start
    assert slices[-1].end == start + length
    assert all(one.start < (one.end or 0) for one in slices)
    assert all(one.end == following.start for one, following in pairwise(slices))
    assert len(slices) <= number


async def test_events_and_what_is_taken_out_of_them_are_sliced_by_their_own_time() -> None:
    async with (
        Emulator(tickets=60, plan="high_volume", window=1.0) as emulator,
        client_of_emulator(emulator) as client,
    ):
        for name in ("ticket_events", "ticket_comments", "ticket_metric_events", "tickets"):
            stream = streams()[name]
            standing = await standing_of(client, stream, 0)
            assert standing.first is not None
            whole = [row async for rows in rows_of(client, stream, Slice(0, None)) for row in rows]
            cut = [
                row
                for one in slices_of(standing.first, standing.server_time, 3)
                async for rows in rows_of(client, stream, one)
                for row in rows
            ]
            assert Counter(cut) == Counter(whole)
            assert len(cut) > 50


def client_of_emulator(emulator: Emulator) -> Zendesk:
    return Zendesk(base_url=emulator.url, auth=OAuthToken("token"), plan="high_volume", pacing="burst")


async def test_a_list_of_another_kind_is_read_whole() -> None:
    assert not sliceable(streams()["groups"])
    async with Emulator(plan="high_volume", window=1.0) as emulator, client_of_emulator(emulator) as client:
        rows = [row async for rows in rows_of(client, streams()["groups"], Slice(0, None)) for row in rows]
        assert len(rows) == len(emulator.account.snapshot()["groups"])


async def test_an_empty_account_has_no_first_row_and_a_time() -> None:
    standing = await standing_of(Direct(Account([], 3)), streams()["tickets"], 5)
    assert standing.first is None
    assert standing.server_time == 1_792_567_680


async def test_an_answer_without_a_date_is_refused() -> None:
    with pytest.raises(UnexpectedAnswer, match="no date"):
        await standing_of(Direct(Account([], 3), date="today"), streams()["tickets"], 5)


@pytest.mark.parametrize("cursor", ["opaque", "b3BhcXVl", "not base64 at all"])
async def test_a_cursor_that_says_nothing_of_its_time_ends_no_slice(cursor: str) -> None:
    class Opaque(Account):
        def __call__(self, request: Request) -> dict[str, Any]:
            return {**super().__call__(request), "after_cursor": cursor, "end_of_stream": True}

    rows = [Row(number, _BEGIN + number, _BEGIN + number) for number in range(1, 10)]
    (whole,) = slices_of(_BEGIN, _BEGIN + 5, 1)
    assert await _read(Opaque(rows, 20), "users", [whole]) == Counter([1, 2, 3, 4])


async def test_a_row_that_is_no_object_is_refused() -> None:
    class Odd(Account):
        def __call__(self, request: Request) -> dict[str, Any]:
            return {"tickets": [7], "after_cursor": None, "end_of_stream": True}

    (whole,) = slices_of(_BEGIN, _BEGIN + 5, 1)
    with pytest.raises(DataError, match="holds int where Ticket is expected"):
        await anext(rows_of(Direct(Odd([], 1)), streams()["tickets"], whole))


@pytest.mark.parametrize(
    ("name", "path"),
    [("tickets", "/api/v2/incremental/tickets/cursor"), ("users", "/api/v2/incremental/users/cursor")],
)
async def test_a_page_that_the_gateway_gives_up_is_read_in_smaller_ones(name: str, path: str) -> None:
    async with account(tickets=700, users=700) as (emulator, client):
        gateway = GivesUpAbove(100)
        emulator.faults.add(Fault(gateway, path=path, times=None))
        stream = streams()[name]
        found: Counter[int] = Counter()
        slices = slices_of(1_640_000_000, int(time.time()), 3)
        for one in (*slices[:-1], Slice(slices[-1].start, None)):
            async for rows in rows_of(client, stream, one):
                found.update(msgspec.json.decode(row)["id"] for row in rows)
        assert found == Counter(emulator.account.snapshot()[name])
        assert {1000, 500, 250, 125, 62} <= set(gateway.sizes)
