"""CSV: what comes out is what went in, and nothing of it is a formula."""

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.export._columns import Column, Table, table_of
from zendesk_async.export._comma_separated import CommaSeparatedRows
from zendesk_async.export._kinds import JSON, TEXT, kind_of
from zendesk_async.models.tickets import Ticket

TABLE = Table((Column("a", TEXT, "a"), Column("b", JSON, "b"), Column("Title", TEXT, "custom_fields", 7)))

FORMULA = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"

texts = st.text(st.characters(codec="utf-8"), max_size=8)
risky = st.builds(lambda begin, text: begin + text, st.text(f"{FORMULA}'", max_size=3), texts)
values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | risky
anything = st.recursive(values, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(risky, inner, max_size=2))


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))


def written(row: dict[str, Any], *, raw: bool = False) -> list[str]:
    made = CommaSeparatedRows(TABLE, raw=raw)
    names, cells = read(made.encode([json.dumps(row).encode()], True))
    assert names == ["a", "b", "Title", "extra"]
    return cells


def unmarked(text: str) -> str:
    """Take the apostrophe away that stands before what would be a formula."""
    return text[1:] if text.startswith("'") and text.lstrip("'")[:1] in set(FORMULA) else text


@given(
    a=anything,
    b=anything,
    custom=anything,
    extra=st.dictionaries(risky.filter(lambda key: key not in {"a", "b", "custom_fields"}), anything, max_size=3),
)
def test_every_value_is_found_again(a: Any, b: Any, custom: Any, extra: Any) -> None:
    row = {"a": a, "b": b, "custom_fields": [{"id": 7, "value": custom}, {"id": 8}], **extra}
    for raw in (False, True):
        cells = written(row, raw=raw)
        for value, cell in zip((a, b, custom), cells, strict=False):
            if value is None:
                assert cell == ""
            elif isinstance(value, str):
                assert (cell if raw else unmarked(cell)) == value
            else:
                assert json.loads(cell) == value
        assert (json.loads(cells[3]) if cells[3] else {}) == extra


@given(a=anything, extra=anything)
def test_no_text_is_a_formula(a: Any, extra: Any) -> None:
    for value, cell in zip((a, None, None, None), written({"a": a, "other": extra}), strict=True):
        if not isinstance(value, int | float):
            assert not cell.startswith(tuple(FORMULA))


def test_a_null_and_an_empty_text_differ() -> None:
    made = CommaSeparatedRows(TABLE)
    assert made.encode([b'{"a":null,"b":""}'], False) == b',"",,\r\n'


def test_a_negative_number_is_a_number() -> None:
    assert written({"a": -5, "b": "-5"})[:2] == ["-5", "'-5"]


@pytest.mark.parametrize("row", [b"5", b'["a"]', b"null", b'"text"'])
def test_a_row_that_is_no_object_is_kept(row: bytes) -> None:
    cells = read(CommaSeparatedRows(TABLE).encode([row], False))[0]
    assert cells[:3] == ["", "", ""]
    assert json.loads(cells[3]) == {"": json.loads(row)}


def test_what_is_no_utf8_does_not_break_the_file() -> None:
    cells = read(CommaSeparatedRows(TABLE).encode([b'{"a":"x\xff","b":{"c":"\xfe"},"d":"\xfd"}'], False))[0]
    assert cells[0] == '"x\N{REPLACEMENT CHARACTER}"'
    assert cells[1] == '{"c":"\N{REPLACEMENT CHARACTER}"}'


@pytest.mark.parametrize("custom", ['"text"', "5", "[1]", '{"a":1}', "null"])
def test_custom_fields_that_are_no_list_stay_in_their_own_column(custom: str) -> None:
    table = Table((Column("custom_fields", kind_of(Any), "custom_fields"), *TABLE.columns[2:]))
    (cells,) = read(CommaSeparatedRows(table).encode([b'{"custom_fields":' + custom.encode() + b"}"], False))
    assert cells[1:] == ["", ""]
    assert cells[0] == ("" if custom == "null" else json.loads(custom) if custom == '"text"' else custom)


def test_what_repeats_other_fields_is_left_out() -> None:
    made = CommaSeparatedRows(table_of(Ticket))
    names, cells = read(made.encode([b'{"id":1,"custom_fields":[],"fields":[],"new":2}'], True))
    row = dict(zip(names, cells, strict=True))
    assert (row["id"], row["custom_fields"], row["extra"]) == ("1", "[]", '{"new":2}')
