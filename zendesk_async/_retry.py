"""When a failed attempt is made again, and how long after. Pure: no I/O, no clock."""

import random
from collections.abc import Callable

import attrs

from zendesk_async._operation import WriteClass
from zendesk_async.errors import (
    AmbiguousWrite,
    ApiError,
    BadRequest,
    Conflict,
    DecodeError,
    Invalid,
    NotFound,
    RateLimited,
    ResponseTooLarge,
    ServerError,
    ServiceUnavailable,
    TLSError,
    TransportError,
    UnsafeRedirect,
    UpdateConflict,
    ZendeskError,
)

__all__ = ["RetryPolicy", "RetryQuota"]


class RetryQuota:
    """Bound how many retries a client makes in all, so that an outage is not answered with a storm.

    Every retry takes one token and every success gives a tenth back, up to `capacity`. Waiting for a rate limit takes
    none: those retries are asked for by the server.
    """

    def __init__(self, capacity: int = 50) -> None:
        self.capacity = capacity
        self._tenths = capacity * 10

    def take(self) -> bool:
        """Take one token; False when there is none."""
        if self._tenths < 10:
            return False
        self._tenths -= 10
        return True

    def give(self) -> None:
        """Count one success."""
        self._tenths = min(self.capacity * 10, self._tenths + 1)


@attrs.frozen
class RetryPolicy:
    """Say how often and how long after a failed attempt is made again.

    `attempts` counts the first one. Between attempts passes a random time between 0 and `backoff * 2**n` seconds, at
    most `longest_backoff`. A `Retry-After` is kept to exactly, up to `longest_retry_after` seconds; above that the
    error is raised with its `retry_after`. `RetryPolicy(attempts=1)` never repeats anything.

    An update whose answer was lost (or kept back by a gateway: 502, 504) is not sent again unless it carries the stamp of what it changes (`safe_update`):
    it may have happened, and sending it again may undo what somebody else wrote since. `repeat_lost_updates=True`
    sends those without a comment again all the same. A lost deletion is always repeated: it ends in the same state.
    """

    attempts: int = attrs.field(default=6, validator=attrs.validators.ge(1))
    backoff: float = attrs.field(default=0.5, validator=attrs.validators.ge(0))
    longest_backoff: float = attrs.field(default=30.0, validator=attrs.validators.ge(0))
    longest_retry_after: float = attrs.field(default=900.0, validator=attrs.validators.ge(0))
    repeat_lost_updates: bool = False
    jitter: Callable[[], float] = attrs.field(default=random.random, eq=False, repr=False)

    def decide(self, write_class: WriteClass, problem: ZendeskError, attempt: int, quota: RetryQuota) -> float | None:
        """Return the seconds to wait before the next attempt, or None when there is to be none.

        `attempt` is the number of the attempt that failed, from 1.
        """
        if attempt >= self.attempts or not self.may_repeat(write_class, problem):
            return None
        if isinstance(problem, DecodeError) and attempt > 1:
            return None
        asked = getattr(problem, "retry_after", None)
        if asked is not None and asked > self.longest_retry_after:
            return None
        if isinstance(problem, RateLimited):
            return asked if asked is not None else self._pause(attempt)
        if not quota.take():
            return None
        return asked if asked is not None else self._pause(attempt)

    def may_repeat(self, write_class: WriteClass, problem: ZendeskError) -> bool:
        """Tell whether the same request may be sent again after this, whatever the number of attempts."""
        match problem:
            case TLSError() | UnsafeRedirect() | ResponseTooLarge():
                return False
            case RateLimited():
                return True
            case TransportError() if not problem.sent:
                return True
            case TransportError() | ServerError() if is_lost(problem):
                return self._may_repeat_lost(write_class, problem)
            case UpdateConflict():
                return False
            case Conflict():
                return is_collision(problem)
            case ServiceUnavailable():
                return write_class is not WriteClass.UNSAFE
            case ServerError():
                return problem.status == 500 and write_class is not WriteClass.UNSAFE
            case _:
                return False

    def _may_repeat_lost(self, write_class: WriteClass, problem: ZendeskError) -> bool:
        if write_class is WriteClass.IDEMPOTENT:
            return problem.method == "DELETE" or self.repeat_lost_updates
        return write_class is not WriteClass.UNSAFE

    def _pause(self, attempt: int) -> float:
        ceiling = min(self.longest_backoff, self.backoff * 2.0 ** (attempt - 1))
        return self.jitter() * ceiling


def is_lost(problem: ZendeskError) -> bool:
    """Tell whether a request may have been carried out without its answer coming back.

    A gateway's 502 and 504 say no more than a dropped connection: Zendesk may be done, or still at it.
    """
    if isinstance(problem, TransportError):
        return problem.sent and not isinstance(problem, TLSError | UnsafeRedirect)
    return isinstance(problem, ServerError) and problem.status in {502, 504}


def is_collision(problem: ApiError) -> bool:
    """Tell whether a 409 is a collision in Zendesk's database, after which nothing has happened.

    `DatabaseConflict` is reported for simultaneous updates of one ticket, and imports answer
    "Requester creation collision" as plain text (seen in recorded traffic).
    """
    return problem.code in {"DatabaseConflict", "Conflict"} or "collision" in problem.message.lower()


def outcome(write_class: WriteClass, problem: ZendeskError, *, lost: bool = False) -> ZendeskError:
    """Return the error the caller gets: a write that may have happened becomes an `AmbiguousWrite`.

    `lost` says that the answer of an earlier attempt was lost; what the last one met says nothing about that one.
    """
    broken = isinstance(problem, ServerError) and problem.status == 500 and write_class is WriteClass.UNSAFE
    earlier = lost and not _settles(write_class, problem)
    if write_class is WriteClass.SAFE or not (earlier or broken or is_lost(problem)):
        return problem
    sent = "the write" if is_lost(problem) or broken else "an earlier attempt of the write"
    return AmbiguousWrite(
        f"{problem.message}; {sent} was sent and may have happened. Read the record before you write again"
        + (", or look at its audits" if "tickets" in (problem.path or "") else ""),
    ).about(problem)


def _settles(write_class: WriteClass, problem: ZendeskError) -> bool:
    """Tell whether a refusal also says that the attempts before it were not carried out.

    Had one been, its idempotency key would have brought back what it made instead
    (https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency).
    """
    return write_class is WriteClass.KEYED and isinstance(problem, BadRequest | Invalid | NotFound)
