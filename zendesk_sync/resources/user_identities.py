# Written by tools/mirror.py from zendesk_async/resources/user_identities.py: change that one, then run `make mirror`.

"""Identities: the addresses, numbers and accounts that a user is known by."""

import builtins
from collections.abc import Sequence
from typing import Literal, Unpack

from zendesk_async.models.user_identities import UserIdentity, UserIdentityCreate, UserIdentityType, UserIdentityUpdate
from zendesk_async.resources.user_identities import UserIdentities as AsyncUserIdentities
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class UserIdentities(Resource[AsyncUserIdentities]):
    """Identities: the addresses, numbers and accounts that a user is known by.

    Agents may call these; end users call the ones that end in `_as_end_user`, about themselves.

    https://developer.zendesk.com/api-reference/ticketing/users/user_identities/
    """

    def list(
        self,
        user_id: int,
        *,
        type: Sequence[UserIdentityType | Literal["microsoft"]] = (),
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[UserIdentity]:
        """Iterate over the identities of a user."""
        return self._paginate(
            self._async.list(
                user_id,
                type=type,
                include_boundary_indicators=include_boundary_indicators,
                include_item_cursors=include_item_cursors,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, user_id: int, user_identity_id: int) -> UserIdentity:
        """Return one identity of a user."""
        return self._wait(self._async.show(user_id, user_identity_id))

    def create(
        self, user_id: int, /, *, brand_id: int | None = None, **identity: Unpack[UserIdentityCreate]
    ) -> UserIdentity:
        """Add an identity to a user.

        An address gets a verification mail unless `verified` is True. Raises `Invalid` when the value is taken.
        """
        return self._wait(self._async.create(user_id, brand_id=brand_id, **identity))

    def update(self, user_id: int, user_identity_id: int, /, **identity: Unpack[UserIdentityUpdate]) -> UserIdentity:
        """Change or verify an identity.

        A user's `primary` identity is chosen by `make_primary`.
        """
        return self._wait(self._async.update(user_id, user_identity_id, **identity))

    def delete(self, user_id: int, user_identity_id: int) -> None:
        """Delete an identity of a user."""
        self._wait(self._async.delete(user_id, user_identity_id))

    def make_primary(self, user_id: int, user_identity_id: int) -> builtins.list[UserIdentity]:
        """Make an identity the main one; return all identities of the user."""
        return self._wait(self._async.make_primary(user_id, user_identity_id))

    def verify(self, user_id: int, user_identity_id: int) -> UserIdentity:
        """Set an identity as verified, without a mail."""
        return self._wait(self._async.verify(user_id, user_identity_id))

    def request_verification(self, user_id: int, user_identity_id: int, *, brand_id: int | None = None) -> None:
        """Send the user a mail that asks to verify an address."""
        self._wait(self._async.request_verification(user_id, user_identity_id, brand_id=brand_id))

    def list_as_end_user(
        self,
        user_id: int,
        *,
        type: Sequence[Literal["email", "phone_number"]] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[UserIdentity]:
        """Iterate over one's own identities."""
        return self._paginate(
            self._async.list_as_end_user(
                user_id,
                type=type,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show_as_end_user(self, user_id: int, user_identity_id: int) -> UserIdentity:
        """Return one of one's own identities."""
        return self._wait(self._async.show_as_end_user(user_id, user_identity_id))

    def create_as_end_user(
        self, user_id: int, /, *, brand_id: int | None = None, **identity: Unpack[UserIdentityCreate]
    ) -> UserIdentity:
        """Add an identity to oneself."""
        return self._wait(self._async.create_as_end_user(user_id, brand_id=brand_id, **identity))

    def delete_as_end_user(self, user_id: int, user_identity_id: int) -> None:
        """Delete one of one's own identities."""
        self._wait(self._async.delete_as_end_user(user_id, user_identity_id))

    def make_primary_as_end_user(self, user_id: int, user_identity_id: int) -> builtins.list[UserIdentity]:
        """Make one of one's own identities the main one; return all of them."""
        return self._wait(self._async.make_primary_as_end_user(user_id, user_identity_id))

    def request_verification_as_end_user(self, user_id: int, user_identity_id: int) -> None:
        """Have a mail sent to oneself that asks to verify an address."""
        self._wait(self._async.request_verification_as_end_user(user_id, user_identity_id))
