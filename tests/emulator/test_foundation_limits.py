import asyncio
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.emulator.raw import Raw, Reply, Time, basic, running
from zendesk_async.emulator import Limits
from zendesk_async.emulator._limit_rules import PLANS
from zendesk_async.emulator._refusals import Refusal

ME = "/api/v2/users/me"


async def statuses(raw: Raw, path: str, times: int, **options: Any) -> list[Reply]:
    return [await raw.get(path, **options) for _ in range(times)]


def admit(limits: Limits, operation_id: str = "ShowUser", **changes: Any) -> dict[str, str]:
    options: dict[str, Any] = {
        "webhooks": False,
        "user": 1,
        "address": "127.0.0.1",
        "path": {},
        "query": {},
    }
    return limits.admit(operation_id, **(options | changes))


async def test_every_answer_tells_what_is_left_of_the_minute() -> None:
    time = Time(1_800_000_012.3)
    async with running(clock=time.clock()) as (_, raw):
        first, second = await statuses(raw, ME, 2)
        for reply, left in ((first, "699"), (second, "698")):
            assert reply.headers["x-rate-limit"] == reply.headers["ratelimit-limit"] == "700"
            assert reply.headers["x-rate-limit-remaining"] == reply.headers["ratelimit-remaining"] == left
            assert reply.headers["ratelimit-reset"] == "48"
        time.seconds = 1_800_000_060.0
        third = await raw.get(ME)
        assert (third.headers["ratelimit-remaining"], third.headers["ratelimit-reset"]) == ("699", "60")


async def test_beyond_the_limit_a_request_is_refused_until_the_window_turns() -> None:
    time = Time(1_800_000_000.0)
    async with running(clock=time.clock(), requests_per_window=3) as (emulator, raw):
        assert [reply.status for reply in await statuses(raw, ME, 3)] == [200] * 3
        time.seconds += 10.5
        for refused in await statuses(raw, ME, 2):
            assert refused.status == 429
            assert refused.headers["retry-after"] == refused.headers["ratelimit-reset"] == "50"
            assert refused.headers["x-rate-limit-remaining"] == "0"
            assert refused.headers["cache-control"] == "no-cache"
            assert refused.json == {
                "error": "APIRateLimitExceeded",
                "description": "Number of allowed API requests per minute exceeded",
            }
        time.seconds = 1_800_000_060.0
        assert (await raw.get(ME)).status == 200
        full, present = emulator.limits.report()
        assert (full.start, full.end, full.limit) == (1_800_000_000.0, 1_800_000_060.0, 3)
        assert (full.used, full.refused, full.complete, full.share) == (3, 2, True, 1.0)
        assert (present.used, present.refused, present.complete) == (1, 0, False)
        assert emulator.refused == 2


async def test_a_shorter_window_is_aligned_to_its_own_length() -> None:
    time = Time(1_800_000_003.9)
    async with running(clock=time.clock(), window=5.0, plan="team") as (_, raw):
        reply = await raw.get(ME)
        assert reply.headers["ratelimit-limit"] == "200"
        assert reply.headers["ratelimit-reset"] == "2"
        time.seconds = 1_800_000_005.0
        assert (await raw.get(ME)).headers["ratelimit-reset"] == "5"


async def test_an_endpoints_refusal_has_been_counted_by_the_account() -> None:
    time = Time(1_800_000_000.0)
    async with running(clock=time.clock(), tickets=5) as (emulator, raw):
        path = "/api/v2/incremental/tickets/cursor?start_time=0"
        replies = await statuses(raw, path, 12)
        assert [reply.status for reply in replies] == [200] * 10 + [429] * 2
        assert replies[0].headers["zendesk-ratelimit-incremental-exports"] == "total=10; remaining=9; resets=60"
        refused = replies[-1]
        assert refused.json["description"] == ("Number of allowed incremental export API requests per minute exceeded")
        assert refused.headers["zendesk-ratelimit-incremental-exports"] == "total=10; remaining=0; resets=60"
        assert refused.headers["retry-after"] == "60"
        assert refused.headers["cache-control"] == "max-age=60, public"
        assert refused.headers["x-rate-limit-remaining"] == str(700 - 12)
        (window,) = emulator.limits.report("incremental-exports")
        assert (window.used, window.refused) == (10, 2)
        cursor_of_users = await raw.get("/api/v2/incremental/users/cursor?start_time=0")
        assert cursor_of_users.headers["zendesk-ratelimit-incremental-exports-cursor"].startswith("total=20")


async def test_the_webhooks_api_and_the_account_do_not_share_a_bucket() -> None:
    time = Time()
    async with running(clock=time.clock(), requests_per_window=1) as (_, raw):
        assert (await raw.get(ME)).status == 200
        replies = await statuses(raw, "/api/v2/webhooks", 101)
        assert [reply.status for reply in replies] == [200] * 100 + [429]


async def test_a_request_without_a_credential_is_not_counted() -> None:
    async with running() as (emulator, raw):
        assert (await raw.get("/api/v2/groups", credential=basic("a/token", "b"))).status == 401
        assert emulator.limits.report() == []


async def test_as_many_requests_as_the_limit_pass_however_many_come_at_once() -> None:
    time = Time()
    async with running(clock=time.clock(), requests_per_window=50) as (_, raw):
        replies = await asyncio.gather(*(raw.get(ME) for _ in range(80)))
        assert sorted(reply.status for reply in replies) == [200] * 50 + [429] * 30


