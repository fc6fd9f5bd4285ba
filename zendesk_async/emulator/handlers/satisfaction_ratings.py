"""Satisfaction ratings of tickets.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_ratings/
"""

from zendesk_async.emulator import _tickets
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._clock import stamp_of
from zendesk_async.emulator._paging import Subset, count_answer, list_answer
from zendesk_async.emulator._refusals import forbidden, invalid_attribute, record_invalid, record_not_found
from zendesk_async.emulator._store import Account, Row
from zendesk_async.emulator._ticket_events import ticket_happened
from zendesk_async.emulator._validation import Check, integer, moment, string, typed

GIVEN = ("good", "bad")
"""What a requester may say."""

SCORES = (
    "offered",
    "unoffered",
    "received",
    "received_with_comment",
    "received_without_comment",
    *(f"{score}{comment}" for score in GIVEN for comment in ("", "_with_comment", "_without_comment")),
)
"""What a list may be filtered by."""

_CHECKS: dict[str, Check] = {
    "score": string,
    "comment": string,
    "reason": string,
    "reason_id": integer,
    "reason_code": integer,
}


@answers("ListSatisfactionRatings")
def list_satisfaction_ratings(call: Call) -> Answer:
    """Answer the ratings of a kind and a time."""
    score = call.query.get("score")
    if score and score not in SCORES:
        raise invalid_attribute("score", "is not included in the list")
    start = moment("start_time", call.query.get("start_time"))
    end = moment("end_time", call.query.get("end_time"))
    earliest = stamp_of(start) if start is not None else ""
    latest = stamp_of(end) if end is not None else "~"
    ratings = call.account.satisfaction_ratings
    ids = [
        row["id"]
        for row in ratings.rows()
        if (not score or _is(row, score)) and earliest <= row["created_at"] <= latest
    ]
    return list_answer(call, "satisfaction_ratings", Subset(ratings, ids), sorts=("id", "created_at"))


@answers("CountSatisfactionRatings")
def count_satisfaction_ratings(call: Call) -> Answer:
    """Answer how many ratings there are."""
    return count_answer(call, len(call.account.satisfaction_ratings))


@answers("ShowSatisfactionRating")
def show_satisfaction_rating(call: Call) -> Answer:
    """Answer one rating."""
    row = call.account.satisfaction_ratings.get(call.identifier("satisfaction_rating_id"))
    if row is None:
        raise record_not_found()
    return Answer({"satisfaction_rating": row})


@answers("CreateTicketSatisfactionRating")
def create_ticket_satisfaction_rating(call: Call) -> Answer:
    """Rate a ticket that is or was solved; its requester, a verified end user, alone may do that."""
    account = call.account
    ticket = _tickets.ticket_of(account, call.identifier("ticket_id"))
    if ticket["requester_id"] != call.user["id"] or call.user["role"] != "end-user" or not call.user["verified"]:
        raise forbidden()
    given = typed(call.envelope("satisfaction_rating"), _CHECKS)
    if given.get("score") not in GIVEN:
        raise record_invalid({"score": [("Score: is invalid", "InvalidValue")]})
    if not _was_solved(account, ticket):
        raise record_invalid({"base": [("Ticket must be solved before it can be rated", "InvalidValue")]})
    row = _rate(call, ticket, given)
    return Answer({"satisfaction_rating": row})


def _was_solved(account: Account, ticket: Row) -> bool:
    if ticket["status"] in {"solved", "closed"}:
        return True
    audits = account.audits.rows(account.audits.where("ticket_id", ticket["id"]))
    return any(
        event.get("field_name") == "status" and event.get("value") == "solved"
        for audit in audits
        for event in audit["events"]
    )


def _rate(call: Call, ticket: Row, given: Row) -> Row:
    account, stamp = call.account, call.clock.stamp()
    ratings = account.satisfaction_ratings
    before = ratings.one("ticket_id", ticket["id"])
    said = {
        "score": given["score"],
        "updated_at": stamp,
        "comment": given.get("comment"),
        "reason": given.get("reason"),
        "reason_id": given.get("reason_id"),
        "reason_code": given.get("reason_code"),
    }
    if before is not None:
        # One rating a ticket: a second thought replaces the first.
        row = ratings.change(before["id"], said)
    else:
        identifier = account.new_id()
        fixed = {
            "url": call.url(f"satisfaction_ratings/{identifier}"),
            "id": identifier,
            "assignee_id": ticket["assignee_id"],
            "group_id": ticket["group_id"],
            "requester_id": ticket["requester_id"],
            "ticket_id": ticket["id"],
            "score": given["score"],
            "created_at": stamp,
        }
        row = ratings.insert({**fixed, **said})
    on_ticket = {"id": row["id"], "score": row["score"], "comment": row["comment"] or ""}
    after = _tickets.touch(call, account.tickets.change(ticket["id"], {"satisfaction_rating": on_ticket}))
    ticket_happened(account, after, call.user["id"], "csat_received")
    return row


def _is(row: Row, score: str) -> bool:
    kind, _, comment = score.partition("_")
    if comment == "with_comment" and not row["comment"]:
        return False
    if comment == "without_comment" and row["comment"]:
        return False
    return row["score"] in GIVEN if kind == "received" else bool(row["score"] == kind)
