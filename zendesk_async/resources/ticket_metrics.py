"""Metrics: how long tickets waited for replies and solutions."""

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.ticket_metrics import TicketMetric
from zendesk_async.pagination import Paginator


class TicketMetrics(Resource, scope="tickets"):
    """Metrics: how long tickets waited for replies and solutions.

    Agents may read them. Archived tickets have none in the list.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metrics/
    """

    _list = Operation(
        "ListTicketMetrics",
        "GET /api/v2/ticket_metrics",
        TicketMetric,
        key="ticket_metrics",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list(
        self,
        *,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[TicketMetric]:
        """Iterate over the metrics of the tickets that are not archived, newest first."""
        return self._paginate(
            self._list,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation(
        "ShowTicketMetrics", "GET /api/v2/ticket_metrics/{ticket_metric_id}", TicketMetric, key="ticket_metric"
    )

    async def show(self, ticket_metric_id: str) -> TicketMetric:
        """Return metrics by their own id."""
        return await self._call(self._show, ticket_metric_id=ticket_metric_id)

    _show_by_ticket = Operation(
        "ShowTicketMetricsByTicket", "GET /api/v2/tickets/{ticket_id}/metrics", TicketMetric, key="ticket_metric"
    )

    async def show_by_ticket(self, ticket_id: int) -> TicketMetric:
        """Return the metrics of a ticket."""
        return await self._call(self._show_by_ticket, ticket_id=ticket_id)
