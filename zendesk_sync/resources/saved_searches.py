# Written by tools/mirror.py from zendesk_async/resources/saved_searches.py: change that one, then run `make mirror`.

"""Saved searches: searches that agents want to repeat."""

from typing import Unpack

from zendesk_async.models.saved_searches import SavedSearch, SavedSearchInput
from zendesk_async.resources.saved_searches import SavedSearches as AsyncSavedSearches
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class SavedSearches(Resource[AsyncSavedSearches]):
    """Saved searches: searches that agents want to repeat.

    Agents may call these, for their own.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/saved_searches/
    """

    def list(self) -> Paginator[SavedSearch]:
        """Iterate over the caller's saved searches."""
        return self._paginate(self._async.list())

    def create(self, **saved_search: Unpack[SavedSearchInput]) -> SavedSearch:
        """Save a search."""
        return self._wait(self._async.create(**saved_search))

    def update(self, id: str, /, **saved_search: Unpack[SavedSearchInput]) -> SavedSearch:
        """Replace a saved search."""
        return self._wait(self._async.update(id, **saved_search))

    def delete(self, id: str) -> None:
        """Delete a saved search."""
        self._wait(self._async.delete(id))
