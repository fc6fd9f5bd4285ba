# Written by tools/mirror.py from zendesk_async/resources/ticket_import.py: change that one, then run `make mirror`.

"""Ticket import: tickets of another system, with their history."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.ticket_import import TicketImportCreate
from zendesk_async.models.tickets import Ticket
from zendesk_async.resources.ticket_import import TicketImport as AsyncTicketImport
from zendesk_sync._resource import Resource
from zendesk_sync.jobs import Job


class TicketImport(Resource[AsyncTicketImport]):
    """Ticket import: tickets of another system, with their history.

    Admins may call these. No triggers run, nobody is mailed, and no metrics or SLAs are kept.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_import/
    """

    def create(self, *, archive_immediately: bool | None = None, **ticket: Unpack[TicketImportCreate]) -> Ticket:
        """Import a ticket.

        `archive_immediately` puts a closed ticket into the archive at once, which is advised for large imports.
        """
        return self._wait(self._async.create(archive_immediately=archive_immediately, **ticket))

    def create_many(self, tickets: Sequence[TicketImportCreate], *, archive_immediately: bool | None = None) -> Job:
        """Import up to 100 tickets in a background job.

        `archive_immediately` puts closed tickets into the archive at once.
        """
        return self._job(self._async.create_many(tickets, archive_immediately=archive_immediately))
