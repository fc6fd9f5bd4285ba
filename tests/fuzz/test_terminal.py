"""Text of strangers on its way to a terminal, by every road that the command line has: nothing that one obeys is left."""

import unicodedata

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.strategies import fuzzed, json_values
from tests.fuzz.test_error_bodies import encodable
from zendesk_async.cli._failures import failure_of, show_failure
from zendesk_async.cli._output import write_value
from zendesk_async.cli._reporters import LineReporter, TerminalReporter
from zendesk_async.errors import ApiError

pytestmark = pytest.mark.S17

shown = settings(fuzzed, suppress_health_check=[*HealthCheck])
hostile = st.text(max_size=20) | st.sampled_from(
    [
        "\x1b[2J", "\x1b]0;title\x07", "\x1b]52;c;cm0gLXJm\x07", "\x9b31m", "\u202egnp.exe", "a\rb", "\x08\x08", "\u2066x",
        "\x1bP+q544e\x1b\\", "\u2028", "\u200b", "\U000e0041", "[red]bold[/red]", "[link=https://evil.example]x[/link]",
        "\x7f", "\x00", "\ufeff", "\u061c",
    ]
)  # fmt: skip


def assert_plain(text: str) -> None:
    for character in text:
        assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}, repr(text)


@shown
@given(
    value=json_values(hostile, hostile | st.none() | st.integers(0, 9)),
    output=st.sampled_from(["json", "jsonl", "table"]),
)
def test_an_answer_is_shown_in_plain_characters(capsys, value, output):
    write_value(encodable(value), output)
    written = capsys.readouterr().out
    assert_plain(written)
    if output != "table" or not isinstance(value, dict):
        assert msgspec.json.decode(written) == encodable(value)


@shown
@given(message=hostile, note=hostile, as_json=st.booleans(), details=st.dictionaries(hostile, hostile, max_size=2))
def test_an_error_is_shown_in_plain_characters(capsys, message, note, as_json, details):
    problem = ApiError(
        message, method="GET", path=f"/{note}", request_id=note, code=message, details=encodable(details)
    )
    problem.add_note(note)
    show_failure(failure_of(problem), as_json=as_json)
    assert_plain(capsys.readouterr().err)


@shown
@given(text=hostile)
def test_a_note_of_an_export_is_shown_in_plain_characters(capsys, text):
    LineReporter().note("failed", text)
    TerminalReporter().note("failed", text)
    assert_plain(capsys.readouterr().err)
