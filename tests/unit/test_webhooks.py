import base64
import contextlib
import datetime as dt
import hashlib
import hmac
import json
import pickle
import threading
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from multidict import CIMultiDict

from tests.unit.auth_endpoint import Clock
from zendesk_async.errors import ConfigurationError, InvalidArgument
from zendesk_async.webhooks import (
    SIGNATURE_HEADER,
    TEST_SECRET,
    TIMESTAMP_HEADER,
    MemoryReplayCache,
    WebhookVerificationError,
    WebhookVerifier,
    sign,
)

STAMP = "2021-03-25T05:09:27Z"
NOW = dt.datetime.fromisoformat(STAMP).timestamp()
BODY = b'{"event":"ticket.updated","id":123}'
SECRETS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1).filter(str.strip)


def signed(body: bytes = BODY, secret: str = TEST_SECRET, timestamp: str = STAMP, **more: str) -> dict[str, str]:
    headers = {SIGNATURE_HEADER: sign(secret, timestamp, body), TIMESTAMP_HEADER: timestamp}
    return headers | {f"X-Zendesk-Webhook-{name.replace('_', '-')}": value for name, value in more.items()}


def verifier(*secrets: str, now: float = NOW, **options: Any) -> WebhookVerifier:
    return WebhookVerifier(*(secrets or (TEST_SECRET,)), clock=lambda: now, **options)


def refusal(body: bytes, headers: Mapping[str, str], by: WebhookVerifier | None = None) -> str | None:
    with pytest.raises(WebhookVerificationError) as caught:
        (by or verifier()).check(body, headers)
    return caught.value.code


def test_the_signature_is_the_one_that_zendesk_gives() -> None:
    assert sign(TEST_SECRET, STAMP, BODY) == "S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM="
    verifier().check(BODY, signed())


@given(secret=SECRETS, body=st.binary())
def test_the_signature_is_the_hash_of_timestamp_and_body_with_the_secret_as_it_is(secret: str, body: bytes) -> None:
    digest = hmac.new(secret.encode(), STAMP.encode() + body, hashlib.sha256).digest()
    assert sign(secret, STAMP, body) == base64.b64encode(digest).decode()
    assert verifier(secret).check(body, signed(body, secret)).signature == base64.b64encode(digest).decode()


@given(body=st.binary(min_size=1), place=st.integers(0), bit=st.integers(0, 7))
def test_a_body_of_which_one_bit_changed_is_refused(body: bytes, place: int, bit: int) -> None:
    changed = bytearray(body)
    changed[place % len(body)] ^= 1 << bit
    assert refusal(bytes(changed), signed(body)) == "bad_signature"


def test_the_border_between_timestamp_and_body_cannot_be_moved() -> None:
    assert refusal(b"Z" + BODY, {**signed(), TIMESTAMP_HEADER: STAMP[:-1]}) == "bad_timestamp"


@pytest.mark.parametrize("case", [str.lower, str.upper, str.title])
def test_headers_are_found_in_any_case(case: Any) -> None:
    headers = {case(name): value for name, value in signed().items()}
    verifier().check(BODY, headers)
    verifier().check(BODY, CIMultiDict(headers))


def test_what_the_headers_say_of_the_delivery_comes_back() -> None:
    delivery = verifier().check(
        BODY, signed(Id="01HAN", Invocation_Id="01HAP") | {"X-Zendesk-Account-Id": "18525119", "Content-Type": "x"}
    )
    assert (delivery.webhook_id, delivery.invocation_id, delivery.account_id) == ("01HAN", "01HAP", 18525119)
    assert delivery.timestamp == dt.datetime(2021, 3, 25, 5, 9, 27, tzinfo=dt.UTC)


@pytest.mark.parametrize("missing", [SIGNATURE_HEADER, TIMESTAMP_HEADER])
def test_a_delivery_without_a_header_or_with_an_empty_one_is_refused(missing: str) -> None:
    headers = signed()
    assert refusal(BODY, {**headers, missing: ""}) == "missing_header"
    del headers[missing]
    assert refusal(BODY, headers) == "missing_header"
    assert refusal(BODY, {}) == "missing_header"


def test_two_headers_of_one_name_that_differ_are_refused() -> None:
    both = CIMultiDict([*signed().items(), (SIGNATURE_HEADER, "other")])
    assert refusal(BODY, both) == "missing_header"
    assert refusal(BODY, signed() | {TIMESTAMP_HEADER.lower(): "2021-03-25T05:09:28Z"}) == "missing_header"


