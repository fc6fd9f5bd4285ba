"""Global OAuth clients: applications that many accounts let in."""

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.global_clients import GlobalClient, GlobalClientTokenSummary
from zendesk_async.pagination import Paginator


class GlobalClients(Resource):
    """Global OAuth clients: applications that many accounts let in.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/oauth/global_oauth_clients/
    """

    _list = Operation(
        "ListGlobalOAuthClients",
        "GET /api/v2/oauth/global_clients",
        GlobalClient,
        key="global_clients",
        paging=Paging.CURSOR_OR_OFFSET,
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
    ) -> Paginator[GlobalClient]:
        """Iterate over the global OAuth clients that the account has let in."""
        return self._paginate(
            self._list,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_token_summaries = Operation(
        "GlobalOAuthClientsTokenSummary",
        "GET /api/v2/oauth/global_clients/token_summary",
        GlobalClientTokenSummary,
        key="global_clients",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_token_summaries(
        self,
        *,
        global_client_id: int | None = None,
        include_expired: bool | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[GlobalClientTokenSummary]:
        """Iterate over how many tokens each global OAuth client has in the account."""
        return self._paginate(
            self._list_token_summaries,
            global_client_id=global_client_id,
            include_expired=include_expired,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation(
        "ShowGlobalClient", "GET /api/v2/oauth/global_clients/{global_client_id}", GlobalClient, key="global_client"
    )

    async def show(self, global_client_id: int) -> GlobalClient:
        """Return one global OAuth client."""
        return await self._call(self._show, global_client_id=global_client_id)
