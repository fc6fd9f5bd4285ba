"""Tickets: shown, listed, counted, made and changed.

https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/
"""

import asyncio
from collections.abc import Mapping, Sequence

from zendesk_async._json import is_object
from zendesk_async.emulator import _refusals
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._clock import seconds_of
from zendesk_async.emulator._paging import Style, count_answer, list_answer
from zendesk_async.emulator._people import user_of
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._sideloads import embedded, embeds, ticket_sideloads
from zendesk_async.emulator._ticket_lists import is_archived, listed_ids, ticket_list
from zendesk_async.emulator._tickets import create, database_collision, ticket_of, update

RECENT = 5

_updating: set[tuple[int, int]] = set()


@answers("ListTickets")
def list_tickets(call: Call) -> Answer:
    """Answer the account's tickets, by id."""
    external, start = call.query.get("external_id"), call.integer("start_time")
    if call.query.get("support_type_scope") == "ai_agent":
        return ticket_list(call, ())
    if external is not None:
        found = call.account.tickets.where("external_id", external)
        return ticket_list(call, [identifier for identifier in found if not is_archived(call.account, identifier)])
    if start is not None:
        tickets, listed = call.account.tickets, listed_ids(call.account)
        chosen = tickets.ids if listed is None else listed
        return ticket_list(call, [one for one in chosen if seconds_of(tickets.value(one, "updated_at")) >= start])
    return ticket_list(call)


@answers("CountTickets")
def count_tickets(call: Call) -> Answer:
    """Answer how many tickets lists show."""
    listed = listed_ids(call.account)
    return count_answer(call, len(call.account.tickets if listed is None else listed))


@answers("ListRecentTickets")
def list_recent_tickets(call: Call) -> Answer:
    """Answer the tickets that the acting user changed last."""
    account = call.account
    mine = reversed(account.audits.where("author_id", call.user["id"]))
    recent = dict.fromkeys(account.audits.value(identifier, "ticket_id") for identifier in mine)
    ids = [identifier for identifier in recent if identifier in account.tickets][:RECENT]
    rows = account.tickets.rows(ids)
    return Answer({"tickets": rows, "next_page": None, "previous_page": None, "count": len(rows)})


@answers("TicketsShowMany")
def show_many_tickets(call: Call) -> Answer:
    """Answer the tickets with these ids; those that are not there are left out."""
    tickets = call.account.tickets
    return ticket_list(call, [identifier for identifier in dict.fromkeys(call.ids()) if identifier in tickets])


@answers("ListOrganizationTickets")
def list_organization_tickets(call: Call) -> Answer:
    """Answer an organization's tickets, archived ones too."""
    return ticket_list(call, _of_organization(call))


@answers("CountOrganizationTickets")
def count_organization_tickets(call: Call) -> Answer:
    """Answer how many tickets an organization has."""
    return count_answer(call, len(_of_organization(call)))


def _of_organization(call: Call) -> list[int]:
    organization = call.identifier("organization_id")
    if organization not in call.account.organizations:
        raise _refusals.record_not_found()
    return call.account.tickets.where("organization_id", organization)


def _of_user(call: Call, field: str) -> list[int]:
    user = user_of(call.account, call.identifier("user_id"))
    ids = call.account.tickets.where(field, user["id"])
    if call.flag("exclude_archived"):
        ids = [identifier for identifier in ids if not is_archived(call.account, identifier)]
    return ids


@answers("ListUserRequestedTickets")
def list_requested_tickets(call: Call) -> Answer:
    """Answer the tickets a user asked for."""
    answer = ticket_list(call, _of_user(call, "requester_id"))
    if call.flag("exclude_count") and is_object(answer.payload):
        return Answer({key: value for key, value in answer.payload.items() if key != "count"})
    return answer


@answers("ListUserAssignedTickets")
def list_assigned_tickets(call: Call) -> Answer:
    """Answer the tickets assigned to a user."""
    return ticket_list(call, _of_user(call, "assignee_id"))


@answers("CountUserAssignedTickets")
def count_assigned_tickets(call: Call) -> Answer:
    """Answer how many tickets are assigned to a user."""
    return count_answer(call, len(_of_user(call, "assignee_id")))


@answers("ListUserCCDTickets")
def list_copied_tickets(call: Call) -> Answer:
    """Answer the tickets a user is copied on."""
    return ticket_list(call, _of_user(call, "email_cc_ids"))


@answers("CountUserCCDTickets")
def count_copied_tickets(call: Call) -> Answer:
    """Answer how many tickets a user is copied on."""
    return count_answer(call, len(_of_user(call, "email_cc_ids")))


@answers("ListUserFollowedTickets")
def list_followed_tickets(call: Call) -> Answer:
    """Answer the tickets a user follows."""
    return ticket_list(call, _of_user(call, "follower_ids"))


@answers("ListTicketProblems")
def list_problems(call: Call) -> Answer:
    """Answer the problem tickets, the last changed first."""
    return ticket_list(call, call.account.tickets.where("type", "problem"), sort="-updated_at,-id")


@answers("AutocompleteProblems")
def autocomplete_problems(call: Call) -> Answer:
    """Answer the problem tickets whose subject holds a text."""
    given = call.body if is_object(call.body) else {}
    text = str(given.get("text") or call.query.get("text") or "").casefold()
    tickets = call.account.tickets
    found = [
        one for one in tickets.where("type", "problem") if text in (tickets.value(one, "subject") or "").casefold()
    ]
    return ticket_list(call, found, sort="-updated_at,-id")


