"""`zendesk export`: files, signals, exit codes."""

import contextlib
import json
import os
import shlex
import signal
import time
from pathlib import Path

import pytest

from zendesk_async.emulator import Delay, Emulator, Fault, Status
from zendesk_async.export import streams


def ids(path: Path) -> list[int]:
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


def wait_for(condition, seconds=30.0):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.01)


def test_data_goes_to_files_and_the_rest_to_stderr(zendesk, emulator, tmp_path):
    done = zendesk("export", "tickets", "users", "--out", str(tmp_path / "out"), "--account-plan", "enterprise")
    assert done.code == 0, done.err
    assert done.out == ""
    assert sorted(ids(tmp_path / "out" / "tickets.jsonl")) == sorted(emulator.account.tickets)
    assert sorted(ids(tmp_path / "out" / "users.jsonl")) == sorted(emulator.account.users)
    assert f"Exporting tickets, users of {emulator.url}" in done.err
    assert "tickets 250 (all), users 25 (all)" in done.err
    assert "Complete: 275 rows" in done.err
    assert "0 refused (429)" in done.err


def test_a_second_run_has_nothing_to_do(zendesk, emulator, tmp_path):
    words = ("export", "organizations", "--out", str(tmp_path / "out"))
    assert zendesk(*words).code == 0
    emulator.requests.clear()
    assert zendesk(*words).code == 0
    assert [one for one in emulator.requests if "incremental" in one.path] == []


@pytest.mark.parametrize("named_by", ["option", "environment"])
def test_limits_are_shared_where_that_is_asked_for(zendesk, emulator, tmp_path, monkeypatch, named_by):
    nowhere = "redis://:sesame@127.0.0.1:1/0"
    option = ["--shared-limits", nowhere] if named_by == "option" else []
    if named_by == "environment":
        monkeypatch.setenv("ZENDESK_SHARED_LIMITS", nowhere)
    done = zendesk("export", "organizations", "--out", str(tmp_path / "out"), *option)
    assert done.code == 0, done.err
    assert "Note: redis://127.0.0.1:1/0 cannot be asked (ConnectionError)" in done.err
    assert "sesame" not in done.err


@pytest.mark.parametrize(("url", "shown"), [("redis://127.0.0.1:1/0", True), ("redis://:sesame@127.0.0.1:1/0", False)])
def test_the_command_that_goes_on_shares_limits_too_but_shows_no_password(zendesk, emulator, tmp_path, url, shown):
    out = str(tmp_path / "out")
    emulator.faults.add(Fault(Status(403, body={"error": "Forbidden"}), operation="ListTicketComments", times=None))
    done = zendesk("export", "ticket_comments.list", "--out", out, "--shared-limits", url)
    assert done.code == 1, done.err
    assert (f"--shared-limits {url}" in done.err) is shown
    assert "sesame" not in done.err


def test_names_are_taken_in_both_spellings(zendesk, emulator, tmp_path):
    done = zendesk("export", "ticket-fields", "--out", str(tmp_path / "out"), "--start-time", "2024-01-31")
    assert done.code == 0, done.err
    assert (tmp_path / "out" / "ticket_fields.jsonl").exists()


def test_list_names_every_stream(zendesk):
    shown = zendesk("export", "--list")
    assert shown.code == 0
    assert [line.split()[0] for line in shown.out.splitlines()] == list(streams())
    assert "100 records a request for each row of tickets, which comes along." in shown.out
    assert "Needs --argument query=… --argument filter_type=…." in shown.out


def test_every_line_of_stderr_is_json_when_asked(zendesk_process, emulator, tmp_path, monkeypatch):
    monkeypatch.delenv("ZENDESK_OAUTH_TOKEN")
    monkeypatch.setenv("ZENDESK_EMAIL", "admin@example.com")
    monkeypatch.setenv("ZENDESK_API_TOKEN", "token")
    emulator.faults.add(Fault(Status(503, retry_after=1), operation="IncrementalTicketExportCursor"))
    done = zendesk_process("export", "tickets", "--out", str(tmp_path / "out"), "--log-json")
    events = [json.loads(line) for line in done.err.splitlines()]
    assert [one["event"] for one in events] == ["warning", "started", "log", "progress", "complete"]
    assert events[0]["message"].startswith("Zendesk stops all API tokens")
    assert (events[2]["level"], events[2]["status"], events[2]["delay"]) == ("warning", 503, 1.0)
    progress, complete = events[-2:]
    assert progress["streams"][0]["rows"] == 250
    assert complete["rows"] == {"tickets": 250}
    assert complete["requests"] == len(emulator.requests)
    assert complete["refused"] == 0


