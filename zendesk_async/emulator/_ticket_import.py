"""Tickets that come from elsewhere, with a history of their own.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_import/
"""

from typing import Any, Final

import attrs

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator import _tickets
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._clock import stamp_of
from zendesk_async.emulator._comments import Comment, keep_comment, read_comment
from zendesk_async.emulator._refusals import invalid_attribute
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._ticket_audits import new_audit, write_audit
from zendesk_async.emulator._validation import Problems, moment

_TIMES: Final = ("created_at", "updated_at", "solved_at")
_DONE: Final = frozenset({"solved", "closed"})


def import_ticket(call: Call, given: Row) -> Row:
    """Make a ticket with its former comments and times; nothing that is in the future."""
    comments = _comments(given)
    times = {key: _time(call, key, given.get(key)) for key in _TIMES}
    moments = [_time(call, "comments.created_at", comment.get("created_at")) for comment in comments]
    problems = Problems()
    read = [_read(call, comment, problems) for comment in comments]
    problems.refuse()
    wanted = {key: value for key, value in given.items() if key not in {"comments", "comment", *_TIMES}}
    ticket, audit, _ = _tickets.create(call, {**wanted, **({"comment": comments[0]} if comments else {})})
    created = times["created_at"] or ticket["created_at"]
    _backdate(call, audit, (moments[0] if moments else None) or created)
    for comment, stamp in zip(read[1:], moments[1:], strict=True):
        if comment is not None:
            _add(call, ticket, comment, stamp or created)
    latest = max([created, *(stamp for stamp in moments if stamp)])
    updated = times["updated_at"] or latest
    _follow(call, ticket, created, updated, times["solved_at"], latest)
    return call.account.tickets.change(ticket["id"], {"created_at": created, "updated_at": updated})


def _comments(given: Row) -> list[Row]:
    value: Any = given.get("comments")
    if value is None:
        value = [given["comment"]] if given.get("comment") is not None else []
    if not is_array(value):
        raise invalid_attribute("comments", "must be an array of objects")
    comments: list[Row] = []
    for entry in value:
        if not is_object(entry):
            raise invalid_attribute("comments", "must be an array of objects")
        # `value` is what the import calls the text.
        body = {"body": entry["value"]} if entry.get("value") is not None and not entry.get("body") else {}
        comments.append({**entry, **body})
    return comments


def _read(call: Call, given: Row, problems: Problems) -> Comment | None:
    comment = read_comment(call, {"comment": given}, problems, creating=False)
    if comment is None:
        problems.add("base", "Comment: cannot be blank", "BlankValue")
    return comment


def _time(call: Call, name: str, value: Any) -> str | None:
    seconds = moment(name, value)
    if seconds is None:
        return None
    if seconds > call.clock.seconds():
        raise invalid_attribute(name, "must not be in the future")
    return stamp_of(seconds)


def _backdate(call: Call, audit: Row, stamp: str) -> None:
    account = call.account
    account.audits.change(audit["id"], {"created_at": stamp})
    for comment in account.comments.where("audit_id", audit["id"]):
        account.comments.change(comment, {"created_at": stamp})


def _add(call: Call, ticket: Row, comment: Comment, stamp: str) -> None:
    author = call.account.users[comment.author_id]
    acting = attrs.evolve(call, user=author)
    audit: Row = {**new_audit(acting, ticket["id"], author["id"], _tickets.via(), {}), "created_at": stamp}
    _, said = keep_comment(acting, ticket, comment, audit, identifier=audit["id"] + 1)
    write_audit(acting, audit, [said])


def _follow(call: Call, ticket: Row, created: str, updated: str, solved: str | None, latest: str) -> None:
    """Bring the times of the ticket's metrics into line; an import makes no others."""
    metric = call.account.ticket_metrics.one("ticket_id", ticket["id"])
    if metric is None:
        return
    done = ticket["status"] in _DONE
    assigned = created if ticket["assignee_id"] is not None else None
    changes: Row = {
        "created_at": created,
        "updated_at": updated,
        "solved_at": (solved or updated) if done else None,
        "status_updated_at": solved or updated,
        "assigned_at": assigned,
        "initially_assigned_at": assigned,
        "requester_updated_at": created,
        "latest_comment_added_at": latest,
    }
    call.account.ticket_metrics.change(metric["id"], changes)
