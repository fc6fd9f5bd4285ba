"""The transport: one request becomes one answer, or one `TransportError`."""

import asyncio
import contextlib
import ipaddress
import re
import ssl
import time
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from functools import cache, lru_cache
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import aiohttp
import attrs
import msgspec
from aiohttp import ClientResponse
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from zendesk_async._content_encoding import unpacker
from zendesk_async._operation import Content, Request
from zendesk_async._transport_errors import own_errors, send_once
from zendesk_async.errors import (
    ConfigurationError,
    ResponseTooLarge,
    TruncatedResponse,
    UnsafeRedirect,
)

if TYPE_CHECKING:
    from zendesk_async.field_schemas import FieldSchema

__all__ = ["AiohttpTransport", "Response", "Timeouts", "Transport"]

_CHUNK = 64 * 1024
_READ_AHEAD = 256 * 1024
"""Bytes of an answer that wait to be taken before reading pauses: pages are megabytes, and to pause costs a little."""
_LARGEST_USUAL_ANSWER = 16 * 1024 * 1024


@attrs.frozen
class Response:
    """One answer, whole and unpacked.

    `request_id` is what Zendesk's support asks for. `elapsed` is in seconds, from sending to the last byte.
    """

    status: int
    headers: Mapping[str, str] = attrs.field(repr=False)
    body: bytes = attrs.field(repr=False)
    method: str
    path: str
    elapsed: float = 0.0
    loaded: "Mapping[str, FieldSchema[Any, Any]]" = attrs.field(factory=dict[str, Any], eq=False, repr=False)
    """The fields that the client has loaded, now or later, by which records find values by title."""

    @property
    def request_id(self) -> str | None:
        """The id under which Zendesk's support finds the request."""
        return _request_id(self.headers)

    def with_loaded(self, fields: "Mapping[str, FieldSchema[Any, Any]]") -> "Response":
        """Return the same answer, to be read with these fields."""
        # By hand: attrs.evolve takes four times as long, which each request would pay.
        return Response(self.status, self.headers, self.body, self.method, self.path, self.elapsed, fields)

    def json(self) -> Any:
        """Return the body decoded from JSON. Raises `UnexpectedContent` when it is not JSON."""
        from zendesk_async.models.base import parse_json

        return parse_json(self)


@attrs.frozen
class Timeouts:
    """How long one attempt may take, in seconds.

    `connect` bounds the connection with its TLS handshake, `read` the silence between two pieces of the answer,
    `total` the whole attempt. None means no bound.
    """

    connect: float | None = 10.0
    read: float | None = 60.0
    total: float | None = 120.0


class Transport(Protocol):
    """What the session sends requests through. Give your own to `Zendesk(transport=…)` for tests or other stacks."""

    async def send(self, request: Request, *, base: str, timeouts: Timeouts) -> Response:
        """Send the request once and return its answer, or raise `TransportError`."""
        ...

    def stream(
        self, url: str, *, headers: Mapping[str, str], timeouts: Timeouts
    ) -> contextlib.AbstractAsyncContextManager["StreamedResponse"]:
        """Open a GET whose body is read piece by piece; redirects are not followed."""
        ...

    async def close(self) -> None:
        """Close all connections."""
        ...


@attrs.frozen
class StreamedResponse:
    """An answer whose body has not been read yet."""

    status: int
    headers: Mapping[str, str] = attrs.field(repr=False)
    chunks: AsyncIterator[bytes] = attrs.field(repr=False)


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine itself, by its name or address alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_base_url(text: str) -> str:
    """Return the origin of the account, without a trailing slash, or raise `ConfigurationError`.

    Only https is taken; plain http is for an emulator on this machine, so that no credential crosses a network in
    the clear.
    """
    if not re.fullmatch(r"[\x21-\x7e]+", text) or "\\" in text:
        # What a parser would drop or read as another character must not name another host than the eye reads.
        raise ConfigurationError(
            f"base_url must be plain ASCII without spaces (a name in another script in its xn-- form), not {text!r}"
        )
    try:
        url = URL(text)
    except ValueError as problem:
        raise ConfigurationError(f"base_url {text!r} is not a URL: {problem}") from None
    if url.scheme not in {"http", "https"} or not url.host:
        raise ConfigurationError(f"base_url {text!r} is not an https URL such as https://acme.zendesk.com")
    if "@" in text or url.query_string or url.fragment or url.path not in {"", "/"}:
        raise ConfigurationError(f"base_url must be an origin alone, such as https://acme.zendesk.com, not {text!r}")
    if url.scheme == "http" and not is_loopback(url.host):
        raise ConfigurationError(f"base_url {text!r} is plain http, which is for loopback only; use https")
    return str(url.origin())


