"""Macros as records, and what they are made of.

https://developer.zendesk.com/api-reference/ticketing/business-rules/macros/
"""

from collections.abc import Mapping
from typing import Any

from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Answer, Call, Row, answers
from zendesk_async.emulator._clock import seconds_of
from zendesk_async.emulator._macro_actions import CHOICES, FIELDS, read_actions
from zendesk_async.emulator._ordering import Subset
from zendesk_async.emulator._paging import Style, list_answer
from zendesk_async.emulator._rules import (
    SORT_BY,
    USAGES,
    chosen,
    found,
    listed,
    restriction_of,
    sort_columns,
    with_sideloads,
)
from zendesk_async.emulator._validation import Problems, boolean, integer, string, typed

_PLAIN = {"title": string, "description": string, "active": boolean, "position": integer}
_DEFAULT_POSITION = 9999
_USAGE_HOURS = dict(zip(USAGES, (1, 24, 7 * 24, 30 * 24), strict=True))


def _list(call: Call, ids: list[int], style: Style = Style.BOTH) -> Answer:
    macros = call.account.macros
    category = call.query.get("category")
    if category:
        ids = [identifier for identifier in ids if _category(macros[identifier]) == category]
    usage = _usage(call)
    return list_answer(
        call,
        "macros",
        Subset(macros, ids),
        sort="title,id",
        sorts=("id", "title", "created_at", "updated_at", "position"),
        sort_by=SORT_BY,
        columns=sort_columns(usage),
        style=style,
        render=lambda rows: [_shown(call, row, usage) for row in rows],
    )


def _shown(call: Call, row: Row, usage: Mapping[int, Mapping[str, int]]) -> Row:
    shown = with_sideloads(call, row, usage)
    return {**shown, "categories": _category(row)} if "categories" in call.includes() else shown


def _usage(call: Call) -> Mapping[int, Mapping[str, int]]:
    """Count how often macros were used of late, from the audits of tickets, when the answer tells or sorts by it."""
    if call.includes().isdisjoint(USAGES) and call.query.get("sort_by") not in USAGES:
        return {}
    counts: dict[int, dict[str, int]] = {}
    audits, now = call.account.audits, call.clock.seconds()
    for row in audits.rows(audits.changed_ids()):
        for event in row["events"]:
            if event["type"] == "AgentMacroReference":
                hours = (now - seconds_of(row["created_at"])) / 3600
                macro = counts.setdefault(int(event["macro_id"]), dict.fromkeys(USAGES, 0))
                for name, most in _USAGE_HOURS.items():
                    macro[name] += hours <= most
    return counts


@answers("ListMacros")
def list_macros(call: Call) -> Answer:
    """Answer one page of the macros that the caller may use."""
    return _list(call, listed(call, call.account.macros))


@answers("ListActiveMacros")
def list_active_macros(call: Call) -> Answer:
    """Answer one page of the active macros."""
    return _list(call, listed(call, call.account.macros, active=True), Style.OFFSET)


@answers("SearchMacro")
def search_macros(call: Call) -> Answer:
    """Answer one page of the macros whose title holds a text."""
    query = call.query.get("query")
    if query is None:
        raise _refusals.missing_parameter("query")
    macros = call.account.macros
    ids = [one for one in listed(call, macros) if query.casefold() in macros[one]["title"].casefold()]
    return _list(call, ids, Style.OFFSET)


@answers("ShowMacro")
def show_macro(call: Call) -> Answer:
    """Answer one macro."""
    return Answer({"macro": _shown(call, found(call, call.account.macros, "macro_id"), _usage(call))})


@answers("CreateMacro")
def create_macro(call: Call) -> Answer:
    """Create a macro."""
    values = call.envelope("macro")
    problems = Problems()
    problems.present(values, "title")
    plain = typed(values, _PLAIN)
    actions = read_actions(values.get("actions"), problems)
    restriction = restriction_of(call, values.get("restriction"), problems)
    problems.refuse()
    identifier, now = call.account.new_id(), call.clock.stamp()
    row = call.account.macros.insert(
        {
            "url": call.url(f"macros/{identifier}"),
            "id": identifier,
            "title": plain["title"],
            "active": plain.get("active", True),
            "updated_at": now,
            "created_at": now,
            "default": False,
            "position": plain.get("position") or _DEFAULT_POSITION,
            "description": plain.get("description"),
            "actions": actions,
            "restriction": restriction,
            "raw_title": plain["title"],
        }
    )
    return Answer({"macro": row}, 201, {"Location": row["url"]})


