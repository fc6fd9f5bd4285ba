import base64
import hashlib
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.emulator.raw import Raw, Reply, Time, bearer, query_of, running
from zendesk_async.emulator import Emulator
from zendesk_async.emulator._oauth import add_client

REDIRECT = "http://localhost:8765/callback"
VERIFIER = "a-verifier-that-is-long-enough-for-the-standard-to-take-it"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
CONFIDENTIAL = {"client_id": "emulator", "client_secret": "secret"}


async def token(raw: Raw, grant_type: str | None, **fields: Any) -> Reply:
    body = {**CONFIDENTIAL, **fields} | ({"grant_type": grant_type} if grant_type else {})
    return await raw.post(
        "/oauth/tokens", {name: value for name, value in body.items() if value is not None}, credential={}
    )


async def works(raw: Raw, secret: str) -> bool:
    return (await raw.get("/api/v2/users/me", credential=bearer(secret))).status == 200


async def authorize(raw: Raw, **changes: str) -> Reply:
    asked = {
        "response_type": "code",
        "client_id": "emulator",
        "redirect_uri": REDIRECT,
        "scope": "read write",
        "state": "some state",
    } | changes
    return await raw.get(f"/oauth/authorizations/new?{urlencode(asked)}", credential={})


async def code(raw: Raw, **changes: str) -> str:
    reply = await authorize(raw, **changes)
    assert reply.status == 302
    assert reply.headers["Location"].startswith(f"{REDIRECT}?")
    answer = query_of(reply.headers["Location"])
    assert answer["state"] == "some state"
    return answer["code"]


def public_client(emulator: Emulator) -> None:
    add_client(
        emulator.account,
        identifier="public",
        secret=None,
        user_id=emulator.administrator["id"],
        kind="public",
        redirect_uri=[REDIRECT],
    )


async def test_client_credentials_give_a_token_without_a_refresh_token() -> None:
    async with running() as (_, raw):
        reply = await token(raw, "client_credentials", scope="read")
        assert reply.status == 201
        assert reply.json == {
            "access_token": reply.json["access_token"],
            "token_type": "bearer",
            "scope": "read",
            "expires_in": 1800,
        }
        assert len(reply.json["access_token"]) <= 184
        assert await works(raw, reply.json["access_token"])


async def test_the_token_endpoint_takes_a_form_too() -> None:
    async with running() as (_, raw):
        form = {**CONFIDENTIAL, "grant_type": "client_credentials", "scope": "read", "expires_in": "600"}
        reply = await raw.send("POST", "/oauth/tokens", data=form, credential={})
        assert (reply.status, reply.json["expires_in"]) == (201, 600)


async def test_a_token_ends_after_its_life() -> None:
    time = Time()
    async with running(clock=time.clock()) as (_, raw):
        short = (await token(raw, "client_credentials", expires_in=600)).json["access_token"]
        usual = (await token(raw, "client_credentials")).json["access_token"]
        for seconds, expected in ((599, (True, True)), (1, (False, True)), (1199, (False, True)), (1, (False, False))):
            time.seconds += seconds
            assert (await works(raw, short), await works(raw, usual)) == expected


async def test_a_code_is_exchanged_once_within_two_minutes() -> None:
    time = Time()
    async with running(clock=time.clock()) as (_, raw):
        granted = await code(raw)
        time.seconds += 119
        reply = await token(raw, "authorization_code", code=granted, redirect_uri=REDIRECT)
        assert reply.status == 201
        assert (reply.json["expires_in"], reply.json["refresh_token_expires_in"]) == (1800, 2_592_000)
        assert reply.json["scope"] == "read write"
        assert await works(raw, reply.json["access_token"])
        again = await token(raw, "authorization_code", code=granted, redirect_uri=REDIRECT)
        assert (again.status, again.json["error"]) == (400, "invalid_grant")
        late = await code(raw)
        time.seconds += 120
        reply = await token(raw, "authorization_code", code=late, redirect_uri=REDIRECT)
        assert (reply.status, reply.json["error"]) == (400, "invalid_grant")


