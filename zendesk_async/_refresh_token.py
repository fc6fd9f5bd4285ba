"""The refresh-token grant: for people who signed in once."""

import math
import time
from collections.abc import Callable

from zendesk_async._oauth import (
    LONGEST_ACCESS,
    LONGEST_REFRESH,
    Grant,
    TokenEndpoint,
    check_access_lifetime,
    check_refresh_lifetime,
    check_scope,
    token_request,
)
from zendesk_async._renewing import AccessToken, RenewingAuth
from zendesk_async._secret import Secret, bearer, named
from zendesk_async._token_store import MemoryTokenStore, TokenPair, TokenStore
from zendesk_async.errors import AuthError, ConfigurationError, RefreshRejected

SIGN_IN = "Sign in again (`zendesk login`)."


class RefreshToken(RenewingAuth):
    """Act as a person who signed in once, with tokens that Zendesk replaces at every refresh.

    A refresh kills the old access token and the old refresh token, so the new pair is in `store` before it is used,
    and of all processes that share the store one refreshes while the others take its result. Without a `store` the
    pair lives in this process and is lost with it: give a `FileTokenStore`, or one of your own. `refresh_token` starts
    an empty store; the pair in the store goes before it. `client_secret` is left out for public clients. `scope` is
    sent when given, else the stored one. Lives in seconds: `expires_in` 301 to 172,799, `refresh_token_expires_in`
    604,801 to 7,775,999; both are asked for at every refresh.

    `RefreshRejected` when Zendesk no longer takes the refresh token: sign in again, nothing else helps. It is raised
    from then on without asking Zendesk, until the store holds another pair.

    Raise `ConfigurationError` for an empty value, a life out of bounds, neither token nor store, and a store of another
    account or client.

    https://support.zendesk.com/hc/en-us/articles/4408845965210
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str | Secret | None = None,
        *,
        refresh_token: str | Secret | None = None,
        store: TokenStore | None = None,
        scope: str | None = None,
        expires_in: int = LONGEST_ACCESS,
        refresh_token_expires_in: int = LONGEST_REFRESH,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(clock=clock)
        if refresh_token is None and store is None:
            raise ConfigurationError("RefreshToken needs a refresh_token, or a store that holds one.")
        self.client_id = named(client_id, "client_id")
        self.scope = None if scope is None else check_scope(scope)
        self.expires_in = check_access_lifetime(expires_in)
        self.refresh_token_expires_in = check_refresh_lifetime(refresh_token_expires_in)
        self.store: TokenStore = MemoryTokenStore() if store is None else store
        self._client_secret = None if client_secret is None else Secret(client_secret, "client_secret")
        self._given = None if refresh_token is None else bearer(refresh_token, "refresh_token")
        self._now = now
        self._rejected: set[Secret] = set()
        self._unsaved: TokenPair | None = None

    def __repr__(self) -> str:
        return f"RefreshToken({self.client_id!r}, ***, store={self.store!r})"

    async def _obtain(self, gate: TokenEndpoint) -> AccessToken:
        async with self.store.lock():
            if self._unsaved is not None:
                return await self._keep(self._unsaved)
            pair = await self._stored(gate)
            usable = self._usable(pair)
            if usable is not None:
                return usable
            try:
                return await self._refresh(gate, pair)
            except RefreshRejected:
                # A process that does not hold our lock (another machine, a sign-in) may have refreshed meanwhile.
                newer = await self._stored(gate)
                usable = self._usable(newer)
                if usable is not None:
                    return usable
                if not self._candidates(newer):
                    raise
                return await self._refresh(gate, newer)

    async def _stored(self, gate: TokenEndpoint) -> TokenPair | None:
        pair = await self.store.load()
        if pair is None:
            return None
        for what, stored, ours in (
            ("account", pair.account, gate.account),
            ("OAuth client", pair.client_id, self.client_id),
        ):
            if stored != ours:
                raise ConfigurationError(
                    f"The token store {self.store!r} holds the tokens of the {what} {stored!r}, not of {ours!r}. "
                    "Give each account and client a store of its own."
                )
        return pair

    def _usable(self, pair: TokenPair | None) -> AccessToken | None:
        """Return the stored access token, when it is another than the one that has to be renewed, and good."""
        if pair is None or (self._access is not None and self._access.value == pair.access_token):
            return None
        token = self._from(pair)
        return token if token.renew_at > self._clock() else None

    def _from(self, pair: TokenPair) -> AccessToken:
        left = math.inf if pair.expires_at is None else pair.expires_at - self._now()
        life = left if pair.expires_in is None else pair.expires_in
        # A wall clock that was set back must not lengthen the token's life.
        return AccessToken.issued(pair.access_token, now=self._clock(), left=min(left, life), life=life)

    def _candidates(self, pair: TokenPair | None) -> list[Secret]:
        stored = None if pair is None else pair.refresh_token
        return [token for token in (stored, self._given) if token is not None and token not in self._rejected]

    async def _refresh(self, gate: TokenEndpoint, pair: TokenPair | None) -> AccessToken:
        rejection: RefreshRejected | None = None
        for token in self._candidates(pair):
            payload = token_request(
                "refresh_token",
                client_id=self.client_id,
                client_secret=self._client_secret,
                refresh_token=token,
                scope=self.scope or (pair.scope if pair and pair.scope else None),
                expires_in=self.expires_in,
                refresh_token_expires_in=self.refresh_token_expires_in,
            )
            try:
                grant = await self._ask(gate, payload)
            except RefreshRejected as error:
                self._rejected.add(token)
                rejection = error
            else:
                return await self._keep(self._pair(grant, token, gate.account))
        if rejection is not None:
            raise rejection
        if pair is None and self._given is None:
            raise AuthError(f"The token store {self.store!r} is empty. {SIGN_IN}")
        raise RefreshRejected(f"The refresh token was refused before, and the store holds no other. {SIGN_IN}")

    def _pair(self, grant: Grant, used: Secret, account: str) -> TokenPair:
        now = self._now()
        left = grant.refresh_token_expires_in
        return TokenPair(
            access_token=grant.access_token,
            refresh_token=grant.refresh_token or used,
            expires_at=now + grant.expires_in,
            expires_in=grant.expires_in,
            refresh_token_expires_at=None if left is None else now + left,
            scope=grant.scope,
            account=account,
            client_id=self.client_id,
        )

    async def _keep(self, pair: TokenPair) -> AccessToken:
        self._unsaved = pair
        try:
            await self.store.save(pair)
        except OSError as error:
            raise AuthError(
                f"Zendesk replaced the tokens, and the new ones could not be stored in {self.store!r}: "
                f"{error.strerror}. They are kept in this process and stored at the next call; when it ends before that, they are lost."
            ) from error
        self._unsaved = None
        return self._from(pair)
