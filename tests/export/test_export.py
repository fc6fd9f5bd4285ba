import asyncio
import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.export.account import account, client_of, ids_of, lines_of, rows_of
from zendesk_async import OAuthToken, Zendesk
from zendesk_async.emulator import Fault, Status
from zendesk_async.errors import ExportError, Forbidden, InvalidArgument, ServiceUnavailable
from zendesk_async.export import Checkpoint, Export, JsonLinesSink, StreamProgress

ORDINARY = ("tickets", "users", "organizations", "groups", "ticket_metrics", "ticket_fields", "group_memberships")


async def test_every_row_of_every_stream_is_written_once(tmp_path: Path) -> None:
    async with account(tickets=1500) as (emulator, client):
        summary = await Export(client, ORDINARY, tmp_path).run()
        held = emulator.account.snapshot()
    assert summary.complete
    assert not summary.resumed
    assert summary.rows == sum(len(held[name]) for name in ORDINARY)
    for name in ORDINARY:
        assert ids_of(tmp_path, name) == Counter(held[name]), name


async def test_rows_are_what_the_server_sent(tmp_path: Path) -> None:
    async with account(tickets=20) as (_, client):
        await Export(client, ["tickets"], tmp_path).run()
        sent = [row async for page in client.tickets.export(start_time=0).pages() for row in page.raw()]
    assert rows_of(tmp_path, "tickets") == sent


async def test_children_are_written_below_the_rows_of_their_parents(tmp_path: Path) -> None:
    async with account(tickets=150) as (emulator, client):
        summary = await Export(client, ["ticket_comments.list"], tmp_path).run()
        comments = emulator.account.comments
        expected = {identifier: comments.value(identifier, "ticket_id") for identifier in comments}
    assert [stream.name for stream in summary.streams] == ["tickets", "ticket_comments.list"]
    written = rows_of(tmp_path, "ticket_comments.list")
    assert {row["id"]: row["ticket_id"] for row in written} == expected
    assert len(written) == len(expected)
    assert all(line.startswith(b'{"ticket_id":') for line in lines_of(tmp_path, "ticket_comments.list"))


async def test_a_row_that_names_its_parent_itself_is_left_as_it_is(tmp_path: Path) -> None:
    async with account(tickets=10) as (emulator, client):
        await Export(client, ["ticket_audits.list_by_ticket"], tmp_path).run()
        held = emulator.account.snapshot()["audits"]
    assert ids_of(tmp_path, "ticket_audits.list_by_ticket") == Counter(held)
    for line in lines_of(tmp_path, "ticket_audits.list_by_ticket"):
        keys = [key for key, _ in json.loads(line, object_pairs_hook=list)]
        assert keys.count("ticket_id") == 1


async def test_an_export_that_has_ended_stays_as_it_is(tmp_path: Path) -> None:
    async with account(tickets=50) as (emulator, client):
        first = await Export(client, ["ticket_comments.list"], tmp_path).run()
        asked = len(emulator.requests)
        content = (tmp_path / "ticket_comments.list.jsonl").read_bytes()
        second = await Export(client, ["ticket_comments.list"], tmp_path).run()
        assert len(emulator.requests) == asked
    assert second.resumed
    assert second.complete
    assert second.rows == first.rows
    assert (tmp_path / "ticket_comments.list.jsonl").read_bytes() == content


async def test_a_stream_can_be_added_to_an_export(tmp_path: Path) -> None:
    async with account(tickets=50) as (emulator, client):
        await Export(client, ["tickets"], tmp_path).run()
        await Export(client, ["ticket_comments.list", "users"], tmp_path).run()
        await Export(client, ["users"], tmp_path).run()
        held = emulator.account.snapshot()
    assert ids_of(tmp_path, "tickets") == Counter(held["tickets"])
    assert ids_of(tmp_path, "ticket_comments.list") == Counter(held["comments"])
    assert ids_of(tmp_path, "users") == Counter(held["users"])


async def test_one_export_can_be_run_again_after_it_failed(tmp_path: Path) -> None:
    async with account(tickets=50) as (emulator, client):
        emulator.faults.add(Fault(Status(503), path="/api/v2/incremental/tickets/cursor"))
        export = Export(client, ["tickets"], tmp_path)
        with pytest.raises(ExportError, match="Run the same export again"):
            await export.run()
        assert isinstance(export.progress()[0].failure, ServiceUnavailable)
        assert (await export.run()).complete
        assert export.progress()[0].failure is None


