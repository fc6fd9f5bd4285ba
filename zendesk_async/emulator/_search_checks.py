"""Conditions of a search as checks of one record: what each kind of property takes and how it compares. Pure.

A check reads the record through a function from field to value, so that a table can answer from its indexes and makes
a whole row only for the checks that need one.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

import attrs

from zendesk_async._json import is_array
from zendesk_async.emulator._search import Condition, Operator, QueryError
from zendesk_async.emulator._search_values import Finder, compare, moments, word_pattern

Row = dict[str, Any]
Read = Callable[[str], Any]
Test = Callable[[Read], bool]


class Lookup(Protocol):
    """What a search asks of the account beside the record itself."""

    @property
    def now(self) -> dt.datetime:
        """The account's time, an aware datetime."""
        ...

    def referred(self, kind: str, text: str) -> frozenset[int]:
        """Return the ids of the users, groups, organizations, brands or forms that a name, address, id or `me` means."""
        ...

    def comments(self, ticket_id: int) -> Sequence[Row]:
        """Return the comments of a ticket."""
        ...

    def bodies(self, ticket_id: int) -> Iterable[str]:
        """Return what the comments of a ticket say."""
        ...

    def solved_at(self, ticket_id: int) -> str | None:
        """Return when a ticket was solved."""
        ...

    def members(self, group_ids: frozenset[int] | None) -> frozenset[int]:
        """Return the ids of the users in these groups, in any group for None."""
        ...


@attrs.frozen
class Check:
    """A test of one record. `cost` orders the tests: 0 reads indexed fields, 1 reads the row, 2 reads other tables.

    `field` and `values`: the test is that the field holds one of the values, which an index can answer.
    """

    test: Test
    cost: int = 1
    field: str | None = None
    values: tuple[Any, ...] = ()


Maker = Callable[[Condition, Lookup], Check]


def is_none(condition: Condition) -> bool:
    """Tell whether the condition asks for an empty property (`assignee:none`)."""
    return not condition.phrase and condition.value.casefold() == "none" and condition.operator is Operator.EQUAL


def only_equal(condition: Condition) -> None:
    """Refuse `<` and `>` where there is no order."""
    if condition.operator is not Operator.EQUAL:
        raise QueryError(f"{condition.keyword} can not be compared with {condition.operator.value}")


def choice(field: str, names: Mapping[str, str] | None = None) -> Maker:
    """Make checks of a field that holds one word of a fixed set."""

    def make(condition: Condition, _lookup: Lookup) -> Check:
        only_equal(condition)
        value = condition.value.casefold()
        value = (names or {}).get(value, value)
        wanted = None if is_none(condition) else value
        return Check(lambda read: read(field) == wanted, 0, field, (wanted,))

    return make


def rank(field: str, ranks: Sequence[str]) -> Maker:
    """Make checks of a field whose values have an order, lowest first."""

    def make(condition: Condition, _lookup: Lookup) -> Check:
        value = condition.value.casefold()
        if is_none(condition):
            return Check(lambda read: read(field) is None, 0)
        if value not in ranks:
            only_equal(condition)
            return Check(lambda _: False, 0, field)
        limit = ranks.index(value)
        chosen = tuple(name for place, name in enumerate(ranks) if compare(condition.operator, place, limit))
        return Check(lambda read: read(field) in chosen, 0, field, chosen)

    return make


def moment(field: str, cost: int = 0) -> Maker:
    """Make checks of a time."""

    def make(condition: Condition, lookup: Lookup) -> Check:
        if is_none(condition):
            return Check(lambda read: not read(field), cost)
        wanted = moments(condition.value, lookup.now)

        def test(read: Read) -> bool:
            stamp = read(field)
            return bool(stamp) and wanted.holds(condition.operator, stamp)

        return Check(test, cost)

    return make


def flag(read_flag: Callable[[Read], bool]) -> Maker:
    """Make checks of a yes or no."""

    def make(condition: Condition, _lookup: Lookup) -> Check:
        only_equal(condition)
        wanted = condition.value.casefold() in {"true", "yes", "1"}
        return Check(lambda read: read_flag(read) is wanted)

    return make