def test_a_wrong_command_line_is_json_too_when_asked(zendesk, emulator):
    refused = zendesk("export", "tikets", "--log-json")
    assert refused.code == 2
    told = json.loads(refused.err)
    assert (told["event"], told["exit_code"]) == ("error", 2)
    assert "Did you mean tickets" in told["hint"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_checkpoints_and_the_command_it_shows_goes_on(
    start, start_process, zendesk, emulator, monkeypatch, tmp_path, number
):
    slow = start(tickets=1500, window=1.0, requests_per_window=400)
    out = tmp_path / "an export"
    words = ("export", "ticket_comments.list", "--out", str(out), "--base-url", slow.url, "--share", "0.9")
    process = start_process(*words)
    wait_for(
        lambda: (
            (out / "ticket_comments.list.jsonl").exists() and (out / "ticket_comments.list.jsonl").stat().st_size > 0
        )
    )
    wait_for((out / "checkpoint.json").exists)
    process.send_signal(number)
    written, told = process.communicate(timeout=30)
    assert process.returncode == 75
    assert written == b""
    lines = told.decode().splitlines()
    assert f"Ended by {number.name}." in lines
    again = lines[-1].strip()
    assert shlex.split(again) == ["zendesk", *words[:4], "--share", "0.9", "--base-url", slow.url]
    done = zendesk(*shlex.split(again)[1:])
    assert done.code == 0, done.err
    found = ids(out / "ticket_comments.list.jsonl")
    assert sorted(found) == sorted(slow.account.comments)


def test_a_signal_before_anything_is_written_is_a_failure(start_process, emulator, tmp_path):
    emulator.faults.add(Fault(Delay(30), path="/api/v2/*", times=None))
    process = start_process("export", "tickets", "--out", str(tmp_path / "out"))
    wait_for(lambda: (tmp_path / "out" / ".lock").exists())
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 1
    assert b"Nothing was written yet that could be resumed" in told


@pytest.mark.parametrize(
    ("status", "code", "advice"),
    [
        (503, 75, "To go on:"),
        (403, 1, "The same command would end there again; once the reason is gone, go on by:"),
        (400, 1, "The same command would end there again; once the reason is gone, go on by:"),
    ],
)
def test_an_error_after_a_checkpoint_can_be_resumed(zendesk, emulator, tmp_path, status, code, advice):
    emulator.faults.add(Fault(Status(status, body={"error": "No"}), operation="ListTicketComments", times=None))
    words = ("export", "ticket_comments.list", "--out", str(tmp_path / "out"))
    failed = zendesk(*words)
    assert failed.code == code, failed.err
    assert "the stream ticket_comments.list ended early" in failed.err
    assert "request: GET /api/v2/tickets/" in failed.err
    assert f"{advice}\n  zendesk export ticket_comments.list --out {tmp_path / 'out'}\n" in failed.err
    emulator.faults.clear()
    assert zendesk(*words).code == 0
    assert sorted(ids(tmp_path / "out" / "ticket_comments.list.jsonl")) == sorted(emulator.account.comments)


def test_an_error_before_any_row_is_a_failure(zendesk, emulator, monkeypatch, tmp_path):
    monkeypatch.setenv("ZENDESK_OAUTH_TOKEN", "wrong")
    failed = zendesk("export", "tickets", "--out", str(tmp_path / "out"))
    assert failed.code == 1
    assert "zendesk doctor" in failed.err
    assert "Nothing was written yet" in failed.err


def test_anothers_export_is_left_alone(zendesk, emulator, start, tmp_path):
    words = ("export", "organizations", "--out", str(tmp_path / "out"))
    assert zendesk(*words).code == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    other: Emulator = start(tickets=10)
    refused = zendesk(*words, "--base-url", other.url)
    assert refused.code == 1
    assert "Nothing was written" not in refused.err
    assert "choose another directory" in refused.err
    assert not other.requests
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_a_checkpoint_that_is_none_is_left_alone(zendesk, emulator, tmp_path):
    (tmp_path / "checkpoint.json").write_text("[1]")
    refused = zendesk("export", "tickets", "--out", str(tmp_path))
    assert refused.code == 1
    assert "is not a checkpoint" in refused.err
    assert (tmp_path / "checkpoint.json").read_text() == "[1]"


def test_parents_that_are_gone_are_told_of(zendesk, emulator, tmp_path):
    gone = Status(404, body={"error": "RecordNotFound", "description": "Not found"})
    emulator.faults.add(Fault(gone, path="/api/v2/tickets/42/comments", times=None))
    done = zendesk("export", "ticket_comments.list", "--out", str(tmp_path))
    assert done.code == 0
    assert "1 parents were gone when their children were asked for" in done.err


def test_on_a_terminal_progress_is_kept_up_to_date(start, start_process, emulator, tmp_path, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    slow = start(tickets=150, window=2.0, requests_per_window=100)
    ours, theirs = os.openpty()
    process = start_process(
        "export",
        "ticket_comments.list",
        "--out",
        str(tmp_path),
        "--base-url",
        slow.url,
        "--account-plan",
        "essential",
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal whose process is gone
        while piece := os.read(ours, 65536):
            shown += piece
    os.close(ours)
    assert process.wait(60) == 0
    assert shown.count(b"waiting for") > 1
    assert b"Complete: 150" not in shown
    assert b"Complete: " in shown
    assert b"\x1b[?25h" in shown  # the cursor is there again


def test_a_plan_is_shown_before_anything_is_exported(zendesk, emulator, tmp_path):
    shown = zendesk("export", "--plan", "tickets", "ticket-comments.list", "users", "--out", str(tmp_path / "out"))
    assert shown.code == 0, shown.err
    lines = {line.split()[0]: line.split()[1:] for line in shown.out.splitlines()}
    assert lines["tickets"][:4] == ["1", "250", "<", "1"]
    assert lines["ticket_comments.list"][0] == "250"
    assert "1.00 requests for each of 250 tickets" in shown.out
    assert lines["(counts)"][0] == "2"
    assert lines["all"][0] == "254"
    assert f"{len(emulator.requests)} requests were sent to find this out; nothing was exported." in shown.out
    assert not (tmp_path / "out").exists()


def test_a_plan_for_programs_is_json(zendesk, emulator):
    shown = zendesk("export", "--plan", "tickets", "--log-json")
    assert shown.out == ""
    stream, whole = map(json.loads, shown.err.splitlines())
    assert (stream["event"], stream["name"], stream["requests"], stream["rows"]) == ("planned", "tickets", 1, 250)
    assert (whole["event"], whole["requests"], whole["at_least"]) == ("plan", 2, False)


def test_the_next_run_brings_only_what_has_changed(zendesk, emulator, tmp_path):
    words = ("export", "tickets", "groups", "--out", str(tmp_path / "out"))
    assert zendesk(*words, "--start-time", "5").code == 0
    before = (tmp_path / "out" / "tickets.jsonl").read_bytes()
    emulator.requests.clear()
    done = zendesk(*words, "--since", "last")
    assert done.code == 0, done.err
    assert sum("incremental" in one.path for one in emulator.requests) == 1
    assert (tmp_path / "out" / "tickets.jsonl").read_bytes() == before


def test_a_stream_is_given_what_it_needs(zendesk, emulator, tmp_path):
    words = ("export", "search.export", "tickets", "--out", str(tmp_path / "out"))
    given = ("--argument", "query=type:ticket status<solved", "--argument", "search.export:filter-type=ticket")
    emulator.faults.add(Fault(Status(503), path="/api/v2/search/export", times=None))
    failed = zendesk(*words, *given)
    assert failed.code == 75, failed.err
    again = failed.err.splitlines()[-1].strip()
    emulator.faults.clear()
    done = zendesk(*shlex.split(again)[1:])
    assert done.code == 0, done.err
    found = [row["id"] for row in emulator.account.tickets.rows() if row["status"] not in {"solved", "closed"}]
    assert sorted(ids(tmp_path / "out" / "search.export.jsonl")) == found


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("search",), "the stream search needs the argument query"),
        (("tickets", "--argument", "query"), "--argument 'query' is no NAME=VALUE"),
        (("groups", "--argument", "colour=red"), "no stream that is named takes the argument 'colour'"),
        (("groups", "--argument", "tikets:colour=red"), "there is no stream 'tikets'"),
        (("groups", "--argument", "groups:colour=red"), "the stream groups takes no argument 'colour'"),
        (
            ("custom_object_records.search_by_filter", "--argument", "filter={"),
            "filter is a JSON object, and '{' is none",
        ),
        (("custom_object_records.search_by_filter", "--argument", "filter=[1]"), "filter is a JSON object, and '[1]'"),
        (("custom_object_records.search_by_filter", "--argument", "filter=x"), "filter is a JSON object, and 'x'"),
    ],
)
def test_arguments_that_cannot_be_are_refused(zendesk, emulator, words, said):
    refused = zendesk("export", *words, "--out", "out")
    assert refused.code == 2
    assert said in refused.err
    assert not emulator.requests


