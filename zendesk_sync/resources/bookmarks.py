# Written by tools/mirror.py from zendesk_async/resources/bookmarks.py: change that one, then run `make mirror`.

"""Bookmarks: tickets that the caller wants to return to."""

from typing import Unpack

from zendesk_async.models.bookmarks import Bookmark, BookmarkCreate
from zendesk_async.resources.bookmarks import Bookmarks as AsyncBookmarks
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Bookmarks(Resource[AsyncBookmarks]):
    """Bookmarks: tickets that the caller wants to return to.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/bookmarks/
    """

    def list(self, *, page: int | None = None, per_page: int | None = None) -> Paginator[Bookmark]:
        """Iterate over the caller's bookmarks. Archived tickets are left out."""
        return self._paginate(self._async.list(page=page, per_page=per_page))

    def create(self, **bookmark: Unpack[BookmarkCreate]) -> Bookmark:
        """Bookmark a ticket; when it has the caller's bookmark already, return that."""
        return self._wait(self._async.create(**bookmark))

    def delete(self, bookmark_id: int) -> None:
        """Delete a bookmark."""
        self._wait(self._async.delete(bookmark_id))
