"""The OAuth endpoints of the emulated account: tokens for grants, rotation, and the authorization page.

https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/ and
https://support.zendesk.com/hc/en-us/articles/4408845965210
"""

import base64
import hashlib
import hmac
import secrets
from typing import Any, Final
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

import attrs

from zendesk_async._json import is_object
from zendesk_async.emulator._call import Answer, Call, Row, answers, serves
from zendesk_async.emulator._clock import seconds_of, stamp_of
from zendesk_async.emulator._refusals import Refusal, grant_refused
from zendesk_async.emulator._store import Account

ACCESS_SECONDS: Final = 1_800
"""Life of an access token of a client made since 2026-04-30, when no other is asked for."""
REFRESH_SECONDS: Final = 2_592_000
_CODE_SECONDS: Final = 120
_ACCESS_BOUNDS: Final = (300, 172_800)
_REFRESH_BOUNDS: Final = (604_800, 7_776_000)

_INVALID_GRANT = (
    "The provided access grant is invalid, expired, or revoked (e.g. invalid assertion, expired authorization token, "
    "bad end-user password credentials, or mismatching authorization code and redirection URI)."
)
_INVALID_CLIENT = (
    "Client authentication failed due to unknown client, no client authentication included, or unsupported "
    "authentication method."
)


@attrs.define
class Grants:
    """What the token endpoint of one account keeps: authorization codes, and how long tokens live by default."""

    access_seconds: int = ACCESS_SECONDS
    refresh_seconds: int = REFRESH_SECONDS
    codes: dict[str, Row] = attrs.field(factory=dict[str, Row])


_grants: WeakKeyDictionary[Account, Grants] = WeakKeyDictionary()


def grants_of(account: Account) -> Grants:
    """Return what the token endpoint of an account keeps."""
    return _grants.setdefault(account, Grants())


def issue_token(
    account: Account,
    client: Row,
    user_id: int,
    scopes: list[str],
    *,
    expires_in: float | None = None,
    refresh_expires_in: float | None = None,
    secret: str | None = None,
) -> Row:
    """Add a token to the account and return its row, with the whole secrets under `token` and `refresh_token`.

    Lifetimes are in seconds; None never ends. A refresh token comes with a `refresh_expires_in` only.
    """
    now = account.clock.seconds()
    identifier = account.new_id()
    return account.oauth_tokens.insert(
        {
            "id": identifier,
            "url": f"{account.base}/api/v2/oauth/tokens/{identifier}.json",
            "client_id": client["id"],
            "user_id": user_id,
            "scopes": scopes,
            "token": secret or secrets.token_urlsafe(48),
            "refresh_token": None if refresh_expires_in is None else secrets.token_urlsafe(48),
            "created_at": stamp_of(now),
            "used_at": None,
            "expires_at": None if expires_in is None else stamp_of(now + expires_in),
            "refresh_token_expires_at": None if refresh_expires_in is None else stamp_of(now + refresh_expires_in),
        }
    )


def add_client(
    account: Account,
    *,
    identifier: str,
    secret: str | None,
    user_id: int,
    name: str | None = None,
    kind: str = "confidential",
    redirect_uri: list[str] | None = None,
    scopes: list[str] | None = None,
) -> Row:
    """Add an OAuth client to the account; `scopes` is the most that its tokens may have (None: no bound)."""
    now = account.clock.stamp()
    number = account.new_id()
    return account.oauth_clients.insert(
        {
            "id": number,
            "url": f"{account.base}/api/v2/oauth/clients/{number}.json",
            "name": name or identifier,
            "identifier": identifier,
            "kind": kind,
            "company": None,
            "description": None,
            "logo_url": None,
            "redirect_uri": redirect_uri or [],
            "global": False,
            "user_id": user_id,
            "secret": secret,
            "scopes": scopes,
            "created_at": now,
            "updated_at": now,
        }
    )


