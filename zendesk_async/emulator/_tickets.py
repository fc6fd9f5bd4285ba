"""What happens to tickets: made, changed, deleted, restored, merged; each with its audit, metrics and events."""

from collections.abc import Mapping, Sequence
from typing import Any

from zendesk_async.emulator import _ticket_input
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._clock import seconds_of, stamp_of
from zendesk_async.emulator._comments import Comment, keep_comment
from zendesk_async.emulator._refusals import (
    Refusal,
    missing_parameter,
    record_invalid,
    record_not_found,
    update_conflict,
)
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._ticket_audits import change_events, create_events, macro_events, new_audit, write_audit
from zendesk_async.emulator._ticket_events import comment_happened, ticket_changed, ticket_happened
from zendesk_async.emulator._ticket_metrics import begin_metrics, follow_metrics
from zendesk_async.emulator._validation import integer, moment

_DONE = frozenset({"solved", "closed"})


def ticket_of(account: Account, identifier: int) -> Row:
    """Return a ticket; 404 when there is none or it is deleted."""
    ticket = account.tickets.get(identifier)
    if ticket is None:
        raise record_not_found()
    return ticket


def via(channel: str = "api", source: Row | None = None, rel: str | None = None) -> Row:
    """Return where a change comes from."""
    return {"channel": channel, "source": {"from": source or {}, "to": {}, "rel": rel}}


def create(call: Call, given: Row, identifier: int | None = None) -> tuple[Row, Row, Sequence[str]]:
    """Make a ticket of what a request says; return it, its audit and the keys that were dropped.

    `identifier` is the ticket's id where it was given out before.
    """
    account = call.account
    parent = _follow_up_source(call, given)
    if parent is not None and given.get("tags") is None:
        given = {**given, "tags": parent["tags"]}
    wanted = _ticket_input.read(call, given, {})
    comment = wanted.comment
    assert comment is not None, "a ticket without a comment is refused"
    stamp = call.clock.stamp()
    source = (
        {} if parent is None else {"ticket_id": parent["id"], "subject": parent["subject"], "channel": "closed_ticket"}
    )
    origin = via() if parent is None else via("closed_ticket", source, "follow_up")
    if identifier is None:
        identifier = account.new_ticket_id()
    ticket = account.tickets.insert(_new_row(call, identifier, wanted.changes, comment, stamp, origin))
    if parent is not None:
        account.tickets.change(parent["id"], {"followup_ids": [*parent["followup_ids"], ticket["id"]]})
    audit = new_audit(call, ticket["id"], comment.author_id, origin, wanted.metadata)
    row, said = keep_comment(call, ticket, comment, audit, identifier=audit["id"] + 1, description=True)
    audit = write_audit(call, audit, [said, *create_events(ticket), *macro_events(call, wanted.macro_ids)])
    begin_metrics(account, ticket)
    _follow_problem(account, ticket["problem_id"])
    actor = call.user["id"]
    ticket_happened(account, ticket, actor, "created")
    comment_happened(account, ticket, row, actor, "comment_added")
    return ticket, audit, wanted.unknown


def update(call: Call, ticket: Row, given: Row) -> tuple[Row, Row, Sequence[str]]:
    """Change a ticket by what a request says; return it, the audit and the keys that were dropped."""
    refuse_closed(ticket)
    check_stamp(ticket, given)
    wanted = _ticket_input.read(call, given, ticket)
    after, audit = change_ticket(
        call, ticket, wanted.changes, comment=wanted.comment, metadata=wanted.metadata, macros=wanted.macro_ids
    )
    return after, audit, wanted.unknown


def refuse_closed(ticket: Row) -> None:
    """Refuse to change a closed ticket."""
    if ticket["status"] == "closed":
        raise record_invalid({"status": [("Status: closed prevents ticket update", None)]})


def check_stamp(ticket: Row, given: Mapping[str, Any]) -> None:
    """Refuse a `safe_update` that was made of an older version of the ticket.

    `false` has the same effect as `true`; leaving the key out makes an unsafe update.
    """
    if "safe_update" not in given:
        return
    stamp = moment("updated_stamp", given.get("updated_stamp"))
    if stamp is None:
        raise missing_parameter("updated_stamp")
    if int(stamp) != int(seconds_of(ticket["updated_at"])):
        raise update_conflict()


