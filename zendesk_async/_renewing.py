"""Access tokens that are renewed ahead of time, by one task for all."""

import asyncio
import copy
import logging
import random
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Final

import attrs

from zendesk_async._oauth import Grant, TokenEndpoint, request_grant
from zendesk_async._secret import Masked, Secret
from zendesk_async.errors import (
    ConfigurationError,
    RateLimited,
    ServerError,
    TLSError,
    TransportError,
    UnsafeRedirect,
    ZendeskError,
)

logger = logging.getLogger("zendesk_async.auth")

TEMPORARY: Final = (TransportError, RateLimited, ServerError)
"""Errors of the token endpoint that another request may not meet."""

ATTEMPTS: Final = 3
"""Token requests made before a renewal is given up. Each is safe to repeat: a client-credentials token more does no
harm, and a refresh token that was used up by a lost answer is refused the second time."""

PAUSE: Final = 10.0
"""Seconds until the next try, after an early renewal failed while the token at hand is still good."""

FORCED: Final = (5, 60.0)
"""Renewals made because Zendesk refused a token: at most this many in this many seconds. More would not help: it is not
age that such a token is refused for."""


@attrs.frozen(kw_only=True)
class AccessToken:
    """An access token in use. `renew_at` and `expires_at` are readings of the monotonic clock, in seconds."""

    value: Secret
    renew_at: float
    expires_at: float

    @classmethod
    def issued(cls, value: Secret, *, now: float, left: float, life: float) -> "AccessToken":
        """Return the token with `left` seconds of its `life` left, to be renewed a tenth, at most 60 s, early."""
        return cls(value=value, renew_at=now + left - min(60.0, life / 10), expires_at=now + left)

    @property
    def authorization(self) -> Secret:
        """Return the value of the `Authorization` header."""
        return Secret(f"Bearer {self.value.reveal()}")


class RenewingAuth(ABC):
    """Sign requests with an access token that is renewed when its time comes or when Zendesk refuses it.

    However many tasks need a new token, one asks for it and the others wait; the asking goes on when its own task is
    cancelled, because a refresh cut short may lose the new token for good. One object serves one account, in any number
    of event loops.
    """

    def __init__(self, *, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._access: AccessToken | None = None
        self._refused: Secret | None = None
        self._account: str | None = None
        self._forced: deque[float] = deque(maxlen=FORCED[0])
        self._flights: dict[asyncio.AbstractEventLoop, asyncio.Task[AccessToken]] = {}

    async def headers(self, gate: TokenEndpoint, /) -> Mapping[str, str]:
        """Return the headers that sign one request; renews first when the token is about to end."""
        self._bind(gate)
        access = self._access
        if access is None or self._clock() >= access.renew_at:
            access = await self._flight(gate)
        return Masked(Authorization=access.authorization.reveal())

    async def renew(self, gate: TokenEndpoint, refused: str, /) -> bool:
        """Return whether there is a newer token than the one in the header value `refused`, which got a 401."""
        self._bind(gate)
        credential = Secret(refused, "refused credential")
        del refused
        if self._access is not None and self._access.authorization != credential:
            return True
        self._refused = credential
        return (await self._flight(gate)).authorization != credential

    async def close(self) -> None:
        """Wait for a renewal under way in this event loop, so that its token is not lost."""
        task = self._flights.get(asyncio.get_running_loop())
        if task is not None:
            await asyncio.wait({task})

    @abstractmethod
    async def _obtain(self, gate: TokenEndpoint) -> AccessToken:
        """Return an access token other than the refused one, from wherever the kind of credential has it."""

    async def _ask(self, gate: TokenEndpoint, payload: Masked[Any]) -> Grant:
        """Send one token request, again when that can help, and return what it granted."""
        failed: list[ZendeskError] = []
        while True:
            try:
                return await request_grant(gate, payload)
            except ZendeskError as error:
                for earlier in failed:
                    error.add_note(f"the attempt before failed: {earlier}")
                if isinstance(error, TransportError):
                    error.sent = False  # It speaks of the caller's request, which waits for this token.
                # What is wrong with the host itself will not pass, and the secret need not go there again.
                lasting = not isinstance(error, TEMPORARY) or isinstance(error, TLSError | UnsafeRedirect)
                if lasting or len(failed) == ATTEMPTS - 1:
                    raise
                failed.append(error)
            # Full jitter, so that the processes of one account do not come back together.
            await asyncio.sleep(random.uniform(0, 0.25 * 2 ** len(failed)))

    def _issued(self, grant: Grant) -> AccessToken:
        logger.info("access token renewed", extra={"expires_in": grant.expires_in})
        life = grant.expires_in
        return AccessToken.issued(grant.access_token, now=self._clock(), left=life, life=life)

    def _bind(self, gate: TokenEndpoint) -> None:
        if self._account is None:
            self._account = gate.account
        elif self._account != gate.account:
            raise ConfigurationError(
                f"This credential is in use for the account {self._account!r} and cannot sign requests to "
                f"{gate.account!r}. Build one for each account."
            )

    async def _flight(self, gate: TokenEndpoint) -> AccessToken:
        loop = asyncio.get_running_loop()
        task = self._flights.get(loop)
        if task is None:
            task = loop.create_task(self._renewed(gate), name="zendesk: renew the access token")
            self._flights[loop] = task
            task.add_done_callback(self._landed)
        try:
            return await asyncio.shield(task)
        except ZendeskError as error:
            # Each waiter raises its own: notes and tracebacks added to one do not pile up on the others'.
            raise copy.deepcopy(error).with_traceback(error.__traceback__) from error.__cause__

    def _landed(self, task: asyncio.Task[AccessToken]) -> None:
        self._flights.pop(task.get_loop(), None)
        if not task.cancelled():
            task.exception()  # Marks it as seen: the waiters may all be gone.

    async def _renewed(self, gate: TokenEndpoint) -> AccessToken:
        held = self._access
        forced = held is not None and self._is_refused(held)
        if held is not None and forced and not self._may_force():
            return held
        try:
            self._access = await self._obtain(gate)
        except TEMPORARY as error:
            if held is None or forced or self._clock() >= held.expires_at:
                raise
            logger.warning(
                "early renewal of the access token failed, the old one is used on",
                extra={"error": type(error).__name__},
            )
            self._access = attrs.evolve(held, renew_at=min(self._clock() + PAUSE, held.expires_at))
        return self._access

    def _is_refused(self, token: AccessToken) -> bool:
        return token.authorization == self._refused

    def _may_force(self) -> bool:
        most, seconds = FORCED
        now = self._clock()
        if len(self._forced) == most and now - self._forced[0] < seconds:
            return False
        self._forced.append(now)
        return True
