import traceback
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.auth_endpoint import Clock, Endpoint, Trouble
from zendesk_async._authorization_code import code_challenge
from zendesk_async.auth import AuthorizationRequest, MemoryTokenStore, RefreshToken, Secret
from zendesk_async.errors import AuthError, ConfigurationError, InvalidArgument, ReadTimeout, ZendeskError

REDIRECT = "http://localhost:8765/callback"
REQUEST = AuthorizationRequest.create("acme", "app", REDIRECT, "tickets:read users:read")


def answer(**query: str) -> str:
    return f"{REDIRECT}?{urlencode(query)}"


def test_the_address_to_open_asks_for_a_code_with_state_and_challenge() -> None:
    address = urlsplit(REQUEST.url)
    assert (address.scheme, address.netloc, address.path) == ("https", "acme.zendesk.com", "/oauth/authorizations/new")
    assert {key: values[0] for key, values in parse_qs(address.query).items()} == {
        "response_type": "code",
        "client_id": "app",
        "redirect_uri": REDIRECT,
        "scope": "tickets:read users:read",
        "state": REQUEST.state,
        "code_challenge": code_challenge(REQUEST.code_verifier),
        "code_challenge_method": "S256",
    }
    assert "+" not in address.query  # A space is %20, which every server reads as one.


def test_the_challenge_is_the_one_of_the_standard() -> None:
    # https://www.rfc-editor.org/rfc/rfc7636#appendix-B
    verifier = Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    assert code_challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_every_request_has_a_state_and_a_verifier_of_its_own() -> None:
    other = AuthorizationRequest.create("acme", "app", REDIRECT)
    assert other.state != REQUEST.state
    assert other.code_verifier != REQUEST.code_verifier
    assert 43 <= len(other.code_verifier.reveal()) <= 128
    assert other.code_verifier.reveal() not in repr(other) + other.url


def test_another_base_address_takes_the_place_of_the_subdomain() -> None:
    request = AuthorizationRequest.create("", "app", REDIRECT, base_url="http://127.0.0.1:8080/")
    assert request.url.startswith("http://127.0.0.1:8080/oauth/authorizations/new?")


@pytest.mark.parametrize("subdomain", ["", "acme.zendesk.com", "https://acme", "a/b", "-acme", "ACME", "a b", "a" * 64])
def test_a_subdomain_that_is_none_is_refused(subdomain: str) -> None:
    with pytest.raises(ConfigurationError, match="not a Zendesk subdomain"):
        AuthorizationRequest.create(subdomain, "app", REDIRECT)


@pytest.mark.parametrize(
    "redirect_uri",
    ["https://app.example.com/callback", "http://localhost/", "http://127.0.0.1:1/x", "https://example.com/?a=b"],
)
def test_a_redirect_address_is_https_or_on_this_machine(redirect_uri: str) -> None:
    assert AuthorizationRequest.create("acme", "app", redirect_uri).redirect_uri == redirect_uri


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "http://example.com/callback",
        "http://localhost.example.com/",
        "http://127.0.0.2/",
        "ftp://localhost/",
        "urn:ietf:wg:oauth:2.0:oob",
        "/callback",
        "https:///callback",
        "https://user@example.com/",
        "https://example.com/#part",
        "https://example.com/a b",
        "https://[broken/",
        "https://example.com:port/",
        "",
        "https://example.com/\r\n",
    ],
)
def test_any_other_redirect_address_is_refused(redirect_uri: str) -> None:
    with pytest.raises(ConfigurationError, match="redirect_uri"):
        AuthorizationRequest.create("acme", "app", redirect_uri)


@pytest.mark.parametrize(("client_id", "scope"), [("", "read"), ("app", ""), ("app", "tickets:delete")])
def test_an_empty_client_and_a_scope_that_is_none_are_refused(client_id: str, scope: str) -> None:
    with pytest.raises(ConfigurationError):
        AuthorizationRequest.create("acme", client_id, REDIRECT, scope)


async def test_the_code_is_exchanged_with_the_verifier_and_both_lives() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    pair = await REQUEST.exchange(endpoint, answer(code="right", state=REQUEST.state), now=clock)
    assert endpoint.requests == [
        {
            "grant_type": "authorization_code",
            "code": "right",
            "code_verifier": REQUEST.code_verifier.reveal(),
            "redirect_uri": REDIRECT,
            "client_id": "app",
            "scope": "tickets:read users:read",
            "expires_in": 172_799,
            "refresh_token_expires_in": 7_775_999,
        }
    ]
    assert (pair.account, pair.client_id, pair.expires_at) == ("acme", "app", clock() + 172_799)
    assert pair.refresh_token_expires_at == clock() + 7_775_999


async def test_the_tokens_of_a_sign_in_start_a_refresh_token() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    store = MemoryTokenStore()
    await store.save(await REQUEST.exchange(endpoint, answer(code="right", state=REQUEST.state), now=clock))
    auth = RefreshToken("app", store=store, clock=clock, now=clock)
    assert endpoint.accepts(await auth.headers(endpoint))
    clock.advance(172_750)
    assert endpoint.accepts(await auth.headers(endpoint))
    assert [request["grant_type"] for request in endpoint.requests] == ["authorization_code", "refresh_token"]


