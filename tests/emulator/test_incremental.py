import base64
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.emulator.raw import Raw, Time, basic, query_of, running
from zendesk_async.emulator import Emulator
from zendesk_async.emulator._store import Settings

Row = dict[str, Any]
CURSOR = "/api/v2/incremental/tickets/cursor"


async def page(raw: Raw, path: str) -> Row:
    reply = await raw.get(path)
    assert reply.status == 200, reply.body
    body: Row = reply.json
    return body


async def by_cursor(raw: Raw, path: str, key: str) -> list[Row]:
    rows: list[Row] = []
    while True:
        body = await page(raw, path)
        rows += body[key]
        if body["end_of_stream"]:
            return rows
        path = body["after_url"]


async def by_time(raw: Raw, path: str, key: str) -> list[Row]:
    rows: list[Row] = []
    while True:
        body = await page(raw, path)
        rows += body[key]
        assert body["count"] == len(body[key])
        if body["end_of_stream"]:
            return rows
        assert body["next_page"] != path, "the export stands still"
        path = body["next_page"]


async def ticket(raw: Raw, **fields: Any) -> Row:
    reply = await raw.post("/api/v2/tickets", {"ticket": {"comment": {"body": "Hello"}, **fields}})
    assert reply.status == 201, reply.body
    made: Row = reply.json["ticket"]
    return made


async def test_a_cursor_page_has_the_recorded_keys_and_cursor() -> None:
    async with running(tickets=30, limited=False) as (emulator, raw):
        body = await page(raw, f"{CURSOR}.json?start_time=0&per_page=7")
        assert list(body) == ["tickets", "after_url", "before_url", "after_cursor", "before_cursor", "end_of_stream"]
        last = body["tickets"][-1]
        decoded = base64.b64decode(body["after_cursor"]).decode()
        assert decoded == f"{last['generated_timestamp']}.0||{last['id']}|"
        assert body["after_url"].startswith(f"{emulator.url}{CURSOR}.json?")
        assert query_of(body["after_url"]) == {"cursor": body["after_cursor"], "per_page": "7"}
        assert (body["before_url"], body["before_cursor"], body["end_of_stream"]) == (None, None, False)
        assert body["tickets"] == emulator.account.tickets.rows(row["id"] for row in body["tickets"])


@pytest.mark.parametrize("size", [1, 7, 100, 1000])
async def test_cursor_pages_deliver_every_ticket_once_in_the_order_of_changes(size: int) -> None:
    async with running(tickets=160, limited=False) as (emulator, raw):
        rows = await by_cursor(raw, f"{CURSOR}?start_time=0&per_page={size}", "tickets")
        keys = [(row["generated_timestamp"], row["id"]) for row in rows]
        assert keys == sorted(keys)
        assert [row["id"] for row in rows] == list(dict.fromkeys(row["id"] for row in rows))
        assert {row["id"] for row in rows} == set(emulator.account.tickets)


async def test_the_poll_after_the_end_is_empty_and_has_no_cursor() -> None:
    async with running(tickets=5, limited=False) as (_, raw):
        last = await page(raw, f"{CURSOR}?start_time=0")
        assert (len(last["tickets"]), last["end_of_stream"]) == (5, True)
        empty = await page(raw, f"{CURSOR}?cursor={last['after_cursor'].replace('=', '%3D')}")
        assert (empty["tickets"], empty["after_cursor"], empty["after_url"]) == ([], None, None)
        assert empty["end_of_stream"] is True


@pytest.mark.parametrize("kind", ["tickets", "users", "organizations", "ticket_events"])
@pytest.mark.parametrize("size", [1, 8, 1000])
async def test_time_pages_deliver_everything_and_the_last_second_twice(kind: str, size: int) -> None:
    async with running(tickets=60, users=200, limited=False) as (emulator, raw):
        rows = await by_time(raw, f"/api/v2/incremental/{kind}?start_time=0&per_page={size}", kind)
        table = emulator.account.audits if kind == "ticket_events" else getattr(emulator.account, kind)
        counted = Counter(row["id"] for row in rows)
        assert set(counted) == set(table)
        assert max(counted.values()) <= 2
        if size == 1000:
            assert len(rows) == len(table)


async def test_a_time_page_has_the_recorded_keys() -> None:
    async with running(tickets=10, limited=False) as (emulator, raw):
        body = await page(raw, "/api/v2/incremental/tickets.json?start_time=100&per_page=4")
        assert list(body) == ["tickets", "next_page", "count", "end_of_stream", "end_time"]
        assert body["end_time"] == body["tickets"][-1]["generated_timestamp"]
        assert query_of(body["next_page"]) == {"start_time": str(body["end_time"]), "per_page": "4"}
        assert body["next_page"].startswith(f"{emulator.url}/api/v2/incremental/tickets.json?")


