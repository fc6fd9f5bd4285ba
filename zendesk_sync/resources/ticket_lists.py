# Written by tools/mirror.py from zendesk_async/resources/ticket_lists.py: change that one, then run `make mirror`.

"""The lists and counts of tickets, by whose they are."""

import builtins
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from zendesk_async.models.common import Count, SortOrder, SupportTypeScope
from zendesk_async.models.tickets import (
    DeletedTicket,
    Ticket,
    TicketExportSideload,
    TicketSideload,
    TicketSort,
    TicketSortBy,
)
from zendesk_async.resources.ticket_lists import TicketLists as AsyncTicketLists
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator

A = TypeVar("A", bound=AsyncTicketLists)


class TicketLists(Resource[A]):
    """The lists and counts of tickets, by whose they are.

    Agents see the tickets they have access to. Archived tickets (closed 120 days ago) are missing from `list`,
    `count` and `list_recent`; the lists of one user or organization, search and the export have them.

    https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
    """

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
            self._async.list(
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
        )

    def count(self) -> Count:
        """Count the tickets that are not archived."""
        return self._wait(self._async.count())

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
            self._async.list_by_organization(
                organization_id,
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
        )

    def count_by_organization(self, organization_id: int) -> Count:
        """Count the tickets of an organization."""
        return self._wait(self._async.count_by_organization(organization_id))

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
            self._async.list_assigned(
                user_id,
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
        )

    def count_assigned(self, user_id: int) -> Count:
        """Count the tickets that are assigned to a user."""
        return self._wait(self._async.count_assigned(user_id))

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
            self._async.list_requested(
                user_id,
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
            self._async.list_ccd(
                user_id,
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
        )

    def count_ccd(self, user_id: int) -> Count:
        """Count the tickets that a user is copied in on."""
        return self._wait(self._async.count_ccd(user_id))

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
            self._async.list_followed(
                user_id,
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
        )

    def list_recent(self, *, include: Sequence[TicketSideload] = ()) -> builtins.list[Ticket]:
        """Return the tickets that the caller viewed last, five at most."""
        return self._wait(self._async.list_recent(include=include))

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
            self._async.list_problems(
                include_boundary_indicators=include_boundary_indicators,
                include_item_cursors=include_item_cursors,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def autocomplete_problems(self, text: str) -> builtins.list[Ticket]:
        """Return the problem tickets whose subject holds this text."""
        return self._wait(self._async.autocomplete_problems(text))

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
            self._async.list_incidents(
                ticket_id,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
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
            self._async.list_deleted(
                support_type_scope=support_type_scope,
                sort_by=sort_by,
                sort_order=sort_order,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
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
            self._async.export(
                start_time=start_time,
                cursor=cursor,
                support_type_scope=support_type_scope,
                include=include,
                per_page=per_page,
            )
        )
