# Written by tools/mirror.py from zendesk_async/resources/suspended_tickets.py: change that one, then run `make mirror`.

"""Suspended tickets: mails that were not made tickets. They are deleted after 14 days."""

import builtins
from collections.abc import Sequence

from zendesk_async.models.attachments import Upload
from zendesk_async.models.common import SortOrder
from zendesk_async.models.suspended_tickets import (
    RecoveryAuthor,
    SuspendedTicket,
    SuspendedTicketsExport,
    SuspendedTicketSortBy,
)
from zendesk_async.models.tickets import Ticket
from zendesk_async.resources.suspended_tickets import SuspendedTickets as AsyncSuspendedTickets
from zendesk_sync._resource import Resource
from zendesk_sync.jobs import Job
from zendesk_sync.pagination import Paginator


class SuspendedTickets(Resource[AsyncSuspendedTickets]):
    """Suspended tickets: mails that were not made tickets. They are deleted after 14 days.

    Agents may call these when they have access to all tickets.

    https://developer.zendesk.com/api-reference/ticketing/tickets/suspended_tickets/
    """

    def list(
        self,
        *,
        sort_by: SuspendedTicketSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[SuspendedTicket]:
        """Iterate over the suspended tickets."""
        return self._paginate(
            self._async.list(
                sort_by=sort_by,
                sort_order=sort_order,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, id: int) -> SuspendedTicket:
        """Return one suspended ticket."""
        return self._wait(self._async.show(id))

    def recover(self, id: int) -> Ticket:
        """Make a suspended ticket a ticket, whose requester is the caller; return it.

        Raises `Invalid` when it can't be recovered.
        """
        return self._wait(self._async.recover(id))

    def recover_many(self, ids: Sequence[int]) -> builtins.list[Ticket]:
        """Make up to 100 suspended tickets tickets, whose requesters are those who wrote them; return them.

        Those that can't be recovered are left out.
        """
        return self._wait(self._async.recover_many(ids))

    def bulk_recover(self, ids: Sequence[int], *, author: RecoveryAuthor | None = None) -> Job:
        """Make suspended tickets tickets, in a background job.

        `author` is who is to be their author, by id or address.
        """
        return self._job(self._async.bulk_recover(ids, author=author))

    def copy_attachments(self) -> Upload:
        """Copy the files of a suspended ticket into an upload, whose token can be used for a comment.

        The reference does not say how the suspended ticket is chosen.
        """
        return self._wait(self._async.copy_attachments())

    def export(self) -> SuspendedTicketsExport:
        """Start an export of the suspended tickets to a CSV file, which is mailed to the caller.

        At most one request a minute.
        """
        return self._wait(self._async.export())

    def delete(self, id: int) -> None:
        """Delete a suspended ticket."""
        self._wait(self._async.delete(id))

    def delete_many(self, ids: Sequence[int]) -> None:
        """Delete up to 100 suspended tickets."""
        self._wait(self._async.delete_many(ids))
