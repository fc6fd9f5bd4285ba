"""Suspended tickets: mails that were not made tickets. They are deleted after 14 days."""

import builtins
from collections.abc import Sequence

from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.jobs import Job
from zendesk_async.models.attachments import Upload
from zendesk_async.models.common import SortOrder
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.models.suspended_tickets import (
    RecoveryAuthor,
    SuspendedTicket,
    SuspendedTicketsExport,
    SuspendedTicketSortBy,
)
from zendesk_async.models.tickets import Ticket
from zendesk_async.pagination import Paginator


class SuspendedTickets(Resource, scope="tickets"):
    """Suspended tickets: mails that were not made tickets. They are deleted after 14 days.

    Agents may call these when they have access to all tickets.

    https://developer.zendesk.com/api-reference/ticketing/tickets/suspended_tickets/
    """

    _list = Operation(
        "ListSuspendedTickets",
        "GET /api/v2/suspended_tickets",
        SuspendedTicket,
        key="suspended_tickets",
        paging=Paging.CURSOR_OR_OFFSET,
    )

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
            self._list,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation(
        "ShowSuspendedTickets", "GET /api/v2/suspended_tickets/{id}", SuspendedTicket, key="suspended_tickets"
    )

    async def show(self, id: int) -> SuspendedTicket:
        """Return one suspended ticket."""
        return await self._call(self._show, id=id)

    _recover = Operation(
        "RecoverSuspendedTicket",
        "PUT /api/v2/suspended_tickets/{id}/recover",
        Ticket,
        key="ticket",
        write_class=WriteClass.UNSAFE,
    )

    async def recover(self, id: int) -> Ticket:
        """Make a suspended ticket a ticket, whose requester is the caller; return it.

        Raises `Invalid` when it can't be recovered.
        """
        return await self._call(self._recover, id=id)

    _recover_many = Operation(
        "RecoverSuspendedTickets",
        "PUT /api/v2/suspended_tickets/recover_many",
        Ticket,
        key="tickets",
        write_class=WriteClass.UNSAFE,
    )

    async def recover_many(self, ids: Sequence[int]) -> builtins.list[Ticket]:
        """Make up to 100 suspended tickets tickets, whose requesters are those who wrote them; return them.

        Those that can't be recovered are left out.
        """
        return await self._call_list(self._recover_many, ids=ids)

    _bulk_recover = Operation(
        "BulkRecoverSuspendedTickets",
        "PUT /api/v2/suspended_tickets/bulk_recover",
        JobStatus,
        key="job_status",
        write_class=WriteClass.UNSAFE,
    )

    async def bulk_recover(self, ids: Sequence[int], *, author: RecoveryAuthor | None = None) -> Job:
        """Make suspended tickets tickets, in a background job.

        `author` is who is to be their author, by id or address.
        """
        return await self._start(self._bulk_recover, ids=ids, body=None if author is None else {"author": author})

    _copy_attachments = Operation(
        "SuspendedTicketsAttachments", "POST /api/v2/suspended_tickets/attachments", Upload, key="upload"
    )

    async def copy_attachments(self) -> Upload:
        """Copy the files of a suspended ticket into an upload, whose token can be used for a comment.

        The reference does not say how the suspended ticket is chosen.
        """
        return await self._call(self._copy_attachments)

    _export = Operation(
        "ExportSuspendedTickets",
        "POST /api/v2/suspended_tickets/export",
        SuspendedTicketsExport,
        key="export",
        limit="suspended-tickets-export",
    )

    async def export(self) -> SuspendedTicketsExport:
        """Start an export of the suspended tickets to a CSV file, which is mailed to the caller.

        At most one request a minute.
        """
        return await self._call(self._export)

    _delete = Operation("DeleteSuspendedTicket", "DELETE /api/v2/suspended_tickets/{id}", NoContent)

    async def delete(self, id: int) -> None:
        """Delete a suspended ticket."""
        await self._call(self._delete, id=id)

    _delete_many = Operation("DeleteSuspendedTickets", "DELETE /api/v2/suspended_tickets/destroy_many", NoContent)

    async def delete_many(self, ids: Sequence[int]) -> None:
        """Delete up to 100 suspended tickets."""
        await self._call(self._delete_many, ids=ids)
