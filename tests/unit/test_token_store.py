import asyncio
import contextlib
import errno
import os
import resource
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zendesk_async.auth import FileTokenStore, MemoryTokenStore, Secret, TokenPair, TokenStore
from zendesk_async.errors import AuthError, ConfigurationError

TOKENS = st.from_regex(r"[\x21-\x7e]{1,184}", fullmatch=True)
TIMES = st.none() | st.floats(0, 1e11, allow_nan=False)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=40)
PAIRS = st.builds(
    TokenPair,
    access_token=TOKENS.map(Secret),
    refresh_token=st.none() | TOKENS.map(Secret),
    expires_at=TIMES,
    expires_in=TIMES,
    refresh_token_expires_at=TIMES,
    scope=TEXTS,
    account=TEXTS,
    client_id=TEXTS,
)
PAIR = TokenPair(
    access_token=Secret("access-canary"),
    refresh_token=Secret("refresh-canary"),
    expires_at=2_000.0,
    expires_in=1_800.0,
    refresh_token_expires_at=9_000.0,
    scope="read",
    account="acme",
    client_id="app",
)


STORED = (
    b'{"version":1,"account":"a","client_id":"c","scope":"s","access_token":"a1","expires_at":2000.0,'
    b'"expires_in":1800.0,"refresh_token":"r1","refresh_token_expires_at":null}'
)


