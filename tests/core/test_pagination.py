"""Lists of every kind: all records once, the next page meanwhile, nothing kept, and never an end in silence."""

import asyncio
import gc
import socket
import weakref
from collections.abc import AsyncIterator, Callable
from typing import Any

import msgspec
import pytest
import pytest_asyncio

from tests.core.account import account, client
from tests.core.memory import Memory, client_of, into, others, until
from tests.core.wire import Received, raw, reply, silence, talking_to
from zendesk_async import OAuthToken, Paginator, Request, Zendesk, errors, to_dict
from zendesk_async.emulator import Emulator

List = Callable[..., Paginator[Any]]


def tickets_page(number: int, *, more: bool = True, size: int = 2) -> dict[str, Any]:
    """Return a page of a cursor list, whose cursor is the number of the next page."""
    first = (number - 1) * size
    return {
        "tickets": [{"id": first + place} for place in range(1, size + 1)],
        "meta": {"has_more": more, "after_cursor": str(number + 1), "before_cursor": None},
        "links": {},
    }


def page_asked(request: Request) -> int:
    return int(dict(request.query).get("page[after]", 1))


def paged(pages: int) -> Memory:
    """Return an account whose tickets fill so many pages of two."""
    return Memory(lambda request: (200, tickets_page(page_asked(request), more=page_asked(request) < pages)))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def emulator() -> AsyncIterator[Emulator]:
    async with Emulator(tickets=230, users=60, organizations=30, limited=False) as emulator:
        yield emulator


@pytest_asyncio.fixture(loop_scope="module")
async def emulated(emulator: Emulator) -> AsyncIterator[tuple[Emulator, Zendesk]]:
    # A client for each test: the ten exports a minute that are allowed are the client's own knowledge.
    async with client(emulator) as zd:
        yield emulator, zd


KINDS: dict[str, tuple[str, Callable[[Zendesk], List], dict[str, Any]]] = {
    "by cursor": ("tickets", lambda zd: zd.tickets.list, {"page_size": 50}),
    "by cursor, newest first": ("tickets", lambda zd: zd.tickets.list, {"page_size": 50, "sort": "-id"}),
    "by page number": ("tickets", lambda zd: zd.tickets.list, {"per_page": 50}),
    "a search": ("tickets", lambda zd: zd.search.list, {"query": "type:ticket", "per_page": 50}),
    "the export of a search": (
        "tickets",
        lambda zd: zd.search.export,
        {"query": "created>2000-01-01", "filter_type": "ticket", "page_size": 50},
    ),
    "an export by cursor": ("tickets", lambda zd: zd.tickets.export, {"start_time": 0, "per_page": 100}),
    "an export by time": (
        "tickets",
        lambda zd: zd.incremental_exports.export_tickets_by_time,
        {"start_time": 0, "per_page": 100},
    ),
    "users by cursor": ("users", lambda zd: zd.users.export, {"start_time": 0, "per_page": 25}),
    "organizations by time": ("organizations", lambda zd: zd.organizations.export, {"start_time": 0, "per_page": 10}),
}


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def listed(self, emulated: tuple[Emulator, Zendesk], kind: str, **changed: Any) -> Paginator[Any]:
        _, method, arguments = KINDS[kind]
        return method(emulated[1])(**{**arguments, **changed})

    def ids(self, emulated: tuple[Emulator, Zendesk], kind: str) -> list[int]:
        return sorted(getattr(emulated[0].account, KINDS[kind][0]).ids)

    async def test_gives_every_record_once(self, emulated, kind):
        seen = [record.id async for record in self.listed(emulated, kind)]
        assert sorted(seen) == self.ids(emulated, kind)

    async def test_gives_the_same_in_pages(self, emulated, kind):
        pages = [page async for page in self.listed(emulated, kind).pages()]
        assert sorted(record.id for page in pages for record in page) == self.ids(emulated, kind)
        assert len(pages) > 2
        assert [page.is_last for page in pages] == [False] * (len(pages) - 1) + [True]
        assert all(page.response.request_id for page in pages)

    async def test_collects_no_more_than_is_asked_for(self, emulated, kind):
        everything = await self.listed(emulated, kind).collect()
        assert [one.id for one in await self.listed(emulated, kind).collect(limit=7)] == [
            one.id for one in everything[:7]
        ]

    async def test_asks_for_one_record_when_the_first_is_wanted(self, emulated, kind):
        emulator, _ = emulated
        plain = self.listed(emulated, kind, **dict.fromkeys({"page_size", "per_page"} & KINDS[kind][2].keys()))
        asked = len(emulator.requests)
        first = await plain.first()
        (request,) = list(emulator.requests)[asked:]
        assert "page%5Bsize%5D=1" in request.query or "per_page=1" in request.query
        assert first is not None
        assert first.id == (await self.listed(emulated, kind).collect(limit=1))[0].id

    @pytest.mark.parametrize("read", [1, 2])
    async def test_goes_on_where_a_page_says(self, emulated, kind, read):
        paginator = self.listed(emulated, kind)
        pages = paginator.pages()
        before = [record.id for _ in range(read) for record in await anext(pages)]
        after = [record.id async for record in self.listed(emulated, kind, **self.resuming(kind, paginator))]
        # By time the last second comes again; everything else once, in the same order.
        repeated = after[: len(after) + len(before) - len(self.ids(emulated, kind))]
        assert sorted(dict.fromkeys(before + after)) == self.ids(emulated, kind)
        assert repeated == [] or ("time" in kind and repeated == before[-len(repeated) :])

    async def test_goes_on_after_its_end_without_repeating_anything(self, emulated, kind):
        paginator = self.listed(emulated, kind)
        await paginator.collect()
        again = await self.listed(emulated, kind, **self.resuming(kind, paginator)).collect()
        # By time a poll begins with the last second again; everything else is behind it.
        assert len(again) == 0 or ("time" in kind and {one.updated_at for one in again} == {again[0].updated_at})

    def resuming(self, kind: str, paginator: Paginator[Any]) -> dict[str, Any]:
        assert paginator.cursor is not None
        match kind:
            case "by page number" | "a search":
                return {"page": int(paginator.cursor)}
            case "an export by time" | "organizations by time":
                return {"start_time": int(paginator.cursor)}
            case "an export by cursor" | "users by cursor":
                return {"cursor": paginator.cursor, "start_time": None}
            case _:
                return {"page_after": paginator.cursor}