@answers("CreateTokenForGrantType")
def create_token_for_grant_type(call: Call) -> Answer:
    """Give a token for a grant."""
    if not is_object(call.body):
        raise grant_refused("invalid_request", "The request is missing a required parameter.")
    asked = call.body
    match asked.get("grant_type"):
        case "client_credentials":
            return _client_credentials(call, asked)
        case "refresh_token":
            return _refresh(call, asked)
        case "authorization_code":
            return _code(call, asked)
        case None:
            raise grant_refused("invalid_request", "The request is missing a required parameter.")
        case _:
            raise grant_refused(
                "unsupported_grant_type",
                "The authorization grant type is not supported by the authorization server.",
            )


def _client_credentials(call: Call, asked: Row) -> Answer:
    client = _client(call, asked)
    if client["kind"] == "public":
        raise grant_refused("unauthorized_client", "Public clients cannot use the client credentials grant.")
    _check_secret(client, asked)
    scopes = _scopes(client, asked.get("scope"))
    # No refresh token: who has the secret can ask again.
    expires_in = _seconds(asked, "expires_in", _ACCESS_BOUNDS) or grants_of(call.account).access_seconds
    row = issue_token(call.account, client, client["user_id"], scopes, expires_in=expires_in)
    return _granted(row, scopes, expires_in)


def _refresh(call: Call, asked: Row) -> Answer:
    client = _client(call, asked)
    if client["kind"] != "public" or asked.get("client_secret"):
        _check_secret(client, asked)
    secret = asked.get("refresh_token")
    tokens = call.account.oauth_tokens
    old = next((row for row in tokens.rows() if secret and row["refresh_token"] == secret), None)
    if old is None or old["client_id"] != client["id"]:
        # Also a token that was used already: refused, but the pair it was exchanged for lives on.
        raise grant_refused("invalid_grant", _INVALID_GRANT)
    if seconds_of(old["refresh_token_expires_at"]) <= call.clock.seconds():
        raise grant_refused("invalid_grant", _INVALID_GRANT)
    scopes = _scopes(client, asked["scope"]) if asked.get("scope") else old["scopes"]
    if not set(scopes) <= set(old["scopes"]):
        raise _invalid_scope()
    lives = _lives(call, asked)
    tokens.remove(old["id"])
    row = issue_token(call.account, client, old["user_id"], scopes, expires_in=lives[0], refresh_expires_in=lives[1])
    return _granted(row, scopes, *lives)


