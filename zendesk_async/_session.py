"""The one loop through which every request goes."""

import asyncio
import os
import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, Protocol
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

import attrs
import msgspec

from zendesk_async._json import is_array, is_object
from zendesk_async._limits import Limiter, Permit, record_of
from zendesk_async._operation import NoContent, Operation, Request, WriteClass
from zendesk_async._refusal import error_from
from zendesk_async._retry import RetryPolicy, RetryQuota, is_lost, outcome
from zendesk_async._secret import Masked
from zendesk_async._transport import Response, Timeouts, Transport
from zendesk_async.auth import Auth
from zendesk_async.errors import (
    AmbiguousWrite,
    ClientClosed,
    DeadlineExceeded,
    NotFound,
    TransportError,
    Unauthorized,
    UpdateConflict,
    ZendeskError,
)
from zendesk_async.hooks import Event, Hook, RequestFailed, ResponseReceived, RetryPlanned, tell

if TYPE_CHECKING:
    from zendesk_async.field_schemas import FieldSchema

# Idempotency keys live two hours (https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency);
# a little before that a repeated creation could become a second ticket.
_KEY_LIFE = 7000.0

_JOBS = 30  # queued or running in one account, https://developer.zendesk.com/api-reference/introduction/rate-limits/


class Policy(Protocol):
    """Decide which operations may be called at all. Asked before anything else, for every way to call."""

    def authorize(self, operation: Operation[Any], arguments: Mapping[str, Any]) -> None:
        """Return for a call that is allowed; raise `PolicyDenied` for one that is not."""
        ...


@attrs.frozen
class Options:
    """How calls are made: what `Zendesk(…)` sets and `with_options` changes for a copy."""

    timeouts: Timeouts = attrs.field(factory=Timeouts)
    deadline: float | None = None
    retry: RetryPolicy = attrs.field(factory=RetryPolicy)
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str], repr=False)
    share: float | None = None
    priority: int = 0
    policy: Policy | None = None


@attrs.define
class _Attempts:
    """What one call has been through so far."""

    started: float
    expires: float | None
    count: int = 1
    lost: bool = False
    renewed: bool = False
    signature: Mapping[str, str] = attrs.field(factory=Masked[str], repr=False)

    def left(self) -> float | None:
        return None if self.expires is None else self.expires - _now()


