"""S4, S5, S6, S7: what a caller passes on from elsewhere leads to no other host, endpoint or header."""

import datetime as dt
import re
from typing import Any

import pytest

from tests.core.wire import reply, serving
from tests.security.sides import CANARY, both_sides, done
from zendesk_async import ApiToken, ClientCredentials, OAuthToken, Zendesk, errors, operations
from zendesk_async.auth import AuthorizationRequest
from zendesk_async.errors import ConfigurationError, InvalidArgument

SUBDOMAINS = [
    "evil.com/", "evil.com#", "a@evil.com:443/", "evil.com?", "evil.com\\", "acme.evil.com", "acme/", "-acme", "acme-",
    "a" * 64, "", " acme", "acme\n", "acme\x00", "acme:443", "acme%2f", "..", "\u0430cme", "acme\u3002evil", "localhost:1",
]  # fmt: skip
IDS = ["../users/me", "1%2F..%2F2", "..", ".", "1/2", "1\\2", "%2e%2e", "1?x=1", "1#x", "1\r\nX: y", "\x00", "", "1%00"]


@pytest.mark.S5
@both_sides
@pytest.mark.parametrize("subdomain", SUBDOMAINS)
async def test_a_subdomain_that_names_another_host_is_refused(side, subdomain):
    with pytest.raises(ConfigurationError, match="subdomain"):
        await done(side, lambda zd: zd.tickets.show(1), subdomain=subdomain)


@pytest.mark.S5
@pytest.mark.parametrize("subdomain", SUBDOMAINS)
def test_a_subdomain_from_the_environment_is_held_to_the_same(monkeypatch, subdomain):
    if "\x00" in subdomain or not subdomain:
        subdomain = "evil.com"
    monkeypatch.delenv("ZENDESK_BASE_URL", raising=False)
    monkeypatch.setenv("ZENDESK_SUBDOMAIN", subdomain)
    with pytest.raises(ConfigurationError):
        Zendesk(auth=OAuthToken(CANARY))


@pytest.mark.S5
@pytest.mark.parametrize("subdomain", SUBDOMAINS)
def test_a_sign_in_is_held_to_the_same(subdomain):
    with pytest.raises(ConfigurationError):
        AuthorizationRequest.create(subdomain, "app", "http://localhost:1/callback")


@pytest.mark.S4
@both_sides
@pytest.mark.parametrize(
    "base_url",
    [
        "http://acme.zendesk.com", "http://10.0.0.1", "http://127.0.0.1.evil.com", "http://localhost.evil.com",
        "http://localhost@evil.com", "ftp://acme.zendesk.com", "acme.zendesk.com", "//acme.zendesk.com",
        "https://acme.zendesk.com/api", "https://user:password@acme.zendesk.com", "https://acme.zendesk.com\r\n.evil.com",
        "https://acme.zendesk.com\\@evil.com", "https://acme.zendesk.com\u3002evil.com", "http://0.0.0.0", "http://[::]",
    ],
)  # fmt: skip
async def test_an_origin_that_is_not_https_or_not_what_it_looks_like_is_refused(side, base_url):
    with pytest.raises(ConfigurationError, match="base_url"):
        await done(side, lambda zd: zd.tickets.show(1), base_url=base_url)


@pytest.mark.S4
@pytest.mark.parametrize("base_url", ["http://127.0.0.1:8080", "http://localhost:1", "http://[::1]:8080"])
def test_plain_http_is_for_this_machine(base_url):
    assert Zendesk(base_url=base_url, auth=OAuthToken("token")).base_url == base_url


