"""The credentials of the client against the emulator's token endpoint."""

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.emulator.raw import Raw, Time, bearer, running
from zendesk_async import (
    AuthorizationRequest,
    ClientCredentials,
    FileTokenStore,
    MemoryTokenStore,
    OAuthToken,
    RefreshToken,
    Zendesk,
)
from zendesk_async.auth import Auth, TokenPair, TokenStore
from zendesk_async.emulator import Drop, Emulator, Fault, Status
from zendesk_async.errors import AuthError, ConfigurationError, Forbidden, RefreshRejected, Unauthorized

REDIRECT = "http://localhost:8765/callback"


class Endpoint:
    """The token endpoint of an emulator, for the sign-in, as an application reaches it with a client of its own."""

    def __init__(self, raw: Raw) -> None:
        self.account = raw.origin.removeprefix("http://")
        self._raw = raw

    async def post_token(self, payload: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        reply = await self._raw.post("/oauth/tokens", dict(payload), credential={})
        return reply.status, reply.json


async def browse(raw: Raw, request: AuthorizationRequest, more: str = "") -> str:
    """Open the page as a browser does, and return the address it is sent to."""
    return (await raw.get(request.url + more, credential={})).headers["Location"]


async def sign_in(raw: Raw, store: TokenStore, time: Time) -> TokenPair:
    request = AuthorizationRequest.create("", "emulator", REDIRECT, base_url=raw.origin)
    pair = await request.exchange(Endpoint(raw), await browse(raw, request), expires_in=1_800, now=time)
    await store.save(pair)
    return pair


def refreshing(store: TokenStore, time: Time) -> RefreshToken:
    return RefreshToken("emulator", "secret", store=store, expires_in=1_800, clock=time, now=time)


def client(emulator: Emulator, auth: Auth) -> Zendesk:
    return Zendesk(base_url=emulator.url, auth=auth, pacing="burst")


def grants(emulator: Emulator) -> list[int | None]:
    """Return how the token endpoint answered, request by request."""
    return [record.status for record in emulator.requests if record.path == "/oauth/tokens"]


async def test_a_hundred_calls_over_the_end_of_a_token_need_one_more_token() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (emulator, _):
        auth = ClientCredentials("emulator", "secret", expires_in=301, clock=time)
        async with client(emulator, auth) as zd:
            await zd.users.me()
            time.seconds += 302
            users = await asyncio.gather(*[zd.users.me() for _ in range(100)])
        assert {user.email for user in users} == {"admin@example.com"}
        assert grants(emulator) == [201, 201]
        assert {record.status for record in emulator.requests} == {200, 201}


async def test_a_hundred_calls_with_a_revoked_token_need_one_more_token() -> None:
    async with running(limited=False) as (emulator, _):
        async with client(emulator, ClientCredentials("emulator", "secret")) as zd:
            await zd.users.me()
            for row in list(emulator.account.oauth_tokens.rows()):
                emulator.account.oauth_tokens.remove(row["id"])
            users = await asyncio.gather(*[zd.users.me() for _ in range(100)])
        assert {user.email for user in users} == {"admin@example.com"}
        assert grants(emulator) == [201, 201]


async def test_a_person_signs_in_and_two_clients_live_on_one_token_file(tmp_path: Path) -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (emulator, raw):
        store = FileTokenStore(tmp_path / "tokens.json")
        first = await sign_in(raw, store, time)
        auths = [refreshing(FileTokenStore(store.path), time) for _ in range(2)]
        async with (
            client(emulator, auths[0]) as one,
            client(emulator, auths[1]) as other,
        ):
            for _ in range(3):
                calls = [zd.users.me() for zd in (one, other) for _ in range(20)]
                assert {user.email for user in await asyncio.gather(*calls)} == {"admin@example.com"}
                time.seconds += 1_790
        assert grants(emulator) == [201, 201, 201]
        last = await store.load()
        assert last is not None
        assert last.refresh_token != first.refresh_token
        dead = await raw.get("/api/v2/users/me", credential=bearer(first.access_token.reveal()))
        assert dead.status == 401


async def test_an_answer_lost_after_the_rotation_asks_to_sign_in_and_a_sign_in_helps(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    time = Time()
    async with running(clock=time.clock(), limited=False) as (emulator, raw):
        store = FileTokenStore(tmp_path / "tokens.json")
        pair = await sign_in(raw, store, time)
        async with client(emulator, refreshing(store, time)) as zd:
            await zd.users.me()
            time.seconds += 1_800
            emulator.faults.add(Fault(Drop(after=True), path="/oauth/tokens", times=1))
            for _ in range(3):
                with pytest.raises(RefreshRejected, match="Sign in again"):
                    await zd.users.me()
            assert grants(emulator) == [201, None, 400]
            assert await store.load() == pair
            await sign_in(raw, store, time)
            assert (await zd.users.me()).email == "admin@example.com"
    for token in (pair.access_token, pair.refresh_token):
        assert token is not None
        assert token.reveal() not in caplog.text


async def test_a_token_endpoint_that_is_down_for_a_moment_is_not_noticed() -> None:
    async with running(limited=False) as (emulator, _):
        emulator.faults.add(Fault(Status(503, retry_after=0), path="/oauth/tokens", times=1))
        emulator.faults.add(Fault(Drop(), path="/oauth/tokens", times=1))
        async with client(emulator, ClientCredentials("emulator", "secret")) as zd:
            assert (await zd.users.me()).email == "admin@example.com"
        assert grants(emulator) == [503, None, 201]


async def test_a_person_who_refuses_is_told_apart() -> None:
    async with running() as (_, raw):
        request = AuthorizationRequest.create("", "emulator", REDIRECT, base_url=raw.origin)
        with pytest.raises(AuthError, match="refused the sign-in: access_denied"):
            await request.exchange(Endpoint(raw), await browse(raw, request, "&decision=deny"))


async def test_a_code_that_is_two_minutes_old_is_refused() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        request = AuthorizationRequest.create("", "emulator", REDIRECT, base_url=raw.origin)
        callback = await browse(raw, request)
        time.seconds += 121
        with pytest.raises(AuthError, match="lives 120 seconds"):
            await request.exchange(Endpoint(raw), callback)


@pytest.mark.parametrize(("client_id", "secret"), [("emulator", "wrong"), ("unknown", "secret")])
async def test_a_wrong_client_is_refused_once_and_says_what_is_wrong(client_id: str, secret: str) -> None:
    async with running(limited=False) as (emulator, _):
        async with client(emulator, ClientCredentials(client_id, secret)) as zd:
            with pytest.raises(AuthError, match="does not know this OAuth client, or its secret is wrong"):
                await zd.users.me()
        assert grants(emulator) == [401]


async def test_a_static_token_that_is_wrong_is_unauthorized_without_a_second_try() -> None:
    async with running(limited=False) as (emulator, _):
        async with client(emulator, OAuthToken("wrong")) as zd:
            with pytest.raises(Unauthorized):
                await zd.users.me()
        assert [record.status for record in emulator.requests] == [401]


async def test_a_scope_that_is_too_small_is_forbidden_and_not_renewed() -> None:
    async with running(limited=False) as (emulator, _):
        auth = ClientCredentials("emulator", "secret", scope="tickets:read")
        async with client(emulator, auth) as zd:
            with pytest.raises(Forbidden):
                await zd.organizations.list().first()
        assert grants(emulator) == [201]


async def test_tokens_of_one_account_are_not_sent_to_another() -> None:
    time = Time()
    store = MemoryTokenStore()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        await sign_in(raw, store, time)
    async with running(clock=time.clock(), limited=False) as (emulator, _):
        async with client(emulator, refreshing(store, time)) as zd:
            with pytest.raises(ConfigurationError, match="Give each account and client a store"):
                await zd.users.me()
        assert list(emulator.requests) == []
