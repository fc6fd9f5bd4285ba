"""Tags: of tickets, users and organizations, and those of the whole account.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/tags/
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator import _organizations, _people, _tickets, _unique
from zendesk_async.emulator._call import Answer, Call, answers
from zendesk_async.emulator._paging import Style, count_answer, list_answer
from zendesk_async.emulator._people_events import organization_changed, user_changed
from zendesk_async.emulator._refusals import invalid_attribute, missing_parameter
from zendesk_async.emulator._store import Account, Row
from zendesk_async.emulator._validation import strings, tags_of

MOST_LISTED = 20_000
"""Tags that the account's list reaches."""

MOST_COMPLETED = 15
"""Tags that autocompletion offers."""

_FEWEST_LETTERS = 2

_GUARD = ("safe_update", "updated_stamp")

Change = Callable[[list[str], list[str]], list[str]]

_counted: WeakKeyDictionary[Account, tuple[int, list[Row]]] = WeakKeyDictionary()


def replaced(_before: list[str], given: list[str]) -> list[str]:
    """Set the tags."""
    return given


def added(before: list[str], given: list[str]) -> list[str]:
    """Add to the tags."""
    return [*before, *given]


def removed(before: list[str], given: list[str]) -> list[str]:
    """Take away from the tags."""
    return [tag for tag in before if tag not in given]


CHANGES: dict[str, Change] = {"POST": replaced, "PUT": added, "DELETE": removed}
"""What each method does with the tags of a record."""


def given_tags(call: Call) -> list[str]:
    """Return the tags a request names: in its body (a DELETE has one too), or in the query."""
    body: Any = call.body
    if is_object(body) and "tags" in body:
        return tags_of(strings("tags", body["tags"]))
    if is_array(body):
        return tags_of(strings("tags", body))
    if "tags" in call.query or "tags[]" in call.query:
        return tags_of([*call.query.getall("tags", []), *call.query.getall("tags[]", [])])
    raise invalid_attribute("tags", "is required")


def changed_tags(call: Call, before: list[str]) -> list[str]:
    """Return a record's tags after the request."""
    return tags_of(CHANGES[call.operation.method](before, given_tags(call)))


def answer_tags(call: Call, tags: list[str]) -> Answer:
    """Answer the tags of a record: 201 where they were set, 200 otherwise."""
    return Answer({"tags": tags}, 201 if call.operation.method == "POST" else 200)


@answers("ListResourceTags")
def list_ticket_tags(call: Call) -> Answer:
    """Answer the tags of a ticket."""
    return Answer({"tags": _tickets.ticket_of(call.account, call.identifier("ticket_id"))["tags"]})


@answers("SetTagsTicket", "PutTagsTicket", "DeleteTagsTicket")
def change_ticket_tags(call: Call) -> Answer:
    """Set, add or take away tags of a ticket, if it is still as of `updated_stamp` where that is asked for."""
    ticket = _tickets.ticket_of(call.account, call.identifier("ticket_id"))
    body: Any = call.body
    guard = {name: body[name] for name in _GUARD if name in body} if is_object(body) else {}
    after, _, _ = _tickets.update(call, ticket, {"tags": changed_tags(call, ticket["tags"]), **guard})
    return answer_tags(call, after["tags"])


@answers("ListUserTags")
def list_user_tags(call: Call) -> Answer:
    """Answer the tags of a user."""
    return Answer({"tags": _people.user_of(call.account, call.identifier("user_id"))["tags"]})


@answers("SetUserTags", "PutUserTags", "DeleteUserTags")
def change_user_tags(call: Call) -> Answer:
    """Set, add or take away tags of a user."""
    user = _people.active_user(call.account, call.identifier("user_id"))
    tags = changed_tags(call, user["tags"])
    if tags != user["tags"]:
        changes = {"tags": tags, "updated_at": call.clock.stamp()}
        user_changed(call.account, user, _unique.change(call.account.users, user["id"], changes))
    return answer_tags(call, tags)


@answers("ListOrganizationTags")
def list_organization_tags(call: Call) -> Answer:
    """Answer the tags of an organization."""
    return Answer({"tags": _organization(call)["tags"]})


@answers("SetOrganizationTags", "AddOrganizationTags", "RemoveOrganizationTags")
def change_organization_tags(call: Call) -> Answer:
    """Set, add or take away tags of an organization."""
    organization = _organization(call)
    tags = changed_tags(call, organization["tags"])
    if tags != organization["tags"]:
        changes = {"tags": tags, "updated_at": call.clock.stamp()}
        after = _unique.change(call.account.organizations, organization["id"], changes)
        organization_changed(call.account, organization, after)
    return answer_tags(call, tags)


@answers("ListTags")
def list_tags(call: Call) -> Answer:
    """Answer the tags of the account's tickets, the most used ones first."""
    return list_answer(
        call,
        "tags",
        [{**row, "id": row["name"]} for row in used(call.account)[:MOST_LISTED]],
        sort="-count,id",
        render=lambda page: [{"name": row["name"], "count": row["count"]} for row in page],
    )


@answers("CountTags")
def count_tags(call: Call) -> Answer:
    """Answer how many tags there are."""
    return count_answer(call, len(used(call.account)))


@answers("AutocompleteTags")
def autocomplete_tags(call: Call) -> Answer:
    """Answer the tags in which a word begins so."""
    return _completed(call, call.query.get("name"))


@answers("AutocompleteTagsPost")
def autocomplete_tags_post(call: Call) -> Answer:
    """Answer the same as the GET, with the text in the body."""
    body: Any = call.body
    name: Any = body.get("name") if is_object(body) else None
    return _completed(call, name if isinstance(name, str) else call.query.get("name"))


def _completed(call: Call, name: str | None) -> Answer:
    if not name:
        raise missing_parameter("name")
    start = name.strip().lower()
    found: list[str] = []
    if len(start) >= _FEWEST_LETTERS:
        word = re.compile(rf"(?:^|[^a-z0-9]){re.escape(start)}")
        found = [row["name"] for row in used(call.account) if word.search(row["name"])]
    rows = [{"id": tag} for tag in found[:MOST_COMPLETED]]
    return list_answer(call, "tags", rows, style=Style.OFFSET, render=lambda page: [row["id"] for row in page])


def used(account: Account) -> list[Row]:
    """Return the tags of the account's tickets and how often each is used, the most used ones first.

    Zendesk counts those of the last sixty days; here all count, for a seeded account's tickets are older than that.
    """
    tickets = account.tickets
    known = _counted.get(account)
    if known is None or known[0] != tickets.version:
        counter: Counter[str] = Counter()
        for identifier in tickets:
            counter.update(tickets.value(identifier, "tags"))
        ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
        known = _counted[account] = (tickets.version, [{"name": name, "count": count} for name, count in ranked])
    return known[1]


def _organization(call: Call) -> Row:
    return _organizations.organization_of(call.account, call.identifier("organization_id"))
