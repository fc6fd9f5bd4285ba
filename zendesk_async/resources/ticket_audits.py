"""Audits: every change of a ticket, with all that happened in it."""

from collections.abc import Sequence

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.common import Count, SortOrder
from zendesk_async.models.ticket_audits import AuditEventType, TicketAudit, TicketAuditSideload
from zendesk_async.pagination import Paginator


class TicketAudits(Resource, scope="tickets"):
    """Audits: every change of a ticket, with all that happened in it.

    Agents may read those of the tickets they have access to.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/
    """

    _list = Operation("ListTicketAudits", "GET /api/v2/ticket_audits", TicketAudit, key="audits", paging=Paging.CURSOR)

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
            self._list,
            include=include,
            sort=sort,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
        )

    _list_by_ticket = Operation(
        "ListAuditsForTicket",
        "GET /api/v2/tickets/{ticket_id}/audits",
        TicketAudit,
        key="audits",
        paging=Paging.CURSOR_OR_OFFSET,
        names={"filter_events": "filter_events[]"},
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
            self._list_by_ticket,
            ticket_id=ticket_id,
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

    _count_by_ticket = Operation(
        "CountAuditsForTicket", "GET /api/v2/tickets/{ticket_id}/audits/count", Count, key="count"
    )

    async def count_by_ticket(self, ticket_id: int) -> Count:
        """Count the audits of a ticket."""
        return await self._call(self._count_by_ticket, ticket_id=ticket_id)

    _show = Operation(
        "ShowTicketAudit", "GET /api/v2/tickets/{ticket_id}/audits/{ticket_audit_id}", TicketAudit, key="audit"
    )

    async def show(
        self, ticket_id: int, ticket_audit_id: int, *, include: Sequence[TicketAuditSideload] = ()
    ) -> TicketAudit:
        """Return one audit of a ticket."""
        return await self._call(self._show, ticket_id=ticket_id, ticket_audit_id=ticket_audit_id, include=include)

    _make_comment_private = Operation(
        "MakeTicketCommentPrivateFromAudits",
        "PUT /api/v2/tickets/{ticket_id}/audits/{ticket_audit_id}/make_private",
        NoContent,
    )

    async def make_comment_private(self, ticket_id: int, ticket_audit_id: int) -> None:
        """Hide the comment of an audit from the requester. It can't be made public again."""
        await self._call(self._make_comment_private, ticket_id=ticket_id, ticket_audit_id=ticket_audit_id)
