"""Files that hold the latest version of each record alone."""

import asyncio
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.account import account, ids_of, lines_of, rows_of
from tests.export.reading import FORMATS, file_of, rows_in
from zendesk_async import Zendesk
from zendesk_async.emulator import Clock, Emulator, Fault, Status
from zendesk_async.errors import ExportError
from zendesk_async.export import Checkpoint, Export, StreamState, streams
from zendesk_async.export._directory import ExportDirectory
from zendesk_async.export._format import Format
from zendesk_async.export._latest import StreamFiles, finish_rewrite, keep_latest

in_rows = pytest.mark.parametrize(("format", "compression"), [one for one in FORMATS if one[0] != "sqlite"])


async def twice(client: Zendesk, emulator: Emulator, directory: Path, *names: str, **options: Any) -> int:
    """Export streams, change a ticket, and export what has changed. Return the ticket."""
    await Export(client, names, directory, **options).run()
    emulator.account.settings.export_delay = 0
    ticket = next(row["id"] for row in emulator.account.tickets.rows() if row["status"] == "open")
    await client.tickets.update(ticket, subject="Changed", comment={"body": "One more"})
    await Export(client, names, directory, since="last", **options).run()
    return ticket


def unfinished(directory: Path) -> list[Path]:
    return list(directory.rglob("*.latest"))


async def test_only_the_last_version_stays(tmp_path: Path) -> None:
    async with account(tickets=200) as (emulator, client):
        ticket = await twice(client, emulator, tmp_path, "tickets")
        assert ids_of(tmp_path, "tickets")[ticket] == 2
        asked = len(emulator.requests)
        summary = await Export(client, ["tickets"], tmp_path, dedupe=True).run()
        assert len(emulator.requests) == asked
    assert summary.rows == 200
    rows = rows_of(tmp_path, "tickets")
    assert Counter(row["id"] for row in rows) == Counter(range(1, 201))
    assert (rows[-1]["id"], rows[-1]["subject"]) == (ticket, "Changed")
    assert not (tmp_path / "tickets.jsonl.latest").exists()


@in_rows
async def test_only_the_last_version_stays_in_every_format(tmp_path: Path, format: Any, compression: Any) -> None:
    names = ["tickets", "ticket_comments.list"]
    options = {"format": format, "compression": compression}
    later = [0]
    async with account(tickets=60, clock=Clock(lambda: time.time() + later[0])) as (emulator, client):
        ticket = await twice(client, emulator, tmp_path, *names, **options)
        both = rows_in(tmp_path, "tickets", format, compression)
        assert Counter(row["id"] for row in both)[ticket] == 2
        assert (await Export(client, names, tmp_path, dedupe=True, **options).run()).rows == 60 + len(
            emulator.account.snapshot()["comments"]
        )
        latest = {row["id"]: row for row in both}
        assert rows_in(tmp_path, "tickets", format, compression) == [row for row in both if row is latest[row["id"]]]
        # And it goes on from there, rows and lists below them alike.
        later[0] = 10
        await client.tickets.update(ticket, subject="Changed again", comment={"body": "And another"})
        asked = len(emulator.requests)
        await Export(client, names, tmp_path, since="last", dedupe=True, **options).run()
        lists = [record.path for record in list(emulator.requests)[asked:] if record.path.endswith("/comments")]
        assert lists == [f"/api/v2/tickets/{ticket}/comments"]
        held = emulator.account.snapshot()
    rows = rows_in(tmp_path, "tickets", format, compression)
    assert Counter(row["id"] for row in rows) == Counter(held["tickets"])
    assert (rows[-1]["id"], rows[-1]["subject"]) == (ticket, "Changed again")
    comments = rows_in(tmp_path, "ticket_comments.list", format, compression)
    assert Counter(row["id"] for row in comments) == Counter(held["comments"])
    assert not unfinished(tmp_path)


