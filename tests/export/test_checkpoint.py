import json
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zendesk_async.errors import ExportError
from zendesk_async.export import Checkpoint, StreamState

amounts = st.integers(0, 2**63 - 1)
states = st.builds(
    StreamState,
    offset=amounts,
    rows=amounts,
    cursor=st.none() | st.text(),
    done=st.booleans(),
    skipped=amounts,
    edge=st.lists(st.text(), max_size=3).map(tuple),
    parent_offset=amounts,
    slices=st.dictionaries(st.text(), st.text(), max_size=3),
    failed=st.lists(amounts, max_size=3).map(tuple),
)
checkpoints = st.builds(
    Checkpoint,
    account=st.text(),
    start_time=amounts,
    streams=st.dictionaries(st.text(), states, max_size=4),
    arguments=st.dictionaries(st.text(), st.dictionaries(st.text(), st.text(), max_size=2), max_size=2),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("checkpoints")


def written(checkpoint: Checkpoint) -> dict[str, Any]:
    return {"version": 2, **attrs.asdict(checkpoint)}


def load(directory: Path, content: bytes) -> Checkpoint | None:
    """Load what a file holds; None when it is refused in the one way in which it may be."""
    Checkpoint.path_in(directory).write_bytes(content)
    try:
        return Checkpoint.load(directory)
    except ExportError:
        return None


@given(checkpoint=checkpoints)
def test_what_was_saved_is_loaded(directory: Path, checkpoint: Checkpoint) -> None:
    checkpoint.save(directory)
    assert Checkpoint.load(directory) == checkpoint


@given(content=st.binary() | anything.map(lambda value: json.dumps(value).encode()))
def test_any_content_is_a_checkpoint_or_refused(directory: Path, content: bytes) -> None:
    loaded = load(directory, content)
    assert loaded is None or isinstance(loaded, Checkpoint)


@given(checkpoint=checkpoints, place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_a_changed_byte_is_a_checkpoint_or_refused(
    directory: Path, checkpoint: Checkpoint, place: float, byte: int
) -> None:
    content = bytearray(json.dumps(written(checkpoint)).encode())
    content[int(place * len(content))] = byte
    loaded = load(directory, bytes(content))
    assert loaded is None or isinstance(loaded, Checkpoint)


@given(checkpoint=checkpoints, share=st.floats(0, 1, exclude_max=True))
def test_a_part_of_a_checkpoint_is_refused(directory: Path, checkpoint: Checkpoint, share: float) -> None:
    content = json.dumps(written(checkpoint)).encode()
    assert load(directory, content[: int(share * len(content))]) is None


@given(
    checkpoint=checkpoints, field=st.sampled_from([field.name for field in attrs.fields(StreamState)]), value=anything
)
def test_a_loaded_state_has_the_types_it_is_declared_with(
    directory: Path, checkpoint: Checkpoint, field: str, value: Any
) -> None:
    content = written(checkpoint)
    content["streams"]["tickets"] = {field: value}
    loaded = load(directory, json.dumps(content).encode())
    if loaded is not None:
        state = loaded.state("tickets")
        for amount in (state.offset, state.rows, state.skipped, state.parent_offset):
            assert type(amount) is int
            assert 0 <= amount < 2**63
        assert type(state.done) is bool
        assert state.cursor is None or type(state.cursor) is str
        assert all(type(mark) is str for mark in state.edge)


@pytest.mark.parametrize("missing", ["version", "account", "start_time", "streams"])
def test_a_checkpoint_without_a_part_is_refused(tmp_path: Path, missing: str) -> None:
    content = written(Checkpoint("https://acme.zendesk.com", 0))
    del content[missing]
    Checkpoint.path_in(tmp_path).write_text(json.dumps(content))
    with pytest.raises(ExportError, match="is not a checkpoint; move it away"):
        Checkpoint.load(tmp_path)


def test_another_versions_checkpoint_is_refused(tmp_path: Path) -> None:
    content = {**written(Checkpoint("https://acme.zendesk.com", 0)), "version": 3}
    Checkpoint.path_in(tmp_path).write_text(json.dumps(content))
    with pytest.raises(ExportError, match=r"another version of this package .format 3, this one writes 2."):
        Checkpoint.load(tmp_path)


FIRST = {
    "version": 1,
    "account": "https://acme.zendesk.com",
    "start_time": 5,
    "streams": {"tickets": {"offset": 9, "rows": 1, "cursor": "abc", "done": True, "skipped": 0, "edge": ["0a"]}},
}
"""What the first format of checkpoints looked like."""


def test_the_first_formats_checkpoint_is_gone_on_with(tmp_path: Path) -> None:
    Checkpoint.path_in(tmp_path).write_text(json.dumps(FIRST))
    state = StreamState(offset=9, rows=1, cursor="abc", done=True, edge=("0a",))
    assert Checkpoint.load(tmp_path) == Checkpoint("https://acme.zendesk.com", 5, {"tickets": state})


def test_a_stream_that_the_first_format_read_by_another_endpoint_is_refused(tmp_path: Path) -> None:
    Checkpoint.path_in(tmp_path).write_text(json.dumps({**FIRST, "streams": {"ticket_comments": {}, "users": {}}}))
    with pytest.raises(ExportError, match="an earlier version of this package, which read ticket_comments by other"):
        Checkpoint.load(tmp_path)


def test_there_may_be_none(tmp_path: Path) -> None:
    assert Checkpoint.load(tmp_path) is None
    assert Checkpoint.load(tmp_path / "nowhere") is None


def test_one_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    Checkpoint.path_in(tmp_path).mkdir()
    with pytest.raises(ExportError, match="cannot be read: Is a directory"):
        Checkpoint.load(tmp_path)


def test_a_save_that_fails_leaves_the_checkpoint_before(tmp_path: Path) -> None:
    before = Checkpoint("https://acme.zendesk.com", 0, {"tickets": StreamState(offset=5)})
    before.save(tmp_path)
    (tmp_path / "checkpoint.json.new").mkdir()
    with pytest.raises(IsADirectoryError):
        attrs.evolve(before, start_time=1).save(tmp_path)
    assert Checkpoint.load(tmp_path) == before


def test_a_stream_that_has_not_begun_is_at_its_beginning() -> None:
    checkpoint = Checkpoint("https://acme.zendesk.com", 0, {"tickets": StreamState(offset=5, rows=1)})
    assert checkpoint.state("users") == StreamState()
    assert checkpoint.having({"users": StreamState(done=True)}).streams == {
        "tickets": StreamState(offset=5, rows=1),
        "users": StreamState(done=True),
    }
