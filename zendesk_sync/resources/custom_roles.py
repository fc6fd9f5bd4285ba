# Written by tools/mirror.py from zendesk_async/resources/custom_roles.py: change that one, then run `make mirror`.

"""Custom roles: what some agents may do."""

from typing import Unpack

from zendesk_async.models.custom_roles import CustomRole, CustomRoleCreate, CustomRoleUpdate
from zendesk_async.resources.custom_roles import CustomRoles as AsyncCustomRoles
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class CustomRoles(Resource[AsyncCustomRoles]):
    """Custom roles: what some agents may do.

    Agents may read them; admins, and agents who may manage roles, change them.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/
    """

    def list(self) -> Paginator[CustomRole]:
        """Iterate over the custom roles."""
        return self._paginate(self._async.list())

    def show(self, custom_role_id: int) -> CustomRole:
        """Return one custom role."""
        return self._wait(self._async.show(custom_role_id))

    def create(self, **custom_role: Unpack[CustomRoleCreate]) -> CustomRole:
        """Create a custom role."""
        return self._wait(self._async.create(**custom_role))

    def update(self, custom_role_id: int, /, **custom_role: Unpack[CustomRoleUpdate]) -> CustomRole:
        """Change a custom role."""
        return self._wait(self._async.update(custom_role_id, **custom_role))

    def delete(self, custom_role_id: int) -> None:
        """Delete a custom role. Refused while agents have it."""
        self._wait(self._async.delete(custom_role_id))
