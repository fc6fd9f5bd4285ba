import base64
import json
from typing import Any
from urllib.parse import quote, urlsplit

import attrs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from multidict import MultiDict

from tests.emulator.raw import Raw, Reply, Time, query_of, running
from zendesk_async.emulator._call import Answer, Call, Page
from zendesk_async.emulator._ordering import Order, decode_cursor, encode_cursor
from zendesk_async.emulator._paging import Style, Subset, count_answer, list_answer, webhook_list_answer
from zendesk_async.emulator._refusals import Refusal
from zendesk_async.emulator._store import Account

CLOCK = Time().clock()


def asked(query: dict[str, str], account: Account | None = None) -> Call:
    return Call(
        account=account or Account(CLOCK),
        operation=Page("ListThings", "GET", "/api/v2/things", lambda _: Answer(), False, "things", "list"),
        path={},
        query=MultiDict(query),
        body=None,
        content=b"",
        user={"id": 1},
        headers={},
        base="http://127.0.0.1:1",
        clock=CLOCK,
        request_path="/api/v2/things",
    )


def page_of(answer: Answer) -> Any:
    return json.loads(msgspec.json.encode(answer.payload))


async def pages_after(raw: Raw, path: str) -> list[Any]:
    pages: list[Any] = []
    while True:
        reply = await raw.get(path)
        assert reply.status == 200
        pages.append(reply.json)
        if not reply.json["meta"]["has_more"]:
            return pages
        path = reply.json["links"]["next"]


def ids(page: Any, key: str = "users") -> list[int]:
    return [row["id"] for row in page[key]]


def code(reply: Reply) -> str:
    assert reply.status == 400
    return reply.json["errors"][0]["code"]


async def test_a_walk_by_cursor_gives_every_row_once_in_order() -> None:
    async with running(users=25) as (emulator, raw):
        pages = await pages_after(raw, "/api/v2/users?page[size]=10")
        assert [len(page["users"]) for page in pages] == [10, 10, 5]
        assert [identifier for page in pages for identifier in ids(page)] == list(emulator.account.users)


async def test_both_links_and_cursors_are_set_on_every_page_with_rows_and_on_no_other() -> None:
    async with running(users=3) as (_, raw):
        for page in await pages_after(raw, "/api/v2/users?page[size]=2"):
            assert list(page) == ["users", "meta", "links"]
            assert None not in page["meta"].values()
            assert None not in page["links"].values()
        beyond = (await raw.get(page["links"]["next"])).json
        assert beyond["users"] == []
        assert beyond["meta"] == {"has_more": False, "after_cursor": None, "before_cursor": None}
        assert beyond["links"] == {"prev": None, "next": None}


async def test_links_are_encoded_and_sorted_and_keep_the_other_parameters() -> None:
    async with running(users=20) as (emulator, raw):
        page = (await raw.get("/api/v2/users?role=end-user&page[size]=2&include=organizations")).json
        url = urlsplit(page["links"]["next"])
        assert f"{url.scheme}://{url.netloc}{url.path}" == f"{emulator.url}/api/v2/users.json"
        cursor = quote(page["meta"]["after_cursor"], safe="")
        assert url.query == f"include=organizations&page%5Bafter%5D={cursor}&page%5Bsize%5D=2&role=end-user"
        assert "page%5Bbefore%5D=" in page["links"]["prev"]


async def test_the_way_back_gives_the_page_before() -> None:
    async with running(users=25) as (_, raw):
        first, second, third = await pages_after(raw, "/api/v2/users?page[size]=10")
        back = (await raw.get(third["links"]["prev"])).json
        assert ids(back) == ids(second)
        assert back["meta"]["has_more"] is True
        start = (await raw.get(back["links"]["prev"])).json
        assert ids(start) == ids(first)
        assert start["meta"]["has_more"] is False


async def test_a_cursor_stays_good_when_rows_come_and_go() -> None:
    async with running(users=10) as (emulator, raw):
        first = (await raw.get("/api/v2/groups?page[size]=2")).json
        emulator.account.groups.remove(first["groups"][-1]["id"])
        late = (await raw.post("/api/v2/groups", {"group": {"name": "Zebra"}})).json["group"]["id"]
        rest = [one for page in await pages_after(raw, first["links"]["next"]) for one in ids(page, "groups")]
        assert not {*ids(first, "groups")} & {*rest}
        assert late in rest


@pytest.mark.parametrize(
    "query",
    [
        "page[size]=2&page[after]=nonsense",
        "page[size]=2&page[before]=bm9uc2Vuc2U=",
        "page[size]=2&page[after]=e30=",
        "page[size]=0",
        "page[size]=-1",
        "page[size]=many",
        "page[size]=2&sort=password",
        "page[size]=2&page[after]=YQ==&page[before]=YQ==",
    ],
)
async def test_odd_cursors_sizes_and_sorts_are_refused(query: str) -> None:
    async with running() as (_, raw):
        assert code(await raw.get(f"/api/v2/users?{query}")) == "InvalidPaginationParameter"


