"""Deliveries that are signed and say anything, and deliveries that somebody changed on the way."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.strategies import error_of, fuzzed, header_values, json_values
from tests.fuzz.test_error_bodies import encodable
from zendesk_async._webhook_parsing import _EVENTS
from zendesk_async.webhooks import (
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    MemoryReplayCache,
    WebhookVerificationError,
    WebhookVerifier,
    sign,
)

SECRET = "canary"
STAMP = "2021-03-25T05:09:27Z"
NOW = 1616648967.0
KEYS = st.sampled_from(
    ["id", "actor_id", "tags", "via", "channel", "created_at", "updated_at", "comment", "author", "user", "is_public",
     "current", "previous", "shared_tickets", "status"]
)  # fmt: skip
parts = json_values(KEYS)
envelopes = st.fixed_dictionaries(
    {"type": st.sampled_from([*_EVENTS, "zen:event-type:", "zen:event-type:ticket.unheard_of"])},
    optional={
        **dict.fromkeys(("id", "account_id", "subject", "time", "zendesk_event_version"), parts),
        "detail": st.dictionaries(KEYS, parts, max_size=6) | parts,
        "event": st.dictionaries(KEYS, parts, max_size=4) | parts,
    },
).map(lambda value: msgspec.json.encode(encodable(value)))
bodies = (
    envelopes | st.binary(max_size=100) | st.sampled_from([b"[" * 100_000, b"9" * 5_000, b'{"type": NaN}', b"\xfe\xff"])
)


def headers(body: bytes) -> dict[str, str]:
    return {SIGNATURE_HEADER: sign(SECRET, STAMP, body), TIMESTAMP_HEADER: STAMP}


def verifier() -> WebhookVerifier:
    return WebhookVerifier(SECRET, clock=lambda: NOW, seen=MemoryReplayCache())


@fuzzed
@given(bodies)
def test_whatever_a_signed_delivery_says_becomes_an_event_that_keeps_it(body):
    event = verifier().verify(body, headers(body))
    assert event.body == body
    assert repr(event)


@fuzzed
@given(bodies, st.sampled_from([SIGNATURE_HEADER, TIMESTAMP_HEADER]), header_values() | st.text(max_size=30))
def test_a_delivery_with_another_signature_or_timestamp_is_refused(body, name, text):
    said = headers(body)
    if text.strip() == said[name]:
        return
    refused = error_of(lambda: verifier().verify(body, said | {name: text}))
    assert isinstance(refused, WebhookVerificationError)
    assert refused.code in {"missing_header", "bad_timestamp", "bad_signature"}
    assert SECRET not in str(refused)


@fuzzed
@given(
    bodies,
    st.dictionaries(
        st.sampled_from(["X-Zendesk-Webhook-Id", "X-Zendesk-Webhook-Invocation-Id", "X-Zendesk-Account-Id"]),
        header_values(),
    ),
)
def test_what_the_unsigned_headers_say_neither_ends_a_delivery_nor_makes_it_new(body, more):
    there = verifier()
    there.verify(body, headers(body) | more)
    again = error_of(lambda: there.verify(body, headers(body) | {"X-Zendesk-Webhook-Invocation-Id": "forged"}))
    assert isinstance(again, WebhookVerificationError)
    assert again.code == "replayed"


@fuzzed
@given(first=bodies, second=bodies)
def test_a_replay_under_another_deliverys_id_does_not_take_that_deliverys_place(first, second):
    if first == second:
        return
    there = verifier()
    there.verify(first, headers(first))
    assert error_of(lambda: there.verify(first, headers(first) | {"X-Zendesk-Webhook-Invocation-Id": "01HAQ"}))
    assert there.verify(second, headers(second) | {"X-Zendesk-Webhook-Invocation-Id": "01HAQ"}).body == second
