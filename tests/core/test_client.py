"""Building a client, copies of it, and requests that have no method."""

import pytest

from tests.core.wire import reply, talking_to
from zendesk_async import OAuthToken, RetryPolicy, Timeouts, Zendesk, errors

AUTH = OAuthToken("token")
TICKET = {"ticket": {"id": 1}}


@pytest.mark.parametrize(
    "subdomain",
    [
        "",
        "evil.com/",
        "evil.com#",
        "a@evil.com:443/",
        "-acme",
        "acme-",
        "ac me",
        "a" * 64,
        "acme\n",
        "ácme",
        "..",
        "a/b",
    ],
)
def test_what_is_no_subdomain_is_refused(subdomain):
    with pytest.raises(errors.ConfigurationError, match="subdomain must be the account's name"):
        Zendesk(subdomain, auth=AUTH)


@pytest.mark.parametrize("address", ["https://acme.zendesk.com", "acme.zendesk.com", "https://acme.zendesk.com/agent"])
def test_an_address_given_as_subdomain_is_refused_with_the_name_in_it(address):
    with pytest.raises(errors.ConfigurationError, match="did you mean 'acme'"):
        Zendesk(address, auth=AUTH)


def test_the_subdomain_makes_the_origin():
    assert Zendesk("Acme", auth=AUTH).base_url == "https://acme.zendesk.com"
    assert repr(Zendesk("acme", auth=AUTH)) == "<Zendesk https://acme.zendesk.com>"


@pytest.mark.parametrize(
    "base_url",
    [
        "http://acme.zendesk.com",
        "http://10.0.0.1",
        "ftp://acme.zendesk.com",
        "acme.zendesk.com",
        "https://",
        "https://user:pass@acme.zendesk.com",
        "https://@acme.zendesk.com",
        "https://acme.zendesk.com/api/v2",
        "https://acme.zendesk.com/?a=b",
        "https://acme.zendesk.com/#a",
        "https://[broken",
        "http://127.0.0.1.evil.com",
        "http://localhost.evil.com",
    ],
)
def test_what_is_no_safe_origin_is_refused(base_url):
    with pytest.raises(errors.ConfigurationError, match="base_url"):
        Zendesk(base_url=base_url, auth=AUTH)