async def test_a_cursor_of_another_order_is_refused() -> None:
    async with running(users=5) as (_, raw):
        page = (await raw.get("/api/v2/users?page[size]=2&sort=-id")).json
        assert ids(page) == sorted(ids(page), reverse=True)
        cursor = quote(page["meta"]["after_cursor"])
        assert code(await raw.get(f"/api/v2/users?page[size]=2&page[after]={cursor}")) == "InvalidPaginationParameter"


async def test_a_walk_by_offset_gives_every_row_once_and_the_count() -> None:
    async with running(users=25) as (emulator, raw):
        path: str | None = "/api/v2/users.json?per_page=10"
        seen: list[int] = []
        while path is not None:
            page = (await raw.get(path)).json
            assert list(page) == ["users", "next_page", "previous_page", "count"]
            assert page["count"] == 25
            seen += ids(page)
            path = page["next_page"]
        assert seen == list(emulator.account.users)
        assert query_of(page["previous_page"]) == {"page": "2", "per_page": "10"}


async def test_offset_pages_end_at_ten_thousand_records() -> None:
    async with running() as (_, raw):
        for query in ("page=100", "page=10000&per_page=1", "page=100&per_page=1000"):
            assert (await raw.get(f"/api/v2/users?{query}")).status == 200
        for query in ("page=101", "page=1001&per_page=10", "page=10001&per_page=1"):
            assert code(await raw.get(f"/api/v2/users?{query}")) == "InvalidPaginationDepth"


async def test_a_size_above_the_largest_is_the_largest() -> None:
    async with running(users=150) as (_, raw):
        for query in ("per_page=1000", "page[size]=1000", "per_page=0", "per_page=-5", "page=0"):
            assert len((await raw.get(f"/api/v2/users?{query}")).json["users"]) == 100


async def test_a_page_that_is_no_number_is_refused() -> None:
    async with running() as (_, raw):
        reply = await raw.get("/api/v2/users?page=two")
        assert reply.status == 400
        assert reply.json["error"]["title"] == "Invalid attribute"


async def test_a_cursor_on_an_offset_list_is_refused_with_rails_own_words() -> None:
    async with running() as (_, raw):
        reply = await raw.get("/api/v2/users/search?query=a&page[size]=10")
        assert reply.status == 400
        assert reply.json["error"]["message"].startswith("You passed an invalid value for the page attribute. ")
        assert reply.json["error"]["message"].endswith("must be an integer from api/v2/users/search")


def things(account: Account, rows: list[dict[str, Any]]) -> Any:
    for row in rows:
        account.macros.insert(row)
    return account.macros


ROWS = st.lists(
    st.fixed_dictionaries(
        {"name": st.one_of(st.none(), st.text(max_size=3)), "position": st.integers(-3, 3), "share": st.floats(0, 1)}
    ),
    max_size=30,
)
ORDERS = st.sampled_from(
    ["id", "-id", "name,id", "-name,-id", "-position,id", "position,-name,id", "share", "rank,id", "-rank,name,id"]
)
COLUMNS = {"rank": lambda row: -row["position"]}


@settings(deadline=None)
@given(ROWS, ORDERS, st.integers(1, 7), st.sampled_from(["table", "subset", "rows"]))
def test_any_order_of_anything_is_walked_both_ways(rows: list[dict[str, Any]], sort: str, size: int, kind: str) -> None:
    account = Account(CLOCK)
    table = things(account, rows)
    subset = list(table)[::2]
    listed = {"table": table, "subset": Subset(table, subset), "rows": table.rows()}[kind]
    expected = {*subset} if kind == "subset" else {*table}

    def page(cursor: dict[str, str]) -> Any:
        query = {"page[size]": str(size), **cursor}
        return page_of(list_answer(asked(query, account), "things", listed, sort=sort, columns=COLUMNS))

    forward: list[int] = []
    current = page({})
    while True:
        forward += ids(current, "things")
        if not current["meta"]["has_more"]:
            break
        current = page({"page[after]": current["meta"]["after_cursor"]})
    whole = page_of(list_answer(asked({}, account), "things", listed, sort=sort, columns=COLUMNS, style=Style.WHOLE))
    assert sorted(forward) == sorted(expected)
    assert forward == ids(whole, "things")
    assert whole["count"] == len(expected)
    if not forward:
        return
    backward = ids(current, "things")
    while current["meta"]["before_cursor"] is not None:
        current = page({"page[before]": current["meta"]["before_cursor"]})
        backward = ids(current, "things") + backward
    assert backward == forward
    steps = page_of(
        list_answer(asked({"page": "2", "per_page": str(size)}, account), "things", listed, sort=sort, columns=COLUMNS)
    )
    assert ids(steps, "things") == forward[size : 2 * size]


