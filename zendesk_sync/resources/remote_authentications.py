# Written by tools/mirror.py from zendesk_async/resources/remote_authentications.py: change that one, then run `make mirror`.

"""Remote authentications: configurations of single sign-on."""

from zendesk_async.models.remote_authentications import RemoteAuthentication
from zendesk_async.resources.remote_authentications import RemoteAuthentications as AsyncRemoteAuthentications
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class RemoteAuthentications(Resource[AsyncRemoteAuthentications]):
    """Remote authentications: configurations of single sign-on.

    Admins may call this.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/remote_authentications/
    """

    def list(self, *, brand_id: int | None = None) -> Paginator[RemoteAuthentication]:
        """Iterate over the configurations, of the account or of a brand."""
        return self._paginate(self._async.list(brand_id=brand_id))
