"""The views and macros that a new account comes with."""

from typing import Any

from zendesk_async.emulator._store import Account, Row
from zendesk_async.emulator._validation import Problems
from zendesk_async.emulator._view_rows import execution_of

_UNSOLVED = {"field": "status", "operator": "less_than", "value": "solved"}
_MINE = {"field": "assignee_id", "operator": "is", "value": "current_user"}
_MY_GROUPS = {"field": "group_id", "operator": "is", "value": "current_groups"}
_NOBODY = {"field": "assignee_id", "operator": "is", "value": ""}

_VIEWS: tuple[tuple[str, list[Row]], ...] = (
    ("Your unsolved tickets", [_UNSOLVED, _MINE]),
    ("Unassigned tickets", [_UNSOLVED, _NOBODY]),
    ("All unsolved tickets", [_UNSOLVED]),
    (
        "Recently updated tickets",
        [
            {"field": "status", "operator": "less_than", "value": "closed"},
            {"field": "updated_at", "operator": "less_than", "value": "24"},
        ],
    ),
    ("New tickets in your groups", [{"field": "status", "operator": "is", "value": "new"}, _MY_GROUPS]),
    ("Pending tickets", [{"field": "status", "operator": "is", "value": "pending"}]),
    ("Recently solved tickets", [{"field": "status", "operator": "is", "value": "solved"}]),
    ("Unsolved tickets in your groups", [_UNSOLVED, _MY_GROUPS]),
)

_MACROS: tuple[tuple[str, list[Row]], ...] = (
    (
        "Close and redirect to topics",
        [
            {"field": "status", "value": "solved"},
            {"field": "assignee_id", "value": "current_user"},
            {
                "field": "comment_value",
                "value": "Thanks for your request. This issue is currently being discussed in our forums.",
            },
        ],
    ),
    (
        "Downgrade and inform",
        [
            {"field": "priority", "value": "low"},
            {
                "field": "comment_value",
                "value": "We're currently experiencing unusually high traffic. We will get back to you soon.",
            },
        ],
    ),
    (
        "Customer not responding",
        [
            {"field": "status", "value": "pending"},
            {
                "field": "comment_value",
                "value": "Hello {{ticket.requester.name}}. Our agent {{current_user.name}} has tried to contact you.",
            },
        ],
    ),
    (
        "Take it!",
        [
            {"field": "status", "value": "open"},
            {"field": "assignee_id", "value": "current_user"},
        ],
    ),
)


def add_default_rules(account: Account, created: str) -> None:
    """Give the account its first views and macros."""
    for place, (title, conditions) in enumerate(_VIEWS):
        execution = execution_of({}, None, {}, Problems())
        more = {"execution": execution, "conditions": {"all": conditions, "any": []}, "restriction": None}
        account.views.insert(_row(account, "views", title, place + 1, created, more))
    for title, actions in _MACROS:
        account.macros.insert(_row(account, "macros", title, 9999, created, {"actions": actions, "restriction": None}))


def _row(account: Account, kind: str, title: str, position: int, created: str, more: dict[str, Any]) -> Row:
    identifier = account.new_id()
    return {
        "url": f"{account.base}/api/v2/{kind}/{identifier}.json",
        "id": identifier,
        "title": title,
        "active": True,
        "updated_at": created,
        "created_at": created,
        "default": False,
        "position": position,
        "description": None,
        **more,
        "raw_title": title,
    }