@settings(deadline=None)
@given(ROWS, st.data())
def test_rows_that_stay_are_listed_once_whatever_happens_between_pages(
    rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    account = Account(CLOCK)
    table = things(account, rows)
    sort = data.draw(st.sampled_from(["id", "-id", "name,id", "-position,id"]))
    stayed = {*table}
    seen: list[int] = []
    cursor: dict[str, str] = {}
    for _ in range(100):
        query = {"page[size]": "3", **cursor}
        page = page_of(list_answer(asked(query, account), "things", table, sort=sort))
        seen += ids(page, "things")
        if not page["meta"]["has_more"]:
            break
        cursor = {"page[after]": page["meta"]["after_cursor"]}
        if data.draw(st.booleans()):
            gone = data.draw(st.sampled_from(sorted(table)))
            table.remove(gone)
            stayed.discard(gone)
        if data.draw(st.booleans()):
            table.insert(data.draw(ROWS.filter(bool))[0])
    assert len(seen) == len({*seen})
    assert stayed <= {*seen}


@given(
    st.lists(st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.text()), min_size=1)
)
def test_a_cursor_holds_its_values(values: list[Any]) -> None:
    order = Order.parse(",".join([f"f{index}" for index in range(len(values) - 1)] + ["id"]))
    assert decode_cursor(order, encode_cursor(order, tuple(values))) == tuple(values)


@given(st.one_of(st.text(), st.binary().map(lambda raw: base64.b64encode(raw).decode())))
def test_any_text_is_a_cursor_or_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cursor"):
        decode_cursor(Order.parse("name,id"), text)


@given(st.binary(min_size=1, max_size=40))
def test_any_packed_values_are_a_cursor_or_refused(packed: bytes) -> None:
    inner = {"o": "name,id", "v": base64.b64encode(packed).decode()}
    cursor = base64.b64encode(json.dumps(inner).encode()).decode()
    account = Account(CLOCK)
    table = things(account, [{"name": "a"}, {"name": None}])
    try:
        page = page_of(list_answer(asked({"page[after]": cursor}, account), "things", table, sort="name,id"))
        found = {*ids(page, "things")}
    except Refusal as refusal:
        found = set()
        title = refusal.payload["errors"][0]["title"]
    else:
        title = "page[after] is not valid"
    assert found <= {*table}
    assert title == "page[after] is not valid"


@pytest.mark.parametrize("packed", [b"s\x05\x00\x00\x00ab", b"i\x00", b"s\x01\x00\x00\x00\xff", b"?", b"n"])
def test_values_cut_short_are_no_cursor(packed: bytes) -> None:
    inner = {"o": "name,id", "v": base64.b64encode(packed).decode()}
    with pytest.raises(ValueError, match="cursor"):
        decode_cursor(Order.parse("name,id"), base64.b64encode(json.dumps(inner).encode()).decode())


def test_a_cursor_with_values_of_other_types_is_refused() -> None:
    account = Account(CLOCK)
    table = things(account, [{"name": "a"}, {"name": "b"}])
    cursor = encode_cursor(Order.parse("name,id"), (5, 5))
    with pytest.raises(Refusal) as caught:
        list_answer(asked({"page[after]": cursor}, account), "things", table, sort="name,id")
    assert caught.value.payload["errors"][0]["title"] == "page[after] is not valid"


def test_sideloads_stand_between_the_rows_and_the_way_on() -> None:
    account = Account(CLOCK)
    table = things(account, [{"name": "a"}, {"name": "b"}])
    for query in ({"page[size]": "1"}, {"per_page": "1"}):
        answer = list_answer(
            asked(query, account),
            "things",
            table,
            sideloads=lambda rows: {"names": [row["name"] for row in rows]},
            render=lambda rows: [row["name"].upper() for row in rows],
            headers={"cache-control": "private"},
        )
        assert list(answer.payload)[:2] == ["things", "names"]
        assert (answer.payload["things"], answer.payload["names"]) == (["A"], ["a"])
        assert answer.headers == {"cache-control": "private"}


def test_rows_may_be_rendered_by_their_ids() -> None:
    account = Account(CLOCK)
    table = things(account, [{"name": "a"}])
    answer = list_answer(asked({}, account), "things", table, encode=lambda found: b"[%d]" % len(found))
    assert page_of(answer)["things"] == [1]