async def test_a_public_client_proves_itself_with_its_verifier() -> None:
    async with running() as (emulator, raw):
        public_client(emulator)
        challenge = {"client_id": "public", "code_challenge": CHALLENGE, "code_challenge_method": "S256"}
        secretless: dict[str, Any] = {"client_id": "public", "client_secret": None, "redirect_uri": REDIRECT}
        granted = await code(raw, **challenge)
        for verifier in ("another-verifier", None):
            wrong = await token(raw, "authorization_code", code=granted, code_verifier=verifier, **secretless)
            assert (wrong.status, wrong.json["error"]) == (400, "invalid_grant")
        right = await token(raw, "authorization_code", code=granted, code_verifier=VERIFIER, **secretless)
        assert right.status == 201
        renewed = await token(
            raw,
            "refresh_token",
            client_id="public",
            client_secret=None,
            refresh_token=right.json["refresh_token"],
        )
        assert renewed.status == 201
        refused = await token(raw, "client_credentials", client_id="public", client_secret=None)
        assert (refused.status, refused.json["error"]) == (400, "unauthorized_client")


async def test_the_authorization_page_refuses_what_it_must() -> None:
    async with running() as (emulator, raw):
        public_client(emulator)
        for changes in (
            {"client_id": "unknown"},
            {"redirect_uri": f"{REDIRECT}/"},
            {"redirect_uri": "https://evil.example"},
        ):
            reply = await authorize(raw, **changes)
            assert reply.status == 400
            assert "Location" not in reply.headers
        for changes, error in (
            ({"decision": "deny"}, "access_denied"),
            ({"response_type": "token"}, "unsupported_response_type"),
            ({"code_challenge": "x"}, "invalid_request"),
            ({"client_id": "public"}, "invalid_request"),
        ):
            reply = await authorize(raw, **changes)
            answer = query_of(reply.headers["Location"])
            assert (reply.status, answer["error"], answer["state"]) == (302, error, "some state")


async def test_a_refresh_gives_a_new_pair_and_ends_the_old_one() -> None:
    async with running() as (_, raw):
        first = (await token(raw, "authorization_code", code=await code(raw), redirect_uri=REDIRECT)).json
        second = (await token(raw, "refresh_token", refresh_token=first["refresh_token"])).json
        assert not await works(raw, first["access_token"])
        assert await works(raw, second["access_token"])
        replayed = await token(raw, "refresh_token", refresh_token=first["refresh_token"])
        assert (replayed.status, replayed.json["error"]) == (400, "invalid_grant")
        assert await works(raw, second["access_token"])
        third = await token(raw, "refresh_token", refresh_token=second["refresh_token"])
        assert third.status == 201


async def test_a_refresh_token_ends_after_its_life_and_belongs_to_its_client() -> None:
    time = Time()
    async with running(clock=time.clock()) as (emulator, raw):
        public_client(emulator)
        pair = (
            await token(
                raw,
                "authorization_code",
                code=await code(raw),
                redirect_uri=REDIRECT,
                refresh_token_expires_in=604_801,
            )
        ).json
        foreign = await token(
            raw, "refresh_token", client_id="public", client_secret=None, refresh_token=pair["refresh_token"]
        )
        assert foreign.json["error"] == "invalid_grant"
        time.seconds += 604_801
        late = await token(raw, "refresh_token", refresh_token=pair["refresh_token"])
        assert (late.status, late.json["error"]) == (400, "invalid_grant")


async def test_a_refresh_may_narrow_the_scope_but_not_widen_it() -> None:
    async with running() as (_, raw):
        pair = (await token(raw, "authorization_code", code=await code(raw), redirect_uri=REDIRECT)).json
        wider = await token(raw, "refresh_token", refresh_token=pair["refresh_token"], scope="read impersonate")
        assert (wider.status, wider.json["error"]) == (400, "invalid_scope")
        narrower = await token(raw, "refresh_token", refresh_token=pair["refresh_token"], scope="read")
        assert (narrower.status, narrower.json["scope"]) == (201, "read")


