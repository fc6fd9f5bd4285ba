"""Lists: an iterator of records that reads page by page, the next page while the caller works on this one."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from zendesk_async.pagination import Page
from zendesk_async.pagination import Paginator as AsyncPaginator
from zendesk_sync.portal import Portal

__all__ = ["Page", "Paginator"]

T = TypeVar("T")


class Paginator(Generic[T]):
    """A list of the account, read page by page as it is iterated.

    Nothing is sent before the first record is asked for. While the caller works on a page, the next one is read; a
    record that was handed out is dropped. Iterating again starts again. One thread iterates it.
    """

    def __init__(self, portal: Portal, paginator: AsyncPaginator[T]) -> None:
        self._portal = portal
        self._async = paginator
        self._cursor: str | None = None

    @property
    def cursor(self) -> str | None:
        """Where to go on: after the last page that was handed out whole. See `zendesk_async.Paginator.cursor`."""
        return self._cursor

    def __iter__(self) -> Iterator[T]:
        for page in self._portal.iterate(self._async.pages()):
            records = page.records
            records.reverse()
            while len(records) > 1:
                yield records.pop()
            self._hand_out(page.cursor)
            if records:
                yield records.pop()

    def pages(self) -> Iterator[Page[T]]:
        """Iterate page by page instead of record by record."""
        for page in self._portal.iterate(self._async.pages()):
            self._hand_out(page.cursor)
            yield page

    def first(self) -> T | None:
        """Return the first record, or None when there is none. Asks for no more than one record where it can."""
        return self._portal.wait(self._async.first())

    def collect(self, *, limit: int | None = None) -> list[T]:
        """Return the records as a list: all of them, or the first `limit`."""
        records = self._portal.wait(self._async.collect(limit=limit))
        self._hand_out(self._async.cursor)
        return records

    def _hand_out(self, cursor: str | None) -> None:
        self._cursor = cursor