async def test_a_stream_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    async with account(tickets=50) as (emulator, client):
        emulator.faults.add(Fault(Status(403, {"error": "Forbidden"}), path="/api/v2/incremental/users/*"))
        emulator.faults.add(Fault(Status(503), path="/api/v2/groups"))
        with pytest.raises(ExportError) as caught:
            await Export(client, ["users", "tickets", "groups"], tmp_path).run()
        held = emulator.account.snapshot()
    assert "the stream users ended early" in str(caught.value)
    assert "the role or plan does not allow this stream" in str(caught.value)
    assert caught.value.status == 403
    assert caught.value.request_id
    assert isinstance(caught.value.__cause__, Forbidden)
    assert any("the stream groups ended early too" in note for note in caught.value.__notes__)
    assert ids_of(tmp_path, "tickets") == Counter(held["tickets"])


async def test_children_of_a_parent_that_failed_are_not_done_until_it_is(tmp_path: Path) -> None:
    async with account(tickets=2500) as (emulator, client):
        emulator.faults.add(Fault(Status(503), path="/api/v2/incremental/tickets/cursor", skip=1))
        export = Export(client, ["tickets.list_collaborators"], tmp_path)
        with pytest.raises(ExportError):
            await export.run()
        parent, children = export.progress()
        assert (parent.rows, parent.done) == (1000, False)
        assert (children.done, children.failure) == (False, None)
        found = Checkpoint.load(tmp_path)
        assert found is not None
        assert found.state("tickets.list_collaborators").parent_offset == found.state("tickets").offset
        assert (await Export(client, ["tickets.list_collaborators"], tmp_path).run()).complete


async def test_a_failed_list_of_children_names_its_parent(tmp_path: Path) -> None:
    async with account(tickets=30) as (emulator, client):
        emulator.faults.add(Fault(Status(503), path="/api/v2/tickets/17/comments", times=None))
        with pytest.raises(ExportError) as caught:
            await Export(client, ["ticket_comments.list"], tmp_path).run()
        cause = caught.value.__cause__
        assert isinstance(cause, ServiceUnavailable)
        assert cause.__notes__ == [
            "it was about the row 17 of tickets",
            "all other lists were read; the next run asks for the failed ones alone",
        ]
        found = Checkpoint.load(tmp_path)
        assert found is not None
        before = found.state("ticket_comments.list")
        # The others were read, before it and after it, and need not be read again.
        held = emulator.account.comments
        assert before.rows == len(held) - len(held.where("ticket_id", 17))
        emulator.faults.clear()
        asked = len(emulator.requests)
        await Export(client, ["ticket_comments.list"], tmp_path).run()
        assert [record.path for record in list(emulator.requests)[asked:]] == ["/api/v2/tickets/17/comments"]
        assert ids_of(tmp_path, "ticket_comments.list") == Counter(emulator.account.snapshot()["comments"])


async def test_parents_that_are_gone_are_skipped_and_counted(tmp_path: Path) -> None:
    async with account(tickets=40) as (emulator, client):
        missing = Status(404, {"error": "RecordNotFound", "description": "Not found"})
        for identifier in (3, 9):
            emulator.faults.add(Fault(missing, path=f"/api/v2/tickets/{identifier}/comments"))
        summary = await Export(client, ["ticket_comments.list"], tmp_path).run()
    assert summary.complete
    assert [stream.skipped for stream in summary.streams] == [0, 2]
    assert {3, 9}.isdisjoint(row["ticket_id"] for row in rows_of(tmp_path, "ticket_comments.list"))


async def test_an_endpoint_that_does_not_exist_is_no_missing_parent(tmp_path: Path) -> None:
    async with account(tickets=5) as (emulator, client):
        missing = Status(404, {"error": "InvalidEndpoint", "description": "Not found"})
        emulator.faults.add(Fault(missing, path="/api/v2/tickets/*/comments", times=None))
        with pytest.raises(ExportError, match=r"the stream ticket_comments\.list ended early"):
            await Export(client, ["ticket_comments.list"], tmp_path).run()


async def test_deleted_tickets_are_written_and_their_comments_not_asked_for(tmp_path: Path) -> None:
    async with account(tickets=20) as (emulator, client):
        emulator.account.settings.export_delay = 0
        await client.tickets.delete(7)
        summary = await Export(client, ["ticket_comments.list"], tmp_path).run()
        asked = [record.path for record in emulator.requests]
    assert summary.streams[1].skipped == 0
    assert {row["id"]: row["status"] for row in rows_of(tmp_path, "tickets")}[7] == "deleted"
    assert "/api/v2/tickets/7/comments" not in asked


