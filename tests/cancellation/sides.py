"""The two sides, as a call of theirs is cut short: a cancelled task on the one, a Ctrl-C on the other."""

import asyncio
import signal
import threading
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

import attrs

import zendesk_async
import zendesk_async.export
import zendesk_sync
import zendesk_sync.export
from benchmarks.hastened import HastenedLoop
from tests.cancellation.steps import Counted, Steps

_FACTOR = 20
"""How much faster time passes on the async side: some calls wait between two requests."""


@attrs.define
class Cut:
    """What became of a call that was to be cut short at its await number `at`."""

    reached: bool
    cut: bool
    awaits: int
    answer: Any = None


class Side(Protocol):
    """One of the two packages."""

    name: str
    export: Callable[..., Any]

    def cut(
        self,
        options: dict[str, Any],
        at: int,
        perform: Callable[[Any], Any],
        check: Callable[[], None],
        again: Callable[[Any], Any],
    ) -> Cut:
        """Make a call with a new client, cut it short, check, and make another one. Nothing may be left running."""
        ...

    def each(self, items: Any, seen: list[Any]) -> Any:
        """Append what a list gives, as it comes."""
        ...


class AsyncSide:
    """`zendesk_async`: the task that awaits the call is cancelled."""

    name = "async"
    export = zendesk_async.export.Export

    def cut(
        self,
        options: dict[str, Any],
        at: int,
        perform: Callable[[Any], Any],
        check: Callable[[], None],
        again: Callable[[Any], Any],
    ) -> Cut:
        loop = HastenedLoop(_FACTOR)
        try:
            return loop.run_until_complete(self._cut(options, at, perform, check, again))
        finally:
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()

    async def each(self, items: Any, seen: list[Any]) -> None:
        async for item in items:
            seen.append(item)  # noqa: PERF401  # what came before it was cut short counts

    async def _cut(
        self,
        options: dict[str, Any],
        at: int,
        perform: Callable[[Any], Any],
        check: Callable[[], None],
        again: Callable[[Any], Any],
    ) -> Cut:
        loop = asyncio.get_running_loop()
        async with zendesk_async.Zendesk(**options) as zd:
            calls: list[asyncio.Task[Any]] = []
            steps = Steps(at, lambda: loop.call_soon(calls[0].cancel))
            loop.set_task_factory(steps.task)
            call = loop.create_task(_awaited(perform(zd)))
            calls.append(call)
            await asyncio.wait([call])
            loop.set_task_factory(None)
            cut = Cut(steps.reached, call.cancelled(), steps.count)
            if not call.cancelled():
                call.result()
            calls.clear()
            del call
            await _nothing_runs(zd)
            check()
            cut.answer = await _awaited(again(zd))
        await asyncio.sleep(0)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return cut


class SyncSide:
    """`zendesk_sync`: an interrupt comes to the thread that waits for the call."""

    name = "sync"
    export = zendesk_sync.export.Export

    def cut(
        self,
        options: dict[str, Any],
        at: int,
        perform: Callable[[Any], Any],
        check: Callable[[], None],
        again: Callable[[Any], Any],
    ) -> Cut:
        before = set(threading.enumerate())
        with zendesk_sync.Zendesk(**options) as zd:
            interrupt = Interrupt()
            steps = Steps(at, interrupt)
            zd.run(_with_factory(steps))
            try:
                with interrupt:
                    perform(zd)
            except KeyboardInterrupt:
                pass
            zd.run(_with_factory(None))
            cut = Cut(steps.reached, interrupt.raised, steps.count)
            zd.run(_nothing_runs)
            check()
            cut.answer = again(zd)
        left = [thread for thread in set(threading.enumerate()) - before if thread.name == "zendesk_sync"]
        assert not left
        return cut

    def each(self, items: Any, seen: list[Any]) -> None:
        for item in items:
            seen.append(item)  # noqa: PERF402  # what came before it was cut short counts


class Interrupt:
    """Sends this thread an interrupt when called on another one, which goes on when it has come."""

    def __init__(self) -> None:
        self.raised = False
        self._inside = False
        self._came = threading.Event()
        self._thread = threading.get_ident()

    def __call__(self) -> None:
        signal.pthread_kill(self._thread, signal.SIGINT)
        assert self._came.wait(10)

    def __enter__(self) -> None:
        self._before = signal.signal(signal.SIGINT, self._come)
        self._inside = True

    def __exit__(self, *_: object) -> None:
        self._inside = False
        signal.signal(signal.SIGINT, self._before)

    def _come(self, *_: object) -> None:
        self._came.set()
        if self._inside:
            self._inside, self.raised = False, True
            raise KeyboardInterrupt


def _with_factory(steps: Steps | None) -> Callable[[Any], Any]:
    async def install(_: Any) -> None:
        asyncio.get_running_loop().set_task_factory(None if steps is None else steps.task)

    return install


async def _nothing_runs(zd: Any) -> None:
    """Wait for what may go on (the renewal of a token), and check that the limits have got back what was taken."""
    async with asyncio.timeout(20):
        while any(isinstance(task.get_coro(), Counted) for task in asyncio.all_tasks()):  # noqa: ASYNC110  # tasks that end set no event
            await asyncio.sleep(0)
    limits = zd.limits
    for lane in (limits.account, *limits.others.values()):
        assert (lane.in_flight, lane.waiting) == (0, 0), lane


async def _awaited(value: Any) -> Any:
    return await value if isinstance(value, Awaitable) else value


SIDES: tuple[Side, ...] = (AsyncSide(), SyncSide())
