"""Users: end users, agents and admins."""

import builtins
from collections.abc import Sequence
from typing import Literal, Unpack

from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async.jobs import ItemResult, Job, perform_each
from zendesk_async.models.common import Count
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.models.user_payloads import UserBatchUpdate, UserCreate, UserMerge, UserSettingsUpdate, UserUpdate
from zendesk_async.models.users import (
    ComplianceDeletionStatus,
    DeletedUser,
    Entitlements,
    OneUserSideload,
    User,
    UserPreferences,
    UserRelated,
    UserSideload,
)
from zendesk_async.pagination import Paginator
from zendesk_async.resources._bodies import batch_or_shared
from zendesk_async.resources.user_lists import UserLists


class Users(UserLists, scope="users"):
    """Users: end users, agents and admins.

    Agents may call these unless a method says otherwise; an agent changes and deletes only end users.

    https://developer.zendesk.com/api-reference/ticketing/users/users/
    """

    _show = Operation("ShowUser", "GET /api/v2/users/{user_id}", User, key="user")

    async def show(self, user_id: int, *, include: Sequence[OneUserSideload] = ()) -> User:
        """Return one user. A deleted user can still be read and has `active` False."""
        return await self._call(self._show, user_id=user_id, include=include)

    _show_many = Operation("ShowManyUsers", "GET /api/v2/users/show_many", User, key="users")

    async def show_many(
        self,
        ids: Sequence[int] = (),
        *,
        external_ids: Sequence[str] = (),
        include_deleted: bool | None = None,
        brand_id: int | Literal["all"] | None = None,
        include: Sequence[UserSideload] = (),
    ) -> list[User]:
        """Return the users with these ids or external ids, 100 at most."""
        return await self._call_list(
            self._show_many,
            ids=ids,
            external_ids=external_ids,
            include_deleted=include_deleted,
            brand_id=brand_id,
            include=include,
        )

    async def load(self, user_id: int) -> User:
        """Return one user; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. A deleted user has `active` False. Raises `NotFound` for an id
        that does not exist.
        """
        return await self._load(self._show_many, user_id, include_deleted=True)

    _me = Operation("ShowCurrentUser", "GET /api/v2/users/me", User, key="user")

    async def me(self, *, include: Sequence[OneUserSideload] = ()) -> User:
        """Return the user who calls.

        Without valid credentials Zendesk may answer with an anonymous user, whose `id` is None, in place of an error.
        """
        return await self._call(self._me, include=include)

    _show_related = Operation("ShowUserRelated", "GET /api/v2/users/{user_id}/related", UserRelated, key="user_related")

    async def show_related(self, user_id: int) -> UserRelated:
        """Return how many tickets and subscriptions a user has."""
        return await self._call(self._show_related, user_id=user_id)

    _list_compliance_deletion_statuses = Operation(
        "ShowUserComplianceDeletionStatuses",
        "GET /api/v2/users/{user_id}/compliance_deletion_statuses",
        ComplianceDeletionStatus,
        key="compliance_deletion_statuses",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_compliance_deletion_statuses(
        self,
        user_id: int,
        *,
        application: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[ComplianceDeletionStatus]:
        """Iterate over how far each product is with deleting what it has about a user.

        `application` keeps one product. Raises `NotFound` for a user who was never deleted for good.
        """
        return self._paginate(
            self._list_compliance_deletion_statuses,
            user_id=user_id,
            application=application,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show_entitlements = Operation(
        "GetUserEntitlementsFull", "GET /api/v2/users/{user_id}/entitlements/full", Entitlements, key="entitlements"
    )

    async def show_entitlements(self, user_id: int) -> Entitlements:
        """Return a user's seats in Zendesk's products."""
        return await self._call(self._show_entitlements, user_id=user_id)

    _create = Operation("CreateUser", "POST /api/v2/users", User, key="user", body="user")

    async def create(self, **user: Unpack[UserCreate]) -> User:
        """Create a user.

        A mail asks to verify the address unless `skip_verify_email` is True. Raises `Invalid` when the address or the
        external id is taken.
        """
        return await self._call(self._create, body=user)

    _create_many = Operation(
        "CreateManyUsers", "POST /api/v2/users/create_many", JobStatus, key="job_status", batch="users"
    )

    async def create_many(self, users: Sequence[UserCreate]) -> Job:
        """Create up to 100 users in a background job.

        Raises `Forbidden` unless Zendesk has enabled bulk import for the account.
        """
        return await self._start(self._create_many, body=users)

    async def create_each(self, users: Sequence[UserCreate]) -> builtins.list[ItemResult[UserCreate]]:
        """Create any number of users: in jobs of 100, 30 at once, with a result for each, in order."""
        return await perform_each(self._client, users, self.create_many)

    async def update_each(self, users: Sequence[UserBatchUpdate]) -> builtins.list[ItemResult[UserBatchUpdate]]:
        """Change any number of users, each with its `id`: in jobs of 100, with a result for each, in order."""
        return await perform_each(self._client, users, self.update_many)

    async def delete_each(self, ids: Sequence[int]) -> builtins.list[ItemResult[int]]:
        """Delete any number of users: in jobs of 100, with a result for each id, in order."""
        return await perform_each(self._client, ids, self.delete_many)

    _create_or_update = Operation(
        "CreateOrUpdateUser",
        "POST /api/v2/users/create_or_update",
        User,
        key="user",
        body="user",
        limit="create-update-user",
    )

    async def create_or_update(self, **user: Unpack[UserCreate]) -> User:
        """Change the user with this address or external id, or create one.

        The external id is matched whatever the case of its letters, and is then stored as given. At most 5 updates a
        minute a user.
        """
        return await self._call(self._create_or_update, body=user)

    _create_or_update_many = Operation(
        "CreateOrUpdateManyUsers",
        "POST /api/v2/users/create_or_update_many",
        JobStatus,
        key="job_status",
        batch="users",
    )

    async def create_or_update_many(self, users: Sequence[UserCreate]) -> Job:
        """Change or create up to 100 users, by address or external id, in a background job.

        Raises `Forbidden` unless Zendesk has enabled bulk import for the account.
        """
        return await self._start(self._create_or_update_many, body=users)

    _request_create = Operation("RequestUserCreate", "POST /api/v2/users/request_create", NoContent, body="user")

    async def request_create(self, **user: Unpack[UserCreate]) -> None:
        """Ask the account's owner by mail to create this user."""
        await self._call(self._request_create, body=user)

    _update = Operation(
        "UpdateUser", "PUT /api/v2/users/{user_id}", User, key="user", body="user", limit="users-update"
    )

    async def update(self, user_id: int, /, **user: Unpack[UserUpdate]) -> User:
        """Change a user.

        At most 5 updates a minute a user. A new `email` becomes a secondary address.
        """
        return await self._call(self._update, user_id=user_id, body=user)

    _update_many = Operation(
        "UpdateManyUsers", "PUT /api/v2/users/update_many", JobStatus, key="job_status", body="user", batch="users"
    )

    async def update_many(
        self,
        users: Sequence[UserBatchUpdate] = (),
        *,
        ids: Sequence[int] = (),
        external_ids: Sequence[str] = (),
        brand_id: int | None = None,
        **user: Unpack[UserUpdate],
    ) -> Job:
        """Change up to 100 users in a background job.

        Give the changes, each with its `id` or `external_id`, or `ids` (or `external_ids`) and one change for all of
        them.
        """
        return await self._start(
            self._update_many,
            ids=ids,
            external_ids=external_ids,
            brand_id=brand_id,
            body=batch_or_shared(users, user, ids, external_ids),
        )

    _merge = Operation(
        "MergeEndUsers",
        "PUT /api/v2/users/{user_id}/merge",
        User,
        key="user",
        body="user",
        write_class=WriteClass.UNSAFE,
    )

    async def merge(self, user_id: int, /, **user: Unpack[UserMerge]) -> User:
        """Merge this end user into another one, given by `id` or `email`; return the one that stays.

        The merged user's tickets, identities and organizations go over. It can't be undone. Refused for a user with
        more than 10,000 requested tickets.
        """
        return await self._call(self._merge, user_id=user_id, body=user)

    _delete = Operation("DeleteUser", "DELETE /api/v2/users/{user_id}", User, key="user")

    async def delete(self, user_id: int) -> User:
        """Delete a user; return the user, whose `active` is now False.

        The user stays readable. `delete_permanently` removes the personal data.
        """
        return await self._call(self._delete, user_id=user_id)

    _delete_many = Operation("DestroyManyUsers", "DELETE /api/v2/users/destroy_many", JobStatus, key="job_status")

    async def delete_many(
        self, ids: Sequence[int] = (), *, external_ids: Sequence[str] = (), brand_id: int | Literal["all"] | None = None
    ) -> Job:
        """Delete up to 100 users in a background job.

        Admins only.
        """
        return await self._start(self._delete_many, ids=ids, external_ids=external_ids, brand_id=brand_id)

    _logout_many = Operation(
        "LogoutManyUsers", "POST /api/v2/users/logout_many", NoContent, write_class=WriteClass.IDEMPOTENT
    )

    async def logout_many(self, ids: Sequence[int]) -> None:
        """End the sessions of up to 100 users.

        Admins only.
        """
        await self._call(self._logout_many, ids=ids)

    _show_settings = Operation(
        "ShowCurrentUserSettings", "GET /api/v2/users/me/settings", UserPreferences, key="settings"
    )

    async def show_settings(self) -> UserPreferences:
        """Return the caller's own settings of the agents' pages."""
        return await self._call(self._show_settings)

    _update_settings = Operation(
        "UpdateCurrentUserSettings", "PUT /api/v2/users/me/settings", UserPreferences, key="settings", body="settings"
    )

    async def update_settings(self, **settings: Unpack[UserSettingsUpdate]) -> UserPreferences:
        """Change the caller's own settings of the agents' pages; return all of them."""
        return await self._call(self._update_settings, body=settings)

    _list_deleted = Operation(
        "ListDeletedUsers",
        "GET /api/v2/deleted_users",
        DeletedUser,
        key="deleted_users",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_deleted(
        self,
        *,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[DeletedUser]:
        """Iterate over the users who were deleted but not for good."""
        return self._paginate(
            self._list_deleted,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count_deleted = Operation("CountDeletedUsers", "GET /api/v2/deleted_users/count", Count, key="count")

    async def count_deleted(self) -> Count:
        """Count the users who were deleted but not for good."""
        return await self._call(self._count_deleted)

    _show_deleted = Operation(
        "ShowDeletedUser", "GET /api/v2/deleted_users/{deleted_user_id}", DeletedUser, key="deleted_user"
    )

    async def show_deleted(self, deleted_user_id: int) -> DeletedUser:
        """Return one deleted user."""
        return await self._call(self._show_deleted, deleted_user_id=deleted_user_id)

    _delete_permanently = Operation(
        "PermanentlyDeleteUser",
        "DELETE /api/v2/deleted_users/{deleted_user_id}",
        DeletedUser,
        key="deleted_user",
        limit="deleted-users-destroy",
    )

    async def delete_permanently(self, deleted_user_id: int) -> DeletedUser:
        """Delete a deleted user for good; return what is left: no address, no name.

        The user's tickets stay. At most 700 users in 10 minutes.
        """
        return await self._call(self._delete_permanently, deleted_user_id=deleted_user_id)
