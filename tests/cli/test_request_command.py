"""`zendesk request`."""

import io
import json
import sys

from zendesk_async.emulator import Body, Fault


def test_any_request(zendesk, emulator):
    shown = zendesk("request", "get", "/api/v2/tickets.json", "--query", "page[size]=2", "--query", "include=users")
    assert shown.code == 0, shown.err
    assert len(json.loads(shown.out)["tickets"]) == 2
    assert emulator.requests[-1].query == "page%5Bsize%5D=2&include=users"


def test_a_parameter_given_twice_goes_out_twice_where_its_name_says_so(zendesk, emulator):
    zendesk("request", "GET", "/api/v2/users", "--query", "role[]=admin", "--query", "role[]=agent")
    assert emulator.requests[-1].query == "role%5B%5D=admin&role%5B%5D=agent"


def test_a_body(zendesk, emulator):
    body = '{"ticket": {"subject": "by request", "comment": {"body": "x"}}}'
    made = zendesk("request", "POST", "/api/v2/tickets", "--data", body)
    assert json.loads(made.out)["ticket"]["subject"] == "by request"
    gone = zendesk("request", "DELETE", f"/api/v2/tickets/{json.loads(made.out)['ticket']['id']}")
    assert (gone.code, gone.out) == (0, "")


def test_an_answer_that_is_not_json_comes_as_it_is(zendesk, emulator, monkeypatch):
    emulator.faults.add(Fault(Body(b"\xffplain\x1b[31m"), operation="ShowTicket", times=None))
    assert (
        zendesk("request", "GET", "/api/v2/tickets/7").out.encode("utf-8", "surrogateescape")[-10:] == b"plain\x1b[31m"
    )

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    zendesk("request", "GET", "/api/v2/tickets/7")
    assert screen.getvalue() == "\ufffdplain\n"
    screen.truncate(0)
    screen.seek(0)
    emulator.faults.clear()
    zendesk("request", "GET", "/api/v2/users/me")
    assert screen.getvalue().startswith('{\n  "user": {\n')
