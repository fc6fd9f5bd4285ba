"""Requests: tickets as those who asked see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Unpack

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.common import SortOrder
from zendesk_async.models.requests import (
    Request,
    RequestCommentRole,
    RequestCommentSideload,
    RequestCreate,
    RequestSideload,
    RequestSortBy,
    RequestUpdate,
)
from zendesk_async.models.ticket_comments import TicketComment
from zendesk_async.pagination import Paginator


class Requests(Resource, scope="requests"):
    """Requests: tickets as those who asked see them.

    Anybody may call these, for their own requests.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/
    """

    _list = Operation("ListRequests", "GET /api/v2/requests", Request, key="requests", paging=Paging.CURSOR_OR_OFFSET)

    def list(
        self,
        *,
        include: Sequence[RequestSideload] = (),
        sort_by: RequestSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Request]:
        """Iterate over the caller's requests."""
        return self._paginate(
            self._list,
            include=include,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_open = Operation(
        "ListOpenRequests", "GET /api/v2/requests/open", Request, key="requests", paging=Paging.CURSOR_OR_OFFSET
    )

    def list_open(
        self,
        *,
        include: Sequence[RequestSideload] = (),
        sort_by: RequestSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Request]:
        """Iterate over the caller's requests that are not yet solved."""
        return self._paginate(
            self._list_open,
            include=include,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_solved = Operation(
        "ListSolvedRequests", "GET /api/v2/requests/solved", Request, key="requests", paging=Paging.CURSOR_OR_OFFSET
    )

    def list_solved(
        self,
        *,
        include: Sequence[RequestSideload] = (),
        sort_by: RequestSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Request]:
        """Iterate over the caller's requests that are solved or closed."""
        return self._paginate(
            self._list_solved,
            include=include,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_ccd = Operation(
        "ListCCDRequests", "GET /api/v2/requests/ccd", Request, key="requests", paging=Paging.CURSOR_OR_OFFSET
    )

    def list_ccd(
        self,
        *,
        include: Sequence[RequestSideload] = (),
        sort_by: RequestSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Request]:
        """Iterate over the requests on which the caller is copied in."""
        return self._paginate(
            self._list_ccd,
            include=include,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_user = Operation(
        "ListUserRequests",
        "GET /api/v2/users/{user_id}/requests",
        Request,
        key="requests",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_user(
        self,
        user_id: int,
        *,
        include: Sequence[RequestSideload] = (),
        sort_by: RequestSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Request]:
        """Iterate over the requests of a user."""
        return self._paginate(
            self._list_by_user,
            user_id=user_id,
            include=include,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _list_by_organization = Operation(
        "ListOrganizationRequests",
        "GET /api/v2/organizations/{organization_id}/requests",
        Request,
        key="requests",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_organization(
        self,
        organization_id: int,
        *,
        include: Sequence[RequestSideload] = (),
        sort_by: RequestSortBy | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Request]:
        """Iterate over the requests of an organization's users."""
        return self._paginate(
            self._list_by_organization,
            organization_id=organization_id,
            include=include,
            sort_by=sort_by,
            sort_order=sort_order,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _search = Operation("SearchRequests", "GET /api/v2/requests/search", Request, key="requests", paging=Paging.OFFSET)

    def search(
        self,
        *,
        query: str | None = None,
        include: Sequence[RequestSideload] = (),
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Request]:
        """Iterate over the caller's requests that hold a text.

        `query` takes the syntax of searches; `status:open` among it.
        """
        return self._paginate(self._search, query=query, include=include, page=page, per_page=per_page)

    _show = Operation("ShowRequest", "GET /api/v2/requests/{request_id}", Request, key="request")

    async def show(self, request_id: int, *, include: Sequence[RequestSideload] = ()) -> Request:
        """Return one request."""
        return await self._call(self._show, request_id=request_id, include=include)

    _create = Operation("CreateRequest", "POST /api/v2/requests", Request, key="request", body="request")

    async def create(self, **request: Unpack[RequestCreate]) -> Request:
        """Create a request.

        Without a credential `requester` says who asks; trial accounts take 5 such requests an hour from one address.
        """
        return await self._call(self._create, body=request)

    _update = Operation("UpdateRequest", "PUT /api/v2/requests/{request_id}", Request, key="request", body="request")

    async def update(self, request_id: int, /, **request: Unpack[RequestUpdate]) -> Request:
        """Add a comment to a request, copy people in, or mark it as solved."""
        return await self._call(self._update, request_id=request_id, body=request)

    _list_comments = Operation(
        "ListComments",
        "GET /api/v2/requests/{request_id}/comments",
        TicketComment,
        key="comments",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_comments(
        self,
        request_id: int,
        *,
        since: str | datetime | None = None,
        role: RequestCommentRole | None = None,
        include: Sequence[RequestCommentSideload] = (),
        sort: Literal["created_at", "-created_at"] | None = None,
        sort_by: Literal["created_at", "updated_at"] | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[TicketComment]:
        """Iterate over the public comments of a request, oldest first.

        `since` is a time: RFC 3339 text or an aware datetime.
        """
        return self._paginate(
            self._list_comments,
            request_id=request_id,
            since=since,
            role=role,
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

    _show_comment = Operation(
        "ShowComment", "GET /api/v2/requests/{request_id}/comments/{ticket_comment_id}", TicketComment, key="comment"
    )

    async def show_comment(self, request_id: int, ticket_comment_id: int) -> TicketComment:
        """Return one public comment of a request."""
        return await self._call(self._show_comment, request_id=request_id, ticket_comment_id=ticket_comment_id)
