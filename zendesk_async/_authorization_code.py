"""The authorization-code grant with PKCE: a person signs in with a browser.

https://support.zendesk.com/hc/en-us/articles/4408845965210
"""

import base64
import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import attrs

from zendesk_async._oauth import (
    LONGEST_ACCESS,
    LONGEST_REFRESH,
    TokenEndpoint,
    check_access_lifetime,
    check_refresh_lifetime,
    check_scope,
    request_grant,
    token_request,
)
from zendesk_async._secret import Masked, Secret, named
from zendesk_async._token_store import TokenPair
from zendesk_async.errors import AuthError, ConfigurationError, InvalidArgument

_SUBDOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_LOOPBACK = frozenset({"localhost", "127.0.0.1"})


@attrs.frozen(kw_only=True)
class AuthorizationRequest:
    """One sign-in of one person: the page to open, and what proves that the answer belongs to it.

    Open `url` in a browser. Zendesk sends the browser to `redirect_uri` with a code, which lives 120 seconds and works
    once; give the whole address to `exchange`.

        request = AuthorizationRequest.create("acme", "my_client", "http://localhost:8765/callback")
        pair = await request.exchange(endpoint, callback_url)
        await store.save(pair)
    """

    url: str
    state: str
    code_verifier: Secret
    redirect_uri: str
    client_id: str
    scope: str

    @classmethod
    def create(
        cls,
        subdomain: str | None,
        client_id: str,
        redirect_uri: str,
        scope: str = "read write",
        *,
        base_url: str | None = None,
    ) -> "AuthorizationRequest":
        """Return a new request, with a `state` and a code verifier of its own.

        `redirect_uri` must be registered with the OAuth client, letter by letter; `https`, or `http` to `localhost` or
        `127.0.0.1`. `base_url` takes the place of `https://{subdomain}.zendesk.com`; then `subdomain` may be None. Raise
        `ConfigurationError` for what Zendesk would refuse.
        """
        if base_url is None and not _SUBDOMAIN.fullmatch(subdomain or ""):
            raise ConfigurationError(
                f"{subdomain!r} is not a Zendesk subdomain: give `acme`, not `acme.zendesk.com` or an address."
            )
        base = _checked_url("base_url", base_url or f"https://{subdomain}.zendesk.com").rstrip("/")
        verifier = Secret(secrets.token_urlsafe(64))
        state = secrets.token_urlsafe(32)
        query = {
            "response_type": "code",
            "client_id": named(client_id, "client_id"),
            "redirect_uri": _checked_url("redirect_uri", redirect_uri),
            "scope": check_scope(scope),
            "state": state,
            "code_challenge": code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        return cls(
            url=f"{base}/oauth/authorizations/new?{urlencode(query, quote_via=quote)}",
            state=state,
            code_verifier=verifier,
            redirect_uri=redirect_uri,
            client_id=client_id,
            scope=query["scope"],
        )

    async def exchange(
        self,
        endpoint: TokenEndpoint,
        callback: str,
        *,
        client_secret: str | Secret | None = None,
        expires_in: int = LONGEST_ACCESS,
        refresh_token_expires_in: int = LONGEST_REFRESH,
        now: Callable[[], float] = time.time,
    ) -> TokenPair:
        """Return the tokens for `callback`: the address that Zendesk sent the browser to, or the code in it alone.

        A code given alone comes without its `state`, so it is right only when the person copied it by hand. The client
        secret is not needed. Lives in seconds, as for `RefreshToken`. Raise `AuthError` when the person or Zendesk
        refused and when the address belongs to another sign-in; `InvalidArgument` when it holds no code.
        """
        payload = token_request(
            "authorization_code",
            code=self.code_from(callback),
            code_verifier=self.code_verifier,
            redirect_uri=self.redirect_uri,
            client_id=self.client_id,
            client_secret=None if client_secret is None else Secret(client_secret, "client_secret"),
            scope=self.scope,
            expires_in=check_access_lifetime(expires_in),
            refresh_token_expires_in=check_refresh_lifetime(refresh_token_expires_in),
        )
        del callback
        # Sent once: a code whose answer was lost is used up, and the next try would be told that it is invalid.
        grant = await request_grant(endpoint, payload)
        left = grant.refresh_token_expires_in
        return TokenPair(
            access_token=grant.access_token,
            refresh_token=grant.refresh_token,
            expires_at=now() + grant.expires_in,
            expires_in=grant.expires_in,
            refresh_token_expires_at=None if left is None else now() + left,
            scope=grant.scope,
            account=endpoint.account,
            client_id=self.client_id,
        )

    def code_from(self, callback: str) -> Secret:
        """Return the code in the address that Zendesk sent the browser to, if it belongs to this request."""
        if "://" not in callback:
            return Secret(callback.strip(), "authorization code")
        if callback.split("?", 1)[0] != self.redirect_uri.split("?", 1)[0]:
            del callback
            raise AuthError(f"The address is not the redirect URL of this sign-in, {self.redirect_uri}.")
        answer = Masked(parse_qs(callback.split("?", 1)[-1].split("#", 1)[0], keep_blank_values=True))
        del callback
        states = answer.get("state", [])
        if len(states) != 1 or not hmac.compare_digest(states[0].encode(), self.state.encode()):
            raise AuthError("The answer belongs to another sign-in (its `state` is not ours). Start again.")
        if "error" in answer:
            code = answer["error"][0]
            said = " ".join(answer.get("error_description", []))[:300]
            reason = "The person or Zendesk refused the sign-in" if code == "access_denied" else "The sign-in failed"
            raise AuthError(f"{reason}: {code[:60]}. {said}".strip(), code=code[:60])
        codes = answer.get("code", [])
        if len(codes) != 1 or not codes[0]:
            raise InvalidArgument("The address holds no authorization code: give all of it, also what follows the `?`.")
        return Secret(codes[0], "authorization code")


def code_challenge(verifier: Secret) -> str:
    """Return the S256 challenge of a code verifier (RFC 7636 section 4.2)."""
    digest = hashlib.sha256(verifier.reveal().encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def _checked_url(name: str, url: str) -> str:
    try:
        parts = urlsplit(named(url, name))
        host, _ = parts.hostname or "", parts.port
    except ValueError as error:
        raise ConfigurationError(f"{name} {url!r} is not an address: {error}") from None
    if not host or parts.username is not None or parts.fragment or " " in url:
        raise ConfigurationError(f"{name} {url!r} must be absolute, without a user name, a fragment or a space.")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _LOOPBACK):
        raise ConfigurationError(f"{name} {url!r} must be https; http only to localhost or 127.0.0.1.")
    return url
