"""How much of an account's rate limit many processes use together, and how much they ask for in vain.

`python -m benchmarks.processes` starts an emulator, a real Redis (`redis-server`, from the system's packages) and 4 or
16 processes that share the account's limit through it, while another app takes 30 % of the account in a plain loop
that knows nothing of limits. Then the same with Redis killed half way. What counts is what the emulator counted in the
windows that all processes asked in from their beginning to their end.
"""

import argparse
import asyncio
import contextlib
import dataclasses
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence

import aiohttp
import msgspec

import zendesk_async
from zendesk_async.cli._emulator_process import EmulatorProcess, Window
from zendesk_async.hooks import Event, ResponseReceived

PLAN, LIMIT = "enterprise", 700
TASKS = 200
OTHERS = 0.3
READY = b"ready\n"


@dataclasses.dataclass
class Work:
    """What one process did: when each answer came and its status, the calls that failed, and its CPU seconds."""

    answers: list[tuple[float, int]]
    failures: list[str]
    seconds: float


@dataclasses.dataclass(frozen=True)
class Use:
    """What became of the limit in the windows measured."""

    windows: list[Window]
    asked: int
    refused: int
    others: int
    failures: list[str]
    seconds: float

    @property
    def of_left(self) -> float:
        """What the processes used of what the other app left."""
        whole = sum(window.limit for window in self.windows)
        return (sum(window.used for window in self.windows) - self.others) / (whole - self.others)

    @property
    def wasted(self) -> float:
        """The part of the processes' requests that was refused (429)."""
        return self.refused / self.asked

    def __str__(self) -> str:
        return (
            f"{len(self.windows)} windows, used {self.of_left:.2%} of what is left, wasted {self.refused} of "
            f"{self.asked} ({self.wasted:.2%}), {len(self.failures)} failed, the other app got {self.others}"
        )


# One process


async def work(url: str, redis: str | None, until: float, tasks: int) -> None:
    """Ask for as much as there may be until a time in seconds since 1970, and print what became of it."""
    answers: list[tuple[float, int]] = []
    failures: list[str] = []

    def hook(event: Event) -> None:
        if isinstance(event, ResponseReceived):
            if not answers:
                sys.stdout.buffer.write(READY)
                sys.stdout.flush()
            answers.append((time.time(), event.status))

    token = zendesk_async.OAuthToken("token")
    async with zendesk_async.Zendesk(base_url=url, auth=token, hooks=[hook], shared_limits=redis) as client:

        async def ask() -> None:
            while time.time() < until:
                try:
                    await client.users.me()
                except zendesk_async.ZendeskError as error:
                    failures.append(repr(error))

        await asyncio.gather(*(ask() for _ in range(tasks)))
    sys.stdout.buffer.write(msgspec.json.encode(Work(answers, failures, time.process_time())) + b"\n")


