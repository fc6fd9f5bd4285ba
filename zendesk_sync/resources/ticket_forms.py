# Written by tools/mirror.py from zendesk_async/resources/ticket_forms.py: change that one, then run `make mirror`.

"""Ticket forms: which fields tickets of a kind have."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.ticket_form_statuses import TicketFormStatus, TicketFormStatusCreate, TicketFormStatusUpdate
from zendesk_async.models.ticket_forms import TicketForm, TicketFormCreate, TicketFormType, TicketFormUpdate
from zendesk_async.resources.ticket_forms import TicketForms as AsyncTicketForms
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class TicketForms(Resource[AsyncTicketForms]):
    """Ticket forms: which fields tickets of a kind have.

    Anybody may read those they may use; only admins may change them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_forms/
    """

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
            self._async.list(
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
        )

    def show(self, ticket_form_id: int) -> TicketForm:
        """Return one ticket form."""
        return self._wait(self._async.show(ticket_form_id))

    def show_many(
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
        return self._wait(
            self._async.show_many(
                ids,
                include_boundary_indicators=include_boundary_indicators,
                include_item_cursors=include_item_cursors,
                active=active,
                end_user_visible=end_user_visible,
                fallback_to_default=fallback_to_default,
                associated_to_brand=associated_to_brand,
            )
        )

    def load(self, ticket_form_id: int) -> TicketForm:
        """Return one ticket form; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. Raises `NotFound` for an id that does not exist.
        """
        return self._wait(self._async.load(ticket_form_id))

    def list_statuses(self, ticket_form_id: int) -> Paginator[TicketFormStatus]:
        """Iterate over the custom statuses that tickets of a form can have."""
        return self._paginate(self._async.list_statuses(ticket_form_id))

    def create(self, **ticket_form: Unpack[TicketFormCreate]) -> TicketForm:
        """Create a ticket form."""
        return self._wait(self._async.create(**ticket_form))

    def clone(self, ticket_form_id: int) -> TicketForm:
        """Create a copy of a ticket form."""
        return self._wait(self._async.clone(ticket_form_id))

    def update(self, ticket_form_id: int, /, **ticket_form: Unpack[TicketFormUpdate]) -> TicketForm:
        """Change a ticket form."""
        return self._wait(self._async.update(ticket_form_id, **ticket_form))

    def reorder(self, ticket_form_ids: Sequence[int]) -> builtins.list[TicketForm]:
        """Give the ticket forms a new order: the ids of all of them; return them."""
        return self._wait(self._async.reorder(ticket_form_ids))

    def delete(self, ticket_form_id: int) -> None:
        """Delete a ticket form. The default one can't be deleted."""
        self._wait(self._async.delete(ticket_form_id))

    def create_statuses(
        self, ticket_form_id: int, ticket_form_status: Sequence[TicketFormStatusCreate]
    ) -> builtins.list[TicketFormStatus]:
        """Add custom statuses to a form; return all it has."""
        return self._wait(self._async.create_statuses(ticket_form_id, ticket_form_status))

    def update_statuses(
        self, ticket_form_id: int, ticket_form_status: Sequence[TicketFormStatusUpdate]
    ) -> builtins.list[TicketFormStatus]:
        """Add custom statuses to a form and take others from it; return all it has."""
        return self._wait(self._async.update_statuses(ticket_form_id, ticket_form_status))

    def update_status(
        self, ticket_form_id: int, ticket_form_status_id: str, ticket_form_status: Sequence[TicketFormStatusUpdate]
    ) -> builtins.list[TicketFormStatus]:
        """Change which custom status one ticket form status stands for; return all the form has."""
        return self._wait(self._async.update_status(ticket_form_id, ticket_form_status_id, ticket_form_status))
