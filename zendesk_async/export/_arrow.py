"""Rows as Arrow tables, in the types that the record classes promise."""

import importlib
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from zendesk_async.errors import InvalidArgument
from zendesk_async.export._arrow_values import CellReader
from zendesk_async.export._columns import EXTRA, HOLDERS, Table, TableReader, holder_of, joined, table_of
from zendesk_async.export._kinds import TEXT, Kind
from zendesk_async.models.base import Answer, rows_of


def pyarrow(name: str = "pyarrow") -> Any:
    """Import pyarrow, or a module of it. Raises `InvalidArgument` where it is missing."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise InvalidArgument("this needs pyarrow: pip install 'zendesk-async[parquet]'") from None


class ArrowTable(Protocol):
    """What a `pyarrow.Table` is to whoever is given one: pyarrow has no types of its own."""

    @property
    def num_rows(self) -> int: ...
    @property
    def column_names(self) -> list[str]: ...
    def to_pylist(self) -> list[dict[str, Any]]: ...
    def to_pandas(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


class ArrowRows:
    """Makes Arrow of rows: times in microseconds of UTC, lists and structs as the reference has them.

    What the reference leaves open is JSON as text. The column `extra` has, as one JSON object, what no column is for
    and every value that its column's type does not hold wholly: nothing that was sent is lost.
    """

    def __init__(self, table: Table) -> None:
        self._arrow = pyarrow()
        self._reader = TableReader(table)
        self._columns = [(column, CellReader(column.kind)) for column in table.columns]
        kinds = [(column.name, column.kind) for column in table.columns]
        self.schema: Any = self._arrow.schema([(name, self._type(kind)) for name, kind in [*kinds, (EXTRA, TEXT)]])

    def table(self, batches: Iterable[Sequence[bytes]]) -> Any:
        """Return rows as a `pyarrow.Table`, of as many batches."""
        return self._arrow.Table.from_batches([self._batch(rows) for rows in batches], self.schema)

    def _batch(self, rows: Sequence[bytes]) -> Any:
        values: list[list[Any]] = [[] for _ in self._columns]
        extras: list[str | None] = []
        for row in rows:
            cells, extra = self._reader.read(row)
            for (column, reader), cell, taken in zip(self._columns, cells, values, strict=True):
                if cell is None:
                    taken.append(None)
                    continue
                value, whole = reader.read(cell)
                taken.append(value)
                # A custom field is also where it was sent, with all others.
                if not whole and column.custom is None:
                    extra[column.key] = cell
            text = joined(extra)
            extras.append(None if text is None else text.decode("utf-8", "replace"))
        arrays = [self._arrow.array(taken, of) for taken, of in zip([*values, extras], self.schema.types, strict=True)]
        return self._arrow.RecordBatch.from_arrays(arrays, schema=self.schema)

    def _type(self, kind: Kind) -> Any:
        arrow = self._arrow
        match kind.name:
            case "integer":
                return arrow.int64()
            case "number":
                return arrow.float64()
            case "boolean":
                return arrow.bool_()
            case "time":
                return arrow.timestamp("us", tz="UTC")
            case "date":
                return arrow.date32()
            case "list" if kind.inner is not None:
                return arrow.list_(self._type(kind.inner))
            case "struct":
                return arrow.struct([(name, self._type(of)) for name, of in kind.fields.items()])
            case _:
                return arrow.string()


def page_table(answer: Answer, kind: Any) -> ArrowTable:
    """Return the records of an answer as a `pyarrow.Table`, custom fields by title where the client has loaded them."""
    loaded = answer.source.response.loaded.get(HOLDERS.get(holder_of(kind) or "", ""))
    table: ArrowTable = ArrowRows(table_of(kind, () if loaded is None else loaded.fields)).table([rows_of(answer)])
    return table
