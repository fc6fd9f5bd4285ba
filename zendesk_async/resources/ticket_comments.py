"""Comments of tickets: read, make private, redact. They are added by updating the ticket."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.common import Count, SortOrder
from zendesk_async.models.ticket_comments import (
    ChatEvent,
    ChatFileRedaction,
    ChatRedaction,
    CommentRedaction,
    TicketComment,
    TicketCommentSideload,
    TicketCommentSort,
)
from zendesk_async.pagination import Paginator


class TicketComments(Resource, scope="tickets"):
    """Comments of tickets: read, make private, redact. They are added by updating the ticket.

    Agents may call these; redaction needs its own permission.

    https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/
    """

    _list = Operation(
        "ListTicketComments",
        "GET /api/v2/tickets/{ticket_id}/comments",
        TicketComment,
        key="comments",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list(
        self,
        ticket_id: int,
        *,
        include_inline_images: bool | None = None,
        include: Sequence[TicketCommentSideload] = (),
        sort: TicketCommentSort | None = None,
        sort_by: str | None = None,
        sort_order: SortOrder | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[TicketComment]:
        """Iterate over the comments of a ticket, oldest first.

        `include_inline_images` lists images that stand in the text among the attachments too.
        """
        return self._paginate(
            self._list,
            ticket_id=ticket_id,
            include_inline_images=include_inline_images,
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

    _count = Operation("CountTicketComments", "GET /api/v2/tickets/{ticket_id}/comments/count", Count, key="count")

    async def count(self, ticket_id: int) -> Count:
        """Count the comments of a ticket, private ones included. Archived tickets are not counted."""
        return await self._call(self._count, ticket_id=ticket_id)

    _make_private = Operation(
        "MakeTicketCommentPrivate",
        "PUT /api/v2/tickets/{ticket_id}/comments/{ticket_comment_id}/make_private",
        NoContent,
        limit="per-ticket-updates",
    )

    async def make_private(self, ticket_id: int, ticket_comment_id: int) -> None:
        """Hide a comment from the requester. It can't be made public again."""
        await self._call(self._make_private, ticket_id=ticket_id, ticket_comment_id=ticket_comment_id)

    _redact = Operation(
        "RedactTicketCommentInAgentWorkspace",
        "PUT /api/v2/comment_redactions/{ticket_comment_id}",
        TicketComment,
        key="comment",
        write_class=WriteClass.UNSAFE,
        limit="per-ticket-updates",
    )

    async def redact(self, ticket_comment_id: int, /, **redaction: Unpack[CommentRedaction]) -> TicketComment:
        """Redact parts of a comment or its attachments for good; return the comment as it reads now.

        Works on closed and archived tickets too; needs the Agent Workspace.
        """
        return await self._call(self._redact, ticket_comment_id=ticket_comment_id, body=redaction)

    _redact_string = Operation(
        "RedactStringInComment",
        "PUT /api/v2/tickets/{ticket_id}/comments/{ticket_comment_id}/redact",
        TicketComment,
        key="comment",
        write_class=WriteClass.UNSAFE,
        limit="per-ticket-updates",
    )

    async def redact_string(self, ticket_id: int, ticket_comment_id: int, text: str) -> TicketComment:
        """Redact a text from a comment for good: each of its characters becomes `▇`.

        The older way; it refuses closed tickets.
        """
        return await self._call(
            self._redact_string, ticket_id=ticket_id, ticket_comment_id=ticket_comment_id, body={"text": text}
        )

    _redact_chat = Operation(
        "RedactChatComment",
        "PUT /api/v2/chat_redactions/{ticket_id}",
        ChatEvent,
        key="chat_event",
        write_class=WriteClass.UNSAFE,
    )

    async def redact_chat(self, ticket_id: int, /, **redaction: Unpack[ChatRedaction]) -> ChatEvent:
        """Redact a text from a chat message of a ticket for good."""
        return await self._call(self._redact_chat, ticket_id=ticket_id, body=redaction)

    _redact_chat_file = Operation(
        "RedactChatCommentAttachment",
        "PUT /api/v2/chat_file_redactions/{ticket_id}",
        ChatEvent,
        key="chat_event",
        write_class=WriteClass.UNSAFE,
    )

    async def redact_chat_file(self, ticket_id: int, /, **redaction: Unpack[ChatFileRedaction]) -> ChatEvent:
        """Redact files from a chat of a ticket for good."""
        return await self._call(self._redact_chat_file, ticket_id=ticket_id, body=redaction)
