"""Deliveries of webhooks: real requests to endpoints on this machine, signed, repeated and recorded as Zendesk does.

https://developer.zendesk.com/documentation/webhooks/
"""

import asyncio
import base64
import ipaddress
import logging
import uuid
import weakref
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import aiohttp
import attrs
import msgspec
from yarl import URL

from zendesk_async.emulator._breaker import Breaker
from zendesk_async.emulator._clock import stamp_of
from zendesk_async.webhooks import sign

if TYPE_CHECKING:
    from zendesk_async.emulator._store import Account, Event

Row = dict[str, Any]

_log = logging.getLogger("zendesk_async.emulator")

TEST_SECRET = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="
"""The published secret of test requests sent before a webhook exists:
https://developer.zendesk.com/documentation/webhooks/verifying/#signing-secrets-on-new-webhooks"""

EVENT_VERSION = "2022-11-06"
KEPT_SECONDS = 7 * 86_400
"""Invocations are kept for seven days."""
TRIAL_INVOCATIONS = 60
"""Invocations a minute on a trial account."""
LONGEST_RETRY_AFTER = 60
_LARGEST_RESPONSE = 65_536
_SCRUBBED = "[SCRUBBED]"
_CONTENT_TYPES = {
    "json": "application/json; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "form_encoded": "application/x-www-form-urlencoded; charset=utf-8",
}


@attrs.frozen
class Pace:
    """How long things take, in seconds; a test makes them short.

    `backoff` is not published by Zendesk: the waits before the first, second, … repetition.
    """

    timeout: float = 12.0
    backoff: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0, 16.0)
    second: float = 1.0
    """How long a second of a Retry-After lasts."""


@attrs.frozen
class Outcome:
    """How one request ended. A request without an answer counts as 504 (too late) or 502 (no connection)."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    payload: str = ""
    timed_out: bool = False

    @property
    def succeeded(self) -> bool:
        """Tell whether the endpoint took it."""
        return 200 <= self.status < 300

    def repetitions(self) -> int:
        """Return how often such a request is repeated."""
        if self.timed_out:
            return 5
        if self.status == 409:
            return 3
        if self.status in {429, 503} and self.retry_after() is not None:
            return 3
        return 0

    def retry_after(self) -> float | None:
        """Return the Retry-After of an answer when it is under a minute."""
        text = next((value for name, value in self.headers if name.lower() == "retry-after"), "")
        if not text.isdecimal() or int(text) >= LONGEST_RETRY_AFTER:
            return None
        return float(text)


@attrs.define
class Invocation:
    """One event for one webhook, and the requests it took."""

    row: Row
    attempts: list[Row] = attrs.field(factory=list[Row])


class Deliveries:
    """Send an account's events to its webhooks, in tasks of its own; `close` ends them."""

    def __init__(self, account: "Account", pace: Pace | None = None) -> None:
        # The account lives on without its deliveries and ends without them.
        self.account: Account = weakref.proxy(account)
        self.pace = pace or Pace()
        self._invocations: dict[str, dict[str, Invocation]] = {}
        self._breakers: dict[str, Breaker] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None
        account.subscribe(self._heard)

    def invocations(self, webhook_id: str) -> list[Row]:
        """Return the invocations of a webhook that are kept, as answers have them."""
        self._forget(webhook_id)
        return [dict(invocation.row) for invocation in self._invocations.get(webhook_id, {}).values()]

    def attempts(self, webhook_id: str, invocation_id: str) -> list[Row] | None:
        """Return the requests of one invocation, or None when there is no such invocation."""
        invocation = self._invocations.get(webhook_id, {}).get(invocation_id)
        return None if invocation is None else list(invocation.attempts)

    def drop(self, webhook_id: str) -> None:
        """Forget a webhook that was deleted."""
        self._invocations.pop(webhook_id, None)
        self._breakers.pop(webhook_id, None)

    async def settled(self) -> None:
        """Wait until everything under way is delivered or given up."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        """End what is under way and close the connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _heard(self, event: "Event") -> None:
        for webhook in self.account.webhooks.rows():
            if webhook["status"] == "active" and event.type in webhook["subscriptions"]:
                task = asyncio.get_running_loop().create_task(self._deliver(webhook, event))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    async def _deliver(self, webhook: Row, event: "Event") -> None:
        body = envelope(self.account.account_id, event)
        invocation = Invocation({"id": self.account.new_ulid(), "status": "pending"})
        kept = self._invocations.setdefault(webhook["id"], {})
        kept[invocation.row["id"]] = invocation
        if self._throttled(kept):
            self._complete(invocation, "throttled", None)
            return
        breaker = self._breakers.setdefault(webhook["id"], Breaker())
        repeated = 0
        while True:
            if not breaker.allows(self.account.clock.seconds()):
                self._complete(invocation, "circuit broken", None)
                return
            stamp = self.account.clock.stamp()
            headers = self._headers(webhook, body, stamp, webhook["signing_secret"], invocation.row["id"])
            outcome = await self.send(webhook, headers, body)
            breaker.ended(self.account.clock.seconds(), failed=not outcome.succeeded)
            status = "success" if outcome.succeeded else "terminated"
            self._complete(invocation, status, outcome.status)
            invocation.attempts.append(_attempt(webhook, invocation, headers, body, outcome))
            if repeated >= outcome.repetitions():
                return
            wait = outcome.retry_after()
            backoff = self.pace.backoff[min(repeated, len(self.pace.backoff) - 1)]
            await asyncio.sleep(backoff if wait is None else wait * self.pace.second)
            repeated += 1

    def _complete(self, invocation: Invocation, status: str, status_code: int | None) -> None:
        completed: Row = {"status": status, "latest_completed_at": self.account.clock.stamp()}
        if status_code is not None:
            completed["status_code"] = status_code
        invocation.row.update(completed)

    async def test(self, request: Row, webhook: Row | None) -> Outcome:
        """Send a test request, signed with the webhook's secret, or with the published one before there is a webhook."""
        body = str(request.get("payload") or "").encode()
        secret = TEST_SECRET if webhook is None else webhook["signing_secret"]
        stamp = self.account.clock.stamp()
        headers = self._headers(request, body, stamp, secret, self.account.new_ulid())
        return await self.send(request, headers, body)

    async def send(self, webhook: Row, headers: Mapping[str, str], body: bytes) -> Outcome:
        """Send one request and return how it ended. Endpoints beyond this machine are never called."""
        url = URL(webhook["endpoint"])
        if not is_local(url.host):
            _log.warning("A webhook was not sent: its endpoint is not on this machine")
            return Outcome(502, payload="Only endpoints on this machine are called by the emulator")
        if self._session is None:
            self._session = aiohttp.ClientSession()
        method = webhook["http_method"]
        try:
            async with self._session.request(
                method,
                url,
                data=None if method == "GET" else body,
                headers=headers,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=self.pace.timeout),
            ) as response:
                content = await response.content.read(_LARGEST_RESPONSE)
                pairs = tuple((name.decode(), value.decode("latin-1")) for name, value in response.raw_headers)
                return Outcome(response.status, pairs, content.decode(errors="replace"))
        except TimeoutError:
            return Outcome(504, timed_out=True)
        except aiohttp.ClientError:
            return Outcome(502)

    def _headers(self, webhook: Row, body: bytes, stamp: str, secret: str, invocation_id: str) -> dict[str, str]:
        return {
            **(webhook.get("custom_headers") or {}),
            "X-Zendesk-Account-Id": str(self.account.account_id),
            "X-Zendesk-Webhook-Id": str(webhook.get("id") or ""),
            "X-Zendesk-Webhook-Invocation-Id": invocation_id,
            "X-Zendesk-Webhook-Signature": sign(secret, stamp, body),
            "X-Zendesk-Webhook-Signature-Timestamp": stamp,
            "Content-Type": _CONTENT_TYPES[webhook.get("request_format") or "json"],
            "User-Agent": "Zendesk Webhook",
            **_authorization(webhook.get("authentication")),
        }

    def _throttled(self, kept: Mapping[str, Invocation]) -> bool:
        if self.account.plan != "trial":
            return False
        minute_ago = stamp_of(self.account.clock.seconds() - 60)
        recent = [one for one in kept.values() if one.row.get("latest_completed_at", minute_ago) >= minute_ago]
        return len(recent) > TRIAL_INVOCATIONS

    def _forget(self, webhook_id: str) -> None:
        oldest = stamp_of(self.account.clock.seconds() - KEPT_SECONDS)
        kept = self._invocations.get(webhook_id, {})
        for identifier, invocation in list(kept.items()):
            if invocation.row.get("latest_completed_at", oldest) < oldest:
                del kept[identifier]


