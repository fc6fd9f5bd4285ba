"""How fast other clients spend a limit: what is gone of it and cannot be ours. Pure: the time is an argument."""

from math import sqrt


class OtherClients:
    """Estimate from what the answers tell how much others take."""

    __slots__ = ("_mark", "_rate")

    def __init__(self) -> None:
        self._rate = 0.0
        self._mark: tuple[float, int] | None = None

    def turn(self, began: float) -> None:
        """Begin a window, in which nothing is gone yet."""
        self._mark = (began, 0)

    def watch(self, now: float, gone: int, window: float) -> None:
        """Take note that so many requests of the window are gone that are not ours."""
        gone = max(0, gone)
        if self._mark is None:
            self._mark = (now, gone)
        elif now - self._mark[0] >= window / 20:
            rate = max(0.0, (gone - self._mark[1]) / (now - self._mark[0]))
            self._rate += 0.3 * (rate - self._rate)
            self._mark = (now, gone)

    def will_take(self, seconds: float) -> float:
        """Return how many requests they may send in so many seconds, the spread of that number included."""
        taken = self._rate * seconds
        return taken + sqrt(taken) if taken > 0.02 else 0.0
