"""`zendesk operations`: the registry as others read it."""

import json

import pytest

from zendesk_async import operations
from zendesk_async.cli import main


def test_json_tells_nine_facts_of_every_operation(zendesk):
    shown = zendesk("operations", "--json")
    assert shown.code == 0
    assert shown.err == ""
    told = json.loads(shown.out)
    assert [(one["operation_id"], one["method"], one["path"]) for one in told] == [
        (info.operation_id, info.method, info.path) for info in operations()
    ]
    fields = ["operation_id", "method", "path", "resource", "name", "scope", "write_class", "pagination", "limit"]
    assert all(list(one) == fields for one in told)
    create = next(one for one in told if one["operation_id"] == "CreateTicket")
    assert (create["resource"], create["name"], create["scope"]) == ("tickets", "create", "tickets:write")
    assert (create["write_class"], create["pagination"]) == ("keyed", "none")


@pytest.mark.parametrize("spelling", ["ticket_fields", "ticket-fields"])
def test_one_group_alone(zendesk, spelling):
    told = json.loads(zendesk("operations", "--json", "--resource", spelling).out)
    assert {one["resource"] for one in told} == {"ticket_fields"}


def test_a_table_for_people(zendesk):
    shown = zendesk("operations", "--resource", "views")
    assert "views show-many" in shown.out
    assert "GET /api/v2/views/show_many" in shown.out
    assert f"{len(shown.out.splitlines())} operations" in shown.err


def test_an_unknown_group_is_refused(zendesk):
    refused = zendesk("operations", "--resource", "view")
    assert refused.code == 2
    assert "Did you mean views?" in refused.err


def test_a_reader_that_goes_away_is_no_error(start_process):
    process = start_process("operations", "--json")
    process.stdout.close()
    assert process.wait(30) == 141
    assert process.stderr.read() == b""


def test_main_returns_what_the_process_ends_with(capfd):
    assert main(["operations", "--nonsense"]) == 2
    assert "Unknown option: --nonsense" in capfd.readouterr().err