def envelope(account_id: int, event: "Event") -> bytes:
    """Return an event as it is sent: pretty-printed, with a line feed at the end (seen in recorded traffic)."""
    content = {
        "account_id": account_id,
        "detail": event.detail,
        "event": event.event,
        "id": str(uuid.uuid4()),
        "subject": event.subject,
        "time": event.time,
        "type": event.type,
        "zendesk_event_version": EVENT_VERSION,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=3) + b"\n"


def is_local(host: str | None) -> bool:
    """Tell whether a host is this machine."""
    if host is None or host == "localhost":
        return host is not None
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _authorization(authentication: Row | None) -> dict[str, str]:
    if not authentication:
        return {}
    kind: str = authentication["type"]
    data: Any = authentication.get("data")
    match kind:
        case "basic_auth":
            pair = f"{data['username']}:{data['password']}".encode()
            return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
        case "bearer_token":
            return {"Authorization": f"Bearer {data['token']}"}
        case _:
            return {data["name"]: data["value"]}


def _attempt(webhook: Row, invocation: Invocation, headers: Mapping[str, str], body: bytes, outcome: Outcome) -> Row:
    secret = _authorization(webhook.get("authentication"))
    shown = [{"key": name, "value": _SCRUBBED if name in secret else text} for name, text in headers.items()]
    attempt: Row = {
        # Seen in recorded traffic: the id of an attempt is that of its webhook.
        "id": webhook["id"],
        "invocation_id": invocation.row["id"],
        "status": invocation.row["status"],
        "status_code": outcome.status,
        "request": {"headers": shown, "payload": body.decode()},
        "response": {"headers": header_rows(outcome), "payload": outcome.payload},
        "completed_at": invocation.row["latest_completed_at"],
    }
    return attempt


def header_rows(outcome: Outcome) -> list[Row]:
    """Return the headers of an answer as the API shows them."""
    return [{"key": name, "value": value} for name, value in outcome.headers]


_deliveries: "weakref.WeakKeyDictionary[Account, Deliveries]" = weakref.WeakKeyDictionary()


def deliveries_of(account: "Account") -> Deliveries:
    """Return the deliveries of an account; they begin when somebody asks for them first."""
    if account not in _deliveries:
        _deliveries[account] = Deliveries(account)
    return _deliveries[account]


async def close_deliveries(account: "Account") -> None:
    """End an account's deliveries, if there are any."""
    deliveries = _deliveries.pop(account, None)
    if deliveries is not None:
        await deliveries.close()
