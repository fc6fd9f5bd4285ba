import asyncio
import contextlib
import errno
import traceback
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from hypothesis.strategies import integers, sampled_from

from tests.unit.auth_endpoint import Clock, Endpoint, Trouble
from zendesk_async.auth import FileTokenStore, MemoryTokenStore, RefreshToken, TokenPair
from zendesk_async.errors import (
    AuthError,
    ConfigurationError,
    ReadTimeout,
    RefreshRejected,
    ServerDisconnected,
    ZendeskError,
)

LOST = Trouble(error=ServerDisconnected("the answer was lost"), processed=True)


def credential(clock: Clock, **options: Any) -> RefreshToken:
    return RefreshToken("app", clock=clock, now=clock, **options)


async def call(auth: RefreshToken, endpoint: Endpoint) -> bool:
    """Make one API call as the session does: signed, and once more after a 401 if there is a newer token."""
    headers = await auth.headers(endpoint)
    await asyncio.sleep(0)
    if endpoint.accepts(headers):
        return True
    if not await auth.renew(endpoint, headers["Authorization"]):
        return False
    return endpoint.accepts(await auth.headers(endpoint))


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


async def test_a_given_refresh_token_starts_the_store_and_both_lives_are_asked_for() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    seed = endpoint.sign_in(clock())
    store = MemoryTokenStore()
    assert seed.refresh_token is not None
    auth = credential(clock, client_secret="s", refresh_token=seed.refresh_token, store=store, scope="tickets:read")
    assert await call(auth, endpoint)
    assert endpoint.requests == [
        {
            "grant_type": "refresh_token",
            "client_id": "app",
            "client_secret": "s",
            "refresh_token": seed.refresh_token.reveal(),
            "scope": "tickets:read",
            "expires_in": 172_799,
            "refresh_token_expires_in": 7_775_999,
        }
    ]
    kept = await store.load()
    assert kept is not None
    assert kept.refresh_token != seed.refresh_token
    assert (kept.account, kept.client_id, kept.scope) == ("acme", "app", "read")
    assert kept.expires_at == clock() + 172_799
    assert kept.refresh_token_expires_at == clock() + 7_775_999


async def test_a_public_client_sends_no_secret_and_the_stored_scope() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    store = MemoryTokenStore(attrs.evolve(endpoint.sign_in(clock()), expires_at=clock()))
    await credential(clock, store=store).headers(endpoint)
    assert "client_secret" not in endpoint.requests[0]
    assert endpoint.requests[0]["scope"] == "read"


async def test_a_stored_token_that_is_good_is_used_without_asking() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    auth = credential(clock, store=MemoryTokenStore(endpoint.sign_in(clock())))
    assert await call(auth, endpoint)
    assert endpoint.requests == []


async def test_the_new_pair_is_in_the_store_before_it_is_used() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    steps: list[str] = []

    class Watched(MemoryTokenStore):
        async def save(self, pair: TokenPair) -> None:
            await asyncio.sleep(0)
            await super().save(pair)
            steps.append("saved")

    store = Watched(attrs.evolve(endpoint.sign_in(clock()), expires_at=clock()))
    await credential(clock, store=store).headers(endpoint)
    steps.append("signed")
    assert steps == ["saved", "signed"]


@pytest.mark.parametrize("tasks", [1, 100])
async def test_a_hundred_tasks_over_the_end_of_the_token_refresh_once(tasks: int) -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    auth = credential(clock, store=MemoryTokenStore(endpoint.sign_in(clock())))
    assert await call(auth, endpoint)
    clock.advance(1_800)
    assert all(await asyncio.gather(*[call(auth, endpoint) for _ in range(tasks)]))
    assert len(endpoint.requests) == 1


async def test_a_hundred_tasks_with_a_revoked_token_refresh_once() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    auth = credential(clock, store=MemoryTokenStore(endpoint.sign_in(clock())))
    await auth.headers(endpoint)
    endpoint.revoke()
    assert all(await asyncio.gather(*[call(auth, endpoint) for _ in range(100)]))
    assert len(endpoint.requests) == 1


async def test_of_two_credentials_on_one_store_one_refreshes_and_the_other_takes_its_result() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    store = MemoryTokenStore(endpoint.sign_in(clock()))
    one, other = credential(clock, store=store), credential(clock, store=store)
    assert await asyncio.gather(call(one, endpoint), call(other, endpoint)) == [True, True]
    clock.advance(1_790)
    calls = [call(auth, endpoint) for auth in (one, other) for _ in range(50)]
    assert all(await asyncio.gather(*calls))
    assert len(endpoint.requests) == 1


