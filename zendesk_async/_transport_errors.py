"""What aiohttp raises, as this package's errors; and that it sends nothing twice."""

import asyncio
import contextlib
from collections.abc import Generator

import aiohttp
import attrs
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse
from multidict import CIMultiDict, CIMultiDictProxy

from zendesk_async.errors import (
    ConnectError,
    ConnectTimeout,
    InvalidArgument,
    ProtocolError,
    ReadTimeout,
    ServerDisconnected,
    TLSError,
    TransportError,
    TruncatedResponse,
    ZendeskError,
)


class _NotSentAgain(Exception):
    """Carries a dropped connection past aiohttp, which would otherwise send PUT and DELETE a second time by itself."""


async def send_once(request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
    """Send a request once, as a client middleware of aiohttp's."""
    try:
        return await handler(request)
    except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as problem:
        if isinstance(problem, aiohttp.ClientConnectorError):
            raise
        raise _NotSentAgain from problem


@attrs.define
class Exchange:
    """A request, and what its answer has said of itself by now."""

    method: str
    path: str
    status: int | None = None
    request_id: str | None = None

    def describe(self, problem: ZendeskError) -> None:
        """Say of an error which request it belongs to."""
        problem.method, problem.path = problem.method or self.method, problem.path or self.path
        problem.status, problem.request_id = problem.status or self.status, problem.request_id or self.request_id


@contextlib.contextmanager
def own_errors(method: str, path: str) -> Generator[Exchange]:
    """Turn what aiohttp raises into this package's errors, each with the request it belongs to."""
    exchange = Exchange(method, path)
    try:
        yield exchange
    except TransportError as problem:
        exchange.describe(problem)
        raise
    except (_NotSentAgain, aiohttp.ClientError, TimeoutError, OSError, ValueError) as problem:
        _forget_secrets(problem)
        made = _describe(problem)
        exchange.describe(made)
        raise made from (problem.__cause__ if isinstance(problem, _NotSentAgain) else problem)


def _forget_secrets(problem: BaseException | None) -> None:
    # aiohttp's frames hold the headers, and so do some of its errors. Tools that report errors send both along (CWE-532).
    while problem is not None:
        problem.__traceback__ = None
        if isinstance(problem, aiohttp.ClientResponseError):
            asked, nothing = problem.request_info, CIMultiDictProxy[str](CIMultiDict())
            url = asked.url.origin()  # a path may hold the token that opens a file
            problem.request_info = aiohttp.RequestInfo(url, asked.method, nothing, url)
            problem.args = (problem.request_info, problem.history)
        problem = problem.__cause__ or problem.__context__


def _describe(problem: Exception) -> InvalidArgument | TransportError:
    match problem:
        case _NotSentAgain():
            return ServerDisconnected("the server closed the connection before it answered")
        case aiohttp.ClientConnectorDNSError():
            return ConnectError(
                f"the host {problem.host} could not be found; is the subdomain right, and is there a network?"
            )
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientSSLError():
            return TLSError(f"the certificate of {problem.host} is not to be trusted: {problem}")
        case aiohttp.ClientConnectorError():
            return ConnectError(f"no connection to {problem.host}:{problem.port}: {problem.strerror}")
        case aiohttp.ConnectionTimeoutError():
            return ConnectTimeout("the host did not take the connection in time")
        case aiohttp.ServerTimeoutError() | TimeoutError() | asyncio.TimeoutError():
            return ReadTimeout("the answer did not come in time")
        case aiohttp.ClientPayloadError():
            return TruncatedResponse("the answer ended before it was complete")
        case aiohttp.ClientResponseError():
            return ProtocolError(f"the answer is not HTTP: {problem.message}")
        case aiohttp.InvalidURL():
            return InvalidArgument("the address is not a URL")
        case aiohttp.ServerDisconnectedError() | aiohttp.ClientOSError():
            return ServerDisconnected("the connection ended before the answer was complete")
        case ValueError():
            return InvalidArgument(f"the request cannot be written: {problem}")
        case _:
            return TransportError(f"the request failed: {problem!r}")