class AiohttpTransport:
    """The transport over aiohttp.

    It follows no redirects, reads no proxy or netrc settings from the environment, always verifies certificates and
    never sends a request twice. Bodies are unpacked here, counted while they are read: an answer larger than
    `max_response_bytes` is refused before it is in memory.
    """

    def __init__(
        self,
        *,
        connections: int = 64,
        max_response_bytes: int = 64 * 1024 * 1024,
        certificate_authorities: str | None = None,
        keepalive: float = 30.0,
    ) -> None:
        if connections < 1:
            raise ConfigurationError(f"connections must be at least 1, not {connections}")
        if max_response_bytes < 1:
            raise ConfigurationError(f"max_response_bytes must be at least 1, not {max_response_bytes}")
        self._connections = connections
        self._max_response_bytes = max_response_bytes
        self._keepalive = keepalive
        self._certificate_authorities = certificate_authorities
        self._session: aiohttp.ClientSession | None = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            _keep_freed_memory()
            connector = aiohttp.TCPConnector(
                limit=self._connections,
                keepalive_timeout=self._keepalive,
                ssl=_trusting(self._certificate_authorities),
                ttl_dns_cache=60,
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                auto_decompress=False,
                read_bufsize=_READ_AHEAD,
                cookie_jar=aiohttp.DummyCookieJar(),
                middlewares=(send_once,),
                trust_env=False,
                skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            )
        return self._session

    async def close(self) -> None:
        """Close all connections."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def send(self, request: Request, *, base: str, timeouts: Timeouts) -> Response:
        """Send the request once and return its answer, or raise `TransportError`."""
        started = time.monotonic()
        size = (await asyncio.to_thread(request.content.stat)).st_size if isinstance(request.content, Path) else None
        with own_errors(request.method, request.path) as exchange:
            async with self._open().request(
                request.method,
                URL(base + request.target, encoded=True),
                headers=_sent_headers(request, size),
                data=_payload(request.content),
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(
                    total=timeouts.total, sock_connect=timeouts.connect, sock_read=timeouts.read
                ),
            ) as answer:
                exchange.status, exchange.request_id = answer.status, _request_id(answer.headers)
                body = await self._read(answer)
            if answer.status in {301, 302, 303, 307, 308}:
                raise UnsafeRedirect(
                    f"{base} redirects to {_host(answer.headers.get('Location', ''))}, and a redirect is never followed "
                    "with a credential; is the subdomain still the account's name?"
                )
        return Response(answer.status, answer.headers, body, request.method, request.path, time.monotonic() - started)

    @contextlib.asynccontextmanager
    async def stream(
        self, url: str, *, headers: Mapping[str, str], timeouts: Timeouts
    ) -> AsyncGenerator[StreamedResponse]:
        """Open a GET whose body is read piece by piece; redirects are not followed."""
        target = URL(url, encoded=True)
        with own_errors("GET", target.path):
            answer = await self._open().get(
                target,
                headers={**headers, "Accept-Encoding": "identity"},
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=timeouts.connect, sock_read=timeouts.read),
            )
        try:
            yield StreamedResponse(answer.status, answer.headers, _received(answer, target.path))
        finally:
            answer.close()

    async def _read(self, answer: ClientResponse) -> bytes:
        encoding = answer.headers.get("Content-Encoding", "identity").lower()
        announced = answer.content_length
        if announced is not None and announced > self._max_response_bytes:
            raise self._too_large()
        pieces: list[bytes] = []
        size = 0
        unpack = unpacker(encoding)
        async for chunk in answer.content.iter_any():
            for piece in unpack.feed(chunk):
                size += len(piece)
                if size > self._max_response_bytes:
                    raise self._too_large()
                pieces.append(piece)
        body = b"".join(pieces)
        if not unpack.complete():
            raise TruncatedResponse("the compressed answer ended before it was complete")
        if announced is None and not answer.headers.get("Transfer-Encoding") and encoding == "identity" and body:
            _check_whole(answer, body)
        return body

    def _too_large(self) -> ResponseTooLarge:
        return ResponseTooLarge(
            f"the answer is larger than max_response_bytes ({self._max_response_bytes}); ask for smaller pages, or raise "
            "the bound if the account's records are really that large"
        )


@cache  # once a process: the second such block would be taken from the heap, and be written
def _keep_freed_memory() -> None:
    """Have the memory of an answer taken for the next one, instead of given back to the system in between.

    glibc gives back what is freed above a bound, which grows with the largest block ever freed (mallopt(3), "dynamic
    mmap threshold"). To get the memory of a page again, fault by fault, costs as much as to unpack the page. Nothing
    is ever written into this block, so it costs nothing, and other allocators are not changed by it.
    """
    bytes(_LARGEST_USUAL_ANSWER)


async def _received(answer: ClientResponse, path: str) -> AsyncIterator[bytes]:
    with own_errors("GET", path) as exchange:
        exchange.status, exchange.request_id = answer.status, _request_id(answer.headers)
        async for chunk in answer.content.iter_chunked(_CHUNK):
            yield chunk


def _request_id(headers: Mapping[str, str]) -> str | None:
    # Old back ends name it X-Zendesk-Request-Id, today's name it x-request-id (seen in recorded traffic).
    return headers.get("x-request-id") or headers.get("x-zendesk-request-id")


@lru_cache(maxsize=1)
def _trusting_the_system() -> ssl.SSLContext:
    return ssl.create_default_context()


def _trusting(authorities: str | None) -> ssl.SSLContext:
    # Reading the system's authorities takes longer than a request: all clients of a process share what was read.
    return _trusting_the_system() if authorities is None else ssl.create_default_context(cafile=authorities)


def _sent_headers(request: Request, size: int | None) -> CIMultiDict[str]:
    """Return the headers as they are sent. They hold the credential, so no frame that an error leaves keeps them."""
    headers = CIMultiDict(request.headers)
    headers.setdefault("Accept", "application/json")
    headers["Accept-Encoding"] = "gzip, deflate"
    if request.content_type:
        headers["Content-Type"] = request.content_type
    if size is not None:
        headers["Content-Length"] = str(size)
    return headers


def _payload(content: Content | None) -> Any:
    match content:
        case Path():
            return _chunks_of(content)
        case bytes():
            return BytesIO(content)  # aiohttp sends a file piece by piece, and warns of large bytes
        case _:
            return content


async def _chunks_of(path: Path) -> AsyncIterator[bytes]:
    opening = asyncio.ensure_future(asyncio.to_thread(path.open, "rb"))
    try:
        file = await asyncio.shield(opening)
    except asyncio.CancelledError:
        opening.add_done_callback(_close_opened)  # the thread opens it all the same
        raise
    with file:
        while chunk := await asyncio.to_thread(file.read, _CHUNK):
            yield chunk


def _close_opened(opening: asyncio.Future[BufferedReader]) -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()


def _check_whole(answer: ClientResponse, body: bytes) -> None:
    # Nothing but the end of the connection ends such an answer, so only its JSON tells whether it is whole.
    if "json" in answer.headers.get("Content-Type", ""):
        try:
            with contextlib.suppress(RecursionError):  # nested too deeply, which whoever reads it will say
                msgspec.json.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise TruncatedResponse("the answer ended in the middle of its JSON") from None


def _host(location: str) -> str:
    try:
        return URL(location).host or "a place on the same host"
    except ValueError:
        return "something that is not a URL"


def case_insensitive(headers: Mapping[str, str]) -> CIMultiDictProxy[str]:
    """Return headers that are found whatever the case of their names."""
    return CIMultiDictProxy(CIMultiDict(headers))
