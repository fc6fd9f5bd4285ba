# Written by tools/mirror.py from zendesk_async/resources/ticket_metrics.py: change that one, then run `make mirror`.

"""Metrics: how long tickets waited for replies and solutions."""

from zendesk_async.models.ticket_metrics import TicketMetric
from zendesk_async.resources.ticket_metrics import TicketMetrics as AsyncTicketMetrics
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class TicketMetrics(Resource[AsyncTicketMetrics]):
    """Metrics: how long tickets waited for replies and solutions.

    Agents may read them. Archived tickets have none in the list.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metrics/
    """

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
            self._async.list(
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, ticket_metric_id: str) -> TicketMetric:
        """Return metrics by their own id."""
        return self._wait(self._async.show(ticket_metric_id))

    def show_by_ticket(self, ticket_id: int) -> TicketMetric:
        """Return the metrics of a ticket."""
        return self._wait(self._async.show_by_ticket(ticket_id))
