"""Exports of accounts that answer anything: they end, or raise an error of ours; and what is on disk is whole lines."""

import asyncio
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.memory import Memory, client_of
from tests.fuzz.strategies import error_of, fuzzed, json_values, scalars, texts
from tests.fuzz.test_error_bodies import encodable
from zendesk_async import RetryPolicy
from zendesk_async.export import Checkpoint, Export

names = st.sampled_from(
    ["id", "ticket_id", "user_id", "status", "updated_at", "created_at", "generated_timestamp", "child_events", "event_type",
     "comment_present", "comment_id", "metric_set", "audit", "author_id", "events", "type", "timestamp", "deleted_at"]
)  # fmt: skip
ids = st.integers(1, 4) | scalars
rows = st.dictionaries(names, ids | json_values(names), max_size=5) | json_values(names)
LISTS = ("tickets", "users", "organizations", "ticket_events", "comments", "audits", "identities", "metric_sets")
wild = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(LISTS, st.lists(rows, max_size=3) | json_values(names)),
        "meta": st.fixed_dictionaries({}, optional={"has_more": scalars, "after_cursor": ids | texts}) | scalars,
        "end_of_stream": st.booleans() | scalars,
        "after_cursor": texts | scalars,
        "end_time": ids | texts,
        "next_page": texts | scalars,
        "count": ids,
    },
)
tame = st.fixed_dictionaries(
    {
        **dict.fromkeys(LISTS, st.lists(st.dictionaries(names, ids | json_values(names), min_size=1), max_size=3)),
        "end_of_stream": st.booleans(),
        "after_cursor": st.sampled_from("abcdefghij"),
        "end_time": st.integers(1, 10_000),
        "ticket_fields": st.just([]),
        "user_fields": st.just([]),
        "organization_fields": st.just([]),
    }
)
pages = tame | tame | wild
some = settings(fuzzed, max_examples=max(1, fuzzed.max_examples // 5))  # each is a whole export, twice


@pytest.mark.parametrize(
    ("streams", "format"),
    [
        (["tickets", "ticket_comments"], "jsonl"),
        (["users", "user_identities"], "jsonl"),
        (["organizations", "ticket_audits"], "csv"),
        (["tickets", "ticket_metrics"], "sqlite"),
        (["users"], "parquet"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
@some
@given(answers=st.lists(pages, min_size=1, max_size=6))
def test_an_export_of_any_pages_ends_or_is_an_error_of_ours(tmp_path_factory, streams, format, answers):
    bodies = [msgspec.json.encode(encodable(page)) for page in answers]
    directory: Path = tmp_path_factory.mktemp("export")
    given_out = 0

    def serve(_: Any) -> tuple[int, bytes]:
        nonlocal given_out
        given_out += 1
        if given_out > 40:
            return 404, b""  # an account may be endless; a test is not
        return 200, bodies[given_out % len(bodies)]

    async def run(**options: Any) -> None:
        memory = Memory(serve)
        async with client_of(memory, retry=RetryPolicy(attempts=1)) as zd, asyncio.timeout(20):
            await Export(zd, streams, directory, format=format, **options).run()

    error_of(lambda: asyncio.run(run()))
    error_of(lambda: asyncio.run(run(since="last")))
    checkpoint = Checkpoint.load(directory)
    for name in streams if format == "jsonl" and checkpoint is not None else ():
        content = (directory / f"{name}.jsonl").read_bytes()
        counted = content[: checkpoint.state(name).offset]
        assert not counted or counted.endswith(b"\n")
        for line in counted.splitlines():
            msgspec.json.decode(line, type=dict)
    shutil.rmtree(directory)