async def test_a_list_that_comes_at_once_is_one_request():
    memory = Memory(lambda _: (200, {"users": [{"id": 5}, {"id": 6}]}))
    async with client_of(memory) as zd:
        followers = zd.tickets.list_followers(1)
        assert [user.id async for user in followers] == [5, 6]
        assert followers.cursor is None
        assert (await followers.first()) is not None
    assert [request.target for request in memory.requests] == ["/api/v2/tickets/1/followers"] * 2


async def test_nothing_is_sent_before_a_record_is_asked_for():
    memory = paged(3)
    async with client_of(memory) as zd:
        tickets = zd.tickets.list()
        aiter(tickets)
        aiter(tickets.pages())
        await asyncio.sleep(0.01)
        assert (memory.requests, tickets.cursor) == ([], None)


async def test_iterating_again_begins_again():
    memory = paged(3)
    async with client_of(memory) as zd:
        tickets = zd.tickets.list()
        assert [[one.id async for one in tickets] for _ in range(2)] == [[1, 2, 3, 4, 5, 6]] * 2


async def test_collecting_none_asks_nothing_and_fewer_than_none_is_refused():
    memory = paged(3)
    async with client_of(memory) as zd:
        assert await zd.tickets.list().collect(limit=0) == []
        with pytest.raises(errors.InvalidArgument, match="negative"):
            await zd.tickets.list().collect(limit=-1)
    assert memory.requests == []


async def test_collecting_reads_no_page_more_than_the_limit_needs():
    memory = paged(9)
    async with client_of(memory) as zd:
        tickets = zd.tickets.list()
        assert [one.id for one in await tickets.collect(limit=4)] == [1, 2, 3, 4]
        assert others() == set()
        assert tickets.cursor == "3"
    assert len(memory.requests) == 2


