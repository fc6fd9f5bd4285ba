"""Headers that say anything: what can be followed is read, the rest is left out, nothing raises."""

import asyncio
import math

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.strategies import fuzzed, header_values
from zendesk_async import Response, errors
from zendesk_async._limit_headers import read_limits, read_retry_after
from zendesk_async._limits import Limiter
from zendesk_async._operation import WriteClass
from zendesk_async._refusal import error_from, retry_after
from zendesk_async._retry import RetryPolicy, RetryQuota
from zendesk_async._transport import case_insensitive

NAMES = [
    "Retry-After", "Date", "X-Rate-Limit", "X-Rate-Limit-Remaining", "RateLimit-Limit", "RateLimit-Remaining",
    "RateLimit-Reset", "Rate-Limit", "Rate-Limit-Remaining", "Rate-Limit-Reset", "X-Rate-Limit-Reset",
    "Zendesk-RateLimit-Tickets-Index", "Zendesk-RateLimit-incremental-exports-cursor", "Zendesk-RateLimit-",
    "Zendesk-Rate-Limit-search-index-limit", "X-Request-Id", "X-Zendesk-Request-Id", "Content-Type",
]  # fmt: skip
headers = st.dictionaries(st.sampled_from(NAMES), header_values(), max_size=8)


@fuzzed
@given(headers)
def test_figures_of_limits_are_figures_that_can_be(said):
    told = read_limits(said)
    for quota in (told.account, *told.named.values()):
        if quota is not None:
            assert quota.limit is None or quota.limit > 0
            assert quota.remaining is None or quota.remaining >= 0
            assert quota.reset is None or 0 <= quota.reset <= 86_400


@fuzzed
@given(header_values(), header_values() | st.none())
def test_a_wait_is_a_number_of_seconds_or_none_at_all(text, date):
    limiter = read_retry_after(text, date)
    refusal = retry_after({"Retry-After": text} if date is None else {"Retry-After": text, "Date": date})
    for seconds in (limiter, refusal):
        assert seconds is None or (seconds >= 0 and math.isfinite(seconds))


@fuzzed
@given(st.lists(st.tuples(st.sampled_from([200, 429, 503]), headers), min_size=1, max_size=6))
def test_whatever_answers_say_the_limiter_lets_the_next_request_go_or_ends_with_its_deadline(answers):
    async def live() -> None:
        loop = asyncio.get_running_loop()
        limiter = Limiter(pacing="burst")
        for status, said in answers:
            try:
                permit = await limiter.acquire(route="GET /api/v2/tickets", deadline=loop.time() + 0.001)
            except errors.DeadlineExceeded:
                continue
            limiter.learn(permit, status, case_insensitive(said))
        state = limiter.state().account
        assert state.limit is None or state.limit > 0
        assert state.stopped is None or math.isfinite(state.stopped)

    asyncio.run(live())


@fuzzed
@given(st.sampled_from([429, 500, 503]), headers, st.integers(1, 9))
def test_a_policy_waits_a_bounded_time_or_gives_up(status, said, attempt):
    problem = error_from(Response(status, case_insensitive(said), b"", "GET", "/api/v2/tickets"))
    assert problem is not None
    delay = RetryPolicy().decide(WriteClass.SAFE, problem, attempt, RetryQuota())
    assert delay is None or 0 <= delay <= 3600
