"""IT assets: their types and fields, where they are, and in what state.

https://developer.zendesk.com/api-reference/ticketing/it-asset-management/assets/
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from zendesk_async.emulator import _custom_fields
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._collection import Change, Collection, Ids, Parent
from zendesk_async.emulator._collection_fields import (
    CREATED,
    ID,
    UPDATED,
    URL,
    Field,
    inner,
    name,
    number,
    own,
    text,
    texts,
    whole,
)
from zendesk_async.emulator._field_values import read_values
from zendesk_async.emulator._paging import Style
from zendesk_async.emulator._refusals import forbidden, record_invalid
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account

ROOT: Final = "01K9BT5SXPR60963HJVPWTZQHD"
MOST_DEPTH: Final = 5
_TYPES: Final = (
    (ROOT, "Asset", None, 0),
    ("01K9BT5SZ2C7QJ4J1X7S9M3N5P", "Hardware", ROOT, 1),
    ("01K9BT5T0W8R6T4Y2U0P9A7S5D", "Software", ROOT, 1),
    ("01K9BT5X0115ZVH1X6T37WYMTE", "Laptop", "01K9BT5SZ2C7QJ4J1X7S9M3N5P", 2),
    ("01K9BT5X2VZQH191VYA3GQN7NY", "Desktop", "01K9BT5SZ2C7QJ4J1X7S9M3N5P", 2),
    ("01K9BT5X539BKC8SEF430HAJHJ", "Mobile", "01K9BT5SZ2C7QJ4J1X7S9M3N5P", 2),
)
_STATUSES: Final = (
    ("01K9BT5XE82QS5DG58F4J8WQWY", "Available"),
    ("01K9BT5XF3M6V8B0N2K4J6H8G0", "In use"),
    ("01K9BT5XGEVP3TGTZDZK14YZJQ", "Retired"),
    ("01K9BT5XHKM2N4P6Q8R0S2T4V6", "Under Repair"),
)


def _types(_account: Account) -> Iterable[Row]:
    for identifier, title, parent, depth in _TYPES:
        yield {"id": identifier, "name": title, "parent_id": parent, "hierarchy_depth": depth, "is_standard": True}


def _statuses(_account: Account) -> Iterable[Row]:
    for identifier, title in _STATUSES:
        yield {"id": identifier, "name": title}


def _type_rules(change: Change) -> None:
    after, types = change.after, TYPES.table_of(change.account)
    after["updated_by_user_id"] = change.call.user["id"]
    if change.before is None:
        after["created_by_user_id"] = change.call.user["id"]
    elif change.before["is_standard"]:
        raise forbidden()
    parent = types.get(after["parent_id"] or "")
    if (
        parent is None
        or parent["hierarchy_depth"] >= MOST_DEPTH
        or after["id"] in [row["id"] for row in ancestors(change.account, parent)]
    ):
        change.problems.add("parent_id", "Parent: is invalid", "InvalidValue")
    else:
        after["hierarchy_depth"] = parent["hierarchy_depth"] + 1


def ancestors(account: Account, row: Row) -> Sequence[Row]:
    """Return a type and those above it."""
    types, chain = TYPES.table_of(account), [row]
    while chain[-1]["parent_id"] is not None:
        chain.append(types[chain[-1]["parent_id"]])
    return chain


def _removing_type(call: Call, row: Row) -> None:
    if row["is_standard"]:
        raise forbidden()
    types, assets = TYPES.table_of(call.account), ASSETS.table_of(call.account)
    if types.where("parent_id", row["id"]) or assets.where("asset_type_id", row["id"]):
        raise record_invalid({"base": [("The asset type is in use", "InvalidValue")]})
    fields = FIELDS.table_of(call.account)
    for identifier in fields.where("_type_id", row["id"]):
        fields.remove(identifier)


def _show_type(call: Call, row: Row) -> Row:
    return {**row, "field_keys": [field["key"] for field in fields_of(call.account, row)]}


TYPES: Final = Collection(
    table="asset_types",
    one="asset_type",
    many="asset_types",
    parameter="asset_type_id",
    path="it_asset_management/asset_types",
    ids=Ids.ULID,
    sort="hierarchy_depth,id",
    seeds=_types,
    rules=_type_rules,
    removing=_removing_type,
    show=_show_type,
    fields=(
        URL,
        ID,
        name(),
        text("description"),
        text("external_id", unique=True),
        text("parent_id", required=True),
        texts("field_keys"),
        own("hierarchy_depth", 0),
        own("is_standard", default=False),
        own("created_by_user_id", -1),
        own("updated_by_user_id", -1),
        CREATED,
        UPDATED,
    ),
)


def _field_rules(change: Change) -> None:
    _custom_fields.rules(change, FIELDS)


FIELDS: Final = Collection(
    table="asset_fields",
    one="field",
    many="fields",
    parameter="asset_type_field_id",
    path="it_asset_management/asset_types/{_type_id}/fields",
    parents=(Parent("asset_type_id", "asset_types", "_type_id"),),
    sort="position,id",
    rules=_field_rules,
    show=_custom_fields.show,
    fields=(*_custom_fields.FIELDS, *_custom_fields.FURTHER, own("_type_id")),
)


def fields_of(account: Account, asset_type: Row) -> Sequence[Row]:
    """Return the fields of a type and of those above it."""
    fields = FIELDS.table_of(account)
    return [
        field for row in ancestors(account, asset_type) for field in fields.rows(fields.where("_type_id", row["id"]))
    ]


def _in_use(field: str) -> Any:
    def check(call: Call, row: Row) -> None:
        if ASSETS.table_of(call.account).where(field, row["id"]):
            raise record_invalid({"base": [("It is in use by assets", "InvalidValue")]})

    return check


LOCATIONS: Final = Collection(
    table="asset_locations",
    one="location",
    many="locations",
    parameter="location_id",
    path="it_asset_management/locations",
    ids=Ids.ULID,
    style=Style.CURSOR,
    removing=_in_use("location_id"),
    fields=(URL, ID, name(), text("external_id", unique=True), CREATED, UPDATED),
)
STATUSES: Final = Collection(
    table="asset_statuses",
    one="status",
    many="statuses",
    parameter="status_id",
    path="it_asset_management/statuses",
    ids=Ids.ULID,
    seeds=_statuses,
    fields=(URL, ID, name(), own("external_id"), CREATED, UPDATED),
)


def _asset_rules(change: Change) -> None:
    after, account, problems = change.after, change.account, change.problems
    for key, table in (
        ("status_id", STATUSES.table_of(account)),
        ("location_id", LOCATIONS.table_of(account)),
        ("organization_id", account.organizations),
        ("user_id", account.users),
    ):
        if after[key] is not None and after[key] not in table:
            problems.add(key, f"{key.removesuffix('_id').capitalize()}: is invalid", "InvalidValue")
    asset_type = TYPES.table_of(account).get(after["asset_type_id"])
    if asset_type is None:
        problems.add("asset_type_id", "Asset type: is invalid", "InvalidValue")
        return
    held: Row = {} if change.before is None else change.before["custom_field_values"]
    given: Row = after["custom_field_values"] if change.says("custom_field_values") else {}
    after["custom_field_values"] = read_values(account, fields_of(account, asset_type), given, held, problems)


ASSETS: Final = Collection(
    table="assets",
    one="asset",
    many="assets",
    parameter="asset_id",
    path="it_asset_management/assets",
    ids=Ids.ULID,
    style=Style.CURSOR,
    rules=_asset_rules,
    filters={
        "filter[ids]": lambda _call, asked, row: row["id"] in asked.split(","),
        "filter[external_ids]": lambda _call, asked, row: row["external_id"] in asked.split(","),
    },
    fields=(
        URL,
        ID,
        name(),
        text("asset_tag", unique=True),
        text("asset_type_id", required=True, fixed=True),
        text("status_id", required=True, nullable=False),
        text("location_id"),
        text("serial_number", unique=True),
        text("manufacturer"),
        text("model"),
        text("vendor"),
        text("notes"),
        text("purchase_date"),
        Field("purchase_cost", number),
        text("warranty_expiration"),
        whole("organization_id"),
        whole("user_id"),
        text("external_id", unique=True),
        inner("custom_field_values"),
        CREATED,
        UPDATED,
    ),
)
