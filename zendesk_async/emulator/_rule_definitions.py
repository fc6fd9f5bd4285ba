"""What conditions and actions may be chosen for a rule: the definitions that editors of rules are made from."""

from collections.abc import Iterable, Sequence
from typing import Any

from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account

_TITLES = {
    "is": "Is",
    "is_not": "Is not",
    "less_than": "Less than",
    "greater_than": "Greater than",
    "includes": "Contains at least one of the following",
    "not_includes": "Contains none of the following",
    "changed": "Changed",
    "not_changed": "Not changed",
    "value": "Changed to",
    "value_previous": "Changed from",
    "present": "Is present",
    "not_present": "Is not present",
}
_RANKED = ("is", "is_not", "less_than", "greater_than")
_CHANGED = ("changed", "value", "value_previous", "not_changed")
_WORDS = ("includes", "not_includes", "is", "is_not")
_CHOICES = {
    "status": ("new", "open", "pending", "hold", "solved", "closed"),
    "type": ("question", "incident", "problem", "task"),
    "priority": ("low", "normal", "high", "urgent"),
    "update_type": ("Create", "Change"),
}
_TABLES = {
    "group_id": "groups",
    "organization_id": "organizations",
    "brand_id": "brands",
    "ticket_form_id": "ticket_forms",
    "custom_status_id": "custom_statuses",
}
_MOST_VALUES = 1000


def title_of(field: str) -> str:
    """Return what editors call a field."""
    return field.replace("_id", "").replace("_", " ").strip().capitalize() or field


def values_of(account: Account, field: str) -> list[Row] | None:
    """Return what a field may be set to; None for free text."""
    if field in _CHOICES:
        return [value(one, one.capitalize()) for one in _CHOICES[field]]
    if field in _TABLES:
        table = account.table(_TABLES[field])
        rows = table.rows(list(table)[:_MOST_VALUES])
        return [value(str(row["id"]), row.get("name") or row.get("agent_label")) for row in rows]
    if field in {"assignee_id", "notification_user", "cc", "follower"}:
        agents = account.users.rows([*account.users.where("role", "admin"), *account.users.where("role", "agent")])
        people = [value(str(row["id"]), row["name"]) for row in agents]
        return [value("current_user", "(current user)"), value("requester_id", "(requester)"), *people]
    return None


def value(key: str, title: Any) -> Row:
    """Return one value of a definition."""
    return {"value": key, "title": str(title), "enabled": True}


def operator(key: str) -> Row:
    """Return one operator of a definition; a terminal one takes no value."""
    terminal = key in {"changed", "not_changed", "present", "not_present"}
    return {"value": key, "title": _TITLES.get(key, title_of(key)), "terminal": terminal}


def operators_of(field: str, *, changes: bool) -> Sequence[str]:
    """Return how a field may be compared; triggers can also ask for changes."""
    if field in {"status", "priority"}:
        return (*_RANKED, *(_CHANGED if changes else ()))
    if field.endswith("_includes_word") or field == "current_tags":
        return _WORDS
    if field in {"type", "group_id", "assignee_id", "custom_status_id"}:
        return ("is", "is_not", *(_CHANGED if changes else ()))
    return ("is", "is_not")


def condition(account: Account, field: str, *, changes: bool = False) -> Row:
    """Return the definition of a condition."""
    values = values_of(account, field)
    definition: Row = {
        "title": title_of(field),
        "subject": field,
        "type": "text" if values is None else "list",
        "group": "ticket",
        "nullable": field in {"assignee_id", "group_id", "organization_id", "type", "priority"},
        "repeatable": field in {"current_tags", "description_includes_word"},
        "operators": [operator(one) for one in operators_of(field, changes=changes)],
    }
    if values is not None:
        definition["values"] = values
    return definition


def action(account: Account, field: str) -> Row:
    """Return the definition of an action."""
    values = values_of(account, field)
    return {
        "title": title_of(field),
        "subject": field,
        "type": "text" if values is None else "list",
        "group": "notification" if field.startswith("notification") else "ticket",
        "nullable": field in {"assignee_id", "group_id", "type", "priority"},
        "repeatable": field.startswith("notification"),
        "values": values or [],
    }


def custom_fields(account: Account) -> list[str]:
    """Return the conditions that the account's own ticket fields add."""
    return [f"custom_fields_{row['id']}" for row in account.ticket_fields.rows() if row["removable"]]


def definitions(account: Account, fields: Iterable[str], *, changes: bool = False) -> Row:
    """Return the definitions of conditions, for `all` and for `any`."""
    conditions = [condition(account, field, changes=changes) for field in [*sorted(fields), *custom_fields(account)]]
    return {"conditions_all": conditions, "conditions_any": conditions}