async def test_after_another_process_refreshed_the_store_is_read_again_and_nothing_asked() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    store = MemoryTokenStore(endpoint.sign_in(clock()))
    auth = credential(clock, store=store)
    await auth.headers(endpoint)
    await store.save(endpoint.sign_in(clock()))  # The token in memory is dead now.
    assert await call(auth, endpoint)
    assert endpoint.requests == []


class Unlocked(MemoryTokenStore):
    """A store on a shared disk without locks: somebody else may replace the pair at any time."""

    @contextlib.asynccontextmanager
    async def lock(self) -> AsyncIterator[None]:
        yield


@pytest.mark.parametrize("left", [1_800.0, 0.0], ids=["fresh", "ended"])
async def test_on_invalid_grant_the_store_is_read_once_more_before_giving_up(left: float) -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    first = attrs.evolve(endpoint.sign_in(clock()), expires_at=clock())
    second = attrs.evolve(endpoint.sign_in(clock()), expires_at=clock() + left)
    pairs = [first, second, second]

    class Replaced(Unlocked):
        async def load(self) -> TokenPair | None:
            return pairs.pop(0)

    auth = credential(clock, store=Replaced())
    assert await call(auth, endpoint)
    refreshed_with = [request["refresh_token"] for request in endpoint.requests]
    expected = [pair.refresh_token.reveal() for pair in (first, second) if pair.refresh_token]
    assert refreshed_with == (expected[:1] if left else expected)


async def test_when_zendesk_takes_the_refresh_token_no_more_the_error_says_to_sign_in_and_nothing_loops() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    dead = attrs.evolve(endpoint.sign_in(clock()), expires_at=clock())
    endpoint.sign_in(clock())
    store = MemoryTokenStore(dead)
    auth = credential(clock, store=store)
    for _ in range(5):
        results = await asyncio.gather(*[auth.headers(endpoint) for _ in range(20)], return_exceptions=True)
        assert {type(result) for result in results} == {RefreshRejected}
        assert "Sign in again" in str(results[0])
    assert len(endpoint.requests) == 1
    assert await store.load() == dead


async def test_after_a_new_sign_in_the_same_credential_works_again() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    store = MemoryTokenStore(attrs.evolve(endpoint.sign_in(clock()), expires_at=clock()))
    await store.save(attrs.evolve(endpoint.sign_in(clock()), expires_at=clock()))
    endpoint.sign_in(clock())
    auth = credential(clock, store=store)
    with pytest.raises(RefreshRejected):
        await auth.headers(endpoint)
    await store.save(endpoint.sign_in(clock()))
    assert await call(auth, endpoint)


@pytest.mark.looptime
async def test_an_answer_lost_after_the_rotation_ends_in_sign_in_again_with_the_old_file_kept(tmp_path: Path) -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    store = FileTokenStore(tmp_path / "tokens.json")
    await store.save(attrs.evolve(endpoint.sign_in(clock()), expires_at=clock()))
    before = store.path.read_bytes()
    endpoint.troubles = [LOST]
    auth = credential(clock, store=store)
    with pytest.raises(RefreshRejected, match="Sign in again") as caught:
        await auth.headers(endpoint)
    assert "the answer was lost" in caught.value.__notes__[0]
    for _ in range(3):
        with pytest.raises(RefreshRejected, match="Sign in again"):
            await auth.headers(endpoint)
    assert len(endpoint.requests) == 2
    assert store.path.read_bytes() == before
    assert names(tmp_path) == ["tokens.json", "tokens.json.lock"]


@pytest.mark.looptime
async def test_a_request_that_never_reached_the_server_is_repeated() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    endpoint.troubles = [Trouble(error=ReadTimeout("silent"))]
    auth = credential(clock, store=MemoryTokenStore(attrs.evolve(endpoint.sign_in(clock()), expires_at=clock())))
    assert await call(auth, endpoint)
    assert len(endpoint.requests) == 2


async def test_the_pair_in_the_store_goes_before_the_given_token_which_is_the_second_try() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    dead = attrs.evolve(endpoint.sign_in(clock()), expires_at=clock())
    fresh = endpoint.sign_in(clock())
    assert fresh.refresh_token is not None
    assert dead.refresh_token is not None
    store = MemoryTokenStore(dead)
    auth = credential(clock, refresh_token=fresh.refresh_token, store=store)
    assert await call(auth, endpoint)
    assert [request["refresh_token"] for request in endpoint.requests] == [
        dead.refresh_token.reveal(),
        fresh.refresh_token.reveal(),
    ]


