"""Spend every request that Zendesk allows and none more.

Zendesk limits an account's requests a minute, those of single endpoints, and the changes of single records; each limit
has fixed windows on the server's clock, shared with every other client of the account. The `Limiter` keeps a
`TokenBucket` for each and feeds it with what every answer says.

https://developer.zendesk.com/api-reference/introduction/rate-limits/
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from math import floor
from typing import TYPE_CHECKING

import attrs

from zendesk_async._limit_headers import LimitHeaders, Quota, read_limits
from zendesk_async._limit_queue import LimitQueue
from zendesk_async._limit_rules import PLANS, RULES, LimitRule, account_limit, plan_name, record_of, rules_of
from zendesk_async._limit_state import LimitsState, LimitState, Wait, state_of
from zendesk_async._token_bucket import Pacing, TokenBucket
from zendesk_async.errors import ConfigurationError, DeadlineExceeded, InvalidArgument

if TYPE_CHECKING:
    from zendesk_async._shared_limits import SharedLimits

__all__ = [
    "PLANS",
    "RULES",
    "LimitRule",
    "LimitState",
    "Limiter",
    "LimitsState",
    "Permit",
    "TokenBucket",
    "Wait",
    "record_of",
    "rules_of",
]

_logger = logging.getLogger("zendesk_async.limits")

_BLIND_MARGIN = 0.99
"""Share of a plan's limit that is used while no answer says what is left."""

_MOST_IDLE = 200
"""Limits of single records kept before the ones nobody needs any more are dropped."""


@attrs.define(eq=False)
class Permit:
    """Leave to send one request. Give it to `learn` with the answer, or to `release` when none came."""

    sent: float
    route: str | None
    held: list[tuple[LimitQueue, int]]


