"""Find rows by texts that Zendesk compares without regard to case: external ids, names of organizations and groups."""

from collections.abc import Callable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

import attrs

from zendesk_async.emulator._store import Row, Table
from zendesk_async.emulator._validation import folded


@attrs.define
class _Index:
    ids: dict[str, set[int]]
    version: int


_indexes: WeakKeyDictionary[Table[int], dict[str, _Index]] = WeakKeyDictionary()


def find(
    table: Table[int], field: str, text: str | None, accept: Callable[[Row], bool] = lambda _row: True
) -> Row | None:
    """Return the first accepted row whose field is this text, without regard to case and surrounding white space."""
    wanted = folded(text)
    if wanted is None:
        return None
    indexes = _indexes.setdefault(table, {})
    index = indexes.get(field)
    if index is None or index.version != table.version:
        index = indexes[field] = _Index(_scan(table, field), table.version)
    for identifier in sorted(index.ids.get(wanted, ())):
        row = table.get(identifier)
        if row is not None and folded(row.get(field)) == wanted and accept(row):
            return row
    return None


def insert(table: Table[int], row: Row) -> Row:
    """Add a row to a table, and to what `find` knows of it."""
    current = _current(table)
    row = table.insert(row)
    _note(table, row, current)
    return row


def change(table: Table[int], identifier: int, changes: Mapping[str, Any]) -> Row:
    """Change some fields of a row, and what `find` knows of it."""
    current = _current(table)
    row = table.change(identifier, changes)
    _note(table, row, current)
    return row


def remove(table: Table[int], identifier: int) -> None:
    """Take a row out."""
    current = _current(table)
    table.remove(identifier)
    for index in current.values():
        index.version = table.version


def _current(table: Table[int]) -> dict[str, _Index]:
    # An index that another writer left behind is made anew when it is asked.
    return {field: index for field, index in _indexes.get(table, {}).items() if index.version == table.version}


def _note(table: Table[int], row: Row, current: Mapping[str, _Index]) -> None:
    # Ids under a former text stay: `find` looks at the row before it believes the index.
    for field, index in current.items():
        text = folded(row.get(field))
        if text is not None:
            index.ids.setdefault(text, set()).add(row["id"])
        index.version = table.version


def _scan(table: Table[int], field: str) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for identifier in table:
        text = folded(table.value(identifier, field))
        if text is not None:
            found.setdefault(text, set()).add(identifier)
    return found
