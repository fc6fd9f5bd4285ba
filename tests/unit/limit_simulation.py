"""An account of Zendesk with fixed windows and a slow network, in virtual time: a minute costs milliseconds.

Nothing here sleeps: the event loop's clock jumps to the next timer.
"""

import asyncio
import math
import random
import selectors
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from email.utils import formatdate
from typing import Any, TypeVar

import attrs

from zendesk_async._limits import Limiter

T = TypeVar("T")
PHASES = tuple(round(index / 25, 2) for index in range(25))
"""When in the server's window a run begins, as parts of the window."""

_EPOCH = 1_700_000_040.0  # 2023-11-14T22:14:00Z, the turn of a minute


class _JumpingSelector(selectors.DefaultSelector):
    """A selector whose waits take no time but move its clock."""

    now = 1000.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everything waits and no timer will wake it")
        self.now += max(0.0, timeout)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose time passes only while all tasks wait."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now

    def block(self, seconds: float) -> None:
        """Let time pass in which nothing runs, as while a program computes."""
        self._jumping.now += seconds


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)


def now() -> float:
    return asyncio.get_running_loop().time()


@attrs.define
class Window:
    """What one window of the server saw: who was let in and who was refused."""

    used: Counter[str] = attrs.field(factory=Counter[str])
    refused: Counter[str] = attrs.field(factory=Counter[str])


@attrs.define
class Server:
    """Count requests in fixed windows on a clock of its own.

    `phase` is the part of a window that has passed when the run begins; `named` are limits of endpoints.
    """

    limit: int
    window: float = 60.0
    phase: float = 0.0
    named: Mapping[str, int] = attrs.field(factory=dict[str, int])
    silent: bool = False
    windows: dict[int, Window] = attrs.field(factory=dict[int, Window])
    start: float = attrs.field(factory=now)
    spent: Counter[tuple[str, int]] = attrs.field(factory=Counter[tuple[str, int]])

    def clock(self) -> float:
        return _EPOCH + self.phase * self.window + now() - self.start

    def index(self) -> int:
        return math.floor((self.clock() - _EPOCH) / self.window)

    def arrive(self, who: str, endpoint: str | None = None) -> tuple[int, dict[str, str]]:
        clock, index = self.clock(), self.index()
        reset = str(max(1, math.ceil(_EPOCH + (index + 1) * self.window - clock)))
        window = self.windows.setdefault(index, Window())
        status = 200
        headers = {"Date": formatdate(clock, usegmt=True)}
        if window.used.total() < self.limit:
            window.used[who] += 1
        else:
            status = 429
        remaining = str(self.limit - window.used.total())
        if not self.silent:
            headers |= {"X-Rate-Limit": str(self.limit), "ratelimit-limit": str(self.limit)}
            headers |= {"ratelimit-remaining": remaining, "ratelimit-reset": reset}
        if endpoint is not None and status == 200:
            limit = self.named[endpoint]
            if self.spent[endpoint, index] < limit:
                self.spent[endpoint, index] += 1
            else:
                status = 429
            left = limit - self.spent[endpoint, index]
            headers[f"zendesk-ratelimit-{endpoint}"] = f"total={limit}; remaining={left}; resets={reset}"
        if status == 429:
            window.refused[who] += 1
            headers["Retry-After"] = reset
        return status, headers

    def full(self, count: int) -> list[Window]:
        """Return the first `count` windows after the one in which the run began."""
        return [self.windows.get(index, Window()) for index in range(1, count + 1)]

    def refused(self, who: str) -> int:
        return sum(window.refused[who] for window in self.windows.values())


@attrs.define
class Network:
    """Send requests to a server that takes its time: `least` to `most` seconds each way."""

    server: Server
    least: float = 0.001
    most: float = 0.150
    seed: int = 1
    _random: random.Random = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._random = random.Random(self.seed)

    async def exchange(self, who: str, endpoint: str | None = None) -> tuple[int, dict[str, str]]:
        await asyncio.sleep(self._random.uniform(self.least, self.most))
        answer = self.server.arrive(who, endpoint)
        await asyncio.sleep(self._random.uniform(self.least, self.most))
        return answer

    async def call(self, limiter: Limiter, who: str = "we", *, endpoint: str | None = None, **options: Any) -> int:
        permit = await limiter.acquire(rule=endpoint, **options)
        try:
            status, headers = await self.exchange(who, endpoint)
        except BaseException:
            limiter.release(permit, sent=True)
            raise
        limiter.learn(permit, status, headers)
        return status


async def for_seconds(seconds: float, *work: Callable[[], Awaitable[object]]) -> None:
    """Repeat each piece of work, each in a task of its own, for so long."""

    async def repeat(piece: Callable[[], Awaitable[object]]) -> None:
        while True:
            await piece()

    tasks = [asyncio.create_task(repeat(piece)) for piece in work]
    await asyncio.sleep(seconds)
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome


async def ask_for(server: Server, network: Network, part: float, *, greedy: float, seed: float) -> None:
    """Be another client: ask for a part of every window, at random times or, with a chance of `greedy`, all at once."""
    choose = random.Random(seed)
    asked: set[asyncio.Task[Any]] = set()
    try:
        while True:
            left = server.window - (server.clock() - _EPOCH) % server.window
            end = now() + left
            at_once = choose.random() < greedy
            for wait in sorted(0.0 if at_once else choose.uniform(0, left) for _ in range(round(part * server.limit))):
                await asyncio.sleep(max(0.0, end - left + wait - now()))
                asked.add(asyncio.create_task(network.exchange("they")))
            await asyncio.sleep(max(0.0, end - now()) + 0.001)
    finally:
        for task in asked:
            task.cancel()
