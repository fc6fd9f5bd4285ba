# Written by tools/mirror.py from zendesk_async/resources/ticket_metric_events.py: change that one, then run `make mirror`.

"""Ticket metric events: when metrics of tickets began, paused, were met or were breached."""

from datetime import datetime

from zendesk_async.models.ticket_metric_events import TicketMetricEvent
from zendesk_async.resources.ticket_metric_events import TicketMetricEvents as AsyncTicketMetricEvents
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class TicketMetricEvents(Resource[AsyncTicketMetricEvents]):
    """Ticket metric events: when metrics of tickets began, paused, were met or were breached.

    Admins may call this.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metric_events/
    """

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
            self._async.export(
                start_time=start_time,
                include_changes=include_changes,
                exclude_deleted=exclude_deleted,
                page_size=page_size,
                page_after=page_after,
                per_page=per_page,
            )
        )
