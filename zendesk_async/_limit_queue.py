"""The queue in front of one limit: who waits, in which order, and the one timer that wakes them."""

import asyncio
import heapq
from collections.abc import Callable
from math import inf
from typing import NamedTuple

from zendesk_async._token_bucket import TokenBucket
from zendesk_async.errors import DeadlineExceeded


class Waiter(NamedTuple):
    """A request that waits: those of lower `priority` go first, then those of lower `number`."""

    priority: int
    number: int
    token: "asyncio.Future[int]"


Notice = Callable[["LimitQueue", int, int], None]
"""Is told of a request that must wait at a queue, of its priority and of how many wait there with it."""


class LimitQueue:
    """Let requests through one `TokenBucket`: lower `priority` first, within one priority in order of arrival."""

    __slots__ = ("_clock", "_loop", "_notice", "_number", "_queue", "_timer", "bucket")

    def __init__(self, bucket: TokenBucket, clock: Callable[[], float], notice: Notice) -> None:
        self.bucket = bucket
        self._clock = clock
        self._notice = notice
        self._queue: list[Waiter] = []
        self._number = 0
        self._timer: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def waiting(self) -> int:
        """How many requests wait here."""
        return len(self._queue)

    def try_take(self, now: float) -> int | None:
        """Take a token when there is one and nobody waits for it; None otherwise."""
        if self._queue or self.bucket.ready_in(now) > 0:
            return None
        return self.bucket.take(now)

    def estimate(self, now: float, priority: int) -> float:
        """Return the seconds a request of this priority would wait at least."""
        ahead = sum(waiter.priority <= priority for waiter in self._queue)
        return self.bucket.wait_at_least(now, ahead)

    async def take(self, priority: int, deadline: float | None) -> int:
        """Wait for a token. Raises `DeadlineExceeded` when none came by `deadline`."""
        self._tell_wait(priority)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[int] = loop.create_future()
        self._number += 1
        waiter = Waiter(priority, self._number, future)
        heapq.heappush(self._queue, waiter)
        self.wake()
        expiry = None if deadline is None else loop.call_later(deadline - self._clock(), self._expire, waiter)
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and future.exception() is None:
                self.put_back(future.result())
            else:
                self._remove(waiter)
            raise
        finally:
            if expiry is not None:
                expiry.cancel()

    def put_back(self, token: int) -> None:
        """Give back a token whose request was never sent."""
        self.bucket.put_back(token)
        self.wake()

    def wake(self) -> None:
        """Let go whoever may go now, and set the timer for the next."""
        while self._drop_done():
            now = self._clock()
            delay = self.bucket.ready_in(now)
            if delay > 0:
                self._sleep(delay)
                return
            self._let_go(now)

    async def close(self) -> None:
        """Let nobody through any more."""
        if self._timer is not None:
            self._timer.cancel()

    def _tell_wait(self, priority: int) -> None:
        self._notice(self, priority, self.waiting + 1)

    def _drop_done(self) -> bool:
        """Drop whoever does not wait any more from the head, and tell whether anybody waits."""
        while self._queue and self._queue[0].token.done():
            heapq.heappop(self._queue)
        return bool(self._queue)

    def _let_go(self, now: float, *, paced: bool = True) -> None:
        heapq.heappop(self._queue).token.set_result(self.bucket.take(now, paced=paced))

    def _sleep(self, delay: float) -> None:
        if delay == inf:
            return
        loop = asyncio.get_running_loop()
        when = loop.time() + delay
        if self._timer is not None:
            if self._loop is loop and loop.time() < self._timer.when() <= when:
                return
            self._timer.cancel()
        self._loop = loop
        self._timer = loop.call_at(when, self._ring)

    def _ring(self) -> None:
        self._timer = None
        self.wake()

    def _expire(self, waiter: Waiter) -> None:
        if not waiter.token.done():
            self._remove(waiter)
            waiter.token.set_exception(
                DeadlineExceeded(f"the deadline ended while the request waited for the limit {self.bucket.name!r}")
            )

    def _remove(self, waiter: Waiter) -> None:
        if waiter in self._queue:
            self._queue.remove(waiter)
            heapq.heapify(self._queue)
            self.wake()
