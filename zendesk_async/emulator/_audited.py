"""The audit log: who changed what of the account's setup, written as the changes are made.

https://developer.zendesk.com/api-reference/ticketing/account-configuration/audit_logs/
"""

from collections.abc import Mapping
from typing import Any, Final

import attrs

from zendesk_async._json import is_object
from zendesk_async.emulator._call import Answer, Call, Row

TABLE: Final = "audit_logs"

_LABELS: Final = {
    "create": "Created",
    "update": "Updated",
    "destroy": "Deleted",
    "exported": "Exported",
    "login": "Sign in",
}
_UNTOLD: Final = frozenset(
    {"id", "url", "updated_at", "created_at", "password", "token", "secret", "api_token", "account_secret"}
)
"""Fields of which a log tells no values."""
_LONGEST = 500


@attrs.frozen
class Source:
    """What the log tells of an operation: the action, what it is done to, and where that is found."""

    action: str
    source_type: str
    table: str
    parameter: str
    key: str

    def before(self, call: Call) -> Row | None:
        """Return the record as it is before the operation."""
        text = call.path.get(self.parameter, "")
        if not call.account.has_table(self.table):
            return None
        table = call.account.table(self.table)
        row: Row | None = table.get(int(text) if text.isdecimal() and int(text) in table else text)
        return row

    def write(self, call: Call, before: Row | None, answer: Answer) -> None:
        """Write what an operation did."""
        row = before
        payload: Any = answer.payload
        if self.action == "create" and is_object(payload):
            row = payload.get(self.key)
        if not is_object(row):
            return
        identifier = row.get("id", row.get("key"))
        after = None if self.action == "destroy" else call.account.table(self.table).get(identifier)
        changes = _changes(before, after) if self.action == "update" and before is not None else ""
        if self.action == "update" and not changes:
            return
        write(call, self.action, self.source_type, identifier, _label(self, after or row), changes)


sources: Final[dict[str, Source]] = {}
"""The operations that the log tells of, by their ids."""


def audited(operation_id: str, action: str, source_type: str, table: str, parameter: str, key: str) -> None:
    """Have the log tell of an operation: `create`, `update` or `destroy` of a record of a table."""
    sources[operation_id] = Source(action, source_type, table, parameter, key)


def write(call: Call, action: str, source_type: str, source_id: Any, label: str, changes: str) -> Row:
    """Write one entry."""
    account = call.account
    identifier = account.new_id()
    return account.table(TABLE).insert(
        {
            "url": call.url(f"audit_logs/{identifier}"),
            "id": identifier,
            "action": action,
            "action_label": _LABELS[action],
            "actor_id": call.user["id"],
            "actor_name": call.user["name"],
            "source_id": int(source_id) if str(source_id).isdecimal() else None,
            "source_type": source_type,
            "source_label": label,
            "change_description": changes,
            "ip_address": call.address or "127.0.0.1",
            "created_at": call.clock.stamp(),
        }
    )


def _label(source: Source, row: Mapping[str, Any]) -> str:
    name = next((row[key] for key in ("title", "name", "agent_label", "email", "key") if row.get(key)), row.get("id"))
    return f"{source.key.replace('_', ' ').capitalize()}: {name}"


def _changes(before: Row, after: Row | None) -> str:
    if after is None:
        return ""
    told = [
        f"{field.replace('_', ' ').capitalize()} changed from {_text(before.get(field))} to {_text(value)}"
        for field, value in after.items()
        if field not in _UNTOLD and not field.startswith("_") and before.get(field) != value
    ]
    return "\n".join(told)


def _text(value: Any) -> str:
    return "not set" if value in (None, "") else str(value)[:_LONGEST]


for _kind, _table, _key, _names in (
    ("rule", "macros", "macro", ("CreateMacro", "UpdateMacro", "DeleteMacro")),
    ("rule", "views", "view", ("CreateView", "UpdateView", "DeleteView")),
    ("group", "groups", "group", ("CreateGroup", "UpdateGroup", "DeleteGroup")),
    ("user", "users", "user", ("CreateUser", "UpdateUser", "DeleteUser")),
    (
        "organization",
        "organizations",
        "organization",
        ("CreateOrganization", "UpdateOrganization", "DeleteOrganization"),
    ),
    ("ticket_field", "ticket_fields", "ticket_field", ("CreateTicketField", "UpdateTicketField", "DeleteTicketField")),
):
    for _action, _name in zip(("create", "update", "destroy"), _names, strict=True):
        audited(_name, _action, _kind, _table, f"{_key}_id", _key)