class Session:
    """Connections, credential, limits and retry quota of one account, shared by all copies of a client."""

    def __init__(
        self, *, base: str, auth: Auth, transport: Transport, limiter: Limiter, hooks: Sequence[Hook], user_agent: str
    ) -> None:
        self.base = base
        self.auth = auth
        self.transport = transport
        self.limiter = limiter
        self.hooks = list(hooks)
        self.quota = RetryQuota()
        self._user_agent = user_agent
        self._process = os.getpid()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.job_places = asyncio.Semaphore(_JOBS)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False
        self.loaded: dict[str, FieldSchema[Any, Any]] = {}

    async def send(self, operation: Operation[Any], arguments: Mapping[str, Any], options: Options) -> Response:
        """Send an operation until it succeeds or may not be repeated, and return its answer."""
        if options.policy is not None:
            options.policy.authorize(operation, arguments)
        self.check_usable()
        request = self._prepare(operation, operation.request(arguments), options)
        write_class = write_class_of(operation, arguments)
        now = _now()
        attempts = _Attempts(now, None if options.deadline is None else now + options.deadline)
        while True:
            try:
                response, problem = await self._attempt(operation, request, arguments, options, attempts)
                renewed = isinstance(problem, Unauthorized) and not request.one_shot and await self._renewed(attempts)
            except ZendeskError as unsent:  # the wait for the limit ended at the deadline, or there is no new token
                unsent.method, unsent.path = unsent.method or request.method, unsent.path or request.path
                final = outcome(write_class, unsent, lost=True) if attempts.lost else unsent
                self._raise(unsent, final, attempts)
            if renewed:
                continue
            if problem is None and response is not None:
                self.quota.give()
                return response
            assert problem is not None
            if isinstance(problem, UpdateConflict) and attempts.lost:
                self._raise(problem, _maybe_own(problem), attempts)
            if (
                isinstance(problem, NotFound)
                and attempts.lost
                and operation.method == "DELETE"
                and operation.answer is NoContent
                and response is not None
            ):
                return attrs.evolve(response, status=204, body=b"")  # the attempt whose answer was lost deleted it
            if write_class is WriteClass.KEYED and _now() - attempts.started > _KEY_LIFE:
                write_class = WriteClass.UNSAFE
            delay = options.retry.decide(write_class, problem, attempts.count, self.quota)
            final = outcome(write_class, problem, lost=attempts.lost)
            if delay is None or request.one_shot:
                self._raise(problem, final, attempts)
            left = attempts.left()
            if left is not None and delay >= left:
                self._raise(problem, _too_late(problem) if final is problem else final, attempts)
            attempts.lost = attempts.lost or is_lost(problem)
            self._tell_retry(operation, problem, attempts, delay)
            await asyncio.sleep(delay)
            attempts.count += 1

    async def _attempt(
        self,
        operation: Operation[Any],
        request: Request,
        arguments: Mapping[str, Any],
        options: Options,
        attempts: _Attempts,
    ) -> tuple[Response | None, ZendeskError | None]:
        permit = await self._permit(operation, arguments, options, attempts)
        sent = False
        try:
            attempts.signature = await self.auth.headers(self)
            signed = request.with_headers(Masked({**request.headers, **attempts.signature}))
            sent = True
            response = await self.transport.send(
                signed, base=self.base, timeouts=_bounded(options.timeouts, attempts.left())
            )
        except TransportError as problem:
            self.limiter.release(permit, sent=problem.sent)
            self._tell(
                RequestFailed(
                    operation.operation_id, operation.method, operation.path, type(problem).__name__, attempts.count
                )
            )
            return None, problem
        except BaseException:
            self.limiter.release(permit, sent=sent)
            raise
        self.limiter.learn(permit, response.status, response.headers)
        self._tell(
            ResponseReceived(
                operation.operation_id,
                operation.method,
                operation.path,
                response.status,
                response.request_id,
                response.elapsed,
                attempts.count,
                len(response.body),
            )
        )
        return response, error_from(response)

    async def _permit(
        self, operation: Operation[Any], arguments: Mapping[str, Any], options: Options, attempts: _Attempts
    ) -> Permit:
        return await self.limiter.acquire(
            rule=operation.limit,
            record=record_of(operation.route, arguments),
            route=operation.route,
            priority=options.priority,
            deadline=attempts.expires,
            share=options.share,
        )

    async def _renewed(self, attempts: _Attempts) -> bool:
        # Passed on without a name of its own here: errors leave this frame, and a traceback may show what it holds.
        if attempts.renewed or not await self.auth.renew(self, attempts.signature.get("Authorization", "")):
            return False
        attempts.renewed = True
        return True

    def agent(self, options: Options) -> dict[str, str]:
        """Return the headers that every request carries, the credential aside."""
        return {"User-Agent": self._user_agent, **options.headers}

    def _prepare(self, operation: Operation[Any], request: Request, options: Options) -> Request:
        headers = {**request.headers, **self.agent(options)}
        if operation.write_class is WriteClass.KEYED:
            # https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency
            headers.setdefault("Idempotency-Key", uuid.uuid4().hex)
        return request.with_headers(headers)

    def lock(self, name: str) -> asyncio.Lock:
        """Return the lock of this name, which lives as long as somebody holds or awaits it."""
        lock = self._locks.get(name)
        if lock is None:
            lock = self._locks[name] = asyncio.Lock()
        return lock

    @property
    def account(self) -> str:
        """The account's subdomain, or the host of another origin. Tokens never cross from one to another."""
        host = urlsplit(self.base).netloc
        return host.removesuffix(".zendesk.com")

    async def post_token(self, payload: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """Ask the account's token endpoint, once, without a credential (for `zendesk_async.auth`)."""
        request = Request(
            "POST",
            "/oauth/tokens",
            content=msgspec.json.encode(payload),
            content_type="application/json",
            headers={"User-Agent": self._user_agent},
        )
        response = await self.transport.send(request, base=self.base, timeouts=Timeouts())
        try:
            answer: Any = msgspec.json.decode(response.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            answer = None
        return response.status, answer if is_object(answer) else {}

    async def close(self) -> None:
        """Close all connections. The session cannot be used again."""
        self._closed = True
        await self.limiter.close()
        await self.auth.close()
        await self.transport.close()

    def check_usable(self) -> None:
        """Raise `ClientClosed` when nothing may be sent from here: closed, another process, another event loop."""
        if self._closed:
            raise ClientClosed("the client is closed; make a new one")
        if self._process != os.getpid():
            raise ClientClosed("the client was made in another process; make one in each process, after the fork")
        loop = asyncio.get_running_loop()
        if self._loop is None:
            self._loop = loop
        elif self._loop is not loop:
            raise ClientClosed(
                "the client belongs to another event loop; make one inside each asyncio.run(…), or use zendesk_sync, "
                "which may be shared by threads"
            )

    def _raise(self, problem: ZendeskError, final: ZendeskError, attempts: _Attempts) -> NoReturn:
        if attempts.count > 1:
            final.add_note(f"after {attempts.count} attempts in {_now() - attempts.started:.1f} s")
        if final is problem:
            raise final
        raise final from problem

    def _tell_retry(self, operation: Operation[Any], problem: ZendeskError, attempts: _Attempts, delay: float) -> None:
        self._tell(
            RetryPlanned(
                operation.operation_id,
                operation.method,
                operation.path,
                problem.status,
                type(problem).__name__,
                attempts.count,
                delay,
            )
        )

    def _tell(self, event: Event) -> None:
        tell(self.hooks, event)


def _now() -> float:
    return asyncio.get_running_loop().time()


def write_class_of(operation: Operation[Any], arguments: Mapping[str, Any]) -> WriteClass:
    """Return how often these very arguments may be sent: a comment is added once, a guarded update happens once."""
    if operation.method != "PUT" or operation.write_class is not WriteClass.IDEMPOTENT:
        return operation.write_class
    body = arguments.get("body")
    items: Sequence[Any] = body if is_array(body) else [body]
    written = [item for item in items if is_object(item)]
    # https://developer.zendesk.com/documentation/ticketing/managing-tickets/creating-and-updating-tickets/#protecting-against-ticket-update-collisions
    if written and all(item.get("safe_update") is not None and item.get("updated_stamp") for item in written):
        return WriteClass.GUARDED
    return WriteClass.UNSAFE if any("comment" in item for item in written) else WriteClass.IDEMPOTENT


def _bounded(timeouts: Timeouts, left: float | None) -> Timeouts:
    if left is None:
        return timeouts
    left = max(left, 0.001)
    return attrs.evolve(timeouts, total=left if timeouts.total is None else min(left, timeouts.total))


def _too_late(problem: ZendeskError) -> DeadlineExceeded:
    return DeadlineExceeded(
        f"the deadline would pass before another attempt; the last one failed: {problem.message}",
    ).about(problem)


def _maybe_own(problem: UpdateConflict) -> AmbiguousWrite:
    return AmbiguousWrite(
        "the guarded update was sent twice, because the first answer was lost, and the second was refused: the first "
        "may have happened, or somebody else wrote in between. Read the record before you write again",
    ).about(problem)
