"""Who is calling: API tokens, bearer tokens, nobody, and somebody on behalf of an end user.

https://developer.zendesk.com/api-reference/introduction/security-and-auth/
"""

import base64
from collections.abc import Mapping
from typing import Any

import attrs

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Described
from zendesk_async.emulator._clock import seconds_of
from zendesk_async.emulator._reach import reaches
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._table import Row

ANONYMOUS: Row = {
    "id": None,
    "url": None,
    "name": "Anonymous user",
    "email": "invalid@example.com",
    "role": "end-user",
    "active": None,
    "verified": False,
    "suspended": None,
    "locale": "en-US",
    "locale_id": 1,
    "time_zone": "UTC",
    "tags": [],
    "user_fields": {},
    "created_at": None,
    "updated_at": None,
}
"""Who asks without a credential: `GET /users/me` answers 200 with this (recorded)."""

_OPEN_TO_ANYONE = frozenset(
    {
        "ShowCurrentUser",
        "VerifySubdomainAvailability",
        "ListLocales",
        "ListLocalesForAgent",
        "ShowCurrentLocale",
        "DetectBestLocale",
        "ListAvailablePublicLocales",
        "ShowLocaleById",
        "CreateRequest",
        "ListTicketFields",
        "ShowManyTicketFields",
        "ShowManyTicketFormStatuses",
        "ListTicketForms",
        "ShowManyTicketForms",
        "TicketFormTicketFormStatuses",
    }
)


@attrs.frozen
class Caller:
    """The acting user, and the OAuth token in use (None under an API token)."""

    user: Row
    token: Row | None = None


class Authentication:
    """Check the credentials of an account's callers.

    `api_tokens` are the account's API tokens: with one of them a caller may act as any user of the account.
    """

    def __init__(self, account: Account, api_tokens: set[str] | None = None) -> None:
        self._account = account
        self.api_tokens = api_tokens if api_tokens is not None else {"token"}
        self._emails: dict[str, int] = {}
        self._tokens: dict[str, int] = {}
        self._tokens_version = -1

    def authenticate(self, headers: Mapping[str, str], operation: Described) -> Caller:
        """Return who is calling an operation. Raises `Refusal` 401 or 403."""
        scheme, _, credential = headers.get("Authorization", "").partition(" ")
        match scheme.lower():
            case "bearer":
                caller = self._bearer(credential.strip(), operation)
            case "basic":
                caller = self._basic(credential.strip(), operation)
            case _:
                caller = self._nobody(operation)
        if caller.user.get("suspended") or caller.user.get("active") is False:
            raise _refusals.could_not_authenticate()
        if behalf := headers.get("X-On-Behalf-Of"):
            caller = self._on_behalf(behalf, caller)
        if not reaches(caller.user["role"], operation.operation_id, operation.path):
            raise _refusals.forbidden()
        return caller

    def _nobody(self, operation: Described) -> Caller:
        if operation.operation_id in _OPEN_TO_ANYONE:
            return Caller(ANONYMOUS)
        raise _refusals.could_not_authenticate()

    def _basic(self, credential: str, operation: Described) -> Caller:
        try:
            name, _, secret = base64.b64decode(credential, validate=True).decode().partition(":")
        except ValueError:
            raise _refusals.could_not_authenticate() from None
        if not name.endswith("/token"):
            # A password, which no account takes since 2026-01-12: the caller is nobody.
            return self._nobody(operation)
        user = self._user_of(name.removesuffix("/token")) if secret in self.api_tokens else None
        if user is None:
            raise _refusals.could_not_authenticate()
        return Caller(user)

    def _user_of(self, email: str) -> Row | None:
        email = email.strip().lower()
        known = self._emails.get(email)
        if known is not None:
            user = self._account.users.get(known)
            if user is not None and (user["email"] or "").lower() == email:
                return user
        user = self._account.users.one("email", email)
        if user is not None:
            self._emails[email] = user["id"]
        return user

    def _bearer(self, secret: str, operation: Described) -> Caller:
        token = self._token_of(secret)
        if token is None or _is_over(token.get("expires_at"), self._account.clock.seconds()):
            raise _refusals.invalid_token()
        user = self._account.users.get(token["user_id"])
        if user is None:
            raise _refusals.invalid_token()
        _check_scope(operation, token["scopes"])
        # In place: the time of use is no change that an order or an index follows.
        token["used_at"] = self._account.clock.stamp()
        return Caller(user, token)

    def _token_of(self, secret: str) -> Row | None:
        tokens = self._account.oauth_tokens
        if self._tokens_version != tokens.version:
            self._tokens = {row["token"]: row["id"] for row in tokens.rows()}
            self._tokens_version = tokens.version
        found = self._tokens.get(secret)
        return None if found is None else tokens.get(found)

    def _on_behalf(self, target: str, caller: Caller) -> Caller:
        """Let an administrator's token with `impersonate` act as an end user.

        https://developer.zendesk.com/documentation/ticketing/managing-tickets/making-api-requests-on-behalf-of-end-users/
        """
        if caller.token is None or caller.user["role"] != "admin":
            raise _refusals.forbidden()
        if "impersonate" not in caller.token["scopes"]:
            raise _refusals.missing_scope("impersonate")
        target = target.strip()
        user = self._account.users.get(int(target)) if target.isdecimal() else self._user_of(target)
        if user is None:
            raise _refusals.record_not_found()
        if user["role"] != "end-user":
            raise _refusals.forbidden()
        return Caller(user, caller.token)


def _is_over(stamp: str | None, now: float) -> bool:
    return stamp is not None and seconds_of(stamp) <= now


def _check_scope(operation: Described, scopes: list[Any]) -> None:
    needed = operation.scope
    if needed is None or needed in scopes:
        return
    # The family's scope or the global one; `x:write` does not imply `x:read`.
    if needed.rpartition(":")[2] in scopes:
        return
    raise _refusals.missing_scope(needed)
