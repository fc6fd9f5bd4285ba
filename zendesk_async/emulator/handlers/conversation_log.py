"""All that was said on a ticket, in the one shape of the conversation log.

https://developer.zendesk.com/api-reference/ticketing/tickets/conversation_log/
"""

from typing import Final

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._paging import Style, list_answer
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._tickets import ticket_of

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DIGITS: Final = 26


def _event(call: Call, comment: Row, version: int) -> Row:
    author = call.account.users.get(comment["author_id"])
    kind = "user" if author is None or author["role"] == "end-user" else "agent"
    return {
        "id": _text_id(comment["id"]),
        "type": "Ticketing::Comment",
        "reference": f"zen:ticket:{comment['ticket_id']}:comment:{comment['id']}",
        "created_at": comment["created_at"],
        "received_at": comment["created_at"],
        "author": {
            "type": kind,
            "display_name": None if author is None else author["name"],
            "zen:support:user_id": comment["author_id"],
        },
        "content": {
            "type": "html",
            "text": comment["plain_body"],
            "body": comment["html_body"],
            "is_public": comment["public"],
        },
        "source": {"type": f"zd:{comment['via']['channel']}"},
        "attachments": comment["attachments"],
        "metadata": {**comment["metadata"], "ticket_version": version},
    }


def _text_id(identifier: int) -> str:
    """Return an id as 26 letters that keep its order."""
    return "".join(_ALPHABET[identifier >> 5 * place & 31] for place in range(_DIGITS - 1, -1, -1))


@answers("ListConversationLogForTicket")
def list_log(call: Call) -> Answer:
    """Answer what was said on a ticket, the oldest first."""
    account = call.account
    ticket = ticket_of(account, call.identifier("ticket_id"))
    comments = account.comments.rows(account.comments.where("ticket_id", ticket["id"]))
    rows = [_event(call, comment, place) for place, comment in enumerate(comments, start=1)]
    return list_answer(call, "events", rows, sort="created_at,id", sorts=("created_at",), style=Style.CURSOR)
