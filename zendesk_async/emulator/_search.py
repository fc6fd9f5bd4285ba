"""The query language of Zendesk's search, as values: text becomes a `Query`, and a `Query` becomes text. No I/O.

Source of the grammar: https://support.zendesk.com/hc/en-us/articles/4408886879258 (search reference).
What a query selects is decided in `_search_matching`.
"""

import enum
import re
from collections.abc import Iterator

import attrs

TYPES = ("ticket", "user", "organization", "group")
"""The kinds of record a search looks through, unless `type:` narrows it."""

MOST_WORDS = 64
"""The longest query, in words (search reference: "up to 64 words")."""

_SORT_FIELDS = {
    "created": "created_at",
    "created_at": "created_at",
    "updated": "updated_at",
    "updated_at": "updated_at",
    # "commented" stands in one of the two articles; the time of the last comment is the time of the last update.
    "commented": "updated_at",
    "priority": "priority",
    "status": "status",
    "ticket_type": "ticket_type",
}

_CONDITION = re.compile(r"(?P<keyword>[A-Za-z][A-Za-z0-9_.]*)(?P<operator><=|>=|<|>|:)")


class QueryError(ValueError):
    """Say why a query can't be searched for; `code` tells the two answers of the API apart."""

    def __init__(self, message: str, *, code: str = "invalid") -> None:
        super().__init__(message)
        self.code = code


class Operator(enum.Enum):
    """How a condition compares."""

    EQUAL = ":"
    LESS = "<"
    LESS_OR_EQUAL = "<="
    GREATER = ">"
    GREATER_OR_EQUAL = ">="


@attrs.frozen
class Word:
    """A word, or a `"phrase in quotes"`, looked for in every text of a record."""

    text: str
    phrase: bool = False
    excluded: bool = False

    def __str__(self) -> str:
        text = f'"{self.text}"' if self.phrase else self.text
        return f"-{text}" if self.excluded else text


@attrs.frozen
class Condition:
    """A property of the record and what it must be: `status<solved`, `-tags:"one two"`."""

    keyword: str
    value: str
    operator: Operator = Operator.EQUAL
    phrase: bool = False
    excluded: bool = False

    def __str__(self) -> str:
        value = f'"{self.value}"' if self.phrase else self.value
        return f"{'-' if self.excluded else ''}{self.keyword}{self.operator.value}{value}"

    @property
    def wildcard(self) -> bool:
        """Tell whether the value stands for every word that starts with it (`subject:photo*`)."""
        return not self.phrase and self.value.endswith("*")

    @property
    def text(self) -> str:
        """Return the value without its wildcard."""
        return self.value.rstrip("*") if self.wildcard else self.value


@attrs.frozen
class Order:
    """The order of the results; without `field`, by relevance."""

    field: str | None = None
    descending: bool = True


@attrs.frozen
class Query:
    """What was asked for, in the order it was written."""

    items: tuple[Word | Condition, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(str, self.items))

    @property
    def words(self) -> tuple[Word, ...]:
        """Return the free words and phrases."""
        return tuple(item for item in self.items if isinstance(item, Word))

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Return the conditions that select records: all but `type:`, `order_by:` and `sort:`."""
        return tuple(
            item
            for item in self.items
            if isinstance(item, Condition) and item.keyword not in {"type", "order_by", "sort"}
        )

    @property
    def types(self) -> tuple[str, ...]:
        """Return the kinds of record that `type:` leaves, all of them without it."""
        asked = [item for item in self.items if isinstance(item, Condition) and item.keyword == "type"]
        wanted = {item.value.casefold() for item in asked if not item.excluded}
        unwanted = {item.value.casefold() for item in asked if item.excluded}
        return tuple(name for name in TYPES if name not in unwanted and (not wanted or name in wanted))

    @property
    def order(self) -> Order:
        """Return the order that `order_by:` and `sort:` ask for."""
        field, descending = None, True
        for item in self.items:
            if isinstance(item, Condition) and item.keyword == "order_by":
                field = sort_field(item.value)
            elif isinstance(item, Condition) and item.keyword == "sort":
                descending = item.value.casefold() != "asc"
        return Order(field, descending)


def sort_field(name: str) -> str | None:
    """Return the field that `sort_by` or `order_by:` names, or None (relevance) for a name Zendesk doesn't sort by."""
    return _SORT_FIELDS.get(name.casefold())


def parse(text: str) -> Query:
    """Read a query. Raises `QueryError` for one that is too long or names an unknown `type:`."""
    items = tuple(_items(text))
    words = sum(len(item.text.split()) for item in items if isinstance(item, Word))
    if words > MOST_WORDS:
        raise QueryError(f"Query has {words} words, the most is {MOST_WORDS}")
    for item in items:
        if isinstance(item, Condition) and item.keyword == "type" and item.value.casefold() not in TYPES:
            raise QueryError(f"Invalid type:{item.value}", code="QueryError")
    return Query(items)


def _items(text: str) -> Iterator[Word | Condition]:
    position = 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        excluded = text[position] == "-"
        position += excluded
        match = _CONDITION.match(text, position)
        if match is not None:
            value, phrase, end = _value(text, match.end())
            if value:
                operator = Operator(match["operator"])
                yield Condition(match["keyword"].lower(), value, operator, phrase, excluded)
            else:
                # "No space before or after an operator": what has one is no condition.
                yield Word(match[0], excluded=excluded)
            position = end
        else:
            value, phrase, position = _value(text, position)
            if value:
                yield Word(value, phrase, excluded)


def _value(text: str, start: int) -> tuple[str, bool, int]:
    """Return the word or phrase that begins at `start`, whether it is a phrase, and where it ends."""
    if text.startswith('"', start):
        end = text.find('"', start + 1)
        end = len(text) if end < 0 else end
        return " ".join(text[start + 1 : end].split()), True, end + 1
    end = start
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end], False, end
