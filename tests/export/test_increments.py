"""A later run into the same directory goes on where the last one has ended."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.export.account import account, ids_of, lines_of, rows_of
from zendesk_async import Zendesk
from zendesk_async.emulator import Emulator, Fault, Status
from zendesk_async.errors import ExportError, InvalidArgument
from zendesk_async.export import Checkpoint, Export


async def update(client: Zendesk, emulator: Emulator, directory: Path, *streams: str) -> list[str]:
    """Bring streams up to date, and return the paths that were asked for."""
    emulator.account.settings.export_delay = 0
    asked = len(emulator.requests)
    assert (await Export(client, streams, directory, since="last").run()).complete
    return [record.path for record in list(emulator.requests)[asked:]]


async def test_only_what_has_changed_is_read(tmp_path: Path) -> None:
    async with account(tickets=1500) as (emulator, client):
        await Export(client, ["tickets"], tmp_path).run()
        before = lines_of(tmp_path, "tickets")
        open_one = next(row["id"] for row in emulator.account.tickets.rows() if row["status"] == "open")
        new = await client.tickets.create(subject="New", comment={"body": "Hello"})
        await client.tickets.update(open_one, subject="Changed")
        await client.tickets.delete(7)
        asked = await update(client, emulator, tmp_path, "tickets")
        assert asked == ["/api/v2/incremental/tickets/cursor"]
        lines = lines_of(tmp_path, "tickets")
        assert lines[:1500] == before
        added = {row["id"]: row for row in rows_of(tmp_path, "tickets")[1500:]}
        assert added.keys() == {new.id, open_one, 7}
        assert (added[open_one]["subject"], added[7]["status"]) == ("Changed", "deleted")
        assert await update(client, emulator, tmp_path, "tickets") == asked
        assert lines_of(tmp_path, "tickets") == lines


async def test_a_first_run_reads_everything(tmp_path: Path) -> None:
    async with account(tickets=30) as (emulator, client):
        summary = await Export(client, ["tickets"], tmp_path, since="last", start_time=0).run()
        assert not summary.resumed
        assert ids_of(tmp_path, "tickets") == Counter(emulator.account.snapshot()["tickets"])


@pytest.mark.parametrize("stream", ["organizations", "users", "ticket_events", "ticket_metric_events"])
async def test_rows_of_the_last_moment_do_not_come_again(tmp_path: Path, stream: str) -> None:
    async with account(tickets=300, organizations=60) as (emulator, client):
        await Export(client, [stream], tmp_path).run()
        before = lines_of(tmp_path, stream)
        assert len(await update(client, emulator, tmp_path, stream)) == 1
        assert lines_of(tmp_path, stream) == before


async def test_new_comments_come_with_the_events_since(tmp_path: Path) -> None:
    async with account(tickets=50) as (emulator, client):
        await Export(client, ["ticket_comments"], tmp_path).run()
        ticket = next(row["id"] for row in emulator.account.tickets.rows() if row["status"] == "open")
        await client.tickets.reply(ticket, "One more")
        assert await update(client, emulator, tmp_path, "ticket_comments") == ["/api/v2/incremental/ticket_events"]
        assert ids_of(tmp_path, "ticket_comments") == Counter(emulator.account.snapshot()["comments"])
        assert rows_of(tmp_path, "ticket_comments")[-1]["body"] == "One more"


async def test_only_the_lists_of_changed_parents_are_read(tmp_path: Path) -> None:
    async with account(tickets=50) as (emulator, client):
        await Export(client, ["ticket_comments.list"], tmp_path).run()
        ticket = next(row["id"] for row in emulator.account.tickets.rows() if row["status"] == "open")
        await client.tickets.reply(ticket, "One more")
        asked = await update(client, emulator, tmp_path, "ticket_comments.list")
        assert asked == ["/api/v2/incremental/tickets/cursor", f"/api/v2/tickets/{ticket}/comments"]
        assert ids_of(tmp_path, "ticket_comments.list") == Counter(emulator.account.snapshot()["comments"])


async def test_other_lists_are_read_anew_with_what_is_below_them(tmp_path: Path) -> None:
    async with account(tickets=50) as (emulator, client):
        await Export(client, ["groups", "group_memberships.list_by_group"], tmp_path).run()
        gone, *_ = emulator.account.snapshot()["groups"][1:]
        await client.groups.delete(gone)
        new = await client.groups.create(name="New")
        await update(client, emulator, tmp_path, "groups", "group_memberships.list_by_group")
        listed = [row["id"] async for page in client.groups.list().pages() for row in page.raw()]
        assert ids_of(tmp_path, "groups") == Counter(listed)
        assert new.id in listed
    assert {row["id"]: row["deleted"] for row in rows_of(tmp_path, "groups")}[gone] is True
    assert gone not in {row["group_id"] for row in rows_of(tmp_path, "group_memberships.list_by_group")}


async def test_each_custom_object_goes_on_by_a_cursor_of_its_own(tmp_path: Path) -> None:
    async with account(tickets=3) as (emulator, client):
        emulator.account.settings.export_delay = 0
        for key in ("car", "house"):
            await client.custom_objects.create(key=key, title=key, title_pluralized=key)
            await client.custom_object_records.create(key, name=f"old {key}")
        await Export(client, ["custom_object_records"], tmp_path).run()
        found = Checkpoint.load(tmp_path)
        assert found is not None
        assert found.state("custom_object_records").slices.keys() == {"car", "house"}
        await client.custom_object_records.create("house", name="new house")
        await client.custom_objects.create(key="boat", title="boat", title_pluralized="boats")
        await client.custom_object_records.create("boat", name="new boat")
        await update(client, emulator, tmp_path, "custom_object_records")
    names = Counter((row["custom_object_key"], row["name"]) for row in rows_of(tmp_path, "custom_object_records"))
    assert names == Counter([("car", "old car"), ("house", "old house"), ("house", "new house"), ("boat", "new boat")])


async def test_an_update_that_was_ended_early_goes_on(tmp_path: Path) -> None:
    async with account(tickets=50) as (emulator, client):
        streams = ["tickets", "users"]
        await Export(client, streams, tmp_path).run()
        emulator.account.settings.export_delay = 0
        await client.tickets.delete(7)
        emulator.faults.add(Fault(Status(503), path="/api/v2/incremental/tickets/cursor"))
        with pytest.raises(ExportError):
            await Export(client, streams, tmp_path, since="last").run()
        asked = len(emulator.requests)
        # Without `since` only what has not ended goes on.
        await Export(client, streams, tmp_path).run()
        paths = [record.path for record in list(emulator.requests)[asked:] if "incremental" in record.path]
        assert paths == ["/api/v2/incremental/tickets/cursor"]
        assert rows_of(tmp_path, "tickets")[-1]["id"] == 7


async def test_the_start_time_is_that_of_the_first_run(tmp_path: Path) -> None:
    async with account(tickets=30) as (emulator, client):
        await Export(client, ["tickets"], tmp_path, start_time=5).run()
        await update(client, emulator, tmp_path, "tickets")
        with pytest.raises(ExportError, match="from start_time 5, and 6 was asked for"):
            await Export(client, ["tickets"], tmp_path, since="last", start_time=6).run()


async def test_since_is_the_last_run_or_nothing(tmp_path: Path) -> None:
    yesterday: Any = "yesterday"
    async with account() as (_, client):
        with pytest.raises(InvalidArgument, match="since must be 'last' or None, not 'yesterday'"):
            Export(client, ["tickets"], tmp_path, since=yesterday)


async def test_an_update_of_a_list_that_cannot_be_read_by_parents_is_whole_again(tmp_path: Path) -> None:
    async with account(tickets=30) as (emulator, client):
        await Export(client, ["ticket_fields.list_options"], tmp_path).run()
        before = sorted(lines_of(tmp_path, "ticket_fields.list_options"))
        await update(client, emulator, tmp_path, "ticket_fields.list_options")
        assert sorted(lines_of(tmp_path, "ticket_fields.list_options")) == before
