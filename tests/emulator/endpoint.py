"""An endpoint for webhooks on this machine, which answers as it is told and remembers what came."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping

import attrs
from aiohttp import web


@attrs.frozen
class Delivery:
    method: str
    headers: Mapping[str, str]
    body: bytes


@attrs.define
class Endpoint:
    """`answers` are given one after the other, the last one for good: a status, and the headers that go with it."""

    url: str = ""
    answers: list[tuple[int, Mapping[str, str]]] = attrs.field(factory=lambda: [(200, {})])
    delay: float = 0.0
    received: list[Delivery] = attrs.field(factory=list[Delivery])

    async def take(self, request: web.Request) -> web.Response:
        self.received.append(Delivery(request.method, request.headers.copy(), await request.read()))
        status, headers = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if self.delay:
            await asyncio.sleep(self.delay)
        return web.Response(status=status, headers=headers, text="taken")


@contextlib.asynccontextmanager
async def endpoint() -> AsyncIterator[Endpoint]:
    taking = Endpoint()
    application = web.Application()
    application.router.add_route("*", "/hook", taking.take)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert runner.addresses
    taking.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield taking
    finally:
        await runner.cleanup()
