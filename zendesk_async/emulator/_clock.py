"""The clock of the emulated account."""

import datetime as dt
import time
from collections.abc import Callable


class Clock:
    """Tell the account's time; a test gives its own source of seconds since 1970."""

    def __init__(self, source: Callable[[], float] = time.time) -> None:
        self._source = source

    def seconds(self) -> float:
        """Return the seconds since 1970-01-01T00:00:00Z."""
        return self._source()

    def now(self) -> dt.datetime:
        """Return the time as an aware datetime in UTC."""
        return dt.datetime.fromtimestamp(self._source(), dt.UTC)

    def stamp(self) -> str:
        """Return the time as Zendesk writes it, in whole seconds: `2024-02-08T17:44:42Z`."""
        return stamp_of(self._source())


def stamp_of(seconds: float) -> str:
    """Return seconds since 1970 as Zendesk writes a time."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def seconds_of(stamp: str) -> float:
    """Return the seconds since 1970 of a time as Zendesk writes it; `ValueError` for any other text.

    An offset (`+02:00`) and fractions of a second are taken too, as Zendesk takes them in requests.
    """
    moment = dt.datetime.fromisoformat(stamp)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return moment.timestamp()
