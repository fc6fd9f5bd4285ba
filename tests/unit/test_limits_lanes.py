"""What a limiter does with refusals, deadlines, priorities and cancellations; all in virtual time."""

import asyncio
import logging
from collections.abc import Mapping
from email.utils import formatdate

import pytest

from tests.unit.limit_simulation import Network, Server, now, run
from zendesk_async._limits import Limiter, Permit, Wait
from zendesk_async.errors import DeadlineExceeded, InvalidArgument

FULL = {"ratelimit-limit": "700", "ratelimit-remaining": "600", "ratelimit-reset": "30"}
SPENT = FULL | {"ratelimit-remaining": "0"}
DATE = 1_700_000_000


async def tell(limiter: Limiter, status: int, headers: Mapping[str, str], **options: object) -> None:
    limiter.learn(await limiter.acquire(**options), status, headers)  # type: ignore[arg-type]  # any of them


async def waited(limiter: Limiter, **options: object) -> tuple[float, Permit]:
    start = now()
    permit = await limiter.acquire(**options)  # type: ignore[arg-type]  # any of them
    return now() - start, permit


# Refusals


@pytest.mark.parametrize(
    ("after", "seconds"),
    [
        ("7", 7.0),
        (formatdate(DATE + 12, usegmt=True), 12.0),
        ("3600", 3600.0),
        (None, 30.0),
        ("-1", 30.0),
        ("0", 30.0),
        ("abc", 30.0),
        ("1000000000", 30.0),
        (formatdate(DATE - 600, usegmt=True), 30.0),
    ],
)
def test_a_refusal_waits_as_long_as_it_says_and_otherwise_until_the_window_ends(
    after: str | None, seconds: float
) -> None:
    async def main() -> float:
        limiter = Limiter()
        headers = SPENT | {"Date": formatdate(DATE, usegmt=True)}
        await tell(limiter, 429, headers if after is None else headers | {"Retry-After": after})
        return (await waited(limiter))[0]

    assert run(main()) == pytest.approx(seconds, abs=0.01)


def test_refusals_that_say_nothing_at_all_double_the_wait_up_to_a_window() -> None:
    async def main() -> list[float]:
        limiter = Limiter()
        await tell(limiter, 429, {})
        waits: list[float] = []
        for _ in range(8):
            seconds, permit = await waited(limiter)
            waits.append(round(seconds))
            limiter.learn(permit, 429, {})
        return waits

    assert run(main()) == [1, 2, 4, 8, 16, 32, 60, 60]


def test_all_tasks_stop_once_and_one_of_them_finds_out_whether_it_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> tuple[list[float], float]:
        limiter = Limiter(plan="enterprise")
        permits = [await limiter.acquire() for _ in range(10)]
        start = now()
        sent: list[float] = []

        async def work(permit: Permit | None = None) -> None:
            if permit is not None:
                await asyncio.sleep(0.01)
                limiter.learn(permit, 429, {"Retry-After": "5"})
            permit = await limiter.acquire()
            sent.append(now() - start)
            await asyncio.sleep(0.5)
            limiter.learn(permit, 200, FULL)

        with caplog.at_level(logging.WARNING, "zendesk_async"):
            await asyncio.gather(*(work(permit) for permit in permits), *(work() for _ in range(10)))
        return sorted(sent), start

    sent, _ = run(main())
    probe, *rest = [at for at in sent if at >= 1]
    assert probe == pytest.approx(5.01, abs=0.05)
    assert len(rest) >= 10
    assert min(rest) == pytest.approx(probe + 0.5, abs=0.05)
    assert sum("429" in record.getMessage() for record in caplog.records) == 1


def test_a_refused_probe_stops_everyone_again() -> None:
    async def main() -> tuple[float, float]:
        limiter = Limiter()
        await tell(limiter, 429, {"Retry-After": "5"})
        first, permit = await waited(limiter)
        limiter.learn(permit, 429, {"Retry-After": "9"})
        return first, (await waited(limiter))[0]

    assert run(main()) == (5.0, 9.0)


