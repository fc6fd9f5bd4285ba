"""The columns of views: what they are called, what they show, and how tickets are ordered by them.

https://developer.zendesk.com/api-reference/ticketing/business-rules/views/#view-columns
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import attrs

from zendesk_async.emulator._search_checks import Row
from zendesk_async.emulator._search_matching import PRIORITIES, STATUSES

MOST_COLUMNS = 10


@attrs.frozen
class Column:
    """One column. `field` is the ticket's property, `key` the key of a row; `metric`: the property of its metrics."""

    title: str
    field: str
    key: str
    sortable: bool = True
    metric: bool = False


COLUMNS: Mapping[str, Column] = {
    "assigned": Column("Assigned", "assigned_at", "assigned", metric=True),
    "assignee": Column("Assignee", "assignee_id", "assignee_id"),
    "due_date": Column("Due Date", "due_at", "due_date"),
    "group": Column("Group", "group_id", "group_id"),
    "nice_id": Column("ID", "id", "ticket_id"),
    "updated": Column("Updated", "updated_at", "updated"),
    "updated_assignee": Column("Assignee updated", "assignee_updated_at", "updated_assignee", metric=True),
    "updated_requester": Column("Requester updated", "requester_updated_at", "updated_requester", metric=True),
    "updated_by_type": Column("Updater", "updated_by_type", "updated_by_type"),
    "organization": Column("Organization", "organization_id", "organization_id"),
    "priority": Column("Priority", "priority", "priority"),
    "created": Column("Requested", "created_at", "created"),
    "requester": Column("Requester", "requester_id", "requester_id"),
    "locale_id": Column("Requester language", "locale_id", "locale_id"),
    "satisfaction_score": Column("Satisfaction", "satisfaction_rating", "satisfaction_score"),
    "solved": Column("Solved", "solved_at", "solved", metric=True),
    "status": Column("Status", "status", "status"),
    "description": Column("Subject", "subject", "subject", sortable=False),
    "submitter": Column("Submitter", "submitter_id", "submitter_id", sortable=False),
    "ticket_form": Column("Form", "ticket_form_id", "ticket_form_id"),
    "type": Column("Type", "type", "type"),
    "brand": Column("Brand", "brand_id", "brand_id"),
    "custom_status_id": Column("Ticket status", "custom_status_id", "custom_status_id"),
}

# Names that requests use beside those of the table.
ALIASES = {
    "subject": "description",
    "ticket_id": "nice_id",
    "id": "nice_id",
    "created_at": "created",
    "updated_at": "updated",
    "assignee_id": "assignee",
    "requester_id": "requester",
    "group_id": "group",
    "organization_id": "organization",
}

DEFAULT_COLUMNS = ("status", "nice_id", "description", "requester", "created", "assignee")


class Values(Protocol):
    """What columns ask of the account beside the ticket."""

    def metric(self, ticket_id: int, field: str) -> str | None:
        """Return a time of the ticket's metrics."""
        ...

    def requester(self, user_id: int, field: str) -> Any:
        """Return a property of a user."""
        ...

    def updater(self, ticket_id: int) -> str:
        """Return who changed the ticket last: `agent` or `end-user`."""
        ...


def value(ticket: Row, identifier: str, values: Values) -> Any:
    """Return what a column shows of a ticket."""
    column = COLUMNS.get(identifier)
    if column is None:
        fields: Sequence[Row] = ticket.get("custom_fields") or ()
        return next((field["value"] for field in fields if str(field["id"]) == identifier), None)
    if column.metric:
        return values.metric(ticket["id"], column.field)
    match identifier:
        case "locale_id":
            return values.requester(ticket["requester_id"], "locale_id")
        case "updated_by_type":
            return values.updater(ticket["id"])
        case "satisfaction_score":
            return (ticket.get("satisfaction_rating") or {"score": None})["score"]
        case _:
            return ticket.get(column.field)


def sort_value(shown: Any, identifier: str) -> tuple[bool, Any]:
    """Return the value of a column in the form that sorts: nulls first."""
    ranks = {"status": STATUSES, "priority": PRIORITIES}.get(identifier)
    if ranks is not None and shown in ranks:
        return True, ranks.index(shown)
    if identifier not in COLUMNS and shown is not None:
        # The values of a custom field may be of several types.
        return True, str(shown)
    return shown is not None, shown


def described(identifier: str, custom_titles: Mapping[str, str]) -> Row | None:
    """Return a column as views describe it, or None for one that there is not."""
    column = COLUMNS.get(identifier)
    if column is not None:
        return {"id": identifier, "title": column.title, "filterable": True, "sortable": column.sortable}
    if identifier in custom_titles:
        return {"id": int(identifier), "title": custom_titles[identifier], "filterable": True, "sortable": True}
    return None
