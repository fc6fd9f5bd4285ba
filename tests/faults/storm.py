"""A server that fails every request, cheaply: thousands of them are no work for the machine."""

import asyncio

from anyio.from_thread import BlockingPortal

# Its limits are no bound to a test.
_PLENTY = "total=1000000; remaining=999999; resets=30"
_HEADERS = {
    "X-Request-Id": "storm",
    "Content-Length": "0",
    "x-rate-limit": "1000000",
    "x-rate-limit-remaining": "999999",
    "ratelimit-reset": "30",
    "zendesk-ratelimit-tickets-update": _PLENTY,
    "zendesk-ratelimit-ticket-request-create-by-user-and-ip": _PLENTY,
}
_LINES = [f"{name}: {text}" for name, text in _HEADERS.items()]
_ANSWER = "\r\n".join(["HTTP/1.1 502 Bad Gateway", *_LINES, "", ""]).encode()


class Storm:
    """Answer 502 to whatever comes; `requests` counts."""

    def __init__(self, portal: BlockingPortal) -> None:
        self._portal = portal
        self.requests = 0
        self._server: asyncio.Server = portal.call(self._start)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def close(self) -> None:
        """Listen no more."""
        self._portal.call(self._server.close)

    async def _start(self) -> asyncio.Server:
        return await asyncio.start_server(self._serve, "127.0.0.1", 0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = head.partition(b"content-length: ")[2].partition(b"\r\n")[0]
                await reader.readexactly(int(length or 0))
                self.requests += 1
                writer.write(_ANSWER)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()