@pytest.mark.parametrize("sent", [True, False])
def test_a_probe_that_got_no_answer_lets_another_try(sent: bool) -> None:
    async def main() -> float:
        limiter = Limiter()
        await tell(limiter, 429, {"Retry-After": "5"})
        probe = await limiter.acquire()
        task = asyncio.create_task(waited(limiter))
        await asyncio.sleep(2)
        limiter.release(probe, sent=sent)
        return (await task)[0]

    assert run(main()) == 2.0


@pytest.mark.parametrize(
    ("headers", "rule", "others_wait"),
    [
        (FULL | {"zendesk-ratelimit-search-index": "total=5; remaining=0; resets=30"}, "search-index", False),
        (FULL, "search-index", False),
        (SPENT, "search-index", True),
        ({}, "search-index", True),
        (FULL, None, True),
    ],
    ids=["named", "unnamed", "account", "nothing said", "no rule"],
)
def test_a_refusal_stops_the_limit_that_refused(headers: dict[str, str], rule: str | None, others_wait: bool) -> None:
    async def main() -> tuple[float, float]:
        limiter = Limiter()
        await tell(limiter, 200, FULL)
        await tell(limiter, 429, headers | {"Retry-After": "20"}, rule=rule)
        (other, permit) = await waited(limiter)
        limiter.learn(permit, 200, FULL)
        return other, other + (await waited(limiter, rule=rule))[0]

    other, same = run(main())
    assert same == pytest.approx(20.0, abs=0.2)
    assert other == pytest.approx(20.0 if others_wait else 0.0, abs=0.2)


def test_a_ticket_changed_too_often_waits_alone() -> None:
    route = "PUT /api/v2/tickets/{ticket_id}"
    spent = FULL | {"zendesk-ratelimit-per-ticket-updates": "total=30; remaining=0; resets=468", "Retry-After": "468"}

    async def main() -> tuple[float, float]:
        limiter = Limiter()
        await tell(limiter, 429, spent, route=route, record="ticket/1")
        other = (await waited(limiter, route=route, record="ticket/2"))[0]
        return other, (await waited(limiter, route=route, record="ticket/1"))[0]

    other, same = run(main())
    assert other < 0.2
    assert same == pytest.approx(468, abs=1)


def test_a_limit_nobody_knows_stops_its_route_alone() -> None:
    refused = FULL | {"zendesk-ratelimit-per-ticket-updates": "total=30; remaining=0; resets=9", "Retry-After": "9"}

    async def main() -> tuple[float, float, float]:
        limiter = Limiter()
        await tell(limiter, 429, refused, route="PUT /api/v2/comment_redactions/{ticket_comment_id}")
        other = (await waited(limiter, route="GET /api/v2/groups"))[0]
        same, permit = await waited(limiter, route="PUT /api/v2/comment_redactions/{ticket_comment_id}")
        limiter.learn(permit, 200, FULL)
        return other, same, (await waited(limiter, route="PUT /api/v2/comment_redactions/{ticket_comment_id}"))[0]

    other, same, later = run(main())
    assert (other, same) == (pytest.approx(0, abs=0.2), pytest.approx(9, abs=0.2))
    assert later < 0.2


def test_a_limit_that_an_answer_names_counts_its_route_from_then_on() -> None:
    named = FULL | {"Zendesk-RateLimit-groups-index": "total=3; remaining=1; resets=30"}

    async def main() -> tuple[float, float, float]:
        limiter = Limiter()
        route = "GET /api/v2/groups"
        await tell(limiter, 200, named, route=route)
        second = (await waited(limiter, route=route))[0]
        third, _ = await asyncio.gather(waited(limiter, route=route), asyncio.sleep(1))
        return second, third[0], (await waited(limiter, route="GET /api/v2/users/{user_id}"))[0]

    second, third, other = run(main())
    assert second < 0.2
    assert third == pytest.approx(30, abs=0.3)
    assert other < 0.2


def test_deep_pages_and_jobs_in_flight_do_not_count_the_other_requests_of_a_route() -> None:
    told = FULL | {
        "zendesk-ratelimit-tickets-index-deep-pagination": "total=50; remaining=0; resets=30",
        "zendesk-ratelimit-inflight-jobs": "total=30; remaining=0; resets=60",
    }

    async def main() -> float:
        limiter = Limiter()
        await tell(limiter, 200, told, route="GET /api/v2/tickets")
        return (await waited(limiter, route="GET /api/v2/tickets"))[0]

    assert run(main()) < 0.2


