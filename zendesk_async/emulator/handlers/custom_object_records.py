"""Records of custom objects.

https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/
"""

import base64
from collections.abc import Sequence
from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator import _custom_records
from zendesk_async.emulator._call import Answer, Call, answers, created_location
from zendesk_async.emulator._clock import seconds_of, stamp_of
from zendesk_async.emulator._custom_objects import object_of, records_of
from zendesk_async.emulator._paging import Style, Subset, count_answer, list_answer, page_url
from zendesk_async.emulator._refusals import (
    Refusal,
    invalid_attribute,
    invalid_pagination,
    missing_parameter,
    record_not_found,
    too_many_values,
)
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._validation import string

MOST_FOUND = 10_000
MOST_ITEMS = 100
_SORTS = ("id", "name", "created_at", "updated_at")
_PAGE = 1000


def _key(call: Call) -> str:
    return str(object_of(call)["key"])


def _record(call: Call) -> Row:
    return _custom_records.record_of(call, _key(call), call.path["custom_object_record_id"])


def _list(call: Call, ids: Sequence[str], *, counted: bool = False) -> Answer:
    answer = list_answer(
        call, "custom_object_records", Subset(records_of(call.account), ids), sorts=_SORTS, style=Style.CURSOR
    )
    return Answer({**answer.payload, "count": len(ids)}) if counted else answer


def _listed(text: str | None) -> list[str]:
    values = [part.strip() for part in (text or "").split(",") if part.strip()]
    if len(values) > MOST_ITEMS:
        raise too_many_values(MOST_ITEMS)
    return values


@answers("ListCustomObjectRecords")
def list_records(call: Call) -> Answer:
    """Answer the records of an object, those with some ids or external ids alone when the filters say so."""
    key = _key(call)
    ids = _custom_records.ids_of(call, key)
    if call.query.get("filter[ids]"):
        wanted = set(_listed(call.query["filter[ids]"]))
        ids = [identifier for identifier in ids if identifier in wanted]
    if call.query.get("filter[external_ids]"):
        wanted = set(_listed(call.query["filter[external_ids]"]))
        ids = [row["id"] for row in records_of(call.account).rows(ids) if row["external_id"] in wanted]
    return _list(call, ids)


@answers("CountCustomObjectRecords")
def count_records(call: Call) -> Answer:
    """Answer how many records an object has."""
    return count_answer(call, len(_custom_records.ids_of(call, _key(call))))


@answers("ShowCustomObjectRecord")
def show_record(call: Call) -> Answer:
    """Answer one record."""
    return Answer({"custom_object_record": _record(call)})


@answers("CreateCustomObjectRecord")
def create_record(call: Call) -> Answer:
    """Make a record."""
    row = _custom_records.create(call, _key(call), call.envelope("custom_object_record"))
    return Answer({"custom_object_record": row}, 201, created_location(row["url"]))


@answers("UpdateCustomObjectRecord")
def update_record(call: Call) -> Answer:
    """Change a record."""
    row = _custom_records.update(call, _record(call), call.envelope("custom_object_record"))
    return Answer({"custom_object_record": row})


@answers("UpsertCustomObjectRecordByExternalIdOrName")
def upsert_record(call: Call) -> Answer:
    """Change the record with an external id or a name, or make it."""
    key = _key(call)
    field, value = _custom_records.by_key(call, key)
    given = call.envelope("custom_object_record")
    row = _custom_records.find(call, key, field, value)
    if row is None:
        row = _custom_records.create(call, key, {**given, field: value})
    else:
        row = _custom_records.update(call, row, given)
    return Answer({"custom_object_record": row})


@answers("DeleteCustomObjectRecord")
def delete_record(call: Call) -> Answer:
    """Delete a record."""
    _delete(call, _record(call))
    return Answer(status=204)


@answers("DeleteCustomObjectRecordByExternalIdOrName")
def delete_record_by_key(call: Call) -> Answer:
    """Delete the record with an external id or a name."""
    key = _key(call)
    row = _custom_records.find(call, key, *_custom_records.by_key(call, key))
    if row is None:
        raise record_not_found()
    _delete(call, row)
    return Answer(status=204)


def _delete(call: Call, row: Row) -> None:
    records_of(call.account).remove(row["id"])
    call.account.table("deleted_custom_object_records", call.account.new_ulid).insert(
        {**row, "updated_at": call.clock.stamp(), "deleted_at": call.clock.stamp()}
    )


@answers("AutocompleteCustomObjectRecordSearch")
def autocomplete_records(call: Call) -> Answer:
    """Answer the records whose name begins with, or has a word that begins with, a text."""
    key = _key(call)
    name = call.query.get("name", "")
    return _list(
        call, _custom_records.matching(call, key, name) if name else _custom_records.ids_of(call, key), counted=True
    )


@answers("SearchCustomObjectRecords")
def search_records(call: Call) -> Answer:
    """Answer the records that hold some words."""
    key = _key(call)
    query = call.query.get("query", "")
    ids = _custom_records.matching(call, key, query) if query else _custom_records.ids_of(call, key)
    # Without an order only the best 10,000 are found.
    return _list(call, ids if call.query.get("sort") else ids[:MOST_FOUND], counted=True)


