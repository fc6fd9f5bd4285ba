# Written by tools/mirror.py from zendesk_async/resources/ticket_audits.py: change that one, then run `make mirror`.

"""Audits: every change of a ticket, with all that happened in it."""

from collections.abc import Sequence

from zendesk_async.models.common import Count, SortOrder
from zendesk_async.models.ticket_audits import AuditEventType, TicketAudit, TicketAuditSideload
from zendesk_async.resources.ticket_audits import TicketAudits as AsyncTicketAudits
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class TicketAudits(Resource[AsyncTicketAudits]):
    """Audits: every change of a ticket, with all that happened in it.

    Agents may read those of the tickets they have access to.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/
    """

    def list(
        self,
        *,
        include: Sequence[TicketAuditSideload] = (),
        sort: str | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[TicketAudit]:
        """Iterate over the audits of all tickets, archived ones left out.

        Admins only.
        """
        return self._paginate(
            self._async.list(
                include=include,
                sort=sort,
                sort_order=sort_order,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
            )
        )

    def list_by_ticket(
        self,
        ticket_id: int,
        *,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        filter_events: Sequence[AuditEventType | str] = (),
        include: Sequence[TicketAuditSideload] = (),
        sort: str | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[TicketAudit]:
        """Iterate over the audits of a ticket, oldest first.

        `filter_events` keeps audits with events of these types. The audits of an archived ticket come in one page.
        """
        return self._paginate(
            self._async.list_by_ticket(
                ticket_id,
                include_boundary_indicators=include_boundary_indicators,
                include_item_cursors=include_item_cursors,
                filter_events=filter_events,
                include=include,
                sort=sort,
                sort_order=sort_order,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def count_by_ticket(self, ticket_id: int) -> Count:
        """Count the audits of a ticket."""
        return self._wait(self._async.count_by_ticket(ticket_id))

    def show(self, ticket_id: int, ticket_audit_id: int, *, include: Sequence[TicketAuditSideload] = ()) -> TicketAudit:
        """Return one audit of a ticket."""
        return self._wait(self._async.show(ticket_id, ticket_audit_id, include=include))

    def make_comment_private(self, ticket_id: int, ticket_audit_id: int) -> None:
        """Hide the comment of an audit from the requester. It can't be made public again."""
        self._wait(self._async.make_comment_private(ticket_id, ticket_audit_id))
