"""The circuit breaker that each webhook has.

https://developer.zendesk.com/documentation/webhooks/creating-and-monitoring-webhooks/#webhook-circuit-breaker
"""

from collections import deque

import attrs

WINDOW = 300.0
"""Seconds that are looked back on."""
LEAST_REQUESTS = 100
FAILED_SHARE = 0.7
MOST_ERRORS = 1_000
PAUSE = 5.0
"""Seconds without requests once it opened."""


@attrs.define
class Breaker:
    """Decide whether a webhook may send, from how its latest requests ended. Times are seconds of any clock."""

    pause: float = PAUSE
    _ended: deque[tuple[float, bool]] = attrs.field(factory=deque[tuple[float, bool]])
    _failures: int = 0
    _open_until: float | None = None

    def allows(self, now: float) -> bool:
        """Tell whether a request may be sent; after the pause one may try again."""
        return self._open_until is None or now >= self._open_until

    def ended(self, now: float, *, failed: bool) -> None:
        """Take note of how a request ended."""
        if self._open_until is not None:
            # A request after the pause (or one that was under way) decides: success closes, failure waits again.
            if failed:
                self._open_until = now + self.pause
            else:
                self._open_until = None
                self._ended.clear()
                self._failures = 0
            return
        self._ended.append((now, failed))
        self._failures += failed
        while self._ended[0][0] <= now - WINDOW:
            self._failures -= self._ended.popleft()[1]
        if len(self._ended) >= LEAST_REQUESTS and (
            self._failures >= FAILED_SHARE * len(self._ended) or self._failures > MOST_ERRORS
        ):
            self._open_until = now + self.pause