@pytest.mark.parametrize(
    "timestamp",
    [
        "now",
        "1616648967",
        "2021-03-25",
        "2021-03-25T05:09:27",
        "2021-13-45T99:99:99Z",
        "٢021-03-25T05:09:27Z",
        "0000-00-00T00:00:00Z",
    ],
)
def test_a_timestamp_that_is_no_time_is_refused_although_it_is_signed(timestamp: str) -> None:
    assert refusal(BODY, signed(timestamp=timestamp)) == "bad_timestamp"


@pytest.mark.parametrize(
    "timestamp", ["2021-03-25T05:09:27.5Z", "2021-03-25T05:09:27.123456789Z", "2021-03-25T07:09:27+02:00"]
)
def test_fractions_and_offsets_of_a_timestamp_are_understood(timestamp: str) -> None:
    assert abs(verifier().check(BODY, signed(timestamp=timestamp)).timestamp.timestamp() - NOW) < 1


@pytest.mark.parametrize(
    ("later", "code"),
    [(0, None), (300, None), (-300, None), (300.5, "too_old"), (-300.5, "from_the_future"), (1e9, "too_old")],
)
def test_a_delivery_is_good_for_five_minutes_both_ways(later: float, code: str | None) -> None:
    there = verifier(now=NOW + later)
    if code is None:
        there.check(BODY, signed())
    else:
        assert refusal(BODY, signed(), there) == code


def test_the_tolerance_can_be_set() -> None:
    assert refusal(BODY, signed(), verifier(now=NOW + 11, tolerance=10)) == "too_old"


@pytest.mark.parametrize("tolerance", [0, -1, float("inf"), float("nan")])
def test_a_tolerance_that_lets_everything_or_nothing_in_is_refused(tolerance: float) -> None:
    with pytest.raises(ConfigurationError, match="tolerance"):
        WebhookVerifier("secret", tolerance=tolerance)


def test_while_a_secret_is_replaced_both_are_good_and_no_third() -> None:
    both = verifier("old", "new")
    both.check(BODY, signed(secret="old"))
    both.check(BODY, signed(secret="new"))
    assert refusal(BODY, signed(secret="other"), both) == "bad_signature"


def test_a_secret_is_used_undecoded() -> None:
    decoded = base64.b64decode(TEST_SECRET).decode()
    assert decoded == "this_secret_is_for_testing_only"
    assert refusal(BODY, signed(secret=decoded)) == "bad_signature"


@pytest.mark.parametrize("secrets", [(), ("",), (" ",), ("good", "")])
def test_a_verifier_without_a_secret_cannot_be_made(secrets: tuple[str, ...]) -> None:
    with pytest.raises(ConfigurationError, match="secret"):
        WebhookVerifier(*secrets)


def test_an_empty_body_is_verified_too() -> None:
    event = verifier().verify(b"", signed(b""))
    assert (event.type, event.payload, event.body) == ("", None, b"")
    assert refusal(b"", signed(b"x")) == "bad_signature"


@pytest.mark.parametrize("body", ["{}", {"a": 1}, None, 5])
def test_a_body_that_was_parsed_or_decoded_is_refused_with_the_reason(body: Any) -> None:
    with pytest.raises(InvalidArgument, match=f"not {type(body).__name__}"):
        verifier().verify(body, signed())


def test_no_secret_shows() -> None:
    there = verifier("canary-secret")
    with pytest.raises(WebhookVerificationError) as caught:
        there.check(BODY, signed())
    assert "canary" not in repr(there) + str(vars(there)) + str(caught.value)
    with pytest.raises(TypeError):
        pickle.dumps(WebhookVerifier("canary"))


TEXT = st.text() | st.sampled_from([STAMP, TIMESTAMP_HEADER, SIGNATURE_HEADER, "2021-03-25T05:09:27+23:59"])


@given(body=st.binary(), headers=st.dictionaries(TEXT, TEXT))
def test_any_delivery_is_taken_or_refused_by_an_error_of_ours(body: bytes, headers: dict[str, str]) -> None:
    with contextlib.suppress(WebhookVerificationError):
        verifier().verify(body, headers)


@given(
    timestamp=st.text() | st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", fullmatch=True)
)
def test_any_timestamp_is_taken_or_refused_by_an_error_of_ours(timestamp: str) -> None:
    headers = {TIMESTAMP_HEADER: timestamp, SIGNATURE_HEADER: "x"}
    assert refusal(b"", headers) in {"missing_header", "bad_timestamp", "bad_signature"}


