"""Text of strangers on a terminal."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.cli._terminal import clean, clean_line, escaped_json, is_terminal

_OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text):
    assert all(character == "\n" or unicodedata.category(character) not in _OBEYED for character in clean(text))
    assert "\n" not in clean_line(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_what_people_write_stays(text):
    assert clean(text) == text


def test_escape_sequences_go_as_a_whole():
    assert clean("a\x1b[31mred\x1b[0m b") == "ared b"
    assert clean("a\x1b]8;;https://evil.example\x07link\x1b]8;;\x1b\\ b") == "alink b"
    assert clean("a\x1b]52;c;cm0gLXJm\x07b") == "ab"
    assert clean("\x9b2Ja\x1b(Bb\x1bMc") == "abc"


def test_direction_and_invisible_characters_go():
    assert clean("invoice\u202egpj.exe \u2066x\u2069 a\u200bb \U000e0041c") == "invoicegpj.exe x ab c"


def test_spaces_of_all_kinds_stay_spaces():
    assert clean("a\u00a0b\tc\u2028d") == "a b c d"
    assert clean_line("a\n\n b") == "a b"


@given(st.recursive(st.none() | st.text() | st.integers(), lambda inner: st.lists(inner)))
def test_escaped_json_is_the_same_value_in_printable_characters(value):
    text = escaped_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(text) == value
    assert text.isprintable()


def test_a_closed_stream_is_no_terminal(tmp_path):
    file = (tmp_path / "file").open("w")
    assert not is_terminal(file)
    file.close()
    assert not is_terminal(file)
