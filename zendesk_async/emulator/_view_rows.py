"""Views as records: what a request may say of one, and what it then looks like.

https://developer.zendesk.com/api-reference/ticketing/business-rules/views/
"""

from collections.abc import Mapping
from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._call import Call, Row
from zendesk_async.emulator._conditions import NARROWING, ConditionError, check, parse
from zendesk_async.emulator._rules import next_position, restriction_of
from zendesk_async.emulator._validation import Problems, boolean, integer, string, typed
from zendesk_async.emulator._view_columns import ALIASES, DEFAULT_COLUMNS, MOST_COLUMNS, described
from zendesk_async.emulator._view_results import ViewBackground

_PLAIN = {"title": string, "description": string, "active": boolean, "position": integer}


def new_view(call: Call, values: Row) -> Row:
    """Return the row of a new view. Raises `Refusal` 422 for one that is not right."""
    problems = Problems()
    problems.present(values, "title")
    plain = typed(values, _PLAIN)
    conditions = _conditions(call, values, {"all": [], "any": []}, problems)
    execution = execution_of(values, None, custom_titles(call), problems)
    restriction = restriction_of(call, values.get("restriction"), problems)
    problems.refuse()
    views, now = call.account.views, call.clock.stamp()
    identifier = call.account.new_id()
    return {
        "url": call.url(f"views/{identifier}"),
        "id": identifier,
        "title": plain["title"],
        "active": plain.get("active", True),
        "updated_at": now,
        "created_at": now,
        "default": False,
        "position": plain.get("position") or next_position(views),
        "description": plain.get("description"),
        "execution": execution,
        "conditions": conditions,
        "restriction": restriction,
        "raw_title": plain["title"],
    }


def changed_view(call: Call, row: Row, values: Row) -> Row:
    """Return a view with changes; a list of conditions that is given replaces the former one."""
    problems = Problems()
    plain = typed(values, _PLAIN)
    problems.present({**row, **plain}, "title")
    changes: Row = {key: value for key, value in plain.items() if value is not None or key == "description"}
    if "title" in plain:
        changes["raw_title"] = plain["title"]
    changes["conditions"] = _conditions(call, values, row["conditions"], problems)
    changes["execution"] = execution_of(values, row["execution"], custom_titles(call), problems)
    if "restriction" in values:
        changes["restriction"] = restriction_of(call, values["restriction"], problems)
    problems.refuse()
    return {**row, **changes, "updated_at": call.clock.stamp()}


def previewed(call: Call, values: Row) -> Row:
    """Return what a preview needs of a view that is not stored."""
    problems = Problems()
    conditions = _conditions(call, values, {"all": [], "any": []}, problems)
    execution = execution_of(values, None, custom_titles(call), problems)
    problems.refuse()
    return {"conditions": conditions, "execution": execution}


def _conditions(call: Call, values: Row, before: Row, problems: Problems) -> Row:
    wrapped = values.get("conditions")
    given: Row = {**(wrapped if is_object(wrapped) else {}), **values}
    result: Row = {}
    background = ViewBackground(call)
    try:
        for name in ("all", "any"):
            if name not in given:
                result[name] = before[name]
                continue
            conditions = parse(given[name])
            for condition in conditions:
                check(condition, background)
            result[name] = [{"field": one.field, "operator": one.operator, "value": one.value} for one in conditions]
    except ConditionError as problem:
        problems.add("base", f"Conditions: {problem}", "InvalidValue")
        return before
    if not any(one["field"] in NARROWING for one in result["all"]):
        text = "Conditions: a view needs at least one of Status, Type, Group, Assignee, Requester in 'all'"
        problems.add("base", text, "InvalidValue")
    return result


def execution_of(values: Row, before: Row | None, titles: Mapping[str, str], problems: Problems) -> Row:
    """Return how a view is shown: what a request asks for over what it was before. `titles` are of custom fields."""
    given = values.get("output", values.get("execution"))
    output: Row = given if is_object(given) else {}
    if before is not None and not output:
        return before
    known: Row = before or {}
    names = _names(output.get("columns"))
    if names is None:
        names = [str(column["id"]) for column in known.get("columns", [])] or list(DEFAULT_COLUMNS)
    columns = [column for name in names if (column := described(name, titles)) is not None]
    if len(columns) < len(names):
        problems.add("columns", "Columns: is invalid", "InvalidValue")
    if len(names) > MOST_COLUMNS:
        problems.add("columns", f"Columns: a view has at most {MOST_COLUMNS} columns", "TooLong")
    group_by = _name(output.get("group_by", known.get("group_by")))
    sort_by = _name(output.get("sort_by", known.get("sort_by"))) or "nice_id"
    for field, name in (("group_by", group_by), ("sort_by", sort_by)):
        column = None if name is None else described(name, titles)
        if name is not None and (column is None or not column["sortable"]):
            problems.add(field, f"{field}: {name} is not a column to order by", "InvalidValue")
    group_order = output.get("group_order", known.get("group_order", "asc"))
    sort_order = output.get("sort_order", known.get("sort_order", "desc"))
    problems.one_of({"group_order": group_order, "sort_order": sort_order}, "group_order", ("asc", "desc"))
    problems.one_of({"group_order": group_order, "sort_order": sort_order}, "sort_order", ("asc", "desc"))
    return {
        "group_by": group_by,
        "group_order": group_order,
        "sort_by": sort_by,
        "sort_order": sort_order,
        "group": None if group_by is None else {**(described(group_by, titles) or {}), "order": group_order},
        "sort": {**(described(sort_by, titles) or {}), "order": sort_order},
        "columns": columns,
        "fields": [column for column in columns if isinstance(column["id"], str)],
        "custom_fields": [column for column in columns if not isinstance(column["id"], str)],
    }


def _names(columns: Any) -> list[str] | None:
    if not is_array(columns):
        return None
    return [_name(column.get("id") if is_object(column) else column) or "" for column in columns]


def _name(value: Any) -> str | None:
    return None if value in (None, "") else ALIASES.get(str(value), str(value))


def custom_titles(call: Call) -> Mapping[str, str]:
    """Return the titles of the ticket fields that may be columns, by id."""
    return {str(row["id"]): row["title"] for row in call.account.ticket_fields.rows() if row.get("removable", True)}
