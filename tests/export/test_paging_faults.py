"""Lists that break off, repeat, stand still or lead elsewhere: an export of any of them loses and doubles nothing."""

import asyncio
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.core.wire import Received, reply, serving
from tests.export.account import account, ids_of, lines_of
from tests.faults.effects import GivesUpAbove
from zendesk_async import OAuthToken, RetryPolicy, Zendesk
from zendesk_async.emulator import Change, DuplicateRows, Fault, RepeatCursor, Status, Truncate
from zendesk_async.errors import CursorLoop, DataError, ExportError, ForeignURL, PaginationLimit, ServerError
from zendesk_async.export import Checkpoint, Export

KINDS = {
    "tickets": "/api/v2/incremental/tickets/cursor",
    "organizations": "/api/v2/incremental/organizations",
    "ticket_metrics.list": "/api/v2/ticket_metrics",
}
"""A stream of each kind: incremental by cursor, incremental by time, cursor pagination. Each has three pages or more."""
SIZES = {"tickets": 2500, "organizations": 2400}

every_kind = pytest.mark.parametrize("stream", KINDS)


async def failed(client: Zendesk, stream: str, directory: Path) -> ExportError:
    with pytest.raises(ExportError) as caught:
        await Export(client, [stream], directory).run()
    return caught.value


@every_kind
@pytest.mark.parametrize("page", [0, 1, 2])
async def test_a_list_that_broke_off_goes_on_where_it_was(tmp_path: Path, stream: str, page: int) -> None:
    async with account(**SIZES) as (emulator, client):
        emulator.faults.add(Fault(Status(503), path=KINDS[stream], skip=page))
        await failed(client, stream, tmp_path)
        found = Checkpoint.load(tmp_path)
        assert found is not None
        written = len(lines_of(tmp_path, stream))
        assert found.state(stream).rows == written
        assert bool(written) == bool(page)
        asked = len(emulator.requests)
        assert (await Export(client, [stream], tmp_path).run()).complete
        pages = [record.path for record in list(emulator.requests)[asked:]].count(KINDS[stream])
        assert pages == (25 if stream == "ticket_metrics.list" else 3) - page
        assert ids_of(tmp_path, stream) == Counter(emulator.account.snapshot()[stream.partition(".")[0]])


@every_kind
async def test_rows_that_come_again_with_the_next_page_are_written_once(tmp_path: Path, stream: str) -> None:
    async with account(**SIZES) as (emulator, client):
        emulator.faults.add(Fault(DuplicateRows(count=7), path=KINDS[stream], times=None))
        assert (await Export(client, [stream], tmp_path).run()).complete
        assert ids_of(tmp_path, stream) == Counter(emulator.account.snapshot()[stream.partition(".")[0]])


@every_kind
async def test_rows_that_come_again_after_a_resume_are_written_once(tmp_path: Path, stream: str) -> None:
    async with account(**SIZES) as (emulator, client):
        repeating = DuplicateRows(count=7)
        emulator.faults.add(Fault(repeating, path=KINDS[stream], times=1))
        emulator.faults.add(Fault(Status(503), path=KINDS[stream], times=1))
        await failed(client, stream, tmp_path)
        emulator.faults.add(Fault(repeating, path=KINDS[stream], times=None))
        assert (await Export(client, [stream], tmp_path).run()).complete
        assert ids_of(tmp_path, stream) == Counter(emulator.account.snapshot()[stream.partition(".")[0]])


@pytest.mark.parametrize("stream", ["tickets", "ticket_metrics.list"])
async def test_a_cursor_that_does_not_move_ends_the_stream(tmp_path: Path, stream: str) -> None:
    async with account(**SIZES) as (emulator, client):
        emulator.faults.add(Fault(RepeatCursor(), path=KINDS[stream], times=None))
        error = await failed(client, stream, tmp_path)
        assert isinstance(error.__cause__, CursorLoop)
        assert "a later run will end there too" in str(error)
        written = ids_of(tmp_path, stream)
        assert set(written.values()) == {1}
        await failed(client, stream, tmp_path)
        assert ids_of(tmp_path, stream) == written
        emulator.faults.clear()
        assert (await Export(client, [stream], tmp_path).run()).complete
        assert ids_of(tmp_path, stream) == Counter(emulator.account.snapshot()[stream.partition(".")[0]])


async def test_a_time_that_does_not_move_ends_the_stream(tmp_path: Path) -> None:
    async with account(**SIZES) as (emulator, client):
        standing = Change(lambda page: {**page, "end_time": 1_600_000_000})
        emulator.faults.add(Fault(standing, path=KINDS["organizations"], times=None))
        error = await failed(client, "organizations", tmp_path)
        assert isinstance(error.__cause__, CursorLoop)
        assert set(ids_of(tmp_path, "organizations").values()) == {1}


