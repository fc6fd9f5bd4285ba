"""Files of comments: saved whole, under names that lead nowhere, once, and only from the account's own host."""

import asyncio
import contextlib
import hashlib
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.account import account, rows_of
from zendesk_async import Zendesk
from zendesk_async.emulator import Change, Emulator, Fault, Status, Truncate
from zendesk_async.errors import ExportError, InvalidArgument, ResponseTooLarge, TruncatedResponse
from zendesk_async.export import Export
from zendesk_async.export._saved_files import FileDirectory
from zendesk_async.models.attachments import Attachment

CONTENTS = {"first.txt": b"one", "second.bin": b"\x89PNG" * 50_000, "third.txt": b"3"}


@contextlib.asynccontextmanager
async def with_files(contents: Mapping[str, bytes] = CONTENTS) -> AsyncIterator[tuple[Emulator, Zendesk]]:
    """Give an account with a ticket for each of these files."""
    async with account(tickets=3) as (emulator, client):
        emulator.account.settings.export_delay = 0
        for name, content in contents.items():
            upload = await client.attachments.upload(content, filename=name)
            assert upload.token is not None
            await client.tickets.create(subject=name, comment={"body": "see file", "uploads": [upload.token]})
        yield emulator, client


def downloads(emulator: Emulator) -> int:
    return sum(request.path.startswith("/attachments/token/") for request in emulator.requests)


def assert_saved(directory: Path, contents: Mapping[str, bytes] = CONTENTS) -> None:
    rows = {row["file_name"]: row for row in rows_of(directory, "attachments")}
    assert rows.keys() == contents.keys()
    assert len(rows_of(directory, "attachments")) == len(contents)
    for name, content in contents.items():
        row = rows[name]
        assert (row["outcome"], row["size"]) == ("saved", len(content))
        assert row["path"] == f"attachments/{row['id']}__{name}"
        assert (directory / row["path"]).read_bytes() == content
        assert row["sha256"] == hashlib.sha256(content).hexdigest()
    assert files_in(directory) == {row["path"].removeprefix("attachments/") for row in rows.values()}


def files_in(directory: Path) -> set[str]:
    return {path.name for path in (directory / "attachments").iterdir()}


async def test_every_file_is_saved_and_has_a_row(tmp_path: Path) -> None:
    async with with_files() as (_, client):
        summary = await Export(client, ["attachments"], tmp_path).run()
        assert [stream.name for stream in summary.streams] == ["ticket_comments", "attachments"]
        assert_saved(tmp_path)


@pytest.mark.parametrize("concurrency", [1, 4])
async def test_cancelled_and_resumed_each_file_is_there_once(tmp_path: Path, concurrency: int) -> None:
    contents = {f"{number}.txt": b"x" * (number * 9000 + 1) for number in range(25)}
    async with with_files(contents) as (_, client):
        for seconds in (0.01, 0.03, 0.05, 0.1):
            running = asyncio.ensure_future(Export(client, ["attachments"], tmp_path, concurrency=concurrency).run())
            await asyncio.wait([running], timeout=seconds)
            running.cancel()
            await asyncio.wait([running])
        await Export(client, ["attachments"], tmp_path, concurrency=concurrency).run()
        assert_saved(tmp_path, contents)


async def test_a_file_that_is_there_is_not_fetched_again(tmp_path: Path) -> None:
    async with with_files() as (emulator, client):
        await Export(client, ["attachments"], tmp_path).run()
        before = downloads(emulator)
        for name in ("attachments.jsonl", "checkpoint.json", "ticket_comments.jsonl"):
            (tmp_path / name).unlink()
        await Export(client, ["attachments"], tmp_path).run()
        assert downloads(emulator) == before
        assert_saved(tmp_path)


async def test_a_file_that_was_changed_is_fetched_again(tmp_path: Path) -> None:
    async with with_files() as (_, client):
        await Export(client, ["attachments"], tmp_path).run()
        rows = {row["file_name"]: tmp_path / row["path"] for row in rows_of(tmp_path, "attachments")}
        outside = tmp_path / "outside"
        outside.write_bytes(b"one")
        rows["first.txt"].unlink()
        rows["first.txt"].symlink_to(outside)
        rows["second.bin"].write_bytes(b"cut")
        rows["third.txt"].with_name(f"{rows['third.txt'].name}.part").symlink_to(outside)
        rows["third.txt"].unlink()
        for name in ("attachments.jsonl", "checkpoint.json", "ticket_comments.jsonl"):
            (tmp_path / name).unlink()
        await Export(client, ["attachments"], tmp_path).run()
        assert_saved(tmp_path)
        assert not rows["first.txt"].is_symlink()
        assert outside.read_bytes() == b"one"


