"""Macros: changes that agents apply to tickets with one click."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import JSONObject, NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.common import SortOrder
from zendesk_async.models.macros import (
    Macro,
    MacroAccess,
    MacroAttachment,
    MacroBatchUpdate,
    MacroChanges,
    MacroCreate,
    MacroSearchSortBy,
    MacroSideload,
    MacroSortBy,
    MacroUpdate,
)
from zendesk_async.pagination import Paginator
from zendesk_async.resources._bodies import file_form


class Macros(Resource, scope="macros"):
    """Macros: changes that agents apply to tickets with one click.

    Agents may read and apply the macros they have access to and change their own; admins change the shared ones.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/macros/
    """

    _list = Operation("ListMacros", "GET /api/v2/macros", Macro, key="macros", paging=Paging.CURSOR_OR_OFFSET)

    def list(
        self,
        *,
        access: MacroAccess | None = None,
        active: bool | None = None,
        category: int | None = None,
        group_id: int | None = None,
        only_viewable: bool | None = None,
        include: Sequence[MacroSideload] = (),
        sort_by: MacroSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Macro]:
        """Iterate over the macros that the caller has access to, by position.

        `only_viewable` leaves out those the caller manages but cannot apply. `category` and `group_id` keep those of
        one category or group.
        """
        return self._paginate(
            self._list,
            access=access,
            active=active,
            category=category,
            group_id=group_id,
            only_viewable=only_viewable,
            include=include,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_active = Operation("ListActiveMacros", "GET /api/v2/macros/active", Macro, key="macros", paging=Paging.OFFSET)

    def list_active(
        self,
        *,
        access: MacroAccess | None = None,
        category: int | None = None,
        group_id: int | None = None,
        include: Sequence[MacroSideload] = (),
        sort_by: MacroSortBy | None = None,
        sort_order: SortOrder | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Macro]:
        """Iterate over the active macros that the caller has access to.

        `usage_1h` and the like sort by the applications of the last hour, day, week or month.
        """
        return self._paginate(
            self._list_active,
            access=access,
            category=category,
            group_id=group_id,
            include=include,
            sort_by=sort_by,
            sort_order=sort_order,
            page=page,
            per_page=per_page,
        )

    _search = Operation("SearchMacro", "GET /api/v2/macros/search", Macro, key="macros", paging=Paging.OFFSET)

    def search(
        self,
        query: str,
        *,
        access: MacroAccess | None = None,
        active: bool | None = None,
        category: int | None = None,
        group_id: int | None = None,
        only_viewable: bool | None = None,
        include: Sequence[MacroSideload] = (),
        sort_by: MacroSearchSortBy | None = None,
        sort_order: SortOrder | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Macro]:
        """Iterate over the macros whose title holds the query."""
        return self._paginate(
            self._search,
            query=query,
            access=access,
            active=active,
            category=category,
            group_id=group_id,
            only_viewable=only_viewable,
            include=include,
            sort_by=sort_by,
            sort_order=sort_order,
            page=page,
            per_page=per_page,
        )

    _show = Operation("ShowMacro", "GET /api/v2/macros/{macro_id}", Macro, key="macro")

    async def show(self, macro_id: int, *, include: Sequence[MacroSideload] = ()) -> Macro:
        """Return one macro."""
        return await self._call(self._show, macro_id=macro_id, include=include)

    _show_derived = Operation("ShowDerivedMacro", "GET /api/v2/macros/new", Macro, key="macro")

    async def show_derived(self, *, macro_id: int | None = None, ticket_id: int | None = None) -> Macro:
        """Return an unsaved macro made from a macro or a ticket, to base a new one on. Give one of the two."""
        return await self._call(self._show_derived, macro_id=macro_id, ticket_id=ticket_id)

    _show_changes = Operation("ShowChangesToTicket", "GET /api/v2/macros/{macro_id}/apply", MacroChanges, key="result")

    async def show_changes(self, macro_id: int, *, normalize_comment: bool | None = None) -> MacroChanges:
        """Return what a macro would change on any ticket. Nothing is saved.

        `normalize_comment` gives the comment as one text for all channels.
        """
        return await self._call(self._show_changes, macro_id=macro_id, normalize_comment=normalize_comment)

    _show_ticket_after_changes = Operation(
        "ShowTicketAfterChanges", "GET /api/v2/tickets/{ticket_id}/macros/{macro_id}/apply", MacroChanges, key="result"
    )

    async def show_ticket_after_changes(
        self, ticket_id: int, macro_id: int, *, normalize_comment: bool | None = None
    ) -> MacroChanges:
        """Return a whole ticket as a macro would leave it. Nothing is saved.

        To apply it, update the ticket with what is returned.
        """
        return await self._call(
            self._show_ticket_after_changes, ticket_id=ticket_id, macro_id=macro_id, normalize_comment=normalize_comment
        )

    _create = Operation("CreateMacro", "POST /api/v2/macros", Macro, key="macro", body="macro")

    async def create(self, **macro: Unpack[MacroCreate]) -> Macro:
        """Create a macro."""
        return await self._call(self._create, body=macro)

    _update = Operation("UpdateMacro", "PUT /api/v2/macros/{macro_id}", Macro, key="macro", body="macro")

    async def update(self, macro_id: int, /, **macro: Unpack[MacroUpdate]) -> Macro:
        """Change a macro. Actions, when given, replace all there are."""
        return await self._call(self._update, macro_id=macro_id, body=macro)

    _update_many = Operation("UpdateManyMacros", "PUT /api/v2/macros/update_many", Macro, key="macros", batch="macros")

    async def update_many(self, macros: Sequence[MacroBatchUpdate]) -> builtins.list[Macro]:
        """Change place and state of several macros; return them."""
        return await self._call_list(self._update_many, body=macros)

    _delete = Operation("DeleteMacro", "DELETE /api/v2/macros/{macro_id}", NoContent)

    async def delete(self, macro_id: int) -> None:
        """Delete a macro."""
        await self._call(self._delete, macro_id=macro_id)

    _delete_many = Operation("DeleteManyMacros", "DELETE /api/v2/macros/destroy_many", NoContent)

    async def delete_many(self, ids: Sequence[int]) -> None:
        """Delete up to 100 macros."""
        await self._call(self._delete_many, ids=ids)

    _list_categories = Operation("ListMacroCategories", "GET /api/v2/macros/categories", str, key="categories")

    async def list_categories(self) -> builtins.list[str]:
        """Return the categories of macros, the parts of their titles before `::`."""
        return await self._call_list(self._list_categories)

    _list_actions = Operation("ListMacrosActions", "GET /api/v2/macros/actions", JSONObject, key="actions")

    async def list_actions(self) -> builtins.list[JSONObject]:
        """Return the actions that macros can take."""
        return await self._call_list(self._list_actions)

    _show_definitions = Operation(
        "ListMacroActionDefinitions", "GET /api/v2/macros/definitions", JSONObject, key="definitions"
    )

    async def show_definitions(self) -> JSONObject:
        """Return the actions that macros can take, with the values that each accepts."""
        return await self._call(self._show_definitions)

    _list_attachments = Operation(
        "ListMacroAttachments", "GET /api/v2/macros/{macro_id}/attachments", MacroAttachment, key="macro_attachments"
    )

    async def list_attachments(self, macro_id: int) -> builtins.list[MacroAttachment]:
        """Return the files that a macro adds to comments, five at most."""
        return await self._call_list(self._list_attachments, macro_id=macro_id)

    _show_attachment = Operation(
        "ShowMacroAttachment", "GET /api/v2/macros/attachments/{attachment_id}", MacroAttachment, key="macro_attachment"
    )

    async def show_attachment(self, attachment_id: int) -> MacroAttachment:
        """Return one file of a macro."""
        return await self._call(self._show_attachment, attachment_id=attachment_id)

    _create_attachment = Operation(
        "CreateMacroAttachment", "POST /api/v2/macros/attachments", MacroAttachment, key="macro_attachment"
    )

    async def create_attachment(
        self, content: bytes, *, filename: str, content_type: str = "application/octet-stream"
    ) -> MacroAttachment:
        """Upload a file for a macro that is yet to be created."""
        return await self._call(self._create_attachment, **file_form(content, filename, content_type))

    _create_associated_attachment = Operation(
        "CreateAssociatedMacroAttachment",
        "POST /api/v2/macros/{macro_id}/attachments",
        MacroAttachment,
        key="macro_attachment",
    )

    async def create_associated_attachment(
        self, macro_id: int, content: bytes, *, filename: str, content_type: str = "application/octet-stream"
    ) -> MacroAttachment:
        """Upload a file and add it to a macro, which has room for five."""
        return await self._call(
            self._create_associated_attachment, macro_id=macro_id, **file_form(content, filename, content_type)
        )
