"""User passwords: set and change them, and what they must be like."""

from zendesk_async._operation import NoContent, Operation, WriteClass
from zendesk_async._resource import Resource


class UserPasswords(Resource, scope="users"):
    """User passwords: set and change them, and what they must be like.

    https://developer.zendesk.com/api-reference/ticketing/users/user_passwords/
    """

    _set = Operation(
        "SetUserPassword", "POST /api/v2/users/{user_id}/password", NoContent, write_class=WriteClass.IDEMPOTENT
    )

    async def set(self, user_id: int, password: str) -> None:
        """Set the password of a user.

        For admins, when the account's security settings allow it. The user is signed out.
        """
        await self._call(self._set, user_id=user_id, body={"password": password})

    _change = Operation(
        "ChangeOwnPassword", "PUT /api/v2/users/{user_id}/password", NoContent, write_class=WriteClass.UNSAFE
    )

    async def change(self, user_id: int, *, previous_password: str, password: str, brand_id: int | None = None) -> None:
        """Change the caller's own password."""
        await self._call(
            self._change,
            user_id=user_id,
            brand_id=brand_id,
            body={"previous_password": previous_password, "password": password},
        )

    _list_requirements = Operation(
        "GetUserPasswordRequirements", "GET /api/v2/users/{user_id}/password/requirements", str, key="requirements"
    )

    async def list_requirements(self, user_id: int) -> list[str]:
        """Return what the password of a user must be like, as sentences."""
        return await self._call_list(self._list_requirements, user_id=user_id)
