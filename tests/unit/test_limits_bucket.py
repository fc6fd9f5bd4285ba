"""A bucket never lets more requests into a window of the server than the server takes, whatever overtakes what."""

import math

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from zendesk_async._limit_headers import Quota
from zendesk_async._token_bucket import TokenBucket

WINDOW = 10.0


@attrs.define
class Sent:
    token: int
    at: float
    answer: Quota | None = None
    refused: bool = False


class Account(RuleBasedStateMachine):
    """One client alone on an account with fixed windows; requests and answers travel as long as they like."""

    @initialize(
        limit=st.integers(1, 12),
        assumed=st.sampled_from([WINDOW, 60.0]),
        phase=st.floats(0, WINDOW, exclude_max=True),
        pacing=st.sampled_from(["even", "burst"]),
        names_reset=st.booleans(),
    )
    def begin(self, limit: int, assumed: float, phase: float, pacing: str, names_reset: bool) -> None:
        self.limit = limit
        # A length that has to be learnt needs answers that say when they were made.
        self.slowest = math.inf if assumed == WINDOW else 1.5
        self.now = 500.0
        self.phase = phase
        self.names_reset = names_reset
        self.counts: dict[int, int] = {}
        self.travelling: list[Sent] = []
        self.answered: list[Sent] = []
        self.refusals = 0
        self.bucket = TokenBucket(
            "account", limit=limit, window=assumed, pacing="even" if pacing == "even" else "burst"
        )

    @rule(seconds=st.floats(0, 0.4) | st.floats(0, 25))
    def time_passes(self, seconds: float) -> None:
        self.pass_time(seconds)

    @rule(most=st.integers(1, 15))
    def requests_go(self, most: int) -> None:
        for _ in range(most):
            if self.bucket.ready_in(self.now) > 0:
                return
            self.travelling.append(Sent(self.bucket.take(self.now), self.now))

    @rule()
    def time_passes_until_the_next_may_go(self) -> None:
        wait = self.bucket.ready_in(self.now)
        if wait != math.inf:
            self.pass_time(wait)

    def pass_time(self, seconds: float) -> None:
        under_way = [sent.at for sent in self.travelling + self.answered]
        self.now = max(self.now, min(self.now + seconds, min(under_way, default=math.inf) + self.slowest))

    @precondition(lambda self: self.travelling)
    @rule(data=st.data())
    def one_arrives(self, data: st.DataObject) -> None:
        sent = data.draw(st.sampled_from(self.travelling))
        self.travelling.remove(sent)
        server = self.now + self.phase
        index = math.floor(server / WINDOW)
        used = self.counts.get(index, 0)
        sent.refused = used >= self.limit
        self.refusals += sent.refused
        self.counts[index] = min(used + 1, self.limit)
        reset = max(1, math.ceil((index + 1) * WINDOW - server))
        sent.answer = Quota(self.limit, self.limit - self.counts[index], reset if self.names_reset else None)
        self.answered.append(sent)

    @precondition(lambda self: self.answered)
    @rule(data=st.data())
    def an_answer_comes(self, data: st.DataObject) -> None:
        sent = data.draw(st.sampled_from(self.answered))
        self.answered.remove(sent)
        self.bucket.answer(sent.token, sent.at, self.now, sent.answer)

    @precondition(lambda self: self.answered)
    @rule(data=st.data())
    def an_answer_is_lost(self, data: st.DataObject) -> None:
        sent = data.draw(st.sampled_from(self.answered))
        self.answered.remove(sent)
        self.bucket.lose(sent.token, self.now)

    @precondition(lambda self: self.travelling)
    @rule(data=st.data())
    def a_request_is_not_sent_after_all(self, data: st.DataObject) -> None:
        sent = data.draw(st.sampled_from(self.travelling))
        self.travelling.remove(sent)
        self.bucket.put_back(sent.token)

    @invariant()
    def nothing_is_refused(self) -> None:
        assert getattr(self, "refusals", 0) == 0

    @invariant()
    def what_is_under_way_is_known(self) -> None:
        if hasattr(self, "bucket"):
            assert self.bucket.in_flight == len(self.travelling) + len(self.answered)


TestAccount = Account.TestCase
TestAccount.settings = settings(max_examples=300, stateful_step_count=60, deadline=None)
