"""Operations as commands, against the emulator."""

import json

import pytest

from zendesk_async.emulator import Body, Fault


def test_one_record_is_one_object(zendesk, emulator):
    shown = zendesk("tickets", "show", "7", "--include", "users")
    assert shown.code == 0
    assert shown.err == ""
    assert json.loads(shown.out)["id"] == 7
    assert emulator.requests[-1].query == "include=users"


def test_a_list_is_an_array_and_no_more_is_asked_for_than_wanted(zendesk, emulator):
    shown = zendesk("tickets", "list", "--limit", "3")
    assert [one["id"] for one in json.loads(shown.out)] == [1, 2, 3]
    assert [request.query for request in emulator.requests] == ["page%5Bsize%5D=3"]


def test_a_whole_list_comes_page_by_page(zendesk, emulator):
    shown = zendesk("tickets", "list", "--output", "jsonl")
    assert [json.loads(line)["id"] for line in shown.out.splitlines()] == list(range(1, 251))
    assert len(emulator.requests) == 3


def test_an_empty_list_is_an_empty_array(zendesk, emulator):
    assert json.loads(zendesk("tickets", "list", "--limit", "0").out) == []
    assert json.loads(zendesk("webhooks", "list").out) == []
    assert zendesk("webhooks", "list", "--output", "table").out == ""


def test_a_table_has_the_columns_that_matter_or_those_asked_for(zendesk, emulator):
    table = zendesk("tickets", "list", "--limit", "2", "--output", "table").out.splitlines()
    assert table[0].split()[:3] == ["id", "subject", "status"]
    assert len(table) == 3
    table = zendesk("tickets", "list", "--limit", "120", "--output", "table", "--columns", "id,tags").out.splitlines()
    assert table[0].split() == ["id", "tags"]
    assert len([line for line in table if line.split()[0].isdigit()]) == 120
    one = zendesk("tickets", "show", "7", "--output", "table", "--columns", "id,priority").out.splitlines()
    assert [line.split()[0] for line in one] == ["field", "id", "priority"]


def test_several_ids_by_place(zendesk, emulator):
    for words in (["5", "6"], ["5,6"]):
        assert [one["id"] for one in json.loads(zendesk("tickets", "show_many", *words).out)] == [5, 6]


def test_creating_from_options(zendesk, emulator):
    made = zendesk(
        "tickets", "create", "--subject", "Printer offline", "--comment", '{"body": "It smokes."}',
        "--tags", "printer,fire", "--priority", "urgent", "--assignee-id", "null",
    )  # fmt: skip
    assert made.code == 0, made.err
    ticket = json.loads(made.out)
    assert (ticket["subject"], ticket["priority"], ticket["tags"]) == ("Printer offline", "urgent", ["fire", "printer"])
    assert emulator.account.tickets.get(ticket["id"])["subject"] == "Printer offline"


@pytest.mark.parametrize("wrapped", [True, False])
def test_creating_from_a_file_with_options_on_top(zendesk, emulator, tmp_path, wrapped):
    body = {"subject": "From a file", "comment": {"body": "x"}, "priority": "low"}
    file = tmp_path / "ticket.json"
    file.write_text(json.dumps({"ticket": body} if wrapped else body))
    ticket = json.loads(zendesk("tickets", "create", "--data", f"@{file}", "--priority", "high").out)
    assert (ticket["subject"], ticket["priority"]) == ("From a file", "high")


def test_creating_from_stdin(zendesk_process, emulator):
    made = zendesk_process(
        "tickets", "create", "--data", "-", input=b'{"subject": "From stdin", "comment": {"body": "x"}}'
    )
    assert json.loads(made.out)["subject"] == "From stdin"


def test_changing_and_deleting(zendesk, emulator):
    assert json.loads(zendesk("tickets", "update", "9", "--status", "solved", "--tags", "done").out)["tags"] == ["done"]
    gone = zendesk("tickets", "delete", "9")
    assert (gone.code, gone.out) == (0, "")
    assert emulator.account.tickets.get(9) is None


def test_a_flag_can_be_denied(zendesk, emulator):
    zendesk("views", "list", "--active", "--limit", "1")
    zendesk("views", "list", "--no-active", "--limit", "1")
    assert [request.query.partition("&")[0] for request in emulator.requests] == ["active=true", "active=false"]


