"""Answers with an error status, of any body: each becomes the status's error, which can be told, copied and shown."""

import copy
import pickle
import unicodedata

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.strategies import fuzzed, header_values, json_values
from zendesk_async import Response, errors
from zendesk_async._refusal import error_from
from zendesk_async._transport import case_insensitive
from zendesk_async.cli._failures import failure_of, lines_of

KEYS = st.sampled_from(
    ["error", "errors", "description", "error_description", "details", "title", "message", "code", "detail", "base"]
)
TYPES = st.sampled_from(
    ["application/json", "text/html; charset=utf-16", "text/plain", "", ";;;=", "application/json; charset=x"]
)
BODIES = (
    st.binary(max_size=300)
    | json_values(KEYS).map(lambda value: msgspec.json.encode(encodable(value)))
    | st.sampled_from(
        [
            b"[" * 100_000,
            b'{"error":' * 50_000,
            b"<" * 5_000,
            b"<script" * 700,
            b'{"error": "\\ud800"}',
            b"\xff\xfe",
            b"null",
            b'{"errors": [[]]}',
            b'{"error": "x", "description": "' + b"token " * 50_000 + b'"}',
        ]
    )
)


def encodable(value):
    """Return the value without the integers that JSON's writers refuse."""
    match value:
        case bool():
            return value
        case int() if not -(2**63) <= value < 2**64:
            return float(value)
        case list():
            return [encodable(item) for item in value]
        case dict():
            return {name.encode("utf-8", "replace").decode(): encodable(item) for name, item in value.items()}
        case str():
            return value.encode("utf-8", "replace").decode()
        case _:
            return value


@fuzzed
@given(st.integers(400, 599), BODIES, TYPES | header_values())
def test_any_body_of_any_type_becomes_the_error_of_its_status(status, body, kind):
    headers = case_insensitive({"Content-Type": kind, "X-Request-Id": "request-1"})
    problem = error_from(Response(status, headers, body, "GET", "/api/v2/tickets/1"))
    assert isinstance(problem, errors.ApiError)
    assert problem.status == status
    assert str(problem)
    assert len(problem.body) <= 2000
    assert len(problem.message) <= 1200
    twin = pickle.loads(pickle.dumps(problem))
    assert (str(twin), twin.details) == (str(problem), problem.details)
    assert str(copy.copy(problem)) == str(problem)


@fuzzed
@given(st.sampled_from([400, 404, 422, 500]), BODIES)
def test_what_the_command_line_shows_of_it_is_plain_lines(status, body):
    problem = error_from(Response(status, case_insensitive({}), body, "GET", "/api/v2/tickets/1"))
    assert problem is not None
    for line in lines_of(failure_of(problem)):
        for character in line:
            assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
