"""A token endpoint that keeps Zendesk's rules in memory, and clocks that stand still until they are moved."""

import asyncio
import itertools
from collections.abc import Mapping
from typing import Any

import attrs

from zendesk_async.auth import Secret, TokenPair
from zendesk_async.errors import ZendeskError


class Clock:
    """Seconds that pass when told to."""

    def __init__(self, seconds: float = 1_000.0) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.seconds += seconds


@attrs.define
class Trouble:
    """What happens to one token request instead of an answer. With `processed`, the answer is lost after the work."""

    error: ZendeskError | None = None
    answer: tuple[int, dict[str, Any]] | None = None
    processed: bool = False


class Endpoint:
    """The OAuth side of one account: issues, rotates and ends tokens."""

    def __init__(self, clock: Clock | None = None, account: str = "acme") -> None:
        self.account = account
        self.clock = clock or Clock()
        self.requests: list[dict[str, Any]] = []
        self.troubles: list[Trouble] = []
        self.life: float | None = None
        self._serial = itertools.count(1)
        self._access: dict[str, float] = {}
        self._refresh: str | None = None
        self._paired: str | None = None

    def accepts(self, headers: Mapping[str, str]) -> bool:
        """Tell whether an API call signed with `headers` would get past 401."""
        token = headers["Authorization"].removeprefix("Bearer ")
        return self._access.get(token, 0.0) > self.clock()

    def revoke(self) -> None:
        """End all access tokens, as an admin does who revokes them."""
        self._access.clear()

    def sign_in(self, now: float, client_id: str = "app") -> TokenPair:
        """Return the tokens of a person who signed in anew."""
        answer = self._pair(1800.0)
        return TokenPair(
            access_token=Secret(answer["access_token"]),
            refresh_token=Secret(answer["refresh_token"]),
            expires_at=now + 1800.0,
            expires_in=1800.0,
            refresh_token_expires_at=now + 2_592_000,
            scope="read",
            account=self.account,
            client_id=client_id,
        )

    async def post_token(self, payload: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        self.requests.append(dict(payload))
        await asyncio.sleep(0)
        trouble = self.troubles.pop(0) if self.troubles else Trouble()
        if trouble.processed or (trouble.error is None and trouble.answer is None):
            answer = self._answer(payload)
        else:
            answer = trouble.answer or (0, {})
        await asyncio.sleep(0)
        if trouble.error is not None:
            raise trouble.error
        return answer

    def _answer(self, payload: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        life = self.life or float(payload["expires_in"])
        if payload["grant_type"] == "client_credentials":
            token = self._token("access", life)
            return 201, {"access_token": token, "token_type": "bearer", "scope": payload["scope"], "expires_in": life}
        if payload["grant_type"] == "refresh_token" and payload["refresh_token"] == self._refresh:
            return 201, self._pair(life)
        if payload["grant_type"] == "authorization_code" and payload["code"] == "right":
            return 201, self._pair(life)
        return 400, {"error": "invalid_grant", "error_description": "The provided access grant is invalid."}

    def _token(self, kind: str, life: float) -> str:
        token = f"{kind}-canary-{next(self._serial)}"
        self._access[token] = self.clock() + life
        return token

    def _pair(self, life: float) -> dict[str, Any]:
        if self._paired is not None:
            self._access.pop(self._paired, None)  # A refresh ends the access token that came with the refresh token.
        self._paired = self._token("access", life)
        self._refresh = f"refresh-canary-{next(self._serial)}"
        return {
            "access_token": self._paired,
            "refresh_token": self._refresh,
            "token_type": "bearer",
            "scope": "read",
            "expires_in": life,
            "refresh_token_expires_in": 7_775_999,
        }