async def test_what_is_below_goes_on_where_it_was(tmp_path: Path) -> None:
    names = ["tickets", "ticket_comments.list"]
    later = [0]
    async with account(tickets=60, clock=Clock(lambda: time.time() + later[0])) as (emulator, client):
        ticket = await twice(client, emulator, tmp_path, *names)
        await Export(client, ["tickets"], tmp_path, dedupe=True).run()
        later[0] = 10  # a second change within the second of the first one would not be seen
        await client.tickets.reply(ticket, "And another")
        asked = len(emulator.requests)
        await Export(client, names, tmp_path, since="last", dedupe=True).run()
        lists = [record.path for record in list(emulator.requests)[asked:] if record.path.endswith("/comments")]
        assert lists == [f"/api/v2/tickets/{ticket}/comments"]
        assert ids_of(tmp_path, "tickets") == Counter(emulator.account.snapshot()["tickets"])
        assert ids_of(tmp_path, "ticket_comments.list") == Counter(emulator.account.snapshot()["comments"])


async def test_lists_that_failed_are_asked_for_again_after_their_rows_have_moved(tmp_path: Path) -> None:
    async with account(tickets=60) as (emulator, client):
        await twice(client, emulator, tmp_path, "tickets")
        emulator.faults.add(Fault(Status(500), path="/api/v2/tickets/17/comments", times=None))
        with pytest.raises(ExportError):
            await Export(client, ["ticket_comments.list"], tmp_path).run()
        await Export(client, ["tickets"], tmp_path, dedupe=True).run()
        emulator.faults.clear()
        await Export(client, ["ticket_comments.list"], tmp_path).run()
        assert ids_of(tmp_path, "ticket_comments.list") == Counter(emulator.account.snapshot()["comments"])


async def test_an_export_that_is_not_complete_is_left_as_it_is(tmp_path: Path) -> None:
    async with account(tickets=60) as (emulator, client):
        await twice(client, emulator, tmp_path, "tickets")
        emulator.faults.add(Fault(Status(403, {"error": "Forbidden"}), path="/api/v2/groups"))
        before = lines_of(tmp_path, "tickets")
        with pytest.raises(ExportError):
            await Export(client, ["tickets", "groups"], tmp_path, dedupe=True).run()
        assert lines_of(tmp_path, "tickets") == before


@in_rows
@pytest.mark.parametrize(
    "replaced", [None, 0, 1, 2], ids=lambda files: "not noted" if files is None else f"{files} replaced"
)
async def test_a_crash_in_the_middle_is_made_good(
    tmp_path: Path, format: Any, compression: Any, replaced: int | None
) -> None:
    options = {"format": format, "compression": compression}
    async with account(tickets=60) as (emulator, client):
        ticket = await twice(client, emulator, tmp_path, "tickets", **options)
        found = Checkpoint.load(tmp_path)
        assert found is not None
        files = ExportDirectory(tmp_path, Format(format, compression)).stream_files("tickets")
        rewrite = await asyncio.to_thread(keep_latest, files, streams()["tickets"], found)
        assert rewrite is not None
        if replaced is not None:
            attrs.evolve(found, rewrites={"tickets": rewrite}).save(tmp_path)
        for file in (files.lines, files.file)[: replaced or 0]:
            if file is not None:
                file.with_name(f"{file.name}.latest").replace(file)
        summary = await Export(client, ["tickets"], tmp_path, since="last", **options).run()
    rows = rows_in(tmp_path, "tickets", format, compression)
    assert len(rows) == summary.rows == (61 if replaced is None else 60)
    assert Counter(row["id"] for row in rows)[ticket] == (2 if replaced is None else 1)
    assert not unfinished(tmp_path)


async def test_a_file_that_was_changed_meanwhile_is_noticed(tmp_path: Path) -> None:
    async with account(tickets=60) as (emulator, client):
        await twice(client, emulator, tmp_path, "tickets")
        found = Checkpoint.load(tmp_path)
        assert found is not None
        rewrite = await asyncio.to_thread(
            keep_latest, StreamFiles(tmp_path / "tickets.jsonl"), streams()["tickets"], found
        )
        assert rewrite is not None
        attrs.evolve(found, rewrites={"tickets": rewrite}).save(tmp_path)
        (tmp_path / "tickets.jsonl.latest").unlink()
        with pytest.raises(ExportError, match="was changed since it was written"):
            await Export(client, ["tickets"], tmp_path).run()


