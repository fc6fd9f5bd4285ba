"""The client: opens, closes, and gives every group of operations."""

import asyncio
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self
from urllib.parse import unquote

import attrs

from zendesk_async._download import download
from zendesk_async._groups import Groups
from zendesk_async._limits import Limiter, LimitsState
from zendesk_async._operation import JSONObject, Operation
from zendesk_async._retry import RetryPolicy
from zendesk_async._session import Options, Policy, Session
from zendesk_async._transport import AiohttpTransport, Response, StreamedResponse, Timeouts, Transport, check_base_url
from zendesk_async._version import __version__
from zendesk_async.auth import Auth, TokenEndpoint, as_auth, auth_from_environment, impersonation_headers
from zendesk_async.errors import ConfigurationError, InvalidArgument
from zendesk_async.hooks import Hook, tell

if TYPE_CHECKING:
    from zendesk_async._resource import OperationInfo
    from zendesk_async._shared_limits import SharedLimits
    from zendesk_async.field_schemas import FieldSchema

__all__ = ["Zendesk"]

# One label of a host name (RFC 1123). Anything else could name another host: "evil.com/", "a@evil.com:443/".
_SUBDOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII)
_UNSET: Any = object()


class Zendesk(Groups):
    """A client of one Zendesk account.

    `async with Zendesk("acme", auth=ClientCredentials(client_id, client_secret)) as zd:`; without arguments it reads
    `ZENDESK_SUBDOMAIN` (or `ZENDESK_BASE_URL`) and a credential from the environment
    (`zendesk_async.auth.auth_from_environment`).

    - `subdomain`: the account's name, `acme` for acme.zendesk.com. `base_url` names another origin instead: a
      host-mapped domain, or an emulator on this machine (plain http is taken for loopback only).
    - `plan`: seeds the account's rate limit before the first answer has told it: `team`, `growth`, `professional`,
      `enterprise`, `enterprise_plus`. https://developer.zendesk.com/api-reference/introduction/rate-limits/
    - `share`: the part of the account's limits that this client takes, above 0 and up to 1. `reserve`: requests of
      every window left for others. `pacing`: `even` spreads the requests over the window, `burst` sends them as they
      come, which suits an account of one's own only.
    - `shared_limits`: where processes and machines that use one account share its limits, `redis://host:6379/0` or a
      `zendesk_async.SharedLimits`; `share`, `reserve` and priorities then hold for all of them together.
    - `retry`: when failed attempts are repeated. `timeouts`: bounds of one attempt, in seconds; a number is its total.
      `deadline`: the bound of one call with all its waiting and attempts, in seconds; None is no bound.
    - `connections`: sockets at most. `max_response_bytes`: the largest answer taken, unpacked.
      `certificate_authorities`: a file of PEM certificates to trust instead of the system's.
    - `hooks`: functions that are told what happens (`zendesk_async.hooks`). `policy`: asked before every call.
    - `headers`: sent with every request. `user_agent`: put before the package's own.

    Raises `ConfigurationError` for anything that cannot be right, before anything is sent. One client serves any
    number of concurrent tasks of one event loop.
    """

    def __init__(
        self,
        subdomain: str | None = None,
        *,
        auth: Auth | None = None,
        base_url: str | None = None,
        plan: str | None = None,
        requests_per_minute: int | None = None,
        share: float = 1.0,
        reserve: int = 0,
        pacing: Literal["even", "burst"] = "even",
        shared_limits: "str | SharedLimits | None" = None,
        retry: RetryPolicy | None = None,
        timeouts: Timeouts | float | None = None,
        deadline: float | None = None,
        connections: int = 64,
        max_response_bytes: int = 64 * 1024 * 1024,
        certificate_authorities: str | None = None,
        hooks: Sequence[Hook] = (),
        policy: Policy | None = None,
        headers: Mapping[str, str] | None = None,
        user_agent: str | None = None,
        transport: Transport | None = None,
    ) -> None:
        base = _base_of(subdomain, base_url)
        credential = as_auth(auth) if auth is not None else auth_from_environment()
        self._options = Options(
            timeouts=_timeouts(timeouts),
            deadline=_positive("deadline", deadline),
            retry=retry or RetryPolicy(),
            headers=_checked_headers(headers or {}),
            policy=policy,
        )
        shared = _shared(shared_limits)
        own_agent = f"zendesk-async/{__version__}"
        observers = tuple(hooks)
        self._session = Session(
            base=base,
            auth=credential,
            transport=transport
            or AiohttpTransport(
                connections=connections,
                max_response_bytes=max_response_bytes,
                certificate_authorities=certificate_authorities,
            ),
            limiter=Limiter(
                plan=plan,
                requests_per_minute=requests_per_minute,
                share=share,
                reserve=reserve,
                pacing=pacing,
                on_wait=partial(tell, observers),
                shared=shared,
            ),
            hooks=observers,
            user_agent=f"{_header_text('user_agent', user_agent)} {own_agent}" if user_agent else own_agent,
        )

        if shared is not None:
            shared.serve(self._session.account, self._session.limiter.wake)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close all connections. Copies made with `with_options` are closed with it."""
        await self._session.close()

    @property
    def base_url(self) -> str:
        """The account's origin, such as https://acme.zendesk.com."""
        return self._session.base

    @property
    def token_endpoint(self) -> TokenEndpoint:
        """The account's token endpoint, for `AuthorizationRequest.exchange` after somebody has signed in."""
        return self._session

    @property
    def limits(self) -> LimitsState:
        """What is known of the account's rate limits now: limit, remaining, reset and who waits, lane by lane."""
        return self._session.limiter.state()

    def with_options(
        self,
        *,
        timeouts: Timeouts | float = _UNSET,
        deadline: float | None = _UNSET,
        retry: RetryPolicy = _UNSET,
        headers: Mapping[str, str] = _UNSET,
        share: float | None = _UNSET,
        priority: Literal["interactive", "bulk"] = _UNSET,
        policy: Policy | None = _UNSET,
        on_behalf_of: int | str | None = _UNSET,
    ) -> Self:
        """Return a copy of the client that makes its calls otherwise and shares everything else.

        `headers` are added to those already set. `priority="bulk"` lets interactive calls pass in the queue for the
        rate limit. `share` bounds this copy's part of every window. `on_behalf_of` names the end user (id or e-mail)
        for whom calls are made, with a token that has the scope `impersonate`.
        https://developer.zendesk.com/documentation/ticketing/working-with-oauth/making-api-requests-on-behalf-of-end-users/
        """
        changes: dict[str, Any] = {}
        if timeouts is not _UNSET:
            changes["timeouts"] = _timeouts(timeouts)
        if deadline is not _UNSET:
            changes["deadline"] = _positive("deadline", deadline)
        if share is not _UNSET:
            if share is not None and not 0 < share <= 1:
                raise ConfigurationError(f"share must be above 0 and at most 1, not {share}")
            changes["share"] = share
        if priority is not _UNSET:
            changes["priority"] = _priority(priority)
        added = dict(_checked_headers(headers)) if headers is not _UNSET else {}
        if on_behalf_of is not _UNSET:
            added |= {"X-On-Behalf-Of": ""} if on_behalf_of is None else impersonation_headers(on_behalf_of)
        if added:
            changes["headers"] = {name: text for name, text in {**self._options.headers, **added}.items() if text}
        changes |= {name: value for name, value in (("retry", retry), ("policy", policy)) if value is not _UNSET}
        copy = object.__new__(type(self))
        copy._session = self._session
        copy._options = attrs.evolve(self._options, **changes)
        return copy

    async def call(self, operation: Operation[Any], arguments: Mapping[str, Any]) -> Response:
        """Send one declared operation and return its answer. The groups' methods are made of this."""
        response = await self._session.send(operation, arguments, self._options)
        return response.with_loaded(self._session.loaded)

    @property
    def loaded(self) -> "dict[str, FieldSchema[Any, Any]]":
        """The custom fields that were loaded (`zd.ticket_fields.load()`), one table for all copies of the client."""
        return self._session.loaded

    def lock(self, name: str) -> asyncio.Lock:
        """Return the lock of this name, one for all copies of the client. For what must not happen twice at once."""
        return self._session.lock(name)

    @property
    def job_places(self) -> asyncio.Semaphore:
        """The places for background jobs that run at once, one lot for all copies of the client."""
        return self._session.job_places

    def download(self, url: str) -> AbstractAsyncContextManager[StreamedResponse]:
        """Open a file of the account by its `content_url`. `zd.attachments` has the comfortable forms.

        The credential goes to the account's own host alone: redirects to the storage are followed without it. Raises
        `ForeignURL` for a URL of another host, before anything is sent.
        """
        return download(self._session, url, self._options)

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        content: bytes | None = None,
        content_type: str | None = None,
    ) -> Response:
        """Send any request to the account, through the same credential, limits, retries and policy as every method.

        `path` begins with `/api/v2/`. `query` takes names as they are on the wire; lists are joined with commas. `body`
        is sent as JSON, `content` as it is. Returns the answer; raises what any method raises. For a path that is an
        operation of the API its own limits and write class hold; another POST is sent once.
        """
        verb, segments = method.upper(), _check_path(path)
        known = _find(verb, segments)
        operation: Operation[Any] = (
            attrs.evolve(known.operation, route=f"{verb} {path}", body=None, batch=None, names=_AsGiven())
            if known is not None
            else Operation(f"{verb} {path}", f"{verb} {path}", JSONObject, names=_AsGiven())
        )
        arguments = dict(query or {})
        if {"body", "content", "content_type", "headers"} & arguments.keys():
            raise InvalidArgument("query must not hold body, content, content_type or headers")
        given = {"body": body, "content": content, "content_type": content_type}
        return await self.call(
            operation, arguments | {name: value for name, value in given.items() if value is not None}
        )

    def __repr__(self) -> str:
        return f"<Zendesk {self.base_url}>"