async def test_progress_says_what_is_expected_and_what_is_there(tmp_path: Path) -> None:
    async with account(tickets=120) as (_, client):
        export = Export(client, ["tickets", "ticket_comments.list"], tmp_path)
        assert export.progress() == (
            StreamProgress("tickets", 0, None, False),
            StreamProgress("ticket_comments.list", 0, None, False),
        )
        summary = await export.run()
        assert summary.streams == export.progress()
        again = Export(client, ["tickets"], tmp_path)
        await again.run()
    tickets, comments = summary.streams
    assert (tickets.rows, tickets.expected, tickets.done) == (120, 120, True)
    assert (comments.expected, comments.done) == (None, True)
    assert again.progress()[0].rows == 120


async def test_a_count_that_fails_costs_only_the_figure(tmp_path: Path) -> None:
    async with account(tickets=30) as (emulator, client):
        emulator.faults.add(Fault(Status(500), path="/api/v2/tickets/count", times=None))
        summary = await Export(client, ["tickets", "users"], tmp_path).run()
    assert summary.complete
    assert summary.streams[0].expected is None


async def test_a_capped_count_is_no_figure(tmp_path: Path) -> None:
    async with account(tickets=5) as (emulator, client):
        capped = Status(200, {"count": {"value": 100_000, "refreshed_at": None}})
        emulator.faults.add(Fault(capped, path="/api/v2/tickets/count", times=None))
        summary = await Export(client, ["tickets"], tmp_path).run()
    assert summary.streams[0].expected is None


async def test_only_changes_since_the_start_time_are_exported(tmp_path: Path) -> None:
    async with account(tickets=300) as (emulator, client):
        stamps = sorted(row["generated_timestamp"] for row in [emulator.account.tickets[n] for n in range(1, 301)])
        begin = stamps[150]
        await Export(client, ["tickets"], tmp_path / "seconds", start_time=begin).run()
        moment = dt.datetime.fromtimestamp(begin, dt.UTC)
        summary = await Export(client, ["tickets"], tmp_path / "datetime", start_time=moment).run()
    assert len(lines_of(tmp_path / "seconds", "tickets")) == sum(stamp >= begin for stamp in stamps)
    assert ids_of(tmp_path / "datetime", "tickets") == ids_of(tmp_path / "seconds", "tickets")
    assert summary.streams[0].expected is None  # the account's count says nothing of a part


def arguments(**given: Any) -> dict[str, Any]:
    return {"streams": ["tickets"], "directory": "out", **given}


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (arguments(streams=["tickts"]), "there is no stream 'tickts'; there are: .*, tickets, "),
        (arguments(streams=[]), "name at least one stream"),
        (arguments(streams="tickets"), "must be a sequence of names, such as"),
        (arguments(concurrency=0), "concurrency must be a number, at least 1"),
        (arguments(start_time=-1), "must be whole unix seconds or a datetime, not -1"),
        (arguments(concurrency="4"), "concurrency must be a number, at least 1, not '4'"),
        (arguments(arguments=["x"]), "arguments must be those of each stream by its name"),
        (arguments(arguments={"tickets": "x"}), "arguments must be those of each stream by its name"),
        (arguments(directory=""), "the directory to export to has no name"),
        (arguments(start_time=1.5e9), "must be whole unix seconds or a datetime, not 1500000000.0"),
        (arguments(start_time="2024-01-31"), "must be whole unix seconds or a datetime, not '2024-01-31'"),
        (arguments(start_time=dt.date(2024, 1, 31)), "must be whole unix seconds or a datetime, not datetime.date"),
        (arguments(start_time=True), "must be whole unix seconds or a datetime, not True"),
        (arguments(start_time=4_000_000_000), "at least one minute in the past"),
        (arguments(start_time=dt.datetime(2024, 1, 1)), "start_time needs a time zone"),  # noqa: DTZ001  # the subject
    ],
)
async def test_what_makes_no_sense_is_refused_before_anything_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, Any], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    async with Zendesk("acme", auth=OAuthToken("token")) as client:
        with pytest.raises(InvalidArgument, match=message):
            Export(client, **given)
    assert not any(tmp_path.iterdir())  # noqa: ASYNC240  # nothing else runs


async def test_another_accounts_directory_is_refused(tmp_path: Path) -> None:
    async with account(tickets=3) as (_, client):
        await Export(client, ["tickets"], tmp_path).run()
    before = (tmp_path / "tickets.jsonl").read_bytes()
    async with Zendesk("acme", auth=OAuthToken("token")) as other:
        with pytest.raises(ExportError, match=r"holds an export of http://127.* is for https://acme\.zendesk\.com"):
            await Export(other, ["tickets"], tmp_path).run()
    assert (tmp_path / "tickets.jsonl").read_bytes() == before


async def test_another_start_time_is_refused(tmp_path: Path) -> None:
    async with account(tickets=3) as (_, client):
        await Export(client, ["tickets"], tmp_path, start_time=5).run()
        with pytest.raises(ExportError, match="from start_time 5, and 6 was asked for"):
            await Export(client, ["tickets"], tmp_path, start_time=6).run()