def _code(call: Call, asked: Row) -> Answer:
    client = _client(call, asked)
    codes = grants_of(call.account).codes
    granted = codes.get(asked.get("code", ""))
    if (
        granted is None
        or granted["client_id"] != client["id"]
        or granted["redirect_uri"] != asked.get("redirect_uri")
        or granted["expires"] <= call.clock.seconds()
    ):
        raise grant_refused("invalid_grant", _INVALID_GRANT)
    verifier = asked.get("code_verifier")
    if granted["code_challenge"]:
        # https://www.rfc-editor.org/rfc/rfc7636#section-4.6
        digest = hashlib.sha256(str(verifier or "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if not hmac.compare_digest(challenge, granted["code_challenge"]):
            raise grant_refused("invalid_grant", _INVALID_GRANT)
    else:
        _check_secret(client, asked)
    lives = _lives(call, asked)
    del codes[asked["code"]]
    scopes = granted["scopes"]
    row = issue_token(
        call.account, client, granted["user_id"], scopes, expires_in=lives[0], refresh_expires_in=lives[1]
    )
    return _granted(row, scopes, *lives)


def _granted(row: Row, scopes: list[str], expires_in: int, refresh_expires_in: int | None = None) -> Answer:
    payload: dict[str, Any] = {"access_token": row["token"]}
    if refresh_expires_in is not None:
        payload["refresh_token"] = row["refresh_token"]
    payload |= {"token_type": "bearer", "scope": " ".join(scopes), "expires_in": expires_in}
    if refresh_expires_in is not None:
        payload["refresh_token_expires_in"] = refresh_expires_in
    return Answer(payload, 201, {"cache-control": "no-store"})


def _client(call: Call, asked: Row) -> Row:
    client = call.account.oauth_clients.one("identifier", asked.get("client_id"))
    if client is None:
        raise grant_refused("invalid_client", _INVALID_CLIENT, 401)
    return client


def _check_secret(client: Row, asked: Row) -> None:
    given = asked.get("client_secret")
    if (
        not isinstance(given, str)
        or not client["secret"]
        or not hmac.compare_digest(given.encode(), client["secret"].encode())
    ):
        raise grant_refused("invalid_client", _INVALID_CLIENT, 401)


def _scopes(client: Row, asked: object) -> list[str]:
    # A scope nobody knows still yields a token, with which every call answers 403 (documented).
    scopes = asked.split() if isinstance(asked, str) else []
    ceiling = client["scopes"]
    if not scopes:
        scopes = ceiling or ["read", "write"]
    if ceiling and not set(scopes) <= set(ceiling):
        raise _invalid_scope()
    return scopes


def _invalid_scope() -> Refusal:
    return grant_refused("invalid_scope", "The requested scope is invalid, unknown, or malformed.")


def _lives(call: Call, asked: Row) -> tuple[int, int]:
    grants = grants_of(call.account)
    access = _seconds(asked, "expires_in", _ACCESS_BOUNDS) or grants.access_seconds
    refresh = _seconds(asked, "refresh_token_expires_in", _REFRESH_BOUNDS) or grants.refresh_seconds
    if access > refresh:
        raise grant_refused("invalid_request", "expires_in must not be above refresh_token_expires_in.")
    return access, refresh


def _seconds(asked: Row, name: str, bounds: tuple[int, int]) -> int | None:
    value = asked.get(name)
    if value is None or value == "":
        return None
    least, most = bounds
    if isinstance(value, bool) or not str(value).isdecimal() or not least <= int(value) <= most:
        raise grant_refused("invalid_request", f"{name} must be greater than {least} and less than {most}.")
    return int(value)


@serves("GET", "/oauth/authorizations/new")
@serves("POST", "/oauth/authorizations/new")
def authorize(call: Call) -> Answer:
    """Grant a client access at once, as the administrator: nobody is there to be asked.

    `decision=deny` (a parameter of the emulator's own) refuses it.
    """
    asked: dict[str, Any] = {**call.query, **(call.body if is_object(call.body) else {})}
    client = call.account.oauth_clients.one("identifier", asked.get("client_id"))
    redirect = str(asked.get("redirect_uri"))
    if client is None or redirect not in client["redirect_uri"]:
        # Nowhere safe to redirect to: the page itself says so.
        raise Refusal(
            400,
            "Invalid Authorization Request: No such client, or redirect_uri is not one that it registered.",
            {"Content-Type": "text/html; charset=utf-8"},
        )
    challenge, method = asked.get("code_challenge"), asked.get("code_challenge_method", "plain")
    if asked.get("response_type") != "code":
        answer = {"error": "unsupported_response_type", "error_description": "The response type is not supported."}
    elif challenge and method != "S256":
        answer = {"error": "invalid_request", "error_description": "code_challenge_method must be S256."}
    elif client["kind"] == "public" and not challenge:
        answer = {"error": "invalid_request", "error_description": "Public clients must use PKCE."}
    elif asked.get("decision") == "deny":
        answer = {
            "error": "access_denied",
            "error_description": "The end-user or authorization server denied the request",
        }
    else:
        answer = _grant_code(call, client, asked)
    if state := asked.get("state"):
        answer["state"] = state
    return Answer(None, 302, {"Location": f"{redirect}{'&' if '?' in redirect else '?'}{urlencode(answer)}"})


def _grant_code(call: Call, client: Row, asked: dict[str, Any]) -> dict[str, str]:
    try:
        scopes = _scopes(client, asked.get("scope"))
    except Refusal as refusal:
        return dict(refusal.payload)
    code = secrets.token_urlsafe(24)
    grants_of(call.account).codes[code] = {
        "client_id": client["id"],
        "redirect_uri": asked["redirect_uri"],
        "user_id": client["user_id"],
        "scopes": scopes,
        "code_challenge": asked.get("code_challenge"),
        "expires": call.clock.seconds() + _CODE_SECONDS,
    }
    return {"code": code}
