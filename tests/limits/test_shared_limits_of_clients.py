"""Whole clients that share limits, through a Redis in this process and through the real one where it is installed."""

import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

import zendesk_sync
from tests.limits.servers import KINDS, PASSWORD, Served, serving
from zendesk_async import OAuthToken, SharedLimits, Zendesk
from zendesk_async.emulator import Emulator
from zendesk_async.errors import ConfigurationError

GONE = f"redis://:{PASSWORD}@127.0.0.1:1/0"


@pytest.fixture(params=KINDS)
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Served]:
    with serving(request.param, tmp_path) as server:
        yield server


def client(emulator: Emulator, shared: str | SharedLimits, **options: object) -> Zendesk:
    return Zendesk(base_url=emulator.url, auth=OAuthToken("token"), shared_limits=shared, **options)  # type: ignore[arg-type]  # any of them


async def test_clients_share_what_an_account_allows(served: Served) -> None:
    async with (
        Emulator(tickets=1, window=60.0, requests_per_window=40) as emulator,
        client(emulator, served.shared(), pacing="burst") as first,
        client(emulator, served.shared(), pacing="burst") as second,
    ):
        await first.users.me()
        await second.users.me()
        calls = [asyncio.create_task(one.users.me()) for one in (first, second) for _ in range(30)]
        await asyncio.sleep(1.5)
        sent = len(emulator.requests)
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
    # A window may have turned meanwhile; what matters is that nobody was refused.
    assert 40 <= sent <= 62
    assert {request.status for request in emulator.requests} == {200}


async def test_what_is_kept_names_no_person_and_no_credential_and_vanishes(served: Served) -> None:
    async with Emulator(tickets=3) as emulator, client(emulator, served.shared(prefix="tests")) as zd:
        await zd.tickets.update(1, priority="high")
        await zd.users.create_or_update(name="Jane", email="jane@example.com")
        await zd.tickets.list().first()
    server = served.client()
    keys = [key.decode() async for key in server.scan_iter()]
    values = [await server.get(key) for key in keys]
    lives = [await server.ttl(key) for key in keys]
    await server.aclose()
    host = emulator.url.removeprefix("http://")
    assert f"tests:{{{host}}}:limit-1:account" in keys
    assert all(key.startswith(f"tests:{{{host}}}:limit-1:") for key in keys)
    assert all(0 < life <= 2 * 600 + 60 for life in lives)
    for secret in ("jane", "token", "ticket/1"):
        assert secret not in " ".join(keys)
        assert all(secret.encode() not in value for value in values)


async def test_a_server_that_is_killed_stops_nobody_and_its_password_is_told_to_nobody(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "zendesk_async"):
        async with Emulator(tickets=1) as emulator, client(emulator, served.shared()) as zd:
            await zd.users.me()
            await zd.users.me()
            assert zd.limits.shared
            served.end()
            for _ in range(5):
                await zd.users.me()
            assert not zd.limits.shared
            assert len(emulator.requests) == 7
    told = [record.getMessage() for record in caplog.records if "keeps the limits for itself" in record.getMessage()]
    assert len(told) == 1
    assert told[0].startswith("redis")
    assert PASSWORD not in caplog.text


async def test_a_server_of_ones_own_is_used_and_left_open(served: Served) -> None:
    server = served.client()
    async with Emulator(tickets=1) as emulator:
        async with client(emulator, SharedLimits(server)) as zd:
            await zd.users.me()
            await zd.users.me()
        assert [key async for key in server.scan_iter(match="zendesk:*:limit-1:account")]
    await server.aclose()


def test_the_sync_client_shares_as_well(served: Served) -> None:
    with asyncio.Runner() as runner:
        emulator = Emulator(tickets=1)
        runner.run(emulator.__aenter__())
        try:
            runner.run(asyncio.to_thread(_ask_in_a_thread, emulator.url, served.shared()))
        finally:
            runner.run(emulator.__aexit__(None, None, None))
        assert len(emulator.requests) == 3


def _ask_in_a_thread(base_url: str, shared: SharedLimits) -> None:
    with zendesk_sync.Zendesk(base_url=base_url, auth=OAuthToken("token"), shared_limits=shared) as zd:
        for _ in range(3):
            zd.users.me()
        assert zd.limits.account.source == "learnt"


async def test_a_server_that_never_was_there_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    async with Emulator(tickets=1) as emulator, client(emulator, GONE) as zd:
        for _ in range(3):
            await zd.users.me()
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("redis://127.0.0.1:1/0 cannot be asked (ConnectionError): every process keeps the limits")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "127.0.0.1:6379", "redis://127.0.0.1:port/", "redis://[::1/0", ""]
)
def test_what_names_no_server_is_refused_without_a_word_of_it(url: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        SharedLimits(url)
    assert "redis://127.0.0.1:6379/0" in str(refused.value)


def test_a_timeout_must_be_above_zero() -> None:
    with pytest.raises(ConfigurationError, match="above 0 seconds, not 0"):
        SharedLimits(GONE, timeout=0)


def test_shared_limits_show_where_they_are_without_the_password() -> None:
    shared = SharedLimits(f"rediss://user:{PASSWORD}@redis.internal:6379/0?password={PASSWORD}")
    assert repr(shared) == "<SharedLimits rediss://redis.internal:6379/0>"


def test_shared_limits_serve_one_client() -> None:
    shared = SharedLimits(GONE)
    options = {"auth": OAuthToken("token"), "shared_limits": shared}
    Zendesk("acme", **options)  # type: ignore[arg-type]  # any of them
    with pytest.raises(ConfigurationError, match="make one for each client"):
        Zendesk("acme", **options)  # type: ignore[arg-type]  # any of them


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "redis.exceptions", None)
    with pytest.raises(ConfigurationError, match=r"pip install 'zendesk-async\[redis\]'"):
        SharedLimits(GONE)
