# Written by tools/mirror.py from zendesk_async/resources/user_passwords.py: change that one, then run `make mirror`.

"""User passwords: set and change them, and what they must be like."""

from zendesk_async.resources.user_passwords import UserPasswords as AsyncUserPasswords
from zendesk_sync._resource import Resource


class UserPasswords(Resource[AsyncUserPasswords]):
    """User passwords: set and change them, and what they must be like.

    https://developer.zendesk.com/api-reference/ticketing/users/user_passwords/
    """

    def set(self, user_id: int, password: str) -> None:
        """Set the password of a user.

        For admins, when the account's security settings allow it. The user is signed out.
        """
        self._wait(self._async.set(user_id, password))

    def change(self, user_id: int, *, previous_password: str, password: str, brand_id: int | None = None) -> None:
        """Change the caller's own password."""
        self._wait(
            self._async.change(user_id, previous_password=previous_password, password=password, brand_id=brand_id)
        )

    def list_requirements(self, user_id: int) -> list[str]:
        """Return what the password of a user must be like, as sentences."""
        return self._wait(self._async.list_requirements(user_id))
