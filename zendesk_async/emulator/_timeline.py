"""The ids of a table in the order of some fields, kept while rows change."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar

K = TypeVar("K", bound=int | str)

Key = tuple[Any, ...]
"""What rows are ordered by: a `(present, value)` pair for each field, then the id."""


class Keyed(Protocol[K]):
    """What a timeline needs of its table."""

    def fixed_ids(self, fields: tuple[str, ...]) -> Sequence[K]:
        """Return the seeded ids by these fields."""
        ...

    def is_fixed(self, identifier: K) -> bool:
        """Whether a seeded row is still there as it was."""
        ...

    def changed_ids(self) -> Sequence[K]:
        """Return the ids of the rows that were written."""
        ...

    def value(self, identifier: K, field: str) -> Any:
        """Return one field of a row."""
        ...

    def seeded_values(self, identifier: K, fields: tuple[str, ...]) -> list[Any]:
        """Return some fields of a seeded row as it was at first."""
        ...


def sortable(value: Any) -> tuple[bool, Any]:
    """Return a value in the form that sorts: nulls first, as in MySQL."""
    return (value is not None, value)


class Timeline(Generic[K]):
    """The ids of a table by some fields, ascending; ties by id.

    Seeded rows that nobody changed stay in one sorted sequence for good, so that following a table of a million rows
    costs nothing a write. Rows that were written are kept beside it, and both are merged while reading.
    """

    def __init__(self, table: Keyed[K], fields: tuple[str, ...]) -> None:
        self._table = table
        self._fields = fields
        self._fixed = table.fixed_ids(fields)
        self._keys: dict[K, Key] = {}
        self._moved: list[tuple[Key, K]] = []
        for identifier in table.changed_ids():
            self.written(identifier)

    def key(self, identifier: K) -> Key:
        """Return what a row is ordered by."""
        return (*(sortable(self._table.value(identifier, field)) for field in self._fields), identifier)

    def _fixed_key(self, identifier: K) -> Key:
        # Rows that were written keep their place among the seeded ones, where they are passed over: only with the keys
        # of the start is that sequence in order.
        return (*map(sortable, self._table.seeded_values(identifier, self._fields)), identifier)

    def written(self, identifier: K) -> None:
        """Take note of a row that was inserted or replaced."""
        self.removed(identifier)
        key = self.key(identifier)
        self._keys[identifier] = key
        insort(self._moved, (key, identifier))

    def removed(self, identifier: K) -> None:
        """Take note of a row that is gone."""
        if (key := self._keys.pop(identifier, None)) is not None:
            del self._moved[bisect_left(self._moved, (key, identifier))]

    def after(self, key: Key | None = None) -> Iterator[K]:
        """Yield the ids behind a key, ascending. A shorter key is passed with all rows that begin with it."""
        start, moved = 0, 0
        if key is not None:
            size = len(key)
            start = bisect_right(self._fixed, key, key=lambda identifier: self._fixed_key(identifier)[:size])
            moved = bisect_right(self._moved, key, key=lambda item: item[0][:size])
        return self._ascend(start, moved)

    def since(self, key: Key) -> Iterator[K]:
        """Yield the ids at or behind a key, ascending."""
        size = len(key)
        start = bisect_left(self._fixed, key, key=lambda identifier: self._fixed_key(identifier)[:size])
        moved = bisect_left(self._moved, key, key=lambda item: item[0][:size])
        return self._ascend(start, moved)

    def before(self, key: Key | None = None) -> Iterator[K]:
        """Yield the ids ahead of a key, descending; all of them without a key."""
        end, moved = len(self._fixed), len(self._moved)
        if key is not None:
            size = len(key)
            end = bisect_left(self._fixed, key, key=lambda identifier: self._fixed_key(identifier)[:size])
            moved = bisect_left(self._moved, key, key=lambda item: item[0][:size])
        return self._descend(end, moved)

    def _ascend(self, start: int, moved: int) -> Iterator[K]:
        changed = self._moved[moved:]
        place, last = 0, len(changed)
        for index in range(start, len(self._fixed)):
            identifier = self._fixed[index]
            if not self._table.is_fixed(identifier):
                continue
            if place < last:
                key = self._fixed_key(identifier)
                while place < last and changed[place][0] < key:
                    yield changed[place][1]
                    place += 1
            yield identifier
        for item in changed[place:]:
            yield item[1]

    def _descend(self, end: int, moved: int) -> Iterator[K]:
        changed = self._moved[:moved]
        for index in range(end - 1, -1, -1):
            identifier = self._fixed[index]
            if not self._table.is_fixed(identifier):
                continue
            if changed:
                key = self._fixed_key(identifier)
                while changed and changed[-1][0] > key:
                    yield changed.pop()[1]
            yield identifier
        while changed:
            yield changed.pop()[1]
