# Written by tools/mirror.py from zendesk_async/resources/ticket_form_statuses.py: change that one, then run `make mirror`.

"""Ticket form statuses: which custom statuses belong to which forms."""

import builtins
from collections.abc import Sequence

from zendesk_async.models.ticket_form_statuses import TicketFormStatus
from zendesk_async.resources.ticket_form_statuses import TicketFormStatuses as AsyncTicketFormStatuses
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class TicketFormStatuses(Resource[AsyncTicketFormStatuses]):
    """Ticket form statuses: which custom statuses belong to which forms.

    Agents may read them; only admins may change them. They are added by `zd.ticket_forms` and
    `zd.custom_ticket_statuses`.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_form_statuses/
    """

    def list(
        self,
        *,
        ticket_form_id: str | None = None,
        filter_custom_status_id: str | None = None,
        filter_id: str | None = None,
    ) -> Paginator[TicketFormStatus]:
        """Iterate over the ticket form statuses, of all forms or of one."""
        return self._paginate(
            self._async.list(
                ticket_form_id=ticket_form_id, filter_custom_status_id=filter_custom_status_id, filter_id=filter_id
            )
        )

    def show_many(self, ids: Sequence[str]) -> builtins.list[TicketFormStatus]:
        """Return the ticket form statuses with these ids."""
        return self._wait(self._async.show_many(ids))

    def load(self, ticket_form_status_id: str) -> TicketFormStatus:
        """Return one ticket form status; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. Raises `NotFound` for an id that does not exist.
        """
        return self._wait(self._async.load(ticket_form_status_id))

    def delete_many(self, ticket_form_id: int, ids: Sequence[str]) -> None:
        """Take custom statuses from a form, by the ids of their ticket form statuses."""
        self._wait(self._async.delete_many(ticket_form_id, ids))

    def delete(self, ticket_form_id: int, ticket_form_status_id: str) -> None:
        """Take one custom status from a form."""
        self._wait(self._async.delete(ticket_form_id, ticket_form_status_id))
