"""When the server's windows turn, learnt from its answers. Pure: the time is an argument.

Zendesk's windows are fixed and aligned to the server's clock. An answer says how long its window lasts still in whole
seconds, rounded up (seen in recorded traffic), and was made at some moment between the request and its arrival here.
So the window's end lies in an interval a second and a round trip wide, and the intervals of several answers intersect
to one as narrow as the quickest round trip.
"""

from math import ceil, floor

_DRIFT = 5e-4
"""Seconds a second that the two clocks may drift apart, which lets a wrong estimate be forgotten as well."""

_SKEW = 1.5
"""Seconds by which two answers may contradict one another and still mean one window: servers' clocks differ, and 3 % of
the recorded answers are a second off."""

_LONG = 30.0
_WARY = 10
"""After a contradiction, this many windows open a second late, if they are long enough for a second not to matter."""

_SLOW = 2.0
"""Seconds after which an answer says too little of when it was made to learn the windows' length from it."""


class WindowClock:
    """Know the number of the window now and the interval in which it ends.

    `low` and `high` are the bounds of the end of window `epoch`: before `low` it surely lasts, from `high` on the next
    one has surely begun. `window` is its length in seconds, assumed until two ends were seen.
    """

    __slots__ = ("_observed", "_previous", "_sure", "_wary_until", "epoch", "high", "known", "low", "window")

    def __init__(self, window: float) -> None:
        self.window = window
        self.epoch = 0
        self.low = self.high = 0.0
        self.known = False
        self._sure = False
        self._observed = False
        self._wary_until = -1
        self._previous: tuple[float, float] | None = None

    @property
    def observed(self) -> bool:
        """Whether an answer has told the end of the window of now."""
        return self._observed

    @property
    def sure(self) -> bool:
        """Whether the windows' length was seen to hold."""
        return self._sure

    @property
    def opening(self) -> float:
        """When the next window has begun for sure, on whichever machine of the server the request arrives."""
        return self.high + (1.0 if self.epoch <= self._wary_until else 0.0)

    def roll(self, now: float) -> int:
        """Go on to the window of `now` and return its number."""
        if self.known and now >= self.opening:
            # Between the earliest and the latest end of the next window nobody knows which of two this one is.
            certain = now < self.low + self.window
            self._forward(1 + floor((now - self.opening) / self.window), certain=certain)
        return self.epoch

    def _forward(self, windows: int, *, certain: bool = True) -> None:
        self._previous = (self.low, self.high) if self._observed and windows == 1 and certain else None
        span = windows * self.window
        self.low += span - span * _DRIFT
        self.high += span + span * _DRIFT
        self.epoch += windows
        self._observed = False

    def observe(self, sent: float, received: float, reset: int, *, latest: bool = True) -> int | None:
        """Learn from an answer that its window ends in `reset` seconds, and return that window's number.

        It is None for an answer that took so long that more than one window can be meant. `latest` is False for an
        answer whose request was sent before the last answer came: it may be older news.
        """
        low, high = sent + reset - 1, received + reset
        if not self.known:
            self.known = True
            return self._set(low, high)
        if reset > self.window + 1:
            self.window, self._sure = float(reset), False
            return self._set(low, high)
        if received - sent > _SLOW and not self._sure:
            return None
        if received - sent > self.window / 4:
            last = floor((high - self.low) / self.window)
            if last >= 0 and ceil((low - self.high) / self.window) < last:
                return None
        shift = round(((low + high) - (self.low + self.high)) / 2 / self.window)
        span = shift * self.window
        if (self._sure or self._observed or shift <= 0) and low - span <= self.high and high - span >= self.low:
            return self._agree(low, high, shift)
        if not self._observed and not self._sure:
            return self._first_of_window(low, high, latest=latest)
        return self._contradict(low, high, latest=latest)

    def _set(self, low: float, high: float) -> int:
        self.low, self.high, self._observed = low, high, True
        return self.epoch

    def _agree(self, low: float, high: float, shift: int) -> int:
        if shift > 0:
            self._forward(shift)
        elif shift < 0 and not self._sure:
            return self.epoch + shift
        elif shift == 0 and not self._observed:
            # The window ended where the length said that it would.
            self._sure = True
        span = min(shift, 0) * self.window
        self.low = max(self.low, low - span)
        self.high = min(self.high, high - span)
        self._observed = self._observed or shift >= 0
        return self.epoch + min(shift, 0)

    def _first_of_window(self, low: float, high: float, *, latest: bool) -> int:
        if self._previous is None:
            return self._set(low, high) if latest else self.epoch - 1
        before = self._previous
        length = (low + high - before[0] - before[1]) / 2
        if length < min(0.5, self.window / 2):
            return self.epoch - 1
        # Lengths are whole seconds; a wrong guess is contradicted by the next window.
        self.window = float(max(1, round(length)))
        return self._set(low, high)

    def _contradict(self, low: float, high: float, *, latest: bool) -> int:
        distance = (low + high - self.low - self.high) / 2
        margin = _SKEW + (high - low) / 2
        if abs(distance) <= min(margin, self.window / 2):
            if self.window >= _LONG:
                self._wary_until = self.epoch + _WARY
            return self._set(low, high)
        if distance < 0 and not latest:
            return self.epoch - 1
        self._sure = False
        if distance > 0:
            self._previous = (self.low, self.high)
        self.epoch += 1
        if self._previous is not None and (length := round((low + high) / 2 - sum(self._previous) / 2)) >= 1:
            self.window = float(length)
        return self._set(low, high)