class _AsGiven(dict[str, str]):
    """Names of query parameters that are already those of the wire."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return name


def _find(method: str, segments: Sequence[str]) -> "OperationInfo | None":
    from zendesk_async._resource import operations

    best: OperationInfo | None = None
    for info in operations():
        pattern = info.path.strip("/").split("/")
        if info.method != method or len(pattern) != len(segments):
            continue
        fits = all(part.startswith("{") or part == segment for part, segment in zip(pattern, segments, strict=True))
        # A literal segment is closer than a parameter: tickets/count is not a ticket.
        if fits and (best is None or info.path.count("{") < best.path.count("{")):
            best = info
    return best


def _check_path(path: str) -> list[str]:
    segments = path.removeprefix("/").split("/")
    outside = not path.startswith(("/api/v2/", "/oauth/")) or "//" in path
    if outside or any(unquote(segment) in {"", ".", ".."} for segment in segments):
        raise InvalidArgument(f"the path must begin with /api/v2/ and stay below it, not {path!r}")
    if re.search(r"[?#\\{}\s\x00-\x1f\x7f]|%2[ef]|%5c|%[01][0-9a-f]|%7f", path, re.IGNORECASE):
        raise InvalidArgument(f"the path must be encoded and hold no query (give query=…): {path!r}")
    if segments[-1].endswith(".json"):
        segments[-1] = segments[-1].removesuffix(".json")
    return segments


def _base_of(subdomain: str | None, base_url: str | None) -> str:
    if subdomain is not None and base_url is not None:
        raise ConfigurationError("give subdomain or base_url, not both")
    if subdomain is None and base_url is None:
        base_url = os.environ.get("ZENDESK_BASE_URL") or None
        subdomain = None if base_url else os.environ.get("ZENDESK_SUBDOMAIN") or None
    if base_url is not None:
        return check_base_url(base_url)
    if subdomain is None:
        raise ConfigurationError('no account: give its subdomain, Zendesk("acme"), or set ZENDESK_SUBDOMAIN')
    if not _SUBDOMAIN.fullmatch(subdomain.lower()):
        hint = ""
        if found := re.search(r"([a-z0-9-]{1,63})\.zendesk\.com", subdomain.lower()):
            hint = f"; did you mean {found[1]!r}?"
        raise ConfigurationError(f"subdomain must be the account's name alone, such as 'acme', not {subdomain!r}{hint}")
    return f"https://{subdomain.lower()}.zendesk.com"


def _shared(given: "str | SharedLimits | None") -> "SharedLimits | None":
    if not isinstance(given, str):
        return given
    from zendesk_async._shared_limits import SharedLimits

    return SharedLimits(given)


def _timeouts(given: Timeouts | float | None) -> Timeouts:
    if given is None:
        return Timeouts()
    if isinstance(given, Timeouts):
        return given
    return Timeouts(total=_positive("timeouts", given))


def _positive(name: str, value: float | None) -> float | None:
    if value is not None and not value > 0:
        raise ConfigurationError(f"{name} must be above 0 seconds, not {value}")
    return value


def _priority(name: str) -> int:
    ranks = {"interactive": 0, "bulk": 1}
    if name not in ranks:
        raise ConfigurationError(f"priority must be 'interactive' or 'bulk', not {name!r}")
    return ranks[name]


def _checked_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    for name, text in headers.items():
        if name.lower() in {"authorization", "host", "content-length", "transfer-encoding"}:
            raise ConfigurationError(f"the header {name} is the client's own; give the credential as auth=")
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
            raise ConfigurationError(f"not the name of a header: {name!r}")
        _header_text(name, text)
    return headers


def _header_text(name: str, text: str) -> str:
    if re.search(r"[\r\n\x00]", text) or not text.isascii():
        raise ConfigurationError(f"{name} must be one line of ASCII text")
    return text
