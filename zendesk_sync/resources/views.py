# Written by tools/mirror.py from zendesk_async/resources/views.py: change that one, then run `make mirror`.

"""Views: lists of the tickets that meet conditions."""

import builtins
from collections.abc import Sequence
from typing import Unpack

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
from zendesk_async.resources.views import Views as AsyncViews
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Views(Resource[AsyncViews]):
    """Views: lists of the tickets that meet conditions.

    Agents may read the views they have access to and change their own; admins change the shared ones.

    https://developer.zendesk.com/api-reference/ticketing/business-rules/views/
    """

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
            self._async.list(
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
        )

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
            self._async.list_active(
                access=access,
                group_id=group_id,
                include=include,
                sort_by=sort_by,
                sort_order=sort_order,
                page=page,
                per_page=per_page,
            )
        )

    def list_compact(self) -> builtins.list[View]:
        """Return the views that the agents' pages show, 32 at most, with the least said of each."""
        return self._wait(self._async.list_compact())

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
            self._async.search(
                query,
                access=access,
                active=active,
                group_id=group_id,
                include=include,
                sort_by=sort_by,
                sort_order=sort_order,
                page=page,
                per_page=per_page,
            )
        )

    def count(self) -> Count:
        """Count the views that the caller has access to."""
        return self._wait(self._async.count())

    def show(self, view_id: int, *, include: Sequence[ViewSideload] = ()) -> View:
        """Return one view. Its tickets are read by `list_tickets`."""
        return self._wait(self._async.show(view_id, include=include))

    def show_many(
        self, ids: Sequence[int], *, active: bool | None = None, include: Sequence[ViewSideload] = ()
    ) -> builtins.list[View]:
        """Return the views with these ids, 100 at most."""
        return self._wait(self._async.show_many(ids, active=active, include=include))

    def load(self, view_id: int) -> View:
        """Return one view; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. Raises `NotFound` for an id that does not exist.
        """
        return self._wait(self._async.load(view_id))

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
            self._async.list_tickets(
                view_id,
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
            self._async.execute(
                view_id,
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
        )

    def preview(
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
        return self._wait(
            self._async.preview(
                include=include,
                exclude=exclude,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
                **view,
            )
        )

    def preview_count(self, **view: Unpack[ViewUpdate]) -> ViewCount:
        """Return how many tickets a view with these conditions would hold. Nothing is saved."""
        return self._wait(self._async.preview_count(**view))

    def count_tickets(self, view_id: int) -> ViewCount:
        """Return how many tickets a view holds.

        The first answer for a large view may have no `value` yet. At most 5 requests a minute a view and agent.
        """
        return self._wait(self._async.count_tickets(view_id))

    def count_tickets_many(self, ids: Sequence[int]) -> builtins.list[ViewCount]:
        """Return how many tickets each of these views holds, 20 at most.

        At most 6 requests in 5 minutes.
        """
        return self._wait(self._async.count_tickets_many(ids))

    def show_definitions(self) -> ViewDefinitions:
        """Return the conditions that views can have, with the values that each accepts, and the columns."""
        return self._wait(self._async.show_definitions())

    def create(self, **view: Unpack[ViewCreate]) -> View:
        """Create a view."""
        return self._wait(self._async.create(**view))

    def update(self, view_id: int, /, **view: Unpack[ViewUpdate]) -> View:
        """Change a view. Conditions, when given, replace all there are."""
        return self._wait(self._async.update(view_id, **view))

    def update_many(self, views: Sequence[ViewBatchUpdate]) -> builtins.list[View]:
        """Change several views; return them."""
        return self._wait(self._async.update_many(views))

    def export(self, view_id: int) -> ViewExport:
        """Start an export of a view to a CSV file, which is mailed to the caller."""
        return self._wait(self._async.export(view_id))

    def delete(self, view_id: int) -> None:
        """Delete a view. Its tickets stay."""
        self._wait(self._async.delete(view_id))

    def delete_many(self, ids: Sequence[int]) -> None:
        """Delete up to 100 views. Their tickets stay."""
        self._wait(self._async.delete_many(ids))
