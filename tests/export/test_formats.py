"""Exports in every format: complete, resumable, and as the directory's first run began them."""

import asyncio
import contextlib
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.export.account import account
from tests.export.reading import FORMATS, file_of, rows_in
from zendesk_async import Zendesk
from zendesk_async.emulator import Fault, Status
from zendesk_async.errors import ExportError, InvalidArgument
from zendesk_async.export import Checkpoint, Export, Stream, streams
from zendesk_async.export._columns import stream_table
from zendesk_async.models.common import CustomFieldValue

STREAMS = ("tickets", "organizations", "ticket_comments", "ticket_comments.list")
TABLES = {
    "tickets": "tickets",
    "organizations": "organizations",
    "ticket_comments": "comments",
    "ticket_comments.list": "comments",
}

every_format = pytest.mark.parametrize(("format", "compression"), FORMATS)


def assert_complete(held: dict[str, Any], directory: Path, format: str, compression: str | None) -> None:
    for stream, table in TABLES.items():
        assert Counter(row["id"] for row in rows_in(directory, stream, format, compression)) == Counter(held[table])


def contents_of(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


@every_format
async def test_an_export_holds_every_row_once(tmp_path: Path, format: Any, compression: Any) -> None:
    async with account(tickets=150) as (emulator, client):
        summary = await Export(client, STREAMS, tmp_path, format=format, compression=compression).run()
        assert summary.complete
        assert_complete(emulator.account.snapshot(), tmp_path, format, compression)
        # A complete one stays as it is.
        before = contents_of(tmp_path)
        await Export(client, STREAMS, tmp_path, format=format, compression=compression).run()
        assert contents_of(tmp_path) == before


@every_format
async def test_cancelled_and_resumed_it_is_complete(tmp_path: Path, format: Any, compression: Any) -> None:
    async with account(tickets=150) as (emulator, client):
        for seconds in (0.02, 0.08, 0.15):
            running = asyncio.ensure_future(
                Export(client, STREAMS, tmp_path, format=format, compression=compression).run()
            )
            await asyncio.wait([running], timeout=seconds)
            running.cancel()
            await asyncio.wait([running])
        assert (await Export(client, STREAMS, tmp_path, format=format, compression=compression).run()).complete
        assert_complete(emulator.account.snapshot(), tmp_path, format, compression)


@every_format
async def test_streams_below_one_that_is_there_are_added_later(tmp_path: Path, format: Any, compression: Any) -> None:
    async with account(tickets=40) as (emulator, client):
        await Export(client, ["tickets", "organizations"], tmp_path, format=format, compression=compression).run()
        await Export(
            client, ["ticket_comments", "ticket_comments.list"], tmp_path, format=format, compression=compression
        ).run()
        assert_complete(emulator.account.snapshot(), tmp_path, format, compression)


@every_format
async def test_an_empty_stream_has_a_file(tmp_path: Path, format: Any, compression: Any) -> None:
    async with account(tickets=0) as (_, client):
        await Export(client, ["tickets"], tmp_path, format=format, compression=compression).run()
        assert rows_in(tmp_path, "tickets", format, compression) == []


async def test_another_format_goes_into_another_directory(tmp_path: Path) -> None:
    async with account(tickets=1) as (_, client):
        await Export(client, ["tickets"], tmp_path, format="csv", compression="gzip").run()
        with pytest.raises(ExportError, match=r"holds an export as csv gzip, and jsonl was asked for"):
            await Export(client, ["tickets"], tmp_path).run()
        await Export(client, ["tickets"], tmp_path / "plain").run()
        with pytest.raises(ExportError, match=r"holds an export as jsonl, and csv raw was asked for"):
            await Export(client, ["tickets"], tmp_path / "plain", format="csv", csv_raw=True).run()


@pytest.mark.parametrize(
    "options",
    [
        {"format": "xml"},
        {"compression": "lzma"},
        {"format": "parquet", "compression": "gzip"},
        {"format": "sqlite", "compression": "zstd"},
        {"csv_raw": True},
    ],
)
async def test_what_does_not_go_together_is_refused(tmp_path: Path, options: Any) -> None:
    async with account(tickets=0) as (_, client):
        with pytest.raises(InvalidArgument):
            Export(client, ["tickets"], tmp_path, **options)


async def test_plain_json_lines_keep_no_notes(tmp_path: Path) -> None:
    async with account(tickets=2) as (_, client):
        await Export(client, ["tickets"], tmp_path).run()
    assert set(contents_of(tmp_path)) == {"tickets.jsonl", "checkpoint.json", ".lock"}


async def test_a_damaged_note_of_the_format_is_an_export_error(tmp_path: Path) -> None:
    async with account(tickets=1) as (_, client):
        await Export(client, ["tickets"], tmp_path, format="csv").run()
        (tmp_path / "format.json").write_text('{"format": 5}')
        with pytest.raises(ExportError, match=r"format\.json is damaged"):
            await Export(client, ["tickets"], tmp_path, format="csv").run()
        (tmp_path / "format.json").unlink()
        (tmp_path / "format.json").mkdir()
        with pytest.raises(ExportError, match=r"format\.json cannot be read: Is a directory"):
            await Export(client, ["tickets"], tmp_path, format="csv").run()


async def test_a_file_that_was_cut_is_noticed(tmp_path: Path) -> None:
    async with account(tickets=30) as (_, client):
        await Export(client, ["tickets"], tmp_path, format="csv").run()
        file_of(tmp_path, "tickets", "csv").write_bytes(b"id")
        with pytest.raises(ExportError, match=r"tickets\.csv has 2 bytes, and the checkpoint counts on"):
            await Export(client, ["tickets"], tmp_path, format="csv").run()


@contextlib.asynccontextmanager
async def with_custom_fields() -> AsyncIterator[tuple[Zendesk, int, int]]:
    """Give an account with one ticket and two fields, one of which is called as a field of Zendesk's own."""
    async with account(tickets=0) as (emulator, client):
        emulator.account.settings.export_delay = 0
        order = await client.ticket_fields.create(type="text", title="Machine  hall")
        status = await client.ticket_fields.create(type="integer", title="STATUS")
        assert order.id is not None
        assert status.id is not None
        values = [CustomFieldValue(id=order.id, value="A-1"), CustomFieldValue(id=status.id, value=5)]
        await client.tickets.create(subject="=1+1", comment={"body": "x"}, custom_fields=values)
        yield client, order.id, status.id


async def test_custom_fields_are_columns_by_their_titles(tmp_path: Path) -> None:
    async with with_custom_fields() as (client, _, status):
        await Export(client, ["tickets"], tmp_path, format="csv").run()
        (row,) = rows_in(tmp_path, "tickets", "csv")
        assert (row["Machine hall"], row[f"STATUS ({status})"], row["subject"]) == ("A-1", "5", "'=1+1")
        assert {"id": status, "value": "5"} in json.loads(row["custom_fields"])


async def test_fields_that_the_role_may_not_read_are_no_columns(tmp_path: Path) -> None:
    async with account(tickets=3) as (emulator, client):
        emulator.faults.add(Fault(Status(403), path="/api/v2/ticket_fields*", times=None))
        assert (await Export(client, ["tickets"], tmp_path, format="csv").run()).complete
        assert len(rows_in(tmp_path, "tickets", "csv")) == 3


async def test_the_checkpoint_tells_how_far_the_files_are(tmp_path: Path) -> None:
    async with account(tickets=30) as (_, client):
        await Export(client, ["tickets"], tmp_path, format="jsonl", compression="gzip").run()
        found = Checkpoint.load(tmp_path)
        assert found is not None
        assert found.state("tickets").position == file_of(tmp_path, "tickets", "jsonl", "gzip").stat().st_size


@pytest.mark.parametrize("stream", streams().values(), ids=lambda stream: stream.name)
def test_every_stream_has_a_table_whose_columns_differ(stream: Stream) -> None:
    table = stream_table(stream)
    names = [name.casefold() for name in table.names]
    assert len(set(names)) == len(names)
    assert set(table.identity) <= set(names)


async def test_a_database_that_is_none_any_more_is_named(tmp_path: Path) -> None:
    async with account(tickets=5) as (_, client):
        await Export(client, ["tickets"], tmp_path, format="sqlite").run()
        (tmp_path / "export.sqlite").write_bytes(b"something else " * 500)
        with pytest.raises(ExportError, match=r"export\.sqlite cannot be read .*: the file was changed since"):
            await Export(client, ["tickets"], tmp_path, format="sqlite", since="last").run()
