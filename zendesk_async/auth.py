"""Credentials: what signs a request.

- `ClientCredentials`: an OAuth client that acts on its own. The normal choice for a program.
- `RefreshToken`: a person who signed in once (`AuthorizationRequest`), with a store for the rotating tokens.
- `OAuthToken`: an access token you already have.
- `ApiToken`: an e-mail address and an API token. Zendesk stops all of them on 2027-04-30.

Zendesk took passwords away on 2026-01-12, so there is nothing for them here.

https://developer.zendesk.com/api-reference/introduction/security-and-auth/
"""

import base64
import os
import warnings
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from zendesk_async._client_credentials import ClientCredentials
from zendesk_async._oauth import LONGEST_ACCESS, LONGEST_REFRESH, TokenEndpoint
from zendesk_async._secret import Masked, Secret, bearer, named
from zendesk_async.errors import ConfigurationError

if TYPE_CHECKING:
    from zendesk_async._authorization_code import AuthorizationRequest
    from zendesk_async._refresh_token import RefreshToken
    from zendesk_async._token_store import FileTokenStore, MemoryTokenStore, TokenPair, TokenStore

__all__ = [
    "LONGEST_ACCESS",
    "LONGEST_REFRESH",
    "ApiToken",
    "Auth",
    "AuthorizationRequest",
    "ClientCredentials",
    "FileTokenStore",
    "MemoryTokenStore",
    "OAuthToken",
    "RefreshToken",
    "RetirementWarning",
    "Secret",
    "TokenEndpoint",
    "TokenPair",
    "TokenStore",
    "as_auth",
    "auth_from_environment",
    "impersonation_headers",
]

# What only a person's sign-in needs is imported when it is asked for (PEP 562): every client imports this module.
_HOMES: Final = {
    "AuthorizationRequest": "_authorization_code",
    "RefreshToken": "_refresh_token",
    **dict.fromkeys(("FileTokenStore", "MemoryTokenStore", "TokenPair", "TokenStore"), "_token_store"),
}

