"""Bookmarks: tickets that the caller wants to return to."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.bookmarks import Bookmark, BookmarkCreate
from zendesk_async.pagination import Paginator


class Bookmarks(Resource, scope="tickets"):
    """Bookmarks: tickets that the caller wants to return to.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/bookmarks/
    """

    _list = Operation("ListBookmarks", "GET /api/v2/bookmarks", Bookmark, key="bookmarks", paging=Paging.OFFSET)

    def list(self, *, page: int | None = None, per_page: int | None = None) -> Paginator[Bookmark]:
        """Iterate over the caller's bookmarks. Archived tickets are left out."""
        return self._paginate(self._list, page=page, per_page=per_page)

    _create = Operation("CreateBookmark", "POST /api/v2/bookmarks", Bookmark, key="bookmark", body="bookmark")

    async def create(self, **bookmark: Unpack[BookmarkCreate]) -> Bookmark:
        """Bookmark a ticket; when it has the caller's bookmark already, return that."""
        return await self._call(self._create, body=bookmark)

    _delete = Operation("DeleteBookmark", "DELETE /api/v2/bookmarks/{bookmark_id}", NoContent)

    async def delete(self, bookmark_id: int) -> None:
        """Delete a bookmark."""
        await self._call(self._delete, bookmark_id=bookmark_id)
