"""What cannot be right ends with 2, says what to do, and sends nothing."""

import pytest

SECRET = '{"grant_type": "client_credentials", "client_secret": "hush"}'


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tickets", "shw", "7"], "Did you mean show?"),
        (["tickets", "show", "abc"], "TICKET_ID must be a whole number, not 'abc'"),
        (["tickets", "show"], "TICKET_ID"),
        (["tickets", "show", "7", "8"], "8"),
        (["tickets", "show", "-7"], "must not be negative"),
        (["tickets", "show", "7", "--inclde", "users"], "Did you mean --include?"),
        (["tickets", "show", "7", "--include", "usres"], "Did you mean users?"),
        (["tickets", "show", "7", "--output", "xml"], "--output"),
        (["tickets", "list", "--limit", "-1"], "--limit must not be negative"),
        (["tickets", "list", "--limit", "many"], "--limit"),
        (["tickets", "create", "--subject", "x"], "comment is missing"),
        (["tickets", "create", "--comment", "{"], "--comment is not JSON"),
        (["tickets", "create", "--comment", '{"bodi": "x"}'], "Did you mean body?"),
        (["tickets", "create", "--data", "{"], "--data is not JSON"),
        (["tickets", "create", "--data", "[]"], "--data must be an object"),
        (["tickets", "create", "--data", '{"comment": {"body": "x"}, "prioritty": "low"}'], "Did you mean priority?"),
        (["tickets", "create", "--data", "@/nowhere/ticket.json"], "/nowhere/ticket.json cannot be read"),
        (["tickets", "create", "--priority", "urgentt", "--comment", '{"body": "x"}'], "Did you mean urgent?"),
        (["tickets", "create-many"], "--data is missing"),
        (["tickets", "create-many", "--data", "{}"], "--data must be a list"),
        (["tickets", "create-many", "--data", '[{"subject": "x"}]'], "[0]: comment is missing"),
        (["webhooks", "show", "../users"], "not an id"),
        (["search", "export", "query"], "--filter-type"),
        (["oauth-tokens", "create-for-grant", "--data", SECRET], "holds a secret"),
        (["oauth-tokens", "create-for-grant", "--client-secret", "hush"], "Unknown option"),
        (["request", "FETCH", "/api/v2/tickets"], "'FETCH' is not a method"),
        (["request", "GET", "/api/v1/tickets"], "must begin with /api/v2/"),
        (["request", "GET", "/api/v2/../users"], "stay below"),
        (["request", "GET", "/api/v2/tickets", "--query", "page"], "is not NAME=VALUE"),
        (["request", "POST", "/api/v2/tickets", "--data", "{"], "--data is not JSON"),
        (["export"], "no stream is named"),
        (["export", "tikets", "--out", "x"], "Did you mean tickets"),
        (["export", "tickets"], "Add --out DIR"),
        (["export", "tickets", "--out", "x", "--start-time", "soon"], "neither unix seconds nor a date"),
        (["export", "tickets", "--out", "x", "--share", "2"], "share"),
        (["export", "tickets", "--out", "x", "--account-plan", "gold"], "plan"),
        (["export", "tickets", "--out", "x", "--concurrency", "0"], "concurrency"),
        (["export", "tickets", "--out", "x", "--start-time", "99999999999"], "in the past"),
        (["emulator", "--window", "0"], "the emulator cannot be as asked"),
        (["emulator", "--plan", "gold"], "gold"),
        (["demo", "--tickets", "0"], "--tickets must be at least 1"),
        (["login"], "--client-id"),
    ],
)
def test_nothing_is_sent(zendesk, emulator, monkeypatch, tmp_path, words, said):
    monkeypatch.chdir(tmp_path)
    refused = zendesk(*words)
    assert refused.code == 2, refused
    assert said in refused.err
    assert refused.out == ""
    assert refused.err.startswith("zendesk: ")
    assert "Traceback" not in refused.err
    assert not emulator.requests
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("settings", "words", "said"),
    [
        ({}, [], "no account is named"),
        ({"ZENDESK_SUBDOMAIN": "acme.zendesk.com"}, [], "did you mean 'acme'?"),
        ({"ZENDESK_SUBDOMAIN": "evil.com/"}, [], "must be the account's name alone"),
        ({"ZENDESK_BASE_URL": "http://acme.zendesk.com"}, [], "http"),
        ({}, ["--subdomain", "acme", "--base-url", "https://acme.zendesk.com"], "name two accounts"),
        ({"ZENDESK_PASSWORD": "hush"}, ["--subdomain", "acme"], "ZENDESK_PASSWORD is set"),
        ({"ZENDESK_OAUTH_TOKEN": ""}, ["--subdomain", "acme"], "is empty"),
        ({"ZENDESK_OAUTH_CLIENT_ID": "x"}, ["--subdomain", "acme"], "belong together"),
    ],
)
def test_settings_that_cannot_be_right(zendesk, monkeypatch, settings, words, said):
    if "ZENDESK_PASSWORD" not in settings and "ZENDESK_OAUTH_CLIENT_ID" not in settings:
        settings = {"ZENDESK_OAUTH_TOKEN": "token", **settings}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    refused = zendesk("tickets", "show", "7", *words)
    assert refused.code == 2
    assert said in refused.err
    assert "hush" not in refused.err


def test_no_credential_says_how_to_get_one(zendesk):
    refused = zendesk("tickets", "show", "7", "--subdomain", "acme")
    assert refused.code == 2
    assert "there is no credential for acme" in refused.err
    assert "zendesk login" in refused.err
