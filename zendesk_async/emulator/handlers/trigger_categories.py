"""Categories of triggers. Their errors have a shape of their own.

https://developer.zendesk.com/api-reference/ticketing/business-rules/trigger_categories/
"""

from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection
from zendesk_async.emulator._collection_operations import listed as answer_list
from zendesk_async.emulator._refusals import listed
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._triggers import CATEGORIES, TRIGGERS, category_not_found

MOST_ITEMS = 100


def _category(call: Call) -> Row:
    row = CATEGORIES.table_of(call.account).get(call.path["trigger_category_id"])
    if row is None:
        raise category_not_found()
    return row


def _given(call: Call) -> Row:
    value: Any = call.body.get("trigger_category") if is_object(call.body) else None
    if not is_object(value):
        raise listed(400, "InvalidTriggerCategory", "trigger_category is missing")
    return value


def _shown(call: Call, row: Row) -> Row:
    if "rule_counts" not in call.includes():
        return row
    held = [one for one in TRIGGERS.table_of(call.account).rows() if one["category_id"] == row["id"]]
    active = sum(1 for one in held if one["active"])
    return {**row, "rule_counts": {"active_count": active, "inactive_count": len(held) - active}}


@answers("ListTriggerCategories")
def list_categories(call: Call) -> Answer:
    """Answer the categories."""
    answer = answer_list(call, CATEGORIES)
    rows = [_shown(call, row) for row in answer.payload["trigger_categories"]]
    return Answer({**answer.payload, "trigger_categories": rows})


@answers("ShowTriggerCategoryById")
def show_category(call: Call) -> Answer:
    """Answer one category."""
    return Answer({"trigger_category": _shown(call, _category(call))})


@answers("CreateTriggerCategory")
def create_category(call: Call) -> Answer:
    """Make a category."""
    return Answer({"trigger_category": CATEGORIES.create(call, _given(call))})


@answers("UpdateTriggerCategory")
def update_category(call: Call) -> Answer:
    """Change a category."""
    return Answer({"trigger_category": CATEGORIES.update(call, _category(call), _given(call))})


@answers("DeleteTriggerCategory")
def delete_category(call: Call) -> Answer:
    """Delete a category that holds no trigger."""
    row = _category(call)
    if any(one["category_id"] == row["id"] for one in TRIGGERS.table_of(call.account).rows()):
        raise listed(400, "TriggerCategoryNotEmpty", "Trigger category contains triggers and cannot be deleted")
    CATEGORIES.remove(call, row)
    return Answer(status=204)


@answers("BatchOperateTriggerCategories")
def batch(call: Call) -> Answer:
    """Move categories and triggers at once: all of them, or none when one of them is not there."""
    job: Any = call.body.get("job") if is_object(call.body) else None
    if not is_object(job) or job.get("action") != "patch" or not is_object(job.get("items")):
        raise listed(400, "InvalidJob", "job must have the action patch, and items")
    items: Row = job["items"]
    errors: list[Row] = []
    found: dict[str, list[tuple[Row, Row]]] = {}
    for collection in (CATEGORIES, TRIGGERS):
        entries: Any = items.get(collection.many) or []
        if not is_array(entries) or len(entries) > MOST_ITEMS:
            raise listed(400, "InvalidJob", f"{collection.many} must be an array of {MOST_ITEMS} at most")
        found[collection.many] = _pairs(call, collection, entries, errors)
    if errors:
        return Answer({"status": "failed", "errors": errors, "results": {"trigger_categories": [], "triggers": []}})
    results: dict[str, list[Row]] = {}
    for collection in (CATEGORIES, TRIGGERS):
        fields = ("position", "active", "category_id")
        results[collection.many] = [
            collection.update(call, row, {key: entry[key] for key in fields if key in entry})
            for row, entry in found[collection.many]
        ]
    return Answer({"status": "complete", "errors": [], "results": results})


def _pairs(call: Call, collection: Collection, entries: list[Any], errors: list[Row]) -> list[tuple[Row, Row]]:
    pairs: list[tuple[Row, Row]] = []
    table, categories = collection.table_of(call.account), CATEGORIES.table_of(call.account)
    for entry in entries:
        text = str(entry.get("id")) if is_object(entry) else ""
        row = table.get(int(text) if collection is TRIGGERS and text.isdecimal() else text)
        if row is None:
            code = "TriggerNotFound" if collection is TRIGGERS else "TriggerCategoryNotFound"
            errors.append({"code": code, "title": f"{text} could not be found", "id": text})
        elif entry.get("category_id") is not None and entry["category_id"] not in categories:
            title = f"{entry['category_id']} could not be found"
            errors.append({"code": "TriggerCategoryNotFound", "title": title, "trigger_id": text})
        else:
            pairs.append((row, entry))
    return pairs
