"""Rows on their way to a file, and what is read back from it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from zendesk_async.errors import ExportError
from zendesk_async.export import JsonLinesSink
from zendesk_async.export._edge import Edge
from zendesk_async.export._rows import named_after
from zendesk_async.export._written import WrittenChildren, read_lines

texts = st.text(st.characters(codec="utf-8"), max_size=8)
values = st.none() | st.integers(-(2**53), 2**53) | texts | st.lists(st.integers(), max_size=2)
objects = st.dictionaries(texts | st.just("ticket_id"), values, max_size=4)
ids = st.integers(1, 10**14) | texts
rows = objects.map(msgspec.json.encode)


class SinkMachine(RuleBasedStateMachine):
    """A sink against a list: whatever was taken, the file has what was synced, and a resume cuts the rest off."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.directory = tempfile.TemporaryDirectory()
        self.path = Path(self.directory.name, "rows.jsonl")
        self.sink = JsonLinesSink(self.path)
        self.sink.resume(0)
        self.taken: list[bytes] = []
        self.synced = 0
        self.counted = 0

    @rule(added=st.lists(rows, max_size=5))
    def append(self, added: Sequence[bytes]) -> None:
        self.sink.append(added)
        self.taken += added

    @rule()
    def sync(self) -> None:
        self.sink.sync()
        self.synced = len(self.taken)

    @rule()
    def count(self) -> None:
        self.sink.sync()
        self.synced = self.counted = len(self.taken)

    @rule()
    def crash_and_resume(self) -> None:
        self.sink.close()
        self.sink = JsonLinesSink(self.path)
        self.sink.resume(self._bytes(self.counted))
        del self.taken[self.counted :]
        self.synced = self.counted

    @invariant()
    def the_file_has_what_was_synced(self) -> None:
        assert self.path.read_bytes() == b"".join(row + b"\n" for row in self.taken[: self.synced])

    @invariant()
    def the_offset_is_what_was_taken(self) -> None:
        assert self.sink.offset == self._bytes(len(self.taken))

    def _bytes(self, count: int) -> int:
        return sum(len(row) + 1 for row in self.taken[:count])

    def teardown(self) -> None:
        self.sink.close()
        self.directory.cleanup()


TestSink = SinkMachine.TestCase


def test_a_file_shorter_than_its_offset_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "tickets.jsonl"
    path.write_bytes(b"{}\n")
    with pytest.raises(ExportError, match="has 3 bytes, and the checkpoint counts on 4"):
        JsonLinesSink(path).resume(4)
    assert path.read_bytes() == b"{}\n"


def test_a_file_without_a_line_end_at_its_offset_was_changed(tmp_path: Path) -> None:
    path = tmp_path / "tickets.jsonl"
    path.write_bytes(b"{}\n{}\n")
    with pytest.raises(ExportError, match="ends no line at byte 4"):
        JsonLinesSink(path).resume(4)
    assert path.read_bytes() == b"{}\n{}\n"


def test_closing_twice_or_syncing_after_it_does_nothing(tmp_path: Path) -> None:
    sink = JsonLinesSink(tmp_path / "tickets.jsonl")
    sink.resume(0)
    sink.append([b"{}"])
    sink.close()
    sink.close()
    sink.sync()
    assert (tmp_path / "tickets.jsonl").read_bytes() == b""


@given(pages=st.lists(st.lists(rows, max_size=6), max_size=5))
def test_only_rows_of_the_page_before_are_left_out(pages: list[list[bytes]]) -> None:
    edge = Edge()
    before: list[bytes] = []
    for page in pages:
        assert list(edge.fresh(page)) == [row for row in page if row not in before]
        before = page or before


@given(page=st.lists(rows, max_size=6), following=st.lists(rows, max_size=6), whole=st.booleans())
def test_a_later_run_knows_the_rows_that_may_come_again(page: list[bytes], following: list[bytes], whole: bool) -> None:
    edge = Edge()
    edge.fresh(page)
    later = Edge(edge.marks(whole=whole))
    assert later.fresh([]) == []
    assert {*later.marks(whole=whole)} == {*edge.marks(whole=whole)}
    assert later.fresh([*page, *following]) == [row for row in following if row not in page]