@contextlib.asynccontextmanager
async def _process(url: str, redis: str | None, until: float, tasks: int) -> AsyncIterator[asyncio.subprocess.Process]:
    words = ["--work", url, "--redis", redis or "", "--until", str(until), "--tasks", str(tasks)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.processes", *words, stdout=asyncio.subprocess.PIPE, limit=1 << 26
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


# What is around them


@contextlib.asynccontextmanager
async def redis_server() -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """Run a real Redis for the time of the block; its URL and its process."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        raise SystemExit("redis-server is not here: apt-get install redis-server")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    with tempfile.TemporaryDirectory() as directory:
        process = await asyncio.create_subprocess_exec(
            *(program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", directory),
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            await _listening(port)
            yield f"redis://127.0.0.1:{port}/0", process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def _listening(port: int) -> None:
    for _ in range(200):
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return
        await asyncio.sleep(0.05)
    raise SystemExit("redis-server does not listen")


@contextlib.asynccontextmanager
async def _other_app(url: str, rate: float) -> AsyncIterator[list[tuple[float, int]]]:
    """Be the other app: send `rate` requests a second, whatever comes back."""
    answers: list[tuple[float, int]] = []
    headers = {"Authorization": "Bearer token"}
    async with aiohttp.ClientSession(headers=headers, connector=aiohttp.TCPConnector(limit=0)) as session:

        async def ask() -> None:
            async with session.get(f"{url}/api/v2/users/me") as answer:
                await answer.read()
                answers.append((time.time(), answer.status))

        async def loop() -> None:
            due = time.monotonic()
            async with asyncio.TaskGroup() as group:
                while True:
                    group.create_task(ask())
                    due += 1 / rate
                    await asyncio.sleep(due - time.monotonic())

        asking = asyncio.ensure_future(loop())
        try:
            yield answers
        finally:
            asking.cancel()
            await asyncio.wait([asking])


async def measure(
    processes: int,
    *,
    window: float,
    windows: int,
    shared: bool = True,
    killed: bool = False,
    others: float = OTHERS,
    plan: str = PLAN,
    limit: int = LIMIT,
) -> Use:
    """Let processes ask for so many whole windows beside another app, with Redis killed half way or not."""
    async with contextlib.AsyncExitStack() as stack:
        redis, server = await stack.enter_async_context(redis_server()) if shared else (None, None)
        emulator = await stack.enter_async_context(EmulatorProcess(tickets=1, window=window, plan=plan))
        # Interpreters take a moment to start, most of all sixteen of them.
        until = time.time() + 1 + 0.5 * processes + (windows + 2) * window
        tasks = max(1, TASKS // processes)
        told = await stack.enter_async_context(_other_app(emulator.url, others * limit / window)) if others else []
        working = [
            await stack.enter_async_context(_process(emulator.url, redis, until, tasks)) for _ in range(processes)
        ]
        for process in working:
            assert process.stdout is not None
            assert await process.stdout.readline() == READY
        began = time.time()
        if killed and server is not None:
            await asyncio.sleep((until - began) / 2)
            server.kill()
        done = [msgspec.json.decode((await process.communicate())[0], type=Work) for process in working]
        await asyncio.sleep(window)  # the last window has to be over to be reported
        state = await emulator.state()
    measured = [one for one in state.windows if one.complete and one.start >= began and one.end <= until][-windows:]
    first, last = measured[0].start, measured[-1].end
    inside = [status for one in done for moment, status in one.answers if first <= moment <= last]
    taken = sum(status != 429 for moment, status in told if first <= moment <= last)
    failures = [failure for one in done for failure in one.failures]
    return Use(measured, len(inside), inside.count(429), taken, failures, sum(one.seconds for one in done))


async def main(arguments: Sequence[str] | None = None) -> int:
    """Measure at full size, print the figures and return whether they are what is promised."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.processes", description=__doc__)
    parser.add_argument("--window", type=float, default=5.0, help="how many seconds a minute of the limit lasts")
    parser.add_argument("--windows", type=int, default=10, help="how many of them are measured")
    for name in ("--work", "--redis", "--until", "--tasks"):
        parser.add_argument(name, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.work is not None:
        await work(asked.work, asked.redis or None, float(asked.until), int(asked.tasks))
        return 0
    wrong = 0
    for processes, killed, most_wasted in ((4, False, 0.003), (4, True, 0.02), (16, False, 0.06), (16, True, 0.06)):
        use = await measure(processes, window=asked.window, windows=asked.windows, killed=killed)
        held = use.wasted <= most_wasted and use.of_left >= 0.97 and not use.failures
        name = f"{processes} processes" + (", Redis killed half way" if killed else "")
        print(f"{name}: {use}{'' if held else '  NOT AS PROMISED'}", flush=True)
        wrong += not held
    for processes, shared, others in ((4, True, 0.0), (4, False, 0.0), (4, False, OTHERS), (16, False, OTHERS)):
        use = await measure(processes, window=asked.window, windows=asked.windows, shared=shared, others=others)
        beside = "" if others else ", alone on the account"
        name = f"for comparison, {processes} processes{'' if shared else ' that do not share'}{beside}"
        print(f"{name}: {use}, {use.seconds:.1f} s of CPU", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
