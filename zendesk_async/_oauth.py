"""What Zendesk's token endpoint is asked, and what its answers mean.

https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
"""

import re
from collections.abc import Mapping
from typing import Any, Final, Protocol

import attrs

from zendesk_async._secret import Masked, Secret, is_token
from zendesk_async.errors import (
    AuthError,
    ConfigurationError,
    DataError,
    RateLimited,
    RefreshRejected,
    ServerError,
    ServiceUnavailable,
)

LONGEST_ACCESS: Final = 172_799
"""Longest life of an access token, in seconds: Zendesk takes more than 300 and less than 172,800."""

LONGEST_REFRESH: Final = 7_775_999
"""Longest life of a refresh token, in seconds: Zendesk takes more than 604,800 and less than 7,776,000."""

ASSUMED_ACCESS: Final = 1_800
"""Life taken for granted when an answer does not name one, in seconds.

Zendesk's default for OAuth clients created since 2026-04-30; a renewal too many costs less than one too few.
"""

ENDPOINT: Final = "/oauth/tokens"

_SCOPE = re.compile(r"[A-Za-z0-9_.-]+(:(read|write))?")


class TokenEndpoint(Protocol):
    """The token endpoint of one account, as the session reaches it."""

    @property
    def account(self) -> str:
        """Name the account: its subdomain, or the host of `base_url`. Tokens never cross from one to another."""
        ...

    async def post_token(self, payload: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """Send `payload` as JSON to `https://{account}/oauth/tokens`, once and without a credential header.

        Return the status and the JSON object of the answer (`{}` when it is not one). Raise `TransportError` when no
        whole answer came.
        """
        ...


@attrs.frozen(kw_only=True)
class Grant:
    """What the token endpoint gave: one access token, and the refresh token that comes with it. Lives in seconds."""

    access_token: Secret
    refresh_token: Secret | None
    expires_in: float
    refresh_token_expires_in: float | None
    scope: str


def check_scope(scope: str) -> str:
    """Return `scope` with single spaces, or raise `ConfigurationError`.

    A scope that Zendesk does not know still yields a token, with which every call answers 403, so at least the form is
    checked here: words like `read`, `tickets:write`, `impersonate`, space separated.
    """
    words = scope.split()
    if not words:
        raise ConfigurationError("The scope is empty. Give for example `read write` or `tickets:read users:read`.")
    for word in words:
        if not _SCOPE.fullmatch(word):
            raise ConfigurationError(
                f"{word!r} is not a scope. Scopes are space separated and look like `read`, `write`, `tickets:read`."
            )
    return " ".join(words)


def check_lifetime(name: str, seconds: int, least: int, most: int) -> int:
    """Return `seconds` when Zendesk takes it as the life of a token, or raise `ConfigurationError`."""
    if isinstance(seconds, bool) or not least <= seconds <= most:
        raise ConfigurationError(f"{name} must be {least:,} to {most:,} seconds, not {seconds!r}.")
    return seconds


def check_access_lifetime(seconds: int) -> int:
    """Return `seconds` when Zendesk takes it as `expires_in`."""
    return check_lifetime("expires_in", seconds, 301, LONGEST_ACCESS)


def check_refresh_lifetime(seconds: int) -> int:
    """Return `seconds` when Zendesk takes it as `refresh_token_expires_in`."""
    return check_lifetime("refresh_token_expires_in", seconds, 604_801, LONGEST_REFRESH)


def token_request(grant_type: str, **fields: str | int | Secret | None) -> Masked[Any]:
    """Return the body of a token request: what is None is left out, secrets are revealed, the repr shows neither."""
    payload: Masked[Any] = Masked(grant_type=grant_type)
    for name, value in fields.items():
        if value is not None:
            payload[name] = value.reveal() if isinstance(value, Secret) else value
    return payload


async def request_grant(endpoint: TokenEndpoint, payload: Masked[Any]) -> Grant:
    """Send one token request and return what it granted, or raise what `grant_from` raises."""
    return grant_from(payload, *await _post(endpoint, payload))


async def _post(endpoint: TokenEndpoint, payload: Masked[Any]) -> tuple[int, Masked[Any]]:
    # A function of its own: the answer stands unmasked in no frame that an error leaves.
    status, answer = await endpoint.post_token(payload)
    return status, Masked(answer)


def grant_from(payload: Mapping[str, Any], status: int, answer: Mapping[str, Any]) -> Grant:
    """Return what the answer to `payload` grants, or raise what it refuses.

    `RefreshRejected`: the refresh token is used up. `RateLimited`, `ServerError`: worth another try. `AuthError`: any
    other refusal. `DataError`: a success without a token. The documented status is 201; any 2xx is taken.
    """
    if not 200 <= status < 300:
        raise _refusal(payload, status, answer)
    kind = answer.get("token_type")
    if not is_token(answer.get("access_token")):
        raise DataError("The token endpoint answered without a usable access token.", **_where(status))
    if isinstance(kind, str) and kind.lower() != "bearer":
        raise DataError("The token endpoint answered with a token that is not a bearer token.", **_where(status))
    refresh = answer.get("refresh_token")
    scope = answer.get("scope")
    return Grant(
        access_token=Secret(answer["access_token"], "access token"),
        refresh_token=Secret(refresh, "refresh token") if is_token(refresh) else None,
        expires_in=_seconds(answer.get("expires_in")) or ASSUMED_ACCESS,
        refresh_token_expires_in=_seconds(answer.get("refresh_token_expires_in")),
        scope=scope if isinstance(scope, str) else str(payload.get("scope", "")),
    )


def _where(status: int) -> dict[str, Any]:
    return {"method": "POST", "path": ENDPOINT, "status": status}


def _seconds(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 < value < 10**10 else None


def _refusal(payload: Mapping[str, Any], status: int, answer: Mapping[str, Any]) -> Exception:
    code = answer.get("error")
    code = code if isinstance(code, str) else ""
    where: dict[str, Any] = {**_where(status), "code": code or None}
    if status == 429:
        return RateLimited("The token endpoint asks to wait.", **where)
    if status == 503:
        return ServiceUnavailable("The token endpoint is not available.", **where)
    if status >= 500:
        return ServerError("The token endpoint failed.", **where)
    said = _said(payload, answer)
    grant_type = payload["grant_type"]
    if code == "invalid_grant" and grant_type == "refresh_token":
        return RefreshRejected(
            "The refresh token is used up, expired or revoked. Sign in again (`zendesk login`)." + said, **where
        )
    if code == "invalid_grant" and grant_type == "authorization_code":
        return AuthError(
            "Zendesk refused the authorization code. It lives 120 seconds, works once, and only with the redirect URL "
            "it was asked for with: sign in again." + said,
            **where,
        )
    if status == 404:
        return AuthError("There is no token endpoint here: check the subdomain." + said, **where)
    reason = {
        "invalid_client": "Zendesk does not know this OAuth client, or its secret is wrong. `client_id` is the "
        "client's unique identifier (a string), not its number.",
        "invalid_scope": f"The OAuth client may not ask for the scope {payload.get('scope')!r}.",
        "unauthorized_client": f"The OAuth client may not use the grant `{grant_type}`; client credentials "
        "need a confidential client.",
        "unsupported_grant_type": f"This account does not take the grant `{grant_type}`.",
    }.get(code, "The token endpoint refused the request.")
    return AuthError(reason + said, **where)


def _said(payload: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """Return the server's own words, short, and without any part of the request that is secret."""
    text = answer.get("error_description")
    if not isinstance(text, str) or not text:
        return ""
    for name in ("client_secret", "refresh_token", "code", "code_verifier"):
        value = payload.get(name)
        if isinstance(value, str):
            text = text.replace(value, "***")
    return f" Zendesk said: {text[:300]!r}"