@given(body=st.binary() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps).map(str.encode))
def test_any_signed_body_is_taken_and_kept(body: bytes) -> None:
    event = verifier().verify(body, signed(body))
    assert event.body == body
    assert event.type == ""


class TestReplay:
    def test_the_same_delivery_is_taken_once(self) -> None:
        there = verifier(seen=MemoryReplayCache())
        there.check(BODY, signed())
        assert refusal(BODY, signed(), there) == "replayed"

    def test_a_repetition_by_zendesk_is_known_by_its_invocation(self) -> None:
        there = verifier(seen=MemoryReplayCache())
        there.check(BODY, signed(Invocation_Id="01HAP"))
        again = signed(timestamp="2021-03-25T05:09:30Z", Invocation_Id="01HAP")
        assert refusal(BODY, again, there) == "replayed"
        there.check(BODY, signed(timestamp="2021-03-25T05:09:31Z", Invocation_Id="01HAQ"))

    def test_a_replay_with_a_forged_invocation_is_known_by_its_signature(self) -> None:
        there = verifier(seen=MemoryReplayCache())
        there.check(BODY, signed(Invocation_Id="01HAP"))
        assert refusal(BODY, signed(Invocation_Id="forged"), there) == "replayed"

    def test_a_forged_delivery_does_not_block_the_real_one(self) -> None:
        there = verifier(seen=MemoryReplayCache())
        assert refusal(BODY, signed(Invocation_Id="01HAP") | {SIGNATURE_HEADER: "forged"}, there) == "bad_signature"
        there.check(BODY, signed(Invocation_Id="01HAP"))

    def test_a_delivery_whose_handling_failed_can_be_taken_again(self) -> None:
        there = verifier(seen=MemoryReplayCache())
        event = there.verify(BODY, signed(Invocation_Id="01HAP"))
        there.forget(event.delivery)
        there.verify(BODY, signed(Invocation_Id="01HAP"))
        verifier().forget(event.delivery)

    def test_a_delivery_is_remembered_as_long_as_it_could_be_replayed(self) -> None:
        clock = Clock(NOW - 300)
        there = WebhookVerifier(TEST_SECRET, clock=clock, seen=MemoryReplayCache(clock=clock))
        there.check(BODY, signed())
        clock.advance(599)
        assert refusal(BODY, signed(), there) == "replayed"
        clock.advance(2)
        assert refusal(BODY, signed(), there) == "too_old"

    def test_many_threads_take_a_delivery_once(self) -> None:
        there = verifier(seen=MemoryReplayCache())
        outcomes: list[str] = []

        def take() -> None:
            try:
                there.check(BODY, signed())
            except WebhookVerificationError as error:
                outcomes.append(error.code or "")
            else:
                outcomes.append("taken")

        threads = [threading.Thread(target=take) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["replayed"] * 7 + ["taken"]

    def test_a_cache_that_is_full_forgets_the_oldest(self) -> None:
        cache = MemoryReplayCache(2, clock=Clock())
        assert [cache.add(key, seconds=60) for key in "abca"] == [True, True, True, True]
        assert [cache.add(key, seconds=60) for key in "ca"] == [False, False]
        assert len(cache) == 2

    def test_a_cache_without_room_cannot_be_made(self) -> None:
        with pytest.raises(ConfigurationError, match="capacity"):
            MemoryReplayCache(0)


class Remembering(RuleBasedStateMachine):
    """The cache answers as a dictionary of ends would, and holds no key longer than its time plus the next call."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock(0.0)
        self.cache = MemoryReplayCache(clock=self.clock)
        self.ends: dict[str, float] = {}

    @rule(key=st.sampled_from("abcdef"))
    def add(self, key: str) -> None:
        new = self.ends.get(key, 0.0) <= self.clock()
        assert self.cache.add(key, seconds=10) == new
        if new:
            self.ends[key] = self.clock() + 10
            assert len(self.cache) == sum(end > self.clock() for end in self.ends.values())

    @rule(key=st.sampled_from("abcdef"))
    def discard(self, key: str) -> None:
        self.cache.discard(key)
        self.ends.pop(key, None)

    @rule(seconds=st.integers(0, 12))
    def wait(self, seconds: int) -> None:
        self.clock.advance(seconds)


test_the_replay_cache_remembers_each_key_for_its_time = Remembering.TestCase