async def test_without_limits_everything_passes() -> None:
    async with running(limited=False, tickets=1) as (emulator, raw):
        replies = await statuses(raw, "/api/v2/incremental/tickets.json?start_time=0", 30)
        assert [reply.status for reply in replies] == [200] * 30
        assert replies[-1].headers["ratelimit-limit"] == "1000000"
        assert not any(name.lower().startswith("zendesk-ratelimit") for name in replies[-1].headers)
        assert emulator.refused == 0


def test_a_record_has_its_own_count() -> None:
    time = Time(1_800_000_000.0)
    limits = Limits(time.clock())
    for _ in range(30):
        headers = admit(limits, "PutTagsTicket", path={"ticket_id": "1"})
    assert headers["zendesk-ratelimit-per-ticket-updates"] == "total=30; remaining=0; resets=600"
    with pytest.raises(Refusal) as caught:
        admit(limits, "PutTagsTicket", path={"ticket_id": "1"})
    assert caught.value.status == 429
    assert caught.value.payload.startswith("Rate limit for ticket updates exceeded")
    assert caught.value.headers["Content-Type"].startswith("text/html")
    assert caught.value.headers["retry-after"] == "600"
    admit(limits, "PutTagsTicket", path={"ticket_id": "2"})
    admit(limits, "PutTagsTicket", path={"ticket_id": "1"}, user=2)
    with pytest.raises(Refusal):
        admit(limits, "RedactTicketCommentInAgentWorkspace", path={"ticket_comment_id": "7"}, ticket=1)
    time.seconds += 600
    admit(limits, "PutTagsTicket", path={"ticket_id": "1"})


def test_an_organization_says_in_its_own_words_that_it_changed_too_often() -> None:
    limits = Limits(Time().clock())
    for _ in range(5):
        admit(limits, "UpdateOrganization", path={"organization_id": "1"})
    with pytest.raises(Refusal) as caught:
        admit(limits, "UpdateOrganization", path={"organization_id": "1"})
    assert caught.value.payload == {"errors": [{"code": "TooManyRequests", "title": "Too many requests to update"}]}


def test_a_limit_on_deep_pages_counts_those_only() -> None:
    limits = Limits(Time().clock(), requests_per_window=10_000)
    for page in ("1", "500", "x"):
        assert "zendesk-ratelimit-tickets-index-deep-pagination" not in admit(
            limits, "ListTickets", query={"page": page}
        )
    for _ in range(50):
        admit(limits, "ListTickets", query={"page": "501"})
    with pytest.raises(Refusal):
        admit(limits, "ListTickets", query={"page": "501"})


@pytest.mark.parametrize(("plan", "total"), [("trial", 20), ("high_volume", 300), ("enterprise", 100)])
def test_an_endpoints_limit_depends_on_the_plan(plan: str, total: int) -> None:
    headers = admit(Limits(Time().clock(), plan), "UpdateTicket", path={"ticket_id": "1"})
    assert headers["zendesk-ratelimit-tickets-update"].startswith(f"total={total};")


def test_counters_of_records_are_forgotten_when_their_windows_are_over() -> None:
    time = Time()
    limits = Limits(time.clock(), requests_per_window=10**9)
    for ticket in range(50_000):
        admit(limits, "PutTagsTicket", path={"ticket_id": str(ticket)})
        time.seconds += 0.1
    assert len(limits) <= 20_001


def test_what_cannot_be_is_refused() -> None:
    clock = Time().clock()
    with pytest.raises(ValueError, match="none of essential"):
        Limits(clock, "suite_platinum")
    with pytest.raises(ValueError, match="longer than 0"):
        Limits(clock, window=0)
    with pytest.raises(ValueError, match="no limit of the account"):
        Limits(clock).report("per-ticket-updates")
    assert Limits(clock).report("webhooks") == []


@given(
    st.sampled_from(sorted(PLANS)),
    st.floats(0.05, 120),
    st.lists(st.floats(0, 20), min_size=1, max_size=200),
)
def test_no_window_ever_holds_more_than_its_limit(plan: str, window: float, pauses: list[float]) -> None:
    time = Time()
    limits = Limits(time.clock(), plan, window, requests_per_window=7)
    admitted: dict[int, int] = {}
    for pause in pauses:
        time.seconds += pause * window / 40
        try:
            headers = admit(limits)
        except Refusal as refusal:
            headers = dict(refusal.headers)
            assert headers["retry-after"] == headers["ratelimit-reset"]
        else:
            number = math.floor(time.seconds / window)
            admitted[number] = admitted.get(number, 0) + 1
            assert int(headers["ratelimit-remaining"]) == 7 - admitted[number]
        assert 1 <= int(headers["ratelimit-reset"]) <= math.ceil(window) + 1
    assert all(count <= 7 for count in admitted.values())
    assert sum(window.used for window in limits.report()) == sum(admitted.values())
    assert sum(window.refused for window in limits.report()) == len(pauses) - sum(admitted.values())


def test_a_user_who_is_not_in_the_path_has_no_count_of_its_own() -> None:
    limits = Limits(Time().clock())
    for _ in range(10):
        assert "zendesk-ratelimit-create-update-user" not in admit(limits, "CreateOrUpdateUser")


async def test_a_redaction_counts_for_the_ticket_of_the_comment() -> None:
    async with running(tickets=3) as (emulator, raw):
        first, second = (emulator.account.comments.where("ticket_id", ticket)[0] for ticket in (1, 2))
        texts: list[str] = []
        for comment in (first, first, second):
            reply = await raw.put(f"/api/v2/comment_redactions/{comment}", {"ticket_id": 1, "html_body": "x"})
            texts.append(reply.headers["zendesk-ratelimit-per-ticket-updates"].partition("; resets")[0])
        assert texts == ["total=30; remaining=29", "total=30; remaining=28", "total=30; remaining=29"]
