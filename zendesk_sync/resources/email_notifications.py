# Written by tools/mirror.py from zendesk_async/resources/email_notifications.py: change that one, then run `make mirror`.

"""Email notifications: mails that tickets caused, and how their delivery went."""

import builtins
from collections.abc import Sequence

from zendesk_async.models.email_notifications import EmailNotification, EmailNotificationSort
from zendesk_async.resources.email_notifications import EmailNotifications as AsyncEmailNotifications
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class EmailNotifications(Resource[AsyncEmailNotifications]):
    """Email notifications: mails that tickets caused, and how their delivery went.

    Agents may call these, within their access.

    https://developer.zendesk.com/api-reference/ticketing/tickets/email_notifications/
    """

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
            self._async.list(
                filter_comment_id=filter_comment_id,
                filter_notification_id=filter_notification_id,
                filter_ticket_id=filter_ticket_id,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                per_page=per_page,
            )
        )

    def show(self, notification_id: int) -> EmailNotification:
        """Return one mail."""
        return self._wait(self._async.show(notification_id))

    def show_many(
        self, *, ids: Sequence[int] = (), comment_ids: Sequence[int] = (), ticket_ids: Sequence[int] = ()
    ) -> builtins.list[EmailNotification]:
        """Return the mails with these ids, or those of some comments or tickets: one of the three."""
        return self._wait(self._async.show_many(ids=ids, comment_ids=comment_ids, ticket_ids=ticket_ids))

    def load(self, notification_id: int) -> EmailNotification:
        """Return one mail; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. Raises `NotFound` for an id that does not exist.
        """
        return self._wait(self._async.load(notification_id))