async def test_a_code_copied_by_hand_and_a_secret_are_taken() -> None:
    endpoint = Endpoint()
    await REQUEST.exchange(endpoint, " right\n", client_secret="secret")
    assert endpoint.requests[0]["code"] == "right"
    assert endpoint.requests[0]["client_secret"] == "secret"


async def test_a_client_without_lifetimes_gives_a_pair_without_a_refresh_token() -> None:
    endpoint = Endpoint()
    endpoint.troubles = [Trouble(answer=(200, {"access_token": "abc"}))]
    pair = await REQUEST.exchange(endpoint, "right")
    assert (pair.refresh_token, pair.refresh_token_expires_at, pair.expires_in) == (None, None, 1_800)


@pytest.mark.parametrize(
    ("callback", "kind", "message"),
    [
        (answer(code="right"), AuthError, "belongs to another sign-in"),
        (answer(code="right", state="other"), AuthError, "belongs to another sign-in"),
        (answer(code="right", state="öther"), AuthError, "belongs to another sign-in"),
        (answer(error="access_denied", state="other"), AuthError, "belongs to another sign-in"),
        (
            answer(error="access_denied", error_description="The end-user denied it", state="OURS"),
            AuthError,
            "refused the sign-in: access_denied. The end-user denied it",
        ),
        (answer(error="invalid_scope", state="OURS"), AuthError, "sign-in failed: invalid_scope"),
        (answer(state="OURS"), InvalidArgument, "holds no authorization code"),
        (answer(code="", state="OURS"), InvalidArgument, "holds no authorization code"),
        (answer(code="right", state="OURS") + "&code=other", InvalidArgument, "holds no authorization code"),
        (answer(code="right", state="OURS") + "&state=OURS", AuthError, "another sign-in"),
        ("http://localhost:8765/other?code=right", AuthError, "not the redirect URL"),
        ("https://evil.example.com/callback?code=right", AuthError, "not the redirect URL"),
        (REDIRECT, AuthError, "another sign-in"),
        ("", InvalidArgument, "authorization code is empty"),
    ],
)
async def test_an_answer_that_is_not_ours_or_holds_no_code_is_not_exchanged(
    callback: str, kind: type[ZendeskError], message: str
) -> None:
    endpoint = Endpoint()
    with pytest.raises(kind, match=message):
        await REQUEST.exchange(endpoint, callback.replace("OURS", REQUEST.state))
    assert endpoint.requests == []


@given(st.text() | st.text().map(lambda text: f"{REDIRECT}?{text}"))
def test_any_answer_gives_a_code_or_an_error_of_ours(callback: str) -> None:
    try:
        code = REQUEST.code_from(callback)
    except ZendeskError:
        return
    assert code.reveal()


async def test_a_code_that_is_late_says_how_long_it_lives() -> None:
    with pytest.raises(AuthError, match="lives 120 seconds"):
        await REQUEST.exchange(Endpoint(), "wrong")


async def test_a_code_is_sent_once_even_when_the_answer_is_lost() -> None:
    endpoint = Endpoint()
    endpoint.troubles = [Trouble(error=ReadTimeout("silent"), processed=True)]
    with pytest.raises(ReadTimeout):
        await REQUEST.exchange(endpoint, "right")
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize("lives", [{"expires_in": 300}, {"refresh_token_expires_in": 1}])
async def test_a_life_that_zendesk_does_not_take_is_refused_before_the_code_is_used(lives: dict[str, Any]) -> None:
    endpoint = Endpoint()
    with pytest.raises(ConfigurationError, match="seconds"):
        await REQUEST.exchange(endpoint, "right", **lives)
    assert endpoint.requests == []


async def test_neither_code_nor_verifier_nor_tokens_show_when_the_exchange_fails() -> None:
    endpoint = Endpoint()
    said = {"error": "invalid_grant", "error_description": f"canary-code and {REQUEST.code_verifier.reveal()}"}
    endpoint.troubles = [Trouble(answer=(400, said))]
    with pytest.raises(AuthError) as caught:
        await REQUEST.exchange(endpoint, answer(code="canary-code", state=REQUEST.state))
    trace = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    frames = [frame for frame in trace.stack if "zendesk_async" in frame.filename]
    seen = "".join(str(frame.locals) for frame in frames) + str(caught.value)
    assert len(frames) > 2
    assert "canary" not in seen
    assert REQUEST.code_verifier.reveal() not in seen


def test_a_base_url_needs_no_subdomain_beside_it() -> None:
    request = AuthorizationRequest.create(None, "app", "https://app/callback", base_url="https://help.acme.com")
    assert request.url.startswith("https://help.acme.com/oauth/authorizations/new?")
    with pytest.raises(ConfigurationError, match="not a Zendesk subdomain"):
        AuthorizationRequest.create(None, "app", "https://app/callback")
