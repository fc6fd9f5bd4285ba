"""Triggers: rules that act when a ticket is made or changed. They are kept and checked, not carried out.

https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/
"""

from collections.abc import Mapping, Sequence
from typing import Any

from zendesk_async.emulator import _business_rules
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection_operations import destroy_many, ids_of, serve, update_many
from zendesk_async.emulator._paging import page_url
from zendesk_async.emulator._refusals import described, invalid_pagination, record_not_found
from zendesk_async.emulator._rule_conditions import ACTIONS, TICKET
from zendesk_async.emulator._rule_definitions import action, definitions
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._sideloads import referred
from zendesk_async.emulator._triggers import TRIGGERS, revisions_of

MOST_REVISIONS = 1000

answers("ListTriggers")(_business_rules.list_handler(TRIGGERS))
answers("ListActiveTriggers")(_business_rules.active_handler(TRIGGERS))
answers("SearchTriggers")(_business_rules.search_handler(TRIGGERS, needs_query=False))
serve(TRIGGERS, create="CreateTrigger", show="GetTrigger", update="UpdateTrigger", delete="DeleteTrigger")
update_many("UpdateManyTriggers", TRIGGERS, ("position", "active", "category_id"))
destroy_many("DeleteManyTriggers", TRIGGERS)


@answers("ListTriggerActionConditionDefinitions")
def list_definitions(call: Call) -> Answer:
    """Answer what a trigger may ask for, and what it may do."""
    fields = sorted(ACTIONS)
    actions = [action(call.account, field) for field in fields]
    return Answer({"definitions": {"actions": actions, **definitions(call.account, TICKET, changes=True)}})


@answers("ReorderTriggers")
def reorder_triggers(call: Call) -> Answer:
    """Bring the triggers of a category into an order."""
    table = TRIGGERS.table_of(call.account)
    ids = ids_of(call, "trigger_ids")
    rows = [table.get(identifier) for identifier in ids]
    named = [row for row in rows if row is not None]
    if not named or len(named) != len(rows):
        raise record_not_found()
    categories = {row["category_id"] for row in named}
    if len(categories) > 1:
        raise described(422, "LimitOneCategory", "Triggers of one category only can be reordered")
    for place, row in enumerate(named, start=1):
        if row["position"] != place:
            table.change(row["id"], {"position": place})
    return Answer({"trigger": TRIGGERS.shown(call, table[named[0]["id"]])})


# Revisions: https://developer.zendesk.com/api-reference/ticketing/business-rules/triggers/#list-trigger-revisions


def _shown(call: Call, row: Row, before: Row | None = None, *, diff: bool) -> Row:
    shown = {key: value for key, value in row.items() if key != "trigger_id"}
    shown["url"] = call.url(f"triggers/{row['trigger_id']}/revisions/{row['id']}")
    if diff and before is not None:
        shown["diff"] = _diff(before, row)
    return shown


def _diff(before: Row, after: Row) -> Row:
    old, new = before["snapshot"], after["snapshot"]
    return {
        "source_id": before["id"],
        "target_id": after["id"],
        "title": _change(old["title"], new["title"]),
        "description": _change(old["description"], new["description"]),
        "active": _change(old["active"], new["active"]),
        "actions": _changes(old["actions"], new["actions"], ("field", "value")),
        "conditions": {
            key: _changes(old["conditions"][key], new["conditions"][key], ("field", "operator", "value"))
            for key in ("all", "any")
        },
    }


def _change(old: Any, new: Any) -> list[Row]:
    if old == new:
        return [{"change": "=", "content": new}]
    return [{"change": "-", "content": old}, {"change": "+", "content": new}]


def _changes(old: Sequence[Row], new: Sequence[Row], keys: Sequence[str]) -> list[Row]:
    entries: list[Row] = []
    for sign, rows, others in (("=", new, old), ("-", old, new), ("+", new, old)):
        chosen = [row for row in rows if (row in others) is (sign == "=")]
        entries += [{key: [{"change": sign, "content": row[key]}] for key in keys} for row in chosen]
    return entries


def _users(call: Call, rows: Sequence[Row]) -> Mapping[str, Any]:
    return {"users": referred(call.account.users, rows, ("author_id",))} if "users" in call.includes() else {}


@answers("ListTriggerRevisions")
def list_revisions(call: Call) -> Answer:
    """Answer the revisions of a trigger, the newest first, each with what it changed."""
    trigger, revisions = TRIGGERS.found(call), revisions_of(call.account)
    rows = revisions.rows(reversed(revisions.where("trigger_id", trigger["id"])))
    size = min(MOST_REVISIONS, max(1, call.integer("limit") or call.integer("page[size]") or MOST_REVISIONS))
    cursor = call.query.get("cursor") or call.query.get("page[after]") or ""
    if cursor and not cursor.isdecimal():
        raise invalid_pagination("cursor is not valid")
    start = sum(1 for row in rows if cursor and row["id"] >= int(cursor))
    page = rows[start : start + size]
    before = [*rows[1:], None]
    shown = [_shown(call, row, before[rows.index(row)], diff=True) for row in page]
    more = start + size < len(rows)
    after = str(page[-1]["id"]) if page and more else None
    ahead = str(rows[start - size - 1]["id"]) if start > size else ("" if start else None)
    return Answer(
        {
            "trigger_revisions": shown,
            **_users(call, page),
            "after_cursor": after,
            "after_url": page_url(call, cursor=after) if after else None,
            "before_cursor": ahead or None,
            "before_url": page_url(call, cursor=ahead or None) if ahead is not None else None,
            "count": len(shown),
        }
    )


@answers("TriggerRevision")
def show_revision(call: Call) -> Answer:
    """Answer one revision."""
    trigger = TRIGGERS.found(call)
    row = revisions_of(call.account).get(call.identifier("trigger_revision_id"))
    if row is None or row["trigger_id"] != trigger["id"]:
        raise record_not_found()
    return Answer({"trigger_revision": _shown(call, row, diff=False), **_users(call, [row])})
