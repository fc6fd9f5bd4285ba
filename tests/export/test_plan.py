"""What an export is said to cost, and what it costs then."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests.export.account import account, client_of
from zendesk_async import OAuthToken, RetryPolicy, Zendesk
from zendesk_async.emulator import Change, Emulator, Fault, Status
from zendesk_async.errors import ExportError, InvalidArgument
from zendesk_async.export import Export, ExportPlan, StreamPlan, plan, streams
from zendesk_async.export._plan import minutes_of


def sent(emulator: Emulator, since: int, *names: str) -> Counter[str]:
    """Count requests by the streams that they were sent for; those that a limit refused are sent again, and left out."""
    known = streams()
    patterns = {
        name: (re.compile(re.sub(r"\{\w+\}", "[^/]+", known[name].operation.path)), name == "ticket_metrics")
        for name in names
    }
    found = Counter[str]()
    for record in list(emulator.requests)[since:]:
        if record.status == 429:
            continue
        metrics = "metric_sets" in record.query
        found.update(
            [name for name, (path, own) in patterns.items() if path.fullmatch(record.path) and own == metrics][:1]
        )
    return found


def planned(made: ExportPlan) -> dict[str, int]:
    return {stream.name: stream.requests for stream in made.streams}


async def test_the_real_run_of_all_streams_is_as_planned(tmp_path: Path) -> None:
    # Comments and events come by the same endpoint, and could not be told apart here.
    known = {name: stream for name, stream in streams().items() if not stream.needs and not stream.files}
    names = [name for name in known if name != "ticket_events"]
    async with account(tickets=150) as (emulator, _), client_of(emulator, retry=RetryPolicy(attempts=5)) as client:
        await client.custom_objects.create(key="car", title="Car", title_pluralized="Cars")
        await client.custom_object_records.create("car", name="Beetle")
        begun = len(emulator.requests)
        made = await plan(client, names)
        assert len(emulator.requests) - begun == made.asked
        begun = len(emulator.requests)
        await Export(client, names, tmp_path).run()
        real = sent(emulator, begun, *planned(made))
        total = sum(record.status != 429 for record in list(emulator.requests)[begun:])
    assert not made.at_least
    assert abs(made.requests - total) <= 0.05 * total
    off = {name: (number, real[name]) for name, number in planned(made).items() if abs(number - real[name]) > 1}
    assert {name for name, (number, is_) in off.items() if abs(number - is_) > 0.05 * is_} <= {"ticket_metric_events"}


async def test_what_is_sampled_is_close(tmp_path: Path) -> None:
    names = ["tickets", "ticket_comments", "ticket_metrics"]
    async with account(tickets=4000) as (emulator, _), client_of(emulator, retry=RetryPolicy(attempts=5)) as client:
        made = await plan(client, names)
        begun = len(emulator.requests)
        summary = await Export(client, names, tmp_path).run()
        real = sent(emulator, begun, *names)
    assert planned(made) == pytest.approx(real, rel=0.05, abs=1)
    expected = {stream.name: stream.rows for stream in made.streams}
    assert expected == pytest.approx({stream.name: stream.rows for stream in summary.streams}, rel=0.05)
    why = {stream.name: stream.why for stream in made.streams}
    assert "4,000 tickets by search, about" in why["ticket_comments"]


async def test_it_says_what_a_minute_allows() -> None:
    # With windows of a second, what it says would depend on whether the client has seen yet how short they are.
    async with account(tickets=4000, window=60.0) as (_, client):
        made = await plan(client, ["tickets"])
    assert made.streams[0].why == "4,000 records, 1,000 a request; incremental-exports allows 30 a minute"


async def test_a_start_time_leaves_less_to_do() -> None:
    async with account(tickets=3000) as (emulator, client):
        moments = sorted(row["generated_timestamp"] for row in emulator.account.tickets.rows())
        names = ["tickets", "ticket_comments", "ticket_metric_events", "organizations"]
        whole = planned(await plan(client, names))
    async with account(tickets=3000) as (_, client):
        part = planned(await plan(client, names, start_time=moments[1500]))
    assert (whole["tickets"], part["tickets"]) == (3, 2)
    assert part["ticket_comments"] < 0.8 * whole["ticket_comments"]
    assert part["ticket_metric_events"] < 0.8 * whole["ticket_metric_events"]


async def test_lists_below_others_are_as_long_as_some_of_them() -> None:
    async with account(tickets=40, comments_per_ticket=120.0) as (emulator, client):
        made = await plan(client, ["ticket_comments.list"])
        pages = sum(-(-len(emulator.account.comments.where("ticket_id", ticket)) // 100) for ticket in range(1, 41))
    assert planned(made)["ticket_comments.list"] == pytest.approx(pages, rel=0.2)
    assert "requests for each of 40 tickets, as 20 of them say" in made.streams[1].why


async def test_a_list_that_does_not_say_how_long_it_is_is_said_to_be_longer() -> None:
    def more(page: dict[str, Any]) -> dict[str, Any]:
        return {**page, "meta": {"has_more": True, "after_cursor": "abc"}}

    async with account(tickets=3) as (emulator, client):
        emulator.faults.add(Fault(Change(more), path="/api/v2/job_statuses", times=None))
        made = await plan(client, ["job_statuses"])
    assert made.at_least
    assert (made.streams[0].requests, made.streams[0].at_least) == (2, True)
    assert "nothing says how many" in made.streams[0].why


async def test_what_the_account_refuses_is_one_request() -> None:
    async with account(tickets=3) as (emulator, client):
        emulator.faults.add(Fault(Status(403, {"error": "Forbidden"}), path="/api/v2/groups*", times=None))
        made = await plan(client, ["groups", "group_memberships.list_by_group"])
    assert planned(made) == {"groups": 1, "group_memberships.list_by_group": 0}
    assert made.streams[0].why.startswith("the account refuses it: ")


async def test_a_search_is_planned_by_what_it_finds() -> None:
    given = {"search": {"query": "type:ticket"}, "search.export": {"query": "", "filter_type": "ticket"}}
    async with account(tickets=1200) as (_, client):
        made = await plan(client, list(given), arguments=given)
    assert (planned(made)["search"], made.streams[0].rows) == (10, 1000)
    assert "of which the list gives 1,000" in made.streams[0].why


async def test_nothing_is_planned_that_cannot_be_exported() -> None:
    async with account() as (emulator, client):
        with pytest.raises(InvalidArgument, match="there is no stream 'tikets'"):
            await plan(client, ["tikets"])
        with pytest.raises(InvalidArgument, match="at least one minute in the past"):
            await plan(client, ["tickets"], start_time=4_000_000_000)
        assert not emulator.requests


async def test_an_account_that_cannot_be_reached_has_no_plan() -> None:
    async with Zendesk(base_url="http://127.0.0.1:9", auth=OAuthToken("x"), retry=RetryPolicy(attempts=1)) as client:
        with pytest.raises(ExportError, match="no plan can be made"):
            await plan(client, ["tickets", "groups"])


def test_minutes_are_those_of_the_narrowest_limit() -> None:
    rules = {"incremental-exports": 10.0}
    assert minutes_of([(50, "incremental-exports"), (150, "incremental-exports")], 200, rules) == 20
    assert minutes_of([(50, "incremental-exports"), (9_950, None)], 200, rules) == 50
    assert minutes_of([(400, None)], 200, rules, others=200) == 3
    assert minutes_of([(400, "unknown")], None, rules) == 0
    assert minutes_of([], 200, rules) == 0


def test_a_plan_sums_up_its_streams() -> None:
    one = StreamPlan("tickets", 5, 4200, 0.5, "because")
    made = ExportPlan((one, attrs.evolve(one, name="users", at_least=True)), asked=2, counts=1, limit=None, minutes=1.0)
    assert (made.requests, made.at_least) == (11, True)


async def test_tickets_with_comments_take_as_few_requests_as_can_be(tmp_path: Path) -> None:
    async with account(tickets=3000) as (emulator, _), client_of(emulator, retry=RetryPolicy(attempts=5)) as client:
        await Export(client, ["tickets", "ticket_comments"], tmp_path).run()
        held = emulator.account.counts()
        # Beside them the account's tickets are counted once, for the progress.
        used = [
            record.path
            for record in emulator.requests
            if record.path != "/api/v2/tickets/count" and record.status != 429
        ]
    assert set(used) == {"/api/v2/incremental/tickets/cursor", "/api/v2/incremental/ticket_events"}
    assert len(used) == -(-held["incremental_tickets"] // 1000) + -(-held["ticket_events"] // 1000)
    assert len(used) <= held["incremental_tickets"] / 50


def answering(body: Any) -> Change:
    return Change(lambda _: body)


async def test_without_a_search_the_first_page_says_what_it_can() -> None:
    async with account(tickets=1200) as (emulator, client):
        emulator.faults.add(Fault(answering({"count": None}), path="/api/v2/search/count", times=None))
        made = await plan(client, ["tickets", "users", "ticket_comments", "ticket_audits", "ticket_metric_events"])
    assert planned(made) == {name: 1 + (name == "tickets") for name in planned(made)}
    assert {stream.name for stream in made.streams if not stream.at_least} == {"users"}


async def test_a_capped_count_is_none_and_a_page_says_more() -> None:
    async with account(tickets=5) as (emulator, client):
        capped = answering({"count": {"value": 100_000, "refreshed_at": None}})
        emulator.faults.add(Fault(capped, path="/api/v2/groups/count", times=None))
        made = await plan(client, ["groups"])
        held = len(emulator.account.groups)
    assert (made.streams[0].requests, made.streams[0].rows, made.asked) == (1, held, 2)


async def test_a_list_that_says_no_count_is_told_by_its_first_page() -> None:
    def without(page: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in page.items() if name != "count"}

    async with account(tickets=5) as (emulator, client):
        emulator.faults.add(Fault(Change(without), path="/api/v2/macros*", times=None))
        made = await plan(client, ["macros", "macros.list_active"])
        held = len(emulator.account.macros)
    assert [(one.requests, one.rows) for one in made.streams] == [(1, held), (1, held)]


async def test_an_answer_that_is_no_object_is_one_request() -> None:
    async with account(tickets=5) as (emulator, client):
        emulator.faults.add(Fault(Status(200, [1, 2]), path="/api/v2/groups*", times=None))
        made = await plan(client, ["groups"])
    assert made.streams[0].why.startswith("the account refuses it: ListGroups")