@pytest.mark.parametrize("begun", [False, True], ids=["without a checkpoint", "beside another stream"])
async def test_somebody_elses_file_is_not_touched(tmp_path: Path, begun: bool) -> None:
    async with account(tickets=3) as (_, client):
        if begun:
            await Export(client, ["users"], tmp_path).run()
        (tmp_path / "tickets.jsonl").write_text("mine")
        with pytest.raises(ExportError, match=r"already has tickets\.jsonl, and no checkpoint says what is in them"):
            await Export(client, ["tickets"], tmp_path).run()
    assert (tmp_path / "tickets.jsonl").read_text() == "mine"


async def test_two_runs_cannot_share_a_directory(tmp_path: Path) -> None:
    async with account(tickets=3) as (emulator, client):
        first = asyncio.ensure_future(Export(client, ["tickets"], tmp_path).run())
        while not (tmp_path / "checkpoint.json").exists():  # noqa: ASYNC110  # a file tells no event
            await asyncio.sleep(0)
        with pytest.raises(ExportError, match="another run is exporting into"):
            await Export(client, ["tickets"], tmp_path).run()
        assert (await first).complete
        assert (await Export(client, ["tickets"], tmp_path).run()).complete
        assert ids_of(tmp_path, "tickets") == Counter(emulator.account.snapshot()["tickets"])


@pytest.mark.parametrize("change", [b"", b"{}\n"], ids=["emptied", "cut"])
async def test_a_file_that_was_changed_since_is_noticed(tmp_path: Path, change: bytes) -> None:
    async with account(tickets=5) as (_, client):
        await Export(client, ["tickets"], tmp_path).run()
        (tmp_path / "tickets.jsonl").write_bytes(change)
        with pytest.raises(ExportError, match=r"tickets\.jsonl has \d bytes, and the checkpoint counts on"):
            await Export(client, ["tickets"], tmp_path).run()


async def test_a_parents_file_that_was_changed_is_noticed(tmp_path: Path) -> None:
    async with account(tickets=5) as (_, client):
        await Export(client, ["tickets"], tmp_path).run()
        content = (tmp_path / "tickets.jsonl").read_bytes()
        (tmp_path / "tickets.jsonl").write_bytes(b"[" + content[1:])
        with pytest.raises(
            ExportError, match=r"tickets\.jsonl was changed since it was written: a line in it is no row"
        ):
            await Export(client, ["ticket_comments.list"], tmp_path).run()


async def test_a_cursor_that_is_no_number_is_a_damaged_checkpoint(tmp_path: Path) -> None:
    async with account(tickets=50) as (emulator, client):
        emulator.faults.add(Fault(Status(503), path="/api/v2/incremental/organizations"))
        with pytest.raises(ExportError):
            await Export(client, ["organizations"], tmp_path).run()
        content = json.loads((tmp_path / "checkpoint.json").read_bytes())
        content["streams"]["organizations"]["cursor"] = "yesterday"
        (tmp_path / "checkpoint.json").write_text(json.dumps(content))
        with pytest.raises(ExportError, match="the cursor of organizations must be a number, not 'yesterday'"):
            await Export(client, ["organizations"], tmp_path).run()


async def test_a_sink_is_a_part_of_the_public_interface(tmp_path: Path) -> None:
    sink = JsonLinesSink(tmp_path / "rows.jsonl")
    sink.resume(0)
    sink.append([b'{"id":1}', b'{"id":2}'])
    sink.sync()
    sink.close()
    assert [row["id"] for row in rows_of(tmp_path, "rows")] == [1, 2]


async def test_more_lists_of_children_than_lanes(tmp_path: Path) -> None:
    async with account(tickets=60) as (emulator, client):
        await Export(client, ["ticket_comments.list"], tmp_path, concurrency=1).run()
        assert ids_of(tmp_path, "ticket_comments.list") == Counter(emulator.account.snapshot()["comments"])


async def test_calls_of_an_export_let_others_pass(tmp_path: Path) -> None:
    async with account(tickets=10) as (emulator, _), client_of(emulator, share=0.5) as client:
        assert (await Export(client, ["tickets"], tmp_path).run()).complete


async def test_tickets_that_ai_agents_handle_are_part_of_the_account(tmp_path: Path) -> None:
    # Without the scope Zendesk exports the tickets of human agents alone.
    async with account(tickets=5) as (emulator, client):
        await Export(client, ["tickets", "ticket_events"], tmp_path).run()
        asked = [request.query for request in emulator.requests if "/incremental/" in request.path]
    assert len(asked) == 2
    assert all("support_type_scope=all" in query for query in asked)
