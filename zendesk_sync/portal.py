"""The event loop on which a sync client's requests run: one a client, in a thread of its own."""

import asyncio
import os
import sys
import threading
import weakref
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, asynccontextmanager, suppress
from contextvars import ContextVar, copy_context
from functools import partial
from itertools import islice
from queue import Empty, SimpleQueue
from typing import Any, Generic, ParamSpec, TypeVar

from anyio.from_thread import BlockingPortal, start_blocking_portal

from zendesk_async.errors import ClientClosed

T = TypeVar("T")
P = ParamSpec("P")

_Inbox = SimpleQueue[Callable[[], None] | None]
_inbox: ContextVar[_Inbox] = ContextVar("_inbox")

_SLEEP = 1.0
"""Seconds after which a thread that waits looks up: an interrupt that comes while it falls asleep does not wake it, and
on Windows none does (https://docs.python.org/3/library/threading.html#threading.Lock.acquire)."""


class Portal:
    """Run coroutines on the loop and wait for them here, from any number of threads.

    The loop's thread starts with the first call. It ends with `close()`, with the client's collection or with the
    interpreter, whichever comes first; what is still running is cancelled then.
    """

    def __init__(self, close_client: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._close_client = close_client
        self._lock = threading.RLock()
        self._door: _Door | None = None
        self._stop: Callable[[], object] = lambda: None
        self._pid = 0
        self._closed = False

    def wait(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine on the loop and return what it returns.

        An interrupt (Ctrl-C) cancels the coroutine, and with it the request. Functions wrapped by `callback` run here
        meanwhile. Raises `ClientClosed` when the client can't be used from here.
        """
        call = _Call(coroutine)
        try:
            self._start(call)
            while asked := call.asked():
                asked()
            return call.result()
        except asyncio.CancelledError:
            raise ClientClosed("the client was closed during this call; a write may or may not have happened") from None
        finally:
            call.end()

    def callback(self, function: Callable[P, T]) -> Callable[P, Awaitable[T]]:
        """Return a function for the loop to await, which runs the given one in the thread that waits for the call."""

        async def call(*args: P.args, **kwargs: P.kwargs) -> T:
            answer: Future[T] = Future()
            context = copy_context()  # what the function calls knows by it what it is called from
            _inbox.get().put(lambda: _answer(answer, lambda: context.run(function, *args, **kwargs)))
            return await asyncio.wrap_future(answer)

        return call

    async def stream(self, items: Iterable[T]) -> AsyncIterator[T]:
        """Give the loop the items of an iterable, which is advanced in the thread that waits for the call."""
        iterator = iter(items)
        advance = self.callback(lambda: list(islice(iterator, 1)))
        while item := await advance():
            yield item[0]

    def iterate(self, items: AsyncIterator[T]) -> Iterator[T]:
        """Give the items of the loop's iterator here, crossing to the loop once an item."""
        held = [items]
        del items  # so that the loop's thread drops it, which ends what it had begun to read ahead
        try:
            while item := self.wait(_next(held)):
                yield item[0]
        finally:
            if self._door is not None:
                with suppress(RuntimeError):  # an ended loop has dropped it already
                    self._door.loop.call_soon_threadsafe(held.clear)

    def close(self) -> None:
        """Cancel what runs, close the connections and end the loop's thread. Closing twice is allowed."""
        with self._lock:
            self._closed = True
        self._stop()

    def _start(self, call: "_Call[Any]") -> None:
        before = _inbox.set(call.inbox)  # the loop's task, and what it starts, inherits the context of this thread
        try:
            with self._lock:  # so that no call is handed to a loop that is being ended, where it would wait for ever
                call.start(self._open())
        finally:
            _inbox.reset(before)

    def _open(self) -> "_Door":
        if self._closed:
            raise ClientClosed("the client is closed; make a new one")
        if _inside_a_loop():
            raise ClientClosed(
                "the sync client would stop the event loop that runs in this thread; use zendesk_async here, "
                "or call this in a thread of its own (asyncio.to_thread)"
            )
        if self._door is None:
            self._pid = os.getpid()
            with ExitStack() as stack:
                portal = stack.enter_context(start_blocking_portal(name="zendesk_sync"))
                self._door = stack.enter_context(portal.wrap_async_context_manager(_open_door(self._close_client)))
                thread = portal.call(threading.get_ident)
                self._stop = weakref.finalize(self, _stop, stack.pop_all(), portal, thread, self._pid)
        if self._pid != os.getpid():
            raise ClientClosed("the client was used in another process; make one in each process, after the fork")
        return self._door


class _Door:
    """The way to the loop for other threads: cheaper than `call_soon_threadsafe` where the system has eventfd."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._lock = threading.RLock()  # a signal handler may make a call in the middle of one
        self._waiting: deque[Callable[[], None]] = deque()
        self._bell: int | None = None
        if sys.platform == "linux" and hasattr(os, "eventfd"):
            self._bell = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)
            loop.add_reader(self._bell, self._answer, self._bell)

    def enter(self, callback: Callable[[], None]) -> None:
        """Have the loop call this soon, in this context. Raises `RuntimeError` when the loop has ended."""
        with self._lock:
            if sys.platform != "linux" or self._bell is None:
                self.loop.call_soon_threadsafe(callback)
            else:
                self._waiting.append(partial(copy_context().run, callback))
                os.eventfd_write(self._bell, 1)

    def close(self) -> None:
        """Let in those who wait, and take the bell away: who comes now comes as to any loop."""
        with self._lock:
            bell, self._bell = self._bell, None
        if bell is not None:
            self.loop.remove_reader(bell)
            os.close(bell)
        self._let_in()

    def _answer(self, bell: int) -> None:
        if sys.platform == "linux":
            os.eventfd_read(bell)
        self._let_in()

    def _let_in(self) -> None:
        while self._waiting:
            self._waiting.popleft()()


class _Call(Generic[T]):
    """A coroutine that ends with the wait for it, wherever an interrupt comes: before its task is known, too.

    `inbox` gives what the coroutine wants done in the waiting thread, and None once it has ended. That is all that the
    threads exchange: a future of theirs would cost as much again.
    """

    def __init__(self, coroutine: Coroutine[Any, Any, T]) -> None:
        self.inbox: _Inbox = SimpleQueue()
        self._coroutine = coroutine
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[T] | None = None
        self._ended = False

    def start(self, door: _Door) -> None:
        """Hand the coroutine to the loop."""
        self._loop = door.loop
        door.enter(self._begin)

    def asked(self) -> Callable[[], None] | None:
        """Wait for what the coroutine wants done in this thread; None once it has ended."""
        while True:
            try:
                return self.inbox.get(timeout=_SLEEP)
            except Empty:
                pass  # between two waits the handlers of signals run

    def result(self) -> T:
        """Return what the coroutine returned, or raise what it raised, once the inbox has said that it has ended."""
        assert self._task is not None
        return self._task.result()

    def end(self) -> None:
        """Cancel what was started, unless it has come to its end."""
        self._ended = True
        task, self._task = self._task, None  # an error holds the frame that holds this, and the task the error
        if self._loop is None:
            self._coroutine.close()
        elif task is not None and not task.done():
            with suppress(RuntimeError):  # a loop that was closed has cancelled it already
                self._loop.call_soon_threadsafe(task.cancel)

    def _begin(self) -> None:
        if self._ended:
            self._coroutine.close()
            return
        task = asyncio.get_running_loop().create_task(self._coroutine)
        task.add_done_callback(self._note)
        self._task = task
        if self._ended:  # meanwhile
            task.cancel()

    def _note(self, task: "asyncio.Task[T]") -> None:
        if not task.cancelled():
            task.exception()  # when nobody waits any more, nobody misses it
        self.inbox.put(None)


@asynccontextmanager
async def _open_door(close_client: Callable[[], Coroutine[Any, Any, None]]) -> AsyncGenerator[_Door, None]:
    """At the end cancel what still runs, pages being read ahead included, and then close the client."""
    before = asyncio.all_tasks()
    door = _Door(asyncio.get_running_loop())
    try:
        yield door
    finally:
        door.close()
        running = asyncio.all_tasks() - before
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await close_client()


def _stop(stack: ExitStack, portal: BlockingPortal, thread: int, pid: int) -> None:
    if os.getpid() != pid:
        # No thread runs the loop in the child of a fork: mark it as ended, so that nothing waits for it.
        with suppress(StopIteration):
            portal.stop().send(None)
    elif threading.get_ident() == thread:
        # Collected by the loop's own thread, which cannot wait for itself.
        threading.Thread(target=stack.close, daemon=True).start()
    else:
        stack.close()


def _inside_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _answer(answer: Future[T], function: Callable[[], T]) -> None:
    if answer.set_running_or_notify_cancel():
        try:
            answer.set_result(function())
        except StopIteration as error:  # which no future can hold
            answer.set_exception(RuntimeError(f"the callback raised StopIteration({error.value!r})"))
        except Exception as error:  # noqa: BLE001  # whatever the caller's function raises is raised on the loop too
            answer.set_exception(error)


async def _next(held: list[AsyncIterator[T]]) -> list[T]:
    async for item in held[0]:
        return [item]
    return []
