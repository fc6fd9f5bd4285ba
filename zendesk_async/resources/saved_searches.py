"""Saved searches: searches that agents want to repeat."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.saved_searches import SavedSearch, SavedSearchInput
from zendesk_async.pagination import Paginator


class SavedSearches(Resource):
    """Saved searches: searches that agents want to repeat.

    Agents may call these, for their own.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/saved_searches/
    """

    _list = Operation(
        "ListSavedSearches", "GET /api/v2/saved_searches", SavedSearch, key="saved_searches", paging=Paging.SINGLE
    )

    def list(self) -> Paginator[SavedSearch]:
        """Iterate over the caller's saved searches."""
        return self._paginate(self._list)

    _create = Operation("CreateSavedSearch", "POST /api/v2/saved_searches", SavedSearch, key="saved_search")

    async def create(self, **saved_search: Unpack[SavedSearchInput]) -> SavedSearch:
        """Save a search."""
        return await self._call(self._create, body=saved_search)

    _update = Operation("UpdateSavedSearch", "PUT /api/v2/saved_searches/{id}", SavedSearch, key="saved_search")

    async def update(self, id: str, /, **saved_search: Unpack[SavedSearchInput]) -> SavedSearch:
        """Replace a saved search."""
        return await self._call(self._update, id=id, body=saved_search)

    _delete = Operation("DeleteSavedSearch", "DELETE /api/v2/saved_searches/{id}", NoContent)

    async def delete(self, id: str) -> None:
        """Delete a saved search."""
        await self._call(self._delete, id=id)
