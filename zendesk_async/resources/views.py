"""Views: lists of the tickets that meet conditions."""

import builtins
from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.common import Count, SortOrder
from zendesk_async.models.tickets import Ticket
from zendesk_async.models.views import (
    View,
    ViewAccess,
    ViewBatchUpdate,
    ViewCount,
    ViewCreate,
    ViewDefinitions,
    ViewExport,
    ViewPreview,
    ViewRow,
    ViewSearchSortBy,
    ViewSideload,
    ViewSortBy,
    ViewTicketSideload,
    ViewUpdate,
)
from zendesk_async.pagination import Paginator


class Views(Resource, scope="ticket_views"):
    """Views: lists of the tickets that meet conditions.

    Agents may read the views they have access to and change their own; admins change the shared ones.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/views/
    """

    _list = Operation("ListViews", "GET /api/v2/views", View, key="views", paging=Paging.CURSOR_OR_OFFSET)

    def list(
        self,
        *,
        access: ViewAccess | None = None,
        active: bool | None = None,
        group_id: int | None = None,
        include: Sequence[ViewSideload] = (),
        sort: str | None = None,
        sort_by: ViewSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[View]:
        """Iterate over the views that the caller has access to."""
        return self._paginate(
            self._list,
            access=access,
            active=active,
            group_id=group_id,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_active = Operation("ListActiveViews", "GET /api/v2/views/active", View, key="views", paging=Paging.OFFSET)

    def list_active(
        self,
        *,
        access: ViewAccess | None = None,
        group_id: int | None = None,
        include: Sequence[ViewSideload] = (),
        sort_by: ViewSortBy | None = None,
        sort_order: SortOrder | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[View]:
        """Iterate over the active views that the caller has access to."""
        return self._paginate(
            self._list_active,
            access=access,
            group_id=group_id,
            include=include,
            sort_by=sort_by,
            sort_order=sort_order,
            page=page,
            per_page=per_page,
        )

    _list_compact = Operation("ListCompactViews", "GET /api/v2/views/compact", View, key="views")

    async def list_compact(self) -> builtins.list[View]:
        """Return the views that the agents' pages show, 32 at most, with the least said of each."""
        return await self._call_list(self._list_compact)

    _search = Operation("SearchViews", "GET /api/v2/views/search", View, key="views", paging=Paging.OFFSET)

    def search(
        self,
        query: str,
        *,
        access: ViewAccess | None = None,
        active: bool | None = None,
        group_id: int | None = None,
        include: Sequence[ViewSideload] = (),
        sort_by: ViewSearchSortBy | None = None,
        sort_order: SortOrder | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[View]:
        """Iterate over the views whose title holds the query."""
        return self._paginate(
            self._search,
            query=query,
            access=access,
            active=active,
            group_id=group_id,
            include=include,
            sort_by=sort_by,
            sort_order=sort_order,
            page=page,
            per_page=per_page,
        )

    _count = Operation("CountViews", "GET /api/v2/views/count", Count, key="count")

    async def count(self) -> Count:
        """Count the views that the caller has access to."""
        return await self._call(self._count)

    _show = Operation("ShowView", "GET /api/v2/views/{view_id}", View, key="view")

    async def show(self, view_id: int, *, include: Sequence[ViewSideload] = ()) -> View:
        """Return one view. Its tickets are read by `list_tickets`."""
        return await self._call(self._show, view_id=view_id, include=include)

    _show_many = Operation("ListViewsById", "GET /api/v2/views/show_many", View, key="views")

    async def show_many(
        self, ids: Sequence[int], *, active: bool | None = None, include: Sequence[ViewSideload] = ()
    ) -> builtins.list[View]:
        """Return the views with these ids, 100 at most."""
        return await self._call_list(self._show_many, ids=ids, active=active, include=include)

    async def load(self, view_id: int) -> View:
        """Return one view; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. Raises `NotFound` for an id that does not exist.
        """
        return await self._load(self._show_many, view_id)

    _list_tickets = Operation(
        "ListTicketsFromView",
        "GET /api/v2/views/{view_id}/tickets",
        Ticket,
        key="tickets",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_tickets(
        self,
        view_id: int,
        *,
        include: Sequence[ViewTicketSideload] = (),
        sort: str | None = None,
        sort_by: str | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Ticket]:
        """Iterate over the tickets of a view, whole."""
        return self._paginate(
            self._list_tickets,
            view_id=view_id,
            include=include,
            sort=sort,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _execute = Operation(
        "ExecuteView",
        "GET /api/v2/views/{view_id}/execute",
        ViewRow,
        key="rows",
        paging=Paging.CURSOR_OR_OFFSET,
        limit="views-execute",
    )

    def execute(
        self,
        view_id: int,
        *,
        group_by: str | None = None,
        include: Sequence[ViewTicketSideload] = (),
        exclude: Sequence[ViewTicketSideload] = (),
        sort_by: str | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[ViewRow]:
        """Iterate over the rows of a view as the agents' pages show them, column by column.

        The rows may be 10 minutes old. `group_by` and the sort parameters overrule the view's own for this call. At
        most 5 requests a minute a view and agent.
        """
        return self._paginate(
            self._execute,
            view_id=view_id,
            group_by=group_by,
            include=include,
            exclude=exclude,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _preview = Operation(
        "PreviewViews",
        "POST /api/v2/views/preview",
        ViewPreview,
        body="view",
        write_class=WriteClass.SAFE,
        limit="views-preview",
    )

    async def preview(
        self,
        *,
        include: Sequence[ViewTicketSideload] = (),
        exclude: Sequence[ViewTicketSideload] = (),
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
        **view: Unpack[ViewUpdate],
    ) -> ViewPreview:
        """Return the first tickets that a view with these conditions would show. Nothing is saved.

        At most 5 requests a minute.
        """
        return await self._call(
            self._preview,
            include=include,
            exclude=exclude,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
            body=view,
        )

    _preview_count = Operation(
        "PreviewCount",
        "POST /api/v2/views/preview/count",
        ViewCount,
        key="view_count",
        body="view",
        write_class=WriteClass.SAFE,
    )

    async def preview_count(self, **view: Unpack[ViewUpdate]) -> ViewCount:
        """Return how many tickets a view with these conditions would hold. Nothing is saved."""
        return await self._call(self._preview_count, body=view)

    _count_tickets = Operation(
        "GetViewCount", "GET /api/v2/views/{view_id}/count", ViewCount, key="view_count", limit="views-count"
    )

    async def count_tickets(self, view_id: int) -> ViewCount:
        """Return how many tickets a view holds.

        The first answer for a large view may have no `value` yet. At most 5 requests a minute a view and agent.
        """
        return await self._call(self._count_tickets, view_id=view_id)

    _count_tickets_many = Operation(
        "GetViewCounts", "GET /api/v2/views/count_many", ViewCount, key="view_counts", limit="views-count-many"
    )

    async def count_tickets_many(self, ids: Sequence[int]) -> builtins.list[ViewCount]:
        """Return how many tickets each of these views holds, 20 at most.

        At most 6 requests in 5 minutes.
        """
        return await self._call_list(self._count_tickets_many, ids=ids)

    _show_definitions = Operation(
        "ListViewDefinitions", "GET /api/v2/views/definitions", ViewDefinitions, key="definitions"
    )

    async def show_definitions(self) -> ViewDefinitions:
        """Return the conditions that views can have, with the values that each accepts, and the columns."""
        return await self._call(self._show_definitions)

    _create = Operation("CreateView", "POST /api/v2/views", View, key="view", body="view")

    async def create(self, **view: Unpack[ViewCreate]) -> View:
        """Create a view."""
        return await self._call(self._create, body=view)

    _update = Operation("UpdateView", "PUT /api/v2/views/{view_id}", View, key="view", body="view")

    async def update(self, view_id: int, /, **view: Unpack[ViewUpdate]) -> View:
        """Change a view. Conditions, when given, replace all there are."""
        return await self._call(self._update, view_id=view_id, body=view)

    _update_many = Operation("UpdateManyViews", "PUT /api/v2/views/update_many", View, key="views", batch="views")

    async def update_many(self, views: Sequence[ViewBatchUpdate]) -> builtins.list[View]:
        """Change several views; return them."""
        return await self._call_list(self._update_many, body=views)

    _export = Operation(
        "ExportView",
        "GET /api/v2/views/{view_id}/export",
        ViewExport,
        key="export",
        write_class=WriteClass.UNSAFE,
        scope="ticket_views:read",
    )

    async def export(self, view_id: int) -> ViewExport:
        """Start an export of a view to a CSV file, which is mailed to the caller."""
        return await self._call(self._export, view_id=view_id)

    _delete = Operation("DeleteView", "DELETE /api/v2/views/{view_id}", NoContent)

    async def delete(self, view_id: int) -> None:
        """Delete a view. Its tickets stay."""
        await self._call(self._delete, view_id=view_id)

    _delete_many = Operation("BulkDeleteViews", "DELETE /api/v2/views/destroy_many", NoContent)

    async def delete_many(self, ids: Sequence[int]) -> None:
        """Delete up to 100 views. Their tickets stay."""
        await self._call(self._delete_many, ids=ids)
