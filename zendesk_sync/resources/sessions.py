# Written by tools/mirror.py from zendesk_async/resources/sessions.py: change that one, then run `make mirror`.

"""Sessions: who is signed in in a browser."""

from zendesk_async.models.sessions import Session
from zendesk_async.resources.sessions import Sessions as AsyncSessions
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class Sessions(Resource[AsyncSessions]):
    """Sessions: who is signed in in a browser.

    Users may call these for themselves, admins for everybody.

    https://developer.zendesk.com/api-reference/ticketing/users/sessions/
    """

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
            self._async.list(sort=sort, page_size=page_size, page_after=page_after, page_before=page_before)
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
            self._async.list_by_user(
                user_id,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def show(self, user_id: int, session_id: int) -> Session:
        """Return one session of a user."""
        return self._wait(self._async.show(user_id, session_id))

    def show_current(self) -> Session:
        """Return the session that the request is made in."""
        return self._wait(self._async.show_current())

    def renew_current(self) -> str:
        """Renew the session that the request is made in; return its authenticity token."""
        return self._wait(self._async.renew_current())

    def delete(self, user_id: int, session_id: int) -> None:
        """End one session of a user."""
        self._wait(self._async.delete(user_id, session_id))

    def delete_by_user(self, user_id: int) -> None:
        """End all sessions of a user."""
        self._wait(self._async.delete_by_user(user_id))

    def delete_current(self) -> None:
        """End the session that the request is made in. It does nothing for requests with a token."""
        self._wait(self._async.delete_current())
