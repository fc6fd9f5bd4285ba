"""Whether the next page is there when the caller comes back from work: `python -m benchmarks.latency`.

The server takes 200 ms for every answer, and the caller 150 ms for every page: time that it waits in (a database, say),
or time in which it keeps the event loop to itself. Seconds of the clock, of one list read to its end.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Iterator

import zendesk_async
import zendesk_sync
from benchmarks.figures import Promise
from benchmarks.ways import CLIENT
from benchmarks.worker import server

LATENCY, WORK, PAGES = 0.2, 0.15, 40


def measure() -> Iterator[Promise]:
    """Give the seconds of the clock, as a multiple of the latencies alone, or of the work alone."""
    with server("--pages", str(PAGES), "--latency", str(LATENCY)) as (url, *_):
        least = PAGES * max(LATENCY, WORK)
        yield Promise("200 ms of latency, no work", asyncio.run(_read(url, _nothing)) / least, most=1.1)
        yield Promise("200 ms of latency, 150 ms of awaited work", asyncio.run(_read(url, _awaited)) / least, most=1.1)
        yield Promise(
            "200 ms of latency, 150 ms of blocking work", asyncio.run(_read(url, _blocking)) / least, most=1.1
        )
        yield Promise("200 ms of latency, 150 ms of work, sync", _read_sync(url) / least, most=1.1)


async def _nothing() -> None:
    pass


async def _awaited() -> None:
    await asyncio.sleep(WORK)


async def _blocking() -> None:
    time.sleep(WORK)  # noqa: ASYNC251  # that is what is measured


async def _read(url: str, work: Callable[[], Awaitable[None]]) -> float:
    async with zendesk_async.Zendesk(base_url=url, **CLIENT) as zd:
        started = time.perf_counter()
        async for _ in zd.tickets.list().pages():
            await work()
        return time.perf_counter() - started


def _read_sync(url: str) -> float:
    with zendesk_sync.Zendesk(base_url=url, **CLIENT) as zd:
        started = time.perf_counter()
        for _ in zd.tickets.list().pages():
            time.sleep(WORK)
        return time.perf_counter() - started


if __name__ == "__main__":
    measured = list(measure())
    for one in measured:
        print(f"{one.what}: {one.measured:.3f} ({one.bound})")
    sys.exit(not all(one.kept for one in measured))
