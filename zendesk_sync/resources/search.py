# Written by tools/mirror.py from zendesk_async/resources/search.py: change that one, then run `make mirror`.

"""Search over tickets, users, organizations and groups, in Zendesk's query language."""

from collections.abc import Sequence

from zendesk_async.models.common import SortOrder
from zendesk_async.models.search import SearchResult, SearchSortBy, SearchType
from zendesk_async.resources.search import Search as AsyncSearch
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Search(Resource[AsyncSearch]):
    """Search over tickets, users, organizations and groups, in Zendesk's query language.

    Agents find what they have access to. New and changed records are found a few minutes later.
    https://support.zendesk.com/hc/en-us/articles/4408886879258

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/
    """

    def list(
        self,
        query: str,
        *,
        include: Sequence[str] = (),
        sort_by: SearchSortBy | None = None,
        sort_order: SortOrder | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[SearchResult]:
        """Iterate over what a query finds, best match first, 1,000 results at most.

        `type:ticket status<solved` finds open tickets. `include` names the kind it belongs to:
        `tickets(users,groups)`. Where more than 1,000 are found the iteration ends in `PaginationLimit`; `export` has
        no such bound.
        """
        return self._paginate(
            self._async.list(
                query, include=include, sort_by=sort_by, sort_order=sort_order, page=page, per_page=per_page
            )
        )

    def count(self, query: str) -> int:
        """Count what a query finds."""
        return self._wait(self._async.count(query))

    def export(
        self,
        query: str,
        *,
        filter_type: SearchType,
        include: Sequence[str] = (),
        page_size: int | None = None,
        page_after: str | None = None,
    ) -> Paginator[SearchResult]:
        """Iterate over everything of one kind that a query finds, newest first, without a bound.

        The query must not hold a `type:` of its own. A page's cursor is good for one hour. At most 100 requests a
        minute.
        """
        return self._paginate(
            self._async.export(
                query, filter_type=filter_type, include=include, page_size=page_size, page_after=page_after
            )
        )
