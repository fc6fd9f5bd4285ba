"""Tickets as the people see them who asked: requests.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket-requests/
"""

from typing import Any, Final

import attrs

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator import _ticket_people, _tickets
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._refusals import described, record_invalid, record_not_found
from zendesk_async.emulator._shapes import Row, is_text
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._validation import Problems, boolean

WRITABLE: Final = frozenset(
    {
        "subject", "comment", "priority", "type", "custom_fields", "fields", "due_at", "ticket_form_id", "recipient",
        "collaborators", "collaborator_ids", "email_ccs", "custom_status_id", "via_followup_source_id", "description",
        "organization_id", "brand_id", "status",
    }
)  # fmt: skip
"""What a new request may say."""

DONE: Final = frozenset({"solved", "closed"})


def request_row(call: Call, ticket: Row) -> Row:
    """Return a ticket as a request. End users see the values of those custom fields that they may see."""
    account = call.account
    values = ticket["custom_fields"]
    if call.user["role"] == "end-user":
        fields = account.ticket_fields
        values = [entry for entry in values if (fields.get(entry["id"]) or {}).get("visible_in_portal")]
    source = ticket["via"]["source"]
    followed = source["from"].get("ticket_id") if source.get("rel") == "follow_up" else None
    return {
        "url": call.url(f"requests/{ticket['id']}"),
        "id": ticket["id"],
        "status": ticket["status"],
        "priority": ticket["priority"],
        "type": ticket["type"],
        "subject": ticket["subject"],
        "description": ticket["description"],
        "organization_id": ticket["organization_id"],
        "via": ticket["via"],
        "custom_fields": values,
        "requester_id": ticket["requester_id"],
        "collaborator_ids": ticket["collaborator_ids"],
        "email_cc_ids": ticket["email_cc_ids"],
        "is_public": ticket["is_public"],
        "due_at": ticket["due_at"],
        "can_be_solved_by_me": can_solve(call, ticket),
        "created_at": ticket["created_at"],
        "updated_at": ticket["updated_at"],
        "recipient": ticket["recipient"],
        "followup_source_id": followed,
        "assignee_id": ticket["assignee_id"],
        "group_id": ticket["group_id"],
        "ticket_form_id": ticket["ticket_form_id"],
        "custom_status_id": ticket["custom_status_id"],
        "solved": ticket["status"] in DONE,
        "fields": values,
    }


def can_solve(call: Call, ticket: Row) -> bool:
    """Tell whether the caller may solve a request: its requester, once somebody works on it."""
    own = ticket["requester_id"] == call.user["id"]
    return own and ticket["status"] not in DONE and ticket["assignee_id"] is not None


def sees(call: Call, ticket: Row) -> bool:
    """Tell whether the caller may see a request: theirs, one they are copied on, one of an organization they share."""
    user = call.user
    if user["role"] != "end-user":
        return True
    if not ticket["is_public"]:
        return False
    if user["id"] in {ticket["requester_id"], *ticket["email_cc_ids"], *ticket["collaborator_ids"]}:
        return True
    return ticket["organization_id"] in shared_organizations(call)


def shared_organizations(call: Call) -> set[int]:
    """Return the caller's organizations whose members see each other's requests."""
    account = call.account
    memberships = account.organization_memberships
    mine = {memberships.value(one, "organization_id") for one in memberships.where("user_id", call.user["id"])}
    return {one for one in mine if one in account.organizations and account.organizations[one]["shared_tickets"]}


def request_of(call: Call, identifier: int) -> Row:
    """Return the ticket of a request; 404 when there is none that the caller may see."""
    ticket = _tickets.ticket_of(call.account, identifier)
    if not sees(call, ticket):
        raise record_not_found()
    return ticket


def create(call: Call, given: Row) -> Row:
    """Make a request of the caller, or of the `requester` where nobody is signed in; return its ticket."""
    problems = Problems()
    problems.present(given, "subject")
    author = call.user
    if author["id"] is None:
        author = _anonymous(call, given, problems)
    problems.refuse()
    acting = attrs.evolve(call, user=author)
    wanted = {key: value for key, value in given.items() if key in WRITABLE}
    if author["role"] == "end-user":
        wanted.pop("status", None)
    wanted["comment"] = _public(given.get("comment"), given.get("description"))
    ticket, _, _ = _tickets.create(acting, {**wanted, "requester_id": author["id"]})
    return ticket


def _anonymous(call: Call, given: Row, problems: Problems) -> Row:
    requester: Any = given.get("requester")
    if not is_object(requester) or not is_text(requester.get("name")):
        problems.add("requester", "Requester: Name: is too short (minimum one character)", "ValueTooShort")
        problems.refuse()
    administrator = next(iter(call.account.users.where("role", "admin")))
    # Somebody of the account makes the user that is new.
    acting = attrs.evolve(call, user=call.account.users[administrator])
    found = _ticket_people.requester(acting, requester, problems)
    problems.refuse()
    assert found is not None, "a requester with a name is found or made"
    return found


def _public(comment: Any, description: Any = None) -> Any:
    if is_object(comment):
        return {**{key: value for key, value in comment.items() if key != "author_id"}, "public": True}
    return comment if comment is not None else description


def update(call: Call, ticket: Row, given: Row) -> Row:
    """Comment on a request, solve it, or copy more people; anything else is passed over."""
    comment: Any = given.get("comment")
    solved = boolean("solved", given.get("solved"))
    copied: Any = given.get("additional_collaborators")
    said = is_text(comment) or (
        is_object(comment) and any(comment.get(key) for key in ("body", "html_body", "uploads"))
    )
    if not said and not solved and not copied:
        raise described(406, "CommentRequired", "A comment is required to update your request.")
    changes: Row = {}
    if said:
        changes["comment"] = _public(comment)
        if ticket["status"] in {"pending", "hold", "solved"} and call.user["id"] == ticket["requester_id"]:
            # What the requester answers opens the ticket again.
            changes["status"] = "open"
    if copied:
        people = copied if is_array(copied) else [copied]
        ids = _ticket_people.collaborators(call, people)
        changes["email_ccs"] = [{"user_id": identifier, "action": "put"} for identifier in ids]
    if solved:
        if not can_solve(call, ticket):
            raise record_invalid({"base": [("Request: cannot be solved by you", "InvalidValue")]})
        changes["status"] = "solved"
    after, _, _ = _tickets.update(call, ticket, changes)
    return after


def requested_by(account: Account, user: int) -> list[int]:
    """Return the ids of the tickets that a user asked for."""
    return account.tickets.where("requester_id", user)
