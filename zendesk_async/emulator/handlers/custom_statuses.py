"""Statuses that an account makes for itself, within the categories of Zendesk's.

https://developer.zendesk.com/api-reference/ticketing/tickets/custom_ticket_statuses/
"""

from typing import Any

from zendesk_async._json import is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Change, Collection
from zendesk_async.emulator._collection_fields import CREATED, ID, UPDATED, URL, choice, flag, mirror, name, own, text
from zendesk_async.emulator._collection_operations import ids_of, serve
from zendesk_async.emulator._refusals import record_invalid, record_not_found
from zendesk_async.emulator._shapes import Row

CATEGORIES = ("new", "open", "pending", "hold", "solved")
MOST = 100
"""https://support.zendesk.com/hc/en-us/articles/4412575861018"""

_RAW = ("agent_label", "end_user_label", "description", "end_user_description")


def _rules(change: Change) -> None:
    after = change.after
    if not after["end_user_label"]:
        after["end_user_label"] = after["agent_label"]
    for key in _RAW:
        after[f"raw_{key}"] = after[key]
    if after["default"] and not after["active"]:
        change.problems.add("active", "Active: a default status cannot be made inactive", "InvalidValue")


def _removing(call: Call, row: Row) -> None:
    if row["default"]:
        raise record_invalid({"base": [("A default status cannot be deleted", "InvalidValue")]})
    tickets = call.account.tickets
    if any(tickets.value(one, "status") != "closed" for one in tickets.where("custom_status_id", row["id"])):
        raise record_invalid({"base": [("The status is still assigned to tickets", "InvalidValue")]})


def _is(field: str, text: str, row: Row) -> bool:
    return bool(row[field]) is (text.lower() == "true")


CUSTOM_STATUSES = Collection(
    table="custom_statuses",
    one="custom_status",
    many="custom_statuses",
    parameter="custom_status_id",
    path="custom_statuses",
    source_type="custom_status",
    most=MOST,
    rules=_rules,
    removing=_removing,
    filters={
        "status_categories": lambda _call, text, row: row["status_category"] in text.split(","),
        "active": lambda _call, text, row: _is("active", text, row),
        "default": lambda _call, text, row: _is("default", text, row),
    },
    fields=(
        URL,
        ID,
        choice("status_category", CATEGORIES, required=True, fixed=True),
        name("agent_label", unique=True),
        text("end_user_label"),
        text("description", longest=255),
        text("end_user_description", longest=255),
        flag("active", default=True),
        own("default", default=False),
        CREATED,
        UPDATED,
        *(mirror(f"raw_{key}", key) for key in _RAW),
    ),
)

serve(
    CUSTOM_STATUSES,
    list_whole="ListCustomStatuses",
    create="CreateCustomStatus",
    show="ShowCustomStatus",
    update="UpdateCustomStatus",
    delete="DeleteCustomStatus",
)


@answers("BulkUpdateDefaultCustomStatus")
def update_defaults(call: Call) -> Answer:
    """Make statuses the default ones of their categories; `ids` names one for each category that changes."""
    statuses = call.account.custom_statuses
    body: Any = call.body.get("ids") if is_object(call.body) else None
    ids = (
        [int(part) for part in body.split(",") if part.strip().isdecimal()]
        if isinstance(body, str)
        else ids_of(call, "ids")
    )
    rows = [statuses.get(identifier) for identifier in ids]
    chosen: dict[str, Row] = {}
    for row in rows:
        if row is None:
            raise record_not_found()
        if row["status_category"] in chosen or not row["active"]:
            text = "One active status of each category can be the default"
            raise record_invalid({"ids": [(text, "InvalidValue")]})
        chosen[row["status_category"]] = row
    for row in statuses.rows():
        default = chosen.get(row["status_category"])
        if default is not None and row["default"] != (row["id"] == default["id"]):
            statuses.change(row["id"], {"default": row["id"] == default["id"], "updated_at": call.clock.stamp()})
    return Answer({})
