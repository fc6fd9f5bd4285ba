"""Records that go along with others: `include=users,groups`.

Some sideloads are arrays beside the records, some are keys inside each of them
(https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/side_loading/; placed as in recorded
traffic where that differs). Unknown names are ignored.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._table import Table

_USER_KEYS = ("requester_id", "submitter_id", "assignee_id")
_USER_LISTS = ("collaborator_ids", "follower_ids", "email_cc_ids")
_DATES = (
    "assignee_updated_at", "requester_updated_at", "status_updated_at", "initially_assigned_at", "assigned_at",
    "solved_at", "latest_comment_added_at",
)  # fmt: skip


def referred(table: Table[int], rows: Iterable[Row], keys: Sequence[str], lists: Sequence[str] = ()) -> list[Row]:
    """Return the rows of a table that others refer to, each once, in the order they are met."""
    met: dict[int, None] = {}
    for row in rows:
        for key in keys:
            if row.get(key):
                met[row[key]] = None
        for key in lists:
            met.update(dict.fromkeys(row.get(key) or ()))
    return table.rows(met)


def ticket_sideloads(
    account: Account, rows: Sequence[Row], includes: Collection[str], *, last_audits: bool = True
) -> dict[str, Any]:
    """Return the arrays that go along with tickets."""
    loaded: dict[str, Any] = {}
    if "users" in includes:
        loaded["users"] = referred(account.users, rows, _USER_KEYS, _USER_LISTS)
    if "groups" in includes:
        loaded["groups"] = referred(account.groups, rows, ("group_id",))
    if "organizations" in includes:
        loaded["organizations"] = referred(account.organizations, rows, ("organization_id",))
    if last_audits and "last_audits" in includes:
        loaded["last_audits"] = [audit for row in rows if (audit := _last_audit(account, row)) is not None]
    if "metric_sets" in includes:
        loaded["metric_sets"] = [metric for row in rows if (metric := _metric(account, row)) is not None]
    if "sharing_agreements" in includes:
        agreements: Table[int] = account.table("sharing_agreements")
        loaded["sharing_agreements"] = referred(agreements, rows, (), ("sharing_agreement_ids",))
    if "ticket_forms" in includes:
        loaded["ticket_forms"] = referred(account.ticket_forms, rows, ("ticket_form_id",))
    if "brands" in includes:
        loaded["brands"] = referred(account.brands, rows, ("brand_id",))
    if "custom_statuses" in includes:
        loaded["custom_statuses"] = referred(account.custom_statuses, rows, ("custom_status_id",))
    return loaded


def embedded(account: Account, row: Row, includes: Collection[str]) -> Row:
    """Return a ticket with the sideloads that stand inside it; the row itself when there are none."""
    added = {key: make(account, row) for name, (key, make) in _EMBEDDED.items() if name in includes}
    if "incident_counts" in includes and row["type"] == "problem":
        added["incident_count"] = len(account.tickets.where("problem_id", row["id"]))
    return {**row, **added} if added else row


def embeds(includes: Collection[str]) -> bool:
    """Whether some of the sideloads stand inside the tickets."""
    return "incident_counts" in includes or not _EMBEDDED.keys().isdisjoint(includes)


def _last_audit(account: Account, row: Row) -> Row | None:
    audits = account.audits.where("ticket_id", row["id"])
    return account.audits.get(audits[-1]) if audits else None


def _metric(account: Account, row: Row) -> Row | None:
    return account.ticket_metrics.one("ticket_id", row["id"])


def _comment_count(account: Account, row: Row) -> int:
    return len(account.comments.where("ticket_id", row["id"]))


def _dates(account: Account, row: Row) -> Row:
    metric = _metric(account, row) or {}
    return {key: metric.get(key) for key in _DATES}


def _policy_metrics(_account: Account, _row: Row) -> Row:
    # An account without SLA policies has no metrics of them.
    return {"policy_metrics": []}


def _metric_events(account: Account, row: Row) -> Row:
    metric = _metric(account, row)
    events: dict[str, list[Row]] = {}
    if metric is None:
        return events
    for name, start, end in (
        ("agent_work_time", "created_at", "solved_at"),
        ("requester_wait_time", "created_at", "solved_at"),
        ("reply_time", "created_at", "latest_comment_added_at"),
    ):
        events[name] = [_metric_event(metric, name, "activate", metric[start], 0)]
        if metric[end]:
            events[name].append(_metric_event(metric, name, "fulfill", metric[end], 1))
    return events


def _metric_event(metric: Row, name: str, kind: str, moment: str, number: int) -> Row:
    return {
        "id": metric["id"] + 1 + number,
        "ticket_id": metric["ticket_id"],
        "metric": name,
        "instance_id": 1,
        "type": kind,
        "time": moment,
    }


def _workspace(_account: Account, _row: Row) -> None:
    return None


_EMBEDDED: Mapping[str, tuple[str, Callable[[Account, Row], Any]]] = {
    "comment_count": ("comment_count", _comment_count),
    "last_audits": ("last_audit", _last_audit),
    "metric_sets": ("metric_set", _metric),
    "dates": ("dates", _dates),
    "slas": ("slas", _policy_metrics),
    "metric_events": ("metric_events", _metric_events),
    "tde_workspace": ("tde_workspace", _workspace),
}


def people_of_audits(account: Account, rows: Sequence[Row], includes: Collection[str]) -> dict[str, Any]:
    """Return what goes along with audits and comments."""
    loaded: dict[str, Any] = {}
    users = referred(account.users, rows, ("author_id",))
    tickets = referred(account.tickets, rows, ("ticket_id",))
    if "users" in includes:
        loaded["users"] = users
    if "organizations" in includes:
        loaded["organizations"] = referred(account.organizations, tickets, ("organization_id",))
    if "groups" in includes:
        loaded["groups"] = referred(account.groups, tickets, ("group_id",))
    if "tickets" in includes:
        loaded["tickets"] = tickets
    return loaded
