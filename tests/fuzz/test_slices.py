"""Pages of an export that is read in slices, saying anything: rows come out, or an error of ours."""

import asyncio
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.memory import Memory, client_of
from tests.fuzz.strategies import error_of, fuzzed, header_values, json_values, scalars, texts
from tests.fuzz.test_error_bodies import encodable
from zendesk_async.export import streams
from zendesk_async.spark._slices import Slice, rows_of, standing_of

moments = (
    scalars
    | texts
    | st.sampled_from(["2024-01-01T00:00:00Z", "2024-01-01", "9999-12-31T23:59:59", "0001-01-01T00:00:00+14:00"])
)
rows = (
    st.dictionaries(
        st.sampled_from(["id", "generated_timestamp", "timestamp", "time", "updated_at", "created_at"]),
        moments | json_values(),
    )
    | json_values()
)
cursors = texts | st.sampled_from(
    ["MTcwMDAwMDAwMC4wfHwx", "fHw=", "====", "OTk5OTk5OTk5OTk5OTk5fHwx", "1700000000", "9" * 5000]
)
pages = st.fixed_dictionaries(
    {"tickets": st.lists(rows, max_size=3), "users": st.lists(rows, max_size=3)},
    optional={
        "after_cursor": cursors | scalars, "end_time": scalars | texts, "end_of_stream": scalars, "count": scalars,
        "ticket_events": st.lists(rows, max_size=2), "organizations": st.lists(rows, max_size=3), "next_page": texts,
    },
)  # fmt: skip


@pytest.mark.parametrize("name", ["tickets", "organizations", "ticket_events"])
@fuzzed
@given(page=pages, date=header_values())
def test_any_page_is_cut_into_rows_or_refused_by_an_error_of_ours(name, page, date):
    body = msgspec.json.encode(encodable(page))

    async def read() -> None:
        stream = streams()[name]
        given: list[Any] = []
        async with client_of(Memory(lambda _: (200, body, {"Date": date}))) as zd, asyncio.timeout(20):
            async for some in rows_of(zd, stream, Slice(1, 1_700_000_000)):
                given += some
                if len(given) > 100:
                    break
            await standing_of(zd, stream, 1)

    error_of(lambda: asyncio.run(read()))
