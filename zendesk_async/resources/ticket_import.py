"""Ticket import: tickets of another system, with their history."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import Operation
from zendesk_async._resource import Resource
from zendesk_async.jobs import Job
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.models.ticket_import import TicketImportCreate
from zendesk_async.models.tickets import Ticket


class TicketImport(Resource, scope="tickets"):
    """Ticket import: tickets of another system, with their history.

    Admins may call these. No triggers run, nobody is mailed, and no metrics or SLAs are kept.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_import/
    """

    _create = Operation("TicketImport", "POST /api/v2/imports/tickets", Ticket, key="ticket", body="ticket")

    async def create(self, *, archive_immediately: bool | None = None, **ticket: Unpack[TicketImportCreate]) -> Ticket:
        """Import a ticket.

        `archive_immediately` puts a closed ticket into the archive at once, which is advised for large imports.
        """
        return await self._call(self._create, archive_immediately=archive_immediately, body=ticket)

    _create_many = Operation(
        "TicketBulkImport", "POST /api/v2/imports/tickets/create_many", JobStatus, key="job_status", batch="tickets"
    )

    async def create_many(
        self, tickets: Sequence[TicketImportCreate], *, archive_immediately: bool | None = None
    ) -> Job:
        """Import up to 100 tickets in a background job.

        `archive_immediately` puts closed tickets into the archive at once.
        """
        return await self._start(self._create_many, archive_immediately=archive_immediately, body=tickets)
