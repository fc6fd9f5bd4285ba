"""Requests: tickets as end users see them.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/
"""

from collections.abc import Iterable, Sequence

from zendesk_async.emulator import _people, _requests
from zendesk_async.emulator._call import Answer, Call, answers, created_location
from zendesk_async.emulator._clock import stamp_of
from zendesk_async.emulator._comments import comment_row
from zendesk_async.emulator._paging import Style, Subset, list_answer
from zendesk_async.emulator._refusals import forbidden, invalid_attribute, missing_parameter, record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._sideloads import people_of_audits, referred
from zendesk_async.emulator._ticket_lists import by_time
from zendesk_async.emulator._validation import moment

_SORT_BY = ("updated_at", "created_at", "id", "subject", "status")
_ROLES = ("agent", "end_user")


def _sideloads(call: Call, rows: Sequence[Row]) -> Row:
    includes, loaded = call.includes(), Row()
    if "users" in includes:
        lists = ("collaborator_ids", "email_cc_ids")
        loaded["users"] = referred(call.account.users, rows, ("requester_id", "assignee_id"), lists)
    if "organizations" in includes:
        loaded["organizations"] = referred(call.account.organizations, rows, ("organization_id",))
    return loaded


def _list(call: Call, ids: Iterable[int], style: Style = Style.BOTH) -> Answer:
    tickets = call.account.tickets
    chosen = [identifier for identifier in ids if _requests.sees(call, tickets[identifier])]
    return list_answer(
        call,
        "requests",
        Subset(tickets, chosen),
        sorts=("id", "updated_at", "created_at", "status"),
        sort_by=_SORT_BY,
        style=style,
        render=lambda rows: [_requests.request_row(call, row) for row in rows],
        sideloads=(lambda rows: _sideloads(call, rows)) if call.includes() else None,
    )


def _mine(call: Call) -> list[int]:
    return _requests.requested_by(call.account, call.user["id"])


@answers("ListRequests")
def list_requests(call: Call) -> Answer:
    """Answer the caller's requests."""
    return _list(call, _mine(call))


@answers("ListOpenRequests")
def list_open_requests(call: Call) -> Answer:
    """Answer the caller's requests that are not done."""
    tickets = call.account.tickets
    return _list(call, [one for one in _mine(call) if tickets.value(one, "status") not in _requests.DONE])


@answers("ListSolvedRequests")
def list_solved_requests(call: Call) -> Answer:
    """Answer the caller's requests that are done."""
    tickets = call.account.tickets
    return _list(call, [one for one in _mine(call) if tickets.value(one, "status") in _requests.DONE])


@answers("ListCCDRequests")
def list_copied_requests(call: Call) -> Answer:
    """Answer the requests that the caller is copied on."""
    return _list(call, call.account.tickets.where("email_cc_ids", call.user["id"]))


@answers("ListUserRequests")
def list_user_requests(call: Call) -> Answer:
    """Answer a user's requests; end users ask for their own."""
    identifier = call.identifier("user_id")
    if call.user["role"] == "end-user" and identifier != call.user["id"]:
        raise forbidden()
    return _list(call, _requests.requested_by(call.account, _people.user_of(call.account, identifier)["id"]))


@answers("ListOrganizationRequests")
def list_organization_requests(call: Call) -> Answer:
    """Answer an organization's requests; end users ask for one whose members see each other's."""
    identifier = call.identifier("organization_id")
    if identifier not in call.account.organizations:
        raise record_not_found()
    if call.user["role"] == "end-user" and identifier not in _requests.shared_organizations(call):
        raise forbidden()
    return _list(call, call.account.tickets.where("organization_id", identifier))


@answers("SearchRequests")
def search_requests(call: Call) -> Answer:
    """Answer the caller's requests that hold some words."""
    query = call.query.get("query")
    if query is None:
        raise missing_parameter("query")
    words = query.casefold().split()
    tickets = call.account.tickets
    candidates = [*_mine(call), *tickets.where("email_cc_ids", call.user["id"])]

    def matches(identifier: int) -> bool:
        ticket = tickets[identifier]
        text = f"{ticket['subject']} {ticket['description']}".casefold()
        return all(word in text for word in words)

    return _list(call, [one for one in dict.fromkeys(candidates) if matches(one)], Style.OFFSET)


@answers("ShowRequest")
def show_request(call: Call) -> Answer:
    """Answer one request."""
    ticket = _requests.request_of(call, call.identifier("request_id"))
    return Answer({"request": _requests.request_row(call, ticket), **_sideloads(call, [ticket])})


@answers("CreateRequest")
def create_request(call: Call) -> Answer:
    """Make a request; without a sign-in it names its requester."""
    row = _requests.request_row(call, _requests.create(call, call.envelope("request")))
    return Answer({"request": row}, 201, created_location(row["url"]))


@answers("UpdateRequest")
def update_request(call: Call) -> Answer:
    """Comment on a request, or solve it."""
    ticket = _requests.request_of(call, call.identifier("request_id"))
    after = _requests.update(call, ticket, call.envelope("request"))
    return Answer({"request": _requests.request_row(call, after)})


def _comments(call: Call, ticket: Row) -> Sequence[Row]:
    comments = call.account.comments
    rows = comments.rows(comments.where("ticket_id", ticket["id"]))
    return [row for row in rows if row["public"]]


@answers("ListComments")
def list_comments(call: Call) -> Answer:
    """Answer the public comments of a request, those since a moment, or of agents or end users alone."""
    account = call.account
    rows = _comments(call, _requests.request_of(call, call.identifier("request_id")))
    since = moment("since", call.query.get("since"))
    if since is not None:
        earliest = stamp_of(since)
        rows = [row for row in rows if row["created_at"] >= earliest]
    role = call.query.get("role")
    if role:
        if role not in _ROLES:
            raise invalid_attribute("role", f"must be one of {', '.join(_ROLES)}")
        rows = [row for row in rows if (account.users[row["author_id"]]["role"] == "end-user") is (role == "end_user")]
    includes = call.includes() & {"users"}
    return list_answer(
        call,
        "comments",
        rows,
        sort=by_time(call),
        sorts=("created_at",),
        render=lambda page: [comment_row(row) for row in page],
        sideloads=(lambda page: people_of_audits(account, page, includes)) if includes else None,
    )


@answers("ShowComment")
def show_comment(call: Call) -> Answer:
    """Answer one public comment of a request."""
    ticket = _requests.request_of(call, call.identifier("request_id"))
    identifier = call.identifier("ticket_comment_id")
    for row in _comments(call, ticket):
        if row["id"] == identifier:
            return Answer({"comment": comment_row(row)})
    raise record_not_found()
