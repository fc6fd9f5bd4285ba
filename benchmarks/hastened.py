"""An event loop on which time passes faster: waiting costs a fraction, and everything keeps its order.

What waits on the loop (timeouts, pauses between attempts, windows of rate limits, the life of tokens) is told the same
hastened time, as long as its clock is the loop's. Sockets are real.
"""

import asyncio
import selectors
import time
from typing import Any


class _Selector(selectors.DefaultSelector):
    def __init__(self, factor: float) -> None:
        super().__init__()
        self._factor = factor

    def select(self, timeout: float | None = None) -> Any:
        return super().select(timeout / self._factor if timeout else timeout)


class HastenedLoop(asyncio.SelectorEventLoop):
    """An event loop whose seconds are `factor` times as short as those on the wall."""

    def __init__(self, factor: float) -> None:
        super().__init__(_Selector(factor))
        self._factor = factor

    def time(self) -> float:
        return super().time() * self._factor


class WallClock:
    """The time of day as it passes on a hastened loop, in seconds since 1970; begins with the present."""

    def __init__(self, factor: float) -> None:
        self._factor = factor
        self._began, self._day = time.monotonic(), time.time()
        self.ahead = 0.0

    def __call__(self) -> float:
        return self._day + (time.monotonic() - self._began) * self._factor + self.ahead