def reference(field: str, kind: str) -> Maker:
    """Make checks of a field that refers to another record, by `none`, `me`, name, e-mail address, id or phone."""

    def make(condition: Condition, lookup: Lookup) -> Check:
        only_equal(condition)
        if is_none(condition):
            return Check(lambda read: read(field) is None, 0, field, (None,))
        wanted = lookup.referred(kind, condition.value)
        return Check(lambda read: read(field) in wanted, 0, field, tuple(sorted(wanted)))

    return make


def references(fields: Sequence[str], kind: str) -> Maker:
    """Make checks of lists of references."""

    def make(condition: Condition, lookup: Lookup) -> Check:
        only_equal(condition)
        if is_none(condition):
            return Check(lambda read: not any(read(field) for field in fields))
        wanted = lookup.referred(kind, condition.value)
        return Check(lambda read: any(not wanted.isdisjoint(read(field) or ()) for field in fields))

    return make


def holds_words(condition: Condition, texts: Callable[[Read], Iterable[Any]], cost: int = 1) -> Check:
    """Check that one of the texts has the words of the condition: whole words, or with `*` their beginnings."""
    only_equal(condition)
    found = Finder(word_pattern(condition.text, prefix=condition.wildcard, phrase=condition.phrase))
    if condition.wildcard and not condition.text:
        return Check(lambda read: any(text not in (None, "", False) for text in texts(read)), cost)
    return Check(lambda read: any(map(found, texts(read))), cost)


def words(*fields: str, cost: int = 1) -> Maker:
    """Make checks of free text."""

    def make(condition: Condition, _lookup: Lookup) -> Check:
        if is_none(condition):
            return Check(lambda read: not any(read(field) for field in fields), cost)
        return holds_words(condition, lambda read: [read(field) for field in fields], cost)

    return make


def exact(field: str) -> Maker:
    """Make checks of a name that is compared whole, without regard to case."""

    def make(condition: Condition, _lookup: Lookup) -> Check:
        only_equal(condition)
        if is_none(condition):
            return Check(lambda read: not read(field))
        wanted = condition.text.casefold()
        if condition.wildcard:
            return Check(lambda read: str(read(field) or "").casefold().startswith(wanted))
        return Check(lambda read: str(read(field) or "").casefold() == wanted)

    return make


def tags(condition: Condition, _lookup: Lookup) -> Check:
    """Check tags: `tags:"a b"` needs all of them, `tags:a*` one that starts so, `tags:none` that there are none."""
    only_equal(condition)
    if is_none(condition):
        return Check(lambda read: not read("tags"))
    wanted = frozenset(condition.text.casefold().split())
    if condition.wildcard:
        return Check(lambda read: any(str(tag).casefold().startswith(tuple(wanted)) for tag in read("tags") or ()))
    if len(wanted) == 1:
        # Zendesk keeps tags in lower case, so an index of them answers this.
        (only,) = wanted
        return Check(lambda read: only in (read("tags") or ()), 1, "tags", (only,))
    return Check(lambda read: wanted.issubset(read("tags") or ()))


def custom(condition: Condition, values: Callable[[Read], Iterable[Any]], lookup: Lookup) -> Check:
    """Check values of custom fields: words, `*` (not blank), `checked`, numbers and dates with `<` and `>`."""
    if condition.operator is not Operator.EQUAL:
        return Check(lambda read: any(_compares(condition, value, lookup) for value in values(read)))
    if condition.value.casefold() in {"checked", "unchecked"} and not condition.phrase:
        wanted = condition.value.casefold() == "checked"
        return Check(lambda read: any(bool(value) is wanted for value in values(read) if not isinstance(value, str)))
    if is_none(condition):
        return Check(lambda read: all(value in (None, "", False) for value in values(read)))
    return holds_words(condition, lambda read: _single(values(read)))


def _single(values: Iterable[Any]) -> Iterable[Any]:
    for value in values:
        if is_array(value):
            yield from value
        else:
            yield value


def _compares(condition: Condition, value: Any, lookup: Lookup) -> bool:
    if value is None or isinstance(value, bool | list):
        return False
    try:
        return compare(condition.operator, float(value), float(condition.value))
    except ValueError:
        return isinstance(value, str) and moments(condition.value, lookup.now).holds(condition.operator, value)
