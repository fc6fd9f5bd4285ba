"""Faults that a test scripts: what happens to a request instead of, or on top of, its answer.

emulator.faults.add(Fault(Drop(), method="PUT", path="/api/v2/tickets/*", times=1))
emulator.faults.add(Fault(Status(503, retry_after=1), operation="ListTickets", times=3))
emulator.faults.add(Fault(Delay(2.0), Truncate(0.5)))
"""

import asyncio
import contextlib
import socket
import struct
import zlib
from collections.abc import Awaitable, Callable, Mapping
from fnmatch import fnmatchcase
from typing import Any, Protocol

import attrs
import msgspec
from aiohttp import web
from multidict import CIMultiDict

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._responses import gzip

Produce = Callable[[], Awaitable[web.StreamResponse]]


@attrs.frozen
class Exchange:
    """A request that meets a fault. `produce` lets the emulator carry it out and gives the answer so far."""

    request: web.BaseRequest
    produce: Produce


class Effect(Protocol):
    """One thing that goes wrong with an exchange; it gives what is sent in the end."""

    async def __call__(self, exchange: Exchange, /) -> web.StreamResponse: ...


@attrs.frozen
class Status:
    """Answer with this status instead; the state does not change. A `body` of text is sent as HTML."""

    status: int
    body: Any = None
    retry_after: str | float | None = None
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str])

    async def __call__(self, _exchange: Exchange) -> web.StreamResponse:
        headers = CIMultiDict(self.headers)
        if self.retry_after is not None:
            headers["retry-after"] = str(self.retry_after)
        body = b""
        if isinstance(self.body, str):
            headers.setdefault("Content-Type", "text/html; charset=utf-8")
            body = self.body.encode()
        elif self.body is not None:
            headers.setdefault("Content-Type", "application/json; charset=utf-8")
            body = msgspec.json.encode(self.body)
        return web.Response(status=self.status, body=body, headers=headers)


@attrs.frozen
class Delay:
    """Wait so many seconds before the answer's headers."""

    seconds: float

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        await asyncio.sleep(self.seconds)
        return await exchange.produce()


@attrs.frozen
class Drop:
    """Close the connection instead of answering; with `after` once the request was carried out.

    `reset` makes it a reset (RST) rather than an orderly end.
    """

    after: bool = False
    reset: bool = False

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        if self.after:
            await exchange.produce()
        _cut(exchange.request, reset=self.reset)
        return web.Response(status=500)


@attrs.frozen
class Truncate:
    """Send only a share of the body and close the connection, under the whole body's length.

    `chunked` announces no length and leaves out the last chunk; `until_close` announces nothing at all.
    """

    share: float = 0.5
    chunked: bool = False
    until_close: bool = False
    reset: bool = False

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        answer = await exchange.produce()
        body = _body(answer)
        _send_raw(exchange.request, answer, body[: int(len(body) * self.share)], len(body), self._framing())
        _cut(exchange.request, reset=self.reset)
        return answer

    def _framing(self) -> str:
        return "chunked" if self.chunked else "close" if self.until_close else "length"


@attrs.frozen
class CutGzip:
    """Compress the body and cut it short, under the right length of what is left."""

    share: float = 0.5

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        answer = await exchange.produce()
        packed = _packed(answer)
        return _replaced(answer, packed[: int(len(packed) * self.share)], gzipped=True)


@attrs.frozen
class GarbageGzip:
    """Say that the body is gzip, and send bytes that are not."""

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        return _replaced(await exchange.produce(), b"\x1f\x8b\x08\x00" + b"\xff" * 64, gzipped=True)


@attrs.frozen
class Body:
    """Send another body with the answer's status and headers, compressed when `gzipped`."""

    content: bytes
    gzipped: bool = False

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        answer = await exchange.produce()
        return _replaced(answer, gzip(self.content) if self.gzipped else self.content, gzipped=self.gzipped)


@attrs.frozen
class Drip:
    """Send the body slowly: so many bytes, then a pause of so many seconds."""

    size: int
    seconds: float

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        answer = await exchange.produce()
        body = _body(answer)
        slow = web.StreamResponse(status=answer.status, headers=answer.headers)
        slow.content_length = len(body)
        await slow.prepare(exchange.request)
        with contextlib.suppress(ConnectionError):
            for start in range(0, len(body), self.size):
                await slow.write(body[start : start + self.size])
                await asyncio.sleep(self.seconds)
            await slow.write_eof()
        return slow


@attrs.frozen
class Raw:
    """Write these bytes to the socket instead of an answer, and close the connection."""

    content: bytes

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        _write(exchange.request, self.content)
        _cut(exchange.request)
        return web.Response(status=500)


@attrs.frozen
class Change:
    """Change the answer's JSON: `Change(lambda payload: {**payload, "new_key": 1})`."""

    change: Callable[[Any], Any]

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        answer = await exchange.produce()
        plain = msgspec.json.encode(self.change(_json(answer)))
        packed = answer.headers.get("Content-Encoding") == "gzip"
        return _replaced(answer, gzip(plain) if packed else plain, gzipped=packed)


