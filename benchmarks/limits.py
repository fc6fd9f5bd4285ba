"""How much of an account's rate limit is used, and how much is asked for in vain: `python -m benchmarks.limits`.

An emulator in a process of its own keeps a limit in fixed windows on its clock, as Zendesk does. As many requests as
there may be are sent for some windows, by many tasks of one client, by the threads of one sync client, and beside
another client that takes a random part. What counts is what the emulator counted, in the windows that were asked in
from their beginning to their end.
"""

import argparse
import asyncio
import contextlib
import dataclasses
import random
import sys
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import aiohttp

import zendesk_async
import zendesk_sync
from zendesk_async.cli._emulator_process import EmulatorProcess, Window
from zendesk_async.hooks import Event, ResponseReceived

LIMIT = 700  # the Enterprise plan's
TASKS = 200
THREADS = 8
OTHERS = 0.3


@dataclasses.dataclass
class Answers:
    """When each answer of one client came, and its status."""

    times: list[tuple[float, int]] = dataclasses.field(default_factory=list)

    def hook(self, event: Event) -> None:
        if isinstance(event, ResponseReceived):
            self.times.append((time.time(), event.status))


@dataclasses.dataclass(frozen=True)
class Use:
    """What became of the limit in the windows measured: the whole, and what this client asked for."""

    windows: list[Window]
    asked: int
    refused: int

    @property
    def share(self) -> float:
        """Requests used of requests allowed, by all clients together."""
        return sum(window.used for window in self.windows) / sum(window.limit for window in self.windows)

    @property
    def worst(self) -> float:
        """The same, in the window that was used least."""
        return min(window.used / window.limit for window in self.windows)

    @property
    def refused_share(self) -> float:
        """Requests of this client that were refused, of all that it sent."""
        return self.refused / self.asked

    def __str__(self) -> str:
        return (
            f"{len(self.windows)} windows, used {self.share:.2%} (least {self.worst:.2%}), "
            f"refused {self.refused} of {self.asked} ({self.refused_share:.2%})"
        )


Ask = Callable[[str, float, Answers], Awaitable[None]]
"""Asks an account, at its origin, until a time in seconds since 1970, and notes the answers."""


async def tasks_alone(url: str, until: float, answers: Answers, *, tasks: int = TASKS) -> None:
    """Ask with many tasks of one async client."""
    async with _client(url, answers) as client:

        async def ask() -> None:
            while time.time() < until:
                await client.users.me()

        await asyncio.gather(*(ask() for _ in range(tasks)))


async def threads_alone(url: str, until: float, answers: Answers) -> None:
    """Ask with some threads that share one sync client."""
    with zendesk_sync.Zendesk(base_url=url, auth=zendesk_async.OAuthToken("token"), hooks=[answers.hook]) as client:

        def ask() -> None:
            while time.time() < until:
                client.users.me()

        threads = [threading.Thread(target=ask) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            await asyncio.to_thread(thread.join)


async def tasks_beside_others(url: str, until: float, answers: Answers, rate: float, *, tasks: int = TASKS) -> None:
    """Ask with many tasks while another client sends requests at random moments, `rate` a second on average."""
    async with _other_client(url, rate):
        await tasks_alone(url, until, answers, tasks=tasks)


@contextlib.asynccontextmanager
async def _other_client(url: str, rate: float) -> AsyncIterator[None]:
    headers = {"Authorization": "Bearer token"}
    async with aiohttp.ClientSession(headers=headers, connector=aiohttp.TCPConnector(limit=0)) as session:

        async def ask() -> None:
            async with session.get(f"{url}/api/v2/users/me") as answer:
                await answer.read()

        async def ask_at_random() -> None:
            chosen = random.Random()
            due = time.monotonic()
            async with asyncio.TaskGroup() as group:
                while True:
                    due += chosen.expovariate(rate)
                    await asyncio.sleep(due - time.monotonic())
                    group.create_task(ask())

        asking = asyncio.ensure_future(ask_at_random())
        try:
            yield
        finally:
            asking.cancel()
            await asyncio.wait([asking])


def _client(url: str, answers: Answers) -> zendesk_async.Zendesk:
    return zendesk_async.Zendesk(base_url=url, auth=zendesk_async.OAuthToken("token"), hooks=[answers.hook])


async def measure(ask: Ask, *, window: float, windows: int, phase: float, limit: int = LIMIT) -> Use:
    """Let a client ask for so many whole windows, beginning at a phase of the window from 0 to 1.

    The window is how many seconds a minute of the limit lasts. Below 2 it says nothing of its phase: answers tell the
    end of the window in whole seconds.
    """
    async with EmulatorProcess(tickets=1, window=window, requests_per_window=limit) as emulator:
        await asyncio.sleep((phase * window - time.time()) % window)
        began = time.time()
        ended = began + (windows + 1) * window
        answers = Answers()
        await ask(emulator.url, ended, answers)
        await asyncio.sleep(window)  # the last window has to be over to be reported
        state = await emulator.state()
    measured = [one for one in state.windows if one.complete and one.start >= began and one.end <= ended]
    first, last = measured[0].start, measured[-1].end
    inside = [status for moment, status in answers.times if first <= moment <= last]
    return Use(measured, len(inside), inside.count(429))


async def main() -> int:
    """Measure at full size, print the figures and return whether they are what is promised."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.limits", description=__doc__)
    parser.add_argument("--window", type=float, default=5.0, help="how many seconds a minute of the limit lasts")
    parser.add_argument("--windows", type=int, default=10, help="how many of them are measured")
    asked = parser.parse_args()
    rate = OTHERS * LIMIT / asked.window
    wrong = 0
    for name, ask, least, most_refused in (
        (f"{TASKS} tasks, alone", tasks_alone, 0.995, 0.0),
        (f"{THREADS} threads of one sync client, alone", threads_alone, 0.995, 0.0),
        (
            f"{TASKS} tasks, beside another client that takes a random {OTHERS:.0%}",
            lambda url, until, answers: tasks_beside_others(url, until, answers, rate),
            0.97,
            0.01,
        ),
    ):
        use = await measure(ask, window=asked.window, windows=asked.windows, phase=random.random())
        held = (use.worst if most_refused == 0 else use.share) >= least and use.refused_share <= most_refused
        print(f"{name}: {use}{'' if held else '  NOT AS PROMISED'}", flush=True)
        wrong += not held
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
