# Written by tools/mirror.py from zendesk_async/resources/users.py: change that one, then run `make mirror`.

"""Users: end users, agents and admins."""

import builtins
from collections.abc import Sequence
from typing import Literal, Unpack

from zendesk_async.jobs import ItemResult
from zendesk_async.models.common import Count
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
from zendesk_async.resources.users import Users as AsyncUsers
from zendesk_sync.jobs import Job
from zendesk_sync.pagination import Paginator
from zendesk_sync.resources.user_lists import UserLists


class Users(UserLists[AsyncUsers]):
    """Users: end users, agents and admins.

    Agents may call these unless a method says otherwise; an agent changes and deletes only end users.

    https://developer.zendesk.com/api-reference/ticketing/users/users/
    """

    def show(self, user_id: int, *, include: Sequence[OneUserSideload] = ()) -> User:
        """Return one user. A deleted user can still be read and has `active` False."""
        return self._wait(self._async.show(user_id, include=include))

    def show_many(
        self,
        ids: Sequence[int] = (),
        *,
        external_ids: Sequence[str] = (),
        include_deleted: bool | None = None,
        brand_id: int | Literal["all"] | None = None,
        include: Sequence[UserSideload] = (),
    ) -> list[User]:
        """Return the users with these ids or external ids, 100 at most."""
        return self._wait(
            self._async.show_many(
                ids, external_ids=external_ids, include_deleted=include_deleted, brand_id=brand_id, include=include
            )
        )

    def load(self, user_id: int) -> User:
        """Return one user; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. A deleted user has `active` False. Raises `NotFound` for an id
        that does not exist.
        """
        return self._wait(self._async.load(user_id))

    def me(self, *, include: Sequence[OneUserSideload] = ()) -> User:
        """Return the user who calls.

        Without valid credentials Zendesk may answer with an anonymous user, whose `id` is None, in place of an error.
        """
        return self._wait(self._async.me(include=include))

    def show_related(self, user_id: int) -> UserRelated:
        """Return how many tickets and subscriptions a user has."""
        return self._wait(self._async.show_related(user_id))

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
            self._async.list_compliance_deletion_statuses(
                user_id,
                application=application,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show_entitlements(self, user_id: int) -> Entitlements:
        """Return a user's seats in Zendesk's products."""
        return self._wait(self._async.show_entitlements(user_id))

    def create(self, **user: Unpack[UserCreate]) -> User:
        """Create a user.

        A mail asks to verify the address unless `skip_verify_email` is True. Raises `Invalid` when the address or the
        external id is taken.
        """
        return self._wait(self._async.create(**user))

    def create_many(self, users: Sequence[UserCreate]) -> Job:
        """Create up to 100 users in a background job.

        Raises `Forbidden` unless Zendesk has enabled bulk import for the account.
        """
        return self._job(self._async.create_many(users))

    def create_each(self, users: Sequence[UserCreate]) -> builtins.list[ItemResult[UserCreate]]:
        """Create any number of users: in jobs of 100, 30 at once, with a result for each, in order."""
        return self._wait(self._async.create_each(users))

    def update_each(self, users: Sequence[UserBatchUpdate]) -> builtins.list[ItemResult[UserBatchUpdate]]:
        """Change any number of users, each with its `id`: in jobs of 100, with a result for each, in order."""
        return self._wait(self._async.update_each(users))

    def delete_each(self, ids: Sequence[int]) -> builtins.list[ItemResult[int]]:
        """Delete any number of users: in jobs of 100, with a result for each id, in order."""
        return self._wait(self._async.delete_each(ids))

    def create_or_update(self, **user: Unpack[UserCreate]) -> User:
        """Change the user with this address or external id, or create one.

        The external id is matched whatever the case of its letters, and is then stored as given. At most 5 updates a
        minute a user.
        """
        return self._wait(self._async.create_or_update(**user))

    def create_or_update_many(self, users: Sequence[UserCreate]) -> Job:
        """Change or create up to 100 users, by address or external id, in a background job.

        Raises `Forbidden` unless Zendesk has enabled bulk import for the account.
        """
        return self._job(self._async.create_or_update_many(users))

    def request_create(self, **user: Unpack[UserCreate]) -> None:
        """Ask the account's owner by mail to create this user."""
        self._wait(self._async.request_create(**user))

    def update(self, user_id: int, /, **user: Unpack[UserUpdate]) -> User:
        """Change a user.

        At most 5 updates a minute a user. A new `email` becomes a secondary address.
        """
        return self._wait(self._async.update(user_id, **user))

    def update_many(
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
        return self._job(self._async.update_many(users, ids=ids, external_ids=external_ids, brand_id=brand_id, **user))

    def merge(self, user_id: int, /, **user: Unpack[UserMerge]) -> User:
        """Merge this end user into another one, given by `id` or `email`; return the one that stays.

        The merged user's tickets, identities and organizations go over. It can't be undone. Refused for a user with
        more than 10,000 requested tickets.
        """
        return self._wait(self._async.merge(user_id, **user))

    def delete(self, user_id: int) -> User:
        """Delete a user; return the user, whose `active` is now False.

        The user stays readable. `delete_permanently` removes the personal data.
        """
        return self._wait(self._async.delete(user_id))

    def delete_many(
        self, ids: Sequence[int] = (), *, external_ids: Sequence[str] = (), brand_id: int | Literal["all"] | None = None
    ) -> Job:
        """Delete up to 100 users in a background job.

        Admins only.
        """
        return self._job(self._async.delete_many(ids, external_ids=external_ids, brand_id=brand_id))

    def logout_many(self, ids: Sequence[int]) -> None:
        """End the sessions of up to 100 users.

        Admins only.
        """
        self._wait(self._async.logout_many(ids))

    def show_settings(self) -> UserPreferences:
        """Return the caller's own settings of the agents' pages."""
        return self._wait(self._async.show_settings())

    def update_settings(self, **settings: Unpack[UserSettingsUpdate]) -> UserPreferences:
        """Change the caller's own settings of the agents' pages; return all of them."""
        return self._wait(self._async.update_settings(**settings))

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
            self._async.list_deleted(
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def count_deleted(self) -> Count:
        """Count the users who were deleted but not for good."""
        return self._wait(self._async.count_deleted())

    def show_deleted(self, deleted_user_id: int) -> DeletedUser:
        """Return one deleted user."""
        return self._wait(self._async.show_deleted(deleted_user_id))

    def delete_permanently(self, deleted_user_id: int) -> DeletedUser:
        """Delete a deleted user for good; return what is left: no address, no name.

        The user's tickets stay. At most 700 users in 10 minutes.
        """
        return self._wait(self._async.delete_permanently(deleted_user_id))