@in_rows
async def test_a_file_with_other_rows_than_were_written_is_left_alone(
    tmp_path: Path, format: Any, compression: Any
) -> None:
    options = {"format": format, "compression": compression}
    async with account(tickets=60) as (emulator, client):
        await twice(client, emulator, tmp_path, "tickets", **options)
        file = file_of(tmp_path, "tickets", format, compression)
        other = tmp_path / "other"
        await Export(client, ["groups"], other, **options).run()
        # The rows of another stream, as many bytes as there were: what an export looks at when it goes on.
        content = file_of(other, "groups", format, compression).read_bytes()
        strange = content if format == "parquet" else content.ljust(file.stat().st_size, b"\n")
        file.write_bytes(strange)
        with pytest.raises(ExportError, match="changed"):
            await Export(client, ["tickets"], tmp_path, dedupe=True, **options).run()
        assert file.read_bytes() == strange
        assert not unfinished(tmp_path)


@pytest.mark.parametrize("dedupe", [False, True])
async def test_a_database_has_the_latest_versions_alone(tmp_path: Path, dedupe: bool) -> None:
    async with account(tickets=60) as (emulator, client):
        await twice(client, emulator, tmp_path, "tickets", format="sqlite")
        summary = await Export(client, ["tickets"], tmp_path, dedupe=dedupe, format="sqlite").run()
        assert summary.rows == 60
        assert len(rows_in(tmp_path, "tickets", "sqlite")) == 60
        found = Checkpoint.load(tmp_path)
        assert found is not None
        assert found.state("tickets").rows == 60


identifiers = st.integers(0, 3) | st.sampled_from(["a", "b"])
listed_rows = st.lists(
    st.fixed_dictionaries({"user_id": st.integers(0, 1), "id": st.none() | identifiers, "version": st.integers(0, 2)}),
    max_size=12,
)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("latest")


@given(rows=listed_rows, below=st.integers(0, 12))
def test_the_latest_version_of_each_record_stays_and_places_move_along(
    directory: Path, rows: list[dict[str, Any]], below: int
) -> None:
    path = directory / "rows.jsonl"
    lines = [json.dumps(row).encode() + b"\n" for row in rows]
    path.write_bytes(b"".join(lines))
    before = StreamState(offset=path.stat().st_size, rows=len(rows), done=True)
    gone_through = sum(map(len, lines[:below]))
    checkpoint = Checkpoint(
        "https://acme.zendesk.com",
        0,
        {"user_identities": before, "groups.list_by_user": StreamState(parent_offset=gone_through)},
    )
    keys = [line if row["id"] is None else (row["user_id"], row["id"]) for row, line in zip(rows, lines, strict=True)]
    expected = [line for place, line in enumerate(lines) if keys[place] not in keys[place + 1 :]]
    rewrite = keep_latest(StreamFiles(path), streams()["user_identities"], checkpoint)
    assert (rewrite is None) == (len(expected) == len(lines))
    if rewrite is None:
        return
    kept = finish_rewrite(
        StreamFiles(path), "user_identities", attrs.evolve(checkpoint, rewrites={"user_identities": rewrite})
    )
    assert path.read_bytes() == b"".join(expected)
    assert kept.state("user_identities") == attrs.evolve(before, offset=path.stat().st_size, rows=len(expected))
    assert not kept.rewrites


@given(rows=listed_rows, below=st.integers(0, 12))
def test_rows_that_were_gone_through_stay_so(directory: Path, rows: list[dict[str, Any]], below: int) -> None:
    path = directory / "users.jsonl"
    lines = [json.dumps(row).encode() + b"\n" for row in rows]
    path.write_bytes(b"".join(lines))
    before = StreamState(offset=path.stat().st_size, rows=len(rows), done=True)
    child = StreamState(parent_offset=sum(map(len, lines[:below])))
    checkpoint = Checkpoint("https://acme.zendesk.com", 0, {"users": before, "user_identities": child})
    rewrite = keep_latest(StreamFiles(path), streams()["users"], checkpoint)
    if rewrite is None:
        return
    keys = [line if row["id"] is None else row["id"] for row, line in zip(rows, lines, strict=True)]
    seen = [line for place, line in enumerate(lines[:below]) if keys[place] not in keys[place + 1 :]]
    assert rewrite.below == {"user_identities": sum(map(len, seen))}
