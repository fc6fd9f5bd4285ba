"""Search over the wire: pages, their end, counts, exports and their cursors."""

import asyncio
import base64
import json
from typing import Any
from urllib.parse import quote

from tests.emulator.raw import Raw, Time, basic, query_of, running

HOUR = 3600


async def search(raw: Raw, query: str, **parameters: Any) -> Any:
    more = "".join(f"&{name}={quote(str(value))}" for name, value in parameters.items())
    reply = await raw.get(f"/api/v2/search.json?query={quote(query)}{more}")
    assert reply.status == 200, reply.body
    return reply.json


async def test_a_result_is_the_whole_resource_with_its_type_as_last_key() -> None:
    async with running(tickets=50) as (emulator, raw):
        answer = await search(raw, "7 type:ticket")
        found = next(row for row in answer["results"] if row["id"] == 7)
        assert list(found)[-1] == "result_type"
        assert {**emulator.account.tickets[7], "result_type": "ticket"} == found
        assert list(answer) == ["results", "facets", "next_page", "previous_page", "count"]
        assert answer["facets"] is None


async def test_all_types_are_searched_unless_one_is_named() -> None:
    async with running(tickets=20) as (_, raw):
        for kind in ("ticket", "user", "organization", "group"):
            answer = await search(raw, f"type:{kind}", per_page=1)
            assert {row["result_type"] for row in answer["results"]} == {kind}
        group = (await search(raw, '"Field service"'))["results"]
        assert "group" in {row["result_type"] for row in group}


async def test_pages_add_up_and_the_count_is_true() -> None:
    async with running(tickets=250) as (emulator, raw):
        expected = {row["id"] for row in emulator.account.tickets.rows() if row["status"] == "open"}
        met: list[int] = []
        url: str | None = f"{raw.origin}/api/v2/search.json?query=type%3Aticket+status%3Aopen&per_page=7"
        while url:
            answer = (await raw.get(url)).json
            met += [row["id"] for row in answer["results"]]
            assert answer["count"] == len(expected)
            url = answer["next_page"]
        assert len(met) == len(expected)
        assert set(met) == expected
        assert (await raw.get("/api/v2/search/count?query=type:ticket+status:open")).json == {"count": len(expected)}


async def test_the_thousandth_result_is_the_last_one() -> None:
    async with running(tickets=1_200) as (_, raw):
        last = await search(raw, "type:ticket", page=10)
        assert len(last["results"]) == 100
        assert last["count"] == 1_200
        refused = await raw.get(last["next_page"])
        assert refused.status == 422
        assert refused.json == {
            "error": "invalid",
            "description": "Invalid search: Requested response size was greater than Search Response Limits",
        }


async def test_results_come_in_the_order_asked_for() -> None:
    async with running(tickets=60) as (_, raw):
        for text, parameters in (
            ("type:ticket", {"sort_by": "created_at", "sort_order": "asc"}),
            ("type:ticket order_by:created sort:asc", {}),
        ):
            stamps = [row["created_at"] for row in (await search(raw, text, **parameters))["results"]]
            assert stamps == sorted(stamps)
        newest = [row["updated_at"] for row in (await search(raw, "type:ticket", sort_by="updated_at"))["results"]]
        assert newest == sorted(newest, reverse=True)
        ranks = [None, "low", "normal", "high", "urgent"]
        given = [row["priority"] for row in (await search(raw, "type:ticket", sort_by="priority"))["results"]]
        assert given == sorted(given, key=ranks.index, reverse=True)
        types = [row["type"] for row in (await search(raw, "type:ticket", sort_by="ticket_type"))["results"]]
        assert types == sorted(types, key=lambda kind: kind or "", reverse=True)


async def test_what_was_just_written_is_found_and_what_is_gone_is_not() -> None:
    async with running(tickets=5) as (_, raw):
        ticket = {"subject": "Unheard-of wombat", "comment": {"body": "An echidna too"}, "tags": ["rare"]}
        made = (await raw.post("/api/v2/tickets", {"ticket": ticket})).json["ticket"]
        for query in ("wombat", "echid", '"unheard of"', "tags:rare", "subject:wombats", "type:ticket requester:me"):
            assert [row["id"] for row in (await search(raw, query))["results"]] == [made["id"]], query
        await raw.put(f"/api/v2/tickets/{made['id']}", {"ticket": {"comment": {"body": "Now a quokka"}}})
        assert (await search(raw, "comment:quokka"))["count"] == 1
        await raw.delete(f"/api/v2/tickets/{made['id']}")
        assert (await search(raw, "wombat"))["count"] == 0