async def test_the_first_record_is_looked_for_behind_empty_pages():
    empty = {"tickets": [], "meta": {"has_more": True, "after_cursor": "2"}, "links": {}}
    memory = Memory(lambda request: (200, empty if page_asked(request) == 1 else tickets_page(2)))
    async with client_of(memory) as zd:
        first = await zd.tickets.list().first()
        assert first is not None
        assert first.id == 3
        assert others() == set()


async def test_there_may_be_no_first_record():
    async with client_of(Memory(lambda _: (200, {"tickets": [], "meta": {"has_more": False}}))) as zd:
        assert await zd.tickets.list().first() is None


async def test_the_first_of_a_page_that_was_chosen_is_of_that_page():
    memory = Memory(lambda _: (200, {"tickets": [{"id": 21}, {"id": 22}], "next_page": None, "count": 22}))
    async with client_of(memory) as zd:
        first = await zd.tickets.list(page=3, per_page=10).first()
    assert first is not None
    assert first.id == 21
    assert dict(memory.requests[0].query) == {"page": "3", "per_page": "10"}


class TestTheCursor:
    async def test_moves_when_the_last_record_of_a_page_was_handed_out(self):
        async with client_of(paged(3)) as zd:
            tickets = zd.tickets.list()
            cursors = [(one.id, tickets.cursor) async for one in tickets]
        assert cursors == [(1, None), (2, "2"), (3, "2"), (4, "3"), (5, "3"), (6, "4")]

    async def test_moves_with_each_page(self):
        async with client_of(paged(3)) as zd:
            tickets = zd.tickets.list()
            assert [(page.cursor, tickets.cursor) async for page in tickets.pages()] == [
                ("2", "2"), ("3", "3"), ("4", "4"),
            ]  # fmt: skip

    async def test_moves_over_empty_pages(self):
        def serve(request: Request) -> tuple[int, Any]:
            page = tickets_page(page_asked(request), more=page_asked(request) < 3)
            return 200, page if page_asked(request) == 3 else {**page, "tickets": []}

        async with client_of(Memory(serve)) as zd:
            tickets = zd.tickets.list()
            assert [(one.id, tickets.cursor) async for one in tickets] == [(5, "3"), (6, "4")]

    async def test_is_unmoved_by_the_page_that_is_read_ahead(self):
        memory = paged(3)
        async with client_of(memory) as zd:
            tickets = zd.tickets.list()
            pages = tickets.pages()
            await anext(pages)
            await until(lambda: len(memory.requests) == 2 and not memory.open)
            assert tickets.cursor == "2"


