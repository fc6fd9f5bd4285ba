"""Which failures are met with another attempt, and how long after."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async import RetryPolicy, WriteClass, errors
from zendesk_async._retry import RetryQuota, outcome

SAFE, IDEMPOTENT, KEYED, GUARDED, UNSAFE = WriteClass
POLICY = RetryPolicy(jitter=lambda: 1.0)


def lost(method: str = "PUT") -> errors.ZendeskError:
    return errors.ServerDisconnected("gone", method=method)


def limited(retry_after: float | None) -> errors.RateLimited:
    made = errors.RateLimited("slow down", status=429)
    made.retry_after = retry_after
    return made


def broken(status: int) -> errors.ServerError:
    kind = errors.ServiceUnavailable if status == 503 else errors.ServerError
    return kind("broken", status=status)


@pytest.mark.parametrize(
    ("problem", "repeated"),
    [
        (errors.ConnectError("refused"), {SAFE, IDEMPOTENT, KEYED, GUARDED, UNSAFE}),
        (errors.ConnectTimeout("slow"), {SAFE, IDEMPOTENT, KEYED, GUARDED, UNSAFE}),
        (limited(1), {SAFE, IDEMPOTENT, KEYED, GUARDED, UNSAFE}),
        (errors.Conflict("Database collision", code="DatabaseConflict"), {SAFE, IDEMPOTENT, KEYED, GUARDED, UNSAFE}),
        (lost(), {SAFE, KEYED, GUARDED}),
        (lost("DELETE"), {SAFE, IDEMPOTENT, KEYED, GUARDED}),
        (errors.ReadTimeout("slow"), {SAFE, KEYED, GUARDED}),
        (errors.TruncatedResponse("cut"), {SAFE, KEYED, GUARDED}),
        (broken(500), {SAFE, IDEMPOTENT, KEYED, GUARDED}),
        (broken(502), {SAFE, KEYED, GUARDED}),
        (errors.ServerError("gateway", status=504, method="DELETE"), {SAFE, IDEMPOTENT, KEYED, GUARDED}),
        (errors.ResponseTooLarge("huge"), set()),
        (broken(503), {SAFE, IDEMPOTENT, KEYED, GUARDED}),
        (broken(504), {SAFE, KEYED, GUARDED}),
        (broken(501), set()),
        (errors.TLSError("who are you"), set()),
        (errors.UnsafeRedirect("elsewhere"), set()),
        (errors.UpdateConflict("stale", code="UpdateConflict"), set()),
        (errors.Conflict("already pinned", code="PinExists"), set()),
        (errors.NotFound("no"), set()),
        (errors.Invalid("no"), set()),
        (errors.UnexpectedContent("html"), set()),
    ],
    ids=lambda value: type(value).__name__ + str(getattr(value, "status", "")) if isinstance(value, Exception) else "",
)
def test_what_is_repeated(problem, repeated):
    assert {each for each in WriteClass if POLICY.may_repeat(each, problem)} == repeated


def test_the_pause_doubles_up_to_its_bound():
    policy = RetryPolicy(attempts=10, backoff=1, longest_backoff=5, jitter=lambda: 1.0)
    pauses = [policy.decide(SAFE, lost(), attempt, RetryQuota()) for attempt in range(1, 6)]
    assert pauses == [1, 2, 4, 5, 5]


def test_the_pause_is_random_from_nothing_on():
    assert RetryPolicy(jitter=lambda: 0.0).decide(SAFE, lost(), 3, RetryQuota()) == 0.0


def test_retry_after_is_kept_to():
    assert POLICY.decide(UNSAFE, limited(17), 1, RetryQuota()) == 17


def test_a_retry_after_above_the_bound_is_the_callers_to_decide():
    assert POLICY.decide(SAFE, limited(1e6), 1, RetryQuota()) is None


def test_a_limit_without_retry_after_is_backed_off_from():
    assert POLICY.decide(SAFE, limited(None), 2, RetryQuota()) == 1.0


def test_attempts_end():
    assert POLICY.decide(SAFE, lost(), POLICY.attempts, RetryQuota()) is None


def test_broken_compression_is_asked_for_once_more_only():
    assert POLICY.decide(SAFE, errors.DecodeError("?"), 1, RetryQuota()) is not None
    assert POLICY.decide(SAFE, errors.DecodeError("?"), 2, RetryQuota()) is None


def test_the_quota_ends_a_storm_and_comes_back_with_successes():
    quota = RetryQuota(capacity=2)
    assert [POLICY.decide(SAFE, lost(), 1, quota) is None for _ in range(3)] == [False, False, True]
    for _ in range(10):
        quota.give()
    assert POLICY.decide(SAFE, lost(), 1, quota) is not None


@given(st.lists(st.booleans()))
def test_the_quota_is_never_above_its_capacity_nor_below_nothing(events):
    quota = RetryQuota(capacity=3)
    tenths = 30
    for success in events:
        if success:
            quota.give()
            tenths = min(30, tenths + 1)
        else:
            taken = quota.take()
            assert taken == (tenths >= 10)
            tenths -= 10 * taken


@pytest.mark.parametrize(
    ("write_class", "problem", "kind"),
    [
        (SAFE, lost("GET"), errors.ServerDisconnected),
        (UNSAFE, lost("POST"), errors.AmbiguousWrite),
        (IDEMPOTENT, lost(), errors.AmbiguousWrite),
        (KEYED, errors.ReadTimeout("slow"), errors.AmbiguousWrite),
        (UNSAFE, broken(502), errors.AmbiguousWrite),
        (IDEMPOTENT, broken(502), errors.AmbiguousWrite),
        (KEYED, broken(504), errors.AmbiguousWrite),
        (UNSAFE, broken(500), errors.AmbiguousWrite),
        (IDEMPOTENT, broken(500), errors.ServerError),
        (SAFE, broken(504), errors.ServerError),
        (UNSAFE, broken(503), errors.ServiceUnavailable),
        (UNSAFE, errors.ConnectError("refused"), errors.ConnectError),
        (UNSAFE, errors.TLSError("who"), errors.TLSError),
        (UNSAFE, errors.Invalid("no"), errors.Invalid),
    ],
)
def test_a_write_that_may_have_happened_is_ambiguous(write_class, problem, kind):
    assert type(outcome(write_class, problem)) is kind


def test_an_ambiguous_write_to_a_ticket_points_to_its_audits():
    problem = errors.ReadTimeout("slow", method="PUT", path="/api/v2/tickets/1")
    assert "audits" in str(outcome(UNSAFE, problem))


def test_a_policy_of_no_attempts_is_refused():
    with pytest.raises(ValueError, match="attempts"):
        RetryPolicy(attempts=0)


@pytest.mark.parametrize(
    ("problem", "settled"),
    [
        (errors.RateLimited("busy", status=429), False),
        (errors.ServiceUnavailable("busy", status=503), False),
        (errors.ConnectError("gone"), False),
        (errors.DeadlineExceeded("late"), False),
        (errors.RefreshRejected("sign in"), False),
        (errors.Forbidden("no", status=403), False),
        (errors.Invalid("no subject", status=422), True),
        (errors.NotFound("gone", status=404), True),
    ],
)
def test_a_write_whose_answer_was_lost_stays_open_until_an_answer_settles_it(problem, settled):
    assert outcome(WriteClass.KEYED, problem) is problem
    assert outcome(WriteClass.SAFE, problem, lost=True) is problem
    final = outcome(WriteClass.KEYED, problem, lost=True)
    assert (final is problem) is settled
    if not settled:
        assert isinstance(final, errors.AmbiguousWrite)
        assert "sent and may have happened" in str(final)
