"""Rows in the order of a list, and cursors that say where in that order a page ended.

An order is a list of columns such as `-created_at,id`; the id is always the last one, so no two rows are equal and a
cursor stays good while rows come and go. Orders of whole tables are kept until the table changes.
"""

import base64
import binascii
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import attrs
import msgspec

from zendesk_async.emulator._call import Row

Value = int | float | str | None
Column = Callable[[Row], Any]


class Listing(Protocol):
    """What a table offers: rows by id. `version` changes with every write."""

    @property
    def version(self) -> int: ...
    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Any]: ...
    def rows(self, ids: Iterable[Any], /) -> list[Row]: ...


@attrs.frozen(eq=False)
class Subset:
    """Some rows of a table, by their ids: a list of a parent (`Subset(account.tickets, ids)`)."""

    table: Listing
    ids: Sequence[Any]


Rows = Sequence[Row] | Listing | Subset


@attrs.frozen
class Order:
    """The columns of a list and their directions, written as in Zendesk's cursors: `-created_at,id`."""

    spec: str
    names: tuple[str, ...]
    descending: tuple[bool, ...]

    @classmethod
    def parse(cls, spec: str) -> "Order":
        parts = spec.split(",")
        if parts[-1].lstrip("-") != "id":
            parts.append("id")
        names = tuple(part.lstrip("-") for part in parts)
        return cls(",".join(parts), names, tuple(part.startswith("-") for part in parts))

    def by_id(self) -> bool:
        return self.names == ("id",)


@attrs.frozen
class Ordered:
    """All rows of a list in their order: the values of the columns, one tuple a row, the id last."""

    order: Order
    keys: Sequence[tuple[Value, ...]]
    rows_at: Callable[[int, int], list[Row]]

    def __len__(self) -> int:
        return len(self.keys)

    def position(self, values: tuple[Value, ...], *, after: bool) -> int:
        """Return the index of the first row behind these values (`after`), or not before them."""
        low, high = 0, len(self.keys)
        while low < high:
            middle = (low + high) // 2
            compared = _compare(self.keys[middle], values, self.order.descending)
            if compared < 0 or (after and compared == 0):
                low = middle + 1
            else:
                high = middle
        return low


_kept: WeakKeyDictionary[Listing, dict[str, tuple[int, list[tuple[Value, ...]]]]] = WeakKeyDictionary()


def ordered(rows: Rows, order: Order, columns: Mapping[str, Column]) -> Ordered:
    """Bring rows into an order. `columns` computes those columns that are no plain field of a row."""
    if isinstance(rows, Subset):
        table, ids = rows.table, rows.ids
        keys = _sorted(_keys(table, ids, order, columns), order)
        return Ordered(order, keys, lambda start, end: table.rows([key[-1] for key in keys[start:end]]))
    if isinstance(rows, Sequence):
        pairs = [(_key(row, order, columns), row) for row in rows]
        keys = _sorted([pair[0] for pair in pairs], order)
        by_id = {key[-1]: row for key, row in pairs}
        return Ordered(order, keys, lambda start, end: [by_id[key[-1]] for key in keys[start:end]])
    keys = _table_keys(rows, order, columns)
    return Ordered(order, keys, lambda start, end: rows.rows([key[-1] for key in keys[start:end]]))


def _table_keys(table: Listing, order: Order, columns: Mapping[str, Column]) -> list[tuple[Value, ...]]:
    if columns.keys() & set(order.names):
        # A computed column may look at other tables, whose changes are not seen here.
        return _sorted(_keys(table, table, order, columns), order)
    kept = _kept.setdefault(table, {})
    found = kept.get(order.spec)
    if found is not None and found[0] == table.version:
        return found[1]
    version = table.version
    keys = _sorted(_keys(table, table, order, columns), order)
    kept[order.spec] = (version, keys)
    return keys


def _keys(
    table: Listing, ids: Iterable[Any], order: Order, columns: Mapping[str, Column]
) -> Iterable[tuple[Value, ...]]:
    if order.by_id():
        return [(identifier,) for identifier in ids]
    return [_key(row, order, columns) for row in table.rows(ids)]


def _key(row: Row, order: Order, columns: Mapping[str, Column]) -> tuple[Value, ...]:
    return tuple(columns[name](row) if name in columns else row[name] for name in order.names)


def _sorted(keys: Iterable[tuple[Value, ...]], order: Order) -> list[tuple[Value, ...]]:
    result = list(keys)
    for index in range(len(order.names) - 1, -1, -1):
        result.sort(key=lambda key: _rank(key[index]), reverse=order.descending[index])
    return result


def _rank(value: Any) -> tuple[bool, Any]:
    # Nulls come first in an ascending order, as in MySQL.
    return (value is not None, value)


def _compare(left: tuple[Value, ...], right: tuple[Value, ...], descending: tuple[bool, ...]) -> int:
    for one, other, down in zip(left, right, descending, strict=True):
        if one == other:
            continue
        smaller = _rank(one) < _rank(other)
        return 1 if smaller == down else -1
    return 0


# A recorded cursor is the base64 of {"o": "<order>", "v": "<base64 of packed values>"}: a type byte and the value for
# every column.


def encode_cursor(order: Order, values: tuple[Value, ...]) -> str:
    """Return the cursor of a row."""
    packed = base64.b64encode(b"".join(_pack(value) for value in values)).decode()
    return base64.b64encode(msgspec.json.encode({"o": order.spec, "v": packed})).decode()


def decode_cursor(order: Order, cursor: str) -> tuple[Value, ...]:
    """Return the values in a cursor; `ValueError` when it is none of this order."""
    try:
        content = msgspec.json.decode(base64.b64decode(cursor, validate=True), type=dict[str, str])
        packed = base64.b64decode(content["v"], validate=True)
        spec = content["o"]
    except (binascii.Error, msgspec.MsgspecError, KeyError, UnicodeDecodeError):
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
