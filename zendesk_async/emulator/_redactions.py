"""Comments that were made unreadable or private after they were written.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/
"""

import re

from zendesk_async.emulator._call import Call
from zendesk_async.emulator._comments import text_of
from zendesk_async.emulator._refusals import record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._ticket_audits import new_audit, write_audit
from zendesk_async.emulator._ticket_events import comment_happened
from zendesk_async.emulator._tickets import touch, via

BLOCK = "▇"

_REDACT = re.compile(r"<redact>(.*?)</redact>", re.DOTALL)
_REDACTED_ELEMENT = re.compile(r"<(?P<name>[a-z][a-z0-9]*)\b[^>]*\sredact\b[^>]*>(?:.*?</(?P=name)>)?", re.DOTALL)
_MARKUP = re.compile(r"(<[^>]*>)")


def comment_of(call: Call, ticket: int, identifier: int) -> Row:
    """Return a comment of a ticket; 404 when it is none."""
    comment = call.account.comments.get(identifier)
    if comment is None or comment["ticket_id"] != ticket:
        raise record_not_found()
    return comment


def without_text(comment: Row, text: str) -> Row:
    """Return the texts of a comment with every occurrence of a text made unreadable."""
    blocks = BLOCK * len(text)
    return {key: comment[key].replace(text, blocks) for key in ("body", "html_body", "plain_body")}


def with_marks_redacted(html: str) -> Row:
    """Return the texts of a comment whose HTML marks what is to go: `<redact>…</redact>`, `<img redact …>`."""
    html = _REDACTED_ELEMENT.sub("", html)
    html = _REDACT.sub(lambda found: _blocked(found[1]), html)
    text = text_of(html)
    return {"body": text, "html_body": html, "plain_body": text}


def _blocked(html: str) -> str:
    parts = _MARKUP.split(html)
    return "".join(part if part.startswith("<") else BLOCK * len(part) for part in parts)


def redact(call: Call, ticket: Row, comment: Row, texts: Row) -> Row:
    """Write the texts of a redacted comment, in its audit too, and note it on the ticket."""
    after = _rewrite(call, comment, texts)
    _note(call, ticket, {"type": "CommentRedactionEvent", "comment_id": comment["id"]})
    comment_happened(
        call.account, call.account.tickets.get(ticket["id"]) or ticket, after, call.user["id"], "comment_redacted"
    )
    return after


def make_private(call: Call, ticket: Row, comment: Row) -> None:
    """Make a comment private; that cannot be undone, and a second time changes nothing."""
    if not comment["public"]:
        return
    after = _rewrite(call, comment, {"public": False})
    _note(call, ticket, {"type": "CommentPrivacyChange", "comment_id": comment["id"], "public": False})
    comment_happened(call.account, call.account.tickets[ticket["id"]], after, call.user["id"], "comment_made_private")


def _rewrite(call: Call, comment: Row, changes: Row) -> Row:
    audits = call.account.audits
    audit = audits.get(comment["audit_id"])
    if audit is not None:
        events = [{**event, **changes} if event["id"] == comment["id"] else event for event in audit["events"]]
        audits.change(audit["id"], {"events": events})
    return call.account.comments.change(comment["id"], changes)


def _note(call: Call, ticket: Row, event: Row) -> None:
    write_audit(call, new_audit(call, ticket["id"], call.user["id"], via(), {}), [event])
    touch(call, ticket)