if not TYPE_CHECKING:  # type checkers see the imports above

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module 'zendesk_async.auth' has no attribute {name!r}")
        value = getattr(import_module(f"zendesk_async.{_HOMES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__():
        return sorted({*globals(), *__all__})


_REMOVED: Final = (
    "Zendesk removed sign-in with a password from the API on 2026-01-12. Use an OAuth client: "
    "ClientCredentials(client_id, client_secret)."
)


class RetirementWarning(FutureWarning):
    """Say that what is used here stops working on a date that Zendesk has set.

    Shown once per process. To silence it: `warnings.filterwarnings("ignore", category=RetirementWarning)`.
    """


@runtime_checkable
class Auth(Protocol):
    """Sign requests. The classes of this module do; so may one of your own.

    Errors that `headers` and `renew` raise are about the credential: the request itself was not sent.
    """

    async def headers(self, gate: TokenEndpoint, /) -> Mapping[str, str]:
        """Return the headers that sign one request. Get or renew a token first when that is due."""
        ...

    async def renew(self, gate: TokenEndpoint, refused: str, /) -> bool:
        """Return whether a newer credential is there than `refused`, the `Authorization` header that got a 401."""
        ...

    async def close(self) -> None:
        """Wait for what is under way. Called when the client closes, before its connections do."""
        ...


class _Unchanging:
    """A credential that is the same for every request."""

    def __init__(self, authorization: str) -> None:
        self._authorization = Secret(authorization)

    async def headers(self, _gate: TokenEndpoint, /) -> Mapping[str, str]:
        """Return the headers that sign one request."""
        return Masked(Authorization=self._authorization.reveal())

    async def renew(self, _gate: TokenEndpoint, _refused: str, /) -> bool:
        """Return False: there is no other credential."""
        return False

    async def close(self) -> None:
        """Do nothing: nothing is ever under way."""


class OAuthToken(_Unchanging):
    """Sign with an OAuth access token that you already have. It is not renewed: when it ends, calls get `Unauthorized`.

    Raise `ConfigurationError` for an empty token, and for one with characters that no token has.
    """

    def __init__(self, token: str | Secret) -> None:
        super().__init__(f"Bearer {bearer(token, 'token').reveal()}")

    def __repr__(self) -> str:
        return "OAuthToken(***)"


class ApiToken(_Unchanging):
    """Sign with an e-mail address and an API token: legacy, and until 2027-04-30 only.

    `email` is the address alone, without `/token`: a verified user, as whom the calls are made and whose full rights
    they have. Raise `ConfigurationError` for what cannot be an address or a token. The first use in a process gives a
    `RetirementWarning`: since 2026-10-27 no API token can be created, and on 2027-04-30 all of them stop working.

    https://support.zendesk.com/hc/en-us/articles/10840968198042
    """

    def __init__(self, email: str, token: str | Secret) -> None:
        name = named(email, "email")
        if name.endswith("/token"):
            raise ConfigurationError(f"Give the e-mail address alone: {name!r} ends in /token, which is added here.")
        if "@" not in name or ":" in name or " " in name:
            raise ConfigurationError(f"{name!r} is not an e-mail address.")
        secret = bearer(token, "token")
        super().__init__("Basic " + base64.b64encode(f"{name}/token:{secret.reveal()}".encode()).decode("ascii"))
        self.email = name
        _warn_of_retirement()

    def __repr__(self) -> str:
        return f"ApiToken({self.email!r}, ***)"


_warned: set[type[Warning]] = set()


def _warn_of_retirement() -> None:
    if RetirementWarning not in _warned:
        _warned.add(RetirementWarning)
        warnings.warn(
            "Zendesk stops all API tokens on 2027-04-30. Create an OAuth client (Admin Center > Apps and integrations "
            "> APIs > OAuth clients) and use ClientCredentials(client_id, client_secret).",
            RetirementWarning,
            stacklevel=3,
        )


def as_auth(value: object) -> Auth:
    """Return `value` when it can sign requests; else raise `ConfigurationError`, which says what to write instead."""
    if isinstance(value, Auth) and not isinstance(value, type):
        return value
    if isinstance(value, tuple):
        raise ConfigurationError(
            "auth must not be a pair of strings. For an API token write ApiToken(email, token). " + _REMOVED
        )
    if isinstance(value, str | Secret):
        raise ConfigurationError("auth must not be a bare string. For an access token write OAuthToken(token).")
    raise ConfigurationError(
        f"auth must be ClientCredentials(…), RefreshToken(…), OAuthToken(…) or ApiToken(…), not {type(value).__name__}."
    )


def auth_from_environment(environ: Mapping[str, str] = os.environ) -> Auth:
    """Return the credential that the environment holds.

    One of `ZENDESK_OAUTH_CLIENT_ID` with `ZENDESK_OAUTH_CLIENT_SECRET` (client credentials) and `ZENDESK_OAUTH_TOKEN`
    (an access token); without them `ZENDESK_EMAIL` with `ZENDESK_API_TOKEN` (legacy). Raise `ConfigurationError` for
    none, for both OAuth kinds, for half of a pair, for a variable that is set and empty, and for `ZENDESK_PASSWORD`.
    """
    names = ("CLIENT_ID", "CLIENT_SECRET", "TOKEN")
    client_id, client_secret, token = (_variable(environ, f"ZENDESK_OAUTH_{name}") for name in names)
    email, api_token = (_variable(environ, f"ZENDESK_{name}") for name in ("EMAIL", "API_TOKEN"))
    if "ZENDESK_PASSWORD" in environ:
        raise ConfigurationError("ZENDESK_PASSWORD is set. " + _REMOVED + " Then unset ZENDESK_PASSWORD.")
    if token is not None and (client_id is not None or client_secret is not None):
        raise ConfigurationError(
            "Both ZENDESK_OAUTH_TOKEN and ZENDESK_OAUTH_CLIENT_ID/SECRET are set, which may be two different users: "
            "unset one."
        )
    if token is not None:
        return OAuthToken(token)
    if client_id is not None or client_secret is not None:
        if client_id is None or client_secret is None:
            raise _half("ZENDESK_OAUTH_CLIENT_ID", "ZENDESK_OAUTH_CLIENT_SECRET")
        return ClientCredentials(client_id.reveal(), client_secret)
    if api_token is not None:
        if email is None:
            raise _half("ZENDESK_EMAIL", "ZENDESK_API_TOKEN")
        return ApiToken(email.reveal(), api_token)
    raise ConfigurationError(
        "No credential given: pass auth=ClientCredentials(client_id, client_secret), or set ZENDESK_OAUTH_CLIENT_ID "
        "and ZENDESK_OAUTH_CLIENT_SECRET, or ZENDESK_OAUTH_TOKEN."
    )


def _variable(environ: Mapping[str, str], name: str) -> Secret | None:
    return Secret(environ[name], f"environment variable {name}") if name in environ else None


def _half(first: str, second: str) -> ConfigurationError:
    return ConfigurationError(f"{first} and {second} belong together, and only one of them is set.")


def impersonation_headers(user: int | str) -> Mapping[str, str]:
    """Return the header that makes a call on behalf of an end user, given by id or e-mail address.

    Needs an OAuth token with the scope `impersonate`, made by an admin; agents cannot be impersonated. Raise
    `ConfigurationError` for what is neither an id nor an address.

    https://developer.zendesk.com/documentation/ticketing/managing-tickets/making-api-requests-on-behalf-of-end-users/
    """
    if isinstance(user, str):
        if user.isascii() and user.isdigit():
            user = int(user)
        elif not user.isascii() or not user.isprintable() or " " in user or "@" not in user:
            raise ConfigurationError(f"on_behalf_of must be the id or the e-mail address of an end user, not {user!r}.")
    if isinstance(user, bool) or (isinstance(user, int) and user <= 0):
        raise ConfigurationError(f"on_behalf_of must be the id or the e-mail address of an end user, not {user!r}.")
    return {"X-On-Behalf-Of": str(user)}
