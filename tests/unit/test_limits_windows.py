"""How much of every window of the server is used, and how often it refuses: whole runs in virtual time."""

import asyncio
from functools import partial

import pytest

from tests.unit.limit_simulation import PHASES, Network, Server, ask_for, for_seconds, now, run
from zendesk_async._limits import Limiter

WORKERS = 200


async def work(server: Server, limiter: Limiter, *, windows: int = 10, workers: int = WORKERS, seed: float = 1) -> None:
    network = Network(server, seed=int(seed * 100))
    await for_seconds((windows + 1.2) * server.window, *[lambda: network.call(limiter)] * workers)


@pytest.mark.parametrize("phase", PHASES[::2])
@pytest.mark.parametrize("assumed", [5.0, 60.0], ids=["known", "learnt"])
def test_alone_on_the_account_every_request_of_every_window_is_used(assumed: float, phase: float) -> None:
    async def main() -> Server:
        server = Server(58, 5.0, phase)
        await work(server, Limiter(window=assumed), seed=phase)
        return server

    server = run(main())
    assert [seen.used.total() for seen in server.full(10)] == [58] * 10
    assert server.refused("we") == 0


# The cost of a run grows with the requests in it, so large limits are shown over fewer windows at most phases.
@pytest.mark.parametrize(
    ("phase", "windows"), [(0.0, 10), *((phase, 2) for phase in PHASES[1::4])], ids=lambda value: str(value)
)
def test_seven_hundred_requests_in_five_seconds_are_used_whole(phase: float, windows: int) -> None:
    async def main() -> Server:
        server = Server(700, 5.0, phase)
        await work(server, Limiter(window=5.0), windows=windows, seed=phase)
        return server

    server = run(main())
    assert [seen.used.total() for seen in server.full(windows)] == [700] * windows
    assert server.refused("we") == 0


@pytest.mark.parametrize("phase", PHASES[::10])
@pytest.mark.parametrize("options", [{}, {"plan": "enterprise"}, {"pacing": "burst"}], ids=["even", "plan", "burst"])
def test_a_minute_of_an_enterprise_account_is_used_whole(options: dict[str, str], phase: float) -> None:
    async def main() -> Server:
        server = Server(700, 60.0, phase)
        await work(server, Limiter(**options), windows=2, seed=phase)  # type: ignore[arg-type]  # any of them
        return server

    server = run(main())
    assert [seen.used.total() for seen in server.full(2)] == [700] * 2
    assert server.refused("we") == 0


@pytest.mark.parametrize("greedy", [0.0, 0.5, 1.0], ids=["spread", "mixed", "greedy"])
@pytest.mark.parametrize(("limit", "window"), [(58, 5.0), (700, 5.0), (700, 60.0)], ids=["58", "700", "700-minute"])
def test_beside_another_client_the_whole_is_used_and_hardly_anything_refused(
    limit: int, window: float, greedy: float
) -> None:
    phases, windows = (PHASES[::5], 10) if limit == 58 else (PHASES[::10], 4)
    used = ours = refused = 0
    for phase in phases:

        async def main(phase: float = phase) -> Server:
            server = Server(limit, window, phase)
            other = asyncio.create_task(ask_for(server, Network(server, seed=7), 0.3, greedy=greedy, seed=phase))
            await work(server, Limiter(window=window), windows=windows, seed=phase)
            other.cancel()
            return server

        server = run(main())
        used += sum(seen.used.total() for seen in server.full(windows))
        ours += sum(seen.used["we"] for seen in server.full(windows))
        refused += server.refused("we")
    assert used >= 0.97 * limit * windows * len(phases)
    assert refused <= 0.01 * ours


def test_bursting_takes_a_window_at_once_and_pacing_spreads_it() -> None:
    async def halfway(limiter: Limiter) -> int:
        server = Server(700, 60.0)
        network = Network(server)
        await for_seconds(90.0, *[lambda: network.call(limiter)] * WORKERS)
        return server.full(1)[0].used.total()

    assert run(halfway(Limiter(pacing="burst"))) == 700
    assert 300 <= run(halfway(Limiter())) <= 400


@pytest.mark.parametrize("phase", PHASES[::5])
def test_a_spent_endpoint_holds_back_its_own_requests_only(phase: float) -> None:
    async def main() -> Server:
        server = Server(200, 60.0, phase, named={"incremental-exports": 10})
        network, limiter = Network(server), Limiter()
        exports = [lambda: network.call(limiter, "export", endpoint="incremental-exports")] * 30
        await for_seconds(4.2 * 60, *exports, *[lambda: network.call(limiter, "rest")] * 50)
        return server

    server = run(main())
    assert [(seen.used["export"], seen.used["rest"]) for seen in server.full(3)] == [(10, 190)] * 3
    assert server.refused("export") == server.refused("rest") == 0


@pytest.mark.parametrize("phase", PHASES[::5])
@pytest.mark.parametrize("limit", [58, 700])
def test_a_share_bounds_the_client(limit: int, phase: float) -> None:
    async def main() -> Server:
        server = Server(limit, 5.0, phase)
        await work(server, Limiter(share=0.4, window=5.0), windows=6, seed=phase)
        return server

    for seen in run(main()).full(6):
        assert 0.38 * limit <= seen.used["we"] <= 0.4 * limit


