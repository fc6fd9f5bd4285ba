"""Tables: rows by id, kept in memory, seeded rows made on first touch."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from zendesk_async._json import is_array
from zendesk_async.emulator._timeline import Timeline, sortable

K = TypeVar("K", bound=int | str)
V = TypeVar("V")

Row = dict[str, Any]
"""A record as JSON has it."""

_CACHED_ROWS = 16_384
_encode = msgspec.json.Encoder().encode


class Source(Protocol[K]):
    """Rows that were there from the start, made when somebody looks at them."""

    @property
    def ids(self) -> Sequence[K]:
        """The ids, ascending."""
        ...

    def make(self, identifier: K) -> Row:
        """Make the row; the same one each time."""
        ...

    def render(self, identifier: K) -> bytes:
        """Make the row as JSON."""
        ...

    def value(self, identifier: K, field: str) -> Any:
        """Return one field without making the row. Raises `KeyError` for a field that needs the row."""
        ...

    def where(self, field: str, value: Any) -> Sequence[K] | None:
        """Return the ids whose field holds (or, for a list, contains) the value; None when that needs the rows."""
        ...

    def ordered(self, fields: tuple[str, ...]) -> Sequence[K] | None:
        """Return the ids by these fields and id, ascending; None when that needs the rows."""
        ...


class Table(Generic[K]):
    """Rows by id. Iterating a table gives its ids, ascending; `rows()` gives the rows.

    A row that `get` returns belongs to the table: change it with `change` or `replace`, never in place, or indexes,
    orders and rendered copies stay behind (and a seeded row forgets it).
    """

    def __init__(self, name: str, new_id: Callable[[], K], source: Source[K] | None = None) -> None:
        self.name = name
        self.version = 0
        """Moves with every write."""
        self._new_id = new_id
        self._source = source
        self._seeded: Sequence[K] = source.ids if source is not None else ()
        self._written: dict[K, Row] = {}
        self._removed: set[K] = set()
        self._added: list[K] = []
        self._made: dict[K, Row] = {}
        self._rendered: dict[K, bytes] = {}
        self._timelines: dict[tuple[str, ...], Timeline[K]] = {}
        self._indexes: dict[str, dict[Any, set[K]]] = {}
        self._scanned: dict[str, dict[Any, list[K]]] = {}
        self._ids: tuple[int, Sequence[K]] = (-1, ())

    # Reading

    def __len__(self) -> int:
        return len(self._seeded) - len(self._removed) + len(self._added)

    def __iter__(self) -> Iterator[K]:
        return iter(self.ids)

    def __contains__(self, identifier: object) -> bool:
        if identifier in self._written:
            return True
        return identifier in self._seeded and identifier not in self._removed

    @property
    def ids(self) -> Sequence[K]:
        """All ids, ascending."""
        if not self._removed and not self._added:
            return self._seeded
        if self._ids[0] != self.version:
            seeded: Iterable[K] = self._seeded
            if self._removed:
                seeded = [identifier for identifier in seeded if identifier not in self._removed]
            self._ids = (self.version, sorted([*seeded, *self._added]))
        return self._ids[1]

    def get(self, identifier: K) -> Row | None:
        """Return the row, or None."""
        if (row := self._written.get(identifier)) is not None:
            return row
        if (row := self._made.get(identifier)) is not None:
            return row
        if self._source is None or identifier not in self._seeded or identifier in self._removed:
            return None
        return _keep(self._made, identifier, self._source.make(identifier))

    def __getitem__(self, identifier: K) -> Row:
        row = self.get(identifier)
        if row is None:
            raise KeyError(identifier)
        return row

    def rows(self, ids: Iterable[K] | None = None) -> list[Row]:
        """Return the rows of these ids, in their order, without those that are not there; all rows without ids."""
        chosen = self.ids if ids is None else ids
        return [row for identifier in chosen if (row := self.get(identifier)) is not None]

    def render(self, identifier: K) -> bytes:
        """Return a row as JSON."""
        if (text := self._rendered.get(identifier)) is not None:
            return text
        row = self._written.get(identifier)
        if row is None and self._source is not None and identifier in self:
            return _keep(self._rendered, identifier, self._source.render(identifier))
        return _keep(self._rendered, identifier, _encode(self[identifier]))

    def render_list(self, ids: Iterable[K]) -> bytes:
        """Return rows as a JSON array."""
        return b"[" + b",".join(map(self.render, ids)) + b"]"

    def value(self, identifier: K, field: str) -> Any:
        """Return one field of a row, without making a seeded row where its skeleton knows the field."""
        if (row := self._written.get(identifier)) is not None:
            return row.get(field)
        if self._source is not None:
            try:
                return self._source.value(identifier, field)
            except KeyError:
                pass
        return self[identifier].get(field)

    def where(self, field: str, value: Any) -> list[K]:
        """Return the ids of the rows whose field is the value (or, for a list field, contains it), ascending."""
        index = self._indexes.get(field)
        if index is None:
            index = self._indexes[field] = {}
            for identifier, row in self._written.items():
                for entry in _entries(row.get(field)):
                    index.setdefault(entry, set()).add(identifier)
        found = [identifier for identifier in self._seeded_where(field, value) if self.is_fixed(identifier)]
        return sorted([*found, *written]) if (written := index.get(value)) else found

    def _seeded_where(self, field: str, value: Any) -> Sequence[K]:
        if self._source is None:
            return ()
        seeded = self._source.where(field, value)
        return self._scan(self._source, field).get(value, ()) if seeded is None else seeded

    def one(self, field: str, value: Any) -> Row | None:
        """Return the first row whose field is the value."""
        found = self.where(field, value)
        return self[found[0]] if found else None

    def timeline(self, *fields: str) -> Timeline[K]:
        """Return the ids by these fields, ascending; kept from now on, so that a page costs a page."""
        known = self._timelines.get(fields)
        if known is None:
            known = self._timelines[fields] = Timeline(self, fields)
        return known

    def page(self, *fields: str, offset: int = 0, size: int = 100, descending: bool = False) -> list[K]:
        """Return one offset page of ids by these fields."""
        order = self.timeline(*fields)
        return list(islice(order.before() if descending else order.after(), offset, offset + size))

    # Writing

    def insert(self, row: Row) -> Row:
        """Add a row; without an id it gets the next one, as its first key."""
        if row.get("id") is None:
            row = {"id": self._new_id(), **{key: value for key, value in row.items() if key != "id"}}
        self._write(row["id"], row)
        return row

    def replace(self, identifier: K, row: Row) -> Row:
        """Put a row in the place of the one with this id."""
        self._write(identifier, row)
        return row

    def change(self, identifier: K, changes: Mapping[str, Any]) -> Row:
        """Change some fields of a row. Raises `KeyError` when it is not there."""
        return self.replace(identifier, {**self[identifier], **changes})

    def remove(self, identifier: K) -> Row | None:
        """Take a row out and return it."""
        row = self.get(identifier)
        if row is None:
            return None
        self._forget(identifier)
        self._written.pop(identifier, None)
        if identifier in self._seeded:
            self._removed.add(identifier)
        else:
            del self._added[bisect_left(self._added, identifier)]
        for timeline in self._timelines.values():
            timeline.removed(identifier)
        self.version += 1
        return row

    def _write(self, identifier: K, row: Row) -> None:
        if identifier in self._seeded:
            self._removed.discard(identifier)
        elif identifier not in self._written:
            insort(self._added, identifier)
        self._forget(identifier)
        self._written[identifier] = row
        for field, index in self._indexes.items():
            for entry in _entries(row.get(field)):
                index.setdefault(entry, set()).add(identifier)
        for timeline in self._timelines.values():
            timeline.written(identifier)
        self.version += 1

    def _forget(self, identifier: K) -> None:
        self._made.pop(identifier, None)
        self._rendered.pop(identifier, None)
        old = self._written.get(identifier)
        if old is not None:
            for field, index in self._indexes.items():
                for entry in _entries(old.get(field)):
                    index[entry].discard(identifier)

    def _scan(self, source: Source[K], field: str) -> dict[Any, list[K]]:
        if field not in self._scanned:
            scanned: dict[Any, list[K]] = {}
            for identifier in self._seeded:
                for entry in _entries(source.make(identifier).get(field)):
                    scanned.setdefault(entry, []).append(identifier)
            self._scanned[field] = scanned
        return self._scanned[field]

    # What timelines ask

    def is_fixed(self, identifier: K) -> bool:
        """Whether a seeded row is still there as it was."""
        return identifier not in self._written and identifier not in self._removed

    def fixed_ids(self, fields: tuple[str, ...]) -> Sequence[K]:
        """Return the seeded ids by these fields."""
        source = self._source
        if source is None or fields in {(), ("id",)}:
            return self._seeded
        ordered = source.ordered(fields)
        if ordered is not None:
            return ordered

        def key(identifier: K) -> tuple[Any, ...]:
            return (*map(sortable, self.seeded_values(identifier, fields)), identifier)

        return sorted(self._seeded, key=key)

    def seeded_values(self, identifier: K, fields: tuple[str, ...]) -> list[Any]:
        """Return some fields of a seeded row as it was at first."""
        assert self._source is not None, "only a source seeds rows"
        try:
            return [self._source.value(identifier, field) for field in fields]
        except KeyError:
            row = self._source.make(identifier)
            return [row.get(field) for field in fields]

    def changed_ids(self) -> Sequence[K]:
        """Return the ids of the rows that were written."""
        return list(self._written)


def _keep(cache: dict[K, V], identifier: K, value: V) -> V:
    if len(cache) >= _CACHED_ROWS:
        for old in list(islice(cache, _CACHED_ROWS // 4)):
            del cache[old]
    cache[identifier] = value
    return value


def _entries(value: Any) -> Iterable[Any]:
    if is_array(value):
        return {entry for entry in value if isinstance(entry, int | str)}
    return () if isinstance(value, dict) else (value,)
