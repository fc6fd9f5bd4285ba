"""Conversation log: everything said about a ticket, in all of its channels."""

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.conversation_log import ConversationLogEvent
from zendesk_async.pagination import Paginator


class ConversationLog(Resource, scope="tickets"):
    """Conversation log: everything said about a ticket, in all of its channels.

    Agents may call this.

    https://developer.zendesk.com/api-reference/ticketing/tickets/conversation_log/
    """

    _list = Operation(
        "ListConversationLogForTicket",
        "GET /api/v2/tickets/{ticket_id}/conversation_log",
        ConversationLogEvent,
        key="events",
        paging=Paging.CURSOR,
        limit="omnilog-index",
    )

    def list(
        self,
        ticket_id: int,
        *,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
    ) -> Paginator[ConversationLogEvent]:
        """Iterate over the events of a ticket's conversation, oldest first."""
        return self._paginate(
            self._list,
            ticket_id=ticket_id,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
        )
