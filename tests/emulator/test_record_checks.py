import operator
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from zendesk_async.emulator import Clock, _unique
from zendesk_async.emulator import _validation as checks
from zendesk_async.emulator._refusals import Refusal
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._validation import Problems

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
ALL: dict[str, tuple[Callable[[str, Any], Any], tuple[type, ...]]] = {
    "string": (checks.string, (str,)),
    "integer": (checks.integer, (int,)),
    "boolean": (checks.boolean, (bool,)),
    "strings": (checks.strings, (list,)),
    "integers": (checks.integers, (list,)),
    "mapping": (checks.mapping, (dict,)),
    "moment": (checks.moment, (float,)),
}


@pytest.mark.parametrize("kind", ALL)
@given(value=json_values)
def test_a_value_is_taken_as_its_type_or_refused_as_a_bad_request(kind: str, value: Any) -> None:
    check, types = ALL[kind]
    refused: Refusal | None = None
    taken = None
    try:
        taken = check("field", value)
    except Refusal as refusal:
        refused = refusal
    if refused is None:
        assert taken is None or isinstance(taken, types)
        assert check("field", taken) == taken
    else:
        assert refused.status == 400
        error = refused.payload["error"]
        assert error["title"] == "Invalid attribute"
        assert error["message"].startswith("You passed an invalid value for the field attribute. must be ")


@pytest.mark.parametrize(
    ("check", "value", "taken"),
    [
        (checks.string, 17, "17"),
        (checks.integer, "17", 17),
        (checks.integer, "", None),
        (checks.boolean, "true", True),
        (checks.boolean, 0, False),
        (checks.strings, "a, b c", ["a", "b", "c"]),
        (checks.strings, ["a", 1], ["a", "1"]),
        (checks.integers, ["1", 2, None], [1, 2]),
        (checks.moment, "2024-02-08T17:44:42Z", 1707414282.0),
        (checks.moment, "1707414282", 1707414282.0),
        (checks.moment, 1707414282, 1707414282.0),
    ],
)
def test_values_come_in_several_spellings(check: Callable[[str, Any], Any], value: Any, taken: Any) -> None:
    assert check("field", value) == taken


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (checks.string, True),
        (checks.integer, "1.5"),
        (checks.integer, True),
        (checks.boolean, "yes"),
        (checks.boolean, []),
        (checks.strings, [["a"]]),
        (checks.integers, 5),
        (checks.mapping, []),
        (checks.moment, "tomorrow"),
    ],
)
def test_other_values_are_refused(check: Callable[[str, Any], Any], value: Any) -> None:
    with pytest.raises(Refusal) as refused:
        check("field", value)
    assert refused.value.status == 400


@given(st.lists(st.text()))
def test_tags_are_lower_case_each_once_in_order_and_whole(texts: list[str]) -> None:
    tags = checks.tags_of(texts)
    assert tags == sorted(set(tags)) == checks.tags_of(tags)
    assert all(tag and "," not in tag and not any(letter.isspace() for letter in tag) for tag in tags)


def test_all_problems_of_a_record_are_told_together() -> None:
    problems = Problems()
    problems.refuse()
    values = {"name": "  ", "title": "x" * 300, "role": "boss", "email": "nobody"}
    problems.present(values, "name", "missing")
    problems.at_most(values, "title", 255)
    problems.one_of(values, "role", ("agent",))
    problems.one_of(values, "absent", ("agent",))
    problems.email("email", values["email"])
    problems.email("email", "ada@example.org")
    problems.unique("external_id", 7, 7, "taken")
    problems.unique("external_id", 7, 8, "External has already been taken")
    with pytest.raises(Refusal) as refused:
        problems.refuse()
    details = refused.value.payload["details"]
    assert {field: items[0]["error"] for field, items in details.items()} == {
        "name": "BlankValue",
        "missing": "BlankValue",
        "title": "TooLong",
        "role": "InvalidValue",
        "email": "InvalidFormat",
        "external_id": "DuplicateValue",
    }
    assert len(details["email"]) == 1


class UniqueTexts(RuleBasedStateMachine):
    """Rows found by a text without regard to case, against looking at every row."""

    names = st.sampled_from(["Ada", "ADA", " ada ", "Straße", "STRASSE", "Bob", "bob", "", None])

    def __init__(self) -> None:
        super().__init__()
        self.table = Account(Clock()).organizations

    @rule(name=names)
    def insert(self, name: str | None) -> None:
        _unique.insert(self.table, {"name": name})

    @rule(name=names, place=st.integers(0, 30))
    def change(self, name: str | None, place: int) -> None:
        if len(self.table):
            _unique.change(self.table, list(self.table)[place % len(self.table)], {"name": name})

    @rule(place=st.integers(0, 30))
    def remove(self, place: int) -> None:
        if len(self.table):
            _unique.remove(self.table, list(self.table)[place % len(self.table)])

    @rule(name=names)
    def somebody_else_writes(self, name: str | None) -> None:
        self.table.insert({"name": name})

    @invariant()
    def the_first_row_with_the_text_is_found(self) -> None:
        for name in ("ada", "STRASSE", "BOB", "nobody", " ", None):
            wanted = checks.folded(name)
            same = [row for row in self.table.rows() if wanted and checks.folded(row["name"]) == wanted]
            assert _unique.find(self.table, "name", name) == (same[0] if same else None)
            newest = _unique.find(self.table, "name", name, partial(operator.contains, same[1:]))
            assert newest == (same[1] if len(same) > 1 else None)


TestUniqueTexts = UniqueTexts.TestCase