@contextlib.contextmanager
def small_files(limit: int) -> Iterator[None]:
    """Let the system refuse to write files longer than `limit` bytes, as a full disk refuses them."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "zendesk" / "tokens.json"


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, path: Path) -> TokenStore:
    return MemoryTokenStore() if request.param == "memory" else FileTokenStore(path)


async def test_a_store_gives_back_what_was_saved_last(store: TokenStore) -> None:
    assert await store.load() is None
    for pair in (PAIR, PAIR):
        await store.save(pair)
        assert await store.load() == pair


async def test_one_task_at_a_time_is_inside_the_lock(store: TokenStore) -> None:
    inside: list[int] = []
    most = 0

    async def enter(number: int) -> None:
        nonlocal most
        async with store.lock():
            inside.append(number)
            most = max(most, len(inside))
            await asyncio.sleep(0.002)
            inside.remove(number)

    await asyncio.gather(*[enter(number) for number in range(5)])
    assert most == 1


async def test_a_task_that_is_cancelled_in_the_lock_or_before_it_leaves_it_free(store: TokenStore) -> None:
    async def enter() -> None:
        async with store.lock():
            await asyncio.sleep(3_600)

    holder, waiter = asyncio.create_task(enter()), asyncio.create_task(enter())
    await asyncio.sleep(0.02)
    for task in (waiter, holder):
        task.cancel()
    await asyncio.wait({holder, waiter})
    async with store.lock():
        pass


def test_the_memory_lock_keeps_other_event_loops_out() -> None:
    store = MemoryTokenStore()
    order: list[str] = []
    held = threading.Event()

    async def hold() -> None:
        async with store.lock():
            held.set()
            await asyncio.sleep(0.03)
            order.append("first")

    async def follow() -> None:
        async with store.lock():
            order.append("second")

    thread = threading.Thread(target=lambda: asyncio.run(hold()))
    thread.start()
    held.wait()
    asyncio.run(follow())
    thread.join()
    assert order == ["first", "second"]


async def test_waiting_for_the_lock_does_not_block_the_event_loop_and_ends(path: Path) -> None:
    store = FileTokenStore(path, lock_timeout=0.05)
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.001)

    ticking = asyncio.create_task(tick())
    async with store.lock():
        with pytest.raises(AuthError, match=r"Another process has held the lock of .*tokens.json for 0.05 s"):
            async with FileTokenStore(path, lock_timeout=0.05).lock():
                raise AssertionError
    ticking.cancel()
    assert ticks > 5


async def test_the_file_is_for_its_owner_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        store = FileTokenStore(path)
        async with store.lock():
            await store.save(PAIR)
    finally:
        os.umask(before)
    assert (mode(path), mode(path.parent), mode(path.with_name("tokens.json.lock"))) == (0o600, 0o700, 0o600)
    assert names(path.parent) == ["tokens.json", "tokens.json.lock"]


@pytest.mark.parametrize("bits", [0o640, 0o604, 0o620, 0o644, 0o660, 0o601])
def test_a_file_that_others_can_reach_is_refused(path: Path, bits: int) -> None:
    store = FileTokenStore(path)
    asyncio.run(store.save(PAIR))
    path.chmod(bits)
    with pytest.raises(ConfigurationError, match=f"Do: chmod 600 {path}"):
        asyncio.run(store.load())


@pytest.mark.parametrize("bits", [0o770, 0o707, 0o777])
async def test_a_directory_that_others_can_write_to_is_refused(path: Path, bits: int) -> None:
    path.parent.mkdir()
    path.parent.chmod(bits)
    with pytest.raises(ConfigurationError, match=f"Do: chmod 700 {path.parent}"):
        await FileTokenStore(path).save(PAIR)
    assert names(path.parent) == []


async def test_a_directory_like_tmp_is_taken(path: Path) -> None:
    path.parent.mkdir()
    path.parent.chmod(0o1777)
    store = FileTokenStore(path)
    await store.save(PAIR)
    assert await store.load() == PAIR


async def test_a_symbolic_link_a_directory_and_a_pipe_are_refused(path: Path) -> None:
    await FileTokenStore(path).save(PAIR)
    link, pipe = path.with_name("link"), path.with_name("pipe")
    link.symlink_to(path)
    os.mkfifo(pipe, 0o600)
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        await FileTokenStore(link).load()
    for other in (pipe, path.parent):
        with pytest.raises(ConfigurationError, match="not a regular file"):
            await FileTokenStore(other).load()


async def test_a_write_that_fails_leaves_the_old_file_and_no_other(path: Path) -> None:
    store = FileTokenStore(path)
    await store.save(PAIR)
    long = attrs.evolve(PAIR, scope="s" * 100_000)
    with small_files(10_000), pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
        await store.save(long)
    assert await store.load() == PAIR
    assert names(path.parent) == ["tokens.json"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"version": 2}',
        STORED.replace(b'"a1"', b"7"),
        STORED.replace(b'"a1"', b'"two words"'),
        STORED.replace(b'"r1"', b'""'),
        STORED.replace(b'"version":1', b'"version":2'),
        STORED.replace(b"2000.0", b'"noon"'),
        b"[" * 100_000,
    ],
)
def test_a_file_that_holds_something_else_says_so_and_none_of_it(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700)
    path.touch(0o600)
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="is not a token file of this package") as caught:
        asyncio.run(FileTokenStore(path).load())
    assert "two words" not in str(caught.value)


@settings(max_examples=50, deadline=None)
@given(pair=PAIRS)
def test_any_pair_comes_back_from_the_file_as_it_was(tmp_path_factory: pytest.TempPathFactory, pair: TokenPair) -> None:
    store = FileTokenStore(tmp_path_factory.mktemp("store") / "tokens.json")

    async def there_and_back() -> TokenPair | None:
        await store.save(pair)
        return await store.load()

    assert asyncio.run(there_and_back()) == pair


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_in_the_file_are_a_pair_or_a_configuration_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("store") / "tokens.json"
    path.touch(0o600)
    path.write_bytes(content)
    with pytest.raises(ConfigurationError):
        asyncio.run(FileTokenStore(path).load())


def test_a_file_that_another_program_wrote_is_read(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    path.touch(0o600)
    path.write_bytes(STORED)
    pair = asyncio.run(FileTokenStore(path).load())
    assert pair is not None
    assert (pair.access_token.reveal(), pair.account, pair.refresh_token_expires_at) == ("a1", "a", None)


async def test_a_save_that_is_cancelled_ends_before_the_cancellation_does(path: Path) -> None:
    store = FileTokenStore(path)
    saving = asyncio.create_task(store.save(PAIR))
    await asyncio.sleep(0)
    saving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saving
    assert set(names(path.parent)) <= {"tokens.json"}
    assert await store.load() in (PAIR, None)


def test_a_file_of_another_user_is_refused(path: Path) -> None:
    if os.geteuid() == 0:
        asyncio.run(FileTokenStore(path).save(PAIR))
        os.chown(path, 12345, 12345)
    else:
        path = Path("/etc/passwd")
    with pytest.raises(ConfigurationError, match="belongs to another user"):
        asyncio.run(FileTokenStore(path).load())


async def test_an_unreadable_path_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError, match=os.strerror(errno.ENOTDIR)):
        await FileTokenStore(tmp_path / "file" / "tokens.json").load()


def test_a_pair_and_a_store_show_no_token(path: Path) -> None:
    assert "canary" not in repr(PAIR) + str(PAIR)
    assert repr(FileTokenStore(path)) == f"FileTokenStore({str(path)!r})"
    assert "canary" not in repr(MemoryTokenStore(PAIR))
