"""The two sides of the SDK, as a cell drives them."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol

import attrs

import zendesk_async
import zendesk_async.errors
import zendesk_async.export
import zendesk_sync
import zendesk_sync.export
from tests.faults.matrix import Perform

if TYPE_CHECKING:
    from tests.faults.scene import Scene


@attrs.define
class Ended:
    """How a call ended, what its client's counters say then, and what it left running."""

    error: Exception | None = None
    value: Any = None
    seconds: float = 0.0
    client: Any = None
    in_flight: int = 0
    waiting: int = 0
    left: list[str] = attrs.field(factory=list[str])


class Side(Protocol):
    """One of the two packages."""

    name: str
    export: Callable[..., Any]

    def run(self, scene: "Scene", perform: Perform, at_once: int) -> Ended:
        """Make a client, make the call, close the client, and tell how it went."""
        ...

    def each(self, items: Any, seen: list[Any]) -> Any:
        """Append what a list gives, as they come."""
        ...

    def attempts(self, count: int, call: Callable[[], Any], failed: list[Exception]) -> Any:
        """Make a call so many times, one after the other, and keep its errors."""
        ...

    def when(self, happened: Callable[[], bool], call: Callable[[], Any]) -> Any:
        """Make a call once something has happened."""
        ...

    def chain(self, first: Callable[[], Any], then: Callable[[Any], Any]) -> Any:
        """Make a call, and another one with what it gave."""
        ...


class AsyncSide:
    """`zendesk_async`, on an event loop of its own."""

    name = "async"
    export = zendesk_async.export.Export

    def run(self, scene: "Scene", perform: Perform, at_once: int) -> Ended:
        return asyncio.run(self._run(scene, perform, at_once))

    async def each(self, items: Any, seen: list[Any]) -> None:
        async for item in items:
            seen.append(item)  # noqa: PERF401  # what came before an error counts

    async def attempts(self, count: int, call: Callable[[], Any], failed: list[Exception]) -> None:
        for _ in range(count):
            try:
                await call()
            except zendesk_async.ZendeskError as error:
                failed.append(error)

    async def when(self, happened: Callable[[], bool], call: Callable[[], Any]) -> Any:
        while not happened():  # noqa: ASYNC110  # what happens is on another thread
            await asyncio.sleep(0.002)
        return await call()

    async def chain(self, first: Callable[[], Any], then: Callable[[Any], Any]) -> Any:
        return await then(await first())

    async def _run(self, scene: "Scene", perform: Perform, at_once: int) -> Ended:
        ended = Ended()
        loop = asyncio.get_running_loop()
        async with zendesk_async.Zendesk(**scene.client_options()) as zd:
            ended.client = zd
            await _awaited(scene.before(zd))
            started = loop.time()
            try:
                if at_once == 1:
                    ended.value = await _awaited(perform(zd, scene, self))
                else:
                    async with asyncio.TaskGroup() as group:
                        calls = [group.create_task(_awaited(perform(zd, scene, self))) for _ in range(at_once)]
                    ended.value = [call.result() for call in calls]
            except Exception as error:  # noqa: BLE001  # whatever it is, the promise says whether it should be
                ended.error = error
            ended.seconds = loop.time() - started
            await asyncio.sleep(0)  # what was cancelled with the call ends in the loop's next turn
            scene.value, scene.error = ended.value, _own(ended.error)
            ended.in_flight, ended.waiting = zd.limits.account.in_flight, zd.limits.account.waiting
        ended.left = [repr(task) for task in asyncio.all_tasks() - {asyncio.current_task()}]
        return ended


class SyncSide:
    """`zendesk_sync`, in this thread."""

    name = "sync"
    export = zendesk_sync.export.Export

    def run(self, scene: "Scene", perform: Perform, at_once: int) -> Ended:
        ended = Ended()
        before = set(threading.enumerate())
        with zendesk_sync.Zendesk(**scene.client_options()) as zd:
            ended.client = zd
            scene.before(zd)
            started = time.monotonic()
            try:
                if at_once == 1:
                    ended.value = perform(zd, scene, self)
                else:
                    with ThreadPoolExecutor(at_once) as pool:
                        calls = [pool.submit(perform, zd, scene, self) for _ in range(at_once)]
                    ended.value = [call.result() for call in calls]
            except Exception as error:  # noqa: BLE001  # whatever it is, the promise says whether it should be
                ended.error = error
            ended.seconds = time.monotonic() - started
            scene.value, scene.error = ended.value, _own(ended.error)
            ended.in_flight, ended.waiting = zd.limits.account.in_flight, zd.limits.account.waiting
        until = time.monotonic() + 2
        while (left := set(threading.enumerate()) - before) and time.monotonic() < until:
            time.sleep(0.002)  # threads of other clients that the case has made end on their own
        ended.left = [thread.name for thread in left]
        return ended

    def each(self, items: Any, seen: list[Any]) -> None:
        for item in items:
            seen.append(item)  # noqa: PERF402  # what came before an error counts

    def attempts(self, count: int, call: Callable[[], Any], failed: list[Exception]) -> None:
        for _ in range(count):
            try:
                call()
            except zendesk_async.ZendeskError as error:
                failed.append(error)

    def when(self, happened: Callable[[], bool], call: Callable[[], Any]) -> Any:
        while not happened():
            time.sleep(0.002)
        return call()

    def chain(self, first: Callable[[], Any], then: Callable[[Any], Any]) -> Any:
        return then(first())


async def _awaited(value: Any) -> Any:
    return await value if isinstance(value, Awaitable) else value


def _own(error: Exception | None) -> Any:
    """Return the error that an export has come upon, or the error itself."""
    return error.__cause__ if isinstance(error, zendesk_async.errors.ExportError) else error


SIDES: tuple[Side, ...] = (AsyncSide(), SyncSide())