async def test_deleted_users_are_not_found() -> None:
    async with running(users=10) as (_, raw):
        made = (await raw.post("/api/v2/users", {"user": {"name": "Zacharias Quill"}})).json["user"]
        assert (await search(raw, "type:user quill"))["count"] == 1
        await raw.delete(f"/api/v2/users/{made['id']}")
        assert (await search(raw, "type:user quill"))["count"] == 0


async def test_people_groups_and_organizations_are_named_in_many_ways() -> None:
    async with running(tickets=80) as (emulator, raw):
        account = emulator.account
        ticket = next(row for row in account.tickets.rows() if row["organization_id"])
        requester = account.users[ticket["requester_id"]]
        organization = account.organizations[ticket["organization_id"]]
        group = account.groups[ticket["group_id"]]
        for query in (
            f"requester:{requester['id']}",
            f"requester:{requester['email']}",
            f'requester:"{requester["name"]}"',
            f'organization:"{organization["name"]}"',
            f"organization:{organization['id']}",
            f'group:"{group["name"]}"',
        ):
            found = (await search(raw, f"type:ticket {query}"))["results"]
            assert ticket["id"] in {row["id"] for row in found}, query
        agent = emulator.administrator["id"]
        mine = {row["id"] for row in account.tickets.rows() if row["assignee_id"] == agent}
        assert {row["id"] for row in (await search(raw, "type:ticket assignee:me"))["results"]} == mine
        members = {row["user_id"] for row in account.group_memberships.rows() if row["group_id"] == group["id"]}
        found = (await search(raw, f"type:user group:{group['id']}"))["results"]
        assert {row["id"] for row in found} == members
        solved = {row["ticket_id"] for row in account.ticket_metrics.rows() if row["solved_at"]}
        assert {row["id"] for row in (await search(raw, "type:ticket solved>2000-01-01"))["results"]} == solved


async def test_sideloads_can_be_bound_to_a_type() -> None:
    async with running(tickets=10) as (_, raw):
        answer = await search(raw, "type:ticket", include="tickets(users,groups)")
        assert list(answer)[:3] == ["results", "users", "groups"]
        wanted = {row["requester_id"] for row in answer["results"]}
        assert wanted <= {row["id"] for row in answer["users"]}
        assert {row["group_id"] for row in answer["results"]} == {row["id"] for row in answer["groups"]}
        plain = await search(raw, "type:ticket", include="organizations,unknown")
        assert {row["organization_id"] for row in plain["results"]} - {None} == {
            row["id"] for row in plain["organizations"]
        }
        assert "users" not in plain
        other = await search(raw, "type:user", include="tickets(users)")
        assert other["users"] == []


async def test_queries_that_make_no_sense_are_refused() -> None:
    async with running() as (_, raw):
        for path, status, part in (
            ("search", 400, "Required parameter missing: query"),
            ("search?query=type:sample_type", 400, "Invalid type:sample_type"),
            ("search?query=created%3Ebanana", 422, "'banana' is not a date"),
            ("search/count?query=tags%3Ca", 422, "tags can not be compared"),
            ("search?query=x&page[size]=10", 400, "page must be an integer from api/v2/search/index"),
            ("search?query=x&page=first", 400, "must be an integer"),
            ("search/export?query=x", 400, "Required parameter missing: filter[type]"),
            ("search/export?query=x&filter[type]=view", 400, "Invalid type:view"),
            ("search/export?query=type:user&filter[type]=ticket", 422, "differs from filter[type]"),
            ("search/export?query=x&filter[type]=ticket&page[size]=0", 400, "page[size] is not valid"),
            ("search/export?query=x&filter[type]=ticket&page[after]=eA", 400, "page[after] is not valid"),
            ("search/export?query=x&filter[type]=ticket&page[after]=e30=", 400, "page[after] is not valid"),
        ):
            reply = await raw.get(f"/api/v2/{path}")
            assert (reply.status, part in reply.body.decode()) == (status, True), (path, reply.body)
        assert (await search(raw, ""))["results"] == []


async def test_end_users_may_not_search() -> None:
    async with running(users=20) as (emulator, raw):
        end_user = next(row for row in emulator.account.users.rows() if row["role"] == "end-user")
        reply = await raw.get("/api/v2/search?query=x", credential=basic(f"{end_user['email']}/token", "token"))
        assert reply.status == 403


