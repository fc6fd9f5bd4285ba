"""What goes wrong with an answer beyond what the emulator's own fault scripts have."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from typing import Any

import attrs
from aiohttp import web

from tests.faults.matrix import Make
from zendesk_async.emulator import Exchange
from zendesk_async.emulator._faults import Effect


def struck(*effects: Effect, **where: Any) -> Make:
    """Let the call's requests meet these effects: `times`, `skip` and `operation` as for a `Fault`."""
    return lambda scene: scene.strike(*effects, **where)


def always(*effects: Effect, **where: Any) -> Make:
    """Let all of the call's requests meet these effects."""
    return struck(*effects, times=None, **where)


@attrs.frozen
class Packed:
    """Send these compressed bytes in the place of the body."""

    content: bytes

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        answer = await exchange.produce()
        headers = {name: text for name, text in answer.headers.items() if name.lower() != "content-length"}
        return web.Response(status=answer.status, body=self.content, headers={**headers, "Content-Encoding": "gzip"})


@attrs.frozen
class Says:
    """Carry the request out, and answer with this body and type whatever it was."""

    content: bytes
    content_type: str = "application/json"

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        answer = await exchange.produce()
        return web.Response(status=answer.status, body=self.content, content_type=self.content_type)


@attrs.frozen
class HeadersFor:
    """Answer with a status and headers that are only known at that moment."""

    status: int
    headers: Callable[[], Mapping[str, str]]

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        return web.Response(status=self.status, headers=self.headers())


@attrs.frozen
class Trickle:
    """Write the beginning of a header, and then a few bytes more of headers at a time, until the client has gone.

    With `silent`, write no more after the beginning.
    """

    beginning: bytes = b"HTTP/1.1 200 OK\r\n"
    silent: bool = False

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        transport = exchange.request.transport
        assert transport is not None
        transport.write(self.beginning)
        while not transport.is_closing():
            if not self.silent:
                transport.write(b"X-More: 1\r\n")
            await asyncio.sleep(0.01)
        return web.Response(status=500)


@attrs.frozen
class DripFor:
    """Send the body a few bytes at a time until the client has gone."""

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        answer = await exchange.produce()
        slow = web.StreamResponse(status=answer.status, headers=answer.headers)
        slow.headers.pop("Content-Encoding", None)
        slow.content_length = 1_000_000
        await slow.prepare(exchange.request)
        transport = exchange.request.transport
        with contextlib.suppress(ConnectionError):
            while transport is not None and not transport.is_closing():
                await slow.write(b" ")
                await asyncio.sleep(0.01)
        return slow