class TestReadingAhead:
    async def test_the_next_page_is_asked_for_while_the_caller_works(self):
        told: list[str] = []

        async def serve(request: Request) -> tuple[int, Any]:
            told.append(f"page {page_asked(request)} asked for")
            return 200, tickets_page(page_asked(request), more=page_asked(request) < 3)

        async with client_of(Memory(serve)) as zd:
            async for page in zd.tickets.list().pages():
                told.append(f"page {page.records[0].id // 2 + 1} begun")
                for _ in range(20):
                    await asyncio.sleep(0)
                told.append("worked")
        assert told == [
            "page 1 asked for", "page 1 begun", "page 2 asked for", "worked",
            "page 2 begun", "page 3 asked for", "worked",
            "page 3 begun", "worked",
        ]  # fmt: skip

    async def test_the_request_is_on_the_wire_before_a_caller_that_blocks_the_loop_gets_its_page(self):
        listening = socket.create_server(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"

        def answer_first() -> socket.socket:
            connection, _ = listening.accept()
            connection.recv(65536)
            body = msgspec.json.encode(tickets_page(1))
            head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            connection.sendall(head.encode() + body)
            return connection

        with listening:
            async with Zendesk(base_url=url, auth=OAuthToken("token"), pacing="burst") as zd:
                answering = asyncio.create_task(asyncio.to_thread(answer_first))
                pages = zd.tickets.list().pages()
                await anext(pages)
                with await answering as connection:
                    # From here on the event loop has no turn: what comes in was sent before.
                    connection.settimeout(5)
                    assert b"page%5Bafter%5D=2" in connection.recv(65536)

    async def test_the_next_page_is_asked_for_before_this_one_is_decoded(self):
        def serve(request: Request) -> tuple[int, Any]:
            return 200, tickets_page(page_asked(request)) | {"tickets": ["no ticket"]}

        memory = Memory(serve)
        async with client_of(memory) as zd:
            pages = zd.tickets.list().pages()
            for _ in range(2):  # whoever asks again gets the same page
                with pytest.raises(errors.DataError, match="str where Ticket"):
                    await anext(pages)
            assert [page_asked(request) for request in memory.requests] == [1, 2]
            del pages

    async def test_only_one_page_is_read_ahead(self):
        memory = paged(9)
        async with client_of(memory) as zd:
            pages = zd.tickets.list().pages()
            await anext(pages)
            for _ in range(50):
                await asyncio.sleep(0)
            assert len(memory.requests) == 2
            del pages

    async def test_an_iterator_that_is_left_ends_its_request_and_its_connection(self):
        page = reply(200, tickets_page(1))
        async with talking_to(page, silence()) as (wire, zd):
            async for one in zd.tickets.list():
                if one.id == 2:
                    await until(lambda: len(wire.received) == 2)
                    break
            async with asyncio.timeout(5):
                await wire.closed_by_peer.wait()
            assert zd.limits.account.in_flight == 0

    @pytest.mark.parametrize("turns", range(8))
    async def test_leaving_a_list_leaves_no_task(self, turns):
        memory = Memory(lambda request: _never() if page_asked(request) > 1 else _now(tickets_page(1)))
        async with client_of(memory) as zd:
            pages = zd.tickets.list().pages()
            await anext(pages)
            for _ in range(turns):
                await asyncio.sleep(0)
            del pages
            await until(lambda: not others())
            assert (memory.open, zd.limits.account.in_flight) == (0, 0)

    async def test_a_failure_of_a_page_nobody_asks_for_is_not_heard_of(self, recwarn):
        problems: list[Any] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: problems.append(context))
        memory = Memory(lambda request: (200, tickets_page(1)) if page_asked(request) == 1 else (404, {"error": "x"}))
        async with client_of(memory) as zd:
            async for one in zd.tickets.list():
                if one.id == 1:
                    await until(lambda: len(memory.requests) == 2 and not memory.open)
                    break
            for _ in range(5):
                await asyncio.sleep(0)
        gc.collect()
        assert problems == []
        assert len(recwarn) == 0


async def test_what_was_handed_out_is_not_kept():
    async with client_of(paged(5)) as zd:
        given: list[weakref.ref[Any]] = []
        async for one in zd.tickets.list():
            given.append(weakref.ref(one))
            kept = [reference() for reference in given[:-1] if reference() is not None]
            assert kept == []
        pages: list[weakref.ref[Any]] = []
        async for page in zd.tickets.list().pages():
            assert [reference() for reference in pages if reference() is not None] == []
            pages = [weakref.ref(record) for record in page]
            del page