def test_offset_lists_are_sorted_as_asked() -> None:
    account = Account(CLOCK)
    table = things(account, [{"name": "b"}, {"name": "a"}, {"name": "c"}])

    def names(**query: str) -> list[str]:
        answer = list_answer(asked(query, account), "things", table, sort_by=("name", "id"))
        return [row["name"] for row in page_of(answer)["things"]]

    assert names(sort_by="name") == ["a", "b", "c"]
    assert names(sort_by="name", sort_order="desc") == ["c", "b", "a"]
    assert names(sort_by="id", sort_order="desc") == ["c", "a", "b"]
    assert names(sort_by="unknown", sort_order="desc") == ["b", "a", "c"]


def test_a_list_by_cursor_needs_no_parameters_where_there_is_no_other() -> None:
    account = Account(CLOCK)
    table = things(account, [{"name": "b"}])
    assert "meta" in page_of(list_answer(asked({}, account), "things", table, style=Style.CURSOR))


def test_a_count_says_when_it_was_taken() -> None:
    answer = count_answer(asked({}), 7)
    assert answer.payload == {"count": {"value": 7, "refreshed_at": CLOCK.stamp()}}


@settings(deadline=None)
@given(st.sets(st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=26, max_size=26), max_size=20), st.integers(1, 7))
def test_webhooks_are_walked_newest_first_both_ways(found: set[str], size: int) -> None:
    rows = [{"id": identifier} for identifier in found]
    newest = sorted(found, reverse=True)

    def page(cursor: dict[str, str]) -> Answer:
        return webhook_list_answer(asked({"page[size]": str(size), **cursor}), "webhooks", rows)

    answer = page({})
    forward = [row["id"] for row in answer.payload["webhooks"]]
    while answer.payload["meta"]["has_more"]:
        assert 'rel="next"' in answer.headers["link"]
        assert "page[after]=" in answer.payload["links"]["next"]
        answer = page({"page[after]": answer.payload["meta"]["after_cursor"]})
        forward += [row["id"] for row in answer.payload["webhooks"]]
    assert forward == newest
    assert "after_cursor" not in answer.payload["meta"]
    last = [row["id"] for row in answer.payload["webhooks"]]
    while "before_cursor" in answer.payload["meta"]:
        answer = page({"page[before]": answer.payload["meta"]["before_cursor"]})
        last = [row["id"] for row in answer.payload["webhooks"]] + last
    assert last == newest
    if len(newest) <= size:
        assert answer.payload == {"meta": {"has_more": False}, "webhooks": [{"id": one} for one in newest]}


@pytest.mark.parametrize("cursor", ["x", "é", "/w==", "MDE=", "LGRlc2M="])
def test_a_cursor_that_is_no_ulid_is_refused(cursor: str) -> None:
    for query in ({"page[after]": cursor}, {"page[before]": cursor}):
        with pytest.raises(Refusal) as caught:
            webhook_list_answer(asked(query), "webhooks", [])
        assert caught.value.payload["errors"][0]["code"] == "InvalidPaginationParameter"
    with pytest.raises(Refusal):
        webhook_list_answer(asked({"page[after]": "a", "page[before]": "a"}), "webhooks", [])


def test_a_call_can_be_asked_for_flags_numbers_and_ids() -> None:
    call = asked({"all": "true", "none": "0", "size": "-5", "odd": "x", "ids": "1, 2,,3", "include": "users, groups,"})
    assert (call.flag("all"), call.flag("none"), call.flag("absent"), call.flag("absent", True)) == (
        True,
        False,
        False,
        True,
    )
    assert (call.integer("size"), call.integer("absent"), call.integer("absent", 3)) == (-5, None, 3)
    assert call.ids() == [1, 2, 3]
    assert call.includes() == {"users", "groups"}
    assert asked({}).includes() == frozenset()
    for query in ({}, {"ids": ""}, {"ids": "1,x"}, {"ids": ",".join(map(str, range(101)))}):
        with pytest.raises(Refusal) as caught:
            asked(query).ids()
        assert caught.value.status == 400
    with pytest.raises(Refusal):
        call.integer("odd")


def test_a_body_can_be_asked_for_its_envelope() -> None:
    call = attrs.evolve(asked({}), body={"ticket": {"id": 1}, "tickets": [{"id": 1}], "odd": [1], "text": "x"})
    assert call.envelope("ticket") == {"id": 1}
    assert call.items("tickets") == [{"id": 1}]
    for key in ("absent", "text", "odd", "tickets"):
        with pytest.raises(Refusal):
            call.envelope(key)
    for key in ("absent", "text", "odd", "ticket"):
        with pytest.raises(Refusal):
            call.items(key)
    with pytest.raises(Refusal) as caught:
        attrs.evolve(asked({}), body={"tickets": [{}] * 101}).items("tickets")
    assert caught.value.payload["max_count"] == 100
