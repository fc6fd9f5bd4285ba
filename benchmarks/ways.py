"""What is measured of this client, and the same by hand."""

import asyncio
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import attrs
import orjson

import zendesk_async
import zendesk_sync
from benchmarks.server import PAGE, PAGES
from zendesk_async.export import Export
from zendesk_async.models.common import Via
from zendesk_async.models.satisfaction_ratings import SatisfactionRating
from zendesk_async.models.tickets import Ticket

TASKS = 32
CALLS = 32 * TASKS
TICKETS = PAGES * PAGE
CLIENT: dict[str, Any] = {
    "auth": zendesk_async.OAuthToken("token"),
    "requests_per_minute": 1_000_000_000,
    "pacing": "burst",
}
Way = Callable[[str], object]


def _run(way: Callable[[str], Awaitable[object]]) -> Way:
    async def run(url: str) -> object:
        return await way(url)

    return lambda url: asyncio.run(run(url))


def _without_speed(way: Way) -> Way:
    """Do as an installation without the extra `[speed]` does, which this one has: there is no isal."""

    def run(url: str) -> object:
        sys.modules["isal"] = None  # type: ignore[assignment]  # which the import system takes for "not installed"
        return way(url)

    return run


async def _bodies(url: str) -> AsyncIterator[bytes]:
    """Read the pages with nothing but aiohttp."""
    async with aiohttp.ClientSession(headers={"Authorization": "Bearer token"}) as session:
        for number in range(PAGES):
            query = {"page[size]": "1000", "page[after]": str(number)}
            async with session.get(f"{url}/api/v2/tickets", params=query) as answer:
                yield await answer.read()


def _socket(url: str) -> None:
    """Read the pages with a plain socket and throw them away: what the server can do at most."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        room = memoryview(bytearray(1 << 20))
        for number in range(PAGES):
            line = f"GET /api/v2/tickets?page%5Bafter%5D={number} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n"
            connection.sendall(line.encode())
            head = b""
            while b"\r\n\r\n" not in head:
                head += connection.recv(4096)
            headers, _, begun = head.partition(b"\r\n\r\n")
            length = next(line for line in headers.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            left = int(length.partition(b":")[2]) - len(begun)
            while left:
                left -= connection.recv_into(room, min(left, len(room)))


async def _thrown_away_with_isal(url: str) -> None:
    aiohttp.set_zlib_backend(import_module("isal.isal_zlib"))
    await _thrown_away(url)


async def _thrown_away(url: str) -> None:
    seen = 0
    async for body in _bodies(url):
        seen += len(body)
    assert seen


async def _dicts(url: str) -> None:
    seen = 0
    async for body in _bodies(url):
        for ticket in orjson.loads(body)["tickets"]:
            _use(ticket["id"], ticket["status"], ticket["subject"])
            seen += 1
    assert seen == TICKETS


async def _dict_lines(url: str) -> None:
    with tempfile.TemporaryFile() as file:
        async for body in _bodies(url):
            for ticket in orjson.loads(body)["tickets"]:
                file.write(orjson.dumps(ticket) + b"\n")


async def _three_fields(url: str) -> None:
    seen = 0
    async with zendesk_async.Zendesk(base_url=url, **CLIENT) as zd:
        async for ticket in zd.tickets.list():
            _use(ticket.id, ticket.status, ticket.subject)
            seen += 1
    assert seen == TICKETS


def _three_fields_sync(url: str) -> None:
    seen = 0
    with zendesk_sync.Zendesk(base_url=url, **CLIENT) as zd:
        for ticket in zd.tickets.list():
            _use(ticket.id, ticket.status, ticket.subject)
            seen += 1
    assert seen == TICKETS


async def _every_field(url: str) -> None:
    seen = 0
    async with zendesk_async.Zendesk(base_url=url, **CLIENT) as zd:
        async for ticket in zd.tickets.list():
            _read(ticket)
            seen += 1
    assert seen == TICKETS


def _all_fields_of(kind: Any) -> Callable[[Any], tuple[object, ...]]:
    return attrgetter(*(field.name for field in attrs.fields(kind)))


_of_ticket, _of_via, _of_rating = map(_all_fields_of, (Ticket, Via, SatisfactionRating))


def _read(ticket: Ticket) -> None:
    """Read every field of a ticket, and of the records in it that the server sends."""
    _of_ticket(ticket)
    if ticket.via is not None:
        _of_via(ticket.via)
    if ticket.satisfaction_rating is not None:
        _of_rating(ticket.satisfaction_rating)
    for field in ticket.custom_fields:
        _use(field.id, field.value)


def _use(*_fields: object) -> None:
    pass


async def _raw_pages(url: str) -> None:
    seen = 0
    async with zendesk_async.Zendesk(base_url=url, **CLIENT) as zd:
        async for page in zd.tickets.list().raw_pages():
            seen += len(page.records)
    assert seen == TICKETS


async def _export(url: str) -> Path:
    directory = Path(tempfile.mkdtemp(prefix="zendesk-benchmark-"))
    async with zendesk_async.Zendesk(base_url=url, **CLIENT) as zd:
        done = await Export(zd, ["tickets"], directory).run()
    assert done.rows == TICKETS
    return directory


async def _get(url: str) -> None:
    async with aiohttp.ClientSession(headers={"Authorization": "Bearer token"}) as session:

        async def work() -> None:
            for _ in range(CALLS // TASKS):
                async with session.get(f"{url}/api/v2/tickets/1") as answer:
                    _use(orjson.loads(await answer.read())["ticket"]["id"])

        await asyncio.gather(*(work() for _ in range(TASKS)))


def _show(tasks: int) -> Callable[[str], Awaitable[None]]:
    async def run(url: str) -> None:
        async with zendesk_async.Zendesk(base_url=url, **CLIENT) as zd:

            async def work() -> None:
                for _ in range(CALLS // tasks):
                    _use((await zd.tickets.show(1)).id)

            await asyncio.gather(*(work() for _ in range(tasks)))

    return run


def _show_sync(url: str) -> None:
    with zendesk_sync.Zendesk(base_url=url, **CLIENT) as zd:
        for _ in range(CALLS):
            _use(zd.tickets.show(1).id)


def _show_sync_threads(url: str) -> None:
    with zendesk_sync.Zendesk(base_url=url, **CLIENT) as zd, ThreadPoolExecutor(8) as pool:
        list(pool.map(zd.tickets.show, [1] * CALLS))


WAYS: Mapping[str, Way] = {
    "socket": _socket,
    "bytes": _run(_thrown_away),
    "bytes, isal": _run(_thrown_away_with_isal),
    "dicts": _run(_dicts),
    "dict lines": _run(_dict_lines),
    "three fields": _without_speed(_run(_three_fields)),
    "three fields, [speed]": _run(_three_fields),
    "three fields, sync": _without_speed(_three_fields_sync),
    "every field": _without_speed(_run(_every_field)),
    "every field, [speed]": _run(_every_field),
    "raw pages": _without_speed(_run(_raw_pages)),
    "export": _without_speed(_run(_export)),
    "export, [speed]": _run(_export),
    "calls by hand": _run(_get),
    "calls": _run(_show(TASKS)),
    "calls, one task": _run(_show(1)),
    "calls, sync, one thread": _show_sync,
    "calls, sync, 8 threads": _show_sync_threads,
}