def test_webhooks_have_a_limit_of_their_own() -> None:
    async def main() -> tuple[int | None, int | None]:
        limiter = Limiter()
        await tell(limiter, 200, FULL)
        webhooks = {"x-rate-limit": "100", "x-rate-limit-remaining": "99"}
        await tell(limiter, 200, webhooks, route="GET /api/v2/webhooks")
        state = limiter.state()
        return state.account.limit, state.others["webhooks"].limit

    assert run(main()) == (700, 100)


# Documented limits of endpoints and records


def test_one_ticket_takes_thirty_changes_in_ten_minutes_and_others_do_not_wait() -> None:
    async def main() -> tuple[list[float], float]:
        limiter = Limiter()
        await tell(limiter, 200, FULL)
        start = now()
        at: list[float] = []
        other = 0.0
        for _ in range(31):
            await tell(limiter, 200, {}, rule="per-ticket-updates", record="ticket/1")
            at.append(now() - start)
            if len(at) == 30:
                await tell(limiter, 200, {}, rule="per-ticket-updates", record="ticket/2")
                other = now() - start
        return at, other

    at, other = run(main())
    assert other < 60
    assert at[29] < 60
    assert at[30] >= 600


def test_a_change_without_a_record_is_counted_for_the_account_alone() -> None:
    async def main() -> set[str]:
        limiter = Limiter()
        await limiter.acquire(rule="per-ticket-updates")
        return set(limiter.state().others)

    assert run(main()) == set()


def test_documented_limits_follow_the_length_that_a_minute_has() -> None:
    async def main() -> tuple[float, float]:
        limiter = Limiter(window=5.0)
        await tell(limiter, 200, {}, rule="search-export")
        short = limiter.state().others["search-export"].window
        server = Server(58, 2.0 * 5.0)
        network = Network(server)
        for _ in range(200):
            await network.call(limiter)
        return short, limiter.state().others["search-export"].window

    assert run(main()) == (5.0, 10.0)


def test_high_volume_accounts_start_with_its_figures() -> None:
    async def main() -> tuple[int | None, int | None]:
        limits: list[int | None] = []
        for plan in ("high_volume", "enterprise"):
            limiter = Limiter(plan=plan)
            await limiter.acquire(rule="incremental-exports")
            limits.append(limiter.state().others["incremental-exports"].limit)
        return limits[0], limits[1]

    assert run(main()) == (30, 10)


def test_records_that_are_done_with_are_forgotten() -> None:
    async def main() -> int:
        limiter = Limiter(plan="enterprise_plus", pacing="burst")
        for index in range(3000):
            await tell(
                limiter, 200, {}, route="PUT /api/v2/organizations/{organization_id}", record=f"organization/{index}"
            )
            await asyncio.sleep(1)
        return len(limiter.state().others)

    assert run(main()) <= 1001


# Deadlines


@pytest.mark.parametrize("state", ["stopped", "spent", "blind"])
def test_a_wait_that_cannot_end_in_time_is_refused_at_once(state: str) -> None:
    async def main() -> float:
        limiter = Limiter(requests_per_minute=2, pacing="burst")
        if state == "stopped":
            await tell(limiter, 429, {"Retry-After": "30"})
        elif state == "spent":
            await tell(limiter, 200, {"ratelimit-limit": "2", "ratelimit-remaining": "0", "ratelimit-reset": "30"})
        else:
            await tell(limiter, 200, {})
        start = now()
        with pytest.raises(DeadlineExceeded, match=r"'account' lets this request go in \d+\.\d s"):
            await limiter.acquire(deadline=start + 10)
        return now() - start

    assert run(main()) == 0


def test_a_deadline_that_the_queue_outlasts_ends_the_wait() -> None:
    async def main() -> tuple[float, int]:
        limiter = Limiter()
        permits = [await limiter.acquire() for _ in range(4)]
        start = now()
        tasks = [asyncio.create_task(waited(limiter)) for _ in range(9)]
        await asyncio.sleep(0)
        with pytest.raises(DeadlineExceeded, match="'account'"):
            await limiter.acquire(deadline=start + 3.5)
        ended = now() - start
        for permit in permits:
            limiter.learn(permit, 200, FULL)
        await asyncio.gather(*tasks)
        return ended, limiter.state().account.waiting

    assert run(main()) == (3.5, 0)


