"""Faults 48 to 53: the machine, the disk, the clock, and what runs beside the account."""

import asyncio
import errno
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import time_machine
from aiohttp import web

from tests.faults.effects import struck
from tests.faults.gate import Gate
from tests.faults.interruptions import interrupted
from tests.faults.matrix import Call, Case, Done, Make, Perform, Raises, Row, every, row, without
from tests.faults.redis_server import RedisServer
from tests.faults.scene import CALLS, CANARY, Scene, emulator
from zendesk_async import SharedLimits
from zendesk_async.emulator import Delay, Exchange, Fault, Status
from zendesk_async.errors import ExportError, JobError, JobTimeout
from zendesk_async.export import Checkpoint
from zendesk_async.hooks import ResponseReceived

NO_FILES = without("the call keeps nothing on disk", Call.GET, Call.POST, Call.PUT)
NO_JOB = without("the call is no background job", Call.GET, Call.POST, Call.PUT, Call.EXPORT)
PROGRAM = Path(__file__).with_name("export_program.py")


# 48: kill -9


def slow_pages(scene: Scene) -> None:
    scene.strike(Delay(0.15), skip=0, times=None)


def killed(kills: int) -> Perform:
    """Run the export in processes of its own, of which so many are killed, and then one to the end."""

    def perform(zd: Any, scene: Scene, side: Any) -> None:
        chosen = random.Random()
        for number in range(kills):
            process = start(scene, side)
            begun = Checkpoint.path_in(scene.directory)
            while process.poll() is None and not begun.exists():
                time.sleep(0.005)
            if number:
                while process.poll() is None and rows_of(scene) == 0:
                    time.sleep(0.005)
            time.sleep(chosen.uniform(0, 0.1))
            process.kill()
            process.wait()
        assert start(scene, side).wait() == 0

    async def perform_async(zd: Any, scene: Scene, side: Any) -> None:
        await asyncio.to_thread(perform, zd, scene, side)

    return lambda zd, scene, side: (perform_async if side.name == "async" else perform)(zd, scene, side)


def start(scene: Scene, side: Any) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, str(PROGRAM), side.name, scene.url, str(scene.directory), scene.stream]
    return subprocess.Popen(arguments, env={**os.environ, "TOKEN": CANARY + "-token"}, cwd=Path(__file__).parents[2])


def rows_of(scene: Scene) -> int:
    found = Checkpoint.load(scene.directory)
    return 0 if found is None else found.state(scene.stream).rows


# 49: disks


