"""`zendesk doctor`."""

import datetime as dt
from email.utils import format_datetime

import pytest

from zendesk_async.cli.doctor import clock_skew
from zendesk_async.emulator import Body, Fault, Status


def lines(shown):
    return {line[6:18].strip(): line for line in shown.out.splitlines()}


def test_all_well(zendesk, emulator):
    shown = zendesk("doctor")
    assert shown.code == 0, shown.out
    found = lines(shown)
    assert emulator.url in found["account"]
    assert "OAuthToken(***) from the environment" in found["credential"]
    assert "admin@example.com" in found["user"]
    assert "admin" in found["role"]
    assert "read write impersonate" in found["scopes"]
    assert "1000000 requests in 60 s" in found["rate limit"]
    assert found["clock"].startswith("ok")
    assert "FAIL" not in shown.out


def test_an_anonymous_answer_is_no_success(zendesk, emulator):
    emulator.faults.add(
        Fault(Body(b'{"user": {"id": null, "name": "Anonymous user"}}'), operation="ShowCurrentUser", times=None)
    )
    shown = zendesk("doctor")
    assert shown.code == 1
    assert "FAIL  user" in shown.out
    assert "anonymous user" in shown.out
    assert "zendesk login" in shown.out


@pytest.mark.parametrize(
    ("settings", "subject", "said"),
    [
        ({"ZENDESK_OAUTH_TOKEN": "wrong"}, "user", "→ 401"),
        ({"ZENDESK_OAUTH_TOKEN": ""}, "credential", "is empty"),
        ({"ZENDESK_BASE_URL": "http://127.0.0.1:9"}, "user", "127.0.0.1"),
        ({"ZENDESK_BASE_URL": "ftp://acme"}, "account", "ftp://acme"),
        ({"ZENDESK_BASE_URL": ""}, "account", "no account is named"),
    ],
)
def test_each_failure_says_what_to_do(zendesk, emulator, monkeypatch, settings, subject, said):
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    shown = zendesk("doctor")
    assert shown.code == 1
    failed = next(line for line in shown.out.splitlines() if line.startswith("FAIL"))
    assert failed.split()[1] == subject
    assert said in failed


def test_an_end_user_is_the_wrong_caller(zendesk, emulator):
    answer = b'{"user": {"id": 5, "name": "E", "email": "e@example.com", "role": "end-user"}}'
    emulator.faults.add(Fault(Body(answer), operation="ShowCurrentUser", times=None))
    shown = zendesk("doctor")
    assert shown.code == 1
    assert "FAIL  role" in shown.out


def test_a_token_without_scopes(zendesk, emulator):
    emulator.faults.add(Fault(Body(b'{"token": {"id": 1, "scopes": []}}'), operation="ShowCurrentToken"))
    shown = zendesk("doctor")
    assert shown.code == 1
    assert "FAIL  scopes" in shown.out


def test_scopes_that_cannot_be_seen_are_only_noted(zendesk, emulator):
    emulator.faults.add(Fault(Status(403, body={"error": "Forbidden"}), operation="ShowCurrentToken"))
    shown = zendesk("doctor")
    assert shown.code == 0
    assert "note  scopes" in shown.out


def test_an_api_token_has_no_scopes(zendesk_process, emulator, monkeypatch):
    monkeypatch.delenv("ZENDESK_OAUTH_TOKEN")
    monkeypatch.setenv("ZENDESK_EMAIL", "admin@example.com")
    monkeypatch.setenv("ZENDESK_API_TOKEN", "token")
    shown = zendesk_process("doctor")
    assert shown.code == 0
    assert "stops working on 2027-04-30" in shown.out


def changed(change):
    """Make a fault that lets a request through and changes the headers of its answer."""

    async def effect(exchange):
        answer = await exchange.produce()
        change(answer.headers)
        return answer

    return Fault(effect, operation="ShowCurrentUser", times=None)


@pytest.mark.parametrize(
    ("hours", "code", "said"),
    [
        (1, 1, "s behind the server's"),
        (-1, 1, "s ahead of the server's"),
        (0.005, 0, "s off"),
        (None, 0, "does not tell"),
    ],
)
def test_a_clock_that_is_wrong_shows(zendesk, emulator, hours, code, said):
    moment = None if hours is None else dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
    date = "whenever" if moment is None else format_datetime(moment, usegmt=True)
    emulator.faults.add(changed(lambda headers: headers.update({"Date": date})))
    shown = zendesk("doctor")
    assert said in lines(shown)["clock"]
    assert shown.code == code


def test_a_rate_limit_that_no_answer_names(zendesk, emulator):
    def bare(headers):
        for name in [name for name in headers if "rate" in name.lower()]:
            del headers[name]

    emulator.faults.add(changed(bare))
    emulator.faults.add(Fault(Status(403, body={"error": "Forbidden"}), operation="ShowCurrentToken", times=None))
    shown = zendesk("doctor")
    assert "note  rate limit" in shown.out
    assert shown.code == 0


def test_the_skew_is_told_by_the_date_of_the_answer():
    now = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    assert clock_skew({"Date": "Thu, 01 Jan 2026 12:01:00 GMT"}, now) == 60
    assert clock_skew({"Date": "yesterday"}, now) is None
    assert clock_skew({}, now) is None
