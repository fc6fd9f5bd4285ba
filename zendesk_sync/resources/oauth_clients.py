# Written by tools/mirror.py from zendesk_async/resources/oauth_clients.py: change that one, then run `make mirror`.

"""OAuth clients: the applications that get tokens for the account."""

from typing import Unpack

from zendesk_async.models.oauth import OAuthClient, OAuthClientCreate, OAuthClientUpdate
from zendesk_async.resources.oauth_clients import OAuthClients as AsyncOAuthClients
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class OAuthClients(Resource[AsyncOAuthClients]):
    """OAuth clients: the applications that get tokens for the account.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_clients/
    """

    def list(
        self,
        *,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[OAuthClient]:
        """Iterate over the OAuth clients of the account."""
        return self._paginate(
            self._async.list(
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def list_by_current_user(
        self,
        *,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[OAuthClient]:
        """Iterate over the OAuth clients of the caller."""
        return self._paginate(
            self._async.list_by_current_user(
                page_size=page_size, page_after=page_after, page_before=page_before, page=page, per_page=per_page
            )
        )

    def show(self, oauth_client_id: int) -> OAuthClient:
        """Return one OAuth client."""
        return self._wait(self._async.show(oauth_client_id))

    def create(self, **client: Unpack[OAuthClientCreate]) -> OAuthClient:
        """Create an OAuth client. Its secret is whole in this answer only."""
        return self._wait(self._async.create(**client))

    def update(self, oauth_client_id: int, /, **client: Unpack[OAuthClientUpdate]) -> OAuthClient:
        """Change an OAuth client."""
        return self._wait(self._async.update(oauth_client_id, **client))

    def generate_secret(self, oauth_client_id: int) -> OAuthClient:
        """Give an OAuth client a new secret, whole in this answer only. The old one stops working."""
        return self._wait(self._async.generate_secret(oauth_client_id))

    def delete(self, oauth_client_id: int) -> None:
        """Delete an OAuth client. Its tokens stop working."""
        self._wait(self._async.delete(oauth_client_id))