@contextmanager
def files_of_at_most(size: int) -> Iterator[Callable[[], None]]:
    """Let no file grow beyond so many bytes: the kernel refuses the write, as on a full disk."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))

    def restore() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))

    try:
        yield restore
    finally:
        restore()


@contextmanager
def full(scene: Scene) -> Iterator[None]:
    with files_of_at_most(1_000_000) as restore:
        scene.on_healing(restore)
        yield


def failing(name: str, code: int, *, of: str = "", skip: int = 0) -> Make:
    """Let a call of the machine's fail from its n-th time on: `os.fsync`, `os.replace`, `os.writev`.

    `of` is what the name of the file must end with that it is called for.
    """

    @contextmanager
    def make(scene: Scene) -> Iterator[None]:
        real = getattr(os, name)
        left = skip

        def fail(target: Any, *args: Any, **options: Any) -> Any:
            nonlocal left
            left -= _name(target).endswith(of)
            if left < 0 and _name(target).endswith(of):
                raise OSError(code, os.strerror(code))
            return real(target, *args, **options)

        setattr(os, name, fail)
        scene.on_healing(lambda: setattr(os, name, real))
        try:
            yield
        finally:
            setattr(os, name, real)

    return make


def _name(target: Any) -> str:
    return str(Path(f"/dev/fd/{target}").readlink() if isinstance(target, int) else target)


def unwritable(says: str) -> Raises:
    return Raises(ExportError, named=False, says=says)


# 51: Redis


def redis(fault: Callable[[Scene, RedisServer, Gate], Any]) -> Make:
    """Share the limits through a Redis to which something happens."""

    @contextmanager
    def make(scene: Scene) -> Iterator[None]:
        server = RedisServer(scene.portal)
        gate = Gate(scene.portal, f"redis://127.0.0.1:{server.port}")
        scene.options["shared_limits"] = SharedLimits(f"redis://:{CANARY}@127.0.0.1:{gate.port}/0", timeout=0.1)
        scene.notes["redis"] = server
        fault(scene, server, gate)
        try:
            yield
        finally:
            gate.close()
            server.close()

    return make


def gone(_: Scene, __: RedisServer, gate: Gate) -> None:
    """Nobody listens at the gate."""


def slow(_: Scene, __: RedisServer, gate: Gate) -> None:
    gate.swallow()


def meanwhile(happens: Callable[[RedisServer], Any]) -> Callable[[Scene, RedisServer, Gate], None]:
    def make(scene: Scene, server: RedisServer, gate: Gate) -> None:
        gate.open()
        scene.warm = lambda zd: zd.organizations.list(page_size=1).first()
        scene.strike(Happens(lambda: happens(server)))
        scene.notes["was_up"] = True

    return make


@attrs.frozen
class Happens:
    """Let something else happen before the answer is made."""

    what: Callable[[], Any]

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        await self.what()
        return await exchange.produce()


def nothing_stopped(scene: Scene) -> None:
    if "was_up" in scene.notes:
        assert scene.notes["redis"].asked > 0, "Redis was not asked at all"
    assert not any(record.status == 429 for record in scene.emulator.requests)


# 52: jobs


def endless(scene: Scene) -> None:
    scene.use(emulator(tickets=5, job_queue_seconds=1000.0))


def vanished(scene: Scene) -> None:
    endless(scene)
    gone = {"error": "RecordNotFound", "description": "Not found"}
    scene.emulator.faults.add(Fault(Status(404, gone), operation="ShowJobStatus", times=None))


def quick(scene: Scene) -> None:
    scene.use(emulator(tickets=5))


def job(wait: float) -> dict[Call, Perform]:
    def perform(zd: Any, scene: Scene, side: Any) -> Any:
        changes = [{"id": scene.ticket, "priority": "high"}]
        return side.chain(lambda: zd.tickets.update_many(changes), lambda started: started.wait(timeout=wait))

    return {Call.OWN: perform}


def update_each(zd: Any, scene: Scene, _: Any) -> Any:
    return zd.tickets.update_each([{"id": number, "priority": "high"} for number in (scene.ticket, 999_999)])


def the_job_is_named(scene: Scene) -> None:
    assert scene.error.job_id
    assert scene.error.job_id in str(scene.error)
    assert scene.error.results == ()


def each_has_its_result(scene: Scene) -> None:
    first, second = scene.value
    assert (first.ok, first.id) == (True, scene.ticket)
    assert not second.ok
    assert second.error
    assert scene.emulator.account.tickets[scene.ticket]["priority"] == "high"


# 53: clocks


def clock_jumps(seconds: float) -> Make:
    """Let the wall clock jump while the call waits for a limit."""

    @contextmanager
    def make(scene: Scene) -> Iterator[None]:
        with time_machine.travel(time.time(), tick=True) as machine:

            def jump(event: object) -> None:
                if isinstance(event, ResponseReceived) and event.status == 429:
                    machine.shift(seconds)

            scene.options["hooks"] = [jump]
            scene.strike(Status(429, retry_after=1))
            yield

    return make


MACHINE: tuple[Row, ...] = (
    row(
        48,
        "kill -9",
        "The next run goes on from the last checkpoint: nothing lost, nothing twice, no broken line.",
        Case("twice", slow_pages, export=Done(), calls={Call.EXPORT: killed(2)}, deadline=120),
        absent=NO_FILES,
    ),
    row(
        49,
        "Disk that is full, fails or cannot be written to",
        "`ExportError`. The checkpoint counts what is on disk and no more, and the next run goes on from there.",
        Case("full", full, export=unwritable("File too large")),
        Case("write fails", failing("writev", errno.ENOSPC, of=".jsonl"), export=unwritable("No space left")),
        Case(
            "fsync of the rows fails", failing("fsync", errno.EIO, of=".jsonl"), export=unwritable("Input/output error")
        ),
        Case(
            "fsync of the checkpoint fails",
            failing("fsync", errno.EIO, of=".json.new", skip=1),
            export=unwritable("Input/output error"),
        ),
        Case("rename fails", failing("replace", errno.EROFS, skip=1), export=unwritable("Read-only file system")),
        absent=NO_FILES,
    ),
    row(
        50,
        "Call that is cancelled, at any of its awaits",
        "The cancellation is what the caller sees. The place in the rate limit is given back, no half page comes out, no "
        "checkpoint moves, and nothing runs on. A write happens once at most.",
        Case("everywhere", struck(), **every(Done()), calls={call: interrupted(CALLS[call]) for call in CALLS}),
    ),
    row(
        51,
        "Redis gone, slow or emptied",
        "Every process keeps the limits for itself until Redis is back; no call fails and none waits for it longer than its "
        "`timeout`.",
        Case("gone", redis(gone), **every(Done()), verify=nothing_stopped),
        Case("a black hole", redis(slow), **every(Done()), verify=nothing_stopped),
        Case("gone meanwhile", redis(meanwhile(RedisServer.stop)), **every(Done()), verify=nothing_stopped),
        Case("emptied meanwhile", redis(meanwhile(RedisServer.flush)), **every(Done()), verify=nothing_stopped),
    ),
    row(
        52,
        "Job that never ends, vanishes, or fails for some of its items",
        "`JobTimeout` or `JobError` with the job's id and the results known by then. An item that fails is a result of its "
        "own beside those that did not.",
        Case("never ends", endless, own=Raises(JobTimeout), calls=job(0.3), verify=the_job_is_named),
        Case("vanishes", vanished, own=Raises(JobError), calls=job(30), verify=the_job_is_named),
        Case("one of two", quick, own=Done(), calls={Call.OWN: update_each}, verify=each_has_its_result),
        absent=NO_JOB,
    ),
    row(
        53,
        "Wall clock that jumps by an hour",
        "Nothing waits longer or shorter: all waiting is by the monotonic clock.",
        Case("forwards", clock_jumps(3600), **every(Done(pause=1.0))),
        Case("backwards", clock_jumps(-3600), **every(Done(pause=1.0))),
    ),
)
