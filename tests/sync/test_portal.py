"""The loop's thread: calls cross to it and back, from any thread, and it never outlives or stops its program."""

import asyncio
import contextvars
import gc
import signal
import subprocess
import sys
import textwrap
import threading
import weakref
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from zendesk_async.errors import ClientClosed
from zendesk_sync.portal import Portal


class Account:
    """Stands for the async client: says whether it was closed, and on which thread."""

    def __init__(self) -> None:
        self.closed_on: str | None = None

    async def close(self) -> None:
        self.closed_on = threading.current_thread().name


@pytest.fixture
def account() -> Account:
    return Account()


@pytest.fixture
def portal(account: Account) -> Iterator[Portal]:
    portal = Portal(account.close)
    yield portal
    portal.close()


async def thread_name() -> str:
    return threading.current_thread().name


async def fail() -> None:
    raise KeyError("gone")


def run(program: str, *, timeout: float = 20) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", textwrap.dedent(program)],
        check=False,
        capture_output=True,
        text=True,
        timeout=timeout,
    )


def test_a_coroutine_runs_on_the_loops_thread_and_its_answer_comes_back(portal: Portal) -> None:
    assert portal.wait(thread_name()) == "zendesk_sync"


def test_an_error_is_raised_where_the_call_was_made(portal: Portal) -> None:
    with pytest.raises(KeyError, match="gone"):
        portal.wait(fail())


def test_one_loop_serves_many_threads_at_once(portal: Portal) -> None:
    together = 8
    arrived: list[asyncio.Event] = []

    async def meet() -> int:
        arrived.append(asyncio.Event())
        if len(arrived) == together:
            for event in arrived:
                event.set()
        await arrived[0].wait()
        return threading.get_ident()

    with ThreadPoolExecutor(together) as threads:
        seen = list(threads.map(lambda _: portal.wait(meet()), range(together)))
    assert len(set(seen)) == 1
    assert seen[0] != threading.get_ident()


def test_no_thread_starts_before_the_first_call(portal: Portal) -> None:
    before = threading.active_count()
    assert not [thread for thread in threading.enumerate() if thread.name == "zendesk_sync"]
    portal.wait(thread_name())
    assert threading.active_count() == before + 1


def test_a_callback_runs_in_the_thread_that_made_the_call(portal: Portal) -> None:
    callback = portal.callback(lambda word: (word.upper(), threading.get_ident()))

    async def ask() -> tuple[str, int]:
        return await callback("edit")

    assert portal.wait(ask()) == ("EDIT", threading.get_ident())


def test_a_callback_may_call_the_client_itself(portal: Portal) -> None:
    callback = portal.callback(lambda: portal.wait(thread_name()))

    async def ask() -> str:
        return await callback()

    assert portal.wait(ask()) == "zendesk_sync"


def test_an_error_of_a_callback_is_raised_on_the_loop_and_ends_the_call(portal: Portal) -> None:
    def refuse() -> None:
        raise LookupError("no such tag")

    callback = portal.callback(refuse)
    seen: list[str] = []

    async def ask() -> None:
        try:
            await callback()
        except LookupError as error:
            seen.append(str(error))
            raise

    with pytest.raises(LookupError, match="no such tag"):
        portal.wait(ask())
    assert seen == ["no such tag"]


def test_a_callback_that_raises_stop_iteration_does_not_wait_for_ever(portal: Portal) -> None:
    callback = portal.callback(lambda: next(iter(())))

    async def ask() -> None:
        await callback()

    with pytest.raises(RuntimeError, match="StopIteration"):
        portal.wait(ask())


def test_an_error_leaves_nothing_behind_that_only_the_collector_frees(portal: Portal) -> None:
    class Refused(Exception):
        pass

    async def refuse() -> None:
        raise Refused

    errors: list[weakref.ref[Refused]] = []
    gc.disable()
    try:
        try:
            portal.wait(refuse())
        except Refused as error:
            errors.append(weakref.ref(error))
        portal.wait(thread_name())
        assert errors[0]() is None
    finally:
        gc.enable()


def test_an_interrupt_in_a_callback_cancels_the_call(portal: Portal) -> None:
    cancelled = threading.Event()

    def interrupt() -> None:
        raise KeyboardInterrupt

    callback = portal.callback(interrupt)

    async def ask() -> None:
        try:
            await callback()
        except asyncio.CancelledError:
            cancelled.set()
            raise

    with pytest.raises(KeyboardInterrupt):
        portal.wait(ask())
    assert cancelled.wait(5)
    assert portal.wait(thread_name()) == "zendesk_sync"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signal to a thread of its choice")
def test_an_interrupt_that_does_not_wake_the_waiting_thread_is_seen_all_the_same(portal: Portal) -> None:
    # Seen by another thread of the process, as one is that comes while the waiting thread falls asleep.
    ended: list[bool] = []

    async def interrupt_the_process_from_this_thread() -> None:
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        await asyncio.sleep(10)
        ended.append(True)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
    try:
        with pytest.raises(KeyboardInterrupt):
            portal.wait(interrupt_the_process_from_this_thread())
    finally:
        signal.signal(signal.SIGINT, before)
    assert not ended


