# Written by tools/mirror.py from zendesk_async/resources/ticket_skips.py: change that one, then run `make mirror`.

"""Ticket skips: tickets that agents passed over in guided mode."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.common import SortOrder
from zendesk_async.models.ticket_skips import TicketSkip, TicketSkipCreate, TicketSkipSideload
from zendesk_async.resources.ticket_skips import TicketSkips as AsyncTicketSkips
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class TicketSkips(Resource[AsyncTicketSkips]):
    """Ticket skips: tickets that agents passed over in guided mode.

    Agents may read their own; admins those of all agents.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_skips/
    """

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
            self._async.list(
                include=include,
                sort_order=sort_order,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
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
            self._async.list_by_ticket(
                ticket_id,
                include=include,
                sort_order=sort_order,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
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
            self._async.list_by_user(
                user_id,
                include=include,
                sort_order=sort_order,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def create(self, *, sort_order: SortOrder | None = None, **skip: Unpack[TicketSkipCreate]) -> TicketSkip:
        """Record that the caller skipped a ticket, and why."""
        return self._wait(self._async.create(sort_order=sort_order, **skip))
