"""Comments of tickets.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/
"""

from collections.abc import Sequence

from zendesk_async._json import is_object
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._comments import comment_row
from zendesk_async.emulator._paging import Subset, count_answer, list_answer
from zendesk_async.emulator._redactions import comment_of, make_private, redact, with_marks_redacted, without_text
from zendesk_async.emulator._refusals import missing_parameter, record_not_found
from zendesk_async.emulator._shapes import Row, is_text
from zendesk_async.emulator._sideloads import people_of_audits
from zendesk_async.emulator._ticket_lists import by_time
from zendesk_async.emulator._tickets import refuse_closed, ticket_of
from zendesk_async.emulator._validation import integer


@answers("ListTicketComments")
def list_comments(call: Call) -> Answer:
    """Answer the comments of a ticket, the oldest first."""
    account, includes = call.account, call.includes() & {"users"}
    ticket = ticket_of(account, call.identifier("ticket_id"))
    inline = call.flag("include_inline_images")

    def render(rows: list[Row]) -> Sequence[Row]:
        return [_shown(row, inline=inline) for row in rows]

    return list_answer(
        call,
        "comments",
        Subset(account.comments, account.comments.where("ticket_id", ticket["id"])),
        sort=by_time(call),
        sorts=("created_at",),
        render=render,
        sideloads=(lambda rows: people_of_audits(account, rows, includes)) if includes else None,
    )


def _shown(row: Row, *, inline: bool) -> Row:
    shown = comment_row(row)
    if not inline and shown["attachments"]:
        shown["attachments"] = [entry for entry in shown["attachments"] if not entry["inline"]]
    return shown


@answers("CountTicketComments")
def count_comments(call: Call) -> Answer:
    """Answer how many comments a ticket has."""
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    return count_answer(call, len(call.account.comments.where("ticket_id", ticket["id"])))


@answers("MakeTicketCommentPrivate")
def make_comment_private(call: Call) -> Answer:
    """Make a comment private."""
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    make_private(call, ticket, comment_of(call, ticket["id"], call.identifier("ticket_comment_id")))
    return Answer({})


@answers("RedactStringInComment")
def redact_string(call: Call) -> Answer:
    """Make a text of a comment unreadable; not on closed tickets."""
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    comment = comment_of(call, ticket["id"], call.identifier("ticket_comment_id"))
    text = call.body.get("text") if is_object(call.body) else None
    if not is_text(text):
        raise missing_parameter("text")
    refuse_closed(ticket)
    return Answer({"comment": comment_row(redact(call, ticket, comment, without_text(comment, text)))})


@answers("RedactTicketCommentInAgentWorkspace")
def redact_in_workspace(call: Call) -> Answer:
    """Make what the HTML marks unreadable; on closed tickets too."""
    given = call.body if is_object(call.body) else {}
    identifier = integer("ticket_id", given.get("ticket_id"))
    if identifier is None:
        raise missing_parameter("ticket_id")
    ticket = ticket_of(call.account, identifier)
    comment = comment_of(call, ticket["id"], call.identifier("ticket_comment_id"))
    html = given.get("html_body")
    texts = with_marks_redacted(html) if is_text(html) else {}
    urls = given.get("external_attachment_urls")
    if urls:
        kept = [entry for entry in comment["attachments"] if entry["content_url"] not in urls]
        texts["attachments"] = kept
    return Answer({"comment": comment_row(redact(call, ticket, comment, texts))})


@answers("RedactChatComment", "RedactChatCommentAttachment")
def redact_chat(call: Call) -> Answer:
    """Answer 404: no ticket of the account has a chat."""
    ticket_of(call.account, call.identifier("ticket_id"))
    raise record_not_found()