class TestFailures:
    async def test_the_pages_before_come_first(self):
        memory = Memory(
            lambda request: (
                (200, tickets_page(page_asked(request))) if page_asked(request) < 3 else (403, {"error": "x"})
            )
        )
        async with client_of(memory) as zd:
            seen: list[Any] = []
            with pytest.raises(errors.Forbidden):
                await into(seen, zd.tickets.list())
        assert [one.id for one in seen] == [1, 2, 3, 4]

    async def test_a_page_that_failed_can_be_asked_for_again(self):
        broken = iter([True])

        def serve(request: Request) -> tuple[int, Any]:
            number = page_asked(request)
            return (403, None) if number == 2 and next(broken, False) else (200, tickets_page(number, more=number < 3))

        async with client_of(Memory(serve)) as zd:
            pages = zd.tickets.list().pages()
            assert [one.id for one in await anext(pages)] == [1, 2]
            with pytest.raises(errors.Forbidden):
                await anext(pages)
            assert [[one.id for one in page] async for page in pages] == [[3, 4], [5, 6]]

    async def test_a_page_that_is_not_json_stops_the_list(self):
        memory = Memory(lambda request: (200, tickets_page(1) if page_asked(request) == 1 else b"<html>Sign in</html>"))
        async with client_of(memory) as zd:
            seen: list[Any] = []
            with pytest.raises(errors.UnexpectedContent, match="Sign in"):
                await into(seen, zd.tickets.list())
        assert [one.id for one in seen] == [1, 2]

    @pytest.mark.parametrize("body", [b"", b"null", b"{}", b'{"users":[]}', b"[]"])
    async def test_an_answer_without_the_list_is_never_an_empty_list(self, body):
        async with client_of(Memory(lambda _: (200, body))) as zd:
            with pytest.raises(errors.UnexpectedAnswer):
                await zd.tickets.list().collect()

    async def test_a_cursor_that_does_not_move_ends_the_list_after_its_page(self):
        async with client_of(Memory(lambda _: (200, {**tickets_page(1)}))) as zd:
            seen: list[Any] = []
            with pytest.raises(errors.CursorLoop, match="second time"):
                await into(seen, zd.tickets.list().pages())
        assert [([one.id for one in page], page.is_last) for page in seen] == [([1, 2], False)] * 2

    async def test_cursors_in_a_circle_are_a_loop(self):
        memory = Memory(
            lambda request: (
                200,
                {"tickets": [{"id": 1}], "meta": {"has_more": True, "after_cursor": "ab"[len(memory.requests) % 2]}},
            )
        )
        async with client_of(memory) as zd:
            with pytest.raises(errors.CursorLoop):
                await zd.tickets.list().collect()
        assert len(memory.requests) == 3

    async def test_a_next_link_to_another_host_is_not_followed(self):
        page = {
            "tickets": [{"id": 1}],
            "meta": {"has_more": True},
            "links": {"next": "https://evil.example/api/v2/tickets?page%5Bafter%5D=x"},
        }
        async with client_of(Memory(lambda _: (200, page))) as zd:
            seen: list[Any] = []
            with pytest.raises(errors.ForeignURL, match=r"evil\.example"):
                await into(seen, zd.tickets.list())
        assert [one.id for one in seen] == [1]

    async def test_after_an_error_of_paging_the_list_is_over(self):
        async with client_of(Memory(lambda _: (200, tickets_page(1)))) as zd:
            pages = zd.tickets.list().pages()
            with pytest.raises(errors.CursorLoop):
                await into([], pages)
            with pytest.raises(StopAsyncIteration):
                await anext(pages)

    async def test_more_without_a_cursor_is_said(self):
        page = {"tickets": [{"id": 1}], "meta": {"has_more": True}}
        async with client_of(Memory(lambda _: (200, page))) as zd:
            with pytest.raises(errors.DataError, match="after_cursor"):
                await zd.tickets.list().collect()


class TestWhereZendeskEndsAList:
    def numbered(self, key: str) -> Memory:
        def serve(request: Request) -> tuple[int, Any]:
            query = dict(request.query)
            page, size = int(query.get("page", 1)), int(query["per_page"])
            rows = [{"id": (page - 1) * size + place} for place in range(1, size + 1)]
            link = f"https://acme.zendesk.com{request.path}?page={page + 1}&per_page={size}"
            return 200, {key: rows, "next_page": link, "count": 12_345}

        return Memory(serve)

    async def test_ten_thousand_records_by_page_number_come_and_then_an_error(self):
        memory = self.numbered("tickets")
        async with client_of(memory) as zd:
            seen: list[Any] = []
            with pytest.raises(errors.PaginationLimit, match="read with cursors"):
                await into(seen, zd.tickets.list(sort_by="id").pages())
        assert [one.id for page in seen for one in page] == list(range(1, 10_001))
        assert {page.count for page in seen} == {12_345}
        assert len(memory.requests) == 100

    async def test_a_thousand_results_of_a_search_come_and_then_an_error(self):
        memory = self.numbered("results")
        async with client_of(memory) as zd:
            seen: list[Any] = []
            with pytest.raises(errors.PaginationLimit, match=r"search\.export"):
                await into(seen, zd.search.list("type:ticket"))
        assert [one.id for one in seen] == list(range(1, 1_001))
        assert len(memory.requests) == 10

    async def test_as_many_as_are_wanted_come_without_an_error(self):
        async with client_of(self.numbered("results")) as zd:
            assert len(await zd.search.list("type:ticket").collect(limit=1000)) == 1000