def test_a_later_run_knows_the_end_of_a_long_page_or_all_of_it() -> None:
    page = [b'{"id":%d}' % number for number in range(1000)]
    edge = Edge()
    edge.fresh(page)
    assert Edge(edge.marks(whole=False)).fresh(page[-20:]) == []
    assert Edge(edge.marks(whole=True)).fresh(page) == []


@given(row=objects, parent=ids)
def test_a_row_is_named_after_its_parent_and_keeps_all_it_says(row: dict[str, Any], parent: int | str) -> None:
    (named,) = named_after([msgspec.json.encode(row)], "ticket_id", parent)
    pairs: list[tuple[str, Any]] = json.loads(named, object_pairs_hook=list)
    assert len(dict(pairs)) == len(pairs)
    name = "ticket_id" if row.get("ticket_id", parent) == parent else "parent_ticket_id"
    assert dict(pairs) == {**row, name: parent}
    assert b"\n" not in named


@pytest.mark.parametrize("row", [b"{}", b"{ }", b'{ "a":1 }', b'{"a" : 1}'])
def test_a_row_is_named_after_its_parent_however_it_is_spaced(row: bytes) -> None:
    (named,) = named_after([row], "ticket_id", 5)
    assert json.loads(named) == {"ticket_id": 5, **json.loads(row)}


def test_a_key_further_inside_is_not_the_rows_own() -> None:
    (named,) = named_after([b'{"via":{"ticket_id":7}}'], "ticket_id", 5)
    assert json.loads(named) == {"ticket_id": 5, "via": {"ticket_id": 7}}


blocks = st.lists(st.tuples(ids, st.lists(objects, min_size=1, max_size=3)), max_size=6)


@given(written=blocks)
def test_the_children_of_every_parent_are_found_again(
    tmp_path_factory: pytest.TempPathFactory, written: list[tuple[int | str, list[dict[str, Any]]]]
) -> None:
    path = tmp_path_factory.mktemp("written") / "children.jsonl"
    expected: dict[int | str, set[bytes]] = {}
    content = b""
    for parent, children in written:
        named = named_after([msgspec.json.encode(child) for child in children], "ticket_id", parent)
        expected.setdefault(parent, set()).update(named)
        content += b"".join(row + b"\n" for row in named)
    path.write_bytes(content)
    found = WrittenChildren(path, "ticket_id")
    found.load(len(content))
    assert {parent: found.rows_of(parent, len(content)) for parent in expected} == expected
    assert "somebody else" not in found


@pytest.mark.parametrize("line", [b"not json\n", b'{"id":1}\n', b'{"ticket_id":[]}\n', b"\xff\n"])
def test_a_file_with_a_strange_line_was_changed(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "children.jsonl"
    path.write_bytes(line)
    with pytest.raises(ExportError, match=r"children\.jsonl was changed"):
        WrittenChildren(path, "ticket_id").load(len(line))


@given(lengths=st.lists(st.sampled_from([0, 1, 5, 600_000, 1_100_000]), min_size=1, max_size=5))
def test_lines_of_any_length_are_read_whole(tmp_path_factory: pytest.TempPathFactory, lengths: list[int]) -> None:
    path = tmp_path_factory.mktemp("lines") / "rows.jsonl"
    lines = [b"x" * length + b"\n" for length in lengths]
    path.write_bytes(b"".join(lines) + b"not counted")
    until = sum(len(line) for line in lines)
    read: list[bytes] = []
    while (position := sum(len(line) for line in read)) < until:
        read += read_lines(path, position, until)
    assert read == lines


@pytest.mark.parametrize("content", [b"", b"{}", b"{}{}\n"])
def test_a_file_that_was_cut_or_written_over_is_noticed(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(content)
    with pytest.raises(ExportError, match="was changed by something else"):
        read_lines(path, 0, 3)


def test_a_file_that_is_gone_is_an_export_error(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be read: No such file"):
        read_lines(tmp_path / "rows.jsonl", 0, 3)