async def test_an_empty_store_says_to_sign_in() -> None:
    endpoint = Endpoint()
    with pytest.raises(AuthError, match=r"store .* is empty. Sign in again"):
        await credential(endpoint.clock, store=MemoryTokenStore()).headers(endpoint)
    assert endpoint.requests == []


async def test_a_pair_without_a_refresh_token_is_used_to_its_end_and_then_says_to_sign_in() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    store = MemoryTokenStore(attrs.evolve(endpoint.sign_in(clock()), refresh_token=None))
    auth = credential(clock, store=store)
    assert await call(auth, endpoint)
    clock.advance(1_800)
    with pytest.raises(AuthError, match="Sign in again"):
        await auth.headers(endpoint)


async def test_a_pair_without_an_end_is_used_until_it_is_refused() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    store = MemoryTokenStore(attrs.evolve(endpoint.sign_in(clock()), expires_at=None, expires_in=None))
    auth = credential(clock, store=store)
    assert await call(auth, endpoint)
    assert endpoint.requests == []
    clock.advance(1_801)
    assert await call(auth, endpoint)
    assert len(endpoint.requests) == 1


async def test_a_server_that_keeps_the_refresh_token_is_understood() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    pair = attrs.evolve(endpoint.sign_in(clock()), expires_at=clock())
    endpoint.troubles = [Trouble(answer=(200, {"access_token": "abc", "expires_in": 900}))]
    store = MemoryTokenStore(pair)
    await credential(clock, store=store).headers(endpoint)
    kept = await store.load()
    assert kept is not None
    assert (kept.refresh_token, kept.refresh_token_expires_at) == (pair.refresh_token, None)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [("account", "other", "account 'other', not of 'acme'"), ("client_id", "b", "OAuth client 'b', not of 'app'")],
)
async def test_a_store_of_somebody_else_is_refused(field: str, value: str, message: str) -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    store = MemoryTokenStore(attrs.evolve(endpoint.sign_in(clock()), **{field: value}))
    with pytest.raises(ConfigurationError, match=message):
        await credential(clock, store=store).headers(endpoint)
    assert endpoint.requests == []


async def test_a_wall_clock_that_was_set_back_does_not_lengthen_a_stored_tokens_life() -> None:
    clock, wall = Clock(), Clock()
    endpoint = Endpoint(clock)
    store = MemoryTokenStore(endpoint.sign_in(wall()))
    wall.advance(-3_600)
    auth = RefreshToken("app", store=store, clock=clock, now=wall)
    await auth.headers(endpoint)
    clock.advance(1_741)
    assert await call(auth, endpoint)
    assert len(endpoint.requests) == 1


async def test_a_token_in_memory_is_not_touched_by_the_wall_clock() -> None:
    clock, wall = Clock(), Clock()
    endpoint = Endpoint(clock)
    auth = RefreshToken("app", store=MemoryTokenStore(endpoint.sign_in(wall())), clock=clock, now=wall)
    await auth.headers(endpoint)
    for jump in (3_600, -7_200, 86_400):
        wall.advance(jump)
        assert await call(auth, endpoint)
    assert endpoint.requests == []