async def test_all_tickets_of_the_last_second_are_in_its_page() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        for _ in range(7):
            await ticket(raw)
        time.seconds += 10
        for _ in range(2):
            await ticket(raw)
        time.seconds += 100
        start = int(time.seconds) - 1000
        first = await page(raw, f"/api/v2/incremental/tickets?start_time={start}&per_page=1")
        assert (first["count"], first["end_of_stream"]) == (7, False)
        second = await page(raw, first["next_page"])
        assert (second["count"], second["end_of_stream"]) == (9, True)


async def test_changes_of_the_latest_minute_are_kept_back() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        start = int(time.seconds) - 60
        made = await ticket(raw)
        path = f"{CURSOR}?start_time={start}"
        assert (await page(raw, path))["tickets"] == []
        time.seconds += 59
        assert (await page(raw, path))["tickets"] == []
        time.seconds += 1
        assert [row["id"] for row in (await page(raw, path))["tickets"]] == [made["id"]]


async def test_a_start_within_the_latest_minute_is_refused() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        for path in (CURSOR, "/api/v2/incremental/tickets", "/api/v2/incremental/users"):
            reply = await raw.get(f"{path}?start_time={int(time.seconds) - 59}")
            assert reply.status == 422
            assert reply.json["error"] == "InvalidValue"
            assert reply.json["description"].startswith("Too recent start_time")


async def test_a_shorter_minute_can_be_set() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False, settings=Settings(export_delay=5)) as (_, raw):
        await ticket(raw)
        time.seconds += 5
        assert len((await page(raw, f"{CURSOR}?start_time={int(time.seconds) - 5}"))["tickets"]) == 1


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 400), ("start_time=soon", 400), ("start_time=-5", 400), ("cursor=nonsense", 400), ("cursor=%F0%9F", 400)],
)
async def test_a_bad_start_or_cursor_is_a_bad_request(query: str, status: int) -> None:
    async with running(limited=False) as (_, raw):
        assert (await raw.get(f"{CURSOR}?{query}")).status == status


async def test_a_changed_ticket_moves_to_the_end_and_is_delivered_as_it_is() -> None:
    time = Time()
    async with running(tickets=20, clock=time.clock(), limited=False) as (_, raw):
        before = await by_cursor(raw, f"{CURSOR}?start_time=0", "tickets")
        moved = before[3]["id"]
        await raw.put(f"/api/v2/tickets/{before[3]['id']}/tags", {"tags": ["x"]})
        open_one = next(row for row in before if row["status"] not in {"closed", "solved"})
        changed = (await raw.put(f"/api/v2/tickets/{open_one['id']}", {"ticket": {"subject": "Moved"}})).json["ticket"]
        time.seconds += 100
        after = await by_cursor(raw, f"{CURSOR}?start_time=0", "tickets")
        assert after[-1]["id"] in {changed["id"], moved}
        assert next(row for row in after if row["id"] == changed["id"]) == changed
        assert sorted(row["id"] for row in after) == sorted(row["id"] for row in before)


async def test_a_deleted_ticket_is_told_with_its_status_unless_excluded() -> None:
    time = Time()
    async with running(tickets=6, clock=time.clock(), limited=False) as (emulator, raw):
        assert (await raw.delete("/api/v2/tickets/2")).status == 204
        time.seconds += 100
        rows = await by_cursor(raw, f"{CURSOR}?start_time=0&per_page=2", "tickets")
        assert [row["status"] for row in rows if row["id"] == 2] == ["deleted"]
        assert rows[-1]["id"] == 2
        assert len(rows) == 6 == emulator.account.counts()["incremental_tickets"]
        kept = await by_cursor(raw, f"{CURSOR}?start_time=0&exclude_deleted=true", "tickets")
        assert 2 not in {row["id"] for row in kept}
        timed = await by_time(raw, "/api/v2/incremental/tickets?start_time=0", "tickets")
        assert 2 in {row["id"] for row in timed}


async def test_a_scrubbed_ticket_is_a_stub_without_what_it_held() -> None:
    time = Time()
    async with running(tickets=3, clock=time.clock(), limited=False) as (emulator, raw):
        await raw.delete("/api/v2/tickets/1")
        await raw.delete("/api/v2/deleted_tickets/1")
        emulator.account.jobs.finish()
        time.seconds += 100
        stub = (await by_cursor(raw, f"{CURSOR}?start_time=0", "tickets"))[-1]
        assert (stub["id"], stub["status"], stub["subject"], stub["description"]) == (
            1,
            "deleted",
            "SCRUBBED",
            "SCRUBBED",
        )
        assert stub["tags"] == []
        assert not emulator.account.comments.where("ticket_id", 1)


async def test_the_scope_of_ai_agents_is_empty() -> None:
    async with running(tickets=3, limited=False) as (_, raw):
        for path, key in ((CURSOR, "tickets"), ("/api/v2/incremental/ticket_events", "ticket_events")):
            assert (await page(raw, f"{path}?start_time=0&support_type_scope=ai_agent"))[key] == []
            assert (await page(raw, f"{path}?start_time=0&support_type_scope=all"))[key]


