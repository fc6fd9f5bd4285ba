"""Rows in the order of a list, and cursors that say where in that order a page ended.

An order is a list of columns such as `-created_at,id`; the id is always the last one, so no two rows are equal and a
cursor stays good while rows come and go.
"""

import base64
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol

import attrs
import msgspec

from zendesk_async.emulator._table import Row, Table

Value = int | float | str | None
Values = tuple[Value, ...]
Column = Callable[[Row], Any]
AnyTable = Table[int] | Table[str]


@attrs.frozen(eq=False)
class Subset:
    """Some rows of a table, by their ids: a list of a parent (`Subset(account.tickets, ids)`)."""

    table: AnyTable
    ids: Sequence[Any]


Rows = Sequence[Row] | AnyTable | Subset


@attrs.frozen
class Order:
    """The columns of a list and their directions, written as in Zendesk's cursors: `-created_at,id`."""

    spec: str
    names: tuple[str, ...]
    descending: tuple[bool, ...]

    @classmethod
    def parse(cls, spec: str) -> "Order":
        """Read an order; the id is added where it does not end with it."""
        parts = spec.split(",")
        if parts[-1].lstrip("-") != "id":
            parts.append("id")
        names = tuple(part.lstrip("-") for part in parts)
        return cls(",".join(parts), names, tuple(part.startswith("-") for part in parts))


class View(Protocol):
    """The rows of a list in their order, by id."""

    def __len__(self) -> int: ...
    def behind(self, values: Values | None, size: int) -> list[Any]:
        """Return the first ids behind a cursor (from the start without one)."""
        ...

    def ahead(self, values: Values, size: int) -> list[Any]:
        """Return the last ids ahead of a cursor, nearest first."""
        ...

    def slice(self, start: int, size: int) -> list[Any]:
        """Return ids by their place."""
        ...

    def values(self, identifier: Any) -> Values:
        """Return what a cursor of this row holds."""
        ...

    def rows(self, ids: Sequence[Any]) -> list[Row]:
        """Return the rows."""
        ...

    def rendered(self, ids: Sequence[Any]) -> bytes | None:
        """Return the rows as a JSON array where they are kept so."""
        ...


def view(rows: Rows, order: Order, columns: Mapping[str, Column]) -> View:
    """Bring rows into an order. `columns` computes those columns that are no plain field of a row."""
    if isinstance(rows, Table):
        if len(set(order.descending)) == 1 and not columns.keys() & set(order.names):
            return TableView(rows, order)
        return SortedView(rows, rows.ids, order, columns)
    if isinstance(rows, Subset):
        return SortedView(rows.table, rows.ids, order, columns)
    return SortedView(rows, None, order, columns)


class TableView:
    """A whole table by plain fields in one direction: a page costs a page, whatever the table's size."""

    def __init__(self, table: AnyTable, order: Order) -> None:
        self._table: Table[Any] = table
        self._order = order
        self._fields = order.names[:-1]
        self._timeline = self._table.timeline(*self._fields)
        self._down = order.descending[0]

    def __len__(self) -> int:
        return len(self._table)

    def behind(self, values: Values | None, size: int) -> list[Any]:
        key = None if values is None else _timeline_key(values)
        return list(islice(self._timeline.before(key) if self._down else self._timeline.after(key), size))

    def ahead(self, values: Values, size: int) -> list[Any]:
        key = _timeline_key(values)
        return list(islice(self._timeline.after(key) if self._down else self._timeline.before(key), size))

    def slice(self, start: int, size: int) -> list[Any]:
        return self._table.page(*self._fields, offset=start, size=size, descending=self._down)

    def values(self, identifier: Any) -> Values:
        return (*(self._table.value(identifier, field) for field in self._fields), identifier)

    def rows(self, ids: Sequence[Any]) -> list[Row]:
        return self._table.rows(ids)

    def rendered(self, ids: Sequence[Any]) -> bytes | None:
        return self._table.render_list(ids)


def _timeline_key(values: Values) -> tuple[Any, ...]:
    return (*(_rank(value) for value in values[:-1]), values[-1])


