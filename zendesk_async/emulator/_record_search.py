"""Searches of custom object records and of assets: by words, and by filters of `$and`, `$or` and comparisons. Pure.

https://developer.zendesk.com/api-reference/custom-data/custom-objects/custom_object_records/#filtered-search-of-custom-object-records
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._shapes import Row

Test = Callable[[Row], bool]
Read = Callable[[Row, str], Any]

_INCOMPARABLE = -2


class FilterError(ValueError):
    """Say what a filter has that can not be understood."""


def parse(given: Any, fields: Collection[str], read: Read) -> Test:
    """Return the test of a filter: `{"$and": [{"name": {"$eq": "a"}}], "$or": […]}`. Raises `FilterError`.

    `fields` are the names that may be asked for, `read` gives their values.
    """
    if not is_object(given) or not given:
        raise FilterError("filter must be an object that is not empty")
    tests: list[Test] = []
    for key, value in given.items():
        if key in {"$and", "$or"}:
            tests.append(_group(key, value, fields, read))
        elif key not in fields:
            raise FilterError(f"{key} is not a field")
        else:
            tests.append(_comparison(key, value, read))
    return lambda row: all(test(row) for test in tests)


def _group(key: str, value: Any, fields: Collection[str], read: Read) -> Test:
    if not is_array(value) or not value:
        raise FilterError(f"{key} must be an array that is not empty")
    tests = [parse(entry, fields, read) for entry in value]
    if key == "$and":
        return lambda row: all(test(row) for test in tests)
    return lambda row: any(test(row) for test in tests)


def _comparison(field: str, value: Any, read: Read) -> Test:
    if is_object(value) and "operator" in value:
        value = {str(value["operator"]): value.get("value")}
    if not is_object(value) or not value:
        raise FilterError(f"{field} must be compared")
    pairs: list[tuple[Callable[[Any, Any], bool], Any]] = []
    for operator, wanted in value.items():
        compare = COMPARISONS.get(operator)
        if compare is None:
            raise FilterError(f"{operator} is not a comparison")
        pairs.append((compare, wanted))
    return lambda row: all(compare(read(row, field), wanted) for compare, wanted in pairs)


def _equal(held: Any, value: Any) -> bool:
    if is_array(held):
        return any(_equal(one, value) for one in held)
    if held is None or value is None:
        return held is value
    if isinstance(held, bool) or isinstance(value, bool):
        return str(held).lower() == str(value).lower()
    return _compared(held, value) == 0


def _compared(held: Any, value: Any) -> int:
    """Return -1, 0 or 1 as the one is less, equal or greater; something else for what has no order."""
    if held is None or value is None:
        return _INCOMPARABLE
    try:
        one, other = float(held), float(value)
    except (TypeError, ValueError):
        text, wanted = str(held).casefold(), str(value).casefold()
        return (text > wanted) - (text < wanted)
    return (one > other) - (one < other)


def _contains(held: Any, value: Any) -> bool:
    if is_array(held):
        return any(_equal(one, value) for one in held)
    return held is not None and str(value).casefold() in str(held).casefold()


def words(query: str) -> Callable[[str], bool]:
    """Return the test of words: all of them begin words of the text; in quotes they stand together."""
    text = query.strip().casefold()
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        phrase = text[1:-1]
        return lambda held: phrase in held.casefold()
    wanted = [word.strip("*") for word in text.split()]

    def test(held: str) -> bool:
        parts = held.casefold().replace("-", " ").replace("_", " ").split() + held.casefold().split()
        return all(any(part.startswith(word) for part in parts) for word in wanted)

    return test


COMPARISONS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "$eq": _equal,
    "$noteq": lambda held, value: not _equal(held, value),
    "$gt": lambda held, value: _compared(held, value) > 0,
    "$gte": lambda held, value: _compared(held, value) >= 0,
    "$lt": lambda held, value: -2 < _compared(held, value) < 0,
    "$lte": lambda held, value: -2 < _compared(held, value) <= 0,
    "$contains": _contains,
    "$notcontains": lambda held, value: not _contains(held, value),
    "$in": lambda held, value: any(_equal(held, one) for one in value) if is_array(value) else False,
    "$notin": lambda held, value: not any(_equal(held, one) for one in value) if is_array(value) else False,
}
"""How a field may be compared with a value."""