@pytest.mark.S6
@both_sides
@pytest.mark.parametrize("identifier", IDS)
async def test_an_id_that_would_leave_its_segment_is_refused_and_nothing_sent(side, identifier):
    calls: list[Any] = [
        lambda zd: zd.tickets.show(identifier),
        lambda zd: zd.tickets.delete(identifier),
        lambda zd: zd.tickets.update(identifier, subject="x"),
        lambda zd: zd.job_statuses.show(identifier),
        lambda zd: zd.custom_object_records.show(identifier, "1"),
        lambda zd: zd.custom_object_records.show("key", identifier),
        lambda zd: zd.ticket_comments.list(identifier).collect(),
        lambda zd: zd.request("GET", f"/api/v2/tickets/{identifier}"),
    ]
    if identifier == "1/2":
        calls.pop()  # a path of its own may have as many segments as it likes
    async with serving(reply(200, {})) as own:
        for do in calls:
            with pytest.raises(InvalidArgument):
                await done(side, do, base_url=own.url)
        assert own.connections == 0


@pytest.mark.S6
@pytest.mark.parametrize("identifier", IDS)
def test_every_operation_of_the_api_refuses_it(identifier):
    held = 0
    for info in operations():
        for parameter in info.operation.path_parameters:
            arguments = dict.fromkeys(info.operation.path_parameters, 1) | {parameter: identifier}
            with pytest.raises(InvalidArgument):
                info.operation.request(arguments)
            held += 1
    assert held > 400


@pytest.mark.S6
def test_every_operation_stays_on_its_path():
    for info in operations():
        names = info.operation.path_parameters
        path = info.operation.request(dict.fromkeys(names, "a b;c=d&e@f:g+\u00e9")).path
        assert len(path.split("/")) == len(info.path.split("/"))
        assert path.startswith(info.path.partition("{")[0])
        assert re.fullmatch(r"[!-~]+", path)
        for odd in (True, None, 1.5, b"1", dt.date(2024, 1, 1), -1):
            if names:
                with pytest.raises(InvalidArgument):
                    info.operation.request(dict.fromkeys(names, odd))


BREAKS = ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\x00b"]


@pytest.mark.S7
@pytest.mark.parametrize("text", BREAKS)
def test_a_line_break_gets_into_no_credential(text):
    makers: list[Any] = [
        lambda: OAuthToken(text),
        lambda: ApiToken("ada@example.com", text),
        lambda: ApiToken(text, "token"),
        lambda: ClientCredentials(text, "secret"),
        lambda: ClientCredentials("app", text),
        lambda: Zendesk("acme", auth=OAuthToken("token"), user_agent=text),
        lambda: Zendesk("acme", auth=OAuthToken("token"), headers={"X-Own": text}),
        lambda: Zendesk("acme", auth=OAuthToken("token"), headers={text: "x"}),
        lambda: Zendesk("acme", auth=OAuthToken("token")).with_options(on_behalf_of=text),
        lambda: Zendesk("acme", auth=OAuthToken("token")).with_options(headers={"X-Own": text}),
    ]
    for make in makers:
        with pytest.raises(ConfigurationError):
            make()


@pytest.mark.S7
@pytest.mark.parametrize("name", ["Authorization", "authorization", "Host", "Content-Length", "Transfer-Encoding"])
def test_a_header_of_the_clients_own_cannot_be_set(name):
    with pytest.raises(ConfigurationError, match="client's own"):
        Zendesk("acme", auth=OAuthToken("token"), headers={name: "x"})


@pytest.mark.S7
@both_sides
@pytest.mark.parametrize("text", BREAKS)
async def test_a_line_break_gets_into_no_header_of_a_call(side, text):
    calls: list[Any] = [
        lambda zd: zd.attachments.upload(b"x", filename="x", content_type=f"text/plain; name={text}"),
        lambda zd: zd.attachments.upload(b"x", filename=text),
        lambda zd: zd.request("POST", "/api/v2/uploads", content=b"x", content_type=f"text/{text}"),
    ]
    async with serving(reply(201, {"upload": {}})) as own:
        for do in calls:
            with pytest.raises(errors.InvalidArgument):
                await done(side, do, base_url=own.url)
        assert own.connections == 0
