"""Receive webhooks: verify the signature of a delivery and read its event. No I/O, for any web framework.

    verifier = WebhookVerifier(signing_secret)

    async def hook(request):
        event = verifier.verify(await request.read(), request.headers)
        match event:
            case TicketStatusChanged(current="SOLVED"): thank(event.ticket.requester_id)

Answer within 12 seconds: Zendesk waits no longer. It repeats a delivery that was not answered or got 409, 429 or 503, may
deliver an event twice, and promises no order.

https://developer.zendesk.com/documentation/webhooks/verifying/
"""

import base64
import hashlib
import hmac
import math
import re
import threading
import time
from collections.abc import Callable, Mapping
from typing import Final, Literal, Protocol

from zendesk_async._secret import Secret
from zendesk_async._webhook_events import (
    Delivery,
    EventComment,
    OrganizationCreated,
    OrganizationDeleted,
    OrganizationDetail,
    OrganizationEvent,
    OrganizationNameChanged,
    TicketAgentAssignmentChanged,
    TicketCommentAdded,
    TicketCommentMadePrivate,
    TicketCommentRedacted,
    TicketCreated,
    TicketDetail,
    TicketEvent,
    TicketPriorityChanged,
    TicketSoftDeleted,
    TicketStatusChanged,
    UserCreated,
    UserDeleted,
    UserDetail,
    UserEvent,
    UserMerged,
    UserRoleChanged,
    WebhookEvent,
)
from zendesk_async._webhook_parsing import event_from, identifier_from, time_from
from zendesk_async.errors import ConfigurationError, InvalidArgument, ZendeskError

__all__ = [
    "SIGNATURE_HEADER",
    "TEST_SECRET",
    "TIMESTAMP_HEADER",
    "Delivery",
    "EventComment",
    "MemoryReplayCache",
    "OrganizationCreated",
    "OrganizationDeleted",
    "OrganizationDetail",
    "OrganizationEvent",
    "OrganizationNameChanged",
    "Problem",
    "ReplayCache",
    "TicketAgentAssignmentChanged",
    "TicketCommentAdded",
    "TicketCommentMadePrivate",
    "TicketCommentRedacted",
    "TicketCreated",
    "TicketDetail",
    "TicketEvent",
    "TicketPriorityChanged",
    "TicketSoftDeleted",
    "TicketStatusChanged",
    "UserCreated",
    "UserDeleted",
    "UserDetail",
    "UserEvent",
    "UserMerged",
    "UserRoleChanged",
    "WebhookEvent",
    "WebhookVerificationError",
    "WebhookVerifier",
    "sign",
]

SIGNATURE_HEADER: Final = "X-Zendesk-Webhook-Signature"
TIMESTAMP_HEADER: Final = "X-Zendesk-Webhook-Signature-Timestamp"

TEST_SECRET: Final = base64.b64encode(b"this_secret_is_for_testing_only").decode("ascii")
"""What Zendesk signs test requests with before a webhook exists. It is published: never trust it in production."""

Problem = Literal["missing_header", "bad_timestamp", "bad_signature", "too_old", "from_the_future", "replayed"]

_TIMESTAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,18}(Z|[+-][0-9]{2}:?[0-9]{2})", re.ASCII)


class WebhookVerificationError(ZendeskError):
    """The delivery is not to be trusted; answer it with 401 and do nothing of what it says. `code` is a `Problem`.

    Answer a `replayed` one with 200 instead: it was handled before, and Zendesk repeats some of what it thinks failed.
    """

    def __init__(self, message: str, code: Problem) -> None:
        super().__init__(message, code=code)


class ReplayCache(Protocol):
    """Remember deliveries, so that none is taken twice. Share one among all processes that receive the webhook."""

    def add(self, key: str, *, seconds: float) -> bool:
        """Remember `key` for that long, in one step; return False when it is remembered already."""
        ...

    def discard(self, key: str) -> None:
        """Forget `key`."""
        ...


class MemoryReplayCache:
    """Remember deliveries in this process: at most `capacity` of them, then the oldest are forgotten early."""

    def __init__(self, capacity: int = 100_000, *, clock: Callable[[], float] = time.monotonic) -> None:
        if capacity < 1:
            raise ConfigurationError("the capacity of a replay cache must be at least 1")
        self.capacity = capacity
        self._clock = clock
        self._ends: dict[str, float] = {}
        self._lock = threading.Lock()

    def add(self, key: str, *, seconds: float) -> bool:
        """Remember `key` for that long; return False when it is remembered already."""
        with self._lock:
            now = self._clock()
            if self._ends.get(key, now) > now:
                return False
            self._ends.pop(key, None)
            # Oldest first: keys of one verifier are remembered equally long, so the ended ones stand in front.
            while self._ends and (len(self._ends) >= self.capacity or next(iter(self._ends.values())) <= now):
                del self._ends[next(iter(self._ends))]
            self._ends[key] = now + seconds
            return True

    def discard(self, key: str) -> None:
        """Forget `key`."""
        with self._lock:
            self._ends.pop(key, None)

    def __len__(self) -> int:
        return len(self._ends)


