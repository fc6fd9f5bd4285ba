"""A server that is no more than a socket: what it receives and sends is up to the test."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from ssl import SSLContext
from typing import Any

import attrs
import msgspec

from zendesk_async import OAuthToken, RetryPolicy, Zendesk


@attrs.frozen
class Received:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return msgspec.json.decode(self.body)


Answer = Callable[[Received, asyncio.StreamWriter], Awaitable[None]]


class Wire:
    """Answers each request with the next of its answers, the last one for ever, and keeps what it received."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = list(answers)
        self.received: list[Received] = []
        self.asked = asyncio.Event()
        self.connections = 0
        self.closed_by_peer = asyncio.Event()
        self.url = ""
        self._serving: set[asyncio.Task[Any]] = set()

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            while (request := await _read(reader)) is not None:
                self.received.append(request)
                self.asked.set()
                answer = self._answers[min(len(self.received), len(self._answers)) - 1]
                watching = asyncio.ensure_future(_closed(reader, self.closed_by_peer))
                try:
                    await answer(request, writer)
                finally:
                    watching.cancel()
                if writer.is_closing():
                    return
            self.closed_by_peer.set()
        except ConnectionError:
            self.closed_by_peer.set()
        finally:
            self._serving.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def close(self) -> None:
        """End the connections that are still open."""
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)


async def _closed(reader: asyncio.StreamReader, seen: asyncio.Event) -> None:
    while not reader.at_eof():  # noqa: ASYNC110  # a stream has no event for its end
        await asyncio.sleep(0.01)
    seen.set()


async def _read(reader: asyncio.StreamReader) -> Received | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.rstrip("\r\n").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {name.lower(): text for name, text in (line.split(": ", 1) for line in lines)}
    if headers.get("transfer-encoding") == "chunked":
        body = b""
        while size := int(await reader.readline(), 16):
            body += await reader.readexactly(size)
            await reader.readline()
        await reader.readline()
    else:
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Received(method, target, headers, body)


@contextlib.asynccontextmanager
async def serving(*answers: Answer, ssl: SSLContext | None = None) -> AsyncIterator[Wire]:
    wire = Wire(*answers)
    server = await asyncio.start_server(wire, "127.0.0.1", 0, ssl=ssl)
    wire.url = f"http{'s' if ssl else ''}://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        try:
            yield wire
        finally:
            await wire.close()


@contextlib.asynccontextmanager
async def talking_to(*answers: Answer, **options: Any) -> AsyncIterator[tuple[Wire, Zendesk]]:
    """Give a wire and a client of it that waits for nothing between attempts."""
    options.setdefault("retry", RetryPolicy(backoff=0))
    options.setdefault("pacing", "burst")
    async with serving(*answers) as wire, Zendesk(base_url=wire.url, auth=OAuthToken("token"), **options) as zd:
        yield wire, zd


def raw(content: bytes, *, close: bool = True) -> Answer:
    """Send bytes as they are."""

    async def answer(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(content)
        await writer.drain()
        if close:
            writer.close()

    return answer


def reply(status: int, body: Any = None, **headers: str) -> Answer:
    """Send a whole answer; a body that is not bytes is sent as JSON."""
    content = body if isinstance(body, bytes) else b"" if body is None else msgspec.json.encode(body)
    lines = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Request-Id": "request-1",
        **{name.replace("_", "-"): text for name, text in headers.items()},
        "Content-Length": str(len(content)),
    }
    head = "".join(f"{name}: {text}\r\n" for name, text in lines.items())
    return raw(f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode() + content, close=False)


async def drop(_: Received, writer: asyncio.StreamWriter) -> None:
    """Close the connection without a word."""
    writer.close()


async def reset(_: Received, writer: asyncio.StreamWriter) -> None:
    """End the connection with an RST."""
    connection: socket.socket = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def silence(after: bytes = b"") -> Answer:
    """Send something, or nothing, and then no more."""

    async def answer(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(after)
        await writer.drain()
        await asyncio.sleep(60)

    return answer
