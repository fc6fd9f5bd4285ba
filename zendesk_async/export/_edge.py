"""The rows that a page repeats of the one before."""

import struct
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import Final, TypeVar

import msgspec

Row = TypeVar("Row", bytes, msgspec.Raw)

_BEGINNING: Final = 96
"""Bytes that nearly always tell a row from another: its URL and id are in them."""
_beginning_of: Final = struct.Struct(f"{_BEGINNING}s").unpack_from
_FEW = 20
"""How many rows of a page tell enough of it where the next page does not begin before them."""


class Edge:
    """Leaves out the rows that the page before already had.

    Time-based exports deliver the last second of a page again with the next, and rows that move while a list is read
    come twice. A row that changed in between is another row: its new version is kept.
    https://developer.zendesk.com/documentation/ticketing/managing-tickets/using-the-incremental-export-api/#excluding-pagination-duplicates
    """

    def __init__(self, marks: Iterable[str] = ()) -> None:
        self._marks: frozenset[str] = frozenset(marks)  # of a page of an earlier run
        self._rows: Sequence[bytes | msgspec.Raw] = ()
        self._beginnings: frozenset[object] = frozenset()

    def fresh(self, rows: list[Row]) -> list[Row]:
        """Return the rows that are new, and take these as the page before the next. An empty page changes nothing."""
        if not rows:
            return rows
        fresh = rows
        if self._marks:
            fresh = [row for row in rows if mark(row) not in self._marks]
        beginnings = _beginnings(rows)
        # Nearly always no row even begins as one before: whole rows are compared only where one does.
        if not self._beginnings.isdisjoint(beginnings):
            before = frozenset(map(bytes, self._rows))
            fresh = [row for row in fresh if bytes(row) not in before]
        self._rows, self._beginnings, self._marks = rows, beginnings, frozenset()
        return fresh

    def marks(self, *, whole: bool) -> tuple[str, ...]:
        """Return what tells the rows of the page taken last in a later run, or of its end if not `whole`.

        All of them may come again where no cursor leads past the page: from exports by time, from a list that is gone
        on with after its end, and from one that stands still.
        """
        return self.marker(whole=whole)()

    def marker(self, *, whole: bool) -> Callable[[], tuple[str, ...]]:
        """Return what gives `marks` of this page later, whatever was taken since: not every page needs its own."""
        marks, rows = self._marks, self._rows if whole else self._rows[-_FEW:]
        return lambda: tuple(sorted(marks)) if marks else tuple(map(mark, rows))


def _beginnings(rows: Sequence[bytes | msgspec.Raw]) -> frozenset[object]:
    """Return what the rows begin with, in a form that is the same for the same row whatever stands around it."""
    try:
        return frozenset(map(_beginning_of, rows))
    except struct.error:  # a row is shorter
        return frozenset((bytes(row)[:_BEGINNING],) for row in rows)


def mark(row: bytes | msgspec.Raw) -> str:
    """Return what tells a row from every other, and from the versions of it that were or will be."""
    return blake2b(row, digest_size=8).hexdigest()


def without_repeats(rows: Sequence[bytes], edge: Iterable[str]) -> tuple[list[bytes], tuple[str, ...]]:
    """Leave out the rows of a page whose marks are known, and return the marks of this page."""
    taken = Edge(edge)
    return taken.fresh(list(rows)), taken.marks(whole=True)