class Limiter:
    """Let requests go as Zendesk's limits allow, for all tasks of one event loop.

    - `plan`: a name of `PLANS`; `requests_per_minute`: the account's figure where no plan says it. Both are where to
      start; the answers tell what holds.
    - `share`: the part of every window that this client uses at most, above 0 and up to 1. `reserve`: requests of every
      window left for others.
    - `window`: seconds a minute lasts. `pacing`: "even" spreads the requests over the window and leaves room for other
      clients of the account, "burst" sends them as soon as the window opens.
    - `clock`: monotonic seconds; the event loop's by default. `on_wait` is called for each request that must wait.
    - `shared`: the gate that other processes ask as well, which serves this limiter alone in this process.

    Raises `ConfigurationError` for a plan that does not exist and for figures that cannot be.
    """

    def __init__(
        self,
        *,
        plan: str | None = None,
        requests_per_minute: int | None = None,
        share: float = 1.0,
        reserve: int = 0,
        window: float = 60.0,
        pacing: Pacing = "even",
        clock: Callable[[], float] | None = None,
        on_wait: Callable[[Wait], None] | None = None,
        shared: "SharedLimits | None" = None,
    ) -> None:
        limit = account_limit(plan, requests_per_minute)
        if not 0 < share <= 1:
            raise ConfigurationError(f"share must be above 0 and at most 1, not {share!r}")
        if reserve < 0 or (limit is not None and reserve >= limit):
            raise ConfigurationError(f"reserve must leave requests to send: {reserve} of {limit or 'the limit'}")
        if not window > 0:
            raise ConfigurationError(f"window must be above 0 seconds, not {window!r}")
        if pacing not in ("even", "burst"):
            raise ConfigurationError(f"pacing must be 'even' or 'burst', not {pacing!r}")
        self._high_volume = plan is not None and plan_name(plan) == "high_volume"
        self._share = share
        self._pacing: Pacing = pacing
        self._window = window
        self._reserve = reserve
        self._given = limit
        self._own_clock = clock
        self._loop: asyncio.AbstractEventLoop | None = None
        self._on_wait = on_wait
        self._shared = shared
        self._queues: dict[str, LimitQueue] = {}
        self._routes: dict[str, list[str]] = {}
        self._prune_at = _MOST_IDLE
        self._account = self._add(
            TokenBucket(
                "account",
                limit=limit,
                window=window,
                source="unknown" if limit is None else "plan",
                pacing=pacing,
                reserve=reserve,
                margin=_BLIND_MARGIN,
                cautious=True,
            )
        )
        self._separate_names = {name for name, rule in RULES.items() if rule.separate}

    async def acquire(
        self,
        *,
        rule: str | None = None,
        record: str | None = None,
        route: str | None = None,
        priority: int = 0,
        deadline: float | None = None,
        share: float | None = None,
    ) -> Permit:
        """Wait until a request may go and return its permit.

        `rule` names an endpoint's limit (`RULES`), `record` what the request changes ("ticket/35436"), `route` the
        operation ("PUT /api/v2/tickets/{ticket_id}"), which brings the rules that count it and those that earlier
        answers named. A lower `priority` passes a higher one. `share` bounds the calls with the same figure together.
        Raises `DeadlineExceeded` at once when the wait cannot end by `deadline` (in the clock's seconds).
        """
        self._loop = asyncio.get_running_loop()
        now = self._now()
        queues = self._queues_for(rule, record, route, self._share if share is None else share)
        held: list[tuple[LimitQueue, int]] = []
        try:
            for queue in queues:
                token = queue.try_take(now)
                if token is None:
                    token = await self._wait(queue, priority, deadline)
                    now = self._now()
                held.append((queue, token))
        except BaseException:
            for queue, token in held:
                queue.put_back(token)
            raise
        return Permit(now, route, held)

    def learn(self, permit: Permit, status: int, headers: Mapping[str, str]) -> None:
        """Learn from the answer to a permit's request: every limit it names, and a refusal (429)."""
        held, permit.held = permit.held, []
        if not held:
            return
        now = self._now()
        told = read_limits(headers)
        culprit = self._culprit(held, permit.route, told) if status == 429 else None
        window = self._account.bucket.window
        for queue, token in held:
            bucket = queue.bucket
            quota = self._quota_for(queue, told)
            if queue is culprit:
                stopped = bucket.stopped is not None
                bucket.refuse(token, permit.sent, now, told.retry_after, quota)
                if not stopped:
                    _log_stop(bucket, now)
            else:
                bucket.answer(token, permit.sent, now, quota)
        if told.named:
            self._hear_of_others(held, permit, told, now)
        if culprit is not None and all(queue is not culprit for queue, _ in held):
            culprit.bucket.stop(now, told.retry_after, None)
            _log_stop(culprit.bucket, now)
        if self._account.bucket.window != window:
            self._rescale()
        for queue, _ in held:
            queue.wake()

    def release(self, permit: Permit, *, sent: bool) -> None:
        """End a permit whose request got no answer. When it was not `sent` at all, its place goes to another."""
        held, permit.held = permit.held, []
        now = self._now()
        for queue, token in held:
            if sent:
                queue.bucket.lose(token, now)
                queue.wake()
            else:
                queue.put_back(token)

    def wake(self) -> None:
        """Look again whether somebody may go: the shared gate can be asked again."""
        for queue in list(self._queues.values()):
            queue.wake()

    async def close(self) -> None:
        """Leave the gate that is shared with other processes. Nothing can be acquired afterwards."""
        for queue in list(self._queues.values()):
            await queue.close()
        if self._shared is not None:
            await self._shared.close()

    def state(self) -> LimitsState:
        """Return what is known of every limit now. May be called from any thread while nothing waits."""
        now = self._now()
        others = {
            name: state_of(queue, now) for name, queue in list(self._queues.items()) if queue is not self._account
        }
        shared = self._shared is not None and self._shared.up
        return LimitsState(state_of(self._account, now), others, shared, self._high_volume)

    # Which limits count a request

    def _now(self) -> float:
        if self._own_clock is not None:
            return self._own_clock()
        return time.monotonic() if self._loop is None else self._loop.time()

    def _add(self, bucket: TokenBucket) -> LimitQueue:
        if self._shared is None:
            queue = LimitQueue(bucket, self._now, self._tell_wait)
        else:
            from zendesk_async._shared_queue import SharedQueue

            queue = SharedQueue(bucket, self._now, self._tell_wait, self._shared)
        self._queues[bucket.name] = queue
        return queue

    def _queues_for(
        self, rule: str | None, record: str | None, route: str | None, share: float
    ) -> tuple[LimitQueue, ...]:
        if rule is None and route is None and share == 1:
            return (self._account,)
        names = [] if rule is None else [rule]
        if route is not None:
            names += [name for name in self._rules_for(route) if name != rule]
        found: list[LimitQueue] = []
        separate = False
        for name in names:
            known = RULES.get(name)
            if known is not None and known.per == "record":
                if record is not None:
                    # The narrowest first: what waits for one record takes nothing from the others meanwhile.
                    found.insert(0, self._rule_queue(f"{name}:{record}", known))
                continue
            separate = separate or (known is not None and known.separate)
            found.append(self._rule_queue(name, known))
        if separate:
            return tuple(found)
        if share != 1:
            found += [
                self._share_queue(share, whole) for whole in (*found, self._account) if ":" not in whole.bucket.name
            ]
        found.append(self._account)
        return tuple(found)

    def _rules_for(self, route: str) -> list[str]:
        names = self._routes.get(route)
        if names is None:
            names = self._routes[route] = list(rules_of(route))
        return names

    def _rule_queue(self, name: str, rule: LimitRule | None) -> LimitQueue:
        queue = self._queues.get(name)
        if queue is not None:
            return queue
        if len(self._queues) >= self._prune_at:
            self._prune()
        limit = None if rule is None else rule.allowed(high_volume=self._high_volume)
        window = (rule.window if rule is not None else 60) * self._scale
        return self._add(TokenBucket(name, limit=limit, window=window, source="unknown" if limit is None else "rule"))

    def _share_queue(self, share: float, whole: LimitQueue) -> LimitQueue:
        """Return the queue for a part of the account's limit, or of an endpoint's."""
        if not 0 < share <= 1:
            raise InvalidArgument(f"share must be above 0 and at most 1, not {share!r}")
        bucket = whole.bucket
        name = f"share {share:g}" if whole is self._account else f"share {share:g} of {bucket.name}"
        queue = self._queues.get(name)
        if queue is None:
            queue = self._add(
                TokenBucket(
                    name,
                    limit=None if bucket.limit is None else max(1, floor(share * bucket.limit)),
                    window=bucket.window,
                    source=bucket.source,
                    pacing=self._pacing,
                    share=share,
                    cautious=True,
                )
            )
        return queue

    @property
    def _scale(self) -> float:
        return self._account.bucket.window / 60

    def _rescale(self) -> None:
        for name, queue in self._queues.items():
            rule = RULES.get(name.partition(":")[0])
            if rule is not None and not queue.bucket.learnt:
                queue.bucket.clock.window = rule.window * self._scale

    def _prune(self) -> None:
        now = self._now()
        for name, queue in list(self._queues.items()):
            if ":" in name and not queue.waiting and queue.bucket.idle(now):
                del self._queues[name]
        self._prune_at = max(_MOST_IDLE, 2 * len(self._queues))

    # Waiting

    async def _wait(self, queue: LimitQueue, priority: int, deadline: float | None) -> int:
        now = self._now()
        seconds = queue.estimate(now, priority)
        bucket = queue.bucket
        if deadline is not None and now + seconds > deadline:
            raise DeadlineExceeded(
                f"the limit {bucket.name!r} lets this request go in {seconds:.1f} s at the earliest, "
                f"and its deadline ends in {max(0.0, deadline - now):.1f} s; nothing was sent"
            )
        return await queue.take(priority, deadline)

    def _tell_wait(self, queue: LimitQueue, priority: int, waiting: int) -> None:
        if self._on_wait is not None:
            bucket = queue.bucket
            seconds = queue.estimate(self._now(), priority)
            self._on_wait(Wait(bucket.name, seconds, waiting, bucket.stopped is not None))

    # Learning

    def _quota_for(self, queue: LimitQueue, told: LimitHeaders) -> Quota | None:
        name = queue.bucket.name
        share = queue.bucket.share
        if share is not None:
            rule = name.partition(" of ")[2]
            whole = told.named.get(rule) if rule else told.account
            if whole is None or whole.limit is None:
                return None
            return Quota(max(1, floor(share * whole.limit)), None, whole.reset)
        if queue is self._account:
            return told.account
        rule = name.partition(":")[0]
        if rule in self._separate_names:
            return told.account
        return told.named.get(rule)

    def _culprit(self, held: list[tuple[LimitQueue, int]], route: str | None, told: LimitHeaders) -> LimitQueue:
        """Find the limit that refused a request. The answer's text says it in five ways, its headers in one."""
        own = [queue for queue, _ in held if queue.bucket.share is None]
        spent = [name for name, quota in told.named.items() if quota.remaining == 0 and name != "inflight-jobs"]
        for queue in own:
            if queue.bucket.name.partition(":")[0] in spent:
                return queue
        left = told.account is not None and bool(told.account.remaining)
        if not left and not spent:
            return own[-1]
        if not spent and own[0] is not own[-1]:
            return own[0]
        if route is None:
            return own[-1]
        # A limit that is not known to count this route refused it: only the route stops.
        queue = self._rule_queue(route, None)
        if route not in self._rules_for(route):
            self._routes[route].append(route)
        return queue

    def _hear_of_others(
        self, held: list[tuple[LimitQueue, int]], permit: Permit, told: LimitHeaders, now: float
    ) -> None:
        """Take note of limits that an answer names and nobody knew to count this route."""
        if permit.route is None:
            return
        names = self._rules_for(permit.route)
        known = {queue.bucket.name.partition(":")[0] for queue, _ in held}
        for name, quota in told.named.items():
            rule = RULES.get(name)
            if name in known or name == "inflight-jobs":
                continue
            if rule is not None and (rule.partial or rule.per == "record"):
                continue
            if name not in names:
                names.append(name)
            queue = self._rule_queue(name, rule)
            queue.bucket.hear(permit.sent, now, quota)
            queue.wake()


def _log_stop(bucket: TokenBucket, now: float) -> None:
    seconds = (bucket.stopped or now) - now
    _logger.warning("Zendesk refused a request (429): the limit %r waits %.1f s", bucket.name, seconds)