async def test_an_export_gives_everything_once_newest_first() -> None:
    async with running(tickets=230) as (emulator, raw):
        met: list[tuple[str, int]] = []
        url: str | None = (
            f"{raw.origin}/api/v2/search/export.json?query=status%3Esolved&filter[type]=ticket&page[size]=30"
        )
        while url:
            reply = await raw.get(url)
            answer = reply.json
            assert reply.headers["Cache-Control"] == "max-age=10, private"
            assert list(answer) == ["results", "facets", "meta", "links"]
            assert answer["meta"]["before_cursor"] is None
            assert answer["links"]["prev"] is None
            met += [(row["created_at"], row["id"]) for row in answer["results"]]
            url = answer["links"]["next"]
            assert answer["meta"]["has_more"] is (url is not None)
        expected = {row["id"] for row in emulator.account.tickets.rows() if row["status"] == "closed"}
        assert met == sorted(met, reverse=True)
        assert [identifier for _, identifier in met] == sorted(expected, reverse=True)
        matching = await raw.get("/api/v2/search/export?query=type:ticket+status:closed&filter[type]=ticket")
        assert matching.status == 200


async def test_rows_added_meanwhile_do_not_shift_an_export() -> None:
    async with running(tickets=20, limited=False) as (_, raw):
        path = "/api/v2/search/export?query=type:ticket&filter[type]=ticket&page[size]=10"
        first = (await raw.get(path)).json
        await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "new"}}})
        second = (await raw.get(f"{path}&page[after]={quote(first['meta']['after_cursor'])}")).json
        ids = [row["id"] for row in first["results"] + second["results"]]
        assert ids == list(range(20, 0, -1))


async def test_a_cursor_is_bound_to_its_query_and_lives_an_hour() -> None:
    time = Time()
    async with running(tickets=20, clock=time.clock()) as (_, raw):
        path = "/api/v2/search/export?filter[type]=ticket&page[size]=5&query="
        first = (await raw.get(path + "type:ticket")).json
        cursor = quote(query_of(first["links"]["next"])["page[after]"])
        assert (await raw.get(f"{path}status:open&page[after]={cursor}")).status == 400
        content = json.loads(base64.b64decode(first["meta"]["after_cursor"]))
        assert content["desc"] is True
        assert content["exportedThusFar"] == 5
        content["exportedThusFar"] = 0
        forged = base64.b64encode(json.dumps(content).encode()).decode()
        assert (await raw.get(f"{path}type:ticket&page[after]={quote(forged)}")).status == 400
        time.seconds += HOUR
        assert (await raw.get(f"{path}type:ticket&page[after]={cursor}")).status == 200
        time.seconds += 1
        late = await raw.get(f"{path}type:ticket&page[after]={cursor}")
        assert late.status == 400
        assert late.json["errors"][0]["title"] == "page[after] has expired"


async def test_a_person_is_found_by_a_second_address_and_by_telephone() -> None:
    async with running(limited=False) as (_, raw):
        user = {"name": "Otto Vier", "email": "otto@example.com", "phone": "+4930123456", "verified": True}
        made = (await raw.post("/api/v2/users", {"user": user})).json["user"]
        identity = {"identity": {"type": "email", "value": "vier@example.com"}}
        await raw.post(f"/api/v2/users/{made['id']}/identities", identity)
        ticket = {"comment": {"body": "Hello"}, "requester_id": made["id"]}
        identifier = (await raw.post("/api/v2/tickets", {"ticket": ticket})).json["ticket"]["id"]
        for query in ("requester:otto@example.com", "requester:VIER@example.com", "requester:+4930123456"):
            found = (await search(raw, query))["results"]
            assert [row["id"] for row in found] == [identifier], query


async def test_relative_dates_move_on_with_the_clock() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "Hello"}}})
        assert (await search(raw, "type:ticket created>1hour"))["count"] == 1
        time.seconds += 2 * HOUR
        assert (await search(raw, "type:ticket created>1hour"))["count"] == 0


async def test_in_a_large_account_a_change_is_found_some_seconds_later() -> None:
    time = Time()
    async with running(tickets=20_000, users=20, clock=time.clock(), limited=False) as (_, raw):
        before = (await search(raw, "type:ticket status:new"))["count"]
        await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "Hello"}}})
        assert (await search(raw, "type:ticket status:new"))["count"] == before
        time.seconds += 10
        assert (await search(raw, "type:ticket status:new"))["count"] == before + 1


async def test_other_requests_are_served_while_a_search_goes_on() -> None:
    async with running(tickets=20_000, users=20, limited=False) as (_, raw):
        ended: list[str] = []

        async def ask(name: str, path: str) -> None:
            assert (await raw.get(path)).status == 200
            ended.append(name)

        async with asyncio.TaskGroup() as group:
            group.create_task(ask("search", "/api/v2/search/count?query=unheardof"))
            group.create_task(ask("show", "/api/v2/tickets/1"))
        assert ended == ["show", "search"]
