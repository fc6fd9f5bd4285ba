"""Comments that a reply or a note adds to a ticket."""

from collections.abc import Sequence

from zendesk_async.errors import InvalidArgument
from zendesk_async.models.ticket_payloads import TicketCommentCreate


def written_comment(
    body: str, public: bool, html: bool, author_id: int | None, uploads: Sequence[str]
) -> TicketCommentCreate:
    """Return the comment that a reply or a note adds. Raises `InvalidArgument` when it says nothing."""
    if not body.strip() and not uploads:
        raise InvalidArgument("the comment is empty: give its text, or uploads")
    comment: TicketCommentCreate = {"public": public}
    if html:
        comment["html_body"] = body
    else:
        comment["body"] = body
    if author_id is not None:
        comment["author_id"] = author_id
    if uploads:
        comment["uploads"] = uploads
    return comment
