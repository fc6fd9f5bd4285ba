"""One limit: how many requests may still go in the server's window, and when the next one may.

Pure: no tasks, no timers, the time is an argument. What the server says is the truth; what is counted here is only
what the server cannot have said yet. A request is counted against the window of its answer, wherever it was sent.
"""

from collections import deque
from math import floor, inf
from typing import Literal

from zendesk_async._limit_headers import Quota
from zendesk_async._limit_standing import Standing
from zendesk_async._other_clients import OtherClients
from zendesk_async._window_clock import WindowClock

Pacing = Literal["even", "burst"]
Source = Literal["unknown", "plan", "rule", "learnt"]

_FIRST_PROBES = 4
"""Requests let go before the first answer has told the limit; one more a second while none comes."""

_SILENT_ANSWERS = 3
"""Answers without any figure after which the server is taken to send none."""

_GUARD = 0.005
"""Seconds after the latest moment at which the window can have turned."""

_TAIL = 0.12
_LONGEST_TAIL = 3.0
"""Even pacing ends this share of the window (at most this many seconds) before the window does, so that a request that
is late by a busy machine or a slow network still arrives in the window it was meant for."""

_LONGEST_BURST = 10
_LONGEST_STOP = 3600.0
"""Seconds beyond which a Retry-After is not believed; Zendesk's longest window is an hour (anonymous requests)."""


