"""Searches of an account: queries run over its tables, and their results kept for a moment."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

import attrs

from zendesk_async.emulator._search import Order, Query
from zendesk_async.emulator._search_checks import Check, Row
from zendesk_async.emulator._search_matching import PRIORITIES, STATUSES, checks
from zendesk_async.emulator._search_values import word_pattern

if TYPE_CHECKING:
    from zendesk_async.emulator._store import Account, Table

Found = TypeVar("Found")
Item = TypeVar("Item")

Hit = tuple[str, int]
"""The kind and the id of a result."""

_KEPT_QUERIES = 64
_KEPT_SECONDS = 10.0
_LARGE_ACCOUNT = 20_000
_INDEXED = frozenset({"requester_id", "submitter_id", "assignee_id", "organization_id", "group_id"})
_SEARCHED_COMMENTS = 500
# Rows looked at before other requests get their turn, by the cost of the checks.
_SLICES = (4_000, 400, 100)


class AccountLookup:
    """Answer what a query asks of the account beside the record itself."""

    def __init__(self, account: "Account", user_id: int | None) -> None:
        self.account = account
        self._user_id = user_id
        self.now = account.clock.now()
        self._members: dict[frozenset[int] | None, frozenset[int]] = {}

    def referred(self, kind: str, text: str) -> frozenset[int]:
        """Return the ids of the records of this kind that a name, e-mail address, id, phone or `me` means."""
        table: Table[int] = getattr(self.account, kind)
        if kind == "users" and text.casefold() == "me":
            return frozenset() if self._user_id is None else frozenset({self._user_id})
        if text.isdecimal() and len(text) < 20 and int(text) in table:
            return frozenset({int(text)})
        if kind == "users":
            return frozenset(self._users(text))
        pattern = word_pattern(text.rstrip("*"), prefix=text.endswith("*"), phrase=True)
        return frozenset(identifier for identifier in table if pattern.search(str(table.value(identifier, "name"))))

    def _users(self, text: str) -> Iterable[int]:
        users, wanted = self.account.users, text.casefold()
        if "@" in text:
            identities = self.account.identities
            for identifier in identities:
                if str(identities.value(identifier, "value")).casefold() == wanted:
                    yield identities.value(identifier, "user_id")
            yield from (one for one in users if str(users.value(one, "email")).casefold() == wanted)
        elif text.startswith("+"):
            yield from users.where("phone", text)
        else:
            pattern = word_pattern(text.rstrip("*"), prefix=text.endswith("*"), phrase=True)
            yield from (one for one in users if pattern.search(str(users.value(one, "name"))))

    def comments(self, ticket_id: int) -> Sequence[Row]:
        """Return the comments of a ticket, oldest first."""
        comments = self.account.comments
        return comments.rows(comments.where("ticket_id", ticket_id))

    def bodies(self, ticket_id: int) -> Iterable[str]:
        """Return what the comments of a ticket say, the first 500 of them as the search reference has it."""
        comments = self.account.comments
        for identifier in comments.where("ticket_id", ticket_id)[:_SEARCHED_COMMENTS]:
            yield comments.value(identifier, "body")

    def solved_at(self, ticket_id: int) -> str | None:
        """Return when a ticket was solved."""
        metric = self.account.ticket_metrics.one("ticket_id", ticket_id)
        return None if metric is None else metric.get("solved_at")

    def members(self, group_ids: frozenset[int] | None) -> frozenset[int]:
        """Return the ids of the users in these groups, in any group for None."""
        if group_ids not in self._members:
            rows = self.account.group_memberships.rows()
            self._members[group_ids] = frozenset(
                row["user_id"] for row in rows if group_ids is None or row["group_id"] in group_ids
            )
        return self._members[group_ids]


@attrs.frozen
class _Kept:
    found: list[Any]
    versions: tuple[int, ...]
    at: float


_kept: "WeakKeyDictionary[Account, dict[tuple[Any, ...], _Kept]]" = WeakKeyDictionary()


async def remembered(
    account: "Account", key: tuple[Any, ...], find: Callable[[], Awaitable[list[Found]]]
) -> list[Found]:
    """Return what was found a moment ago, or find it.

    In a large account it is given again even when a record changed since (at Zendesk it takes a minute or more before a
    change is found by a search, up to ten before a view shows it).
    """
    versions = tuple(table.version for table in account.tables())
    kept = _kept.setdefault(account, {})
    known, now = kept.get(key), account.clock.seconds()
    still_true = known is not None and (known.versions == versions or len(account.tickets) >= _LARGE_ACCOUNT)
    if known is not None and still_true and known.at <= now < known.at + _KEPT_SECONDS:
        return known.found
    found = await find()
    if len(kept) >= _KEPT_QUERIES:
        kept.pop(next(iter(kept)), None)
    kept[key] = _Kept(found, versions, now)
    return found


async def search(
    account: "Account", query: Query, *, user_id: int | None, kinds: Sequence[str], order: Order
) -> list[Hit]:
    """Return what the query selects, in the order asked for. Other requests are served meanwhile."""

    async def find() -> list[Hit]:
        lookup = AccountLookup(account, user_id)
        hits: list[Hit] = []
        for kind in kinds:
            table: Table[int] = getattr(account, f"{kind}s")
            tests = checks(query, kind, lookup, _custom_keys(table, kind))
            if tests is not None:
                hits += [(kind, identifier) for identifier in await select(table, tests)]
        key = _sort_key(account, order)
        keys: dict[Hit, tuple[Any, ...]] = {}
        async for part in in_turns(hits, _SLICES[0]):
            keys.update((hit, key(hit)) for hit in part)
        hits.sort(key=keys.__getitem__, reverse=order.descending)
        return hits

    return await remembered(account, ("search", str(query), user_id, tuple(kinds), order), find)


async def select(table: "Table[int]", tests: list[Check]) -> list[int]:
    """Return the ids of the rows that pass all tests, ascending. Other requests are served meanwhile."""
    ids: Sequence[int] = table.ids
    for test in tests:
        # References are indexed; whatever else is compared is looked at row by row.
        if test.field in _INDEXED and test.values:
            ids = sorted({identifier for value in test.values for identifier in table.where(test.field, value)})
            break
    costliest = max((test.cost for test in tests), default=0)
    selected: list[int] = []
    async for part in in_turns(ids, _SLICES[costliest]):
        selected += [identifier for identifier in part if identifier in table and _passes(table, identifier, tests)]
    return selected


async def in_turns(items: Sequence[Item], size: int) -> AsyncIterator[Sequence[Item]]:
    """Yield slices of a sequence, and let other requests be served between them."""
    for start in range(0, len(items), size):
        if start:
            await asyncio.sleep(0)
        yield items[start : start + size]


def _passes(table: "Table[int]", identifier: int, tests: list[Check]) -> bool:
    value = table.value

    def read(field: str) -> Any:
        return identifier if field == "id" else value(identifier, field)

    if not all(test.test(read) for test in tests):
        return False
    # Deleted users and groups stay where they were for reading by id, but are not found.
    match table.name:
        case "users":
            return read("active") is not False
        case "groups":
            return not read("deleted")
        case _:
            return True


def _custom_keys(table: "Table[int]", kind: str) -> frozenset[str]:
    field = {"user": "user_fields", "organization": "organization_fields"}.get(kind)
    if field is None or not len(table):
        return frozenset()
    # Every record of the kind carries all custom fields; the newest one knows those that came last.
    keys: set[str] = set()
    for identifier in (table.ids[0], table.ids[-1]):
        keys.update(table.value(identifier, field) or {})
    return frozenset(keys)


def _sort_key(account: "Account", order: Order) -> Callable[[Hit], tuple[Any, ...]]:
    # Relevance is a secret of Zendesk's; here what is newest is most relevant.
    field = order.field or "created_at"
    ranks: Mapping[str, Sequence[str]] = {"status": STATUSES, "priority": PRIORITIES}

    def key(hit: Hit) -> tuple[Any, ...]:
        kind, identifier = hit
        table: Table[int] = getattr(account, f"{kind}s")
        if identifier not in table:
            # It was removed while the search went on.
            return (False, None, identifier)
        if field == "ticket_type":
            value = table.value(identifier, "type") if kind == "ticket" else None
        else:
            value = table.value(identifier, field)
        if field in ranks and value is not None:
            value = ranks[field].index(value) if value in ranks[field] else -1
        return (value is not None, value, identifier)

    return key
