"""The export from code without an event loop, and coroutines over the async client."""

import asyncio
import csv
import gzip
import inspect
import json

import pytest

from zendesk_async import Zendesk as AsyncZendesk
from zendesk_async.errors import InvalidArgument
from zendesk_async.export import Export as AsyncExport
from zendesk_sync import Zendesk
from zendesk_sync.export import Export


def test_streams_come_to_files(zd: Zendesk, tmp_path) -> None:
    export = Export(zd, ["tickets", "organizations"], tmp_path / "out")
    assert [stream.rows for stream in export.progress()] == [0, 0]
    summary = export.run()
    assert summary.complete
    assert {stream.name: stream.rows for stream in summary.streams} == {"tickets": 250, "organizations": 2}
    rows = (tmp_path / "out" / "tickets.jsonl").read_text().splitlines()
    assert sorted(json.loads(row)["id"] for row in rows) == list(range(1, 251))
    assert Export(zd, ["tickets", "organizations"], tmp_path / "out").run().resumed


def test_it_takes_what_the_async_one_takes(zd: Zendesk, tmp_path) -> None:
    assert inspect.signature(Export).parameters.keys() == inspect.signature(AsyncExport).parameters.keys()
    export = Export(
        zd,
        ["tickets"],
        f"file://{tmp_path}/there",
        spool=tmp_path / "here",
        format="csv",
        compression="gzip",
        csv_raw=True,
    )
    assert export.run().complete
    with gzip.open(tmp_path / "there" / "tickets.csv.gz", "rt", newline="") as file:
        assert sorted(int(row["id"]) for row in csv.DictReader(file)) == list(range(1, 251))


def test_a_stream_that_is_none_is_refused_where_it_is_asked_for(zd: Zendesk, tmp_path) -> None:
    with pytest.raises(InvalidArgument, match="there is no stream"):
        Export(zd, ["tockets"], tmp_path)


def test_many_calls_at_once_run_on_the_clients_own_loop(zd: Zendesk) -> None:
    async def read(zd: AsyncZendesk) -> list[int | None]:
        return [ticket.id for ticket in await asyncio.gather(*(zd.tickets.show(number) for number in range(1, 11)))]

    assert zd.run(read) == list(range(1, 11))


def test_what_the_coroutine_raises_comes_here(zd: Zendesk) -> None:
    async def fail(_: AsyncZendesk) -> None:
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        zd.run(fail)
