"""Rows as a server may write them, byte for byte, on their way into tables: they are written, or refused by our errors."""

import csv
import io
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.strategies import fuzzed
from zendesk_async.export._arrow import ArrowRows
from zendesk_async.export._columns import Table, table_of
from zendesk_async.export._comma_separated import CommaSeparatedRows
from zendesk_async.export._database import DatabaseTable
from zendesk_async.models.tickets import Ticket

TABLE = table_of(Ticket)
NAMES = [
    b"id",
    b"subject",
    b"created_at",
    b"custom_fields",
    b"via",
    b"tags",
    b"has_incidents",
    b"due_at",
    b"unheard of",
]

tokens = st.sampled_from(
    [
        b"null", b"true", b"1", b"-1", b"-0", b"1e999", b"-1e999", b"0.1e-999", b"9" * 400, b"9223372036854775808", b"1.0",
        b'""', b'"\\u0000"', b'"\\ud800"', b'"\\ud83d\\ude00"', b'"\xff\xfe"', b'"\xed\xa0\x80"', b'"2024-02-30T99:99:99Z"',
        b'"0000-00-00"', b'"+292278994-08-17T07:12:55Z"', b'"=1+1"', b'"a\\r\\nb"', b'"\\u2028"', b'"' + b"x" * 70_000 + b'"',
        b"[]", b"{}", b"[[[[[[]]]]]]", b'[{"id": 1, "value": 2}]', b'{"id": {"id": {}}}', b'[null, 1, "a"]',
    ]
)  # fmt: skip
objects = st.lists(st.tuples(st.sampled_from(NAMES), tokens), max_size=6).map(
    lambda pairs: b"{" + b",".join(b'"%s":%s' % pair for pair in pairs) + b"}"
)


@pytest.fixture(scope="module")
def fields_of_any_size():
    """Let Python's reader take fields above 128 KB, as others do."""
    before = csv.field_size_limit(1 << 30)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("fields_of_any_size")
@fuzzed
@given(rows=st.lists(objects, min_size=1, max_size=4))
def test_comma_separated(rows):
    content = CommaSeparatedRows(TABLE).encode(rows, True)
    read = list(csv.reader(io.StringIO(content.decode().replace("\0", ""), newline=""), strict=True))
    assert len(read) == len(rows) + 1
    assert {len(line) for line in read} == {len(read[0])}


@fuzzed
@given(rows=st.lists(objects, min_size=1, max_size=4))
def test_arrow(rows):
    table = ArrowRows(TABLE).table([rows])
    assert table.num_rows == len(rows)
    table.to_pylist()


@fuzzed
@given(rows=st.lists(objects, min_size=1, max_size=4))
def test_sqlite(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("sqlite") / "export.sqlite"
    with closing(DatabaseTable(path, "tickets", Table(TABLE.columns))) as target:
        target.resume(0)
        target.take([rows], 0, 1)
    with closing(sqlite3.connect(path)) as database:
        database.text_factory = bytes
        assert len(database.execute("SELECT * FROM tickets").fetchall()) == len(rows)
