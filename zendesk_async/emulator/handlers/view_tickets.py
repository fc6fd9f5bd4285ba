"""What views hold: rows, tickets and counts.

https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#execute-view
"""

from zendesk_async.emulator._call import Answer, Call, Row, answers
from zendesk_async.emulator._rules import found, sees
from zendesk_async.emulator._sideloads import embedded, ticket_sideloads
from zendesk_async.emulator._view_results import page_of, rows_of, tickets_of
from zendesk_async.emulator._view_rows import previewed

MOST_COUNTS = 20


@answers("ExecuteView")
async def execute_view(call: Call) -> Answer:
    """Answer one page of a view's rows."""
    view = found(call, call.account.views, "view_id")
    ids, rest = page_of(call, await tickets_of(call, view))
    return Answer({**rows_of(call, view, ids), "view": view, **rest})


@answers("PreviewViews")
async def preview_views(call: Call) -> Answer:
    """Answer the rows that a view would have."""
    view = previewed(call, call.envelope("view"))
    ids, rest = page_of(call, await tickets_of(call, view))
    return Answer({**rows_of(call, view, ids), **rest})


@answers("PreviewCount")
async def preview_count(call: Call) -> Answer:
    """Answer how many tickets a view would have."""
    view = previewed(call, call.envelope("view"))
    return Answer({"view_count": _count(call, None, len(await tickets_of(call, view)))})


@answers("ListTicketsFromView")
async def list_tickets_from_view(call: Call) -> Answer:
    """Answer one page of a view's tickets, whole."""
    view = found(call, call.account.views, "view_id")
    ids, rest = page_of(call, await tickets_of(call, view))
    rows, includes = call.account.tickets.rows(ids), call.includes()
    shown = [embedded(call.account, row, includes) for row in rows]
    return Answer({"tickets": shown, **ticket_sideloads(call.account, rows, includes), **rest})


@answers("GetViewCount")
async def get_view_count(call: Call) -> Answer:
    """Answer how many tickets a view has."""
    view = found(call, call.account.views, "view_id")
    return Answer({"view_count": _count(call, view, len(await tickets_of(call, view)))})


@answers("GetViewCounts")
async def get_view_counts(call: Call) -> Answer:
    """Answer how many tickets each of up to 20 views has; unknown views are left out."""
    views = [row for row in call.account.views.rows(call.ids(most=MOST_COUNTS)) if sees(call, row)]
    return Answer({"view_counts": [_count(call, view, len(await tickets_of(call, view))) for view in views]})


@answers("ExportView")
def export_view(call: Call) -> Answer:
    """Say that the export of a view was begun; its file is sent by mail."""
    view = found(call, call.account.views, "view_id")
    return Answer({"export": {"view_id": view["id"], "status": "starting"}})


def _count(call: Call, view: Row | None, count: int) -> Row:
    return {
        "url": None if view is None else call.url(f"views/{view['id']}/count"),
        "view_id": None if view is None else view["id"],
        "value": count,
        "pretty": str(count),
        "fresh": True,
        "active": True if view is None else view["active"],
    }
