# Written by tools/mirror.py from zendesk_async/resources/oauth_tokens.py: change that one, then run `make mirror`.

"""OAuth tokens: create, look at and revoke the account's access tokens."""

from typing import Unpack

from zendesk_async.models.oauth import GrantedToken, GrantRequest, OAuthToken, OAuthTokenCreate
from zendesk_async.resources.oauth_tokens import OAuthTokens as AsyncOAuthTokens
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class OAuthTokens(Resource[AsyncOAuthTokens]):
    """OAuth tokens: create, look at and revoke the account's access tokens.

    The client gets and renews its own tokens by itself (`zendesk_async.auth`); these are for managing others.

    https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_tokens/
    """

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
            self._async.list(
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
        )

    def show(self, oauth_token_id: int) -> OAuthToken:
        """Return one token."""
        return self._wait(self._async.show(oauth_token_id))

    def show_current(self) -> OAuthToken:
        """Return the token that this request was made with."""
        return self._wait(self._async.show_current())

    def create(self, **token: Unpack[OAuthTokenCreate]) -> OAuthToken:
        """Create a token for the caller, whole in this answer only.

        Admins only.
        """
        return self._wait(self._async.create(**token))

    def create_for_grant(self, **grant: Unpack[GrantRequest]) -> GrantedToken:
        """Get a token by one of OAuth's grants.

        A refresh token is used up by this: its answer holds the next one.
        """
        return self._wait(self._async.create_for_grant(**grant))

    def revoke(self, oauth_token_id: int) -> None:
        """Revoke a token, which stops working at once."""
        self._wait(self._async.revoke(oauth_token_id))

    def revoke_current(self) -> None:
        """Revoke the token that this request is made with."""
        self._wait(self._async.revoke_current())
