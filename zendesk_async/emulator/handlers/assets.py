"""IT assets.

https://developer.zendesk.com/api-reference/ticketing/it-asset-management/assets/
"""

from collections.abc import Callable
from typing import Any

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._assets import ASSETS, FIELDS, LOCATIONS, STATUSES, TYPES
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection_operations import listed as answer_list
from zendesk_async.emulator._collection_operations import serve
from zendesk_async.emulator._paging import Subset
from zendesk_async.emulator._record_search import FilterError, Test, parse, words
from zendesk_async.emulator._refusals import (
    invalid_attribute,
    listed,
    missing_parameter,
    record_not_found,
    too_many_values,
)
from zendesk_async.emulator._shapes import Row

MOST_ITEMS = 100
_ACTIONS = ("create", "update", "delete", "delete_by_external_id")
_SEARCHED = ("name", "asset_tag", "serial_number", "manufacturer", "model", "vendor", "notes", "external_id")

serve(
    TYPES,
    list_whole="ListItamAssetTypes",
    create="CreateItamAssetType",
    show="ShowItamAssetType",
    update="UpdateItamAssetType",
    delete="DeleteItamAssetType",
)
serve(
    FIELDS,
    list_whole="ListItamAssetTypeFields",
    create="CreateItamAssetTypeField",
    show="ShowItamAssetTypeField",
    update="UpdateItamAssetTypeField",
    delete="DeleteItamAssetTypeField",
)
serve(
    LOCATIONS,
    list="ListItamLocations",
    create="CreateItamLocation",
    show="ShowItamLocation",
    update="UpdateItamLocation",
    delete="DeleteItamLocation",
)
serve(STATUSES, list_whole="ListItamStatuses", show="ShowItamStatus")
serve(
    ASSETS,
    list="ListItamAssets",
    create="CreateItamAsset",
    show="ShowItamAsset",
    update="UpdateItamAsset",
    delete="DeleteItamAsset",
)


def _matching(call: Call, *tests: Test) -> Answer:
    assets = ASSETS.table_of(call.account)
    ids = [row["id"] for row in assets.rows() if all(test(row) for test in tests)]
    return answer_list(call, ASSETS, Subset(assets, ids))


def _words(query: str) -> Test:
    test = words(query)

    def matches(row: Row) -> bool:
        texts = [row[key] for key in _SEARCHED if row[key]]
        texts += [value for value in row["custom_field_values"].values() if isinstance(value, str)]
        return test(" ".join(texts))

    return matches


@answers("SearchItamAssets")
def search_assets(call: Call) -> Answer:
    """Answer the assets that hold some words."""
    query = call.query.get("query")
    if query is None:
        raise missing_parameter("query")
    return _matching(call, _words(query))


@answers("FilteredSearchItamAssets")
def filtered_search(call: Call) -> Answer:
    """Answer the assets that pass a filter (and hold some words)."""
    if not is_object(call.body) or "filter" not in call.body:
        raise missing_parameter("filter")
    own = {field["key"] for field in FIELDS.table_of(call.account).rows()}
    names = {field.name for field in ASSETS.fields} | own | {f"custom_field_values.{key}" for key in own}
    try:
        test = parse(call.body["filter"], names, _read)
    except FilterError as error:
        raise listed(400, "InvalidFilter", str(error)) from None
    query = call.query.get("query", "")
    return _matching(call, test, _words(query)) if query else _matching(call, test)


def _read(row: Row, field: str) -> Any:
    name = field.removeprefix("custom_field_values.")
    return row[name] if name in row and name == field else row["custom_field_values"].get(name)


@answers("ItamAssetBulkJobs")
def start_job(call: Call) -> Answer:
    """Make, change or delete up to 100 assets in a job."""
    job = call.envelope("job")
    action, items = str(job.get("action")), job.get("items")
    if action not in _ACTIONS:
        raise invalid_attribute("job.action", f"must be one of {', '.join(_ACTIONS)}")
    if not is_array(items) or not items:
        raise invalid_attribute("job.items", "must be an array that is not empty")
    if len(items) > MOST_ITEMS:
        raise too_many_values(MOST_ITEMS)

    def work(index: int, item: Any) -> Row:
        row = _WORK[action](call, item if is_object(item) else {"id": item, "external_id": item})
        return {"index": index, "id": row["id"], "success": True, "action": action, "status": "Completed"}

    title = f"Bulk {action.partition('_')[0].capitalize()} Assets"
    status = call.account.jobs.start(title, items, work, action=None if action == "create" else action)
    return Answer({"job_status": status}, 201)


def _update(call: Call, item: Row) -> Row:
    return ASSETS.update(call, ASSETS.get(call, item.get("id")), item)


def _delete(call: Call, item: Row) -> Row:
    row = ASSETS.get(call, item.get("id"))
    ASSETS.remove(call, row)
    return row


def _delete_by_external_id(call: Call, item: Row) -> Row:
    row = ASSETS.table_of(call.account).one("external_id", str(item.get("external_id")))
    if row is None:
        raise record_not_found()
    ASSETS.remove(call, row)
    return row


_WORK: dict[str, Callable[[Call, Row], Row]] = {
    "create": ASSETS.create,
    "update": _update,
    "delete": _delete,
    "delete_by_external_id": _delete_by_external_id,
}
