"""From text to the values of parameters."""

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Required, TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.cli._types import describe
from zendesk_async.cli._values import check, value_from


class Comment(TypedDict, total=False):
    body: Required[str]
    public: bool
    uploads: Sequence[str]


class Person(TypedDict, total=False):
    name: str
    email: Required[str]


@pytest.mark.parametrize(
    ("annotation", "texts", "value"),
    [
        (str, ["null"], "null"),
        (str | None, ["null"], None),
        (str | None, [""], ""),
        (int, ["-7"], -7),
        (int | None, ["null"], None),
        (bool, ["true"], True),
        (bool | None, ["false"], False),
        (Literal["asc", "desc"] | None, ["asc"], "asc"),
        (int | Literal["all"] | None, ["all"], "all"),
        (int | Literal["all"] | None, ["12"], 12),
        (float, ["1250.5"], 1250.5),
        (float | None, ["-3e2"], -300.0),
        (float | None, ["null"], None),
        (int | dt.datetime, ["1706659200"], 1706659200),
        (int | dt.datetime, ["2024-01-31T12:00:00Z"], dt.datetime(2024, 1, 31, 12, tzinfo=dt.UTC)),
        (int | dt.datetime, ["2024-01-31"], dt.datetime(2024, 1, 31, tzinfo=dt.UTC)),
        (dt.datetime | str | None, ["2024-01-31"], "2024-01-31"),
        (str | int, ["12"], 12),
        (str | int, ["someone"], "someone"),
        (Sequence[int], ["1,2", " 3 "], [1, 2, 3]),
        (Sequence[str], ["a, b", "c"], ["a", "b", "c"]),
        (Sequence[str], ['["a, b"]'], ["a, b"]),
        (Sequence[str] | None, ["null"], None),
        (Sequence[Literal["users", "groups"]], ["users,groups"], ["users", "groups"]),
        (Sequence[int | str | Person], ["7,someone"], [7, "someone"]),
        (Sequence[int | str | Person], ['[{"email": "a@b"}, 7]'], [{"email": "a@b"}, 7]),
        (Sequence[Person], ['{"email": "a@b"}', '[{"email": "c@d"}]'], [{"email": "a@b"}, {"email": "c@d"}]),
        (Comment, ['{"body": "x", "public": false}'], {"body": "x", "public": False}),
        (Mapping[str, Any], ['{"a": [1]}'], {"a": [1]}),
        (Mapping[str, Any] | Sequence[Mapping[str, Any]], ['[{"a": 1}]'], [{"a": 1}]),
        (Person | str | int, ['{"email": "a@b"}'], {"email": "a@b"}),
        (Any, ["[1, 2]"], [1, 2]),
        (Any, ["plain"], "plain"),
    ],
)
def test_a_text_becomes_the_value_that_the_type_names(annotation, texts, value):
    assert value_from(annotation, texts) == value


@pytest.mark.parametrize(
    ("annotation", "texts", "why"),
    [
        (int, ["abc"], "must be a whole number, not 'abc'"),
        (int, ["1e3"], "must be a whole number"),
        (int, ["99999999999999999999"], "must be a whole number"),
        *((float, [text], f"must be a number, not '{text}'") for text in ("nan", "inf", "1_000", "1e999", "a lot")),
        (bool, ["yes"], "must be true or false"),
        (Literal["asc", "desc"] | None, ["acs"], "Did you mean asc"),
        (Sequence[Literal["users", "groups"]], ["users,gruops"], "Did you mean groups"),
        (int | dt.datetime, ["soon"], "must be a number or a time such as 2024-01-31T12:00:00Z, not 'soon'"),
        (int | Literal["all"] | None, ["some"], "must be a number or all; null empties it, not 'some'"),
        (Comment, ["{"], "is not JSON"),
        (Comment, ["[]"], "must be an object, not []"),
        (Comment, ['{"bodi": "x"}'], "bodi: there is no such key. Did you mean body?"),
        (Comment, ["{}"], "body is missing"),
        (Comment, ['{"body": 1}'], "body must be a text, not 1"),
        (Comment, ['{"body": "x", "public": 1}'], "public must be true or false, not 1"),
        (Comment, ['{"body": "x", "uploads": "u"}'], 'uploads must be a list, not "u"'),
        (Comment, ['{"body": "x", "uploads": [1]}'], "uploads[0] must be a text, not 1"),
        (Sequence[Person], ['[{"name": "x"}]'], "[0]: email is missing"),
        (Sequence[int], ["[true]"], "[0] must be a whole number, not true"),
        (Mapping[str, Any], ["[1]"], "must be an object, not [1]"),
        (str, ["a", "b"], "is given twice"),
        (bytes, ["x"], "cannot be given on the command line"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(annotation, texts, why):
    with pytest.raises(ValueError, match=re.escape(why)):
        value_from(annotation, texts)


def test_a_union_takes_what_any_of_its_members_takes():
    check(Person | str | None, None)
    check(Person | str | None, "x")
    with pytest.raises(ValueError, match="emial: there is no such key"):
        check(str | Person | None, {"emial": "x"})
    with pytest.raises(ValueError, match="must be one of"):
        check(Literal["a", "b"], "c")
    check(float, 1)
    check(dt.datetime, "2024-01-31")
    check(Any, object)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), _JSON))
def test_any_object_passes_a_mapping_unchanged(value):
    assert value_from(Mapping[str, Any], [json.dumps(value)]) == value


@given(_JSON)
def test_whatever_passes_the_check_has_the_declared_shape(value):
    try:
        check(Comment, value)
    except ValueError:
        return
    assert isinstance(value, dict)
    assert isinstance(value["body"], str)
    assert value.keys() <= {"body", "public", "uploads"}


@pytest.mark.parametrize(
    ("annotation", "said"),
    [
        (str, ""),
        (str | None, ""),
        (int | None, "a number; null empties it"),
        (Literal["asc", "desc"] | None, "asc | desc; null empties it"),
        (Sequence[int], "comma-separated numbers"),
        (Sequence[str], "comma-separated"),
        (Sequence[Comment], "JSON list"),
        (Comment, "JSON with body, public, uploads"),
        (Mapping[str, Any], "JSON object"),
        (int | dt.datetime, "a number or a time such as 2024-01-31T12:00:00Z"),
    ],
)
def test_help_says_what_may_be_given(annotation, said):
    assert describe(annotation) == said
