"""Exports into a directory elsewhere, by fsspec: each file is there whole, once its stream has ended."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from tests.export.account import account
from zendesk_async.emulator import Fault, Status
from zendesk_async.errors import ExportError, InvalidArgument
from zendesk_async.export import Export

URL = "memory://bucket/export"


@pytest.fixture
def bucket() -> Iterator[MemoryFileSystem]:
    system = fsspec.filesystem("memory")
    assert isinstance(system, MemoryFileSystem)
    yield system
    for path in system.find("/bucket"):
        system.rm(path)


def names_in(bucket: MemoryFileSystem) -> set[str]:
    return {path.removeprefix("/bucket/export/") for path in bucket.find("/bucket/export")}


async def test_the_files_of_ended_streams_are_put_there(tmp_path: Path, bucket: MemoryFileSystem) -> None:
    async with account(tickets=30) as (emulator, client):
        await Export(client, ["tickets", "organizations"], URL, spool=tmp_path).run()
        lines = bucket.cat("/bucket/export/tickets.jsonl").split(b"\n")[:-1]
        assert Counter(json.loads(line)["id"] for line in lines) == Counter(emulator.account.snapshot()["tickets"])
        assert names_in(bucket) == {"tickets.jsonl", "organizations.jsonl"}


async def test_files_of_attachments_are_put_there_too(tmp_path: Path, bucket: MemoryFileSystem) -> None:
    async with account(tickets=2) as (emulator, client):
        emulator.account.settings.export_delay = 0
        upload = await client.attachments.upload(b"hello", filename="a.txt")
        assert upload.token is not None
        await client.tickets.create(subject="s", comment={"body": "b", "uploads": [upload.token]})
        await Export(client, ["attachments"], URL, spool=tmp_path).run()
        (row,) = [json.loads(line) for line in bucket.cat("/bucket/export/attachments.jsonl").splitlines()]
        assert bucket.cat(f"/bucket/export/{row['path']}") == b"hello"


async def test_a_stream_that_has_not_ended_is_put_there_by_the_run_that_ends_it(
    tmp_path: Path, bucket: MemoryFileSystem
) -> None:
    async with account(tickets=5) as (emulator, client):
        emulator.faults.add(Fault(Status(500), path="/api/v2/incremental/tickets/cursor", times=None))
        with pytest.raises(ExportError, match="the stream tickets ended early"):
            await Export(client, ["tickets", "organizations"], URL, spool=tmp_path).run()
        assert names_in(bucket) == {"organizations.jsonl"}
        put = bucket.created("/bucket/export/organizations.jsonl")
        emulator.faults.clear()
        await Export(client, ["tickets", "organizations"], URL, spool=tmp_path).run()
        assert names_in(bucket) == {"tickets.jsonl", "organizations.jsonl"}
        assert bucket.created("/bucket/export/organizations.jsonl") == put


async def test_what_was_taken_away_there_is_put_there_again(tmp_path: Path, bucket: MemoryFileSystem) -> None:
    async with account(tickets=5) as (_, client):
        await Export(client, ["tickets"], URL, spool=tmp_path, format="parquet").run()
        bucket.rm("/bucket/export/tickets.parquet")
        await Export(client, ["tickets"], URL, spool=tmp_path, format="parquet").run()
        assert names_in(bucket) == {"tickets.parquet"}


async def test_what_goes_wrong_there_leaves_the_file_here(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("a file where a directory should be")
    url = (tmp_path / "elsewhere").as_uri()
    async with account(tickets=5) as (_, client):
        with pytest.raises(ExportError, match=r"tickets\.jsonl could not be put into file://.*It is whole in"):
            await Export(client, ["tickets"], url, spool=tmp_path / "spool").run()
        (tmp_path / "elsewhere").unlink()
        await Export(client, ["tickets"], url, spool=tmp_path / "spool").run()
    assert (tmp_path / "elsewhere" / "tickets.jsonl").read_bytes() == (
        tmp_path / "spool" / "tickets.jsonl"
    ).read_bytes()


@pytest.mark.parametrize(
    ("directory", "spool", "message"),
    [
        (URL, None, "needs a local directory too"),
        ("plain", "spool", "a spool directory goes with a URL"),
        ("nothing-known://bucket", "spool", "cannot be opened"),
    ],
)
async def test_what_cannot_be_is_refused(directory: str, spool: str | None, message: str) -> None:
    async with account(tickets=0) as (emulator, client):
        with pytest.raises(InvalidArgument, match=message):
            Export(client, ["tickets"], directory, spool=spool)
        assert not emulator.requests
