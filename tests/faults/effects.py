"""What goes wrong with an answer beyond what the emulator's own fault scripts have."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import attrs
from aiohttp import web

from tests.faults.matrix import Make
from zendesk_async.emulator import Change, Exchange
from zendesk_async.emulator._faults import Effect


def struck(*effects: Effect, **where: Any) -> Make:
    """Let the call's requests meet these effects: `times`, `skip` and `operation` as for a `Fault`."""
    return lambda scene: scene.strike(*deepcopy(effects), **where)  # some remember what they have seen


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


@attrs.define
class Refuses:
    """Refuse the first request for so many seconds, and then let one through slowly, to see whether it comes alone.

    `early` counts the requests that came while nobody should send any, `beside` those that came beside the first one
    after it.
    """

    seconds: int
    early: int = 0
    beside: int = 0
    _until: float | None = None
    _probing: bool = False
    _proven: bool = False

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        now = asyncio.get_running_loop().time()
        if self._until is None:
            self._until = now + self.seconds
            return web.Response(status=429, headers={"Retry-After": str(self.seconds)})
        if now < self._until:
            self.early += 1
        elif self._probing:
            self.beside += not self._proven
        else:
            self._probing = True
            await asyncio.sleep(0.1)
            self._proven = True
        return await exchange.produce()


@attrs.define
class GivesUpAbove:
    """Answer 504 to every page with more rows than so many; `sizes` is what was asked for."""

    rows: int
    sizes: list[int] = attrs.field(factory=list[int])

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        query = exchange.request.query
        size = int(query.get("per_page") or query.get("page[size]") or 1000)
        self.sizes.append(size)
        return web.Response(status=504) if size > self.rows else await exchange.produce()


@attrs.define
class Circle:
    """Give the cursors of the first pages again and again: a list that goes round and never ends."""

    length: int
    _cursors: list[Any] = attrs.field(factory=list[Any])
    _pages: int = 0

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        return await Change(self._turn)(exchange)

    def _turn(self, payload: Any) -> Any:
        names = [name for name in ("meta", "links", "after_cursor", "after_url") if name in payload]
        if len(self._cursors) < self.length:
            self._cursors.append({name: payload[name] for name in names})
        given = self._cursors[self._pages % self.length]
        self._pages += 1
        if "meta" in given:
            return {**payload, **given, "meta": {**given["meta"], "has_more": True}}
        return {**payload, **given, "end_of_stream": False}


@attrs.define
class HoldsBack:
    """Answer a page without rows that says there is more, and give the rows with the next one."""

    _held: web.Response | None = None

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        held, self._held = self._held, None
        if held is not None:
            return held
        answer = await exchange.produce()
        assert isinstance(answer, web.Response)

        async def kept() -> web.StreamResponse:
            return answer

        self._held = web.Response(status=200, body=answer.body, headers=_lasting(answer))
        return await Change(_emptied)(Exchange(exchange.request, kept))


def _lasting(answer: web.Response) -> dict[str, str]:
    return {name: text for name, text in answer.headers.items() if name.lower() in {"content-type", "content-encoding"}}


def _emptied(payload: Any) -> Any:
    empty = {name: [] for name, value in payload.items() if isinstance(value, list)}
    if "meta" in payload:
        return {**payload, **empty, "meta": {**payload["meta"], "has_more": True, "after_cursor": "aWR8MQ=="}}
    return {**payload, **empty, "end_of_stream": False, "after_cursor": "MTcwMDAwMDAwMC4wfHwxfA=="}
