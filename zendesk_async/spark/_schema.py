"""The columns of a stream as Spark names their types. The rows come as Arrow, in the types that Parquet files have too."""

from collections.abc import Mapping
from typing import Final

from zendesk_async.export._columns import EXTRA, Table
from zendesk_async.export._kinds import Kind, KindName

_TYPES: Final[Mapping[KindName, str]] = {
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "time": "TIMESTAMP",
    "date": "DATE",
}


def schema_of(table: Table) -> str:
    """Return the schema of a table as Spark writes it, the column of what no other is for at its end."""
    columns = [*((column.name, _type(column.kind)) for column in table.columns), (EXTRA, "STRING")]
    return ", ".join(f"{_quoted(name)} {kind}" for name, kind in columns)


def _type(kind: Kind) -> str:
    match kind.name:
        case "list" if kind.inner is not None:
            return f"ARRAY<{_type(kind.inner)}>"
        case "struct":
            return f"STRUCT<{', '.join(f'{_quoted(name)}: {_type(of)}' for name, of in kind.fields.items())}>"
        case name:
            return _TYPES.get(name, "STRING")


def _quoted(name: str) -> str:
    return f"`{name.replace('`', '``')}`"
