"""The rows that a page repeats of the one before."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from zendesk_async._operation import Paging

# Their cursors say where the next page begins, so that no page repeats rows of one that was read in an earlier run.
_EXACT = frozenset({Paging.CURSOR, Paging.CURSOR_OR_OFFSET, Paging.INCREMENTAL_CURSOR, Paging.SEARCH_EXPORT})


class Edge:
    """Leaves out the rows that the page before already had.

    Time-based exports deliver the last second of a page again with the next, and rows that move while a list is read
    come twice. A row that changed in between is another row: its new version is kept.
    https://developer.zendesk.com/documentation/ticketing/managing-tickets/using-the-incremental-export-api/#excluding-pagination-duplicates
    """

    def __init__(self, marks: Iterable[str] = ()) -> None:
        self._marks: frozenset[str] = frozenset(marks)  # of a page of an earlier run
        self._rows: Sequence[bytes] = ()
        self._beginnings: frozenset[bytes] = frozenset()

    def fresh(self, rows: Sequence[bytes]) -> Sequence[bytes]:
        """Return the rows that are new, and take these as the page before the next. An empty page changes nothing."""
        if not rows:
            return rows
        fresh = rows
        if self._marks:
            fresh = [row for row in rows if mark(row) not in self._marks]
        beginnings = [row[:96] for row in rows]
        # Nearly always no row even begins as one before: whole rows are compared only where one does.
        if not self._beginnings.isdisjoint(beginnings):
            before = frozenset(self._rows)
            fresh = [row for row in fresh if row not in before]
        self._rows, self._beginnings, self._marks = rows, frozenset(beginnings), frozenset()
        return fresh

    def marks(self, paging: Paging, *, last: bool) -> tuple[str, ...]:
        """Return what tells the rows of the page taken last in a later run, where that may be given some of them again.

        A list that has ended is gone on with from its last page.
        """
        if self._marks or (not last and paging in _EXACT):
            return tuple(sorted(self._marks))
        return tuple(mark(row) for row in self._rows)


def mark(row: bytes) -> str:
    """Return what tells a row from every other, and from the versions of it that were or will be."""
    return blake2b(row, digest_size=8).hexdigest()


def without_repeats(rows: Sequence[bytes], edge: Iterable[str]) -> tuple[Sequence[bytes], tuple[str, ...]]:
    """Leave out the rows of a page whose marks are known, and return the marks of this page."""
    taken = Edge(edge)
    return taken.fresh(rows), taken.marks(Paging.INCREMENTAL_TIME, last=False)
