"""A server on this machine for one redirect: where the browser brings the authorization code.

https://www.rfc-editor.org/rfc/rfc8252#section-7.3
"""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

from zendesk_async.cli._usage import UsageProblem
from zendesk_async.errors import AuthError

_PATH = "/callback"
_LONGEST_REQUEST = 16 * 1024
_PATIENCE = 5.0
_PAGE = "<!doctype html><title>zendesk login</title><p>{text}"


class LoopbackServer:
    """Listens on 127.0.0.1 while the browser is away: `async with LoopbackServer(8765, accepts) as server: …`.

    `accepts` is asked whether an address belongs to this sign-in; one that does not changes nothing, so that another
    page of the browser cannot end the sign-in.
    """

    def __init__(self, port: int, accepts: Callable[[str], bool]) -> None:
        self.redirect_uri = f"http://127.0.0.1:{port}{_PATH}"
        self._port = port
        self._accepts = accepts
        self._address: asyncio.Future[str] | None = None
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._address = asyncio.get_running_loop().create_future()
        try:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port, limit=_LONGEST_REQUEST)
        except OSError as problem:
            raise UsageProblem(
                f"port {self._port}, where the browser is sent back to, cannot be used: {problem.strerror}",
                "Give another one with --port; the OAuth client must have its redirect URL registered.",
            ) from None
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.close()

    async def address(self, timeout: float) -> str:
        """Wait for the browser and return the address it was sent to. Raises `AuthError` when it does not come."""
        assert self._address is not None
        try:
            return await asyncio.wait_for(self._address, timeout)
        except TimeoutError:
            raise AuthError(f"Nobody signed in within {timeout:.0f} s. Start again.") from None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_PATIENCE):
                head = await reader.readuntil(b"\r\n\r\n")
                status, text = self._take(head.split(b"\r\n", 1)[0].decode("latin-1"))
                writer.write(_answer(status, text))
                await writer.drain()
        except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError, ConnectionError):
            pass  # whoever that was, it was not the browser with the code
        finally:
            writer.close()

    def _take(self, request_line: str) -> tuple[str, str]:
        method, _, target = request_line.partition(" ")
        target = target.partition(" ")[0]
        if method != "GET" or target.partition("?")[0] != _PATH:
            return "404 Not Found", "There is nothing here."
        address = f"http://127.0.0.1:{self._port}{target}"
        if not self._accepts(address):
            return "400 Bad Request", "This answer belongs to another sign-in."
        if self._address is not None and not self._address.done():
            self._address.set_result(address)
        return "200 OK", "This window can be closed: go on in the terminal."


def _answer(status: str, text: str) -> bytes:
    body = _PAGE.format(text=text).encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
        "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'\r\n"
        "Connection: close\r\n\r\n"
    )
    return head.encode("ascii") + body