@answers("FilteredSearchCustomObjectRecords")
def filtered_search(call: Call) -> Answer:
    """Answer the records that pass a filter (and hold some words)."""
    key = _key(call)
    if not is_object(call.body) or "filter" not in call.body:
        raise missing_parameter("filter")
    test = _custom_records.filter_of(call, key, call.body["filter"])
    query = call.query.get("query", "")
    ids = _custom_records.matching(call, key, query) if query else _custom_records.ids_of(call, key)
    return _list(call, [row["id"] for row in records_of(call.account).rows(ids) if test(row)], counted=True)


# Jobs

_ACTIONS = {
    "create": "Create",
    "update": "Update",
    "delete": "Delete",
    "delete_by_external_id": "Delete",
    "create_or_update_by_external_id": "Upsert",
    "create_or_update_by_name": "Upsert",
}


@answers("CustomObjectRecordBulkJobs")
def start_job(call: Call) -> Answer:
    """Make, change or delete up to 100 records in a job."""
    key, job = _key(call), call.envelope("job")
    action, items = job.get("action"), job.get("items")
    if action not in _ACTIONS:
        raise invalid_attribute("job.action", f"must be one of {', '.join(_ACTIONS)}")
    if not is_array(items) or not items:
        raise invalid_attribute("job.items", "must be an array that is not empty")
    if len(items) > MOST_ITEMS:
        raise too_many_values(MOST_ITEMS)

    def work(index: int, item: Any) -> Row:
        return _work(call, key, str(action), index, item)

    status = call.account.jobs.start(
        f"Bulk {_ACTIONS[action]} Custom Object Records", items, work, action=None if action == "create" else action
    )
    return Answer({"job_status": status}, 201)


def _work(call: Call, key: str, action: str, index: int, item: Any) -> Row:
    given: Row = item if is_object(item) else {}
    match action:
        case "create":
            row = _custom_records.create(call, key, given)
        case "delete":
            row = _custom_records.record_of(call, key, str(given.get("id", item)))
            _delete(call, row)
        case "delete_by_external_id":
            found = _custom_records.find(call, key, "external_id", given.get("external_id", item))
            if found is None:
                raise record_not_found()
            row = found
            _delete(call, row)
        case "update":
            row = _custom_records.update(call, _custom_records.record_of(call, key, str(given.get("id"))), given)
        case _:
            row = _upsert(call, key, "name" if action.endswith("name") else "external_id", given)
    return {"index": index, "id": row["id"], "success": True, "action": action, "status": f"{_ACTIONS[action]}d"}


def _upsert(call: Call, key: str, field: str, given: Row) -> Row:
    value = string(field, given.get(field))
    if value is None:
        raise missing_parameter(field)
    found = _custom_records.find(call, key, field, value)
    return _custom_records.create(call, key, given) if found is None else _custom_records.update(call, found, given)


# The incremental export: https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/


@answers("IncrementalCustomObjectRecordExportCursor")
def export_records(call: Call) -> Answer:
    """Answer a page of the records that changed since a moment, the deleted ones too, and where the next begins."""
    key = _key(call)
    moment, behind = _position(call)
    latest = stamp_of(call.clock.seconds() - call.account.settings.export_delay)
    rows = records_of(call.account).rows(_custom_records.ids_of(call, key))
    if not call.flag("filter[exclude_deleted]"):
        deleted = call.account.table("deleted_custom_object_records", call.account.new_ulid)
        rows += deleted.rows(deleted.where("custom_object_key", key))
    rows = [row for row in rows if row["updated_at"] <= latest and (row["updated_at"], row["id"]) > (moment, behind)]
    rows.sort(key=lambda row: (row["updated_at"], row["id"]))
    size = min(_PAGE, max(1, call.integer("per_page", _PAGE) or _PAGE))
    page = rows[:size]
    after = _cursor(page[-1]) if page else None
    return Answer(
        {
            "custom_object_records": page,
            "after_cursor": after,
            "after_url": page_url(call, cursor=after, start_time=None) if after else None,
            "before_cursor": None,
            "before_url": None,
            "end_of_stream": len(rows) <= size,
        }
    )


def _cursor(row: Row) -> str:
    return base64.b64encode(f"{seconds_of(row['updated_at'])}||{row['id']}|".encode()).decode()


def _position(call: Call) -> tuple[str, str]:
    cursor = call.query.get("cursor")
    if not cursor:
        start = call.query.get("start_time")
        if not start:
            raise missing_parameter("start_time")
        if not start.isdecimal() or len(start) > 12:
            raise invalid_attribute("start_time", "must be an integer")
        if int(start) > call.clock.seconds() - call.account.settings.export_delay:
            text = "Too recent start_time. Use a start_time older than 1 minute"
            raise Refusal(422, {"error": "InvalidValue", "description": text})
        return stamp_of(int(start)), ""
    try:
        moment, _, identifier = base64.b64decode(cursor, validate=True).decode().partition("||")
        return stamp_of(float(moment)), identifier.rstrip("|")
    except (ValueError, OverflowError):
        raise invalid_pagination("cursor is not valid") from None
