"""Which streams there are, by which road they come, and what their rows hold then."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.export.account import account, ids_of, rows_of
from zendesk_async import operations
from zendesk_async._operation import Paging
from zendesk_async.emulator import Change, Fault, Status
from zendesk_async.errors import DataError, ExportError, InvalidArgument
from zendesk_async.export import Export, streams
from zendesk_async.export._roads import comments_of


def test_every_list_is_a_stream() -> None:
    listed = {info.operation_id for info in operations() if info.pagination is not Paging.NONE}
    assert {stream.info.operation_id for stream in streams().values() if not stream.files} == listed


def test_every_stream_is_below_another_one_or_says_what_it_needs() -> None:
    for stream in streams().values():
        path = set(stream.operation.path_parameters)
        below = {*stream.inherited, stream.parameter or ""} if stream.parent else set[str]()
        assert stream.files or path <= below | {name for names in stream.needs for name in names}, stream.name
        assert stream.parent is None or stream.parent in streams()


def test_searches_need_something_to_look_for() -> None:
    finding = [one for one in streams().values() if {"search", "autocomplete"} & {*one.info.name.split("_")}]
    assert len(finding) > 15
    assert all(one.needs for one in finding)


def test_the_cheaper_road_has_the_plain_name() -> None:
    roads = {name: streams()[name].operation.path for name in ("ticket_comments", "ticket_metrics", "users", "tickets")}
    assert roads == {
        "ticket_comments": "/api/v2/incremental/ticket_events",
        "ticket_metrics": "/api/v2/incremental/tickets/cursor",
        "users": "/api/v2/incremental/users/cursor",
        "tickets": "/api/v2/incremental/tickets/cursor",
    }
    assert streams()["ticket_comments.list"].parent == "tickets"


async def test_comments_come_out_of_the_ticket_events(tmp_path: Path) -> None:
    async with account(tickets=400) as (emulator, client):
        await Export(client, ["comments"], tmp_path).run()
        held = {row["id"]: row for row in emulator.account.comments.rows()}
        asked = [record.path for record in emulator.requests]
    assert asked == ["/api/v2/incremental/ticket_events"] * 2
    assert ids_of(tmp_path, "ticket_comments") == Counter(held.keys())
    same = ("ticket_id", "author_id", "body", "html_body", "public", "audit_id", "created_at", "metadata", "type")
    for row in rows_of(tmp_path, "ticket_comments"):
        assert {name: row[name] for name in same} == {name: held[row["id"]][name] for name in same}


async def test_metrics_come_with_the_tickets_that_have_them(tmp_path: Path) -> None:
    async with account(tickets=1200) as (emulator, client):
        emulator.account.settings.export_delay = 0
        await client.tickets.delete(7)
        await Export(client, ["metrics"], tmp_path).run()
        held = [row for row in emulator.account.ticket_metrics.rows() if row["ticket_id"] != 7]
        asked = [record.path for record in emulator.requests if record.method == "GET"]
    assert asked == ["/api/v2/incremental/tickets/cursor"] * 2
    written = [row for row in rows_of(tmp_path, "ticket_metrics") if row["ticket_id"] != 7]
    assert sorted(written, key=lambda row: row["id"]) == held


def beside(page: dict[str, Any]) -> dict[str, Any]:
    """Return a page of tickets whose metrics stand beside them alone."""
    return {**page, "tickets": [{**one, "metric_set": None} for one in page["tickets"]]}


async def test_metrics_that_stand_beside_the_tickets_alone_are_taken_from_there(tmp_path: Path) -> None:
    async with account(tickets=30) as (emulator, client):
        emulator.faults.add(Fault(Change(beside), path="/api/v2/incremental/tickets/cursor"))
        await Export(client, ["ticket_metrics"], tmp_path).run()
        assert ids_of(tmp_path, "ticket_metrics") == Counter(emulator.account.snapshot()["ticket_metrics"])


async def test_tickets_without_the_metrics_that_were_asked_for_are_an_error(tmp_path: Path) -> None:
    def without(page: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in beside(page).items() if name != "metric_sets"}

    async with account(tickets=30) as (emulator, client):
        emulator.faults.add(Fault(Change(without), path="/api/v2/incremental/tickets/cursor"))
        with pytest.raises(ExportError, match="no metric_sets, although it was asked for them"):
            await Export(client, ["ticket_metrics"], tmp_path).run()


def extracted(*events: bytes) -> list[bytes]:
    page: Any = None  # comments need no more than the rows
    return comments_of(page, events)


def test_a_comment_keeps_what_it_says_itself_and_gains_the_rest() -> None:
    event = (
        b'{"id":9,"ticket_id":35436,"created_at":"2024-01-01T00:00:00Z","system":{"client":"x"},"metadata":{"a":1},'
        b'"child_events":[{"id":10,"event_type":"Change","previous_value":"a Comment"},'
        b'{"id":11,"event_type":"Comment","body":"Hello","audit_id":null},'
        b'{"id":12,"event_type":"CommentPrivacyChange"},{"id":13,"type":"VoiceComment","metadata":{},"ticket_id":1}]}'
    )
    made = b'"created_at":"2024-01-01T00:00:00Z"'
    about = b'"metadata":{"system":{"client":"x"},"custom":{"a":1}}'
    assert extracted(event) == [
        b'{"ticket_id":35436,"id":11,"event_type":"Comment","body":"Hello","audit_id":null,'
        + made
        + b","
        + about
        + b"}",
        b'{"parent_ticket_id":35436,"id":13,"type":"VoiceComment","metadata":{},"ticket_id":1,"audit_id":9,'
        + made
        + b"}",
    ]


def test_a_comment_of_an_event_that_says_nothing_is_left_as_it_is() -> None:
    child = b'{"id":11,"event_type":"Comment"}'
    assert extracted(b'{"child_events":[' + child + b"]}", b'{"child_events":null,"x":"Comment"}', b"{}") == [child]


def test_an_event_that_is_otherwise_than_documented_is_no_event_without_comments() -> None:
    with pytest.raises(DataError, match="a ticket event is not as documented"):
        extracted(b'{"child_events":{"event_type":"Comment"}}')


async def test_streams_below_two_others_know_whose_they_are(tmp_path: Path) -> None:
    async with account(tickets=5) as (emulator, client):
        await client.custom_objects.create(key="car", title="Car", title_pluralized="Cars", allows_attachments=True)
        car = await client.custom_object_records.create("car", name="Beetle")
        assert car.id is not None
        emulator.account.settings.export_delay = 0
        await client.custom_object_record_attachments.create(
            "car", car.id, b"x", filename="a.txt", content_type="text/plain"
        )
        summary = await Export(client, ["custom_object_record_attachments"], tmp_path).run()
    names = [stream.name for stream in summary.streams]
    assert names == ["custom_objects", "custom_object_records", "custom_object_record_attachments"]
    (row,) = rows_of(tmp_path, "custom_object_record_attachments")
    assert (row["custom_object_key"], row["record_id"]) == ("car", car.id)


async def test_a_stream_is_given_the_arguments_that_it_needs(tmp_path: Path) -> None:
    given = {"search.export": {"query": "status<solved", "filter_type": "ticket"}}
    async with account(tickets=300) as (emulator, client):
        await Export(client, ["search.export"], tmp_path, arguments=given).run()
        open_ones = [row["id"] for row in emulator.account.tickets.rows() if row["status"] not in {"solved", "closed"}]
        assert ids_of(tmp_path, "search.export") == Counter(open_ones)
        other = {"search.export": {"query": "status:new", "filter_type": "ticket"}}
        with pytest.raises(
            ExportError, match="with the arguments filter_type=ticket, query=status<solved, and filter_"
        ):
            await Export(client, ["search.export"], tmp_path, arguments=other).run()


async def test_a_search_by_filter_has_its_filter_in_the_body(tmp_path: Path) -> None:
    async with account(tickets=5) as (_, client):
        await client.custom_objects.create(key="car", title="Car", title_pluralized="Cars")
        for name in ("Beetle", "Duck"):
            await client.custom_object_records.create("car", name=name)
        given = {"custom_object_records.search_by_filter": {"filter": {"name": {"$eq": "Duck"}}}}
        await Export(client, list(given), tmp_path, arguments=given).run()
    (row,) = rows_of(tmp_path, "custom_object_records.search_by_filter")
    assert (row["name"], row["custom_object_key"]) == ("Duck", "car")


@pytest.mark.parametrize(
    ("stream", "given", "message"),
    [
        ("search", {}, "the stream search needs the argument query"),
        ("organizations.search", {}, "needs the argument external_id or name"),
        ("tickets", {"tickets": {"colour": "red"}}, "takes no argument 'colour'; it takes: .*include"),
        ("tickets", {"tickets": {"cursor": "abc"}}, "takes no argument 'cursor'"),
        ("tickets", {"users": {"include": "groups"}}, "there are arguments for users, which is not exported"),
        ("tickets", {"tickets": {"include": object()}}, "cannot be kept in a checkpoint"),
    ],
)
async def test_arguments_that_make_no_sense_are_refused(
    tmp_path: Path, stream: str, given: dict[str, Any], message: str
) -> None:
    async with account() as (emulator, client):
        with pytest.raises(InvalidArgument, match=message):
            Export(client, [stream], tmp_path, arguments=given)
        assert not emulator.requests


async def test_a_long_list_of_children_is_not_read_again_from_its_beginning(tmp_path: Path) -> None:
    async with account(tickets=8, comments_per_ticket=450.0) as (emulator, client):
        longest = max(range(1, 9), key=lambda ticket: len(emulator.account.comments.where("ticket_id", ticket)))
        path = f"/api/v2/tickets/{longest}/comments"
        emulator.faults.add(Fault(Status(403), path=path, skip=5))
        with pytest.raises(ExportError):
            await Export(client, ["ticket_comments.list"], tmp_path).run()
        before = sum(record.path == path for record in emulator.requests)
        await Export(client, ["ticket_comments.list"], tmp_path).run()
        pages = -(-len(emulator.account.comments.where("ticket_id", longest)) // 100)
        assert sum(record.path == path for record in emulator.requests) - before == pages - 5
        assert ids_of(tmp_path, "ticket_comments.list") == Counter(emulator.account.snapshot()["comments"])


async def test_when_every_list_fails_it_is_not_the_lists_failure(tmp_path: Path) -> None:
    async with account(tickets=200) as (emulator, client):
        emulator.faults.add(Fault(Status(500), path="/api/v2/tickets/*/comments", times=None))
        with pytest.raises(ExportError):
            await Export(client, ["ticket_comments.list"], tmp_path, concurrency=4).run()
        assert len(emulator.requests) < 60
        emulator.faults.clear()
        await Export(client, ["ticket_comments.list"], tmp_path).run()
        assert ids_of(tmp_path, "ticket_comments.list") == Counter(emulator.account.snapshot()["comments"])