class TestExportsByTime:
    def serve(self, pages: dict[int, dict[str, Any]]) -> Memory:
        return Memory(lambda request: (200, pages[int(dict(request.query)["start_time"])]))

    def page(self, rows: list[Any], end: int, *, last: bool = False) -> dict[str, Any]:
        made = [
            {"id": row, "updated_at": f"2026-01-01T00:00:{row % 60:02}Z"} if isinstance(row, int) else row
            for row in rows
        ]
        return {"organizations": made, "count": len(rows), "end_time": end, "end_of_stream": last}

    async def test_the_rows_at_the_edge_of_two_pages_come_once(self):
        pages = {0: self.page([1, 2, 3], 10), 10: self.page([3, 4, 5], 20), 20: self.page([4, 5, 6], 30, last=True)}
        async with client_of(self.serve(pages)) as zd:
            export = zd.organizations.export(start_time=0)
            assert [one.id async for one in export] == [1, 2, 3, 4, 5, 6]
            assert export.cursor == "30"

    async def test_a_row_that_changed_meanwhile_comes_again_as_it_is_now(self):
        changed = {"id": 3, "name": "New", "updated_at": "2026-02-01T00:00:00Z"}
        pages = {0: self.page([1, 2, 3], 10), 10: self.page([changed], 20, last=True)}
        async with client_of(self.serve(pages)) as zd:
            rows = [(one.id, one.name) async for one in zd.organizations.export(start_time=0)]
        assert rows == [(1, None), (2, None), (3, None), (3, "New")]

    async def test_rows_without_an_id_are_never_taken_for_repeats(self):
        nameless = {"name": "Nobody"}
        pages = {0: self.page([nameless], 10), 10: self.page([nameless], 20, last=True)}
        async with client_of(self.serve(pages)) as zd:
            assert len(await zd.organizations.export(start_time=0).collect()) == 2

    async def test_a_page_gives_its_rows_as_they_came_without_the_repeats(self):
        pages = {0: self.page([1, 2], 10), 10: self.page([2, {"id": 3, "unknown": [1]}], 20, last=True)}
        async with client_of(self.serve(pages)) as zd:
            raw_rows = [list(page.raw()) async for page in zd.organizations.export(start_time=0).pages()]
        assert [[row["id"] for row in page] for page in raw_rows] == [[1, 2], [3]]
        assert raw_rows[1] == [{"id": 3, "unknown": [1]}]

    async def test_a_full_page_of_an_export_that_does_not_say_its_end_is_not_the_last(self):
        def page(rows: list[int], end: int) -> dict[str, Any]:
            return {name: value for name, value in self.page(rows, end).items() if name != "end_of_stream"}

        async with client_of(self.serve({0: page([1, 2], 10), 10: page([3], 20)})) as zd:
            assert [one.id async for one in zd.organizations.export(start_time=0, per_page=2)] == [1, 2, 3]


class TestSideloads:
    def serve(self, request: Request) -> tuple[int, Any]:
        number = page_asked(request)
        page = tickets_page(number, more=number < 2)
        for row in page["tickets"]:
            row["requester_id"] = row["id"] + 100
        return 200, {
            **page,
            "users": [{"id": row["requester_id"], "name": f"user {row['id']}"} for row in page["tickets"]],
        }

    async def test_each_page_has_one_table_that_its_records_share(self):
        async with client_of(Memory(self.serve)) as zd:
            tickets = zd.tickets.list(include=["users"])
            pages = [page async for page in tickets.pages()]
            for page in pages:
                assert {id(one.included) for one in page} == {id(page.included)}
                assert set(page.included.users) == {one.requester_id for one in page}
            assert pages[0].included is not pages[1].included

    async def test_a_record_still_finds_them_when_its_page_is_gone(self):
        async with client_of(Memory(self.serve)) as zd:
            tickets = [one async for one in zd.tickets.list(include=["users"])]
        names = [one.included.users[one.requester_id].name for one in tickets]
        assert names == ["user 1", "user 2", "user 3", "user 4"]
        assert to_dict(tickets[3]) == {"id": 4, "requester_id": 104}

    async def test_they_come_from_a_real_list_too(self):
        async with account(tickets=30) as (_, zd):
            async for one in zd.tickets.list(include=["users", "groups"], page_size=10):
                assert one.requester_id is not None
                assert one.included.users[one.requester_id].name
                assert one.group_id is None or one.included.groups[one.group_id].name


