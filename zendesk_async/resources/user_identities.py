"""Identities: the addresses, numbers and accounts that a user is known by."""

import builtins
from collections.abc import Sequence
from typing import Literal, Unpack

from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.user_identities import UserIdentity, UserIdentityCreate, UserIdentityType, UserIdentityUpdate
from zendesk_async.pagination import Paginator


class UserIdentities(Resource, scope="users"):
    """Identities: the addresses, numbers and accounts that a user is known by.

    Agents may call these; end users call the ones that end in `_as_end_user`, about themselves.

    https://developer.zendesk.com/api-reference/ticketing/users/user_identities/
    """

    _list = Operation(
        "ListUserIdentities",
        "GET /api/v2/users/{user_id}/identities",
        UserIdentity,
        key="identities",
        paging=Paging.CURSOR_OR_OFFSET,
        names={"type": "type[]"},
    )

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
            self._list,
            user_id=user_id,
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

    _show = Operation(
        "ShowUserIdentity", "GET /api/v2/users/{user_id}/identities/{user_identity_id}", UserIdentity, key="identity"
    )

    async def show(self, user_id: int, user_identity_id: int) -> UserIdentity:
        """Return one identity of a user."""
        return await self._call(self._show, user_id=user_id, user_identity_id=user_identity_id)

    _create = Operation(
        "CreateUserIdentity", "POST /api/v2/users/{user_id}/identities", UserIdentity, key="identity", body="identity"
    )

    async def create(
        self, user_id: int, /, *, brand_id: int | None = None, **identity: Unpack[UserIdentityCreate]
    ) -> UserIdentity:
        """Add an identity to a user.

        An address gets a verification mail unless `verified` is True. Raises `Invalid` when the value is taken.
        """
        return await self._call(self._create, user_id=user_id, brand_id=brand_id, body=identity)

    _update = Operation(
        "UpdateUserIdentity",
        "PUT /api/v2/users/{user_id}/identities/{user_identity_id}",
        UserIdentity,
        key="identity",
        body="identity",
    )

    async def update(
        self, user_id: int, user_identity_id: int, /, **identity: Unpack[UserIdentityUpdate]
    ) -> UserIdentity:
        """Change or verify an identity.

        A user's `primary` identity is chosen by `make_primary`.
        """
        return await self._call(self._update, user_id=user_id, user_identity_id=user_identity_id, body=identity)

    _delete = Operation("DeleteUserIdentity", "DELETE /api/v2/users/{user_id}/identities/{user_identity_id}", NoContent)

    async def delete(self, user_id: int, user_identity_id: int) -> None:
        """Delete an identity of a user."""
        await self._call(self._delete, user_id=user_id, user_identity_id=user_identity_id)

    _make_primary = Operation(
        "MakeUserIdentityPrimary",
        "PUT /api/v2/users/{user_id}/identities/{user_identity_id}/make_primary",
        UserIdentity,
        key="identities",
    )

    async def make_primary(self, user_id: int, user_identity_id: int) -> builtins.list[UserIdentity]:
        """Make an identity the main one; return all identities of the user."""
        return await self._call_list(self._make_primary, user_id=user_id, user_identity_id=user_identity_id)

    _verify = Operation(
        "VerifyUserIdentity",
        "PUT /api/v2/users/{user_id}/identities/{user_identity_id}/verify",
        UserIdentity,
        key="identity",
    )

    async def verify(self, user_id: int, user_identity_id: int) -> UserIdentity:
        """Set an identity as verified, without a mail."""
        return await self._call(self._verify, user_id=user_id, user_identity_id=user_identity_id)

    _request_verification = Operation(
        "RequestUserVerfication",
        "PUT /api/v2/users/{user_id}/identities/{user_identity_id}/request_verification",
        NoContent,
        write_class=WriteClass.UNSAFE,
    )

    async def request_verification(self, user_id: int, user_identity_id: int, *, brand_id: int | None = None) -> None:
        """Send the user a mail that asks to verify an address."""
        await self._call(
            self._request_verification, user_id=user_id, user_identity_id=user_identity_id, brand_id=brand_id
        )

    _list_as_end_user = Operation(
        "ListEndUserIdentities",
        "GET /api/v2/end_users/{user_id}/identities",
        UserIdentity,
        key="identities",
        paging=Paging.CURSOR_OR_OFFSET,
        names={"type": "type[]"},
    )

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
            self._list_as_end_user,
            user_id=user_id,
            type=type,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show_as_end_user = Operation(
        "ShowEndUserIdentity",
        "GET /api/v2/end_users/{user_id}/identities/{user_identity_id}",
        UserIdentity,
        key="identity",
    )

    async def show_as_end_user(self, user_id: int, user_identity_id: int) -> UserIdentity:
        """Return one of one's own identities."""
        return await self._call(self._show_as_end_user, user_id=user_id, user_identity_id=user_identity_id)

    _create_as_end_user = Operation(
        "CreateEndUserIdentity",
        "POST /api/v2/end_users/{user_id}/identities",
        UserIdentity,
        key="identity",
        body="identity",
    )

    async def create_as_end_user(
        self, user_id: int, /, *, brand_id: int | None = None, **identity: Unpack[UserIdentityCreate]
    ) -> UserIdentity:
        """Add an identity to oneself."""
        return await self._call(self._create_as_end_user, user_id=user_id, brand_id=brand_id, body=identity)

    _delete_as_end_user = Operation(
        "DeleteEndUserIdentity", "DELETE /api/v2/end_users/{user_id}/identities/{user_identity_id}", NoContent
    )

    async def delete_as_end_user(self, user_id: int, user_identity_id: int) -> None:
        """Delete one of one's own identities."""
        await self._call(self._delete_as_end_user, user_id=user_id, user_identity_id=user_identity_id)

    _make_primary_as_end_user = Operation(
        "MakeEndUserIdentityPrimary",
        "PUT /api/v2/end_users/{user_id}/identities/{user_identity_id}/make_primary",
        UserIdentity,
        key="identities",
    )

    async def make_primary_as_end_user(self, user_id: int, user_identity_id: int) -> builtins.list[UserIdentity]:
        """Make one of one's own identities the main one; return all of them."""
        return await self._call_list(self._make_primary_as_end_user, user_id=user_id, user_identity_id=user_identity_id)

    _request_verification_as_end_user = Operation(
        "RequestEndUserVerification",
        "PUT /api/v2/end_users/{user_id}/identities/{user_identity_id}/request_verification",
        NoContent,
        write_class=WriteClass.UNSAFE,
    )

    async def request_verification_as_end_user(self, user_id: int, user_identity_id: int) -> None:
        """Have a mail sent to oneself that asks to verify an address."""
        await self._call(self._request_verification_as_end_user, user_id=user_id, user_identity_id=user_identity_id)
