"""User fields: the account's own fields of users, with the options of drop-downs."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.field_schemas import load_fields
from zendesk_async.models.custom_fields import CustomFieldOption, CustomFieldOptionCreate
from zendesk_async.models.user_fields import UserField, UserFieldCreate, UserFieldUpdate, UserSchema
from zendesk_async.pagination import Paginator


class UserFields(Resource, scope="users"):
    """User fields: the account's own fields of users, with the options of drop-downs.

    Agents may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/users/user_fields/
    """

    _list = Operation(
        "ListUserFields", "GET /api/v2/user_fields", UserField, key="user_fields", paging=Paging.CURSOR_OR_OFFSET
    )

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
            self._list,
            resolve_dc=resolve_dc,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation("ShowUserField", "GET /api/v2/user_fields/{user_field_id}", UserField, key="user_field")

    async def show(self, user_field_id: int | str) -> UserField:
        """Return one user field."""
        return await self._call(self._show, user_field_id=user_field_id)

    _show_many = Operation("ShowManyUserFields", "GET /api/v2/user_fields/show_many", UserField, key="user_fields")

    async def show_many(self, keys: Sequence[str] = ()) -> builtins.list[UserField]:
        """Return the user fields with these keys."""
        return await self._call_list(self._show_many, keys=keys)

    _create = Operation("CreateUserField", "POST /api/v2/user_fields", UserField, key="user_field", body="user_field")

    async def create(self, **user_field: Unpack[UserFieldCreate]) -> UserField:
        """Create a user field."""
        return await self._call(self._create, body=user_field)

    _update = Operation(
        "UpdateUserField", "PUT /api/v2/user_fields/{user_field_id}", UserField, key="user_field", body="user_field"
    )

    async def update(self, user_field_id: int | str, /, **user_field: Unpack[UserFieldUpdate]) -> UserField:
        """Change a user field.

        Options, when given, replace all there are: those with an `id` are kept, those left out are removed, and so
        are their values on users.
        """
        return await self._call(self._update, user_field_id=user_field_id, body=user_field)

    _reorder = Operation("ReorderUserField", "PUT /api/v2/user_fields/reorder", NoContent)

    async def reorder(self, user_field_ids: Sequence[int]) -> None:
        """Give the user fields a new order: the ids of all of them."""
        await self._call(self._reorder, body={"user_field_ids": user_field_ids})

    _delete = Operation("DeleteUserField", "DELETE /api/v2/user_fields/{user_field_id}", NoContent)

    async def delete(self, user_field_id: int | str) -> None:
        """Delete a user field, and its value on every user."""
        await self._call(self._delete, user_field_id=user_field_id)

    _list_options = Operation(
        "ListUserFieldOptions",
        "GET /api/v2/user_fields/{user_field_id}/options",
        CustomFieldOption,
        key="custom_field_options",
        paging=Paging.CURSOR_OR_OFFSET,
    )

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
            self._list_options,
            user_field_id=user_field_id,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show_option = Operation(
        "ShowUserFieldOption",
        "GET /api/v2/user_fields/{user_field_id}/options/{user_field_option_id}",
        CustomFieldOption,
        key="custom_field_option",
    )

    async def show_option(self, user_field_id: int | str, user_field_option_id: int) -> CustomFieldOption:
        """Return one option of a drop-down field."""
        return await self._call(
            self._show_option, user_field_id=user_field_id, user_field_option_id=user_field_option_id
        )

    _create_or_update_option = Operation(
        "CreateOrUpdateUserFieldOption",
        "POST /api/v2/user_fields/{user_field_id}/options",
        CustomFieldOption,
        key="custom_field_option",
        body="custom_field_option",
    )

    async def create_or_update_option(
        self, user_field_id: int | str, /, **custom_field_option: Unpack[CustomFieldOptionCreate]
    ) -> CustomFieldOption:
        """Add an option to a drop-down field, or change the one whose `id` is given."""
        return await self._call(self._create_or_update_option, user_field_id=user_field_id, body=custom_field_option)

    _delete_option = Operation(
        "DeleteUserFieldOption", "DELETE /api/v2/user_fields/{user_field_id}/options/{user_field_option_id}", NoContent
    )

    async def delete_option(self, user_field_id: int | str, user_field_option_id: int) -> None:
        """Delete an option of a drop-down field."""
        await self._call(self._delete_option, user_field_id=user_field_id, user_field_option_id=user_field_option_id)

    async def load(self, *, reload: bool = False) -> UserSchema:
        """Return the fields of users as a schema: values by title, key or id, in the fields' types, with checks.

        They are read once and kept by the client, whose records then find values by title too (`custom_field`).
        `reload` reads them anew.
        """
        return await load_fields(self._client, "user_fields", self.list(), UserSchema, reload)
