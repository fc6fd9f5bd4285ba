"""OAuth tokens: create, look at and revoke the account's access tokens."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.oauth import GrantedToken, GrantRequest, OAuthToken, OAuthTokenCreate
from zendesk_async.pagination import Paginator


class OAuthTokens(Resource):
    """OAuth tokens: create, look at and revoke the account's access tokens.

    The client gets and renews its own tokens by itself (`zendesk_async.auth`); these are for managing others.

    https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_tokens/
    """

    _list = Operation(
        "ListOAuthTokens", "GET /api/v2/oauth/tokens", OAuthToken, key="tokens", paging=Paging.CURSOR_OR_OFFSET
    )

    def list(
        self,
        *,
        client_id: int | None = None,
        global_client_id: int | None = None,
        all: bool | None = None,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[OAuthToken]:
        """Iterate over the caller's tokens; with `all` over those of the account.

        Admins only.
        """
        return self._paginate(
            self._list,
            client_id=client_id,
            global_client_id=global_client_id,
            all=all,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation("ShowToken", "GET /api/v2/oauth/tokens/{oauth_token_id}", OAuthToken, key="token")

    async def show(self, oauth_token_id: int) -> OAuthToken:
        """Return one token."""
        return await self._call(self._show, oauth_token_id=oauth_token_id)

    _show_current = Operation("ShowCurrentToken", "GET /api/v2/oauth/tokens/current", OAuthToken, key="token")

    async def show_current(self) -> OAuthToken:
        """Return the token that this request was made with."""
        return await self._call(self._show_current)

    _create = Operation("CreateOAuthToken", "POST /api/v2/oauth/tokens", OAuthToken, key="token", body="token")

    async def create(self, **token: Unpack[OAuthTokenCreate]) -> OAuthToken:
        """Create a token for the caller, whole in this answer only.

        Admins only.
        """
        return await self._call(self._create, body=token)

    _create_for_grant = Operation("CreateTokenForGrantType", "POST /oauth/tokens", GrantedToken)

    async def create_for_grant(self, **grant: Unpack[GrantRequest]) -> GrantedToken:
        """Get a token by one of OAuth's grants.

        A refresh token is used up by this: its answer holds the next one.
        """
        return await self._call(self._create_for_grant, body=grant)

    _revoke = Operation("RevokeOAuthToken", "DELETE /api/v2/oauth/tokens/{oauth_token_id}", NoContent)

    async def revoke(self, oauth_token_id: int) -> None:
        """Revoke a token, which stops working at once."""
        await self._call(self._revoke, oauth_token_id=oauth_token_id)

    _revoke_current = Operation("RevokeCurrentOAuthToken", "DELETE /api/v2/oauth/tokens/current", NoContent)

    async def revoke_current(self) -> None:
        """Revoke the token that this request is made with."""
        await self._call(self._revoke_current)