def test_what_zendesk_refuses_may_be_put_right_in_the_same_directory(zendesk, emulator, tmp_path):
    words = ("export", "search.export", "groups", "--out", str(tmp_path / "out"), "--argument", "query=status:open")
    failed = zendesk(*words, "--argument", "filter-type=bogus")
    assert failed.code == 1, failed.err
    assert "a later run will end there too" in failed.err
    assert "To go on" not in failed.err
    done = zendesk(*words, "--argument", "filter-type=ticket")
    assert done.code == 0, done.err
    found = [row["id"] for row in emulator.account.tickets.rows() if row["status"] == "open"]
    assert sorted(ids(tmp_path / "out" / "search.export.jsonl")) == found
    assert zendesk(*words, "--argument", "filter-type=user").code == 1  # which has rows now


def test_files_that_could_not_be_put_elsewhere_are_put_there_by_the_same_command(zendesk, emulator, tmp_path):
    (tmp_path / "way").write_text("a file where the directory should be")
    words = ("export", "groups", "--out", f"file://{tmp_path / 'way'}", "--spool", str(tmp_path / "spool"))
    failed = zendesk(*words)
    assert failed.code == 75, failed.err
    assert "Nothing was written" not in failed.err
    (tmp_path / "way").unlink()
    assert zendesk(*words).code == 0
    assert (tmp_path / "way" / "groups.jsonl").exists()


