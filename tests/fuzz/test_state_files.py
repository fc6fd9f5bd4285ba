"""Files that this package reads again: any content is what was written, or refused by an error of ours."""

import asyncio
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.strategies import error_of, fuzzed, json_values
from tests.fuzz.test_error_bodies import encodable
from zendesk_async.auth import FileTokenStore, Secret, TokenPair
from zendesk_async.errors import ConfigurationError, ExportError
from zendesk_async.export import Checkpoint

TOKEN_KEYS = st.sampled_from(
    ["version", "account", "client_id", "scope", "access_token", "expires_at", "expires_in", "refresh_token"]
)
CHECKPOINT_KEYS = st.sampled_from(
    ["version", "account", "start_time", "streams", "tickets", "offset", "rows", "cursor", "done", "edge", "skipped"]
)
PAIR = TokenPair(
    access_token=Secret("access-canary"),
    refresh_token=Secret("refresh-canary"),
    expires_at=1.0,
    expires_in=2.0,
    refresh_token_expires_at=None,
    scope="read",
    account="acme",
    client_id="app",
)
odd = st.sampled_from(
    [b"", b"\x00", b"[" * 100_000, b'{"version": 1e999}', b"\xff\xfe{}", b'{"version": 1}', b'{"x": ' + b"[" * 100_000]
)


def contents(keys: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    return st.binary(max_size=200) | odd | json_values(keys).map(lambda value: msgspec.json.encode(encodable(value)))


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state")


def private(path: Path, content: bytes) -> Path:
    path.touch(0o600)
    path.write_bytes(content)
    return path


@fuzzed
@given(content=contents(TOKEN_KEYS))
def test_any_token_file_is_a_pair_or_refused_without_any_of_it(directory, content):
    store = FileTokenStore(private(directory / "tokens.json", content))
    refused = error_of(lambda: asyncio.run(store.load()))
    assert refused is None or (isinstance(refused, ConfigurationError) and "is not a token file" in str(refused))


@fuzzed
@given(place=st.integers(0, 2**16), byte=st.integers(0, 255))
def test_a_token_file_with_a_changed_byte_is_a_pair_or_refused_without_its_tokens(directory, place, byte):
    store = FileTokenStore(directory / "changed.json")
    asyncio.run(store.save(PAIR))
    content = bytearray(store.path.read_bytes())
    content[place % len(content)] = byte
    private(store.path, bytes(content))
    refused = error_of(lambda: asyncio.run(store.load()))
    assert refused is None or (isinstance(refused, ConfigurationError) and "canary" not in str(refused))


@fuzzed
@given(content=contents(CHECKPOINT_KEYS))
def test_any_checkpoint_is_one_or_refused(directory, content):
    private(Checkpoint.path_in(directory), content)
    refused = error_of(lambda: Checkpoint.load(directory))
    assert refused is None or (isinstance(refused, ExportError) and str(Checkpoint.path_in(directory)) in str(refused))
