"""Filters of records: whatever is compared, `$noteq` is the other side of `$eq`, `$and` and `$or` are what they say."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.emulator._record_search import COMPARISONS, FilterError, parse, words

FIELDS = {"a", "b"}
scalars = st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-5, 5) | st.text("ab1", max_size=3)
rows = st.fixed_dictionaries({name: scalars | st.lists(scalars, max_size=3) for name in sorted(FIELDS)})
conditions = st.builds(
    lambda field, operator, value: {field: {operator: value}},
    st.sampled_from(sorted(FIELDS)),
    st.sampled_from(sorted(COMPARISONS)),
    scalars | st.lists(scalars, max_size=3),
)


def holds(condition: Any, row: Any) -> bool:
    return parse(condition, FIELDS, dict.get)(row)


@given(rows, st.sampled_from(sorted(FIELDS)), scalars)
def test_each_comparison_has_another_side(row: Any, field: str, value: Any) -> None:
    for one, other in (("$eq", "$noteq"), ("$contains", "$notcontains")):
        assert holds({field: {one: value}}, row) is not holds({field: {other: value}}, row)
    both = holds({field: {"$gte": value}}, row) and holds({field: {"$lte": value}}, row)
    assert not (holds({field: {"$gt": value}}, row) and holds({field: {"$lte": value}}, row))
    if both and not isinstance(row[field], bool | list) and not isinstance(value, bool):
        assert holds({field: {"$eq": value}}, row)


@given(rows, st.lists(conditions, min_size=1, max_size=4))
def test_all_and_any(row: Any, given_conditions: list[Any]) -> None:
    single = [holds(condition, row) for condition in given_conditions]
    assert holds({"$and": given_conditions}, row) is all(single)
    assert holds({"$or": given_conditions}, row) is any(single)
    assert holds({"$and": [{"$or": given_conditions}, given_conditions[0]]}, row) is (any(single) and single[0])


@given(
    st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["$and", "a", "$eq"]), inner))
)
def test_nonsense_is_told_and_breaks_nothing(value: Any) -> None:
    with contextlib.suppress(FilterError):
        assert parse(value, FIELDS, dict.get)({"a": 1, "b": None}) in {True, False}


@pytest.mark.parametrize(
    ("held", "operator", "value", "expected"),
    [
        ("Apple", "$eq", "apple", True),
        (True, "$eq", "true", True),
        (2, "$lt", "10", True),
        ("2024-01-01", "$gt", "2023-12-31", True),
        (None, "$lt", 3, False),
        (["x", "y"], "$eq", "y", True),
        ("a", "$in", ["a", "b"], True),
        ("a", "$in", "a", False),
        ("c", "$notin", ["a", "b"], True),
        ("Big apple", "$contains", "APP", True),
    ],
)
def test_comparisons(held: Any, operator: str, value: Any, expected: bool) -> None:
    assert holds({"a": {operator: value}}, {"a": held}) is expected
    assert holds({"a": {"operator": operator, "value": value}}, {"a": held}) is expected


def test_words_begin_words_and_quotes_hold_together() -> None:
    assert words("tes red")("Red Tesla")
    assert words("mod*")("2020_model-3")
    assert not words("esla")("Red Tesla")
    assert words('"red tesla"')("A Red Tesla")
    assert not words('"tesla red"')("A Red Tesla")