def test_an_iterable_is_advanced_in_the_thread_that_made_the_call(portal: Portal) -> None:
    def count() -> Iterator[tuple[int, int]]:
        for number in range(3):
            yield number, threading.get_ident()

    async def read() -> list[tuple[int, int]]:
        return [item async for item in portal.stream(count())]

    assert portal.wait(read()) == [(number, threading.get_ident()) for number in range(3)]


def test_the_loops_iterator_is_read_item_by_item_and_dropped_on_the_loop(portal: Portal) -> None:
    ended: list[str] = []

    async def count() -> AsyncIterator[int]:
        try:
            for number in range(10):
                yield number
        finally:
            ended.append(threading.current_thread().name)

    numbers = portal.iterate(count())
    assert [next(numbers), next(numbers)] == [0, 1]
    del numbers
    gc.collect()
    portal.wait(asyncio.sleep(0.01))
    assert ended == ["zendesk_sync"]
    assert list(portal.iterate(count())) == list(range(10))


def test_the_context_of_the_calling_thread_is_seen_on_the_loop(portal: Portal) -> None:
    word = contextvars.ContextVar("word", default="nothing")
    word.set("trace 7")

    async def read() -> str:
        return word.get()

    assert portal.wait(read()) == "trace 7"


def test_closing_ends_the_thread_and_closes_the_client_on_the_loop(portal: Portal, account: Account) -> None:
    before = threading.active_count()
    portal.wait(thread_name())
    portal.close()
    portal.close()
    assert account.closed_on == "zendesk_sync"
    assert threading.active_count() == before


@pytest.mark.parametrize("used_before", [True, False])
def test_a_closed_portal_says_so(portal: Portal, used_before: bool) -> None:
    if used_before:
        portal.wait(thread_name())
    portal.close()
    with pytest.raises(ClientClosed, match="make a new one"):
        portal.wait(thread_name())


def test_closing_while_another_thread_waits_ends_its_call(portal: Portal) -> None:
    started = threading.Event()

    async def hang() -> None:
        started.set()
        await asyncio.sleep(3600)

    with ThreadPoolExecutor(1) as threads:
        call = threads.submit(lambda: portal.wait(hang()))
        assert started.wait(5)
        portal.close()
        with pytest.raises(ClientClosed, match="during this call"):
            call.result(5)


async def test_inside_a_running_loop_it_says_what_to_use_instead(portal: Portal) -> None:
    with pytest.raises(ClientClosed, match="zendesk_async"):
        portal.wait(thread_name())
    assert await asyncio.to_thread(lambda: portal.wait(thread_name())) == "zendesk_sync"


def test_from_the_portals_own_loop_it_says_so_instead_of_waiting_for_ever(portal: Portal) -> None:
    async def call_again() -> str:
        return portal.wait(thread_name())

    with pytest.raises(ClientClosed, match="event loop that runs in this thread"):
        portal.wait(call_again())


def test_a_dropped_portal_ends_its_thread(account: Account) -> None:
    portal = Portal(account.close)
    portal.wait(thread_name())
    gone = weakref.ref(portal)
    del portal
    gc.collect()
    assert gone() is None
    assert account.closed_on == "zendesk_sync"


def test_a_portal_dropped_by_its_own_loop_ends_without_waiting_for_itself() -> None:
    closed = threading.Event()

    async def close() -> None:
        closed.set()

    held = [Portal(close)]
    wait: Callable[..., object] = held[0].wait

    async def drop() -> None:
        asyncio.get_running_loop().call_later(0.05, held.clear)

    wait(drop())
    del wait
    assert closed.wait(5)


FORKED = """
import os, sys
from zendesk_async.errors import ClientClosed
from zendesk_sync.portal import Portal

async def close(): pass
async def one(): return 1

portal = Portal(close)
portal.wait(one())
child = os.fork()
if child == 0:
    try:
        portal.wait(one())
    except ClientClosed as error:
        print(error)
        {ending}
print(portal.wait(one()), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.parametrize("ending", ["sys.exit(7)", "del portal; sys.exit(7)", "portal.close(); sys.exit(7)"])
def test_after_a_fork_the_child_is_told_and_ends_and_the_parent_goes_on(ending: str) -> None:
    done = run(FORKED.format(ending=ending))
    assert done.stdout.splitlines() == [
        "the client was used in another process; make one in each process, after the fork",
        "1 7",
    ]
    assert done.stderr == ""


def test_a_child_that_starts_before_the_first_call_has_a_loop_of_its_own() -> None:
    done = run(
        """
        import os, sys
        from zendesk_sync.portal import Portal

        async def close(): pass
        async def one(): return 1

        portal = Portal(close)
        if os.fork() == 0:
            sys.exit(portal.wait(one()))
        print(portal.wait(one()), os.waitstatus_to_exitcode(os.wait()[1]))
        """
    )
    assert (done.stdout, done.stderr) == ("1 1\n", "")


def test_an_exit_with_calls_still_running_cancels_them() -> None:
    done = run(
        """
        import asyncio, threading
        from zendesk_sync.portal import Portal

        async def close(): print("closed", flush=True)
        async def hang():
            started.set()
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                print("cancelled", flush=True)
                raise

        started = threading.Event()
        portal = Portal(close)
        threading.Thread(target=lambda: portal.wait(hang()), daemon=True).start()
        started.wait()
        """
    )
    assert done.stdout.splitlines() == ["cancelled", "closed"]
    assert done.returncode == 0
