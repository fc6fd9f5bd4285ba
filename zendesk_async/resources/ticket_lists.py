"""The lists and counts of tickets, by whose they are."""

import builtins
from collections.abc import Sequence
from datetime import datetime

from zendesk_async._operation import Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.common import Count, SortOrder, SupportTypeScope
from zendesk_async.models.tickets import (
    DeletedTicket,
    Ticket,
    TicketExportSideload,
    TicketSideload,
    TicketSort,
    TicketSortBy,
)
from zendesk_async.pagination import Paginator


class TicketLists(Resource, scope="tickets"):
    """The lists and counts of tickets, by whose they are.

    Agents see the tickets they have access to. Archived tickets (closed 120 days ago) are missing from `list`,
    `count` and `list_recent`; the lists of one user or organization, search and the export have them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
    """

    _list = Operation(
        "ListTickets",
        "GET /api/v2/tickets",
        Ticket,
        key="tickets",
        paging=Paging.CURSOR_OR_OFFSET,
        limit="tickets-index",
    )

    def list(
        self,
        *,
        external_id: str | None = None,
        support_type_scope: SupportTypeScope | None = None,
        start_time: int | datetime | None = None,
        include: Sequence[TicketSideload] = (),
        sort: TicketSort | None = None,
        sort_by: TicketSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Ticket]:
        """Iterate over the tickets of the account, archived ones left out.

        By page number (`page`) the list ends at 10,000 records; by cursor, the default, it doesn't end early.
        `export` reads a whole account faster.
        """
        return self._paginate(
            self._list,
            external_id=external_id,
            support_type_scope=support_type_scope,
            start_time=start_time,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count = Operation("CountTickets", "GET /api/v2/tickets/count", Count, key="count")

    async def count(self) -> Count:
        """Count the tickets that are not archived."""
        return await self._call(self._count)

    _list_by_organization = Operation(
        "ListOrganizationTickets",
        "GET /api/v2/organizations/{organization_id}/tickets",
        Ticket,
        key="tickets",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_organization(
        self,
        organization_id: int,
        *,
        include: Sequence[TicketSideload] = (),
        sort: TicketSort | None = None,
        sort_by: TicketSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Ticket]:
        """Iterate over the tickets of an organization."""
        return self._paginate(
            self._list_by_organization,
            organization_id=organization_id,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count_by_organization = Operation(
        "CountOrganizationTickets", "GET /api/v2/organizations/{organization_id}/tickets/count", Count, key="count"
    )

    async def count_by_organization(self, organization_id: int) -> Count:
        """Count the tickets of an organization."""
        return await self._call(self._count_by_organization, organization_id=organization_id)

    _list_assigned = Operation(
        "ListUserAssignedTickets",
        "GET /api/v2/users/{user_id}/tickets/assigned",
        Ticket,
        key="tickets",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_assigned(
        self,
        user_id: int,
        *,
        include: Sequence[TicketSideload] = (),
        sort: TicketSort | None = None,
        sort_by: TicketSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Ticket]:
        """Iterate over the tickets that are assigned to a user."""
        return self._paginate(
            self._list_assigned,
            user_id=user_id,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count_assigned = Operation(
        "CountUserAssignedTickets", "GET /api/v2/users/{user_id}/tickets/assigned/count", Count, key="count"
    )

    async def count_assigned(self, user_id: int) -> Count:
        """Count the tickets that are assigned to a user."""
        return await self._call(self._count_assigned, user_id=user_id)

    _list_requested = Operation(
        "ListUserRequestedTickets",
        "GET /api/v2/users/{user_id}/tickets/requested",
        Ticket,
        key="tickets",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_requested(
        self,
        user_id: int,
        *,
        exclude_archived: bool | None = None,
        exclude_count: bool | None = None,
        include: Sequence[TicketSideload] = (),
        sort: TicketSort | None = None,
        sort_by: TicketSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Ticket]:
        """Iterate over the tickets that a user requested."""
        return self._paginate(
            self._list_requested,
            user_id=user_id,
            exclude_archived=exclude_archived,
            exclude_count=exclude_count,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_ccd = Operation(
        "ListUserCCDTickets",
        "GET /api/v2/users/{user_id}/tickets/ccd",
        Ticket,
        key="tickets",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_ccd(
        self,
        user_id: int,
        *,
        include: Sequence[TicketSideload] = (),
        sort: TicketSort | None = None,
        sort_by: TicketSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Ticket]:
        """Iterate over the tickets that a user is copied in on."""
        return self._paginate(
            self._list_ccd,
            user_id=user_id,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count_ccd = Operation("CountUserCCDTickets", "GET /api/v2/users/{user_id}/tickets/ccd/count", Count, key="count")

    async def count_ccd(self, user_id: int) -> Count:
        """Count the tickets that a user is copied in on."""
        return await self._call(self._count_ccd, user_id=user_id)

    _list_followed = Operation(
        "ListUserFollowedTickets",
        "GET /api/v2/users/{user_id}/tickets/followed",
        Ticket,
        key="tickets",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_followed(
        self,
        user_id: int,
        *,
        exclude_archived: bool | None = None,
        include: Sequence[TicketSideload] = (),
        sort: TicketSort | None = None,
        sort_by: TicketSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Ticket]:
        """Iterate over the tickets that a user follows."""
        return self._paginate(
            self._list_followed,
            user_id=user_id,
            exclude_archived=exclude_archived,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_recent = Operation("ListRecentTickets", "GET /api/v2/tickets/recent", Ticket, key="tickets")

    async def list_recent(self, *, include: Sequence[TicketSideload] = ()) -> builtins.list[Ticket]:
        """Return the tickets that the caller viewed last, five at most."""
        return await self._call_list(self._list_recent, include=include)

    _list_problems = Operation(
        "ListTicketProblems", "GET /api/v2/problems", Ticket, key="tickets", paging=Paging.CURSOR_OR_OFFSET
    )

    def list_problems(
        self,
        *,
        include_boundary_indicators: bool | None = None,
        include_item_cursors: bool | None = None,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Ticket]:
        """Iterate over the problem tickets, those changed last first."""
        return self._paginate(
            self._list_problems,
            include_boundary_indicators=include_boundary_indicators,
            include_item_cursors=include_item_cursors,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _autocomplete_problems = Operation(
        "AutocompleteProblems", "POST /api/v2/problems/autocomplete", Ticket, key="tickets", write_class=WriteClass.SAFE
    )

    async def autocomplete_problems(self, text: str) -> builtins.list[Ticket]:
        """Return the problem tickets whose subject holds this text."""
        return await self._call_list(self._autocomplete_problems, body={"text": text})

    _list_incidents = Operation(
        "ListTicketIncidents",
        "GET /api/v2/tickets/{ticket_id}/incidents",
        Ticket,
        key="tickets",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_incidents(
        self,
        ticket_id: int,
        *,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Ticket]:
        """Iterate over the incidents that are linked to a problem ticket."""
        return self._paginate(
            self._list_incidents,
            ticket_id=ticket_id,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_deleted = Operation(
        "ListDeletedTickets",
        "GET /api/v2/deleted_tickets",
        DeletedTicket,
        key="deleted_tickets",
        paging=Paging.CURSOR_OR_OFFSET,
        limit="deleted-tickets-index",
    )

    def list_deleted(
        self,
        *,
        support_type_scope: SupportTypeScope | None = None,
        sort_by: TicketSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[DeletedTicket]:
        """Iterate over the deleted tickets that can still be restored.

        Deleted tickets are scrubbed after 30 days. Limited to 10 requests a minute for the account, its users' own
        included.
        """
        return self._paginate(
            self._list_deleted,
            support_type_scope=support_type_scope,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _export = Operation(
        "IncrementalTicketExportCursor",
        "GET /api/v2/incremental/tickets/cursor",
        Ticket,
        key="tickets",
        paging=Paging.INCREMENTAL_CURSOR,
        page_size=1000,
        limit="incremental-exports",
    )

    def export(
        self,
        *,
        start_time: int | datetime | None = None,
        cursor: str | None = None,
        support_type_scope: SupportTypeScope | None = None,
        include: Sequence[TicketExportSideload] = (),
        per_page: int | None = None,
    ) -> Paginator[Ticket]:
        """Iterate over every ticket changed since `start_time`, archived and deleted ones included.

        `start_time` (Unix seconds or an aware datetime, a minute ago at the latest) begins an export; `cursor`, kept
        from the last page of an earlier one, goes on where that ended. Deleted tickets have the status `deleted`. Up
        to 1,000 records a page, 10 requests a minute. Admins only.

        https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
        """
        return self._paginate(
            self._export,
            start_time=start_time,
            cursor=cursor,
            support_type_scope=support_type_scope,
            include=include,
            per_page=per_page,
        )
