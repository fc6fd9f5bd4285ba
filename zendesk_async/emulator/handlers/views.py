"""Views as records.

https://developer.zendesk.com/api-reference/ticketing/business-rules/views/
"""

from typing import Any

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Answer, Call, Row, answers
from zendesk_async.emulator._conditions import FIELDS, NARROWING
from zendesk_async.emulator._ordering import Subset
from zendesk_async.emulator._paging import Style, list_answer
from zendesk_async.emulator._rules import SORT_BY, chosen, found, listed, sort_columns, with_sideloads
from zendesk_async.emulator._search_matching import PRIORITIES, STATUSES
from zendesk_async.emulator._view_columns import COLUMNS
from zendesk_async.emulator._view_rows import changed_view, custom_titles, new_view

MOST_COMPACT = 32
_COMPARED_FIELDS = frozenset({"status", "priority"})
_OPERATORS = {
    "is": "Is",
    "is_not": "Is not",
    "less_than": "Less than",
    "greater_than": "Greater than",
    "includes": "Contains at least one of the following",
    "not_includes": "Contains none of the following",
}


def _list(call: Call, ids: list[int], style: Style = Style.BOTH) -> Answer:
    return list_answer(
        call,
        "views",
        Subset(call.account.views, ids),
        sort="created_at,id",
        sorts=("id", "title", "created_at", "updated_at", "position"),
        sort_by=SORT_BY,
        columns=sort_columns({}),
        style=style,
        render=lambda rows: [with_sideloads(call, row) for row in rows],
    )


@answers("ListViews")
def list_views(call: Call) -> Answer:
    """Answer one page of the views that the caller may use."""
    return _list(call, listed(call, call.account.views))


@answers("ListActiveViews")
def list_active_views(call: Call) -> Answer:
    """Answer one page of the active views."""
    return _list(call, listed(call, call.account.views, active=True), Style.OFFSET)


@answers("ListCompactViews")
def list_compact_views(call: Call) -> Answer:
    """Answer the first active views, at most 32, in their positions."""
    views = call.account.views
    rows = sorted(views.rows(listed(call, views, active=True)), key=lambda row: (row["position"], row["id"]))
    rows = rows[:MOST_COMPACT]
    return Answer({"views": rows, "next_page": None, "previous_page": None, "count": len(rows)})


@answers("SearchViews")
def search_views(call: Call) -> Answer:
    """Answer one page of the views whose title holds a text."""
    query = call.query.get("query")
    if query is None:
        raise _refusals.missing_parameter("query")
    views = call.account.views
    ids = [one for one in listed(call, views) if query.casefold() in views[one]["title"].casefold()]
    return _list(call, ids, Style.OFFSET)


@answers("ListViewsById")
def show_many(call: Call) -> Answer:
    """Answer the views of these ids."""
    wanted = set(call.ids())
    return _list(call, [identifier for identifier in listed(call, call.account.views) if identifier in wanted])


@answers("CountViews")
def count_views(call: Call) -> Answer:
    """Answer how many views the caller may use."""
    # Seen in recorded traffic: here the time has an offset.
    refreshed = call.clock.stamp().replace("Z", "+00:00")
    return Answer({"count": {"value": len(listed(call, call.account.views)), "refreshed_at": refreshed}})


@answers("ShowView")
def show_view(call: Call) -> Answer:
    """Answer one view."""
    return Answer({"view": with_sideloads(call, found(call, call.account.views, "view_id"))})


@answers("CreateView")
def create_view(call: Call) -> Answer:
    """Create a view."""
    row = call.account.views.insert(new_view(call, call.envelope("view")))
    return Answer({"view": row}, 201, {"Location": row["url"]})


@answers("UpdateView")
def update_view(call: Call) -> Answer:
    """Change a view."""
    row = found(call, call.account.views, "view_id")
    changed = changed_view(call, row, call.envelope("view"))
    return Answer({"view": call.account.views.replace(row["id"], changed)})


@answers("DeleteView")
def delete_view(call: Call) -> Answer:
    """Delete a view."""
    call.account.views.remove(found(call, call.account.views, "view_id")["id"])
    return Answer(status=204)


@answers("UpdateManyViews")
def update_many_views(call: Call) -> Answer:
    """Change the position of views, or whether they are active."""
    views = call.account.views
    changed: list[Row] = []
    for item in call.items("views"):
        row = views.get(item["id"]) if isinstance(item.get("id"), int) else None
        if row is None:
            raise _refusals.record_not_found()
        changed.append(changed_view(call, row, {key: item[key] for key in ("position", "active") if key in item}))
    for row in changed:
        views.replace(row["id"], row)
    return Answer({"views": changed, "next_page": None, "previous_page": None, "count": len(changed)})


@answers("BulkDeleteViews")
def delete_many_views(call: Call) -> Answer:
    """Delete views."""
    for identifier in chosen(call, call.account.views):
        call.account.views.remove(identifier)
    return Answer(status=204)


@answers("ListViewDefinitions")
def list_view_definitions(call: Call) -> Answer:
    """Answer what conditions, columns and orders a view may have."""
    conditions = [_definition(call, name) for name in FIELDS]
    columns = [{"title": column.title, "value": name, "type": "system"} for name, column in COLUMNS.items()] + [
        {"title": title, "value": name, "type": "custom"} for name, title in custom_titles(call).items()
    ]
    sortable = [entry for entry in columns if entry["value"] not in COLUMNS or COLUMNS[entry["value"]].sortable]
    definitions = {
        "conditions_all": conditions,
        "conditions_any": conditions,
        "groupables": sortable,
        "sortables": sortable,
        "output": columns,
    }
    return Answer({"definitions": definitions})


def _definition(call: Call, name: str) -> Row:
    values = _condition_values(call, name)
    kind = "list" if values is not None else "text"
    operators: tuple[str, ...]
    if name in _COMPARED_FIELDS:
        operators = ("is", "is_not", "less_than", "greater_than")
    elif name == "current_tags" or name.endswith("_includes_word"):
        operators = ("includes", "not_includes")
    elif values is not None or name in NARROWING or name.endswith("_id") or name == "recipient":
        operators = ("is", "is_not")
    else:
        operators = ("is", "less_than", "greater_than")
    definition: Row = {
        "title": name.replace("_id", "").replace("_", " ").capitalize(),
        "subject": name,
        "type": kind,
        "group": "ticket",
        "nullable": name in {"assignee_id", "group_id", "organization_id", "type", "priority"},
        "repeatable": name in {"current_tags", "description_includes_word"},
        "operators": [{"value": one, "title": _OPERATORS[one], "terminal": False} for one in operators],
    }
    if values is not None:
        definition["values"] = values
    return definition


def _condition_values(call: Call, name: str) -> list[dict[str, Any]] | None:
    plain = {
        "status": STATUSES,
        "priority": PRIORITIES,
        "type": ("question", "incident", "problem", "task"),
    }.get(name)
    if plain is not None:
        return [{"value": one, "title": one.capitalize(), "enabled": True} for one in plain]
    account = call.account
    if name == "group_id":
        rows = account.groups.rows()
    elif name == "assignee_id":
        rows = account.users.rows([*account.users.where("role", "admin"), *account.users.where("role", "agent")])
    else:
        return None
    current = [{"value": "current_user", "title": "(current user)", "enabled": True}] if name == "assignee_id" else []
    return current + [{"value": str(row["id"]), "title": row["name"], "enabled": True} for row in rows]
