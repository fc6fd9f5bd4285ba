"""Ticket metric events: when metrics of tickets began, paused, were met or were breached."""

from datetime import datetime

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.ticket_metric_events import TicketMetricEvent
from zendesk_async.pagination import Paginator


class TicketMetricEvents(Resource, scope="tickets"):
    """Ticket metric events: when metrics of tickets began, paused, were met or were breached.

    Admins may call this.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metric_events/
    """

    _export = Operation(
        "ListTicketMetricEvents",
        "GET /api/v2/incremental/ticket_metric_events",
        TicketMetricEvent,
        key="ticket_metric_events",
        paging=Paging.INCREMENTAL_TIME,
        page_size=100,
        limit="incremental-exports",
    )

    def export(
        self,
        *,
        start_time: int | datetime,
        include_changes: bool | None = None,
        exclude_deleted: bool | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        per_page: int | None = None,
    ) -> Paginator[TicketMetricEvent]:
        """Iterate over the events since `start_time`, by time, or by cursor when `page_size` is given.

        By time up to 1,000 events a page, by cursor 100. `include_changes` adds changes of SLA targets. 10 requests a
        minute.
        """
        return self._paginate(
            self._export,
            start_time=start_time,
            include_changes=include_changes,
            exclude_deleted=exclude_deleted,
            page_size=page_size,
            page_after=page_after,
            per_page=per_page,
        )
