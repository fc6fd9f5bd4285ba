"""Contextual workspaces: the form, macros and apps that agents get with some tickets.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/workspaces/
"""

from zendesk_async.emulator._call import Call
from zendesk_async.emulator._collection import Change, Collection
from zendesk_async.emulator._collection_fields import (
    CREATED,
    ID,
    UPDATED,
    URL,
    Field,
    flag,
    listed,
    name,
    text,
    whole,
    wholes,
)
from zendesk_async.emulator._collection_operations import destroy_many, reorder, serve
from zendesk_async.emulator._paging import Style
from zendesk_async.emulator._rule_conditions import needs_conditions, read_conditions
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._validation import mapping


def _rules(change: Change) -> None:
    after, problems, account = change.after, change.problems, change.account
    if change.before is None or change.says("conditions"):
        after["conditions"] = read_conditions(after, problems)
        needs_conditions(after["conditions"], problems)
    form = after["ticket_form_id"]
    if form is not None and form not in account.ticket_forms:
        problems.add("ticket_form_id", "Ticket form: is invalid", "InvalidValue")
    if any(macro not in account.macros for macro in after["macros"]):
        problems.add("macros", "Macros: is invalid", "InvalidValue")
    if change.before is None:
        after["position"] = len(WORKSPACES.table_of(account)) + 1


def _show(call: Call, row: Row) -> Row:
    macros = call.account.macros.rows(row["macros"])
    ids = [macro["id"] for macro in macros]
    chosen = [{key: macro[key] for key in ("id", "title", "active", "restriction")} for macro in macros]
    return {**row, "macros": ids, "macro_ids": ids, "selected_macros": chosen}


WORKSPACES = Collection(
    table="workspaces",
    one="workspace",
    many="workspaces",
    parameter="workspace_id",
    path="workspaces",
    source_type="workspace",
    sort="position,id",
    style=Style.OFFSET,
    rules=_rules,
    show=_show,
    fields=(
        URL,
        ID,
        name("title"),
        text("description"),
        wholes("macros"),
        whole("ticket_form_id"),
        listed("apps"),
        whole("position", 1, nullable=False),
        flag("activated", default=True),
        flag("prefer_workspace_app_order", default=True),
        Field("conditions", mapping, make=lambda _account, _row: {}, required=True, nullable=False),
        CREATED,
        UPDATED,
    ),
)

serve(
    WORKSPACES,
    list="ListWorkspaces",
    create="CreateWorkspace",
    show="ShowWorkspace",
    update="UpdateWorkspace",
    delete="DeleteWorkspace",
)
destroy_many("DestroyManyWorkspaces", WORKSPACES, 200)
reorder("ReorderWorkspaces", WORKSPACES, "ids")
