# Written by tools/mirror.py from zendesk_async/resources/global_clients.py: change that one, then run `make mirror`.

"""Global OAuth clients: applications that many accounts let in."""

from zendesk_async.models.global_clients import GlobalClient, GlobalClientTokenSummary
from zendesk_async.resources.global_clients import GlobalClients as AsyncGlobalClients
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class GlobalClients(Resource[AsyncGlobalClients]):
    """Global OAuth clients: applications that many accounts let in.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/oauth/global_oauth_clients/
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
    ) -> Paginator[GlobalClient]:
        """Iterate over the global OAuth clients that the account has let in."""
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
            self._async.list_token_summaries(
                global_client_id=global_client_id,
                include_expired=include_expired,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, global_client_id: int) -> GlobalClient:
        """Return one global OAuth client."""
        return self._wait(self._async.show(global_client_id))