def test_a_deadline_far_enough_away_is_no_hindrance() -> None:
    async def main() -> float:
        limiter = Limiter()
        await tell(limiter, 429, SPENT | {"Retry-After": "30"})
        return (await waited(limiter, deadline=now() + 31))[0]

    assert run(main()) == 30


def test_the_queue_before_a_request_counts_for_its_deadline() -> None:
    async def main() -> None:
        limiter = Limiter(pacing="burst")
        spent = {"ratelimit-limit": "5", "ratelimit-remaining": "0", "ratelimit-reset": "10"}
        await tell(limiter, 200, spent)
        tasks = [asyncio.create_task(limiter.acquire()) for _ in range(5)]
        await asyncio.sleep(0)
        with pytest.raises(DeadlineExceeded):
            await limiter.acquire(deadline=now() + 30)
        await limiter.acquire(deadline=now() + 30, priority=-1)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    run(main())


# The queue


def test_interactive_requests_pass_bulk_ones_and_each_kind_keeps_its_order() -> None:
    async def main() -> list[str]:
        limiter = Limiter()
        await tell(limiter, 429, SPENT | {"Retry-After": "5"})
        order: list[str] = []

        async def work(name: str, priority: int) -> None:
            permit = await limiter.acquire(priority=priority)
            order.append(name)
            limiter.learn(permit, 200, FULL)

        names = [("bulk 1", 1), ("bulk 2", 1), ("show 1", 0), ("bulk 3", 1), ("show 2", 0)]
        await asyncio.gather(*(work(*name) for name in names))
        return order

    assert run(main()) == ["show 1", "show 2", "bulk 1", "bulk 2", "bulk 3"]


def test_a_cancelled_wait_gives_its_place_to_the_next() -> None:
    async def main() -> int:
        limiter = Limiter()
        await tell(limiter, 429, SPENT | {"Retry-After": "5"})
        first, second = (asyncio.create_task(limiter.acquire()) for _ in range(2))
        await asyncio.sleep(1)
        first.cancel()
        await asyncio.sleep(0)
        waiting = limiter.state().account.waiting
        await second
        assert first.cancelled()
        return waiting

    assert run(main()) == 1


def test_a_task_cancelled_just_as_it_may_go_gives_its_permit_back() -> None:
    async def main() -> int:
        limiter = Limiter()
        held = [await limiter.acquire() for _ in range(4)]
        task = asyncio.create_task(limiter.acquire(rule="search-index"))
        await asyncio.sleep(0)
        limiter.learn(held[0], 200, FULL)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert task.cancelled()
        state = limiter.state()
        return state.account.in_flight + state.others["search-index"].in_flight

    assert run(main()) == 3


def test_a_request_that_was_never_sent_leaves_the_window_as_it_was() -> None:
    async def main() -> tuple[int | None, int | None]:
        limiter = Limiter()
        await tell(limiter, 200, FULL)
        permit = await limiter.acquire()
        during = limiter.state().account.remaining
        limiter.release(permit, sent=False)
        return during, limiter.state().account.remaining

    assert run(main()) == (599, 600)


def test_a_request_without_an_answer_stays_counted_until_an_answer_says_otherwise() -> None:
    async def main() -> tuple[int | None, int | None]:
        limiter = Limiter()
        await tell(limiter, 200, FULL)
        limiter.release(await limiter.acquire(), sent=True)
        after = limiter.state().account.remaining
        await asyncio.sleep(1)
        await tell(limiter, 200, FULL | {"ratelimit-reset": "29"})
        return after, limiter.state().account.remaining

    assert run(main()) == (599, 600)


def test_a_permit_ends_once() -> None:
    async def main() -> int:
        limiter = Limiter()
        permit = await limiter.acquire()
        limiter.learn(permit, 200, FULL)
        limiter.learn(permit, 429, SPENT)
        limiter.release(permit, sent=True)
        return limiter.state().account.in_flight

    assert run(main()) == 0


