"""Lists of tickets: which there are, in what order, with what beside and inside them."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

import msgspec

from zendesk_async.emulator._call import Answer, Call
from zendesk_async.emulator._clock import seconds_of
from zendesk_async.emulator._ordering import Column
from zendesk_async.emulator._paging import Style, Subset, list_answer
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._sideloads import embedded, embeds, ticket_sideloads
from zendesk_async.emulator._store import Account

SORTS = ("updated_at", "id", "status")
SORT_BY = (
    "assignee", "assignee.name", "created_at", "group", "id", "locale", "requester", "requester.name", "status",
    "subject", "updated_at",
)  # fmt: skip
_encode = msgspec.json.Encoder().encode


def ticket_list(call: Call, ids: Sequence[int] | None = None, *, sort: str = "id", style: Style = Style.BOTH) -> Answer:
    """Answer a list of tickets: those with the ids, or all that lists show."""
    account, includes = call.account, call.includes()
    chosen = listed_ids(account) if ids is None else ids
    rows = account.tickets if chosen is None else Subset(account.tickets, chosen)

    def encode(page: Sequence[int]) -> bytes:
        return _encode([embedded(account, account.tickets[identifier], includes) for identifier in page])

    return list_answer(
        call,
        "tickets",
        rows,
        sort=sort,
        sorts=SORTS,
        sort_by=SORT_BY,
        columns=_columns(account),
        style=style,
        sideloads=(lambda page: ticket_sideloads(account, page, includes)) if includes else None,
        encode=encode if embeds(includes) else None,
    )


def listed_ids(account: Account) -> list[int] | None:
    """Return the ids of the tickets that lists and counts show; None for all.

    Archived ones are missing from them (https://support.zendesk.com/hc/en-us/articles/4408887617050).
    """
    if account.settings.archive_after_days is None:
        return None
    archived = set(archived_ids(account))
    return [identifier for identifier in account.tickets if identifier not in archived]


def archived_ids(account: Account) -> list[int]:
    """Return the ids of the tickets that were closed long enough ago."""
    return [identifier for identifier in account.tickets.where("status", "closed") if is_archived(account, identifier)]


def is_archived(account: Account, identifier: int) -> bool:
    """Whether a ticket was closed long enough ago to be archived."""
    days = account.settings.archive_after_days
    if days is None or account.tickets.value(identifier, "status") != "closed":
        return False
    return seconds_of(account.tickets.value(identifier, "updated_at")) + days * 86_400 <= account.clock.seconds()


def by_time(call: Call) -> str:
    """Return the order of what a ticket's history holds: oldest first, or as `sort_order` says with offset pages."""
    descending = call.query.get("sort_order") == "desc" and not any(name.startswith("page[") for name in call.query)
    return "-created_at,-id" if descending else "created_at,id"


def _columns(account: Account) -> dict[str, Column]:
    def of_user(field: str, key: str) -> Column:
        def value(row: Row) -> Any:
            return None if row[field] is None else account.users.value(row[field], key)

        return value

    return {
        "assignee": itemgetter("assignee_id"),
        "assignee.name": of_user("assignee_id", "name"),
        "group": itemgetter("group_id"),
        "locale": of_user("requester_id", "locale_id"),
        "requester": itemgetter("requester_id"),
        "requester.name": of_user("requester_id", "name"),
    }
