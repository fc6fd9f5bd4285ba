"""Ticket skips: tickets that agents passed over in guided mode."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.common import SortOrder
from zendesk_async.models.ticket_skips import TicketSkip, TicketSkipCreate, TicketSkipSideload
from zendesk_async.pagination import Paginator


class TicketSkips(Resource, scope="tickets"):
    """Ticket skips: tickets that agents passed over in guided mode.

    Agents may read their own; admins those of all agents.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_skips/
    """

    _list = Operation("ListSkips", "GET /api/v2/skips", TicketSkip, key="skips", paging=Paging.CURSOR_OR_OFFSET)

    def list(
        self,
        *,
        include: Sequence[TicketSkipSideload] = (),
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[TicketSkip]:
        """Iterate over the skips of the account."""
        return self._paginate(
            self._list,
            include=include,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_ticket = Operation(
        "ListTicketSkipsByTicket",
        "GET /api/v2/tickets/{ticket_id}/skips",
        TicketSkip,
        key="skips",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_ticket(
        self,
        ticket_id: int,
        *,
        include: Sequence[TicketSkipSideload] = (),
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[TicketSkip]:
        """Iterate over the skips of a ticket."""
        return self._paginate(
            self._list_by_ticket,
            ticket_id=ticket_id,
            include=include,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_user = Operation(
        "ListTicketSkips", "GET /api/v2/users/{user_id}/skips", TicketSkip, key="skips", paging=Paging.CURSOR_OR_OFFSET
    )

    def list_by_user(
        self,
        user_id: int,
        *,
        include: Sequence[TicketSkipSideload] = (),
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[TicketSkip]:
        """Iterate over the skips of an agent."""
        return self._paginate(
            self._list_by_user,
            user_id=user_id,
            include=include,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _create = Operation("RecordNewSkip", "POST /api/v2/skips", TicketSkip, key="skip", body="skip")

    async def create(self, *, sort_order: SortOrder | None = None, **skip: Unpack[TicketSkipCreate]) -> TicketSkip:
        """Record that the caller skipped a ticket, and why."""
        return await self._call(self._create, sort_order=sort_order, body=skip)
