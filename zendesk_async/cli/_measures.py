"""What a run has sent so far, counted from the client's hooks."""

import time
from collections import deque
from collections.abc import Callable

from zendesk_async.hooks import Event, RequestFailed, ResponseReceived, RetryPlanned

_SPAN = 10.0


class Measures:
    """Count requests, refusals and repetitions. Give it to `Zendesk(hooks=[measures])`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.requests = 0
        """Requests sent, answered or not."""
        self.refused = 0
        """Answers with the status 429."""
        self.repeated = 0
        """Attempts that were made again after an error."""
        self.bytes_received = 0
        self._clock = clock
        self._started = clock()
        self._recent: deque[float] = deque()

    def __call__(self, event: Event) -> None:
        """Take one event in."""
        match event:
            case ResponseReceived():
                self.requests += 1
                self.refused += event.status == 429
                self.bytes_received += event.bytes_received
                self._recent.append(self._clock())
            case RequestFailed():
                self.requests += 1
            case RetryPlanned():
                self.repeated += 1
            case _:
                pass

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return self._clock() - self._started

    def rate(self, window: float) -> float:
        """Return how many answers come in `window` seconds: on average over the latest ten seconds at least."""
        now = self._clock()
        span = max(window, _SPAN)
        while self._recent and self._recent[0] <= now - span:
            self._recent.popleft()
        return len(self._recent) * window / min(span, max(window, now - self._started))
