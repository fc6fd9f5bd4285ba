"""Ticket forms: which fields tickets of a kind have."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.ticket_form_statuses import TicketFormStatus, TicketFormStatusCreate, TicketFormStatusUpdate
from zendesk_async.models.ticket_forms import TicketForm, TicketFormCreate, TicketFormType, TicketFormUpdate
from zendesk_async.pagination import Paginator


class TicketForms(Resource):
    """Ticket forms: which fields tickets of a kind have.

    Anybody may read those they may use; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/
    """

    _list = Operation(
        "ListTicketForms", "GET /api/v2/ticket_forms", TicketForm, key="ticket_forms", paging=Paging.CURSOR_OR_OFFSET
    )

    def list(
        self,
        *,
        active: bool | None = None,
        end_user_visible: bool | None = None,
        fallback_to_default: bool | None = None,
        form_type: TicketFormType | None = None,
        associated_to_brand: bool | None = None,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        locale: str | None = None,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[TicketForm]:
        """Iterate over the ticket forms, by position; end users get the active ones made for them.

        `fallback_to_default` gives the default form when nothing else is found; `associated_to_brand` asks for those
        of the brand that the request's host belongs to.
        """
        return self._paginate(
            self._list,
            active=active,
            end_user_visible=end_user_visible,
            fallback_to_default=fallback_to_default,
            form_type=form_type,
            associated_to_brand=associated_to_brand,
            include_boundary_indicators=include_boundary_indicators,
            include_item_cursors=include_item_cursors,
            locale=locale,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation("ShowTicketForm", "GET /api/v2/ticket_forms/{ticket_form_id}", TicketForm, key="ticket_form")

    async def show(self, ticket_form_id: int) -> TicketForm:
        """Return one ticket form."""
        return await self._call(self._show, ticket_form_id=ticket_form_id)

    _show_many = Operation("ShowManyTicketForms", "GET /api/v2/ticket_forms/show_many", TicketForm, key="ticket_forms")

    async def show_many(
        self,
        ids: Sequence[int],
        *,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        active: bool | None = None,
        end_user_visible: bool | None = None,
        fallback_to_default: bool | None = None,
        associated_to_brand: bool | None = None,
    ) -> builtins.list[TicketForm]:
        """Return the ticket forms with these ids, 100 at most."""
        return await self._call_list(
            self._show_many,
            ids=ids,
            include_boundary_indicators=include_boundary_indicators,
            include_item_cursors=include_item_cursors,
            active=active,
            end_user_visible=end_user_visible,
            fallback_to_default=fallback_to_default,
            associated_to_brand=associated_to_brand,
        )

    async def load(self, ticket_form_id: int) -> TicketForm:
        """Return one ticket form; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. Raises `NotFound` for an id that does not exist.
        """
        return await self._load(self._show_many, ticket_form_id)

    _list_statuses = Operation(
        "TicketFormTicketFormStatuses",
        "GET /api/v2/ticket_forms/{ticket_form_id}/ticket_form_statuses",
        TicketFormStatus,
        key="ticket_form_statuses",
        paging=Paging.SINGLE,
    )

    def list_statuses(self, ticket_form_id: int) -> Paginator[TicketFormStatus]:
        """Iterate over the custom statuses that tickets of a form can have."""
        return self._paginate(self._list_statuses, ticket_form_id=ticket_form_id)

    _create = Operation(
        "CreateTicketForm", "POST /api/v2/ticket_forms", TicketForm, key="ticket_form", body="ticket_form"
    )

    async def create(self, **ticket_form: Unpack[TicketFormCreate]) -> TicketForm:
        """Create a ticket form."""
        return await self._call(self._create, body=ticket_form)

    _clone = Operation(
        "CloneTicketForm",
        "POST /api/v2/ticket_forms/{ticket_form_id}/clone",
        TicketForm,
        key="ticket_form",
        write_class=WriteClass.UNSAFE,
    )

    async def clone(self, ticket_form_id: int) -> TicketForm:
        """Create a copy of a ticket form."""
        return await self._call(self._clone, ticket_form_id=ticket_form_id)

    _update = Operation(
        "UpdateTicketForm",
        "PUT /api/v2/ticket_forms/{ticket_form_id}",
        TicketForm,
        key="ticket_form",
        body="ticket_form",
    )

    async def update(self, ticket_form_id: int, /, **ticket_form: Unpack[TicketFormUpdate]) -> TicketForm:
        """Change a ticket form."""
        return await self._call(self._update, ticket_form_id=ticket_form_id, body=ticket_form)

    _reorder = Operation("ReorderTicketForms", "PUT /api/v2/ticket_forms/reorder", TicketForm, key="ticket_forms")

    async def reorder(self, ticket_form_ids: Sequence[int]) -> builtins.list[TicketForm]:
        """Give the ticket forms a new order: the ids of all of them; return them."""
        return await self._call_list(self._reorder, body={"ticket_form_ids": ticket_form_ids})

    _delete = Operation("DeleteTicketForm", "DELETE /api/v2/ticket_forms/{ticket_form_id}", NoContent)

    async def delete(self, ticket_form_id: int) -> None:
        """Delete a ticket form. The default one can't be deleted."""
        await self._call(self._delete, ticket_form_id=ticket_form_id)

    _create_statuses = Operation(
        "CreateTicketFormStatuses",
        "POST /api/v2/ticket_forms/{ticket_form_id}/ticket_form_statuses",
        TicketFormStatus,
        key="ticket_form_statuses",
        batch="ticket_form_status",
    )

    async def create_statuses(
        self, ticket_form_id: int, ticket_form_status: Sequence[TicketFormStatusCreate]
    ) -> builtins.list[TicketFormStatus]:
        """Add custom statuses to a form; return all it has."""
        return await self._call_list(self._create_statuses, ticket_form_id=ticket_form_id, body=ticket_form_status)

    _update_statuses = Operation(
        "UpdateTicketFormStatuses",
        "PUT /api/v2/ticket_forms/{ticket_form_id}/ticket_form_statuses",
        TicketFormStatus,
        key="ticket_form_statuses",
        batch="ticket_form_status",
    )

    async def update_statuses(
        self, ticket_form_id: int, ticket_form_status: Sequence[TicketFormStatusUpdate]
    ) -> builtins.list[TicketFormStatus]:
        """Add custom statuses to a form and take others from it; return all it has."""
        return await self._call_list(self._update_statuses, ticket_form_id=ticket_form_id, body=ticket_form_status)

    _update_status = Operation(
        "UpdateTicketFormStatusById",
        "PUT /api/v2/ticket_forms/{ticket_form_id}/ticket_form_statuses/{ticket_form_status_id}",
        TicketFormStatus,
        key="ticket_form_statuses",
        batch="ticket_form_status",
    )

    async def update_status(
        self, ticket_form_id: int, ticket_form_status_id: str, ticket_form_status: Sequence[TicketFormStatusUpdate]
    ) -> builtins.list[TicketFormStatus]:
        """Change which custom status one ticket form status stands for; return all the form has."""
        return await self._call_list(
            self._update_status,
            ticket_form_id=ticket_form_id,
            ticket_form_status_id=ticket_form_status_id,
            body=ticket_form_status,
        )
