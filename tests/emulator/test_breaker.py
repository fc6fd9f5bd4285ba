"""When a webhook's circuit breaker opens and closes."""

from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.emulator._breaker import FAILED_SHARE, LEAST_REQUESTS, MOST_ERRORS, PAUSE, WINDOW, Breaker


def ended(breaker: Breaker, now: float, failures: int, successes: int = 0) -> None:
    for failed in [False] * successes + [True] * failures:
        breaker.ended(now, failed=failed)


def test_it_opens_at_seventy_percent_of_a_hundred_requests() -> None:
    breaker = Breaker()
    ended(breaker, 0.0, failures=69, successes=30)
    assert breaker.allows(0.0)
    breaker.ended(0.0, failed=True)
    assert not breaker.allows(PAUSE - 0.1)
    assert breaker.allows(PAUSE)


def test_it_stays_closed_below_a_hundred_requests() -> None:
    breaker = Breaker()
    ended(breaker, 0.0, failures=LEAST_REQUESTS - 1)
    assert breaker.allows(0.0)


def test_more_than_a_thousand_errors_open_it_whatever_the_share() -> None:
    breaker = Breaker()
    ended(breaker, 0.0, failures=MOST_ERRORS, successes=2_000)
    assert breaker.allows(0.0)
    breaker.ended(0.0, failed=True)
    assert not breaker.allows(0.0)


def test_what_is_older_than_five_minutes_does_not_count() -> None:
    breaker = Breaker()
    ended(breaker, 0.0, failures=99)
    breaker.ended(WINDOW, failed=True)
    assert breaker.allows(WINDOW)


def test_after_the_pause_success_closes_it_and_failure_waits_again() -> None:
    breaker = Breaker()
    ended(breaker, 0.0, failures=100)
    breaker.ended(PAUSE, failed=True)
    assert not breaker.allows(PAUSE + 1)
    breaker.ended(2 * PAUSE, failed=False)
    assert breaker.allows(2 * PAUSE)
    ended(breaker, 2 * PAUSE, failures=99)
    assert breaker.allows(2 * PAUSE)


@given(st.lists(st.booleans(), max_size=300))
def test_it_never_opens_for_an_endpoint_that_mostly_answers(failures: list[bool]) -> None:
    breaker = Breaker()
    seen = 0
    for place, failed in enumerate(failures):
        breaker.ended(float(place) / 10, failed=failed)
        seen += failed
        if not breaker.allows(float(place) / 10):
            assert place + 1 >= LEAST_REQUESTS
            assert seen >= FAILED_SHARE * (place + 1)
            return