async def test_sideloads_go_along_with_exported_tickets_but_never_the_last_audits() -> None:
    async with running(tickets=20, limited=False) as (emulator, raw):
        names = "users,groups,organizations,last_audits,metric_sets,comment_count,nonsense"
        body = await page(raw, f"{CURSOR}?start_time=0&include={names}")
        assert {"users", "groups", "organizations", "metric_sets"} <= set(body)
        assert "last_audits" not in body
        known = {user["id"] for user in body["users"]}
        for row in body["tickets"]:
            assert row["requester_id"] in known
            assert row["comment_count"] == len(emulator.account.comments.where("ticket_id", row["id"]))
            assert row["metric_set"]["ticket_id"] == row["id"]
        plain = await page(raw, f"{CURSOR}?start_time=0&include=users")
        assert "comment_count" not in plain["tickets"][0]
        people = await page(
            raw, "/api/v2/incremental/users/cursor?start_time=0&include=organizations,identities,groups"
        )
        assert {"organizations", "identities", "groups"} <= set(people)
        able = await page(raw, "/api/v2/incremental/organizations?start_time=0&include=abilities")
        assert all(row["abilities"]["can_edit"] for row in able["organizations"])


async def test_users_by_cursor() -> None:
    async with running(users=33, limited=False) as (emulator, raw):
        rows = await by_cursor(raw, "/api/v2/incremental/users/cursor?start_time=0&per_page=10", "users")
        assert [row["id"] for row in rows] == list(emulator.account.users.timeline("updated_at").after())


async def test_ticket_events_tell_of_comments_only_when_asked() -> None:
    async with running(tickets=12, limited=False) as (emulator, raw):
        plain = await page(raw, "/api/v2/incremental/ticket_events?start_time=0")
        told = await page(raw, "/api/v2/incremental/ticket_events?start_time=0&include=comment_events")
        assert len(plain["ticket_events"]) == len(emulator.account.audits)
        first_plain = plain["ticket_events"][0]
        assert list(first_plain) == [
            "id", "ticket_id", "timestamp", "created_at", "updater_id", "via", "system", "metadata", "event_type",
            "child_events",
        ]  # fmt: skip
        short = first_plain["child_events"][0]
        assert (short["comment_present"], short["comment_public"], "body" in short) == (True, True, False)
        full = told["ticket_events"][0]["child_events"][0]
        comment = emulator.account.comments[full["id"]]
        assert full["body"] == comment["body"]
        assert (full["type"], full["event_type"], full["audit_id"]) == ("Comment", "Comment", comment["audit_id"])
        changes = [
            event for row in plain["ticket_events"] for event in row["child_events"] if "previous_value" in event
        ]
        assert all(event["event_type"] == "Change" and "status" in event for event in changes)


@pytest.mark.parametrize("kind", ["tickets", "users", "organizations", "ticket_events"])
async def test_a_sample_has_at_most_fifty_rows(kind: str) -> None:
    async with running(tickets=80, users=700, limited=False) as (_, raw):
        body = await page(raw, f"/api/v2/incremental/{kind}/sample?start_time=0")
        assert 50 <= len(body[kind]) <= 55


async def test_an_unknown_resource_has_no_sample() -> None:
    async with running(limited=False) as (_, raw):
        assert (await raw.get("/api/v2/incremental/macros/sample?start_time=0")).status == 404


async def test_exports_are_for_administrators() -> None:
    async with running(users=8, limited=False) as (_, raw):
        agent = basic("agent1@example.com/token", "token")
        for path in (CURSOR, "/api/v2/incremental/users", "/api/v2/incremental/ticket_events"):
            assert (await raw.get(f"{path}?start_time=0", credential=agent)).status == 403


Change = tuple[str, int]
CHANGES = st.lists(st.tuples(st.sampled_from(["create", "change", "delete", "wait"]), st.integers(1, 12)), max_size=12)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES, st.integers(1, 5))
async def test_an_export_that_goes_on_while_tickets_change_misses_none(changes: list[Change], size: int) -> None:
    time = Time()
    async with running(tickets=12, clock=time.clock(), limited=False) as (emulator, raw):
        seen: dict[int, Row] = {}
        path: str = f"{CURSOR}?start_time=0&per_page={size}"
        for kind, identifier in changes:
            body = await page(raw, path)
            seen |= {row["id"]: row for row in body["tickets"]}
            path = body["after_url"] or path
            await _happen(emulator, raw, time, kind, identifier)
        time.seconds += 1000
        while True:
            body = await page(raw, path)
            seen |= {row["id"]: row for row in body["tickets"]}
            path = body["after_url"] or path
            if body["end_of_stream"]:
                break
        account = emulator.account
        expected = {row["id"]: row for row in (*account.tickets.rows(), *account.trash.rows())}
        assert seen == expected


async def _happen(emulator: Emulator, raw: Raw, time: Time, kind: str, identifier: int) -> None:
    if kind == "wait":
        time.seconds += 30
    elif kind == "create":
        await ticket(raw)
    elif kind == "delete":
        await raw.delete(f"/api/v2/tickets/{identifier}")
    elif identifier in emulator.account.tickets:
        await raw.put(f"/api/v2/tickets/{identifier}", {"ticket": {"subject": f"At {time.seconds}"}})