class SortedView:
    """Rows that are sorted for this answer."""

    def __init__(
        self,
        source: AnyTable | Sequence[Row],
        ids: Sequence[Any] | None,
        order: Order,
        columns: Mapping[str, Column],
    ) -> None:
        self._order = order
        self._table: Table[Any] | None = source if isinstance(source, Table) else None
        self._by_id: dict[Any, Row] = {} if isinstance(source, Table) else {row["id"]: row for row in source}
        self._columns = columns
        self._keys = self._sorted(self._by_id if ids is None else ids)
        self._values = {key[-1]: key for key in self._keys}

    def _sorted(self, ids: Iterable[Any]) -> list[Values]:
        keys = [self._key(identifier) for identifier in ids]
        for index in range(len(self._order.names) - 1, -1, -1):
            keys.sort(key=lambda key: _rank(key[index]), reverse=self._order.descending[index])
        return keys

    def _key(self, identifier: Any) -> Values:
        return (*(self._value(identifier, name) for name in self._order.names[:-1]), identifier)

    def _value(self, identifier: Any, name: str) -> Any:
        if name in self._columns:
            return self._columns[name](self._by_id[identifier] if self._table is None else self._table[identifier])
        return self._by_id[identifier][name] if self._table is None else self._table.value(identifier, name)

    def __len__(self) -> int:
        return len(self._keys)

    def behind(self, values: Values | None, size: int) -> list[Any]:
        return self.slice(0 if values is None else self._position(values, after=True), size)

    def ahead(self, values: Values, size: int) -> list[Any]:
        end = self._position(values, after=False)
        start = max(0, end - size)
        return self.slice(start, end - start)[::-1]

    def slice(self, start: int, size: int) -> list[Any]:
        return [key[-1] for key in self._keys[start : start + size]]

    def values(self, identifier: Any) -> Values:
        return self._values[identifier]

    def rows(self, ids: Sequence[Any]) -> list[Row]:
        return [self._by_id[identifier] for identifier in ids] if self._table is None else self._table.rows(ids)

    def rendered(self, ids: Sequence[Any]) -> bytes | None:
        return None if self._table is None else self._table.render_list(ids)

    def _position(self, values: Values, *, after: bool) -> int:
        low, high = 0, len(self._keys)
        while low < high:
            middle = (low + high) // 2
            compared = _compare(self._keys[middle], values, self._order.descending)
            if compared < 0 or (after and compared == 0):
                low = middle + 1
            else:
                high = middle
        return low


def _rank(value: Any) -> tuple[bool, Any]:
    # Nulls come first in an ascending order, as in MySQL.
    return (value is not None, value)


def _compare(left: Values, right: Values, descending: tuple[bool, ...]) -> int:
    for one, other, down in zip(left, right, descending, strict=True):
        if one == other:
            continue
        smaller = _rank(one) < _rank(other)
        return 1 if smaller == down else -1
    return 0


# A recorded cursor is the base64 of {"o": "<order>", "v": "<base64 of packed values>"}: a type byte and the value for
# every column.


def encode_cursor(order: Order, values: Values) -> str:
    """Return the cursor of a row."""
    packed = base64.b64encode(b"".join(_pack(value) for value in values)).decode()
    return base64.b64encode(msgspec.json.encode({"o": order.spec, "v": packed})).decode()


def decode_cursor(order: Order, cursor: str) -> Values:
    """Return the values in a cursor; `ValueError` when it is none of this order."""
    try:
        content = msgspec.json.decode(base64.b64decode(cursor, validate=True), type=dict[str, str])
        packed = base64.b64decode(content["v"], validate=True)
        spec = content["o"]
    except (ValueError, msgspec.MsgspecError, KeyError):
        raise ValueError(f"not a cursor: {cursor!r}") from None
    values = tuple(_unpack(packed))
    if spec != order.spec or len(values) != len(order.names):
        raise ValueError(f"a cursor of another order: {cursor!r}")
    return values


def _pack(value: Value) -> bytes:
    match value:
        case None:
            return b"n"
        case int():
            return b"i" + struct.pack("<q", value)
        case float():
            return b"d" + struct.pack("<d", value)
        case str():
            text = value.encode()
            return b"s" + struct.pack("<I", len(text)) + text


def _unpack(packed: bytes) -> Iterator[Value]:
    position = 0
    while position < len(packed):
        kind = packed[position : position + 1]
        position += 1
        try:
            if kind == b"n":
                yield None
            elif kind == b"i":
                yield struct.unpack_from("<q", packed, position)[0]
                position += 8
            elif kind == b"d":
                yield struct.unpack_from("<d", packed, position)[0]
                position += 8
            elif kind == b"s":
                (length,) = struct.unpack_from("<I", packed, position)
                position += 4
                text = packed[position : position + length]
                if len(text) != length:
                    raise ValueError("a cursor with a text cut short")
                yield text.decode()
                position += length
            else:
                raise ValueError("a cursor with an unknown type")
        except (struct.error, UnicodeDecodeError):
            raise ValueError("a cursor cut short") from None
