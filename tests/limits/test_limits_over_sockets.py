"""What an account allows is used to the last request, over real sockets: a short form of `python -m benchmarks.limits`."""

import functools
import random

import pytest

from benchmarks.limits import Answers, measure, tasks_alone, tasks_beside_others, threads_alone

WINDOW = 2.0
LIMIT = 60
"""Thirty requests a second: what is measured is the limiter, not how much this machine can do beside the other tests."""

TASKS = 20
measure_briefly = functools.partial(measure, window=WINDOW, windows=4, limit=LIMIT)


@pytest.fixture
def phase() -> float:
    """Where in a window the client begins: anywhere."""
    chosen = random.random()
    print(f"phase {chosen}")
    return chosen


async def test_tasks_use_every_request_of_every_window_and_none_is_refused(phase: float) -> None:
    use = await measure_briefly(functools.partial(tasks_alone, tasks=TASKS), phase=phase)
    assert use.worst >= 0.995, use
    assert use.refused == 0, use


async def test_threads_of_a_sync_client_use_every_request_and_none_is_refused(phase: float) -> None:
    use = await measure_briefly(threads_alone, phase=phase)
    assert use.worst >= 0.995, use
    assert use.refused == 0, use


async def test_beside_another_client_the_whole_is_used_and_little_refused(phase: float) -> None:
    async def ask(url: str, until: float, answers: Answers) -> None:
        await tasks_beside_others(url, until, answers, 0.3 * LIMIT / WINDOW, tasks=TASKS)

    use = await measure_briefly(ask, phase=phase)
    assert use.share >= 0.97, use
    # So small a limit makes a request more than half a percent: one a window may meet what the other has just taken.
    assert use.refused <= len(use.windows), use
