"""Ticket form statuses: which custom statuses belong to which forms."""

import builtins
from collections.abc import Sequence

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.ticket_form_statuses import TicketFormStatus
from zendesk_async.pagination import Paginator


class TicketFormStatuses(Resource):
    """Ticket form statuses: which custom statuses belong to which forms.

    Agents may read them; only admins may change them. They are added by `zd.ticket_forms` and
    `zd.custom_ticket_statuses`.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_form_statuses/
    """

    _list = Operation(
        "ListTicketFormStatuses",
        "GET /api/v2/ticket_form_statuses",
        TicketFormStatus,
        key="ticket_form_statuses",
        paging=Paging.SINGLE,
    )

    def list(
        self,
        *,
        ticket_form_id: str | None = None,
        filter_custom_status_id: str | None = None,
        filter_id: str | None = None,
    ) -> Paginator[TicketFormStatus]:
        """Iterate over the ticket form statuses, of all forms or of one."""
        return self._paginate(
            self._list,
            ticket_form_id=ticket_form_id,
            filter_custom_status_id=filter_custom_status_id,
            filter_id=filter_id,
        )

    _show_many = Operation(
        "ShowManyTicketFormStatuses",
        "GET /api/v2/ticket_form_statuses/show_many",
        TicketFormStatus,
        key="ticket_form_statuses",
    )

    async def show_many(self, ids: Sequence[str]) -> builtins.list[TicketFormStatus]:
        """Return the ticket form statuses with these ids."""
        return await self._call_list(self._show_many, ids=ids)

    async def load(self, ticket_form_status_id: str) -> TicketFormStatus:
        """Return one ticket form status; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. Raises `NotFound` for an id that does not exist.
        """
        return await self._load(self._show_many, ticket_form_status_id, kind=str)

    _delete_many = Operation(
        "DeleteTicketFormStatuses",
        "DELETE /api/v2/ticket_forms/{ticket_form_id}/ticket_form_statuses",
        NoContent,
        names={"ids": "id"},
    )

    async def delete_many(self, ticket_form_id: int, ids: Sequence[str]) -> None:
        """Take custom statuses from a form, by the ids of their ticket form statuses."""
        await self._call(self._delete_many, ticket_form_id=ticket_form_id, body={"id": ids})

    _delete = Operation(
        "DeleteTicketFormStatusById",
        "DELETE /api/v2/ticket_forms/{ticket_form_id}/ticket_form_statuses/{ticket_form_status_id}",
        NoContent,
    )

    async def delete(self, ticket_form_id: int, ticket_form_status_id: str) -> None:
        """Take one custom status from a form."""
        await self._call(self._delete, ticket_form_id=ticket_form_id, ticket_form_status_id=ticket_form_status_id)
