"""The client-credentials grant: for programs that run on their own."""

import time
from collections.abc import Callable

from zendesk_async._oauth import LONGEST_ACCESS, TokenEndpoint, check_access_lifetime, check_scope, token_request
from zendesk_async._renewing import AccessToken, RenewingAuth
from zendesk_async._secret import Secret, named


class ClientCredentials(RenewingAuth):
    """Act as the user of an OAuth client, without anybody signing in: the normal credential of a program.

    `client_id` is the client's unique identifier (a string); the client must be confidential. `scope` is space
    separated (`"tickets:read users:read"`). `expires_in` is how long each access token is to live, in seconds, 301 to
    172,799; the next one is asked for before it ends. There is no refresh token and nothing to store.

    Zendesk answers a scope it does not know with a token that is good for nothing: every call with it gets a 403.

    Raise `ConfigurationError` for an empty value, a scope that is none and a life out of bounds.

    https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/
    """

    def __init__(
        self,
        client_id: str,
        client_secret: str | Secret,
        *,
        scope: str = "read write",
        expires_in: int = LONGEST_ACCESS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(clock=clock)
        self.client_id = named(client_id, "client_id")
        self.scope = check_scope(scope)
        self.expires_in = check_access_lifetime(expires_in)
        self._client_secret = Secret(client_secret, "client_secret")

    def __repr__(self) -> str:
        return f"ClientCredentials({self.client_id!r}, ***, scope={self.scope!r})"

    async def _obtain(self, gate: TokenEndpoint) -> AccessToken:
        payload = token_request(
            "client_credentials",
            client_id=self.client_id,
            client_secret=self._client_secret,
            scope=self.scope,
            expires_in=self.expires_in,
        )
        return self._issued(await self._ask(gate, payload))