class TestRawPages:
    async def test_they_are_the_rows_as_they_came(self):
        body = b'{"tickets":[{"id":1,  "x":1.50},{"id":2}],"meta":{"has_more":false,"after_cursor":"c"},"users":[]}'
        async with client_of(Memory(lambda _: (200, body))) as zd:
            tickets = zd.tickets.list()
            (page,) = [page async for page in tickets.raw_pages()]
            assert page.records == [b'{"id":1,  "x":1.50}', b'{"id":2}']
            assert list(page.raw()) == [{"id": 1, "x": 1.5}, {"id": 2}]
            assert (tickets.cursor, page.is_last) == ("c", True)

    async def test_slices_of_them_are_the_same(self):
        body = b'{"tickets":[{"id":1,  "x":1.50},{"id":2}],"meta":{"has_more":false,"after_cursor":"c"},"users":[]}'
        async with client_of(Memory(lambda _: (200, body))) as zd:
            (page,) = [page async for page in zd.tickets.list().raw_slices()]
            assert [bytes(one) for one in page.records] == [b'{"id":1,  "x":1.50}', b'{"id":2}']
            assert list(page.raw()) == [{"id": 1, "x": 1.5}, {"id": 2}]
            assert all(memoryview(one).obj is not None and len(memoryview(one)) < len(body) for one in page.records)

    async def test_slices_of_records_over_several_lines_are_one_line_each(self):
        body = b'{"tickets":[{"id":1,\n "x":"\\n"},\r\n{"id":2}],"meta":{"has_more":false}}'
        async with client_of(Memory(lambda _: (200, body))) as zd:
            (page,) = [page async for page in zd.tickets.list().raw_slices()]
            assert [bytes(one) for one in page.records] == [b'{"id":1,"x":"\\n"}', b'{"id":2}']

    async def test_by_time_the_repeats_stay(self):
        pages = TestExportsByTime()
        memory = pages.serve({0: pages.page([1, 2], 10), 10: pages.page([2, 3], 20, last=True)})
        async with client_of(memory) as zd:
            rows = [row async for page in zd.organizations.export(start_time=0).raw_pages() for row in page.raw()]
        assert [row["id"] for row in rows] == [1, 2, 2, 3]


@pytest.mark.parametrize(
    "ask",
    [
        lambda zd: zd.tickets.list(page_after="a", page_before="b"),
        lambda zd: zd.tickets.list(page=2, page_size=5),
        lambda zd: zd.tickets.list(page=101),
        lambda zd: zd.tickets.export(),
        lambda zd: zd.tickets.export(start_time=0, cursor="a"),
    ],
)
async def test_what_cannot_be_right_is_refused_where_the_list_is_asked_for(ask):
    memory = paged(1)
    async with client_of(memory) as zd:
        with pytest.raises((errors.InvalidArgument, errors.PaginationLimit)):
            ask(zd)
    assert memory.requests == []


async def test_a_torn_page_is_read_again_and_given_once():
    torn = raw(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"tickets":[{"id":3}')

    async def page_of(request: Received, writer: asyncio.StreamWriter) -> None:
        number = 2 if "after" in request.target else 1
        await reply(200, tickets_page(number, more=number < 2))(request, writer)

    async with talking_to(page_of, torn, page_of) as (wire, zd):
        assert [one.id async for one in zd.tickets.list()] == [1, 2, 3, 4]
    assert len(wire.received) == 3


async def test_the_limiter_s_places_are_all_returned():
    async with talking_to(reply(200, tickets_page(1, more=False))) as (_, zd):
        await asyncio.gather(*(zd.tickets.list().collect() for _ in range(20)))
        assert zd.limits.account.in_flight == 0


async def _now(body: Any) -> tuple[int, Any]:
    return 200, body


async def _never() -> tuple[int, Any]:
    await asyncio.Event().wait()
    raise AssertionError("unreachable")
