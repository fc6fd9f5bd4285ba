"""Custom roles: what some agents may do."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.custom_roles import CustomRole, CustomRoleCreate, CustomRoleUpdate
from zendesk_async.pagination import Paginator


class CustomRoles(Resource):
    """Custom roles: what some agents may do.

    Agents may read them; admins, and agents who may manage roles, change them.

    https://developer.zendesk.com/api-reference/ticketing/account-configuration/custom_roles/
    """

    _list = Operation(
        "ListCustomRoles", "GET /api/v2/custom_roles", CustomRole, key="custom_roles", paging=Paging.SINGLE
    )

    def list(self) -> Paginator[CustomRole]:
        """Iterate over the custom roles."""
        return self._paginate(self._list)

    _show = Operation("ShowCustomRoleById", "GET /api/v2/custom_roles/{custom_role_id}", CustomRole, key="custom_role")

    async def show(self, custom_role_id: int) -> CustomRole:
        """Return one custom role."""
        return await self._call(self._show, custom_role_id=custom_role_id)

    _create = Operation(
        "CreateCustomRole", "POST /api/v2/custom_roles", CustomRole, key="custom_role", body="custom_role"
    )

    async def create(self, **custom_role: Unpack[CustomRoleCreate]) -> CustomRole:
        """Create a custom role."""
        return await self._call(self._create, body=custom_role)

    _update = Operation(
        "UpdateCustomRoleById",
        "PUT /api/v2/custom_roles/{custom_role_id}",
        CustomRole,
        key="custom_role",
        body="custom_role",
    )

    async def update(self, custom_role_id: int, /, **custom_role: Unpack[CustomRoleUpdate]) -> CustomRole:
        """Change a custom role."""
        return await self._call(self._update, custom_role_id=custom_role_id, body=custom_role)

    _delete = Operation("DeleteCustomRoleById", "DELETE /api/v2/custom_roles/{custom_role_id}", NoContent)

    async def delete(self, custom_role_id: int) -> None:
        """Delete a custom role. Refused while agents have it."""
        await self._call(self._delete, custom_role_id=custom_role_id)