@pytest.mark.parametrize(
    ("grant_type", "fields", "status", "error"),
    [
        (None, {}, 400, "invalid_request"),
        ("password", {"username": "admin@example.com", "password": "x"}, 400, "unsupported_grant_type"),
        ("client_credentials", {"client_id": "unknown"}, 401, "invalid_client"),
        ("client_credentials", {"client_secret": "wrong"}, 401, "invalid_client"),
        ("client_credentials", {"client_secret": None}, 401, "invalid_client"),
        ("client_credentials", {"expires_in": 299}, 400, "invalid_request"),
        ("client_credentials", {"expires_in": 172_801}, 400, "invalid_request"),
        ("client_credentials", {"expires_in": "soon"}, 400, "invalid_request"),
        ("refresh_token", {}, 400, "invalid_grant"),
        ("refresh_token", {"refresh_token": "unknown"}, 400, "invalid_grant"),
        ("authorization_code", {"code": "unknown", "redirect_uri": REDIRECT}, 400, "invalid_grant"),
    ],
)
async def test_a_wrong_request_is_refused_in_the_words_of_oauth(
    grant_type: str | None, fields: dict[str, Any], status: int, error: str
) -> None:
    async with running() as (_, raw):
        reply = await token(raw, grant_type, **fields)
        assert (reply.status, reply.json["error"]) == (status, error)
        assert reply.json["error_description"]


async def test_a_body_that_is_no_object_is_refused() -> None:
    async with running() as (_, raw):
        reply = await raw.post("/oauth/tokens", ["client_credentials"], credential={})
        assert (reply.status, reply.json["error"]) == (400, "invalid_request")


async def test_lifetimes_must_fit_each_other() -> None:
    async with running(refresh_seconds=1_000) as (_, raw):
        reply = await token(raw, "authorization_code", code=await code(raw), redirect_uri=REDIRECT)
        assert (reply.status, reply.json["error"]) == (400, "invalid_request")


async def test_an_unknown_scope_gives_a_token_that_opens_nothing() -> None:
    async with running() as (_, raw):
        reply = await token(raw, "client_credentials", scope="everything")
        assert reply.status == 201
        refused = await raw.get("/api/v2/groups", credential=bearer(reply.json["access_token"]))
        assert refused.status == 403


async def test_a_scope_beyond_what_the_client_may_have_is_invalid() -> None:
    async with running() as (emulator, raw):
        add_client(
            emulator.account,
            identifier="narrow",
            secret="secret",
            user_id=emulator.administrator["id"],
            scopes=["tickets:read", "read"],
            redirect_uri=[REDIRECT],
        )
        reply = await token(raw, "client_credentials", client_id="narrow", scope="read write")
        assert (reply.status, reply.json["error"]) == (400, "invalid_scope")
        whole = await token(raw, "client_credentials", client_id="narrow")
        assert whole.json["scope"] == "tickets:read read"
        page = await authorize(raw, client_id="narrow", scope="write")
        assert query_of(page.headers["Location"])["error"] == "invalid_scope"


async def test_the_token_endpoint_is_outside_the_accounts_limit() -> None:
    async with running() as (emulator, raw):
        reply = await token(raw, "client_credentials")
        assert "x-rate-limit" not in reply.headers
        assert emulator.limits.report() == []


async def test_without_a_state_none_comes_back() -> None:
    async with running() as (_, raw):
        asked = urlencode({"response_type": "code", "client_id": "emulator", "redirect_uri": REDIRECT})
        reply = await raw.get(f"/oauth/authorizations/new?{asked}", credential={})
        assert query_of(reply.headers["Location"]).keys() == {"code"}


async def test_the_authorization_page_takes_a_form_too() -> None:
    async with running() as (_, raw):
        form = {"response_type": "code", "client_id": "emulator", "redirect_uri": REDIRECT}
        reply = await raw.send("POST", "/oauth/authorizations/new", data=form, credential={})
        assert (reply.status, query_of(reply.headers["Location"]).keys()) == (302, {"code"})
