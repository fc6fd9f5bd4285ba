"""Questions to somebody who must approve what a ticket asks for.

https://developer.zendesk.com/api-reference/ticketing/tickets/approval_requests/
"""

from typing import Any, Final

from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._collection import Collection, Ids
from zendesk_async.emulator._collection_fields import ID, name, own, text, whole
from zendesk_async.emulator._paging import page_url
from zendesk_async.emulator._refusals import Refusal, forbidden, invalid_attribute, record_not_found
from zendesk_async.emulator._rules import group_ids
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._validation import integer, string

STATUSES: Final = ("active", "approved", "rejected", "withdrawn")
PAGE: Final = 100
_DECISIONS: Final = ("approved", "rejected", "pending", "withdrawn")

REQUESTS: Final = Collection(
    table="approval_requests",
    one="approval_request",
    many="approval_requests",
    parameter="approval_request_id",
    ids=Ids.ULID,
    fields=(
        ID,
        name("subject"),
        text("message", required=True, nullable=False),
        whole("ticket_id", required=True),
        whole("assignee_user_id"),
        whole("assignee_group_id"),
        own("status", "active"),
        own("created_by_id"),
        own("origination_type", "API_ORIGINATION"),
        own("created_at"),
        own("approval_workflow_instance_id"),
        own("decided_at"),
        own("withdrawn_reason"),
        own("decisions", make=lambda _account, _row: []),
    ),
)


def _failed(title: str) -> Refusal:
    return Refusal(422, {"errors": [{"code": "ApprovalRequestCreationFailed", "title": title}]})


def _person(account: Account, identifier: int | None) -> Row | None:
    user = account.users.get(identifier) if identifier is not None else None
    if user is None:
        return None
    photo: Row = user["photo"] or {}
    return {"id": user["id"], "name": user["name"], "photo": {"content_url": photo.get("content_url")}}


def _group(account: Account, identifier: int | None) -> Row | None:
    group = account.groups.get(identifier) if identifier is not None else None
    return None if group is None else {"id": group["id"], "name": group["name"]}


def _decisions(account: Account, row: Row) -> list[Row]:
    return [
        {
            "id": decision["id"],
            "status": decision["status"],
            "decision_notes": decision["notes"],
            "decided_at": decision["decided_at"],
            "decided_by_user": _person(account, decision["user_id"]),
            "origination_type": "API_ORIGINATION",
        }
        for decision in row["decisions"]
    ]


def _in_list(account: Account, row: Row) -> Row:
    assignee = _person(account, row["assignee_user_id"])
    return {
        **{key: row[key] for key in ("id", "subject", "message", "status", "ticket_id", "created_at")},
        "approval_workflow_instance_id": row["approval_workflow_instance_id"],
        "assignee_user": assignee and {"id": assignee["id"], "name": assignee["name"]},
        "assignee_group": _group(account, row["assignee_group_id"]),
        "created_by_user": _person(account, row["created_by_id"]),
        "origination_type": row["origination_type"],
        "clarification_flow_messages": [],
        "decided_at": row["decided_at"],
        "decisions": _decisions(account, row),
        "withdrawn_reason": row["withdrawn_reason"],
    }


@answers("ListApprovalRequests")
def list_requests(call: Call) -> Answer:
    """Answer the approval requests, the newest first; of some statuses, of an agent or a group alone."""
    statuses = [part for part in call.query.get("filter[status]", "").split(",") if part]
    if not set(statuses) <= set(STATUSES):
        raise invalid_attribute("filter[status]", f"must be of {', '.join(STATUSES)}")
    user, group = call.integer("filter[assignee_user_id]"), call.integer("filter[assignee_group_id]")
    rows = [
        row
        for row in REQUESTS.table_of(call.account).rows()
        if (not statuses or row["status"] in statuses)
        and user in {None, row["assignee_user_id"]}
        and group in {None, row["assignee_group_id"]}
    ]
    rows.sort(key=lambda row: (row["created_at"], row["id"]), reverse=True)
    before, after = call.query.get("before_cursor"), call.query.get("after_cursor")
    ids = [row["id"] for row in rows]
    start = ids.index(after) + 1 if after in ids else 0
    if before in ids:
        start = max(0, ids.index(before) - PAGE)
    page = rows[start : start + PAGE]
    more = start + PAGE < len(rows)
    last = page[-1]["id"] if page and more else None
    first = page[0]["id"] if page and start else None
    return Answer(
        {
            "approval_requests": [_in_list(call.account, row) for row in page],
            "links": {
                "next": page_url(call, after_cursor=last, before_cursor=None) if last else None,
                "prev": page_url(call, before_cursor=first, after_cursor=None) if first else None,
            },
            "meta": {"has_more": more, "after_cursor": last, "before_cursor": first},
        }
    )


