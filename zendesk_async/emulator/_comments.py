"""Comments of tickets: read from a request, kept with their audit."""

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

import attrs

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator import _ticket_people
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._files import files_of
from zendesk_async.emulator._refusals import described
from zendesk_async.emulator._shapes import Row, html_of, is_text
from zendesk_async.emulator._validation import Problems, boolean

MOST_COMMENTS = 5000
"""Comments of one ticket: https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/"""

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|tr)>", re.IGNORECASE)


@attrs.frozen
class Comment:
    """What somebody says on a ticket."""

    body: str
    html_body: str
    public: bool
    author_id: int
    uploads: Sequence[str] = ()


def read_comment(call: Call, given: Row, problems: Problems, *, creating: bool) -> Comment | None:
    """Read the comment of a ticket's request; None when it says nothing.

    `description` is the older name of the first comment and ignored later.
    """
    value: Any = given.get("comment")
    if value is None and creating and given.get("description") is not None:
        value = {"body": given["description"]}
    if isinstance(value, str):
        value = {"body": value}
    if not is_object(value):
        return None
    body, html = value.get("body"), value.get("html_body")
    uploads = value.get("uploads")
    tokens = [uploads] if isinstance(uploads, str) else [str(token) for token in uploads] if is_array(uploads) else []
    if any(files_of(call.account).open_upload(token) is None for token in tokens):
        raise described(422, "AttachmentUnprocessable", "Attachment file could not be processed.")
    if is_text(html):
        text, markup = text_of(html), f'<div class="zd-comment" dir="auto">{html}</div>'
    elif is_text(body):
        text = _TAG.sub("", body)
        markup = html_of(text)
    elif tokens:
        text, markup = "", html_of("")
    else:
        return None
    public = boolean("public", value.get("public"))
    author = call.user
    if value.get("author_id") is not None:
        found = _ticket_people.by_id(call.account, "author_id", value["author_id"])
        if found is None:
            problems.add("base", "Author: is invalid", "InvalidValue")
        else:
            author = found
    if public is None:
        public = call.account.settings.comments_public_by_default and not author.get("only_private_comments")
    return Comment(text, markup, public, author["id"], tokens)


def text_of(html: str) -> str:
    """Return the plain text of HTML."""
    return unescape(_TAG.sub("", _BREAK.sub("\n", html))).strip()


def keep_comment(
    call: Call, ticket: Row, comment: Comment, audit: Row, *, identifier: int, description: bool = False
) -> tuple[Row, Row]:
    """Write a comment of a ticket and return its row and the event of its audit."""
    account = call.account
    if not description and len(account.comments.where("ticket_id", ticket["id"])) >= MOST_COMMENTS:
        raise described(
            422,
            "RecordInvalid",
            "Record validation errors",
            details={"base": [{"description": f"Comments: a ticket has at most {MOST_COMMENTS}", "error": "TooLong"}]},
        )
    attachments = files_of(account).attach(comment.uploads, identifier)
    assert attachments is not None, "the tokens were checked when the comment was read"
    said: Row = {
        "id": identifier,
        "type": "Comment",
        "author_id": comment.author_id,
        "body": comment.body,
        "html_body": comment.html_body,
        "plain_body": comment.body,
        "public": comment.public,
        "attachments": attachments,
        "audit_id": audit["id"],
    }
    row = account.comments.insert(
        {
            **said,
            "via": audit["via"],
            "created_at": audit["created_at"],
            "metadata": audit["metadata"],
            "ticket_id": ticket["id"],
        }
    )
    return row, said


def comment_row(row: Row) -> Row:
    """Return a comment as answers have it."""
    return {key: value for key, value in row.items() if key != "ticket_id"}