def change_ticket(
    call: Call,
    ticket: Row,
    changes: Mapping[str, Any],
    *,
    comment: Comment | None = None,
    metadata: Mapping[str, Any] | None = None,
    macros: Sequence[int] = (),
    channel: str = "api",
    closed: bool = False,
    extra: Sequence[Row] = (),
) -> tuple[Row, Row]:
    """Change columns of a ticket in the name of the acting user, with audit, metrics and events; return ticket and audit.

    `changes` are columns as the ticket holds them (`{"tags": [...]}`), checked already. 422 for a closed ticket unless
    `closed` allows it. `extra` are further events for the audit.
    """
    if not closed:
        refuse_closed(ticket)
    account, actor = call.account, call.user["id"]
    audit = new_audit(call, ticket["id"], actor, via(channel), metadata or {})
    after: Row = {**ticket, **changes}
    events: list[Row] = [*change_events(ticket, after), *extra, *macro_events(call, macros)]
    row: Row | None = None
    if comment is not None:
        row, said = keep_comment(call, ticket, comment, audit, identifier=audit["id"] + 1)
        events.insert(0, said)
        after["is_public"] = ticket["is_public"] or comment.public
    after["generated_timestamp"] = int(call.clock.seconds())
    if events:
        after["updated_at"] = _next_stamp(call, ticket)
        after["generated_timestamp"] = max(after["generated_timestamp"], int(seconds_of(after["updated_at"])))
        audit = write_audit(call, audit, events)
    after = account.tickets.replace(ticket["id"], after)
    if events:
        by_agent = call.user["role"] != "end-user"
        follow_metrics(account, ticket, after, comment, by_agent=by_agent)
        ticket_changed(account, ticket, after, actor)
        if row is not None:
            comment_happened(account, after, row, actor, "comment_added")
        for problem in {ticket["problem_id"], after["problem_id"]}:
            _follow_problem(account, problem)
        if after["type"] == "problem" and after["status"] == "solved" and ticket["status"] not in _DONE:
            _solve_incidents(call, after, comment)
    return after, audit


def next_stamps(call: Call, ticket: Row) -> Row:
    """Return the stamps of a ticket that something happens to now."""
    stamp = _next_stamp(call, ticket)
    return {"updated_at": stamp, "generated_timestamp": int(seconds_of(stamp))}


def touch(call: Call, ticket: Row) -> Row:
    """Move the stamps of a ticket whose history was changed."""
    return call.account.tickets.change(ticket["id"], next_stamps(call, ticket))


def _next_stamp(call: Call, ticket: Row) -> str:
    """Return the `updated_at` of a change.

    It always moves, a second ahead of the clock when it must: `updated_stamp` could not tell two changes of one second
    apart, and a safe update would not be one. `Settings.distinct_stamps` switches that off.
    """
    now = call.clock.seconds()
    if call.account.settings.distinct_stamps:
        now = max(now, seconds_of(ticket["updated_at"]) + 1)
    return stamp_of(now)


def _new_row(call: Call, identifier: int, changes: Row, comment: Comment, stamp: str, origin: Row) -> Row:
    account = call.account
    brand, form = next(iter(account.brands), None), next(iter(account.ticket_forms), None)
    group = next((row["id"] for row in account.groups.rows() if row["default"] and not row["deleted"]), None)
    row: Row = {
        "url": call.url(f"tickets/{identifier}"),
        "id": identifier,
        "external_id": None,
        "via": origin,
        "created_at": stamp,
        "updated_at": stamp,
        "generated_timestamp": int(call.clock.seconds()),
        "type": None,
        "subject": None,
        "raw_subject": None,
        "description": comment.body,
        "priority": None,
        "status": "new",
        "recipient": None,
        "requester_id": call.user["id"],
        "submitter_id": call.user["id"],
        "assignee_id": None,
        "organization_id": None,
        "group_id": group,
        "collaborator_ids": [],
        "follower_ids": [],
        "email_cc_ids": [],
        "forum_topic_id": None,
        "problem_id": None,
        "has_incidents": False,
        "is_public": comment.public,
        "due_at": None,
        "tags": [],
        "custom_fields": [],
        "satisfaction_rating": {"score": "unoffered"},
        "sharing_agreement_ids": [],
        "custom_status_id": None,
        "fields": [],
        "followup_ids": [],
        "ticket_form_id": form,
        "brand_id": brand,
        "allow_channelback": False,
        "allow_attachments": True,
        "from_messaging_channel": False,
    }
    return {**row, **changes}


def _follow_up_source(call: Call, given: Row) -> Row | None:
    identifier = integer("via_followup_source_id", given.get("via_followup_source_id"))
    parent = None if identifier is None else call.account.tickets.get(identifier)
    return parent if parent is not None and parent["status"] == "closed" else None


def _follow_problem(account: Account, problem: int | None) -> None:
    if problem is None:
        return
    ticket = account.tickets.get(problem)
    has_incidents = bool(account.tickets.where("problem_id", problem))
    if ticket is not None and ticket["has_incidents"] != has_incidents:
        account.tickets.change(problem, {"has_incidents": has_incidents})


def _solve_incidents(call: Call, problem: Row, comment: Comment | None) -> None:
    """Solve the incidents of a solved problem, with its comment (https://support.zendesk.com/hc/en-us/articles/4408835103898)."""
    for identifier in call.account.tickets.where("problem_id", problem["id"]):
        incident = call.account.tickets[identifier]
        if incident["status"] not in _DONE:
            changes = {"status": "solved", "custom_status_id": problem["custom_status_id"]}
            change_ticket(call, incident, changes, comment=comment, channel="system")


def database_collision() -> Refusal:
    """409: two updates of one ticket at the same moment (seen at a customer's)."""
    return Refusal(409, {"error": "DatabaseConflict", "description": "Database collision"})
