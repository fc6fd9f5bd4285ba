"""The queue in front of one limit that is shared: who waits here, and when the gate is asked for them."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from math import inf
from typing import Any

import msgspec

from zendesk_async._limit_queue import LimitQueue, Notice, Waiter
from zendesk_async._shared_limits import SharedLimits
from zendesk_async._token_bucket import TokenBucket

_LEASE = 5.0
"""Seconds after which what a process holds returns to the others when nothing more is heard of it."""

_SOON, _LATER = 0.05, 0.5
"""Seconds after which answers are told to the gate when no question carries them: while little is left, and much."""

_UNKNOWN = 1.0
"""Seconds for which a gate that knows nothing of the limit is not asked by a process that knows nothing either."""


class SharedQueue(LimitQueue):
    """Let requests through one limit as the gate says, or through this process's own bucket while it cannot be asked.

    The bucket learns from every answer either way, so that it can take over at any moment. A process asks for all that
    wait at once, and is told when each may go, a moment ahead at most: nothing is held that nobody waits for.
    """

    __slots__ = (
        "_again",
        "_asked",
        "_asking",
        "_due",
        "_flush",
        "_heard_at",
        "_noticed",
        "_probe",
        "_probe_told",
        "_server_ahead",
        "_shared",
        "_told",
        "_told_at",
        "_told_priority",
        "_unknown_until",
    )

    def __init__(self, bucket: TokenBucket, clock: Callable[[], float], notice: Notice, shared: SharedLimits) -> None:
        super().__init__(bucket, clock, notice)
        self._shared = shared
        self._due: deque[float] = deque()
        self._asking: asyncio.Task[None] | None = None
        self._again = -inf
        self._told = self._state()
        self._flush = _SOON
        self._unknown_until = -inf
        self._told_at = -inf
        self._told_priority = 0
        self._probe = self._probe_told = False
        self._noticed = 0
        self._server_ahead: float | None = None
        self._asked = False
        self._heard_at = -inf

    def try_take(self, now: float) -> int | None:
        """Take a token where this process decides for itself; the gate has to be asked, which takes a moment."""
        return None if self._asks(now) else super().try_take(now)

    def wake(self) -> None:
        """Let go whoever may go now, ask the gate for the others, and set the timer for what is next."""
        now = self._clock()
        if self._asks(now):
            self._deliver(now)
            self._plan(now)
        else:
            self._due.clear()
            super().wake()

    async def close(self) -> None:
        """Give everything back to the other processes."""
        await super().close()
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait([self._asking])
        if self._heard_at > -inf and self._told_at + _LEASE > self._clock():
            await self._shared.ask(self.bucket.name, self._message(self._clock(), leaving=True))

    def _asks(self, now: float) -> bool:
        if not self._shared.up:
            self._shared.try_again()
            return False
        bucket = self.bucket
        if bucket.limit is None and not bucket.cautious:
            return False  # nobody waits here
        return bucket.learnt or now >= self._unknown_until

    def _tell_wait(self, priority: int) -> None:
        if not self._asks(self._clock()):
            super()._tell_wait(priority)

    # What the gate has granted

    def _deliver(self, now: float) -> None:
        while self._due and self._due[0] <= now:
            if not self._drop_done():
                self._due.clear()
                return
            self._due.popleft()
            self._let_go(now, paced=False)

    def _plan(self, now: float) -> None:
        uncovered = self.waiting - len(self._due)
        if self._due and self.waiting:
            self._sleep(self._due[0] - now)
        if self._asking is not None:
            return
        if uncovered > 0:
            passes = self._queue[0].priority < self._told_priority
            if passes or self._again <= now:
                self._asking = asyncio.get_running_loop().create_task(self._ask())
                return
            self._sleep(self._again - now)
        state = self._state()
        if state != self._told:
            refused = state[-1] is not None and state[-1] != self._told[-1]
            self._tell_by(now if refused else self._told_at + self._flush, now)
        if self.bucket.in_flight or self._due:
            self._tell_by(self._told_at + _LEASE / 3, now)

    def _tell_by(self, when: float, now: float) -> None:
        if when <= now:
            if self._asking is None:
                self._asking = asyncio.get_running_loop().create_task(self._ask())
        else:
            self._sleep(when - now)

    # Asking

    async def _ask(self) -> None:
        try:
            answer = await self._shared.ask(self.bucket.name, self._message(self._clock()))
        finally:
            self._asking = None
        if answer is not None:
            self._heed(*answer)
        self.wake()

    def _message(self, now: float, *, leaving: bool = False) -> bytes:
        bucket = self.bucket
        self._told, self._told_at = self._state(), now
        said: dict[str, Any] = {
            "held": bucket.in_flight + len(self._due),
            "life": _LEASE,
            "reserve": bucket.reserve,
            "pacing": bucket.pacing,
            "latency": bucket.latency,
        }
        if self._server_ahead is not None:
            said["at"] = round(1000 * now + self._server_ahead)
        if (standing := bucket.standing(now)) is not None:
            said["standing"] = {name: value for name, value in standing._asdict().items() if value is not None}
        if bucket.stopped is not None:
            said["stopped"] = bucket.stopped - now
        self._probe_told = self._probe and not self._due and not bucket.probing
        if self._probe_told:
            said["probe"] = "answered" if bucket.stopped is None else "unused"
        if leaving:
            said |= {"held": 0, "leaving": True}
        elif waiting := sorted(Counter(waiter.priority for waiter in self._uncovered()).items()):
            said["waiting"] = waiting
            self._told_priority = waiting[0][0]
        self._asked = "waiting" in said
        return msgspec.json.encode(said)

    def _heed(
        self, known: int, begun: int, processes: int, plenty: int, probing: int, wait: int, at: int, *grants: int
    ) -> None:
        now = self._clock()
        self._server_ahead = at - 1000 * now
        bucket = self.bucket
        if not known:
            self._unknown_until = now + _UNKNOWN
            return
        if begun and now < self._heard_at + bucket.window:
            self._shared.tell_loss()
        self._heard_at = now
        bucket.peers = processes
        if probing:
            bucket.expect_probe(now)
        elif grants:
            bucket.resume(now)
        self._probe = bool(probing) or (self._probe and not self._probe_told)
        self._due = deque(sorted([*self._due, *(now + grant / 1e6 for grant in grants)]))
        self._again = now + wait / 1e6 if self._asked else -inf
        self._flush = _LATER if plenty else _SOON
        for waiter in [waiter for waiter in self._uncovered() if waiter.number > self._noticed]:
            self._noticed = max(self._noticed, waiter.number)
            self._notice(self, waiter.priority, self.waiting)

    def _uncovered(self) -> list[Waiter]:
        """Return who waits and was not granted anything yet."""
        return sorted(self._queue)[len(self._due) :] if self._due else self._queue

    def _state(self) -> tuple[int, int, float | None]:
        bucket = self.bucket
        return (bucket.in_flight + len(self._due), bucket.used, bucket.stopped)
