"""Email notifications: mails that tickets caused, and how their delivery went."""

import builtins
from collections.abc import Sequence

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.email_notifications import EmailNotification, EmailNotificationSort
from zendesk_async.pagination import Paginator


class EmailNotifications(Resource):
    """Email notifications: mails that tickets caused, and how their delivery went.

    Agents may call these, within their access.

    https://developer.zendesk.com/api-reference/ticketing/tickets/email_notifications/
    """

    _list = Operation(
        "ListEmailNotifications",
        "GET /api/v2/email_notifications",
        EmailNotification,
        key="email_notifications",
        paging=Paging.CURSOR,
    )

    def list(
        self,
        *,
        filter_comment_id: int | None = None,
        filter_notification_id: int | None = None,
        filter_ticket_id: int | None = None,
        sort: EmailNotificationSort | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        per_page: int | None = None,
    ) -> Paginator[EmailNotification]:
        """Iterate over the mails of a ticket, of a comment, or with an id. One of the filters must be given."""
        return self._paginate(
            self._list,
            filter_comment_id=filter_comment_id,
            filter_notification_id=filter_notification_id,
            filter_ticket_id=filter_ticket_id,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            per_page=per_page,
        )

    _show = Operation(
        "ShowEmailNotification",
        "GET /api/v2/email_notifications/{notification_id}",
        EmailNotification,
        key="email_notification",
    )

    async def show(self, notification_id: int) -> EmailNotification:
        """Return one mail."""
        return await self._call(self._show, notification_id=notification_id)

    _show_many = Operation(
        "ShowManyEmailNotifications",
        "GET /api/v2/email_notifications/show_many",
        EmailNotification,
        key="email_notifications",
    )

    async def show_many(
        self, *, ids: Sequence[int] = (), comment_ids: Sequence[int] = (), ticket_ids: Sequence[int] = ()
    ) -> builtins.list[EmailNotification]:
        """Return the mails with these ids, or those of some comments or tickets: one of the three."""
        return await self._call_list(self._show_many, ids=ids, comment_ids=comment_ids, ticket_ids=ticket_ids)

    async def load(self, notification_id: int) -> EmailNotification:
        """Return one mail; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. Raises `NotFound` for an id that does not exist.
        """
        return await self._load(self._show_many, notification_id)
