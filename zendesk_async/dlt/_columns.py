"""What dlt is told of a stream's table before it has seen a row: types, keys, and what a later version of a row is."""

import datetime as dt
import types
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Union, get_args, get_origin

import attrs
from dlt.common.data_types import TDataType
from dlt.common.schema.typing import TColumnSchema

from zendesk_async.export import Stream
from zendesk_async.models._converter import field_types

DELETED = "is_deleted"
"""The column by which dlt removes rows."""

_PLAIN: Mapping[Any, TDataType] = {
    int: "bigint",
    float: "double",
    str: "text",
    bool: "bool",
    dt.datetime: "timestamp",
    dt.date: "date",
}

# What tells two versions of a row apart, the first that a record class has. Tickets say when Zendesk changed them by
# itself too: https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
_VERSIONS = ("generated_timestamp", "updated_at")


@attrs.frozen
class TableHints:
    """The hints of one stream's table.

    `parents` are the columns that say whose list a row is in, by the parameters of its path: the outermost first.
    `repeated` are keys of rows that say again what others say, and get no column.
    """

    columns: dict[str, TColumnSchema]
    repeated: frozenset[str]
    parents: Mapping[str, str]


def hints_of(stream: Stream, *, merged: bool) -> TableHints:
    """Return the hints that the stream's record class gives. A field that may hold any JSON has none: dlt sees to it.

    `merged` tells whether later loads are merged into the table.
    """
    kind: Any = stream.record
    declared: Mapping[str, Any] = field_types(kind) if attrs.has(kind) else {}
    columns = {name: TColumnSchema(name=name, data_type=found) for name, of in declared.items() if (found := _type(of))}
    version = next((name for name in _VERSIONS if name in declared), None)
    if merged and version is not None:
        # A row that changed while it was read comes twice in one load: the later version is the one to keep.
        columns[version]["dedup_sort"] = "desc"
    path = () if stream.parameter is None else (*stream.inherited, stream.parameter)
    # Rows of some lists have a key of this name for something else (the default organization of a user).
    parents = {name: f"parent_{name}" if name in declared else name for name in path}
    for name in (*parents.values(), *(["id"] if "id" in declared else [])):
        column = columns.setdefault(name, {"name": name})
        column["nullable"] = False
        column["primary_key"] = "id" in declared
    if merged and parents:
        # What was in the parent's list before and is not any more goes with it.
        columns[list(parents.values())[-1]]["merge_key"] = True
    repeated = frozenset(name for name, value in vars(kind).items() if isinstance(value, property))
    return TableHints(columns, repeated, parents)


def _type(declared: Any) -> TDataType | None:
    if declared in _PLAIN:
        return _PLAIN[declared]
    origin = get_origin(declared)
    if origin is Literal:
        return _one_of([_PLAIN.get(type(value)) for value in get_args(declared)])
    if origin in (Union, types.UnionType):
        return _one_of([_type(part) for part in get_args(declared) if part is not type(None)])
    return "json" if origin is tuple or (isinstance(declared, type) and attrs.has(declared)) else None


def _one_of(found: Sequence[TDataType | None]) -> TDataType | None:
    # An id that is a number here and a text there is a text.
    return found[0] if len(set(found)) == 1 else "text" if set(found) == {"text", "bigint"} else None
