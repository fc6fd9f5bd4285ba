# Written by tools/mirror.py from zendesk_async/resources/macros.py: change that one, then run `make mirror`.

"""Macros: changes that agents apply to tickets with one click."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import JSONObject
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
from zendesk_async.resources.macros import Macros as AsyncMacros
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Macros(Resource[AsyncMacros]):
    """Macros: changes that agents apply to tickets with one click.

    Agents may read and apply the macros they have access to and change their own; admins change the shared ones.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/macros/
    """

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
            self._async.list(
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
        )

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
            self._async.list_active(
                access=access,
                category=category,
                group_id=group_id,
                include=include,
                sort_by=sort_by,
                sort_order=sort_order,
                page=page,
                per_page=per_page,
            )
        )

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
            self._async.search(
                query,
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
        )

    def show(self, macro_id: int, *, include: Sequence[MacroSideload] = ()) -> Macro:
        """Return one macro."""
        return self._wait(self._async.show(macro_id, include=include))

    def show_derived(self, *, macro_id: int | None = None, ticket_id: int | None = None) -> Macro:
        """Return an unsaved macro made from a macro or a ticket, to base a new one on. Give one of the two."""
        return self._wait(self._async.show_derived(macro_id=macro_id, ticket_id=ticket_id))

    def show_changes(self, macro_id: int, *, normalize_comment: bool | None = None) -> MacroChanges:
        """Return what a macro would change on any ticket. Nothing is saved.

        `normalize_comment` gives the comment as one text for all channels.
        """
        return self._wait(self._async.show_changes(macro_id, normalize_comment=normalize_comment))

    def show_ticket_after_changes(
        self, ticket_id: int, macro_id: int, *, normalize_comment: bool | None = None
    ) -> MacroChanges:
        """Return a whole ticket as a macro would leave it. Nothing is saved.

        To apply it, update the ticket with what is returned.
        """
        return self._wait(
            self._async.show_ticket_after_changes(ticket_id, macro_id, normalize_comment=normalize_comment)
        )

    def create(self, **macro: Unpack[MacroCreate]) -> Macro:
        """Create a macro."""
        return self._wait(self._async.create(**macro))

    def update(self, macro_id: int, /, **macro: Unpack[MacroUpdate]) -> Macro:
        """Change a macro. Actions, when given, replace all there are."""
        return self._wait(self._async.update(macro_id, **macro))

    def update_many(self, macros: Sequence[MacroBatchUpdate]) -> builtins.list[Macro]:
        """Change place and state of several macros; return them."""
        return self._wait(self._async.update_many(macros))

    def delete(self, macro_id: int) -> None:
        """Delete a macro."""
        self._wait(self._async.delete(macro_id))

    def delete_many(self, ids: Sequence[int]) -> None:
        """Delete up to 100 macros."""
        self._wait(self._async.delete_many(ids))

    def list_categories(self) -> builtins.list[str]:
        """Return the categories of macros, the parts of their titles before `::`."""
        return self._wait(self._async.list_categories())

    def list_actions(self) -> builtins.list[JSONObject]:
        """Return the actions that macros can take."""
        return self._wait(self._async.list_actions())

    def show_definitions(self) -> JSONObject:
        """Return the actions that macros can take, with the values that each accepts."""
        return self._wait(self._async.show_definitions())

    def list_attachments(self, macro_id: int) -> builtins.list[MacroAttachment]:
        """Return the files that a macro adds to comments, five at most."""
        return self._wait(self._async.list_attachments(macro_id))

    def show_attachment(self, attachment_id: int) -> MacroAttachment:
        """Return one file of a macro."""
        return self._wait(self._async.show_attachment(attachment_id))

    def create_attachment(
        self, content: bytes, *, filename: str, content_type: str = "application/octet-stream"
    ) -> MacroAttachment:
        """Upload a file for a macro that is yet to be created."""
        return self._wait(self._async.create_attachment(content, filename=filename, content_type=content_type))

    def create_associated_attachment(
        self, macro_id: int, content: bytes, *, filename: str, content_type: str = "application/octet-stream"
    ) -> MacroAttachment:
        """Upload a file and add it to a macro, which has room for five."""
        return self._wait(
            self._async.create_associated_attachment(macro_id, content, filename=filename, content_type=content_type)
        )
