"""Limits that many processes share through Redis: whole runs in virtual time."""

import asyncio
import logging
import random

import pytest

from tests.limits.shared_simulation import Redis, limiter
from tests.unit.limit_simulation import Network, Server, VirtualLoop, for_seconds, now, run
from zendesk_async._limits import Limiter, Wait
from zendesk_async.errors import DeadlineExceeded

LIMIT, WINDOW = 200, 5.0
QUICK = 0.002, 0.02


async def loop_of_another_app(server: Server, part: float) -> None:
    """Take a part of every window in a plain loop that knows nothing of limits."""
    network = Network(server, *QUICK, seed=9)
    async with asyncio.TaskGroup() as group:
        while True:
            group.create_task(network.exchange("they"))
            await asyncio.sleep(server.window / (part * server.limit))


async def work(
    server: Server, limiters: list[Limiter], *, seconds: float, tasks: int = 40, others: float = 0.3, who: str = "we"
) -> None:
    """Let each process ask for as much as it may, beside another app."""
    app = asyncio.create_task(loop_of_another_app(server, others)) if others else None
    networks = [Network(server, *QUICK, seed=number) for number, _ in enumerate(limiters)]
    each = max(1, tasks // len(limiters))
    pieces = [
        lambda limiter=limiter, network=network: network.call(limiter, who)
        for limiter, network in zip(limiters, networks, strict=True)
        for _ in range(each)
    ]
    await for_seconds(seconds, *pieces)
    if app is not None:
        app.cancel()
        await asyncio.wait([app])


def used_of_left(server: Server, windows: int, first: int = 1) -> float:
    seen = [server.windows[index] for index in range(first, first + windows)]
    left = sum(server.limit - window.used["they"] for window in seen)
    return sum(window.used["we"] for window in seen) / left


def wasted(server: Server) -> float:
    return server.refused("we") / sum(window.used["we"] + window.refused["we"] for window in server.windows.values())


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what was logged, without the refusals."""
    return [record.getMessage() for record in caplog.records if "429" not in record.getMessage()]


@pytest.mark.parametrize(("processes", "phase"), [(2, 0.0), (4, 0.31), (4, 0.77)])
def test_processes_alone_on_the_account_use_every_request_and_none_is_refused(processes: int, phase: float) -> None:
    async def main() -> Server:
        server, redis = Server(LIMIT, WINDOW, phase), Redis()
        await work(server, [limiter(redis) for _ in range(processes)], seconds=3.2 * WINDOW, others=0)
        return server

    server = run(main())
    assert [window.used.total() for window in server.full(2)] == [LIMIT] * 2
    assert server.refused("we") == 0


@pytest.mark.parametrize(("processes", "most"), [(4, 0.003), (16, 0.01)])
def test_beside_another_app_what_it_leaves_is_used_and_hardly_anything_wasted(processes: int, most: float) -> None:
    async def main() -> Server:
        server, redis = Server(LIMIT, WINDOW, 0.4), Redis()
        await work(server, [limiter(redis) for _ in range(processes)], seconds=3.2 * WINDOW)
        return server

    server = run(main())
    assert used_of_left(server, 2) >= 0.97
    assert wasted(server) <= most


@pytest.mark.parametrize(("processes", "most"), [(4, 0.02), (16, 0.06)])
def test_redis_gone_half_way_stops_nobody_and_wastes_little(
    processes: int, most: float, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> Server:
        server, redis = Server(LIMIT, WINDOW, 0.4), Redis()
        asyncio.get_running_loop().call_later(2.3 * WINDOW, setattr, redis, "gone", True)
        await work(server, [limiter(redis) for _ in range(processes)], seconds=4.2 * WINDOW)
        return server

    server = run(main())
    assert used_of_left(server, 3) >= 0.97
    assert wasted(server) <= most
    told = lines(caplog)
    assert len(told) == processes
    assert all("keeps the limits for itself" in line for line in told)


@pytest.mark.parametrize(("fault", "phase"), [("gone", 0.1), ("slow", 0.6)])
def test_redis_back_is_asked_again(fault: str, phase: float, caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> tuple[Server, int]:
        server, redis = Server(LIMIT, 60.0, phase), Redis()
        later = asyncio.get_running_loop().call_later
        later(80.0, setattr, redis, fault, 2.0)
        later(180.0, setattr, redis, fault, 0.0)
        limiters = [limiter(redis) for _ in range(4)]
        await work(server, limiters, seconds=200.0)
        without = redis.asked
        await work(server, limiters, seconds=115.0)
        return server, redis.asked - without

    server, afterwards = run(main())
    assert afterwards > 100
    assert used_of_left(server, 4) >= 0.97
    assert wasted(server) <= 0.01
    told = lines(caplog)
    assert len(told) == 8
    assert sum("cannot be asked" in line for line in told) == sum("is back:" in line for line in told) == 4


def test_redis_flushed_is_filled_again_and_said_once(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> Server:
        server, redis = Server(LIMIT, WINDOW, 0.4), Redis()
        flush = asyncio.create_task(_later(2.4 * WINDOW, redis))
        await work(server, [limiter(redis) for _ in range(4)], seconds=4.2 * WINDOW)
        await flush
        return server

    async def _later(seconds: float, redis: Redis) -> None:
        await asyncio.sleep(seconds)
        await redis.flush()

    server = run(main())
    assert used_of_left(server, 3) >= 0.97
    assert wasted(server) <= 0.003
    assert lines(caplog) == ["redis was emptied: the limits that are shared begin anew"]


def test_what_vanishes_because_nobody_asked_for_long_is_nothing_to_tell(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> Server:
        server, redis = Server(LIMIT, WINDOW, 0.4), Redis()
        one, network = limiter(redis), Network(server, *QUICK)
        for _ in range(3):
            await for_seconds(2.0, lambda: network.call(one))
            await asyncio.sleep(600.0)
        return server

    assert run(main()).refused("we") == 0
    assert lines(caplog) == []


@pytest.mark.parametrize("jump", [3600.0, -3600.0, 2.2])
def test_a_redis_whose_clock_jumps_learns_the_windows_anew(jump: float) -> None:
    async def main() -> Server:
        server, redis = Server(LIMIT, WINDOW, 0.4), Redis()
        asyncio.get_running_loop().call_later(1.4 * WINDOW, setattr, redis, "offset", jump)
        await work(server, [limiter(redis) for _ in range(4)], seconds=4.2 * WINDOW)
        return server

    server = run(main())
    assert used_of_left(server, 2) >= 0.9
    assert used_of_left(server, 1, first=3) >= 0.97
    assert wasted(server) <= 0.02


@pytest.mark.parametrize("gone", [False, True], ids=["shared", "gone half way"])
def test_a_share_bounds_all_processes_together(gone: bool) -> None:
    async def main() -> Server:
        server, redis = Server(LIMIT, WINDOW, 0.2), Redis()
        if gone:
            asyncio.get_running_loop().call_later(2.3 * WINDOW, setattr, redis, "gone", True)
        await work(server, [limiter(redis, share=0.4) for _ in range(4)], seconds=4.2 * WINDOW, others=0)
        return server

    windows = run(main()).full(3)
    # A process cannot know what the others sent in the moment in which the gate goes.
    spent = windows.pop(1) if gone else windows.pop()
    assert 0.25 * LIMIT <= spent.used["we"] <= 0.45 * LIMIT
    for window in windows:
        assert 0.38 * LIMIT <= window.used["we"] <= 0.4 * LIMIT


def test_a_reserve_is_left_by_all_processes_together() -> None:
    async def main() -> Server:
        server, redis = Server(LIMIT, WINDOW, 0.2), Redis()
        await work(server, [limiter(redis, reserve=30) for _ in range(4)], seconds=3.2 * WINDOW, others=0)
        return server

    assert [window.used["we"] for window in run(main()).full(2)] == [LIMIT - 30] * 2


def test_interactive_calls_pass_the_bulk_of_other_processes() -> None:
    async def main() -> tuple[Server, list[float], list[float]]:
        server, redis = Server(LIMIT, WINDOW, 0.2), Redis()
        waits: dict[int, list[float]] = {0: [], 1: []}

        async def call(one: Limiter, priority: int) -> None:
            asked = now()
            permit = await one.acquire(priority=priority)
            waits[priority].append(now() - asked)
            status, headers = await Network(server, *QUICK).exchange("we")
            one.learn(permit, status, headers)

        async def answer_people() -> None:
            await asyncio.sleep(0.25)
            await call(people, 0)

        people = limiter(redis)
        jobs = [limiter(redis) for _ in range(3)]
        bulk = [lambda one=one: call(one, 1) for one in jobs for _ in range(20)]
        await for_seconds(4.2 * WINDOW, answer_people, *bulk)
        return server, waits[0], waits[1]

    server, interactive, bulk = run(main())
    assert [window.used["we"] for window in server.full(3)] == [LIMIT] * 3
    # Pacing ends a little before the window does: only then does a person wait, for the next one.
    interactive.sort()
    assert interactive[len(interactive) * 8 // 10] < 0.05
    assert sum(bulk) / len(bulk) > 1.0


def test_when_a_window_opens_those_who_wait_in_any_process_go_by_priority() -> None:
    async def main() -> list[int]:
        server, redis = Server(20, WINDOW, 0.2), Redis()
        people, job = limiter(redis), limiter(redis)
        network = Network(server, *QUICK)
        await asyncio.gather(*(network.call(job) for _ in range(20)))
        order: list[int] = []

        async def call(one: Limiter, priority: int) -> None:
            await network.call(one, priority=priority)
            order.append(priority)

        waiting = [asyncio.create_task(call(job, 1)) for _ in range(20)]
        await asyncio.sleep(0.2)
        waiting += [asyncio.create_task(call(people, 0)) for _ in range(15)]
        await asyncio.gather(*waiting)
        return order

    order = run(main())
    assert order.index(1) >= 10
    assert order[:20].count(0) == 15


def test_what_a_dead_process_held_returns_to_the_others() -> None:
    async def main() -> Server:
        server, redis = Server(30, 30.0, 0.01), Redis()
        dead, alive = limiter(redis), limiter(redis)
        network = Network(server, *QUICK)
        await network.call(dead)
        for _ in range(12):
            await dead.acquire()  # and nothing is ever heard of these again
        dead_queue_tasks = asyncio.all_tasks() - {asyncio.current_task()}
        await dead.close()
        redis_keeps_it = redis.asked
        assert redis_keeps_it
        await asyncio.gather(*dead_queue_tasks, return_exceptions=True)
        await for_seconds(28.0, *[lambda: network.call(alive)] * 10)
        return server

    assert run(main()).windows[0].used["we"] == 30


@pytest.mark.parametrize("processes", [4, 16])
def test_the_limit_of_an_endpoint_is_kept_by_all_processes_together(processes: int) -> None:
    async def main() -> Server:
        server, redis = Server(700, 60.0, 0.3, named={"incremental-exports": 10}), Redis()
        limiters = [limiter(redis) for _ in range(processes)]
        network = Network(server, *QUICK)
        # Each process has heard from the server before all ask at once.
        for one in limiters:
            await network.call(one, "before")
        calls = [
            lambda one=one: network.call(one, "export", endpoint="incremental-exports")
            for one in limiters
            for _ in "12"
        ]
        await for_seconds(3 * 60.0, *calls)
        return server

    server = run(main())
    assert [window.used["export"] for window in server.full(2)] == [10] * 2
    assert server.refused("export") == 0


def test_a_refusal_stops_all_processes_and_one_request_tries_first() -> None:
    async def main() -> tuple[Server, float, list[float]]:
        server, redis = Server(700, 60.0, 0.1), Redis()
        limiters = [limiter(redis) for _ in range(4)]
        network = Network(server, *QUICK)
        for one in limiters:
            await network.call(one, "before")
        refused = await limiters[0].acquire()
        limiters[0].learn(refused, 429, {"Retry-After": "7"})
        stopped = now()
        went: list[float] = []

        async def call(one: Limiter) -> None:
            permit = await one.acquire()
            went.append(now() - stopped)
            status, headers = await network.exchange("we")
            one.learn(permit, status, headers)

        await asyncio.sleep(0.1)
        await asyncio.gather(*(call(one) for one in limiters for _ in range(5)))
        return server, stopped, sorted(went)

    _, _, went = run(main())
    assert 7.0 <= went[0] <= 7.5
    # The others only after the first was answered.
    assert went[1] - went[0] >= 2 * QUICK[0]
    assert went[-1] < 20


def test_a_probe_that_is_refused_stops_all_again() -> None:
    async def main() -> list[float]:
        server, redis = Server(700, 60.0, 0.1), Redis()
        limiters = [limiter(redis) for _ in range(3)]
        network = Network(server, *QUICK)
        for one in limiters:
            await network.call(one, "before")
        began = now()
        went: list[float] = []

        async def call(one: Limiter) -> None:
            permit = await one.acquire()
            went.append(now() - began)
            one.learn(permit, 429 if len(went) <= 2 else 200, {"Retry-After": "5"} if len(went) <= 2 else {})

        await call(limiters[0])
        await asyncio.sleep(0.1)
        await asyncio.gather(*(call(one) for one in limiters for _ in range(3)))
        return went

    went = run(main())
    assert [round(moment) for moment in went[1:3]] == [5, 10]


def test_a_process_that_comes_later_is_told_what_the_others_know() -> None:
    async def main() -> tuple[int, int]:
        server, redis = Server(40, 60.0, 0.1), Redis()
        first, network = limiter(redis), Network(server, *QUICK)
        await for_seconds(53.0, *[lambda: network.call(first)] * 20)
        spent = server.windows[0].used["we"]
        second = limiter(redis)
        await for_seconds(2.0, *[lambda: network.call(second)] * 20)
        return spent, server.refused("we")

    assert run(main()) == (40, 0)


def test_a_server_that_says_nothing_of_limits_is_asked_all_the_same() -> None:
    async def main() -> tuple[int, int]:
        server, redis = Server(10_000, 60.0, silent=True), Redis()
        one, network = limiter(redis), Network(server, *QUICK)
        await for_seconds(30.0, *[lambda: network.call(one)] * 5)
        return server.windows[0].used["we"], redis.asked

    used, asked = run(main())
    assert used > 1000
    assert asked < 50  # once a second whether somebody else knows


def test_accounts_in_one_redis_do_not_meet() -> None:
    async def main() -> list[Server]:
        redis = Redis()
        servers = [Server(LIMIT, WINDOW, 0.2), Server(LIMIT, WINDOW, 0.6)]
        await asyncio.gather(
            *(
                work(server, [limiter(redis, account=name) for _ in "12"], seconds=3.2 * WINDOW, others=0)
                for server, name in zip(servers, ("acme", "globex"), strict=True)
            )
        )
        return servers

    for server in run(main()):
        assert [window.used["we"] for window in server.full(2)] == [LIMIT] * 2
        assert server.refused("we") == 0


def test_calls_that_end_while_they_wait_hold_nothing_back() -> None:
    async def main() -> Server:
        server, redis = Server(LIMIT, WINDOW, 0.2), Redis()
        limiters = [limiter(redis) for _ in range(4)]
        choose = random.Random(3)
        network = Network(server, *QUICK)

        async def impatient(one: Limiter) -> None:
            try:
                async with asyncio.timeout(choose.uniform(0.0, 0.3)):
                    permit = await one.acquire()
            except TimeoutError:
                return
            if choose.random() < 0.3:
                one.release(permit, sent=False)
            else:
                status, headers = await network.exchange("we")
                one.learn(permit, status, headers)

        await for_seconds(3.2 * WINDOW, *[lambda one=one: impatient(one) for one in limiters for _ in range(10)])
        return server

    server = run(main())
    assert [window.used["we"] for window in server.full(2)] == [LIMIT] * 2
    assert server.refused("we") == 0


def test_a_wait_is_told_once_and_only_when_there_is_one() -> None:
    waits: list[Wait] = []

    async def main() -> tuple[int, int]:
        server, redis = Server(20, 60.0, 0.1), Redis()
        one = limiter(redis, pacing="burst", on_wait=waits.append)
        network = Network(server, *QUICK)
        for _ in range(15):
            await network.call(one)
        before = len(waits)
        await asyncio.gather(*(network.call(one) for _ in range(10)))
        return before, len(waits)

    before, after = run(main())
    assert before == 0
    assert after == 5
    assert {wait.limit for wait in waits} == {"account"}


def test_a_deadline_is_kept_while_the_gate_lets_nobody_through() -> None:
    async def main() -> float:
        server, redis = Server(20, 60.0, 0.1), Redis()
        spender, late = limiter(redis, pacing="burst"), limiter(redis, pacing="burst")
        network = Network(server, *QUICK)
        await asyncio.gather(*(network.call(spender) for _ in range(20)))
        await asyncio.sleep(0.2)
        began = now()
        with pytest.raises(DeadlineExceeded):
            await late.acquire(deadline=now() + 3)
        return now() - began

    assert run(main()) <= 3.01


def test_closing_gives_everything_back_and_leaves_nothing_behind() -> None:
    async def main() -> tuple[int, set[str]]:
        server, redis = Server(20, 60.0, 0.1), Redis()
        first, second = limiter(redis, pacing="burst"), limiter(redis, pacing="burst")
        network = Network(server, *QUICK)
        await network.call(first)
        await network.call(second)
        for _ in range(10):
            await first.acquire()
        await first.close()
        await for_seconds(2.0, *[lambda: network.call(second)] * 5)
        await second.close()
        left = {task.get_name() for task in asyncio.all_tasks() - {asyncio.current_task()}}
        return server.windows[0].used["we"], left

    used, left = run(main())
    assert used == 20
    assert left == set()


def test_a_server_gone_from_the_start_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> Server:
        server, redis = Server(LIMIT, WINDOW, 0.2), Redis()
        redis.gone = True
        await work(server, [limiter(redis)], seconds=4.2 * WINDOW, others=0)
        return server

    with caplog.at_level(logging.DEBUG, "zendesk_async"):
        server = run(main())
    assert [window.used["we"] for window in server.full(3)] == [LIMIT] * 3
    assert len(lines(caplog)) == 1


@pytest.mark.parametrize("fault", ["gone", "read_only", "broken"])
def test_a_server_that_takes_nothing_for_long_is_one_line(fault: str, caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> Server:
        server, redis = Server(LIMIT, WINDOW, 0.2), Redis()
        one = limiter(redis)
        await Network(server, *QUICK).call(one)
        setattr(redis, fault, True)
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        await work(server, [one], seconds=8.2 * WINDOW, others=0)
        await one.close()
        return server

    server = run(main())
    assert [window.used["we"] for window in server.full(7)] == [LIMIT] * 7
    assert len(lines(caplog)) == 1


async def _call_again_and_again(network: Network, one: Limiter) -> None:
    while True:
        await network.call(one)


@pytest.mark.parametrize("moment", [0.1, 3.0], ids=["while it is asked", "while it is looked for"])
def test_a_limiter_closes_at_once_whatever_redis_does(moment: float) -> None:
    async def main() -> tuple[float, int]:
        server, redis = Server(LIMIT, WINDOW, 0.2), Redis()
        one, network = limiter(redis), Network(server, *QUICK)
        await network.call(one)
        await network.call(one)
        redis.slow = 60.0
        calls = [asyncio.create_task(_call_again_and_again(network, one)) for _ in "123"]
        await asyncio.sleep(moment)
        for call in calls:
            call.cancel()
        await asyncio.wait(calls)
        began = now()
        await one.close()
        return now() - began, len(asyncio.all_tasks())

    took, tasks = run(main())
    assert took <= 0.5
    assert tasks == 1


def test_a_program_that_computes_for_a_while_does_not_take_redis_for_gone(caplog: pytest.LogCaptureFixture) -> None:
    async def main() -> int:
        server, redis = Server(LIMIT, WINDOW, 0.2), Redis(least=0.1, most=0.2)
        one, network = limiter(redis), Network(server, *QUICK)

        async def compute() -> None:
            await asyncio.sleep(1.3)
            loop = asyncio.get_running_loop()
            assert isinstance(loop, VirtualLoop)
            loop.block(0.9)

        await for_seconds(20.0, compute, *[lambda: network.call(one)] * 5)
        return redis.asked

    assert run(main()) > 10
    assert lines(caplog) == []


def test_when_a_stop_is_over_late_news_does_not_make_anyone_wait() -> None:
    async def main() -> float:
        server, redis = Server(LIMIT, 60.0, 0.1), Redis()
        first, second = limiter(redis), limiter(redis)
        network = Network(server, *QUICK)
        for one in (first, second, first, second):
            await network.call(one)
        slow = await second.acquire()
        first.learn(await first.acquire(), 429, {"Retry-After": "3"})
        await asyncio.sleep(4.0)
        second.learn(slow, *await network.exchange("we"))
        await asyncio.sleep(1.0)
        began = now()
        await second.acquire()
        return now() - began

    assert run(main()) < 0.1
