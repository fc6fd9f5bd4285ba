"""Remote authentications: configurations of single sign-on."""

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.remote_authentications import RemoteAuthentication
from zendesk_async.pagination import Paginator


class RemoteAuthentications(Resource, scope="security"):
    """Remote authentications: configurations of single sign-on.

    Admins may call this.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/remote_authentications/
    """

    _list = Operation(
        "ListRemoteAuthentications",
        "GET /api/v2/remote_authentications",
        RemoteAuthentication,
        key="remote_authentications",
        paging=Paging.SINGLE,
    )

    def list(self, *, brand_id: int | None = None) -> Paginator[RemoteAuthentication]:
        """Iterate over the configurations, of the account or of a brand."""
        return self._paginate(self._list, brand_id=brand_id)
