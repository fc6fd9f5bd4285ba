"""The rate limits of the emulated account: fixed windows, aligned to its clock, counted as requests arrive."""

import math
from collections import deque
from collections.abc import Mapping
from typing import Any

import attrs

from zendesk_async.emulator._clock import Clock
from zendesk_async.emulator._limit_rules import PLANS, RULES, WEBHOOKS, Query, Rule, Scope
from zendesk_async.emulator._refusals import described

_MOST_COUNTERS = 20_000
_KEPT_WINDOWS = 2_000


@attrs.frozen
class WindowReport:
    """One window of one limit, as it was used. `start` and `end` are seconds since 1970."""

    name: str
    start: float
    end: float
    limit: int
    used: int
    refused: int
    complete: bool

    @property
    def share(self) -> float:
        """Requests used of requests allowed."""
        return self.used / self.limit


@attrs.define
class _Counter:
    window: int
    end: float
    used: int = 0
    refused: int = 0


_UNREACHED = 1_000_000
"""What an account without limits says its limit is."""


@attrs.define
class Limits:
    """Count the requests of one account.

    `window` is how long a minute lasts, in seconds: a shorter one makes every window of every limit shorter, with as
    many requests in it. `requests_per_window` stands in for the plan's figure. `enabled=False` lets everything pass:
    the account's limit is told as a million, which no client has to pace itself for, and no other is told.
    """

    clock: Clock
    plan: str = attrs.field(default="enterprise")
    window: float = 60.0
    requests_per_window: int | None = None
    enabled: bool = True
    refused: int = attrs.field(default=0, init=False)
    """How many requests all limits refused so far."""
    _counters: dict[tuple[Any, ...], _Counter] = attrs.field(factory=dict[tuple[Any, ...], _Counter], init=False)
    _past: deque[WindowReport] = attrs.field(factory=lambda: deque[WindowReport](maxlen=_KEPT_WINDOWS), init=False)
    _rules: dict[str, list[Rule]] = attrs.field(factory=dict[str, list[Rule]], init=False)

    def __attrs_post_init__(self) -> None:
        if self.plan not in PLANS:
            raise ValueError(f"the plan {self.plan!r} is none of {', '.join(PLANS)}")
        if not self.window > 0:
            raise ValueError(f"a window must last longer than {self.window} seconds")
        for rule in RULES:
            for operation_id in rule.operations:
                self._rules.setdefault(operation_id, []).append(rule)

    def __len__(self) -> int:
        """Return how many counters are kept."""
        return len(self._counters)

    @property
    def limit(self) -> int:
        """How many requests the account has a window."""
        if not self.enabled:
            return _UNREACHED
        return self.requests_per_window or PLANS[self.plan]

    def admit(
        self,
        operation_id: str,
        *,
        webhooks: bool,
        user: object,
        address: str,
        path: Mapping[str, str],
        query: Query,
        ticket: object = None,
    ) -> dict[str, str]:
        """Count a request that arrived now; return the headers its answer carries, or raise the 429.

        `ticket` is the ticket that a comment belongs to, where the path names only the comment.
        """
        now = self.clock.seconds()
        headers = self._admit_to_account(now, webhooks)
        for rule in self._rules.get(operation_id, ()) if self.enabled else ():
            limit = rule.limit(self.plan)
            if limit is None or (rule.when is not None and not rule.when(query)):
                continue
            record = (path.get(rule.record) or ticket) if rule.record else None
            key = _key(rule, user, address, record)
            if key is None:
                continue
            length = rule.interval * self.window / 60.0
            # A request that an endpoint's limit refuses has been counted by the account all the same (recorded).
            admitted, remaining, seconds = self._count(key, limit, length, now, keep=rule.scope is Scope.ACCOUNT)
            if rule.header:
                text = f"total={limit}; remaining={remaining}; resets={seconds}"
                headers[f"zendesk-ratelimit-{rule.name}"] = text
            if not admitted:
                refusal = rule.refuse(seconds)
                refusal.headers = {**headers, **refusal.headers, "retry-after": str(seconds)}
                raise refusal
        return headers

    def _admit_to_account(self, now: float, webhooks: bool) -> dict[str, str]:
        name, limit = ("webhooks", WEBHOOKS) if webhooks and self.enabled else ("account", self.limit)
        admitted, remaining, seconds = self._count((name,), limit, self.window, now, keep=True)
        headers = {"x-rate-limit": str(limit), "x-rate-limit-remaining": str(remaining)}
        if not webhooks:
            headers["ratelimit-limit"] = str(limit)
            headers["ratelimit-remaining"] = str(remaining)
            headers["ratelimit-reset"] = str(seconds)
        if not admitted:
            refusal = described(429, "APIRateLimitExceeded", "Number of allowed API requests per minute exceeded")
            refusal.headers = {**headers, "retry-after": str(seconds)}
            raise refusal
        return headers

    def _count(
        self, key: tuple[Any, ...], limit: int, length: float, now: float, *, keep: bool
    ) -> tuple[bool, int, int]:
        window = math.floor(now / length)
        counter = self._counters.get(key)
        if counter is None:
            if len(self._counters) >= _MOST_COUNTERS:
                self._forget(now)
            counter = self._counters[key] = _Counter(window, (window + 1) * length)
        elif counter.window != window:
            if keep:
                self._past.append(_report(key, counter, limit, length, complete=True))
            counter.window, counter.end, counter.used, counter.refused = window, (window + 1) * length, 0, 0
        seconds = max(1, math.ceil(counter.end - now))
        if counter.used >= limit and self.enabled:
            counter.refused += 1
            self.refused += 1
            return False, 0, seconds
        counter.used += 1
        return True, max(0, limit - counter.used), seconds

    def _forget(self, now: float) -> None:
        # Only records have so many counters; those of the account stay for the report.
        for key, counter in list(self._counters.items()):
            if len(key) > 1 and counter.end <= now:
                del self._counters[key]

    def report(self, name: str = "account") -> list[WindowReport]:
        """Return the windows of the account's limit (or of a rule by its name), oldest first, the present one last."""
        found = [window for window in self._past if window.name == name]
        limit, length = self._figures(name)
        counter = self._counters.get((name,))
        if counter is not None:
            complete = self.clock.seconds() >= counter.end
            found.append(_report((name,), counter, limit, length, complete=complete))
        return found

    def _figures(self, name: str) -> tuple[int, float]:
        if name == "account":
            return self.limit, self.window
        if name == "webhooks":
            return WEBHOOKS, self.window
        rule = next((rule for rule in RULES if rule.name == name), None)
        if rule is None or rule.scope is not Scope.ACCOUNT:
            raise ValueError(f"{name!r} is no limit of the account")
        return rule.limit(self.plan) or 0, rule.interval * self.window / 60.0


def _key(rule: Rule, user: object, address: str, record: object) -> tuple[Any, ...] | None:
    match rule.scope:
        case Scope.ACCOUNT:
            return (rule.name,)
        case Scope.RECORD:
            return None if record is None else (rule.name, str(record))
        case Scope.USER_AND_RECORD:
            return (rule.name, user, str(record))
        case Scope.USER_AND_ADDRESS:
            return (rule.name, user, address)


def _report(key: tuple[Any, ...], counter: _Counter, limit: int, length: float, *, complete: bool) -> WindowReport:
    return WindowReport(
        str(key[0]),
        counter.window * length,
        counter.end,
        limit,
        counter.used,
        counter.refused,
        complete,
    )