def test_before_the_first_answer_a_few_requests_go_and_one_more_a_second() -> None:
    async def main() -> list[float]:
        limiter = Limiter()
        start = now()
        at: list[float] = []
        for _ in range(7):
            await limiter.acquire()
            at.append(round(now() - start, 3))
        return at

    assert run(main()) == [0, 0, 0, 0, 1, 2, 3]


def test_without_a_plan_a_server_that_says_nothing_is_not_held_back() -> None:
    async def main() -> float:
        limiter = Limiter()
        start = now()
        for _ in range(1000):
            await tell(limiter, 200, {})
        return now() - start

    assert run(main()) == 0


def test_an_answer_overtaken_by_a_later_one_does_not_bring_requests_back() -> None:
    async def main() -> int | None:
        limiter = Limiter()
        first, second = await limiter.acquire(), await limiter.acquire()
        await asyncio.sleep(0.1)
        limiter.learn(second, 200, FULL | {"ratelimit-remaining": "5"})
        limiter.learn(first, 200, FULL | {"ratelimit-remaining": "6"})
        return limiter.state().account.remaining

    assert run(main()) == 5


def test_a_wait_can_be_seen() -> None:
    async def main() -> list[Wait]:
        waits: list[Wait] = []
        limiter = Limiter(on_wait=waits.append)
        await tell(limiter, 429, SPENT | {"Retry-After": "5"})
        await limiter.acquire()
        return waits

    assert run(main()) == [Wait("account", 5.0, 1, refused=True)]


def test_the_state_tells_what_is_known() -> None:
    async def main() -> None:
        limiter = Limiter(plan="team", reserve=10)
        before = limiter.state().account
        assert (before.limit, before.remaining, before.reset, before.source) == (200, 198, None, "plan")
        await tell(
            limiter,
            200,
            FULL | {"zendesk-ratelimit-search-index": "total=50; remaining=20; resets=30"},
            rule="search-index",
        )
        account, search = limiter.state().account, limiter.state().others["search-index"]
        assert (account.limit, account.remaining, account.used, account.reserve) == (700, 600, 1, 10)
        assert account.reset == pytest.approx(30, abs=1)
        assert (account.source, account.stopped, account.waiting, account.in_flight) == ("learnt", None, 0, 0)
        assert (search.limit, search.remaining, search.window) == (50, 20, 60.0)
        await tell(limiter, 429, SPENT | {"Retry-After": "5"})
        assert limiter.state().account.stopped == 5

    run(main())


def test_the_state_can_be_asked_for_before_anything_was_sent() -> None:
    account = Limiter().state().account
    assert (account.limit, account.remaining, account.used, account.source) == (None, None, 0, "unknown")


@pytest.mark.parametrize("share", [0, 1.5])
def test_a_share_that_cannot_be_is_refused(share: float) -> None:
    async def main() -> None:
        with pytest.raises(InvalidArgument, match="share"):
            await Limiter().acquire(share=share)

    run(main())


def test_the_time_can_be_given() -> None:
    async def main() -> float:
        limiter = Limiter(clock=lambda: 12.5)
        return (await limiter.acquire()).sent

    assert run(main()) == 12.5


def test_one_limiter_serves_one_event_loop_after_another() -> None:
    limiter = Limiter()

    async def first() -> None:
        await tell(limiter, 429, {"Retry-After": "50"})
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(limiter.acquire(), 1)

    async def second() -> float:
        return (await waited(limiter))[0]

    run(first())
    assert run(second()) == pytest.approx(50)


def test_the_hour_of_the_day_plays_no_part() -> None:
    """The only clock is the monotonic one of the event loop; `Date` is read for a Retry-After that is a date."""

    async def main() -> tuple[int, int]:
        server = Server(58, 5.0, 0.3)
        network, limiter = Network(server), Limiter(window=5.0)
        wrong = 0

        async def work() -> None:
            nonlocal wrong
            while True:
                permit = await limiter.acquire()
                status, headers = await network.exchange("we")
                wrong += 3600 * (-1) ** wrong
                limiter.learn(permit, status, headers | {"Date": formatdate(server.clock() + wrong, usegmt=True)})

        tasks = [asyncio.create_task(work()) for _ in range(50)]
        await asyncio.sleep(22)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return min(seen.used.total() for seen in server.full(3)), server.refused("we")

    assert run(main()) == (58, 0)
