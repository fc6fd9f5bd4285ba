"""Metrics of tickets.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metrics/
"""

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._paging import Subset, list_answer
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._ticket_lists import archived_ids
from zendesk_async.emulator._tickets import ticket_of


@answers("ListTicketMetrics")
def list_metrics(call: Call) -> Answer:
    """Answer the metrics of all tickets that are not archived, the newest ticket first."""
    metrics = call.account.ticket_metrics
    archived = set(archived_ids(call.account))
    chosen = [one for one in metrics if metrics.value(one, "ticket_id") not in archived] if archived else None
    rows = metrics if chosen is None else Subset(metrics, chosen)
    return list_answer(call, "ticket_metrics", rows, sort="-created_at,-id")


@answers("ShowTicketMetrics")
def show_metrics(call: Call) -> Answer:
    """Answer one set of metrics."""
    metric = call.account.ticket_metrics.get(call.identifier("ticket_metric_id"))
    if metric is None:
        raise record_not_found()
    return Answer({"ticket_metric": metric})


@answers("ShowTicketMetricsByTicket")
def show_metrics_of_ticket(call: Call) -> Answer:
    """Answer the metrics of a ticket."""
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    metric = call.account.ticket_metrics.one("ticket_id", ticket["id"])
    if metric is None:
        raise record_not_found()
    return Answer({"ticket_metric": metric})
