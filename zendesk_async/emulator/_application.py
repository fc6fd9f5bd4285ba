"""From a request to its answer: find the operation, see who asks, count it, carry it out."""

import inspect
import time
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

import attrs
import msgspec
from aiohttp import web

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._audited import sources
from zendesk_async.emulator._authentication import Authentication
from zendesk_async.emulator._call import Answer, Call, Described, Handler, handlers, pages
from zendesk_async.emulator._faults import Faults, suffer
from zendesk_async.emulator._idempotency import IdempotencyKeys
from zendesk_async.emulator._limits import Limits
from zendesk_async.emulator._refusals import Refusal
from zendesk_async.emulator._responses import Responder, new_request_id
from zendesk_async.emulator._routes import Routes
from zendesk_async.emulator._store import Account

LARGEST_BODY: Final = 50 * 1024 * 1024
"""Bytes that a request may have: the size of the largest attachment."""

_KEPT_REQUESTS = 100_000
_RAW_BODIES = frozenset({"UploadFiles"})
_WEBHOOKS = "/api/v2/webhooks"
_CACHED: Final = {
    "ListOrganizations": "max-age=30, private",
    "ShowUser": "max-age=5, private",
    "ListCompactViews": "max-age=5, private",
}
"""The answers that may be kept for some seconds (seen in recorded traffic)."""

Target = tuple[Described, Handler]


@attrs.frozen
class RequestRecord:
    """One request that the emulator met. `time` is its arrival by the account's clock, in seconds since 1970.

    `status` is None when the connection was cut instead of answered.
    """

    method: str
    path: str
    query: str
    status: int | None
    time: float
    operation_id: str | None
    request_id: str


class Application:
    """Serve one account. `operations` are the registry's items; one without a handler is an error."""

    def __init__(
        self,
        account: Account,
        operations: Iterable[Described],
        *,
        limits: Limits,
        authentication: Authentication,
        faults: Faults,
        storage: str,
    ) -> None:
        self.requests: deque[RequestRecord] = deque(maxlen=_KEPT_REQUESTS)
        self._account = account
        self._limits = limits
        self._authentication = authentication
        self._faults = faults
        self._storage = storage
        self._keys = IdempotencyKeys(account.clock)
        self._routes = Routes[Target]()
        self._storage_routes = Routes[Target]()
        for operation in operations:
            handler = handlers.get(operation.operation_id)
            if handler is None:
                raise LookupError(f"the emulator has no handler for {operation.operation_id}")
            self._routes.add(operation.method, operation.path, (operation, handler))
        for page in pages:
            routes = self._storage_routes if page.storage else self._routes
            routes.add(page.method, page.path, (page, page.handler))

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request to the account."""
        return await self._serve(request, self._routes)

    async def serve_storage(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request to the signed storage, which is another origin."""
        return await self._serve(request, self._storage_routes)

    async def _serve(self, request: web.BaseRequest, routes: Routes[Target]) -> web.StreamResponse:
        arrival = self._account.clock.seconds()
        request_id = new_request_id()
        url = request.rel_url
        found = routes.find(request.method, url.raw_path)
        operation_id = found[0][0].operation_id if found is not None else None
        status: int | None = None
        try:
            fault = self._faults.find(request.method, url.path, operation_id)
            if fault is None:
                response: web.StreamResponse = await self._answer(request, request_id, found)
            else:
                response = await suffer(fault, request, lambda: self._answer(request, request_id, found))
                if not response.prepared:
                    response.headers.setdefault("x-request-id", request_id)
            if request.transport is not None and not request.transport.is_closing():
                status = response.status
            return response
        finally:
            self.requests.append(
                RequestRecord(request.method, url.path, url.raw_query_string, status, arrival, operation_id, request_id)
            )

    async def _answer(
        self, request: web.BaseRequest, request_id: str, found: tuple[Target, Mapping[str, str]] | None
    ) -> web.Response:
        started = time.perf_counter()
        webhooks = found is not None and found[0][0].path.startswith(_WEBHOOKS)
        limits: dict[str, str] = {}
        try:
            if found is None:
                raise _refusals.invalid_endpoint()
            answer = await self._carry_out(request, request_id, found, limits, webhooks=webhooks)
        except Refusal as refusal:
            answer = Answer(refusal.payload, refusal.status, refusal.headers)
        responder = Responder(request, request_id, webhooks=webhooks)
        return responder.respond(answer, limits, time.perf_counter() - started)

    async def _carry_out(
        self,
        request: web.BaseRequest,
        request_id: str,
        found: tuple[Target, Mapping[str, str]],
        limits: dict[str, str],
        *,
        webhooks: bool,
    ) -> Answer:
        (operation, handler), path = found
        user: dict[str, Any] = {}
        token: dict[str, Any] | None = None
        address = request.remote or ""
        if operation.path.startswith("/api/"):
            caller = self._authentication.authenticate(request.headers, operation)
            user, token = caller.user, caller.token
            # Counted as it arrives, before its body is read.
            limits |= self._limits.admit(
                operation.operation_id,
                webhooks=webhooks,
                user=user["id"],
                address=address,
                path=path,
                query=request.query,
                ticket=self._ticket_of_comment(path),
            )
        content = await _content(request)
        call = Call(
            account=self._account,
            operation=operation,
            path=path,
            query=request.query,
            body=_parsed(operation, request.content_type, content),
            content=content,
            user=user,
            headers=request.headers,
            base=self._account.base,
            clock=self._account.clock,
            token=token,
            request_path=request.rel_url.raw_path,
            request_id=request_id,
            storage=self._storage,
            address=address,
        )
        return await self._run(call, handler)

    async def _run(self, call: Call, handler: Handler) -> Answer:
        key, kept = self._keys.begin(call)
        if kept is not None:
            return kept
        source = sources.get(call.operation.operation_id)
        before = None if source is None else source.before(call)
        try:
            answered = handler(call)
            answer = await answered if inspect.isawaitable(answered) else answered
        except BaseException:
            if key is not None:
                self._keys.drop(key)
            raise
        if source is not None:
            source.write(call, before, answer)
        if cached := _CACHED.get(call.operation.operation_id):
            answer = attrs.evolve(answer, headers={"cache-control": cached, **answer.headers})
        return answer if key is None else self._keys.end(key, answer)

    def _ticket_of_comment(self, path: Mapping[str, str]) -> int | None:
        comment = path.get("ticket_comment_id")
        if comment is None or "ticket_id" in path or not comment.isdecimal():
            return None
        row = self._account.comments.get(int(comment))
        return None if row is None else row["ticket_id"]


async def _content(request: web.BaseRequest) -> bytes:
    if not request.body_exists:
        return b""
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise _refusals.titled(
            413, "Request Entity Too Large", f"The body is larger than {LARGEST_BODY} bytes"
        ) from None


def _parsed(operation: Described, content_type: str, content: bytes) -> Any:
    if not content or operation.operation_id in _RAW_BODIES:
        return None
    if content_type == "application/x-www-form-urlencoded":
        return dict(parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True))
    if "json" not in content_type:
        return None
    try:
        return msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _refusals.unprocessable_json() from None
