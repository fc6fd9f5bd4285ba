"""OAuth clients: the applications that get tokens for the account."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.oauth import OAuthClient, OAuthClientCreate, OAuthClientUpdate
from zendesk_async.pagination import Paginator


class OAuthClients(Resource):
    """OAuth clients: the applications that get tokens for the account.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/oauth/oauth_clients/
    """

    _list = Operation(
        "ListOAuthClients", "GET /api/v2/oauth/clients", OAuthClient, key="clients", paging=Paging.CURSOR_OR_OFFSET
    )

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
            self._list,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_current_user = Operation(
        "ListCurrentUserOAuthClients",
        "GET /api/v2/users/me/oauth/clients",
        OAuthClient,
        key="clients",
        paging=Paging.CURSOR_OR_OFFSET,
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
            self._list_by_current_user,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation("ShowClient", "GET /api/v2/oauth/clients/{oauth_client_id}", OAuthClient, key="client")

    async def show(self, oauth_client_id: int) -> OAuthClient:
        """Return one OAuth client."""
        return await self._call(self._show, oauth_client_id=oauth_client_id)

    _create = Operation("CreateOAuthClient", "POST /api/v2/oauth/clients", OAuthClient, key="client", body="client")

    async def create(self, **client: Unpack[OAuthClientCreate]) -> OAuthClient:
        """Create an OAuth client. Its secret is whole in this answer only."""
        return await self._call(self._create, body=client)

    _update = Operation(
        "UpdateClient", "PUT /api/v2/oauth/clients/{oauth_client_id}", OAuthClient, key="client", body="client"
    )

    async def update(self, oauth_client_id: int, /, **client: Unpack[OAuthClientUpdate]) -> OAuthClient:
        """Change an OAuth client."""
        return await self._call(self._update, oauth_client_id=oauth_client_id, body=client)

    _generate_secret = Operation(
        "ClientGenerateSecret",
        "PUT /api/v2/oauth/clients/{oauth_client_id}/generate_secret",
        OAuthClient,
        key="client",
        write_class=WriteClass.UNSAFE,
    )

    async def generate_secret(self, oauth_client_id: int) -> OAuthClient:
        """Give an OAuth client a new secret, whole in this answer only. The old one stops working."""
        return await self._call(self._generate_secret, oauth_client_id=oauth_client_id)

    _delete = Operation("DeleteClient", "DELETE /api/v2/oauth/clients/{oauth_client_id}", NoContent)

    async def delete(self, oauth_client_id: int) -> None:
        """Delete an OAuth client. Its tokens stop working."""
        await self._call(self._delete, oauth_client_id=oauth_client_id)
