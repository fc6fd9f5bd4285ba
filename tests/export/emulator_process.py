"""An emulator in a process of its own, which outlives the exports that are killed beside it.

`python -m tests.export.emulator_process OPTIONS` says its address, and answers lines on stdin: `ids` with the ids of its
tables, `windows` with how the windows of the account's limit were used; `advance 60` sets the account's clock, and the dates
of its answers, 60 seconds ahead. OPTIONS are those of `Emulator`, and `page_seconds`: how long each page of an incremental
export takes at least, `export_delay`: for how many seconds a change stays out of the incremental exports.
"""

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import AsyncIterator
from email.utils import formatdate
from pathlib import Path
from typing import Any

import attrs
from aiohttp import web

from zendesk_async.emulator import Clock, Delay, Emulator, Exchange, Fault


@attrs.frozen
class EmulatorProcess:
    url: str
    _process: asyncio.subprocess.Process

    async def ids(self) -> dict[str, list[int | str]]:
        """Return the ids of every table, as the emulator itself has them."""
        return await self._ask("ids")

    async def windows(self) -> list[dict[str, Any]]:
        """Return the windows of the account's limit so far: start, end, limit, used, refused, complete."""
        return await self._ask("windows")

    async def advance(self, seconds: int) -> None:
        """Set the account's clock ahead."""
        await self._ask(f"advance {seconds}")

    async def _ask(self, what: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{what}\n".encode())
        await self._process.stdin.drain()
        return json.loads(await self._process.stdout.readline())


@contextlib.asynccontextmanager
async def emulator_process(**options: Any) -> AsyncIterator[EmulatorProcess]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.export.emulator_process",
        json.dumps(options),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 26,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield EmulatorProcess((await process.stdout.readline()).decode().strip(), process)
    finally:
        process.stdin.close()
        await process.wait()


async def _serve(options: dict[str, Any]) -> None:
    page_seconds = options.pop("page_seconds", 0)
    export_delay = options.pop("export_delay", None)
    ahead = 0
    clock = Clock(lambda: time.time() + ahead)

    async def date(exchange: Exchange) -> web.StreamResponse:
        answer = await exchange.produce()
        answer.headers["Date"] = formatdate(clock.seconds(), usegmt=True)
        return answer

    async with Emulator(clock=clock, **options) as emulator:
        if export_delay is not None:
            emulator.account.settings.export_delay = export_delay
        if page_seconds:
            emulator.faults.add(Fault(Delay(page_seconds), path="/api/v2/incremental/*", times=None))
        print(emulator.url, flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            match line.split():
                case ["ids"]:
                    answer: Any = emulator.account.snapshot()
                case ["advance", seconds]:
                    ahead += int(seconds)
                    emulator.faults.clear()
                    emulator.faults.add(Fault(date, times=None))
                    answer = ahead
                case _:
                    answer = [attrs.asdict(window) for window in emulator.limits.report()]
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve(json.loads(sys.argv[1])))