class WebhookVerifier:
    """Verify that deliveries come from Zendesk, are whole, and are new.

    `secrets` are signing secrets as Admin Center shows them (not decoded); give the old and the new one while you replace
    it. A delivery is good for `tolerance` seconds before and after its timestamp, by `clock` (seconds since the epoch).
    With `seen`, one that was taken before is refused as `replayed`.

    Raise `ConfigurationError` without a secret: an unsigned delivery is never taken.
    """

    def __init__(
        self,
        *secrets: str | Secret,
        tolerance: float = 300.0,
        clock: Callable[[], float] = time.time,
        seen: ReplayCache | None = None,
    ) -> None:
        if not secrets:
            raise ConfigurationError("WebhookVerifier needs the signing secret of the webhook.")
        if not (tolerance > 0 and math.isfinite(tolerance)):
            raise ConfigurationError(f"tolerance must be a positive number of seconds, not {tolerance!r}.")
        self._secrets = tuple(Secret(secret, "signing secret") for secret in secrets)
        self._tolerance = tolerance
        self._clock = clock
        self._seen = seen

    def verify(self, body: bytes, headers: Mapping[str, str]) -> WebhookEvent:
        """Return the event of a delivery, or raise `WebhookVerificationError`.

        `body` is the request's body as it came, before any parsing. `headers` are the request's, in any case. A body that
        is no event (a trigger's own payload) comes back as a plain `WebhookEvent`.
        """
        content = _bytes(body)
        return event_from(content, self.check(content, headers))

    def check(self, body: bytes, headers: Mapping[str, str]) -> Delivery:
        """Return what the headers say, or raise `WebhookVerificationError`; the body may be anything, or empty."""
        content = _bytes(body)
        signature = _required(headers, SIGNATURE_HEADER)
        timestamp = _required(headers, TIMESTAMP_HEADER)
        time = time_from(timestamp) if _TIMESTAMP.fullmatch(timestamp) else None
        if time is None:
            raise WebhookVerificationError(f"The timestamp {timestamp[:40]!r} is no time.", "bad_timestamp")
        if not self._signed(signature, timestamp, content):
            raise WebhookVerificationError(
                "The signature does not match. Is it the signing secret of this webhook, and the body as it came?",
                "bad_signature",
            )
        self._check_age(time.timestamp())
        delivery = Delivery(
            timestamp=time,
            signature=signature,
            webhook_id=_header(headers, "X-Zendesk-Webhook-Id"),
            invocation_id=_header(headers, "X-Zendesk-Webhook-Invocation-Id"),
            account_id=identifier_from(_header(headers, "X-Zendesk-Account-Id")),
        )
        self._check_new(delivery)
        return delivery

    def forget(self, delivery: Delivery) -> None:
        """Take the delivery again when it comes again. Call this when handling it failed and Zendesk shall repeat it."""
        if self._seen is not None:
            for key in _keys(delivery):
                self._seen.discard(key)

    def _signed(self, signature: str, timestamp: str, body: bytes) -> bool:
        given = signature.encode("utf-8", "replace")
        # All secrets are tried, whichever matches, so that the time taken tells nothing.
        matches = [hmac.compare_digest(sign(secret, timestamp, body).encode(), given) for secret in self._secrets]
        return any(matches)

    def _check_age(self, timestamp: float) -> None:
        age = self._clock() - timestamp
        if abs(age) <= self._tolerance:
            return
        if age > 0:
            raise WebhookVerificationError(
                f"The delivery was signed {age:.0f} s ago, more than the {self._tolerance:g} s allowed.", "too_old"
            )
        raise WebhookVerificationError(
            f"The delivery was signed {-age:.0f} s in the future. Is this machine's clock right?", "from_the_future"
        )

    def _check_new(self, delivery: Delivery) -> None:
        if self._seen is None:
            return
        # From the first second in which a delivery is good to the last.
        seconds = 2 * self._tolerance
        # A replay ends at its signature: under a forged id it must not take the place of the delivery that has the id.
        if not all(self._seen.add(key, seconds=seconds) for key in _keys(delivery)):
            raise WebhookVerificationError("The delivery was taken before.", "replayed")


def sign(secret: str | Secret, timestamp: str, body: bytes) -> str:
    """Return the signature that Zendesk gives a delivery: base64 of the HMAC-SHA256 of the timestamp and the body.

    The key is the secret as it is shown, without decoding it; nothing stands between timestamp and body.
    """
    key = Secret(secret, "signing secret").reveal().encode()
    digest = hmac.new(key, timestamp.encode() + body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode("ascii")


def _keys(delivery: Delivery) -> list[str]:
    # The signature, because the headers with the ids are not covered by it and a replay could change them; the invocation
    # id, because Zendesk's own repetition may be signed anew.
    keys = [f"signature:{delivery.signature}"]
    if delivery.invocation_id:
        keys.append(f"invocation:{delivery.invocation_id}")
    return keys


def _header(headers: Mapping[str, str], name: str) -> str | None:
    """Return the header, whatever its case; None when there is none, or several that differ."""
    values = {value.strip() for key, value in headers.items() if key.lower() == name.lower()}
    return values.pop() if len(values) == 1 else None


def _required(headers: Mapping[str, str], name: str) -> str:
    value = _header(headers, name)
    if not value:
        raise WebhookVerificationError(f"The delivery has no header {name}, or several.", "missing_header")
    return value


def _bytes(body: object) -> bytes:
    if isinstance(body, bytes | bytearray):
        return bytes(body)
    raise InvalidArgument(
        f"The body must be the bytes of the request as they came, not {type(body).__name__}: JSON that was parsed and "
        "written again has another signature."
    )
