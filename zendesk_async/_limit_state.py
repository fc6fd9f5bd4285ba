"""What is known of the limits, as values to look at."""

from collections.abc import Mapping

import attrs

from zendesk_async._limit_queue import LimitQueue
from zendesk_async._token_bucket import Source


@attrs.frozen
class Wait:
    """A request waits for a limit.

    `limit` is its name, `seconds` the least it will wait (0 while the requests are only spread over the window),
    `waiting` how many wait there with it, and `refused` whether Zendesk refused a request (429) rather than the
    limiter holding this one back.
    """

    limit: str
    seconds: float
    waiting: int
    refused: bool


@attrs.frozen
class LimitState:
    """One limit now.

    `limit` requests go in `window` seconds; `remaining` are left for everyone and `reset` seconds are left of this
    window. Each is None while it is not known. `used` counts this client's own requests of the window, `waiting` the
    ones held back, `in_flight` those without an answer. `stopped` is the seconds to the end of a stop after a 429.
    `source` tells where the limit comes from: "plan", "rule" (the documentation), "learnt" (an answer) or "unknown".
    """

    name: str
    limit: int | None
    window: float
    remaining: int | None
    reset: float | None
    used: int
    in_flight: int
    waiting: int
    reserve: int
    stopped: float | None
    source: Source


@attrs.frozen
class LimitsState:
    """All limits met so far: the account's, and those of endpoints and records by name.

    `shared` tells whether they are shared with other processes now: there is a gate, and it can be asked.
    `high_volume` tells whether the client was given the plan with the High Volume API add-on.
    """

    account: LimitState
    others: Mapping[str, LimitState]
    shared: bool = False
    high_volume: bool = False


def state_of(queue: LimitQueue, now: float) -> LimitState:
    """Return the state of one limit."""
    bucket = queue.bucket
    return LimitState(
        name=bucket.name,
        limit=bucket.limit,
        window=bucket.window,
        remaining=bucket.remaining(now),
        reset=bucket.reset(now),
        used=bucket.used,
        in_flight=bucket.in_flight,
        waiting=queue.waiting,
        reserve=bucket.reserve,
        stopped=None if bucket.stopped is None else max(0.0, bucket.stopped - now),
        source=bucket.source,
    )
