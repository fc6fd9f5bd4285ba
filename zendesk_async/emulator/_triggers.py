"""Triggers, of tickets and of custom objects: what they hold, and every state they were in.

https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/
"""

from collections.abc import Iterable
from typing import Any, Final

from zendesk_async._json import is_object
from zendesk_async.emulator import _business_rules
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._collection import Change, Collection, Ids
from zendesk_async.emulator._collection_fields import (
    CREATED,
    ID,
    UPDATED,
    URL,
    Field,
    anything,
    flag,
    mirror,
    name,
    own,
    text,
    whole,
)
from zendesk_async.emulator._refusals import Refusal, listed
from zendesk_async.emulator._rule_conditions import needs_actions, needs_conditions, read_actions, read_conditions
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._table import Table

INITIAL_CATEGORY: Final = "38000000000401"


def category_rules(change: Change) -> None:
    """Check a category, in the shape of its own errors."""
    if not str(change.after["name"] or "").strip():
        raise listed(400, "InvalidTriggerCategory", "Name cannot be blank")
    table = CATEGORIES.table_of(change.account)
    for row in table.rows():
        if row["id"] != change.after["id"] and row["name"].casefold() == change.after["name"].casefold():
            raise listed(400, "InvalidTriggerCategory", "Name has already been taken")
    if change.after["position"] is None:
        change.after["position"] = max((row["position"] for row in table.rows()), default=-1) + 1


def _categories(_account: Account) -> Iterable[Row]:
    yield {"id": INITIAL_CATEGORY, "name": "Initial Category", "position": 0}


CATEGORIES = Collection(
    table="trigger_categories",
    one="trigger_category",
    many="trigger_categories",
    parameter="trigger_category_id",
    ids=Ids.DIGITS,
    sort="position,id",
    sorts=("position", "name", "created_at", "updated_at"),
    rules=category_rules,
    seeds=_categories,
    fields=(ID, text("name"), whole("position", nullable=False), CREATED, UPDATED),
)


def rules(change: Change) -> None:
    """Check what a trigger of any kind does, and when."""
    after, problems = change.after, change.problems
    after["raw_title"] = after["title"]
    if change.before is None or _business_rules.conditions_changed(change.given):
        after["conditions"] = read_conditions(_business_rules.conditions_given(change.given), problems)
        needs_conditions(after["conditions"], problems)
    if change.before is None or change.says("actions"):
        after["actions"] = read_actions(after["actions"], problems) if after["actions"] is not None else []
        needs_actions(after["actions"], problems)


def _trigger_rules(change: Change) -> None:
    after, account = change.after, change.account
    rules(change)
    category: Any = change.given.get("category")
    if is_object(category):
        after["category_id"] = CATEGORIES.create(change.call, category)["id"]
    categories = CATEGORIES.table_of(account)
    if after["category_id"] is None:
        after["category_id"] = next(iter(categories), None)
    elif after["category_id"] not in categories:
        raise category_not_found()
    if change.before is None and after["position"] is None:
        held = [row for row in TRIGGERS.table_of(account).rows() if row["category_id"] == after["category_id"]]
        after["position"] = max((row["position"] for row in held), default=0) + 1
    if not change.problems.details:
        keep_revision(change)


def category_not_found() -> Refusal:
    """404: there is no such category."""
    return listed(404, "TriggerCategoryNotFound", "The requested trigger category could not be found")


def _seeds(_account: Account) -> Iterable[Row]:
    notices = (
        ("Notify requester and CCs of received request", "requester_and_ccs", "Create"),
        ("Notify requester and CCs of comment update", "requester_and_ccs", "Change"),
        ("Notify assignee of assignment", "assignee_id", "Change"),
    )
    for place, (title, receiver, kind) in enumerate(notices, start=1):
        yield {
            "title": title,
            "actions": [{"field": "notification_user", "value": [receiver, f"[Request received] {title}", title]}],
            "conditions": {
                "all": [
                    {"field": "update_type", "operator": "is", "value": kind},
                    {"field": "status", "operator": "is_not", "value": "solved"},
                ],
                "any": [],
            },
            "description": None,
            "position": place,
            "category_id": INITIAL_CATEGORY,
        }


def _in_category(_call: Call, text: str, row: Row) -> bool:
    return bool(row["category_id"] == text)


FIELDS: Final = (
    URL,
    ID,
    name("title"),
    flag("active", default=True),
    UPDATED,
    CREATED,
    own("default", default=False),
    Field("actions", anything),
    Field("conditions", anything),
    text("description"),
    whole("position", nullable=False),
    mirror("raw_title", "title"),
)

TRIGGERS = Collection(
    table="triggers",
    one="trigger",
    many="triggers",
    parameter="trigger_id",
    path="triggers",
    source_type="rule",
    sort="position,title,id",
    sorts=("id", "title", "position", "created_at", "updated_at"),
    rules=_trigger_rules,
    seeds=_seeds,
    show=_business_rules.shown,
    filters={"active": _business_rules.active, "category_id": _in_category},
    fields=(*FIELDS, text("category_id", nullable=False)),
)


# Revisions

_KEPT = ("title", "description", "active", "actions", "conditions")


def revisions_of(account: Account) -> Table[int]:
    """Return the revisions of triggers: rows with the trigger, its author, and what it was then."""
    return account.table("trigger_revisions")


def keep_revision(change: Change) -> None:
    """Write what a trigger is from now on, when it is another than it was."""
    account, after, before = change.account, change.after, change.before
    revisions = revisions_of(account)
    if before is not None:
        if not revisions.where("trigger_id", after["id"]):
            # A trigger that was there from the start has its first revision from Zendesk itself.
            _revision(account, before, None, before["created_at"])
        if all(before[key] == after[key] for key in _KEPT):
            return
    _revision(account, after, change.call.user["id"], change.call.clock.stamp())


def _revision(account: Account, trigger: Row, author: int | None, stamp: str) -> None:
    identifier = account.new_id()
    revisions_of(account).insert(
        {
            "url": f"{account.base}/api/v2/triggers/{trigger['id']}/revisions/{identifier}.json",
            "id": identifier,
            "trigger_id": trigger["id"],
            "author_id": -1 if author is None else author,
            "created_at": stamp,
            "snapshot": {key: trigger[key] for key in _KEPT},
        }
    )