@pytest.mark.parametrize(
    ("base_url", "origin"),
    [
        ("https://support.acme.com/", "https://support.acme.com"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_other_origins_are_taken_over_https_or_loopback(base_url, origin):
    assert Zendesk(base_url=base_url, auth=AUTH).base_url == origin


def test_subdomain_and_base_url_together_are_refused():
    with pytest.raises(errors.ConfigurationError, match="not both"):
        Zendesk("acme", base_url="https://acme.zendesk.com", auth=AUTH)


class TestEnvironment:
    @pytest.fixture(autouse=True)
    def empty(self, monkeypatch):
        for name in (
            "SUBDOMAIN",
            "BASE_URL",
            "EMAIL",
            "API_TOKEN",
            "OAUTH_TOKEN",
            "OAUTH_CLIENT_ID",
            "OAUTH_CLIENT_SECRET",
        ):
            monkeypatch.delenv(f"ZENDESK_{name}", raising=False)

    def test_the_account_comes_from_it(self, monkeypatch):
        monkeypatch.setenv("ZENDESK_SUBDOMAIN", "acme")
        monkeypatch.setenv("ZENDESK_OAUTH_TOKEN", "token")
        assert Zendesk().base_url == "https://acme.zendesk.com"

    def test_another_origin_comes_before_the_subdomain(self, monkeypatch):
        monkeypatch.setenv("ZENDESK_SUBDOMAIN", "acme")
        monkeypatch.setenv("ZENDESK_BASE_URL", "http://127.0.0.1:9")
        assert Zendesk(auth=AUTH).base_url == "http://127.0.0.1:9"
        assert Zendesk("other", auth=AUTH).base_url == "https://other.zendesk.com"

    def test_no_account_at_all_is_refused(self):
        with pytest.raises(errors.ConfigurationError, match="ZENDESK_SUBDOMAIN"):
            Zendesk(auth=AUTH)

    def test_no_credential_at_all_is_refused(self):
        with pytest.raises(errors.ConfigurationError, match="No credential"):
            Zendesk("acme")


@pytest.mark.parametrize(
    "options",
    [
        {"timeouts": 0},
        {"deadline": -1},
        {"share": 0},
        {"share": 1.5},
        {"reserve": -1},
        {"plan": "platinum"},
        {"connections": 0},
        {"headers": {"Authorization": "Bearer x"}},
        {"headers": {"X-A": "b\r\nX-C: d"}},
        {"headers": {"X A": "b"}},
        {"headers": {"X-A": "é"}},
        {"user_agent": "a\nb"},
        {"auth": ("me@example.com", "password")},
        {"auth": "token"},
    ],
    ids=str,
)
def test_options_that_cannot_be_are_refused(options):
    with pytest.raises(errors.ConfigurationError):
        Zendesk("acme", **{"auth": AUTH, **options})


@pytest.mark.parametrize(
    "options",
    [
        {"timeouts": 0},
        {"deadline": 0},
        {"share": 2},
        {"priority": "asap"},
        {"on_behalf_of": "nobody"},
        {"headers": {"host": "x"}},
    ],
    ids=str,
)
def test_options_of_a_copy_that_cannot_be_are_refused(options):
    with pytest.raises(errors.ConfigurationError):
        Zendesk("acme", auth=AUTH).with_options(**options)


async def test_a_copy_makes_its_calls_otherwise_and_shares_the_connection():
    async with talking_to(reply(200, TICKET), headers={"X-A": "1"}) as (wire, zd):
        copy = zd.with_options(
            headers={"X-B": "2"},
            on_behalf_of="ada@example.com",
            timeouts=Timeouts(total=5),
            deadline=10,
            retry=RetryPolicy(attempts=1),
            share=0.5,
            priority="bulk",
            policy=None,
        )
        await copy.tickets.show(1)
        await copy.with_options(on_behalf_of=None, timeouts=3, deadline=None, share=None).tickets.show(1)
        await zd.tickets.show(1)
    first, second, third = (request.headers for request in wire.received)
    assert (first["x-a"], first["x-b"], first["x-on-behalf-of"]) == ("1", "2", "ada@example.com")
    assert "x-on-behalf-of" not in second
    assert "x-b" not in third
    assert wire.connections == 1


class TestRequest:
    async def test_it_gives_the_answer_as_it_came(self):
        async with talking_to(reply(200, {"brands": []}, X_Own="a")) as (wire, zd):
            answer = await zd.request("get", "/api/v2/brands.json", query={"page[size]": 5, "ids": [1, 2]})
        assert (answer.status, answer.json(), answer.headers["x-own"]) == (200, {"brands": []}, "a")
        assert wire.received[0].target == "/api/v2/brands.json?page%5Bsize%5D=5&ids=1,2"

    async def test_a_path_of_an_operation_is_made_as_that_operation(self):
        async with talking_to(reply(201, TICKET)) as (wire, zd):
            await zd.request("POST", "/api/v2/tickets", body={"ticket": {"comment": {"body": "x"}}})
        assert wire.received[0].json == {"ticket": {"comment": {"body": "x"}}}
        assert "idempotency-key" in wire.received[0].headers

    async def test_a_literal_segment_is_no_id(self):
        async with talking_to(reply(200, {"count": {"value": 1}})) as (wire, zd):
            await zd.request("GET", "/api/v2/tickets/count")
        assert wire.received[0].target == "/api/v2/tickets/count"

    async def test_content_is_sent_as_it_is(self):
        async with talking_to(reply(201, {})) as (wire, zd):
            await zd.request("POST", "/api/v2/things", content=b"abc", content_type="text/plain")
        assert wire.received[0].body == b"abc"
        assert wire.received[0].headers["content-type"] == "text/plain"

    @pytest.mark.parametrize(
        "path",
        [
            "https://evil.example/api/v2/tickets",
            "//evil.example/api/v2/tickets",
            "api/v2/tickets",
            "/agent/tickets",
            "/api/v2/../../agent",
            "/api/v2/%2e%2e/agent",
            "/api/v2/a%2Fb",
            "/api/v2//x",
            "/api/v2/tickets?a=b",
            "/api/v2/tickets#a",
            "/api/v2/a b",
            "/api/v2/a\\b",
            "/api/v2/{ticket_id}",
            "/api/v2/",
        ],
    )
    async def test_a_path_that_leads_elsewhere_is_refused(self, path):
        async with talking_to(reply(200, {})) as (wire, zd):
            with pytest.raises(errors.InvalidArgument, match="the path must"):
                await zd.request("GET", path)
        assert wire.received == []

    async def test_query_names_that_are_not_the_wires_are_refused(self):
        async with talking_to(reply(200, {})) as (_, zd):
            with pytest.raises(errors.InvalidArgument, match="query must not hold"):
                await zd.request("GET", "/api/v2/tickets", query={"body": "x"})