async def test_files_that_zendesk_does_not_give_are_told(tmp_path: Path) -> None:
    async with with_files({f"{number}.txt": b"x" for number in range(5)}) as (emulator, client):
        gone, refused, deleted, foreign, unnamed = emulator.account.attachments.rows()
        for row, fault in ((gone, Status(404)), (refused, Status(403))):
            token = row["content_url"].split("/token/")[1].split("/")[0]
            emulator.faults.add(Fault(fault, path=f"/attachments/token/{token}/*", times=None))

        def change(answer: Any) -> Any:
            for event in answer["ticket_events"]:
                for child in event["child_events"]:
                    for file in child.get("attachments", ()):
                        file["deleted"] = file["id"] == deleted["id"]
                        if file["id"] == foreign["id"]:
                            file["content_url"] = "https://evil.example/x"
                        if file["id"] == unnamed["id"]:
                            file["content_url"] = None
            return answer

        emulator.faults.add(Fault(Change(change), operation="IncrementalTicketEvents", times=None))
        await Export(client, ["attachments"], tmp_path).run()
        outcomes = {row["id"]: (row["outcome"], row["path"]) for row in rows_of(tmp_path, "attachments")}
        assert outcomes == {
            gone["id"]: ("gone", None),
            refused["id"]: ("refused", None),
            deleted["id"]: ("deleted", None),
            foreign["id"]: ("foreign", None),
            unnamed["id"]: ("gone", None),
        }
        assert files_in(tmp_path) == set()


async def test_a_file_that_comes_short_is_fetched_again(tmp_path: Path) -> None:
    async with with_files() as (emulator, client):
        emulator.faults.add(Fault(Truncate(until_close=True), path="/files/*", times=2))
        await Export(client, ["attachments"], tmp_path, concurrency=1).run()
        assert_saved(tmp_path)


async def test_a_file_that_always_comes_short_is_told_and_not_kept(tmp_path: Path) -> None:
    async with with_files() as (emulator, client):
        emulator.faults.add(Fault(Truncate(until_close=True), path="/files/*", times=3))
        await Export(client, ["attachments"], tmp_path, concurrency=1).run()
        outcomes = [(row["outcome"], row["path"]) for row in rows_of(tmp_path, "attachments")]
        assert outcomes[0] == ("incomplete", None)
        assert [outcome for outcome, _ in outcomes[1:]] == ["saved", "saved"]
        assert len(files_in(tmp_path)) == 2


async def test_a_storage_that_fails_ends_the_stream_which_then_goes_on(tmp_path: Path) -> None:
    async with with_files() as (emulator, client):
        emulator.faults.add(Fault(Status(500), path="/files/*", skip=1, times=1))
        with pytest.raises(ExportError, match="the stream attachments ended early"):
            await Export(client, ["attachments"], tmp_path, concurrency=1).run()
        assert not any(name.endswith(".part") for name in files_in(tmp_path))
        await Export(client, ["attachments"], tmp_path).run()
        assert_saved(tmp_path)


async def test_a_directory_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "attachments").symlink_to(tmp_path / "elsewhere")
    async with with_files() as (_, client):
        with pytest.raises(ExportError, match="attachments is a link"):
            await Export(client, ["attachments"], tmp_path / "export").run()
        (tmp_path / "export" / "attachments").unlink()
        (tmp_path / "export" / "attachments").write_text("mine")
        with pytest.raises(ExportError, match="attachments cannot be made"):
            await Export(client, ["attachments"], tmp_path / "export").run()
    assert not list((tmp_path / "elsewhere").iterdir())


async def test_a_disk_that_does_not_take_a_file_is_an_export_error(tmp_path: Path) -> None:
    async with with_files() as (emulator, client):
        (row, *_) = emulator.account.attachments.rows()
        (tmp_path / "attachments" / f"{row['id']}__{row['file_name']}" / "in the way").mkdir(parents=True)
        with pytest.raises(ExportError, match=r"could not be written to .*attachments"):
            await Export(client, ["attachments"], tmp_path).run()


async def test_the_stream_takes_no_arguments(tmp_path: Path) -> None:
    async with account(tickets=1) as (_, client):
        with pytest.raises(InvalidArgument, match="takes no argument"):
            Export(client, ["attachments"], tmp_path, arguments={"attachments": {"attachment_id": 1}})


@given(name=st.text(max_size=300), identifier=st.integers(1, 2**63))
def test_no_name_leads_out_of_the_directory(
    tmp_path_factory: pytest.TempPathFactory, name: str, identifier: int
) -> None:
    directory = FileDirectory(tmp_path_factory.mktemp("export") / "files")
    directory.open()
    attachment = Attachment(id=identifier, file_name=name, size=2)
    writer = directory.begin(attachment)
    writer.write(b"ab")
    saved = writer.finish()
    assert [path.name for path in directory.path.iterdir()] == [saved.name]
    assert saved.name.startswith(f"{identifier}__")
    assert directory.find(attachment) == saved


def test_a_file_of_another_size_is_not_kept(tmp_path: Path) -> None:
    directory = FileDirectory(tmp_path / "files")
    directory.open()
    writer = directory.begin(Attachment(id=1, size=2, content_url="https://acme.zendesk.com/attachments/token/a/"))
    writer.write(b"a")
    with pytest.raises(TruncatedResponse, match="has 2 bytes, and 1 came"):
        writer.finish()
    with pytest.raises(ResponseTooLarge, match="goes on after 2 bytes"):
        writer.write(b"bc")
    writer.abandon()
    assert not list(directory.path.iterdir())
