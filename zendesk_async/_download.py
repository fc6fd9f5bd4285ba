"""Files of the account: the credential for the account's own host alone, whatever a URL or a redirect says.

https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/working-with-url-properties/
"""

import asyncio
import contextlib
import re
from collections.abc import AsyncGenerator, Mapping
from urllib.parse import quote

from yarl import URL

from zendesk_async._operation import NoContent, Operation, WriteClass
from zendesk_async._refusal import error_from
from zendesk_async._secret import Masked
from zendesk_async._session import Options, Session
from zendesk_async._transport import Response, StreamedResponse, is_loopback
from zendesk_async.errors import (
    ForeignURL,
    InvalidArgument,
    TransportError,
    Unauthorized,
    UnsafeRedirect,
    ZendeskError,
)

_REDIRECTS = 5
_NO_FILE = "not the URL of a file: give an attachment's content_url as it is"
_DOTS = re.compile(r"/(\.|%2e){1,2}(/|$)", re.IGNORECASE)
_ASCII = "".join(map(chr, range(0x21, 0x7F)))  # stands as it is; spaces and the rest are percent-encoded
_LONGEST_ERROR = 64 * 1024
_CONTENT = Operation("DownloadAttachmentContent", "GET /attachments/token/{token}", NoContent)  # what a policy is asked


@contextlib.asynccontextmanager
async def download(session: Session, url: str, options: Options) -> AsyncGenerator[StreamedResponse]:
    """Open a file by its `content_url`, following redirects to the storage without the credential.

    Until the file is open, attempts that failed are made again as for any read. What breaks later is the caller's.
    """
    if options.policy is not None:
        options.policy.authorize(_CONTENT, {"url": url})
    session.check_usable()
    file = _File(session, url, options)
    async with contextlib.AsyncExitStack() as stack:
        yield await file.open(stack)


class _File:
    """One file of the account, and the credential that it was last asked for with."""

    def __init__(self, session: Session, url: str, options: Options) -> None:
        self._session = session
        self._options = options
        self._own = URL(session.base).origin()
        self._url = _own_url(url, self._own)
        self._signature: Mapping[str, str] = Masked()

    async def open(self, stack: contextlib.AsyncExitStack) -> StreamedResponse:
        """Open the file, which the stack will close."""
        attempt, renewed = 1, False
        while True:
            try:
                return await stack.enter_async_context(self._attempt())
            except ZendeskError as problem:
                delay = self._options.retry.decide(WriteClass.SAFE, problem, attempt, self._session.quota)
                if isinstance(problem, Unauthorized) and not renewed:
                    renewed = await self._session.auth.renew(self._session, self._signature.get("Authorization", ""))
                    delay = 0.0 if renewed else None
                if delay is None:
                    raise
            await asyncio.sleep(delay)
            attempt += 1

    @contextlib.asynccontextmanager
    async def _attempt(self) -> AsyncGenerator[StreamedResponse]:
        session, options, target = self._session, self._options, self._url
        permit = await session.limiter.acquire(
            rule="attachment-content", priority=options.priority, share=options.share
        )
        answered = False
        try:
            for _ in range(_REDIRECTS):
                headers = await self._headers(target)
                async with session.transport.stream(str(target), headers=headers, timeouts=options.timeouts) as answer:
                    if not answered:
                        answered = True
                        session.limiter.learn(permit, answer.status, answer.headers)
                    if answer.status in {301, 302, 303, 307, 308}:
                        target = _redirected(target, answer.headers, self._own)
                        continue
                    if answer.status >= 400:
                        raise await _refused(answer, target)
                    yield answer
                    return
        except TransportError as problem:
            problem.path = shown(target)
            raise
        finally:
            if not answered:
                session.limiter.release(permit, sent=True)
        raise UnsafeRedirect(f"the file was redirected {_REDIRECTS} times", method="GET", path=shown(target))

    async def _headers(self, target: URL) -> Mapping[str, str]:
        agent = self._session.agent(self._options)
        if target.origin() != self._own:
            # Neither the credential nor what the caller sends with every request is for another host.
            return Masked({"User-Agent": agent["User-Agent"]})
        self._signature = await self._session.auth.headers(self._session)
        return Masked({**agent, **self._signature})


def _own_url(url: str, own: URL) -> URL:
    try:
        target = _parsed(url)
        origin = target.origin()
    except ValueError:
        raise InvalidArgument(_NO_FILE) from None
    if _DOTS.search(target.raw_path):
        raise InvalidArgument(_NO_FILE)  # it would lead elsewhere than it looks (CWE-22)
    if origin != own or target.user or target.password:
        raise ForeignURL(
            f"the file is on {target.host}, and this client is for {own.host}: the credential does not go there, and "
            "nothing was sent. Use another HTTP client when you trust that host",
            method="GET",
            path=shown(target),
        )
    return target


def _parsed(url: str) -> URL:
    """Return a URL as it stands; raise ValueError for one that a parser would silently make another of."""
    # Control characters would end the request's line (CWE-113), and a backslash is a slash to some.
    if re.search(r"[\x00-\x1f\x7f\\]", url):
        raise ValueError("the URL holds what no URL holds")
    parsed = URL(quote(url, safe=_ASCII), encoded=True)
    if parsed.absolute and not parsed.host:  # asking for the host is what has it checked, its port too
        raise ValueError("the URL names no host")
    return parsed


def _redirected(target: URL, headers: Mapping[str, str], own: URL) -> URL:
    location = headers.get("Location", "")
    try:
        following = target.join(_parsed(location))
    except ValueError:
        following = URL()
    plain = following.scheme == "http" and own.scheme == "http" and is_loopback(following.host or "")
    if not location or not following.host or not (following.scheme == "https" or plain):
        raise UnsafeRedirect(
            f"the file was redirected to {following.scheme or 'nothing'}://{following.host or ''}, which is not https",
            method="GET",
            path=shown(target),
        )
    return following


async def _refused(answer: StreamedResponse, target: URL) -> ZendeskError:
    body = b""
    async for chunk in answer.chunks:
        body += chunk
        if len(body) > _LONGEST_ERROR:
            break
    response = Response(answer.status, answer.headers, body[:_LONGEST_ERROR], "GET", shown(target))
    return error_from(response) or TransportError(f"status {answer.status}", method="GET", path=shown(target))


def shown(target: URL) -> str:
    """Return the path as it may be shown: the token in it opens the file for anybody."""
    return re.sub(r"(/token/)[^/]+", r"\1***", target.path)