@pytest.mark.parametrize(
    ("stream", "missing"),
    [
        ("tickets", "end_of_stream"),
        ("organizations", "end_of_stream"),
        ("tickets", "tickets"),
        ("ticket_metrics.list", "meta.has_more"),
    ],
)
async def test_an_answer_without_what_leads_on_is_not_the_end(tmp_path: Path, stream: str, missing: str) -> None:
    def without(page: dict[str, Any]) -> dict[str, Any]:
        if missing == "meta.has_more":
            return {**page, "meta": {}}
        return {name: value for name, value in page.items() if name not in {missing, "count"}}

    async with account(**SIZES) as (emulator, client):
        emulator.faults.add(Fault(Change(without), path=KINDS[stream], skip=1))
        error = await failed(client, stream, tmp_path)
        assert isinstance(error.__cause__, DataError)
        assert (await Export(client, [stream], tmp_path).run()).complete
        assert ids_of(tmp_path, stream) == Counter(emulator.account.snapshot()[stream.partition(".")[0]])


async def test_a_page_that_was_cut_off_is_not_written(tmp_path: Path) -> None:
    async with account(**SIZES) as (emulator, client):
        emulator.faults.add(Fault(Truncate(0.6), path=KINDS["tickets"], skip=1))
        assert (await Export(client, ["tickets"], tmp_path).run()).complete
        assert ids_of(tmp_path, "tickets") == Counter(emulator.account.snapshot()["tickets"])


