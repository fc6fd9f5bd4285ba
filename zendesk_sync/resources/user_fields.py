# Written by tools/mirror.py from zendesk_async/resources/user_fields.py: change that one, then run `make mirror`.

"""User fields: the account's own fields of users, with the options of drop-downs."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.custom_fields import CustomFieldOption, CustomFieldOptionCreate
from zendesk_async.models.user_fields import UserField, UserFieldCreate, UserFieldUpdate, UserSchema
from zendesk_async.resources.user_fields import UserFields as AsyncUserFields
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class UserFields(Resource[AsyncUserFields]):
    """User fields: the account's own fields of users, with the options of drop-downs.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/users/user_fields/
    """

    def list(
        self,
        *,
        resolve_dc: bool | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[UserField]:
        """Iterate over the fields of users, by position.

        `resolve_dc` replaces the placeholders of dynamic content in titles and descriptions.
        """
        return self._paginate(
            self._async.list(
                resolve_dc=resolve_dc,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, user_field_id: int | str) -> UserField:
        """Return one user field."""
        return self._wait(self._async.show(user_field_id))

    def show_many(self, keys: Sequence[str] = ()) -> builtins.list[UserField]:
        """Return the user fields with these keys."""
        return self._wait(self._async.show_many(keys))

    def create(self, **user_field: Unpack[UserFieldCreate]) -> UserField:
        """Create a user field."""
        return self._wait(self._async.create(**user_field))

    def update(self, user_field_id: int | str, /, **user_field: Unpack[UserFieldUpdate]) -> UserField:
        """Change a user field.

        Options, when given, replace all there are: those with an `id` are kept, those left out are removed, and so
        are their values on users.
        """
        return self._wait(self._async.update(user_field_id, **user_field))

    def reorder(self, user_field_ids: Sequence[int]) -> None:
        """Give the user fields a new order: the ids of all of them."""
        self._wait(self._async.reorder(user_field_ids))

    def delete(self, user_field_id: int | str) -> None:
        """Delete a user field, and its value on every user."""
        self._wait(self._async.delete(user_field_id))

    def list_options(
        self,
        user_field_id: int | str,
        *,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[CustomFieldOption]:
        """Iterate over the options of a drop-down field."""
        return self._paginate(
            self._async.list_options(
                user_field_id,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show_option(self, user_field_id: int | str, user_field_option_id: int) -> CustomFieldOption:
        """Return one option of a drop-down field."""
        return self._wait(self._async.show_option(user_field_id, user_field_option_id))

    def create_or_update_option(
        self, user_field_id: int | str, /, **custom_field_option: Unpack[CustomFieldOptionCreate]
    ) -> CustomFieldOption:
        """Add an option to a drop-down field, or change the one whose `id` is given."""
        return self._wait(self._async.create_or_update_option(user_field_id, **custom_field_option))

    def delete_option(self, user_field_id: int | str, user_field_option_id: int) -> None:
        """Delete an option of a drop-down field."""
        self._wait(self._async.delete_option(user_field_id, user_field_option_id))

    def load(self, *, reload: bool = False) -> UserSchema:
        """Return the fields of users as a schema: values by title, key or id, in the fields' types, with checks.

        They are read once and kept by the client, whose records then find values by title too (`custom_field`).
        `reload` reads them anew.
        """
        return self._wait(self._async.load(reload=reload))
