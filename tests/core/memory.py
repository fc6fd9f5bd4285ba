"""A transport without sockets: a function answers, and what was asked is kept. A public option of the client."""

import asyncio
import contextlib
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Mapping
from typing import Any

import msgspec

from zendesk_async import OAuthToken, Request, Response, RetryPolicy, Timeouts, Zendesk
from zendesk_async._transport import StreamedResponse, case_insensitive

Reply = tuple[int, Any] | tuple[int, Any, Mapping[str, str]]
Serve = Callable[[Request], Reply | Awaitable[Reply]]


class Memory:
    """Answers each request with what the function says of it; an exception that it raises is the transport's."""

    def __init__(self, serve: Serve) -> None:
        self._serve = serve
        self.requests: list[Request] = []
        self.open = 0
        self.most_open = 0
        self.cancelled = 0

    async def send(self, request: Request, *, base: str, timeouts: Timeouts) -> Response:
        self.requests.append(request)
        self.open += 1
        self.most_open = max(self.open, self.most_open)
        try:
            await asyncio.sleep(0)
            said = self._serve(request)
            status, body, *rest = await said if isinstance(said, Awaitable) else said
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        finally:
            self.open -= 1
        content = body if isinstance(body, bytes) else b"" if body is None else msgspec.json.encode(body)
        headers = case_insensitive({"x-request-id": f"r-{len(self.requests)}", **(rest[0] if rest else {})})
        return Response(status, headers, content, request.method, request.path)

    @contextlib.asynccontextmanager
    async def stream(
        self, url: str, *, headers: Mapping[str, str], timeouts: Timeouts
    ) -> AsyncIterator[StreamedResponse]:
        raise AssertionError(f"{url} was to be streamed")
        yield

    async def close(self) -> None:
        pass


def client_of(transport: Memory, **options: Any) -> Zendesk:
    """Return a client that waits for nothing between attempts."""
    options.setdefault("retry", RetryPolicy(backoff=0))
    options.setdefault("pacing", "burst")
    return Zendesk("acme", auth=OAuthToken("token"), transport=transport, **options)


def others() -> set[asyncio.Task[Any]]:
    """Return the tasks that run besides the test's own."""
    current = asyncio.current_task()
    return {task for task in asyncio.all_tasks() if task is not current}


async def into(seen: list[Any], items: AsyncIterable[Any]) -> None:
    """Put what an iterator gives into a list, which then holds what came before an error."""
    async for item in items:
        seen.append(item)  # noqa: PERF401  # a comprehension would lose it all


async def until(happened: Callable[[], bool]) -> None:
    """Give the loop turns until something has happened."""
    async with asyncio.timeout(5):
        while not happened():  # noqa: ASYNC110  # what is waited for is of other code, which sets no event
            await asyncio.sleep(0)