@every_kind
async def test_a_page_that_the_gateway_gives_up_is_read_in_smaller_ones(tmp_path: Path, stream: str) -> None:
    async with account(**SIZES) as (emulator, client):
        gateway = GivesUpAbove(300 if stream != "ticket_metrics.list" else 30)
        emulator.faults.add(Fault(gateway, path=KINDS[stream], times=3, skip=1))
        assert (await Export(client, [stream], tmp_path).run()).complete
        assert ids_of(tmp_path, stream) == Counter(emulator.account.snapshot()[stream.partition(".")[0]])
    largest = max(gateway.sizes)
    assert gateway.sizes == [largest, largest // 2, largest // 4]


async def test_a_page_of_a_list_below_is_read_in_smaller_ones_too(tmp_path: Path) -> None:
    async with account(tickets=0, users=5) as (emulator, client):
        gateway = GivesUpAbove(30)
        user = emulator.account.snapshot()["users"][2]
        emulator.faults.add(Fault(gateway, path=f"/api/v2/users/{user}/identities", times=None))
        assert (await Export(client, ["user_identities"], tmp_path).run()).complete
        assert gateway.sizes == [100, 50, 25]
        whole = ids_of(tmp_path, "user_identities")
        emulator.faults.clear()
        assert (await Export(client, ["user_identities"], tmp_path / "without").run()).complete
        assert whole == ids_of(tmp_path / "without", "user_identities")


async def test_a_list_below_that_cannot_be_made_at_all_is_asked_for_again_alone(tmp_path: Path) -> None:
    async with account(tickets=0, users=5) as (emulator, client):
        user = emulator.account.snapshot()["users"][2]
        path = f"/api/v2/users/{user}/identities"
        emulator.faults.add(Fault(GivesUpAbove(0), path=path, times=None))
        error = await failed(client, "user_identities", tmp_path)
        assert "cannot make the page at the beginning, not even with 10 rows" in str(error)
        assert f"it was about the row {user} of users" in "".join(error.__cause__.__notes__ if error.__cause__ else ())
        emulator.faults.clear()
        before = len(emulator.requests)
        assert (await Export(client, ["user_identities"], tmp_path).run()).complete
        asked = [record.path for record in list(emulator.requests)[before:] if record.path.endswith("/identities")]
        assert asked == [path]


async def test_pages_grow_again_after_the_one_that_was_too_large(tmp_path: Path) -> None:
    async with account(**SIZES) as (emulator, client):
        gateway = GivesUpAbove(50)
        emulator.faults.add(Fault(gateway, path=KINDS["ticket_metrics.list"], times=2))
        assert (await Export(client, ["ticket_metrics.list"], tmp_path).run()).complete
        assert ids_of(tmp_path, "ticket_metrics.list") == Counter(emulator.account.snapshot()["ticket_metrics"])
        pages = sum(record.path == KINDS["ticket_metrics.list"] for record in emulator.requests)
    assert gateway.sizes == [100, 50]
    # 8 pages of 50, one read ahead in vain, and the rest of a hundred each.
    assert pages <= 1 + 8 + 1 + 21


@every_kind
async def test_a_page_that_cannot_be_made_at_all_is_named(tmp_path: Path, stream: str) -> None:
    async with account(**SIZES) as (emulator, client):
        emulator.faults.add(Fault(GivesUpAbove(0), path=KINDS[stream], times=None, skip=1))
        error = await failed(client, stream, tmp_path)
        assert isinstance(error.__cause__, ExportError)
        assert isinstance(error.__cause__.__cause__, ServerError)
        assert error.status == 504
        found = Checkpoint.load(tmp_path)
        assert found is not None
        assert f"the page after the cursor {found.state(stream).cursor!r}, not even with 10 rows" in str(error)
        emulator.faults.clear()
        assert (await Export(client, [stream], tmp_path).run()).complete
        assert ids_of(tmp_path, stream) == Counter(emulator.account.snapshot()[stream.partition(".")[0]])


async def test_a_first_page_that_cannot_be_made_is_named_too(tmp_path: Path) -> None:
    async with account(tickets=3) as (emulator, client):
        emulator.faults.add(Fault(Status(504), path=KINDS["tickets"], times=None))
        assert "cannot make the page at the beginning" in str(await failed(client, "tickets", tmp_path))


# Answers that the emulator never gives, over a socket


def talking_to(url: str) -> Zendesk:
    return Zendesk(base_url=url, auth=OAuthToken("token"), retry=RetryPolicy(attempts=1), pacing="burst")


def listing(page: Callable[[dict[str, str], str], Any]) -> Any:
    """Answer each request with what the function makes of its query and the server's own origin."""

    async def answer(received: Received, writer: Any) -> None:
        query = {name: values[0] for name, values in parse_qs(urlsplit(received.target).query).items()}
        body = page(query, f"http://{received.headers['host']}")
        await (reply(body) if isinstance(body, int) else reply(200, body))(received, writer)

    return answer


def ids(first: int, last: int) -> list[dict[str, int]]:
    return [{"id": number} for number in range(first, last + 1)]


async def test_an_empty_page_in_the_middle_is_not_the_end(tmp_path: Path) -> None:
    pages = {"": ids(1, 2), "a": [], "b": ids(2, 4)}
    following = {"": "a", "a": "b", "b": None}

    def page(query: dict[str, str], _: str) -> Any:
        at = query.get("page[after]", "")
        return {"groups": pages[at], "meta": {"has_more": following[at] is not None, "after_cursor": following[at]}}

    async with serving(listing(page)) as wire, talking_to(wire.url) as client:
        assert (await Export(client, ["groups"], tmp_path).run()).complete
    # The row that comes again on the other side of the empty page is known all the same.
    assert ids_of(tmp_path, "groups") == Counter([1, 2, 3, 4])


async def test_a_next_link_to_another_host_is_not_followed(tmp_path: Path) -> None:
    def page(query: dict[str, str], _: str) -> Any:
        return {"macros": ids(1, 2), "next_page": "https://elsewhere.example/api/v2/macros/active?page=2"}

    async with serving(listing(page)) as wire, talking_to(wire.url) as client:
        error = await failed(client, "macros.list_active", tmp_path)
        assert len(wire.received) == 1
    assert isinstance(error.__cause__, ForeignURL)
    assert ids_of(tmp_path, "macros.list_active") == Counter([1, 2])


async def test_an_offset_list_goes_on_at_its_page(tmp_path: Path) -> None:
    broken = [True]

    def page(query: dict[str, str], origin: str) -> Any:
        number = int(query.get("page", 1))
        if number == 3 and broken.pop():
            broken.append(False)
            return 504  # pages that are counted by their number cannot be made smaller
        link = f"{origin}/api/v2/macros/active?page={number + 1}" if number < 4 else None
        return {"macros": ids(number * 10, number * 10 + 9), "next_page": link}

    async with serving(listing(page)) as wire, talking_to(wire.url) as client:
        error = await failed(client, "macros.list_active", tmp_path)
        assert isinstance(error.__cause__, ServerError)
        assert (await Export(client, ["macros.list_active"], tmp_path).run()).complete
        pages = [parse_qs(urlsplit(one.target).query).get("page", ["1"])[0] for one in wire.received]
        sizes = {parse_qs(urlsplit(one.target).query)["per_page"][0] for one in wire.received}
    assert pages == ["1", "2", "3", "3", "4"]
    assert sizes == {"100"}
    assert ids_of(tmp_path, "macros.list_active") == Counter(range(10, 50))


@pytest.mark.parametrize("stream", ["groups", "users.list_by_group"])
@pytest.mark.parametrize("pages", [4, 12])
async def test_a_list_without_cursors_is_not_begun_again_in_its_middle(tmp_path: Path, stream: str, pages: int) -> None:
    """An old endpoint that answers a request for cursors in offset style gives no cursor to go on with."""
    broken = [pages - 1]

    def page(query: dict[str, str], origin: str) -> Any:
        number = int(query.get("page", 1))
        if number in broken:
            return 504
        link = f"{origin}/api/v2/x?page={number + 1}" if number < pages else None
        rows = ids(number * 10, number * 10 + 9)
        return {"groups": rows, "users": rows, "next_page": link}

    async def answer(received: Received, writer: Any) -> None:
        if "/users" in received.target or stream == "groups":
            await listing(page)(received, writer)
        else:
            await reply(200, {"groups": ids(1, 1), "meta": {"has_more": False}})(received, writer)

    async with serving(answer) as wire, talking_to(wire.url) as client:
        error = await failed(client, stream, tmp_path)
        cause = error.__cause__
        assert isinstance(cause, ServerError) or (cause is not None and isinstance(cause.__cause__, ServerError))
        assert set(ids_of(tmp_path, stream).values()) <= {1}
        broken.clear()
        assert (await Export(client, [stream], tmp_path).run()).complete
    assert ids_of(tmp_path, stream) == Counter(range(10, (pages + 1) * 10))


async def test_a_list_with_an_end_of_its_own_says_so(tmp_path: Path) -> None:
    def page(query: dict[str, str], origin: str) -> Any:
        number = int(query.get("page", 1))
        return {"macros": ids(number, number), "next_page": f"{origin}/api/v2/macros/active?page={number + 1}"}

    async with serving(listing(page)) as wire, talking_to(wire.url) as client:
        for _ in range(2):
            error = await failed(client, "macros.list_active", tmp_path)
            assert isinstance(error.__cause__, PaginationLimit)
            assert "a later run will end there too" in str(error)
    assert ids_of(tmp_path, "macros.list_active") == Counter(range(1, 101))


async def test_a_list_that_cannot_go_on_in_the_middle_begins_anew_with_those_below_it(tmp_path: Path) -> None:
    """An old endpoint that answers a request for cursors in offset style gives no cursor to go on with."""
    state = {"generation": 1}

    def page(query: dict[str, str], origin: str) -> Any:
        if "page" not in query:
            rows = ids(1, 2) if state["generation"] == 1 else ids(11, 12)
            return {"groups": rows, "next_page": f"{origin}/api/v2/groups?page=2"}
        return {"groups": ids(3, 4), "next_page": None} if state["generation"] == 2 else 403

    async def answer(received: Received, writer: Any) -> None:
        if "/users" in received.target:
            group = int(received.target.split("/")[4])
            body = {"users": [{"id": group * 100}], "meta": {"has_more": False, "after_cursor": None}}
            await reply(200, body)(received, writer)
        else:
            await listing(page)(received, writer)

    async with serving(answer) as wire, talking_to(wire.url) as client:
        await failed(client, "users.list_by_group", tmp_path)
        assert ids_of(tmp_path, "groups") == Counter([1, 2])
        assert ids_of(tmp_path, "users.list_by_group") == Counter([100, 200])
        # Killed before the stream's first page: what was there is neither counted nor in the way.
        state["generation"] = 3
        await failed(client, "users.list_by_group", tmp_path)
        state["generation"] = 2
        assert (await Export(client, ["users.list_by_group"], tmp_path).run()).complete
    assert ids_of(tmp_path, "groups") == Counter([11, 12, 3, 4])
    assert ids_of(tmp_path, "users.list_by_group") == Counter([1100, 1200, 300, 400])


async def test_json_over_several_lines_becomes_one_line_a_row(tmp_path: Path) -> None:
    body = b'{\r\n "groups": [\n  {\n   "id": 1,\n   "name": "a\\nb"\n  },\n  {"id": 2}\n ],\n "meta": {"has_more": false}\n}'
    async with serving(reply(200, body)) as wire, talking_to(wire.url) as client:
        await Export(client, ["groups"], tmp_path).run()
    assert lines_of(tmp_path, "groups") == [b'{"id":1,"name":"a\\nb"}', b'{"id":2}']


async def test_children_end_when_their_parent_fails_while_they_wait_for_it(tmp_path: Path) -> None:
    asked = asyncio.Event()

    async def answer(received: Received, writer: Any) -> None:
        if "/users" in received.target:
            asked.set()
            await reply(200, {"users": ids(7, 7), "meta": {"has_more": False}})(received, writer)
        elif "page%5Bafter%5D" in received.target or "page[after]" in received.target:
            await asked.wait()
            await asyncio.sleep(0.2)  # long enough for the child to be written, and to wait for more
            await reply(403)(received, writer)
        else:
            await reply(200, {"groups": ids(1, 1), "meta": {"has_more": True, "after_cursor": "a"}})(received, writer)

    async with serving(answer) as wire, talking_to(wire.url) as client:
        async with asyncio.timeout(20):
            await failed(client, "users.list_by_group", tmp_path)
    assert ids_of(tmp_path, "users.list_by_group") == Counter([7])