class TokenBucket:
    """Hand out what one limit allows.

    While `limit` is only assumed (from the plan or the documentation) a token comes back a whole window after its
    answer, which no phase of the server's windows can turn into a refusal. From the first answer with figures on, the
    bucket follows the server's windows and spends each to the end. A `cautious` bucket without a limit lets a few
    requests go and waits for what their answers say; any other bucket without a limit never makes anyone wait.
    """

    __slots__ = (
        "_carried",
        "_counted",
        "_epoch",
        "_failures",
        "_first_wait",
        "_last_report",
        "_limit_sent",
        "_log",
        "_margin",
        "_others",
        "_probe",
        "_ramp",
        "_remaining",
        "_serial",
        "_silent",
        "_slot",
        "_unreported",
        "_unreported_at",
        "cautious",
        "clock",
        "in_flight",
        "latency",
        "learnt",
        "limit",
        "name",
        "pacing",
        "peers",
        "reserve",
        "share",
        "source",
        "stopped",
        "used_at",
    )

    def __init__(
        self,
        name: str,
        *,
        limit: int | None = None,
        window: float = 60.0,
        source: Source = "unknown",
        pacing: Pacing = "burst",
        reserve: int = 0,
        margin: float = 1.0,
        cautious: bool = False,
        share: float | None = None,
    ) -> None:
        self.name = name
        self.limit = limit
        self.source: Source = source
        self.pacing: Pacing = pacing
        self.reserve = reserve
        self.share = share
        self.clock = WindowClock(window)
        self.learnt = False
        self.peers = 1
        self.in_flight = 0
        self.stopped: float | None = None
        self.used_at = -inf
        self._margin = margin
        self.cautious = cautious
        self._serial = 0
        self._probe: int | None = None
        self._failures = 0
        self._ramp: int | None = None
        self._log: deque[float] = deque()
        self._silent = 0
        self._first_wait: float | None = None
        self._epoch = 0
        self._remaining: int | None = None
        self._counted = 0
        self._carried = 0
        self._unreported = 0
        self._unreported_at = -inf
        self._last_report = -inf
        self._limit_sent = -inf
        self._slot = -inf
        self.latency = 0.0
        self._others = OtherClients()

    @property
    def window(self) -> float:
        """Seconds a window lasts."""
        return self.clock.window

    @property
    def used(self) -> int:
        """Requests of this client that were counted in the window now, or still may be."""
        return (self._counted if self.learnt else len(self._log)) + self.in_flight

    def remaining(self, now: float) -> int | None:
        """Return how many requests the window has left for everyone, or None while that is not known."""
        if self.limit is None:
            return None
        return max(0, self._left(now) - self.in_flight)

    def reset(self, now: float) -> float | None:
        """Return the seconds to the end of the window, or None while that is not known."""
        if not self.learnt:
            return None
        self._roll(now)
        return max(0.0, self.clock.opening - now)

    @property
    def probing(self) -> bool:
        """Whether the one request that tries after a stop is on its way."""
        return self._probe is not None

    def standing(self, now: float) -> Standing | None:
        """Return what is known of the window now; None before an answer has told."""
        if not self.learnt or self.limit is None:
            return None
        self._roll(now)
        clock = self.clock
        return Standing(
            clock.low - now,
            clock.opening - now,
            clock.window,
            self.limit,
            self._remaining,
            self._counted,
            self._unreported,
            clock.observed,
            clock.sure,
        )

    # Taking and giving back

    def ready_in(self, now: float) -> float:
        """Return the seconds until a token may be there: 0 is now, infinity only after an answer."""
        if self.stopped is not None:
            return inf if self._probe is not None else max(0.0, self.stopped - now)
        free = self._free(now)
        if free < 1:
            return self._refill_in(now)
        if self._parts > 1 and free < 2 * self.peers and self.limit is not None:
            # What is left may be taken by the others at this moment: no faster than the windows' own rate.
            return max(0.0, self.used_at + self.peers * self.window / self.limit - now)
        if self.pacing == "burst" or self.limit is None:
            return 0.0
        return max(0.0, self._slot + self._interval(now, free) - now)

    def take(self, now: float, *, paced: bool = True) -> int:
        """Take a token and return its number. Call it when `ready_in` is 0; not `paced` when another gate says so."""
        self._serial += 1
        self.used_at = now
        if self.stopped is not None:
            self._probe = self._serial
        elif not paced:
            self._slot = now
        elif self.pacing == "even" and self.limit is not None:
            interval = self._interval(now, max(self._free(now), 1.0))
            burst = min(_LONGEST_BURST, max(1.0, self.limit / 20))
            self._slot = max(self._slot + interval, now - burst * interval)
        if not self.in_flight and self._first_wait is None:
            self._first_wait = now
        self.in_flight += 1
        return self._serial

    def put_back(self, token: int) -> None:
        """Give back a token whose request was never sent."""
        self.in_flight -= 1
        if token == self._probe:
            self._probe = None

    def lose(self, token: int, now: float) -> None:
        """Give up a token whose request was sent and never answered: the server may have counted it."""
        self.put_back(token)
        self._count_unreported(now)

    def wait_at_least(self, now: float, ahead: int) -> float:
        """Return the seconds that a request with `ahead` others before it waits whatever the next answers say."""
        if self.stopped is not None:
            return max(0.0, self.stopped - now)
        if self.limit is None:
            return 0.0
        short = ahead + 1 - self._left(now) + min(self.reserve, self.limit - 1)
        if short <= 0:
            return 0.0
        if not self.learnt:
            return max(0.0, self._log[short - 1] + self.window - now) if short <= len(self._log) else 0.0
        windows = (short - 1) // max(1, self.limit - self.reserve)
        return max(0.0, self.clock.low + windows * self.window - now)

    # Learning

    def answer(self, token: int, sent: float, now: float, quota: Quota | None) -> None:
        """Learn from the answer to a request. `quota` is what it says of this limit, if anything."""
        self.in_flight -= 1
        took = now - sent
        self.latency += (took - self.latency) * 0.1 if self.latency else took
        if token == self._probe:
            self._probe = self.stopped = None
            self._failures = 0
        elif self._ramp is not None:
            self._ramp += 1
        if quota is None or (quota.limit is None and self.limit is None):
            self._silent += 1
            self._count_unreported(now)
        else:
            self._report(sent, now, quota)

    def refuse(self, token: int, sent: float, now: float, retry_after: float | None, quota: Quota | None) -> None:
        """Learn that this limit refused a request (429): stop until `retry_after` seconds or the window has passed.

        After that one request goes, and the others once it was not refused.
        """
        failures = self._failures
        probe = token == self._probe
        self.answer(token, sent, now, quota)
        if probe:
            self._failures = failures + 1
        self.stop(now, retry_after, quota)

    def stop(self, now: float, retry_after: float | None, quota: Quota | None) -> None:
        """Stop for `retry_after` seconds, or as long as the window lasts when it says nothing that can be believed."""
        if retry_after is None or retry_after > _LONGEST_STOP:
            if quota is not None and quota.reset:
                retry_after = float(quota.reset)
            elif self.learnt:
                retry_after = max(self.clock.opening - now, _GUARD)
            else:
                # Nothing says when to come back, so each refusal doubles the wait, to a whole window at most.
                retry_after = min(self.window, 2.0 ** min(self._failures, 12))
        self.stopped = max(self.stopped or -inf, now + retry_after)
        self._ramp = None if self.learnt else 1

    def expect_probe(self, now: float) -> None:
        """Take the next request for the one that tries after a stop, wherever the refusal was met."""
        self.stopped = now if self.stopped is None else self.stopped

    def resume(self, now: float) -> None:
        """End a stop whose time is over: another client's request was let in."""
        if self.stopped is not None and self.stopped <= now:
            self.stopped = self._probe = None

    def hear(self, sent: float, now: float, quota: Quota) -> None:
        """Learn what an answer says of this limit, whose request held no token of it."""
        if quota.limit is not None or self.limit is not None:
            self._report(sent, now, quota)

    def idle(self, now: float) -> bool:
        """Tell whether nothing is lost when the bucket is forgotten."""
        return not self.in_flight and self.stopped is None and self.used_at + self.window < now

    def _count_unreported(self, now: float) -> None:
        if self.learnt:
            self._roll(now)
            self._counted += 1
            self._unreported += 1
            self._unreported_at = now
            if now >= self.clock.low:
                # The window may have turned already and have counted the request after that.
                self._carried += 1
        elif self.limit is not None:
            self._log.append(now)

    def _report(self, sent: float, now: float, quota: Quota) -> None:
        changed = quota.limit is not None and quota.limit != self.limit and sent >= self._limit_sent
        if changed:
            self.limit, self._limit_sent = quota.limit, now
        self.source = "learnt"
        latest = sent > self._last_report
        if not quota.reset:
            # Nothing says when the window ends, so what is left of it is of no use.
            self._count_unreported(now)
            return
        if not self.learnt:
            self.learnt = True
            # What ended after this request went may be missing in what its answer says is left.
            self._counted = self._unreported = sum(ended >= sent for ended in self._log)
            self._unreported_at = now
            self._log.clear()
        self._roll(now)
        epoch = self.clock.observe(sent, now, quota.reset, latest=latest)
        if epoch is None:
            self._count_unreported(now)
            return
        if epoch < self._epoch:
            return
        if epoch > self._epoch:
            self._turn(epoch)
        remaining = quota.remaining
        if remaining is not None and self._remaining is not None and remaining > self._remaining and not changed:
            if not latest:
                # Answers overtake one another; the lower figure is the newer one.
                self._counted += 1
                return
            self._turn(epoch)
        self._counted += 1
        if remaining is None:
            self._unreported += 1
            return
        self._remaining = remaining
        if sent > self._unreported_at:
            self._unreported = 0
        self._last_report = now
        self._others.watch(now, (self.limit or 0) - remaining - self._counted - self.in_flight, self.window)

    # The window now

    def _roll(self, now: float) -> None:
        epoch = self.clock.roll(now)
        if epoch > self._epoch:
            self._turn(epoch)

    def _turn(self, epoch: int) -> None:
        self._epoch = epoch
        self._remaining = None
        self._counted = self._unreported = self._carried
        self._carried = 0
        self._others.turn(self.clock.high - self.window)

    def _left(self, now: float) -> int:
        limit = self.limit or 0
        if self.share is not None:
            limit = max(1, limit // self.peers)
        if self.learnt:
            self._roll(now)
            return (limit if self._remaining is None else self._remaining) - self._unreported
        while self._log and self._log[0] + self.window <= now:
            self._log.popleft()
        return max(1, floor(limit * self._margin)) - len(self._log)

    def _free(self, now: float) -> float:
        if self.limit is None:
            if not self.cautious or self._silent >= _SILENT_ANSWERS:
                return inf if self._ramp is None else self._ramp - self.in_flight
            waited = now - self._first_wait if self._first_wait is not None else 0.0
            return _FIRST_PROBES + floor(waited) - self.in_flight
        free: float = self._left(now) - min(self.reserve, self.limit - 1) - self.in_flight
        if self._ramp is not None and not self.learnt:
            return min(free, self._ramp - self.in_flight)
        return free if self._remaining is None else free - self._others.will_take(self.latency)

    @property
    def _parts(self) -> int:
        """How many clients spend what is left. Of a share each has a part of its own."""
        return 1 if self.share is not None else self.peers

    def _refill_in(self, now: float) -> float:
        if self.learnt:
            return max(0.0, self.clock.opening + _GUARD - now)
        if self.limit is None:
            return 1.0 - (now - self._first_wait) % 1.0 if self._first_wait is not None and self.cautious else inf
        return max(0.0, self._log[0] + self.window - now) if self._log else inf

    def _interval(self, now: float, free: float) -> float:
        if not self.learnt:
            return self.window / max(1, floor((self.limit or 1) * self._margin))
        tail = max(min(self.window * _TAIL, _LONGEST_TAIL), 4 * self.latency)
        end = self.clock.low - min(tail, self.window * 0.4)
        return max(0.0, (end - now) * self._parts / free)