@answers("CreateApprovalRequest")
def create_request(call: Call) -> Answer:
    """Ask an agent or a group to approve what a ticket asks for."""
    given, account = REQUESTS.given_whole(call), call.account
    user = integer("assignee_user_id", given.get("assignee_user_id"))
    group = integer("assignee_group_id", given.get("assignee_group_id"))
    if (user is None) is (group is None):
        raise _failed("Exactly one of assignee_user_id and assignee_group_id must be given")
    if (user is not None and user not in account.users) or (group is not None and group not in account.groups):
        raise _failed("The assignee could not be found")
    if integer("ticket_id", given.get("ticket_id")) not in account.tickets:
        raise _failed("The ticket could not be found")
    same_ticket = REQUESTS.table_of(account).one("ticket_id", given["ticket_id"])
    instance = account.new_ulid() if same_ticket is None else same_ticket["approval_workflow_instance_id"]
    row = REQUESTS.create(
        call,
        given,
        created_by_id=call.user["id"],
        created_at=call.clock.stamp(),
        approval_workflow_instance_id=instance,
    )
    hidden = {"decisions", "decided_at", "withdrawn_reason"}
    shown = {key: value for key, value in row.items() if key not in hidden}
    return Answer({"approval_request": shown}, 201)


def _of_instance(call: Call) -> list[Row]:
    rows = REQUESTS.table_of(call.account).rows()
    instance = call.path["approval_workflow_instance_id"]
    found = [row for row in rows if row["approval_workflow_instance_id"] == instance]
    if not found:
        raise record_not_found()
    return found


def _found(call: Call) -> Row:
    for row in _of_instance(call):
        if row["id"] == call.path["approval_request_id"]:
            return row
    raise record_not_found()


def _shown(call: Call, row: Row) -> Row:
    account = call.account
    ticket = account.tickets.get(row["ticket_id"])
    details: Row | None = None
    if ticket is not None:
        details = {
            "id": ticket["id"],
            "status": ticket["status"],
            "priority": ticket["priority"],
            "requester": _person(account, ticket["requester_id"]),
            "custom_fields": ticket["custom_fields"],
        }
    return {
        **{key: row[key] for key in ("id", "subject", "message", "status", "created_at", "decided_at")},
        "status": "pending" if row["status"] == "active" else row["status"],
        "assignee_user": _person(account, row["assignee_user_id"]),
        "created_by_user": _person(account, row["created_by_id"]),
        "decisions": _decisions(account, row),
        "ticket_details": details,
        "withdrawn_reason": row["withdrawn_reason"],
    }


@answers("SearchApprovals")
def search_requests(call: Call) -> Answer:
    """Answer the approval requests of a workflow."""
    account = call.account
    found: list[Row] = []
    for row in _of_instance(call):
        creator = account.users.get(row["created_by_id"]) or {}
        ticket = account.tickets.get(row["ticket_id"]) or {}
        requester = account.users.get(ticket.get("requester_id") or 0) or {}
        told = {key: row[key] for key in ("id", "approval_workflow_instance_id", "subject", "message", "created_at")}
        status = "pending" if row["status"] == "active" else row["status"]
        names = {"created_by_name": creator.get("name"), "requester_name": requester.get("name")}
        found.append({**told, "status": status, **names})
    nothing: dict[str, Any] = dict.fromkeys(("after_cursor", "after_url", "before_cursor", "before_url"))
    return Answer({"approval_requests": found, **nothing})


@answers("ShowApprovalRequest")
def show_request(call: Call) -> Answer:
    """Answer one approval request."""
    return Answer({"approval_request": _shown(call, _found(call))})


@answers("UpdateDecisionApprovalRequest")
def decide(call: Call) -> Answer:
    """Approve, reject or withdraw: the first two its assignee (or an administrator), the last one who asked."""
    row, given = _found(call), REQUESTS.given_whole(call)
    status, notes = given.get("status"), string("notes", given.get("notes"))
    if status not in _DECISIONS:
        raise invalid_attribute("status", f"must be one of {', '.join(_DECISIONS)}")
    if row["status"] != "active":
        raise Refusal(422, {"errors": [{"code": "ApprovalRequestAlreadyDecided", "title": "It is decided already"}]})
    user = call.user
    assigned = row["assignee_user_id"] == user["id"] or row["assignee_group_id"] in group_ids(call)
    if user["role"] != "admin" and not (row["created_by_id"] == user["id"] if status == "withdrawn" else assigned):
        raise forbidden()
    stamp = call.clock.stamp()
    decision = {
        "id": call.account.new_ulid(),
        "status": status,
        "notes": notes,
        "decided_at": stamp,
        "user_id": user["id"],
    }
    changes: Row = {"decisions": [*row["decisions"], decision]}
    if status != "pending":
        changes |= {"status": status, "decided_at": stamp, "withdrawn_reason": notes if status == "withdrawn" else None}
    after = REQUESTS.table_of(call.account).change(row["id"], changes)
    return Answer({"approval_request": _shown(call, after)})