async def test_tokens_that_cannot_be_stored_are_kept_and_stored_at_the_next_call() -> None:
    clock = Clock()
    endpoint = Endpoint(clock)

    class Full(MemoryTokenStore):
        full = True

        async def save(self, pair: TokenPair) -> None:
            if self.full:
                raise OSError(errno.ENOSPC, "No space left on device")
            await super().save(pair)

    store = Full(attrs.evolve(endpoint.sign_in(clock()), expires_at=clock()))
    auth = credential(clock, store=store)
    for _ in range(2):
        with pytest.raises(AuthError, match=r"could not be stored in .*No space left on device"):
            await auth.headers(endpoint)
    store.full = False
    assert await call(auth, endpoint)
    assert len(endpoint.requests) == 1
    kept = await store.load()
    assert kept is not None
    assert f"Bearer {kept.access_token.reveal()}" == (await auth.headers(endpoint))["Authorization"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "needs a refresh_token, or a store"),
        ({"refresh_token": ""}, "refresh_token is empty"),
        ({"refresh_token": "a b"}, "refresh_token holds a space"),
        ({"refresh_token": "a", "client_secret": ""}, "client_secret is empty"),
        ({"refresh_token": "a", "expires_in": 300}, "expires_in must be"),
        ({"refresh_token": "a", "refresh_token_expires_in": 604_800}, "refresh_token_expires_in must be 604,801"),
        ({"refresh_token": "a", "refresh_token_expires_in": 7_776_000}, "to 7,775,999"),
        ({"refresh_token": "a", "scope": ""}, "scope is empty"),
    ],
)
def test_what_cannot_be_right_is_refused_at_once(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        RefreshToken("app", **options)


@pytest.mark.parametrize(
    "trouble",
    [
        Trouble(answer=(400, {"error": "invalid_grant", "error_description": "refresh-canary-2 is used"})),
        Trouble(answer=(201, {"access_token": "canary-odd", "token_type": "mac"})),
        Trouble(answer=(500, {"error": "canary", "access_token": "canary"})),
    ],
)
@pytest.mark.looptime
async def test_no_token_shows_in_an_error_or_in_the_locals_of_its_frames(trouble: Trouble) -> None:
    clock = Clock()
    endpoint = Endpoint(clock)
    store = MemoryTokenStore(attrs.evolve(endpoint.sign_in(clock()), expires_at=clock()))
    endpoint.troubles = [trouble] * 3
    auth = credential(clock, client_secret="secret-canary", store=store)
    with pytest.raises(ZendeskError) as caught:
        await auth.headers(endpoint)
    assert "refresh-canary" not in str(caught.value)
    trace = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    frames = [frame for frame in trace.stack if "zendesk_async" in frame.filename]
    assert len(frames) > 2
    assert "canary" not in "".join(str(frame.locals) for frame in frames)


class Refreshing(RuleBasedStateMachine):
    """Three processes share one store; tokens end, are revoked, are replaced, and answers are lost.

    Whatever happens: calls succeed unless an answer was lost for good, the pair is refreshed once for each time it ended,
    and no process asks Zendesk twice with a token it refused.
    """

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.clock = Clock()
        self.endpoint = Endpoint(self.clock)
        self.endpoint.life = 1_800
        self.store = MemoryTokenStore()
        self.processes = [credential(self.clock, store=self.store) for _ in range(3)]
        self.lost = False
        self.stale = False
        self.told: list[RefreshToken] = []

    @initialize()
    def sign_in_first(self) -> None:
        self.sign_in()

    @rule()
    def sign_in(self) -> None:
        self.runner.run(self.store.save(self.endpoint.sign_in(self.clock())))
        self.lost = self.stale = False
        self.told = []
        self.clock.advance(61)  # More than five refused tokens in a minute are another matter, tested elsewhere.

    @rule(seconds=integers(61, 4_000))
    def wait(self, seconds: int) -> None:
        self.clock.advance(seconds)
        self.stale = True

    @rule()
    def revoke(self) -> None:
        self.clock.advance(61)
        self.endpoint.revoke()
        self.stale = True

    @rule()
    def restart_a_process(self) -> None:
        self.processes = [credential(self.clock, store=self.store), *self.processes[:2]]

    @rule(tasks=integers(1, 8), who=sampled_from([(0,), (1, 2), (0, 1, 2)]))
    def call_at_once(self, tasks: int, who: tuple[int, ...]) -> None:
        before = len(self.endpoint.requests)

        async def again(index: int) -> bool:
            # A process that slept through a sign-in finds the stored token first, and only then that it was revoked.
            process = self.processes[index]
            return await call(process, self.endpoint) or await call(process, self.endpoint)

        async def calls() -> list[bool | BaseException]:
            running = [again(index) for index in who for _ in range(tasks)]
            return await asyncio.gather(*running, return_exceptions=True)

        results = self.runner.run(calls())
        asked = len(self.endpoint.requests) - before
        if self.lost:
            assert {type(result) for result in results} == {RefreshRejected}
            untold = [self.processes[index] for index in who if self.processes[index] not in self.told]
            assert asked == len(untold)
            self.told += untold
        else:
            assert results == [True] * len(results)
            assert asked <= (1 if self.stale else 0)
            self.stale = False

    @precondition(lambda self: not self.lost)
    @rule()
    def lose_an_answer(self) -> None:
        self.endpoint.sign_in(self.clock())  # The server rotated, and nobody has what it answered.
        self.clock.advance(3_600)
        self.lost = True

    def teardown(self) -> None:
        self.runner.close()


Refreshing.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
test_refreshing_in_any_order = Refreshing.TestCase
