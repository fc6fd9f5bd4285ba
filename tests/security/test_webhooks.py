"""S9: a delivery is taken when it is signed, whole and new, and not otherwise."""

import ast
import inspect
import json

import pytest

from zendesk_async import webhooks
from zendesk_async.webhooks import (
    SIGNATURE_HEADER,
    TIMESTAMP_HEADER,
    MemoryReplayCache,
    WebhookVerificationError,
    WebhookVerifier,
    sign,
)

pytestmark = pytest.mark.S9

NOW = 1616648967.0
STAMP = "2021-03-25T05:09:27Z"
BODY = b'{"id": 1}'


def headers(body: bytes = BODY, secret: str = "new") -> dict[str, str]:
    return {SIGNATURE_HEADER: sign(secret, STAMP, body), TIMESTAMP_HEADER: STAMP}


def taken(
    body: bytes = BODY, said: dict[str, str] | None = None, at: float = NOW, by: WebhookVerifier | None = None
) -> bool:
    verifier = by or WebhookVerifier("new", "old", clock=lambda: at)
    try:
        verifier.check(body, headers() if said is None else said)
    except WebhookVerificationError:
        return False
    return True


def test_it_is_taken_under_the_new_secret_and_the_old_one_and_no_other():
    assert taken()
    assert taken(said=headers(secret="old"))
    assert not taken(said=headers(secret="third"))


def test_an_empty_body_is_signed_too():
    assert taken(b"", headers(b""))
    assert not taken(b"")


def test_the_body_counts_as_it_came():
    assert not taken(json.dumps(json.loads(BODY), separators=(",", ":")).encode())


@pytest.mark.parametrize("missing", [SIGNATURE_HEADER, TIMESTAMP_HEADER])
def test_both_headers_are_needed(missing):
    assert not taken(said={name: text for name, text in headers().items() if name != missing})
    assert not taken(said=headers() | {missing: ""})


@pytest.mark.parametrize(("at", "good"), [(-301, False), (-300, True), (0, True), (300, True), (301, False)])
def test_it_is_good_for_five_minutes_before_and_after(at, good):
    assert taken(at=NOW + at) is good


def test_it_is_taken_once():
    once = WebhookVerifier("new", clock=lambda: NOW, seen=MemoryReplayCache())
    assert taken(by=once)
    assert not taken(by=once)


def test_a_verifier_without_a_secret_cannot_be_made():
    with pytest.raises(ValueError, match="signing secret"):
        WebhookVerifier()


def test_signatures_are_compared_in_constant_time_alone():
    tree = ast.parse(inspect.getsource(webhooks))
    (signed,) = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "_signed")
    assert not [node for node in ast.walk(signed) if isinstance(node, ast.Compare)]
    assert "compare_digest" in ast.unparse(signed)
