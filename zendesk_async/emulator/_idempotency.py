"""Idempotency keys: the same request again gets the same answer, and makes nothing twice.

https://developer.zendesk.com/api-reference/introduction/requests/#idempotency
"""

import hashlib
from typing import Final

import attrs
import msgspec

from zendesk_async.emulator._call import Answer, Call
from zendesk_async.emulator._clock import Clock
from zendesk_async.emulator._refusals import Refusal, described

OPERATIONS: Final = frozenset({"CreateTicket"})
"""The operations that heed the header; all others ignore it."""

LIFE: Final = 7_200.0
"""Seconds for which a key is kept."""

_HEADER = "x-idempotency-lookup"


@attrs.define
class _Kept:
    body: bytes
    until: float
    answer: Answer | None = None


class IdempotencyKeys:
    """The keys of one account, with the answers they stand for. Only answers of success are kept."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, _Kept] = {}

    def begin(self, call: Call) -> tuple[str | None, Answer | None]:
        """Return the key of a request and the answer that is kept for it; `(None, None)` without a key.

        Raises `Refusal`: 400 when the key came with another body, 409 while the first request is still at work.
        """
        key = call.headers.get("Idempotency-Key")
        if not key or call.operation.operation_id not in OPERATIONS:
            return None, None
        now = self._clock.seconds()
        self._forget(now)
        body = hashlib.sha256(msgspec.json.encode(call.body, order="deterministic")).digest()
        kept = self._kept.get(key)
        if kept is None:
            self._kept[key] = _Kept(body, now + LIFE)
            return key, None
        if kept.body != body:
            raise described(400, "IdempotentRequestError", "Request parameters don't match the given idempotency key")
        if kept.answer is None:
            raise Refusal(409, {"error": "IdempotentRequestError", "description": "The first request is still running"})
        return key, attrs.evolve(kept.answer, headers={**kept.answer.headers, _HEADER: "hit"})

    def end(self, key: str, answer: Answer) -> Answer:
        """Keep the answer of the first request with a key and return it as it is sent."""
        kept = self._kept.get(key)
        if kept is not None:
            kept.answer = answer
        return attrs.evolve(answer, headers={**answer.headers, _HEADER: "miss"})

    def drop(self, key: str) -> None:
        """Forget a key whose request did not succeed."""
        self._kept.pop(key, None)

    def _forget(self, now: float) -> None:
        # Keys live equally long, so the oldest stand first.
        while self._kept:
            oldest = next(iter(self._kept))
            if self._kept[oldest].until > now:
                return
            del self._kept[oldest]