def test_a_directory_without_a_name_is_refused(zendesk, emulator):
    refused = zendesk("export", "groups", "--out", "")
    assert refused.code == 2
    assert "the directory to write to is missing" in refused.err


def test_a_file_is_no_directory(zendesk, emulator, tmp_path):
    (tmp_path / "file").write_text("mine")
    refused = zendesk("export", "groups", "--out", str(tmp_path / "file"))
    assert refused.code == 1
    assert "file is not a directory; choose another" in refused.err
    assert not emulator.requests


def test_a_filter_is_given_as_json(zendesk, emulator, tmp_path):
    given = ("--argument", 'filter={"name": {"$eq": "x"}}', "--argument", "query={x")
    stream = "custom_object_records.search_by_filter"
    done = zendesk("export", stream, "--out", str(tmp_path / "out"), *given)
    assert done.code == 0, done.err
    arguments = json.loads((tmp_path / "out" / "checkpoint.json").read_bytes())["arguments"]
    assert arguments == {stream: {"filter": {"name": {"$eq": "x"}}, "query": "{x"}}


def test_the_command_that_goes_on_names_the_format_and_the_places(zendesk, emulator, tmp_path):
    emulator.faults.add(Fault(Status(403, body={"error": "Forbidden"}), operation="ListTicketComments", times=None))
    place = ("--out", f"memory://{tmp_path.name}", "--spool", str(tmp_path / "spool"))
    done = zendesk("export", "ticket_comments.list", *place, "--format", "csv", "--compression", "gzip", "--csv-raw")
    assert done.code == 1, done.err
    assert f"--out memory://{tmp_path.name} --spool {tmp_path / 'spool'}" in done.err
    assert "--format csv --compression gzip --csv-raw" in done.err


@pytest.mark.parametrize(
    "options", [("--format", "parquet", "--compression", "gzip"), ("--csv-raw",), ("--spool", "spool")]
)
def test_formats_that_cannot_be_are_refused(zendesk, emulator, tmp_path, options):
    done = zendesk("export", "tickets", "--out", str(tmp_path / "out"), *options)
    assert done.code == 2, done.err
    assert not emulator.requests
