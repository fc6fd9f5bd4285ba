"""How many records and calls go through one client and one core, with the emulator in a process of its own."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import zendesk_async
import zendesk_sync

TICKETS = 20_000
CALLS = 2_000
TOKEN = zendesk_async.OAuthToken("token")
# Above what this machine can do, so that the rate limit is not what is measured.
EMULATOR = [
    sys.executable,
    "-m",
    "zendesk_async.emulator",
    "--tickets",
    str(TICKETS),
    "--plan",
    "high_volume",
    "--window",
    "0.5",
]


def measure() -> Iterator[str]:
    """Give a line for each figure."""
    with subprocess.Popen(EMULATOR, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().split()[-1]
            rows, seconds = asyncio.run(_export(url))
            yield f"zendesk_async: {rows / seconds:,.0f} tickets a second (export, one task)"
            calls, seconds = asyncio.run(_calls(url))
            yield f"zendesk_async: {calls / seconds:,.0f} calls a second (32 tasks)"
            with zendesk_sync.Zendesk(base_url=url, auth=TOKEN) as zd:
                start = time.perf_counter()
                rows = sum(1 for _ in zd.tickets.export(start_time=0))
                yield f"zendesk_sync: {rows / (time.perf_counter() - start):,.0f} tickets a second (export, one thread)"
                for threads in (1, 8):
                    start = time.perf_counter()
                    with ThreadPoolExecutor(threads) as pool:
                        list(pool.map(zd.tickets.show, [1] * CALLS))
                    yield f"zendesk_sync: {CALLS / (time.perf_counter() - start):,.0f} calls a second ({threads} threads)"
        finally:
            process.terminate()


async def _export(url: str) -> tuple[int, float]:
    async with zendesk_async.Zendesk(base_url=url, auth=TOKEN) as zd:
        start, rows = time.perf_counter(), 0
        async for _ in zd.tickets.export(start_time=0):
            rows += 1
        return rows, time.perf_counter() - start


async def _calls(url: str) -> tuple[int, float]:
    async with zendesk_async.Zendesk(base_url=url, auth=TOKEN) as zd:

        async def work() -> None:
            for _ in range(CALLS // 32):
                await zd.tickets.show(1)

        start = time.perf_counter()
        await asyncio.gather(*(work() for _ in range(32)))
        return CALLS // 32 * 32, time.perf_counter() - start