@answers("ListTicketIncidents")
def list_incidents(call: Call) -> Answer:
    """Answer the incidents of a problem."""
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    return ticket_list(call, call.account.tickets.where("problem_id", ticket["id"]))


@answers("ShowTicket")
def show_ticket(call: Call) -> Answer:
    """Answer one ticket; a deleted one is not found."""
    identifier = call.identifier("ticket_id")
    includes = call.includes()
    if not includes and not call.query and identifier in call.account.tickets:
        return Answer(b'{"ticket":' + call.account.tickets.render(identifier) + b"}")
    ticket = ticket_of(call.account, identifier)
    shown = embedded(call.account, ticket, includes) if embeds(includes) else ticket
    if call.flag("reduced_payload_size"):
        held = [entry for entry in ticket["custom_fields"] if entry["value"] is not None]
        shown = {**shown, "custom_fields": held, "fields": held}
    if call.flag("remove_duplicate_fields"):
        shown = {key: value for key, value in shown.items() if key != "fields"}
    return Answer({"ticket": shown, **ticket_sideloads(call.account, [ticket], includes)})


@answers("ShowTicketByMessagingConversationId")
def show_ticket_of_conversation(call: Call) -> Answer:
    """Answer 404 for every id: the account has no messaging conversations."""
    _ = call.path["conversation_id"]
    raise _refusals.record_not_found()


@answers("CreateTicket")
def create_ticket(call: Call) -> Answer:
    """Make a ticket; `async=true` tells it is made, in a job."""
    given = call.envelope("ticket")
    if call.flag("async"):
        return _create_later(call, given)
    ticket, audit, unknown = create(call, given)
    payload = {"ticket": {**ticket, "generated_timestamp": 0}, "audit": audit}
    payload |= ticket_sideloads(call.account, [ticket], call.includes())
    return Answer(payload, 201, {"Location": ticket["url"], **warning("create", unknown)})


def _create_later(call: Call, given: Row) -> Answer:
    # The id is given out at once, though the ticket is not there before the job ends.
    identifier = call.account.new_ticket_id()

    def work(index: int, item: Row) -> Row:
        ticket, _, _ = create(call, item, identifier)
        return {"index": index, "id": ticket["id"], "account_id": call.account.account_id}

    job = call.account.jobs.start("Bulk Create Ticket", [given], work, base=call.base)
    return Answer({"ticket": {"id": identifier}, "job_status": job}, 202)


@answers("UpdateTicket")
async def update_ticket(call: Call) -> Answer:
    """Change a ticket; two changes of one ticket at the same moment collide."""
    identifier = call.identifier("ticket_id")
    given = call.envelope("ticket")
    account = call.account
    if account.settings.update_seconds:
        lock = (id(account), identifier)
        if lock in _updating:
            raise database_collision()
        _updating.add(lock)
        try:
            await asyncio.sleep(account.settings.update_seconds)
            return _update(call, identifier, given)
        finally:
            _updating.discard(lock)
    return _update(call, identifier, given)


def _update(call: Call, identifier: int, given: Row) -> Answer:
    ticket, audit, unknown = update(call, ticket_of(call.account, identifier), given)
    payload = {"ticket": ticket, "audit": audit, **ticket_sideloads(call.account, [ticket], call.includes())}
    return Answer(payload, headers=warning("update", unknown))


def warning(action: str, unknown: Sequence[str]) -> Mapping[str, str]:
    """Return the header that lists keys that were dropped, as a Ruby hash (seen in recorded traffic)."""
    if not unknown:
        return {}
    # Only what a header can carry; a key is the caller's own text.
    keys = ", ".join('"ticket.' + key.encode("ascii", "backslashreplace").decode() + '"' for key in unknown)
    keys = "".join(letter if letter.isprintable() else "?" for letter in keys)
    return {
        "x-zendesk-api-warn": f'{{:allowed_parameters=>{{:controller=>"tickets", :action=>"{action}", '
        f":unpermitted_keys=>[{keys}], :invalid_values=>[]}}}}"
    }


def _people_list(call: Call, field: str) -> Answer:
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    users = call.account.users.rows(ticket[field])
    return list_answer(call, "users", users, style=Style.WHOLE)


@answers("ListTicketCollaborators")
def list_collaborators(call: Call) -> Answer:
    """Answer who is copied on a ticket."""
    return _people_list(call, "collaborator_ids")


@answers("ListTicketEmailCCs")
def list_email_ccs(call: Call) -> Answer:
    """Answer who gets a ticket's mails."""
    return _people_list(call, "email_cc_ids")


@answers("ListTicketFollowers")
def list_followers(call: Call) -> Answer:
    """Answer which agents follow a ticket."""
    return _people_list(call, "follower_ids")


@answers("TicketRelatedInformation")
def show_related(call: Call) -> Answer:
    """Answer what hangs on a ticket."""
    ticket = ticket_of(call.account, call.identifier("ticket_id"))
    source = ticket["via"]["source"]
    followed = [source["from"]["ticket_id"]] if source.get("rel") == "follow_up" else []
    return Answer(
        {
            "topic_id": None,
            "jira_issue_ids": [],
            "followup_source_ids": followed,
            "from_archive": is_archived(call.account, ticket["id"]),
            "incidents": len(call.account.tickets.where("problem_id", ticket["id"])),
            "twitter": {},
        }
    )
