# Written by tools/mirror.py from zendesk_async/resources/conversation_log.py: change that one, then run `make mirror`.

"""Conversation log: everything said about a ticket, in all of its channels."""

from zendesk_async.models.conversation_log import ConversationLogEvent
from zendesk_async.resources.conversation_log import ConversationLog as AsyncConversationLog
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class ConversationLog(Resource[AsyncConversationLog]):
    """Conversation log: everything said about a ticket, in all of its channels.

    Agents may call this.

    https://developer.zendesk.com/api-reference/ticketing/tickets/conversation_log/
    """

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
            self._async.list(ticket_id, sort=sort, page_size=page_size, page_after=page_after, page_before=page_before)
        )