def test_a_job_is_waited_for_and_its_failures_are_the_commands_too(zendesk, emulator):
    done = zendesk("tickets", "create-many", "--data", '[{"subject": "a", "comment": {"body": "x"}}]')
    assert done.code == 0, done.err
    assert "Waiting for the job" in done.err
    assert json.loads(done.out)["status"] == "completed"
    failed = zendesk("tickets", "update-many", "--ids", "999999", "--status", "solved")
    assert failed.code == 1
    assert "1 items failed" in failed.err
    queued = zendesk("tickets", "create-many", "--no-wait", "--data", '[{"comment": {"body": "x"}}]')
    assert json.loads(queued.out)["status"] in {"queued", "working"}


def test_each_change_of_many_by_data(zendesk, emulator):
    done = zendesk("tickets", "update_many", "--data", '[{"id": 1, "tags": ["one"]}, {"id": 12, "tags": ["two"]}]')
    assert done.code == 0, done.err
    assert [emulator.account.tickets.get(number)["tags"] for number in (1, 12)] == [["one"], ["two"]]


def test_a_file_is_uploaded_from_disk_and_from_stdin(zendesk, zendesk_process, emulator, tmp_path):
    file = tmp_path / "log.txt"
    file.write_text("hello")
    made = zendesk("attachments", "upload", str(file), "--filename", "log.txt", "--content-type", "text/plain")
    assert made.code == 0, made.err
    assert json.loads(made.out)["attachment"]["size"] == 5
    made = zendesk_process("attachments", "upload", "-", "--filename", "log.txt", input=b"hello!")
    assert json.loads(made.out)["attachment"]["size"] == 6


def test_a_plain_answer(zendesk, emulator):
    assert json.loads(zendesk("tickets", "count").out)["value"] > 200


def test_a_list_that_is_no_paginator(zendesk, emulator):
    assert [one["title"] for one in json.loads(zendesk("views", "list-compact").out)][:1] == ["Your unsolved tickets"]


@pytest.mark.parametrize("output", ["json", "jsonl", "table"])
def test_nothing_of_a_ticket_reaches_the_terminal_as_a_command(zendesk, emulator, output):
    hostile = "\x1b]0;owned\x07\x1b[2Jpaid \u202egpj.exe\u2066"
    emulator.account.tickets.replace(20, {**emulator.account.tickets.get(20), "subject": hostile})
    shown = zendesk("tickets", "show", "20", "--output", output)
    assert shown.out.replace("\n", "").isprintable()
    if output != "table":
        assert json.loads(shown.out)["subject"] == hostile


def test_an_error_names_the_request_its_id_and_what_to_do(zendesk, emulator):
    refused = zendesk("tickets", "show", "999999")
    assert (refused.code, refused.out) == (1, "")
    assert "request: GET /api/v2/tickets/999999 → 404 RecordNotFound" in refused.err
    assert f"request id: {emulator.requests[-1].request_id}" in refused.err
    assert "what to do: Check the id" in refused.err
    assert "Traceback" not in refused.err


def test_the_servers_own_words_are_cleaned(zendesk, emulator):
    answer = (
        b'{"error": "RecordInvalid", "description": "bad \\u001b[31mvalue", "details": {"base": [{"x": "\\u202e"}]}}'
    )
    emulator.faults.add(Fault(Body(answer), operation="ShowTicket"))
    emulator.faults.add(Fault(Body(answer), operation="ShowTicket"))
    refused = zendesk("tickets", "show", "999999")
    assert refused.code == 1
    assert refused.err.replace("\n", "").isprintable()


def test_a_traceback_only_when_asked_for(zendesk, emulator):
    refused = zendesk("tickets", "show", "999999", "--traceback")
    assert "Traceback (most recent call last)" in refused.err
    assert refused.code == 1


def test_the_retirement_of_api_tokens_is_one_line(zendesk_process, emulator, monkeypatch):
    monkeypatch.delenv("ZENDESK_OAUTH_TOKEN")
    monkeypatch.setenv("ZENDESK_EMAIL", "admin@example.com")
    monkeypatch.setenv("ZENDESK_API_TOKEN", "token")
    shown = zendesk_process("tickets", "show", "7")
    assert json.loads(shown.out)["id"] == 7
    assert shown.err.startswith("Warning: Zendesk stops all API tokens on 2027-04-30.")
    assert len(shown.err.splitlines()) == 1


def test_a_traceback_shows_nothing_that_a_terminal_obeys(zendesk, emulator):
    answer = json.dumps({"error": "RecordInvalid", "description": "\x1b]0;owned\x07\u202egpj"}).encode()
    emulator.faults.add(Fault(Body(answer), operation="ShowTicket"))
    refused = zendesk("tickets", "show", "999999", "--traceback")
    assert "Traceback" in refused.err
    assert "RecordInvalid: gpj" in refused.err
    assert refused.err.replace("\n", "").isprintable()
