"""What reading pages and making calls costs the client's processor, against doing the same by hand.

The server runs in a process of its own with rendered answers, so the processor time of this process is the client's alone. The
ways are measured in turn, again and again, and their medians compared: a busy machine slows all of them.
"""

import asyncio
import dataclasses
import gc
import subprocess
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from typing import Any

import aiohttp
import msgspec

import zendesk_async
import zendesk_sync
from benchmarks.figures import Figure
from benchmarks.server import PAGE, PAGES

try:
    from orjson import dumps, loads

    BY_HAND = "aiohttp and orjson, into dicts"
except ImportError:
    dumps, loads = msgspec.json.encode, msgspec.json.decode
    BY_HAND = "aiohttp and msgspec, into dicts (orjson is not installed)"

REPETITIONS = 9
TASKS = 32
CALLS = 32 * TASKS
TICKETS = PAGES * PAGE
CLIENT: dict[str, Any] = {
    "auth": zendesk_async.OAuthToken("token"),
    "requests_per_minute": 1_000_000_000,
    "pacing": "burst",
}

Way = Callable[[str], object]


@dataclasses.dataclass(frozen=True)
class Group:
    """Ways to do the same, the first of them by hand; `count` is what each does in `unit`."""

    ways: dict[str, Way]
    url: str
    count: int
    unit: str


def measure() -> Iterator[Figure]:
    """Give the figures, each way with its ratio to the one by hand."""
    with _server() as (plain, compressed):
        ways: dict[str, Way] = {
            f"records, by hand: {BY_HAND}": _run(_dicts),
            "records, zendesk_async: three fields of each": _run(_records),
            "records, zendesk_sync: three fields of each": _sync_records,
        }
        lines: dict[str, Way] = {
            "JSON lines, by hand: the dicts, encoded again": _run(_dict_lines),
            "JSON lines, zendesk_async: raw_pages()": _run(_raw_lines),
        }
        calls: dict[str, Way] = {
            f"calls, by hand: {BY_HAND}, {TASKS} tasks": _run(_get),
            f"calls, zendesk_async: tickets.show, {TASKS} tasks": _run(_show),
            "calls, zendesk_sync: tickets.show, one thread": _sync_show(1),
            "calls, zendesk_sync: tickets.show, 8 threads": _sync_show(8),
        }
        groups = (
            Group(ways, plain, TICKETS, "µs a ticket"),
            Group({f"{what}, gzip": way for what, way in ways.items()}, compressed, TICKETS, "µs a ticket"),
            Group(lines, plain, TICKETS, "µs a ticket"),
            Group(calls, plain, CALLS, "µs a call"),
        )
        seconds: dict[str, list[float]] = {what: [] for group in groups for what in group.ways}
        for repetition in range(REPETITIONS + 1):
            for group in groups:
                for what, way in group.ways.items():
                    gc.collect()  # what the one before has left is not this one's cost
                    start = time.process_time()
                    way(group.url)
                    if repetition:  # the first one warms up
                        seconds[what].append(time.process_time() - start)
    for group in groups:
        floor = median(seconds[next(iter(group.ways))])
        for what in group.ways:
            each = median(seconds[what])
            yield Figure(what, f"{each / group.count * 1e6:.1f} {group.unit}", each / floor)


@contextmanager
def _server() -> Iterator[tuple[str, str]]:
    with subprocess.Popen([sys.executable, "-m", "benchmarks.server"], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            plain, compressed = process.stdout.readline().split()
            yield plain, compressed
        finally:
            process.terminate()


def _run(way: Callable[[str], Awaitable[object]]) -> Way:
    async def run(url: str) -> None:
        await way(url)

    return lambda url: asyncio.run(run(url))


async def _pages_by_hand(url: str) -> AsyncIterator[dict[str, Any]]:
    headers = {"Authorization": "Bearer token"}
    async with aiohttp.ClientSession(headers=headers) as session:
        query = {"page[size]": "100"}
        while True:
            async with session.get(f"{url}/api/v2/tickets", params=query) as answer:
                page = loads(await answer.read())
            yield page
            if not page["meta"]["has_more"]:
                return
            query["page[after]"] = page["meta"]["after_cursor"]


async def _dicts(url: str) -> None:
    seen = 0
    async for page in _pages_by_hand(url):
        for ticket in page["tickets"]:
            _use(ticket["id"], ticket["status"], ticket["subject"])
            seen += 1
    assert seen == TICKETS


async def _records(url: str) -> None:
    seen = 0
    async with zendesk_async.Zendesk(base_url=url, **CLIENT) as zd:
        async for ticket in zd.tickets.list():
            _use(ticket.id, ticket.status, ticket.subject)
            seen += 1
    assert seen == TICKETS


def _sync_records(url: str) -> None:
    seen = 0
    with zendesk_sync.Zendesk(base_url=url, **CLIENT) as zd:
        for ticket in zd.tickets.list():
            _use(ticket.id, ticket.status, ticket.subject)
            seen += 1
    assert seen == TICKETS


def _use(*_fields: object) -> None:
    pass


async def _dict_lines(url: str) -> None:
    async for page in _pages_by_hand(url):
        _write(dumps(ticket) + b"\n" for ticket in page["tickets"])


async def _raw_lines(url: str) -> None:
    async with zendesk_async.Zendesk(base_url=url, **CLIENT) as zd:
        async for page in zd.tickets.list().raw_pages():
            _write(row + b"\n" for row in page.records)


def _write(lines: Iterable[bytes]) -> None:
    deque(lines, maxlen=0)  # the disk is not what is measured


async def _get(url: str) -> None:
    async with aiohttp.ClientSession(headers={"Authorization": "Bearer token"}) as session:

        async def work() -> None:
            for _ in range(CALLS // TASKS):
                async with session.get(f"{url}/api/v2/tickets/1") as answer:
                    _use(loads(await answer.read())["ticket"]["id"])

        await asyncio.gather(*(work() for _ in range(TASKS)))


async def _show(url: str) -> None:
    async with zendesk_async.Zendesk(base_url=url, **CLIENT) as zd:

        async def work() -> None:
            for _ in range(CALLS // TASKS):
                _use((await zd.tickets.show(1)).id)

        await asyncio.gather(*(work() for _ in range(TASKS)))


def _sync_show(threads: int) -> Way:
    def run(url: str) -> None:
        with zendesk_sync.Zendesk(base_url=url, **CLIENT) as zd, ThreadPoolExecutor(threads) as pool:
            list(pool.map(zd.tickets.show, [1] * CALLS))

    return run
