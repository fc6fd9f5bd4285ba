"""Mails that told people of comments: one for each public comment of an agent.

https://developer.zendesk.com/api-reference/ticketing/tickets/email_notifications/
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._paging import Style, list_answer
from zendesk_async.emulator._refusals import missing_parameter, record_not_found
from zendesk_async.emulator._shapes import Row

_BEHIND: Final = 1_000_000_000_000_000
"""What the id of a notification is above that of its comment."""

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def _notification(call: Call, comment: Row | None) -> Row | None:
    if comment is None or not comment["public"]:
        return None
    account = call.account
    author, ticket = account.users.get(comment["author_id"]), account.tickets.get(comment["ticket_id"])
    if author is None or ticket is None or author["role"] == "end-user":
        return None
    people = [ticket["requester_id"], *ticket["email_cc_ids"], *ticket["follower_ids"]]
    users = [user for user in account.users.rows(dict.fromkeys(people)) if user["email"] and user["id"] != author["id"]]
    if not users:
        return None
    digest = hashlib.sha256(str(comment["id"]).encode()).digest()
    return {
        "url": call.url(f"email_notifications/{comment['id'] + _BEHIND}"),
        "notification_id": comment["id"] + _BEHIND,
        "id": comment["id"] + _BEHIND,
        "email_id": "01" + "".join(_ALPHABET[byte & 31] for byte in digest[:24]),
        "message_id": f"<{digest.hex()[:24]}@{account.subdomain}.zendesk.com>",
        "ticket_id": ticket["id"],
        "comment_id": comment["id"],
        "recipients": [
            {
                "user_id": user["id"],
                "email_address": user["email"],
                "delivery_status": {"id": 1, "name": "delivered", "code": "250", "message": "Email delivered"},
            }
            for user in users
        ],
        "created_at": comment["created_at"],
        "updated_at": comment["created_at"],
    }


def _of_comments(call: Call, ids: Iterable[int]) -> list[Row]:
    comments = call.account.comments
    made = [_notification(call, comments.get(identifier)) for identifier in ids]
    return [row for row in made if row is not None]


def _of_tickets(call: Call, ids: Iterable[int]) -> list[Row]:
    comments = call.account.comments
    return _of_comments(call, [comment for ticket in ids for comment in comments.where("ticket_id", ticket)])


def _shown(rows: Sequence[Row]) -> list[Row]:
    return [{key: value for key, value in row.items() if key != "id"} for row in rows]


@answers("ListEmailNotifications")
def list_notifications(call: Call) -> Answer:
    """Answer the mails of a ticket, of a comment, or one of them; a filter there must be."""
    if call.query.get("filter[notification_id]"):
        rows = _of_comments(call, [one - _BEHIND for one in call.ids("filter[notification_id]")])
    elif call.query.get("filter[comment_id]"):
        rows = _of_comments(call, call.ids("filter[comment_id]"))
    elif call.query.get("filter[ticket_id]"):
        rows = _of_tickets(call, call.ids("filter[ticket_id]"))
    else:
        raise missing_parameter("filter")
    sorts = ("id", "created_at")
    most = min(100, max(1, call.integer("per_page", 100) or 100))
    return list_answer(
        call,
        "email_notifications",
        rows,
        sort="created_at,id",
        sorts=sorts,
        style=Style.CURSOR,
        most=most,
        render=_shown,
    )


@answers("ShowManyEmailNotifications")
def show_many(call: Call) -> Answer:
    """Answer some mails: by their own ids, by comments or by tickets."""
    if call.query.get("ids"):
        rows = _of_comments(call, [one - _BEHIND for one in call.ids("ids")])
    elif call.query.get("comment_ids"):
        rows = _of_comments(call, call.ids("comment_ids"))
    elif call.query.get("ticket_ids"):
        rows = _of_tickets(call, call.ids("ticket_ids"))
    else:
        raise missing_parameter("ids")
    return Answer({"email_notifications": _shown(rows)})


@answers("ShowEmailNotification")
def show_notification(call: Call) -> Answer:
    """Answer one mail."""
    rows = _of_comments(call, [call.identifier("notification_id") - _BEHIND])
    if not rows:
        raise record_not_found()
    return Answer({"email_notification": _shown(rows)[0]})
