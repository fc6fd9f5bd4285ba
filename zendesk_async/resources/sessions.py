"""Sessions: who is signed in in a browser."""

from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.sessions import Session
from zendesk_async.pagination import Paginator


class Sessions(Resource, scope="users"):
    """Sessions: who is signed in in a browser.

    Users may call these for themselves, admins for everybody.

    https://developer.zendesk.com/api-reference/ticketing/users/sessions/
    """

    _list = Operation("ListSessions", "GET /api/v2/sessions", Session, key="sessions", paging=Paging.CURSOR)

    def list(
        self,
        *,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[Session]:
        """Iterate over the sessions: all of them for admins, one's own for others."""
        return self._paginate(
            self._list, sort=sort, page_size=page_size, page_after=page_after, page_before=page_before
        )

    _list_by_user = Operation(
        "ListUserSessions",
        "GET /api/v2/users/{user_id}/sessions",
        Session,
        key="sessions",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list_by_user(
        self,
        user_id: int,
        *,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Session]:
        """Iterate over the sessions of a user."""
        return self._paginate(
            self._list_by_user,
            user_id=user_id,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _show = Operation("ShowSession", "GET /api/v2/users/{user_id}/sessions/{session_id}", Session, key="session")

    async def show(self, user_id: int, session_id: int) -> Session:
        """Return one session of a user."""
        return await self._call(self._show, user_id=user_id, session_id=session_id)

    _show_current = Operation(
        "ShowCurrentlyAuthenticatedSession", "GET /api/v2/users/me/session", Session, key="session"
    )

    async def show_current(self) -> Session:
        """Return the session that the request is made in."""
        return await self._call(self._show_current)

    _renew_current = Operation(
        "RenewCurrentSession",
        "GET /api/v2/users/me/session/renew",
        str,
        key="authenticity_token",
        write_class=WriteClass.UNSAFE,
        scope="users:read",
    )

    async def renew_current(self) -> str:
        """Renew the session that the request is made in; return its authenticity token."""
        return await self._call(self._renew_current)

    _delete = Operation("DeleteSession", "DELETE /api/v2/users/{user_id}/sessions/{session_id}", NoContent)

    async def delete(self, user_id: int, session_id: int) -> None:
        """End one session of a user."""
        await self._call(self._delete, user_id=user_id, session_id=session_id)

    _delete_by_user = Operation("BulkDeleteSessionsByUserId", "DELETE /api/v2/users/{user_id}/sessions", NoContent)

    async def delete_by_user(self, user_id: int) -> None:
        """End all sessions of a user."""
        await self._call(self._delete_by_user, user_id=user_id)

    _delete_current = Operation("DeleteAuthenticatedSession", "DELETE /api/v2/users/me/logout", NoContent)

    async def delete_current(self) -> None:
        """End the session that the request is made in. It does nothing for requests with a token."""
        await self._call(self._delete_current)