@attrs.define
class RepeatCursor:
    """Give the first cursor seen again with every later page: a list that does not move on."""

    _first: Any = None

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        return await Change(self._repeat)(exchange)

    def _repeat(self, payload: Any) -> Any:
        if self._first is None:
            self._first = {
                key: payload[key] for key in ("meta", "links", "after_cursor", "after_url") if key in payload
            }
        return {**payload, **self._first}


@attrs.define
class DuplicateRows:
    """Begin every page with the last rows of the page before, as happens when rows move between two requests."""

    count: int = 1
    _last: dict[str, list[Any]] = attrs.field(factory=dict[str, list[Any]])

    async def __call__(self, exchange: Exchange) -> web.StreamResponse:
        return await Change(self._duplicate)(exchange)

    def _duplicate(self, payload: Any) -> Any:
        changed = dict(payload) if is_object(payload) else {}
        for key, rows in changed.items():
            if is_array(rows):
                changed[key] = [*self._last.get(key, []), *rows]
                self._last[key] = rows[-self.count :]
                break
        return changed


def html(status: int = 200, text: str = "<!DOCTYPE html><title>Down for maintenance</title>") -> Status:
    """Return a fault that answers with an HTML page."""
    return Status(status, text)


def empty(status: int = 200) -> Status:
    """Return a fault that answers without a body."""
    return Status(status)


class Fault:
    """Which requests something goes wrong with, how often, and what.

    `operation` is an operation id, `method` an HTTP method, `path` a pattern such as `/api/v2/tickets/*`; all that are
    given must fit. The first `skip` fitting requests pass, then `times` of them (None: all) meet the effects, the first
    effect outermost. `happened` counts them.
    """

    def __init__(
        self,
        *effects: Effect,
        operation: str | None = None,
        method: str | None = None,
        path: str | None = None,
        times: int | None = 1,
        skip: int = 0,
    ) -> None:
        self.effects = effects
        self.operation = operation
        self.method = method
        self.path = path
        self.times = times
        self.skip = skip
        self.happened = 0

    def takes(self, method: str, path: str, operation: str | None) -> bool:
        """Tell whether a request meets this fault, and count it."""
        if self.times is not None and self.happened >= self.times:
            return False
        if self.operation not in {None, operation} or self.method not in {None, method}:
            return False
        if self.path is not None and not fnmatchcase(path.removesuffix(".json"), self.path):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.happened += 1
        return True


class Faults:
    """The faults in force, asked in the order in which they were added; the first that fits is met."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Put a fault in force and return it."""
        self._faults.append(fault)
        return fault

    def clear(self) -> None:
        """Take all faults out of force."""
        self._faults.clear()

    def find(self, method: str, path: str, operation: str | None) -> Fault | None:
        """Return the fault that a request meets, and count it."""
        if not self._faults:
            return None
        return next((fault for fault in self._faults if fault.takes(method, path, operation)), None)


async def suffer(fault: Fault, request: web.BaseRequest, produce: Produce) -> web.StreamResponse:
    """Answer a request that meets a fault."""

    def wrap(effect: Effect, inner: Produce) -> Produce:
        return lambda: effect(Exchange(request, inner))

    for effect in reversed(fault.effects):
        produce = wrap(effect, produce)
    return await produce()


def _body(answer: web.StreamResponse) -> bytes:
    content = answer.body if isinstance(answer, web.Response) else None
    return bytes(content) if isinstance(content, bytes | bytearray) else b""


def _json(answer: web.StreamResponse) -> Any:
    body = _body(answer)
    if answer.headers.get("Content-Encoding") == "gzip":
        body = _unpacked(body)
    return msgspec.json.decode(body)


def _unpacked(body: bytes) -> bytes:
    return zlib.decompress(body, zlib.MAX_WBITS | 16)


def _packed(answer: web.StreamResponse) -> bytes:
    return _body(answer) if answer.headers.get("Content-Encoding") == "gzip" else gzip(_body(answer))


def _replaced(answer: web.StreamResponse, body: bytes, *, gzipped: bool) -> web.Response:
    headers = CIMultiDict(answer.headers)
    headers.popall("Content-Length", None)
    headers.popall("Content-Encoding", None)
    if gzipped:
        headers["Content-Encoding"] = "gzip"
    return web.Response(status=answer.status, body=body, headers=headers)


def _send_raw(request: web.BaseRequest, answer: web.StreamResponse, part: bytes, length: int, framing: str) -> None:
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}"]
    headers = CIMultiDict(answer.headers)
    headers.popall("Content-Length", None)
    match framing:
        case "chunked":
            headers["Transfer-Encoding"] = "chunked"
            part = f"{len(part):x}\r\n".encode() + part + b"\r\n"
        case "close":
            headers["Connection"] = "close"
        case _:
            headers["Content-Length"] = str(length)
    lines += [f"{name}: {text}" for name, text in headers.items()]
    _write(request, "\r\n".join([*lines, "", ""]).encode() + part)


def _write(request: web.BaseRequest, content: bytes) -> None:
    # A transport that is closed afterwards sends what it holds first.
    if request.transport is not None:
        request.transport.write(content)


def _cut(request: web.BaseRequest, *, reset: bool = False) -> None:
    transport = request.transport
    if transport is None:
        return
    if reset:
        raw = transport.get_extra_info("socket")
        if raw is not None:
            # Linger for no time: the kernel drops what is unsent and answers with RST.
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.close()