@answers("UpdateMacro")
def update_macro(call: Call) -> Answer:
    """Change a macro; actions that are given replace all former ones."""
    row = found(call, call.account.macros, "macro_id")
    changed = _changed(call, row, call.envelope("macro"))
    return Answer({"macro": call.account.macros.replace(row["id"], changed)})


def _changed(call: Call, row: Row, values: Row) -> Row:
    problems = Problems()
    plain = typed(values, _PLAIN)
    problems.present({**row, **plain}, "title")
    changes: Row = {key: value for key, value in plain.items() if value is not None or key == "description"}
    if "title" in plain:
        changes["raw_title"] = plain["title"]
    if "actions" in values:
        changes["actions"] = read_actions(values["actions"], problems)
    if "restriction" in values:
        changes["restriction"] = restriction_of(call, values["restriction"], problems)
    problems.refuse()
    return {**row, **changes, "updated_at": call.clock.stamp()}


@answers("DeleteMacro")
def delete_macro(call: Call) -> Answer:
    """Delete a macro."""
    call.account.macros.remove(found(call, call.account.macros, "macro_id")["id"])
    return Answer(status=204)


@answers("UpdateManyMacros")
def update_many_macros(call: Call) -> Answer:
    """Change the position of macros, or whether they are active."""
    macros = call.account.macros
    changed: list[Row] = []
    for item in call.items("macros"):
        row = macros.get(item["id"]) if isinstance(item.get("id"), int) else None
        if row is None:
            raise _refusals.record_not_found()
        changed.append(_changed(call, row, {key: item[key] for key in ("position", "active") if key in item}))
    for row in changed:
        macros.replace(row["id"], row)
    return Answer({"macros": changed, "next_page": None, "previous_page": None, "count": len(changed)})


@answers("DeleteManyMacros")
def delete_many_macros(call: Call) -> Answer:
    """Delete macros."""
    for identifier in chosen(call, call.account.macros):
        call.account.macros.remove(identifier)
    return Answer(status=204)


@answers("ListMacroCategories")
def list_categories(call: Call) -> Answer:
    """Answer the categories: what stands before `::` in titles."""
    macros = call.account.macros
    categories = {_category(row) for row in macros.rows(listed(call, macros))}
    return Answer({"categories": sorted(category for category in categories if category is not None)})


def _category(row: Row) -> str | None:
    category, parts, _ = row["title"].partition("::")
    return category if parts else None


@answers("ListMacrosActions")
def list_actions(call: Call) -> Answer:
    """Answer the actions that a macro may have."""
    actions = [
        {
            "title": definition["title"],
            "field": definition["subject"],
            "type": definition["type"],
            "values": definition["values"],
        }
        for definition in _definitions(call)
    ]
    return Answer({"actions": actions})


@answers("ListMacroActionDefinitions")
def list_definitions(call: Call) -> Answer:
    """Answer the definitions of the actions that a macro may have."""
    return Answer({"definitions": {"actions": _definitions(call)}})


def _definitions(call: Call) -> list[Row]:
    account = call.account
    agents = account.users.rows([*account.users.where("role", "admin"), *account.users.where("role", "agent")])
    named: Mapping[str, list[Row]] = {
        "group_id": account.groups.rows(),
        "assignee_id": agents,
        "brand_id": account.brands.rows(),
        "ticket_form_id": account.ticket_forms.rows(),
    }
    definitions: list[Row] = []
    for field, title in FIELDS.items():
        values: list[dict[str, Any]] = [
            {"value": choice, "title": choice.capitalize(), "enabled": True} for choice in CHOICES.get(field, ())
        ]
        values += [{"value": str(row["id"]), "title": row["name"], "enabled": True} for row in named.get(field, ())]
        definitions.append(_definition(title, field, values, "ticket"))
    for row in account.ticket_fields.rows():
        if row.get("removable"):
            options: list[Row] = row.get("custom_field_options") or []
            values = [{"value": option["value"], "title": option["name"], "enabled": True} for option in options]
            definitions.append(_definition(row["title"], f"custom_fields_{row['id']}", values, "custom"))
    return definitions


def _definition(title: str, field: str, values: list[Row], group: str) -> Row:
    return {
        "title": title,
        "subject": field,
        "type": "list" if values else "text",
        "group": group,
        "nullable": field in {"assignee_id", "group_id"},
        "repeatable": False,
        "values": values,
    }