@pytest.mark.parametrize("phase", PHASES[::5])
def test_shares_divide_an_endpoint_among_clients_that_know_nothing_of_each_other(phase: float) -> None:
    async def main() -> Server:
        server = Server(700, 60.0, phase, named={"incremental-exports": 20})
        network, limiters = Network(server), [Limiter(share=0.25) for _ in range(4)]
        jobs = [partial(network.call, limiter, "job", endpoint="incremental-exports") for limiter in limiters]
        await for_seconds(5.2 * 60, *jobs * 5)
        return server

    server = run(main())
    assert [seen.used["job"] for seen in server.full(4)] == [20] * 4
    assert server.refused("job") == 0


def test_a_share_of_one_job_leaves_the_rest_to_the_others() -> None:
    async def main() -> Server:
        server = Server(700, 60.0, 0.3)
        network, limiter = Network(server), Limiter()
        job = [lambda: network.call(limiter, "job", share=0.4)] * 100
        await for_seconds(4.2 * 60, *job, *[lambda: network.call(limiter, "rest")] * 100)
        return server

    server = run(main())
    for seen in server.full(3):
        assert seen.used["job"] <= 280
        assert seen.used.total() == 700
    assert server.refused("job") == server.refused("rest") == 0


@pytest.mark.parametrize("phase", PHASES[::5])
def test_a_reserve_is_left_in_every_window(phase: float) -> None:
    async def main() -> Server:
        server = Server(58, 5.0, phase)
        await work(server, Limiter(reserve=8, window=5.0), seed=phase)
        return server

    assert [seen.used["we"] for seen in run(main()).full(10)] == [50] * 10


@pytest.mark.parametrize("phase", PHASES[::5])
def test_windows_that_passed_in_silence_change_nothing(phase: float) -> None:
    async def main() -> tuple[Server, int]:
        server = Server(58, 5.0, phase)
        limiter = Limiter(window=5.0)
        await work(server, limiter, windows=2, seed=phase)
        await asyncio.sleep(1234.5)
        first = server.index()
        await work(server, limiter, windows=5, seed=phase)
        return server, first

    server, first = run(main())
    assert [server.windows[first + index].used.total() for index in range(1, 5)] == [58] * 4
    assert server.refused("we") == 0


@pytest.mark.parametrize("phase", PHASES[::5])
def test_a_server_that_says_nothing_gets_the_plan_less_one_percent(phase: float) -> None:
    async def main() -> Server:
        server = Server(700, 60.0, phase, silent=True)
        await work(server, Limiter(plan="enterprise"), windows=3, seed=phase)
        return server

    server = run(main())
    assert server.refused("we") == 0
    assert sum(seen.used["we"] for seen in server.full(3)) >= 0.98 * 700 * 3


def test_a_larger_plan_is_used_from_the_next_answer_on() -> None:
    async def main() -> Server:
        server = Server(200, 60.0, 0.4)

        async def upgrade() -> None:
            await asyncio.sleep(100)
            server.limit = 700

        task = asyncio.create_task(upgrade())
        await work(server, Limiter(plan="team"), windows=4)
        await task
        return server

    server = run(main())
    assert [seen.used.total() for seen in server.full(4)] == [200, 700, 700, 700]
    assert server.refused("we") == 0


def test_a_smaller_plan_is_kept_from_the_next_answer_on() -> None:
    async def main() -> Server:
        server = Server(700, 60.0, 0.4)

        async def downgrade() -> None:
            await asyncio.sleep(96.5)
            server.limit = 200

        task = asyncio.create_task(downgrade())
        await work(server, Limiter(plan="enterprise"), windows=4)
        await task
        return server

    server = run(main())
    assert [seen.used.total() for seen in server.full(4)][1:] == [200] * 3
    assert server.refused("we") <= 10


@pytest.mark.parametrize("skew", [-0.9, 0.9])
def test_a_server_whose_machines_disagree_by_a_second_refuses_hardly_anything(skew: float) -> None:
    async def main() -> Server:
        server = Server(700, 60.0, 0.1)
        network, limiter = Network(server), Limiter()
        count = 0

        async def call() -> None:
            nonlocal count
            count += 1
            permit = await limiter.acquire()
            status, headers = await network.exchange("we")
            if count % 30 == 0:
                headers["ratelimit-reset"] = str(max(1, round(int(headers["ratelimit-reset"]) + skew)))
            limiter.learn(permit, status, headers)

        await for_seconds(5.2 * 60, *[call] * WORKERS)
        return server

    server = run(main())
    assert sum(seen.used["we"] for seen in server.full(4)) >= 0.995 * 4 * 700
    assert server.refused("we") <= 0.005 * 4 * 700


def test_nothing_waits_longer_than_the_window_after_a_lost_answer() -> None:
    async def main() -> float:
        server = Server(10, 5.0)
        network, limiter = Network(server), Limiter(window=5.0)
        await network.call(limiter)
        for _ in range(9):
            permit = await limiter.acquire()
            limiter.release(permit, sent=True)
        start = now()
        await network.call(limiter)
        return now() - start

    assert run(main()) <= 5.5
