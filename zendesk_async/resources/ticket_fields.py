"""Ticket fields: the account's own and the system's, with the options of drop-downs."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.field_schemas import load_fields
from zendesk_async.models.common import Count
from zendesk_async.models.custom_fields import CustomFieldOption, CustomFieldOptionCreate
from zendesk_async.models.ticket_fields import (
    TicketField,
    TicketFieldCreate,
    TicketFieldSideload,
    TicketFieldUpdate,
    TicketSchema,
)
from zendesk_async.pagination import Paginator


class TicketFields(Resource):
    """Ticket fields: the account's own and the system's, with the options of drop-downs.

    Agents and end users may read them; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/
    """

    _list = Operation(
        "ListTicketFields",
        "GET /api/v2/ticket_fields",
        TicketField,
        key="ticket_fields",
        paging=Paging.CURSOR,
        limit="ticket-fields-index",
    )

    def list(
        self,
        *,
        locale: str | None = None,
        creator: bool | None = None,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        include: Sequence[TicketFieldSideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[TicketField]:
        """Iterate over the fields of tickets, by position.

        Without paging Zendesk answers with all of them at once. `creator` adds `creator_user_id` and
        `creator_app_name`; `locale` chooses the language of titles.
        """
        return self._paginate(
            self._list,
            locale=locale,
            creator=creator,
            include_boundary_indicators=include_boundary_indicators,
            include_item_cursors=include_item_cursors,
            include=include,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
        )

    _count = Operation("CountTicketFields", "GET /api/v2/ticket_fields/count", Count, key="count")

    async def count(self) -> Count:
        """Count the fields of tickets."""
        return await self._call(self._count)

    _show = Operation("ShowTicketfield", "GET /api/v2/ticket_fields/{ticket_field_id}", TicketField, key="ticket_field")

    async def show(
        self, ticket_field_id: int, *, creator: bool | None = None, include: Sequence[TicketFieldSideload] = ()
    ) -> TicketField:
        """Return one field of tickets."""
        return await self._call(self._show, ticket_field_id=ticket_field_id, creator=creator, include=include)

    _show_many = Operation(
        "ShowManyTicketFields", "GET /api/v2/ticket_fields/show_many", TicketField, key="ticket_fields"
    )

    async def show_many(
        self,
        ids: Sequence[int] = (),
        *,
        keys: Sequence[str] = (),
        creator: bool | None = None,
        exclude_sub_selection_options: bool | None = None,
        include: Sequence[TicketFieldSideload] = (),
    ) -> builtins.list[TicketField]:
        """Return the fields with these ids or keys, 100 at most.

        `exclude_sub_selection_options` leaves out the options of nested drop-downs.
        """
        return await self._call_list(
            self._show_many,
            ids=ids,
            keys=keys,
            creator=creator,
            exclude_sub_selection_options=exclude_sub_selection_options,
            include=include,
        )

    _create = Operation(
        "CreateTicketField", "POST /api/v2/ticket_fields", TicketField, key="ticket_field", body="ticket_field"
    )

    async def create(self, **ticket_field: Unpack[TicketFieldCreate]) -> TicketField:
        """Create a field. It doesn't stand on any form but the default one.

        An account has room for 400 fields. Admins only.
        """
        return await self._call(self._create, body=ticket_field)

    _update = Operation(
        "UpdateTicketField",
        "PUT /api/v2/ticket_fields/{ticket_field_id}",
        TicketField,
        key="ticket_field",
        body="ticket_field",
    )

    async def update(
        self, ticket_field_id: int, /, *, creator: bool | None = None, **ticket_field: Unpack[TicketFieldUpdate]
    ) -> TicketField:
        """Change a field. `custom_field_options`, when given, must name all options: what is missing is removed.

        Admins only.
        """
        return await self._call(self._update, ticket_field_id=ticket_field_id, creator=creator, body=ticket_field)

    _delete = Operation("DeleteTicketField", "DELETE /api/v2/ticket_fields/{ticket_field_id}", NoContent)

    async def delete(self, ticket_field_id: int, *, creator: bool | None = None) -> None:
        """Delete a field, and its values with it.

        Admins only.
        """
        await self._call(self._delete, ticket_field_id=ticket_field_id, creator=creator)

    _reorder = Operation("ReorderTicketFields", "PUT /api/v2/ticket_fields/reorder", NoContent)

    async def reorder(self, ticket_field_ids: Sequence[int]) -> None:
        """Put the fields into this order.

        Admins only.
        """
        await self._call(self._reorder, body={"ticket_field_ids": ticket_field_ids})

    _list_options = Operation(
        "ListTicketFieldOptions",
        "GET /api/v2/ticket_fields/{ticket_field_id}/options",
        CustomFieldOption,
        key="custom_field_options",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_options(
        self,
        ticket_field_id: int,
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
            ticket_field_id=ticket_field_id,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show_option = Operation(
        "ShowTicketFieldOption",
        "GET /api/v2/ticket_fields/{ticket_field_id}/options/{ticket_field_option_id}",
        CustomFieldOption,
        key="custom_field_option",
    )

    async def show_option(self, ticket_field_id: int, ticket_field_option_id: int) -> CustomFieldOption:
        """Return one option of a drop-down field."""
        return await self._call(
            self._show_option, ticket_field_id=ticket_field_id, ticket_field_option_id=ticket_field_option_id
        )

    _create_or_update_option = Operation(
        "CreateOrUpdateTicketFieldOption",
        "POST /api/v2/ticket_fields/{ticket_field_id}/options",
        CustomFieldOption,
        key="custom_field_option",
        body="custom_field_option",
        limit="ticket-field-options-update",
    )

    async def create_or_update_option(
        self, ticket_field_id: int, /, **custom_field_option: Unpack[CustomFieldOptionCreate]
    ) -> CustomFieldOption:
        """Add an option to a drop-down field, or change the one whose `id` is given.

        A field has room for 2,000 options; 100 requests a minute. Admins only.
        """
        return await self._call(
            self._create_or_update_option, ticket_field_id=ticket_field_id, body=custom_field_option
        )

    _delete_option = Operation(
        "DeleteTicketFieldOption",
        "DELETE /api/v2/ticket_fields/{ticket_field_id}/options/{ticket_field_option_id}",
        NoContent,
    )

    async def delete_option(self, ticket_field_id: int, ticket_field_option_id: int) -> None:
        """Delete an option of a drop-down field.

        Admins only.
        """
        await self._call(
            self._delete_option, ticket_field_id=ticket_field_id, ticket_field_option_id=ticket_field_option_id
        )

    async def load(self, *, reload: bool = False) -> TicketSchema:
        """Return the fields of tickets as a schema: values by title, key or id, in the fields' types, with checks.

        They are read once and kept by the client, whose records then find values by title too (`ticket.fields["Order number"]`).
        `reload` reads them anew.
        """
        return await load_fields(self._client, "ticket_fields", self.list(), TicketSchema, reload)
