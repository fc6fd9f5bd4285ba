"""S3: the credential goes to the account's own origin and nowhere else, whatever an answer, a link or a caller says.

https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/working-with-url-properties/
"""

import contextlib
import ssl
from collections.abc import AsyncIterator
from typing import Any

import pytest
import trustme

from tests.core.wire import Answer, Wire, reply, serving
from tests.security.sides import CANARY, both_sides, done
from zendesk_async import ClientCredentials, RetryPolicy, Zendesk, errors

pytestmark = pytest.mark.S3

HEADERS = {"X-Api-Key": CANARY}
TICKETS = {"tickets": [{"id": 1}]}


@contextlib.asynccontextmanager
async def two_hosts(*answers: Any) -> AsyncIterator[tuple[Wire, Wire]]:
    """Give the account's server and a stranger's. `answers` are made with the stranger's address."""
    async with serving(reply(200, b"stolen")) as stranger, serving(*(make(stranger.url) for make in answers)) as own:
        yield own, stranger


def redirect(status: int) -> Any:
    return lambda url: reply(status, b"", Location=f"{url}/api/v2/tickets/1?token=x")


@both_sides
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_of_a_call_is_not_followed(side, status):
    async with two_hosts(redirect(status)) as (own, stranger):
        with pytest.raises(errors.UnsafeRedirect, match="never followed"):
            await done(side, lambda zd: zd.tickets.show(1), base_url=own.url, headers=HEADERS)
        assert len(own.received) == 1
        assert stranger.connections == 0


@both_sides
@pytest.mark.parametrize("method", ["create", "update", "delete"])
async def test_a_redirect_of_a_write_is_not_followed(side, method):
    writes = {
        "create": lambda zd: zd.tickets.create(comment={"body": CANARY}),
        "update": lambda zd: zd.tickets.update(1, subject=CANARY),
        "delete": lambda zd: zd.tickets.delete(1),
    }
    async with two_hosts(redirect(307)) as (own, stranger):
        with pytest.raises(errors.ZendeskError) as refused:
            await done(side, writes[method], base_url=own.url)
        assert isinstance(refused.value.__cause__ or refused.value, errors.UnsafeRedirect)
        assert len(own.received) == 1
        assert stranger.connections == 0


LINKS = {
    "next_page": lambda url: reply(200, {**TICKETS, "next_page": f"{url}/api/v2/tickets.json?page=2"}),
    "links.next": lambda url: reply(
        200, {**TICKETS, "meta": {"has_more": True}, "links": {"next": f"{url}/api/v2/tickets?page[after]=x"}}
    ),
}


@both_sides
@pytest.mark.parametrize("link", LINKS)
async def test_a_next_link_to_another_host_ends_the_list_and_is_not_followed(side, link):
    # The stranger is named as one: the two servers here share the address of this machine.
    async with serving(LINKS[link]("https://evil.example")) as own:
        with pytest.raises(errors.ForeignURL, match=r"evil\.example, another host"):
            await done(side, lambda zd: zd.tickets.list().collect(), base_url=own.url)
        assert len(own.received) == 1


@both_sides
async def test_of_a_next_link_only_the_cursor_is_taken_whichever_port_it_names(side):
    async with two_hosts(LINKS["links.next"], lambda _: reply(200, {**TICKETS, "meta": {"has_more": False}})) as hosts:
        own, stranger = hosts
        tickets = await done(side, lambda zd: zd.tickets.list().collect(), base_url=own.url)
        assert len(tickets) == 2
        assert own.received[1].target.endswith("page%5Bafter%5D=x")
        assert stranger.connections == 0


@both_sides
async def test_an_exports_after_url_on_another_host_is_not_followed(side):
    page = {**TICKETS, "end_of_stream": False, "after_url": "https://evil.example/api/v2/incremental?cursor=x"}
    async with serving(reply(200, page)) as own:
        with pytest.raises(errors.ForeignURL):
            await done(side, lambda zd: zd.tickets.export(start_time=0).collect(), base_url=own.url)
        assert len(own.received) == 1


@both_sides
async def test_a_time_based_exports_next_page_on_another_host_is_not_followed(side):
    page = {"organizations": [{"id": 1}], "end_of_stream": False, "next_page": "https://evil.example/?start_time=5"}
    async with serving(reply(200, page)) as own:
        with pytest.raises(errors.ForeignURL):
            await done(side, lambda zd: zd.organizations.export(start_time=0).collect(), base_url=own.url)
        assert len(own.received) == 1


FOREIGN = [
    "{stranger}/attachments/token/x",
    "https://evil.example/attachments/token/x",
    "https://acme.zendesk.com.evil.example/x",
    "https://acme.zendesk.com@evil.example/x",
    "http://user:password@{own_host}/x",
    "https://{own_host}/x",
    "//evil.example/x",
    "file:///etc/passwd",
    "/attachments/token/x",
    "https://evil.example\\@{own_host}/x",
    "{own}\\@evil.example/x",
    "{own}.evil.example/x",
    "",
]


@both_sides
@pytest.mark.parametrize("address", FOREIGN)
async def test_a_content_url_on_another_host_is_refused_before_anything_is_sent(side, address, tmp_path):
    async with two_hosts(lambda _: reply(200, b"file")) as (own, stranger):
        url = address.format(own=own.url, own_host=own.url.removeprefix("http://"), stranger=stranger.url)
        with pytest.raises((errors.ForeignURL, errors.InvalidArgument)):
            await done(side, lambda zd: zd.attachments.download(url, tmp_path), base_url=own.url)
        assert own.connections == stranger.connections == 0
        assert list(tmp_path.iterdir()) == []


@both_sides
async def test_a_files_redirect_is_followed_without_the_credential_and_without_the_callers_headers(side, tmp_path):
    def to_storage(url: str) -> Answer:
        return reply(302, b"", Location=f"{url}/bucket/file?signature=x", Set_Cookie=f"session={CANARY}")

    async with two_hosts(to_storage) as (own, stranger):
        url = f"{own.url}/attachments/token/x"
        path = await done(
            side, lambda zd: zd.attachments.download(url, tmp_path / "f"), base_url=own.url, headers=HEADERS
        )
        assert path.read_bytes() == b"stolen"
        assert CANARY in own.received[0].headers["authorization"]
        (asked,) = stranger.received
        assert CANARY not in repr(asked)
        assert asked.headers.keys() == {"host", "user-agent", "accept-encoding"}


@both_sides
async def test_a_files_redirect_back_to_the_account_by_the_storage_carries_no_more_than_the_account_may_see(
    side, tmp_path
):
    async with serving(reply(200, b"whole")) as own, serving(reply(302, b"", Location=f"{own.url}/x")) as storage:
        own_redirect = reply(302, b"", Location=f"{storage.url}/y")
        async with serving(own_redirect) as first:
            with pytest.raises(errors.ZendeskError):
                await done(
                    side,
                    lambda zd: zd.attachments.download(f"{first.url}/z", tmp_path / "f", max_bytes=1),
                    base_url=first.url,
                )
        assert "authorization" not in own.received[0].headers
        assert "authorization" not in storage.received[0].headers


@both_sides
async def test_the_token_endpoints_redirect_does_not_carry_the_client_secret_on(side):
    async with two_hosts(redirect(307)) as (own, stranger):
        with pytest.raises(errors.UnsafeRedirect):
            await done(side, lambda zd: zd.tickets.show(1), base_url=own.url, auth=ClientCredentials("app", CANARY))
        assert [request.target for request in own.received] == ["/oauth/tokens"]
        assert stranger.connections == 0


@both_sides
@pytest.mark.parametrize(
    "path",
    [
        "https://evil.example/api/v2/tickets", "//evil.example/api/v2/tickets", "/api/v2/../../x", "@evil.example",
        "/api/v2/tickets@evil.example/..", "/api/v2\\evil", "/api/v2//evil.example", ".evil.example/api/v2/x",
    ],
)  # fmt: skip
async def test_a_path_of_ones_own_leads_to_no_other_host(side, path):
    async with serving(reply(200, {})) as own:
        with pytest.raises(errors.InvalidArgument):
            await done(side, lambda zd: zd.request("GET", path), base_url=own.url)
        assert own.connections == 0


@pytest.mark.S4
@both_sides
async def test_a_redirect_from_https_to_http_is_refused_for_files_too(side, tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    async with serving(reply(200, b"stolen")) as stranger:
        async with serving(reply(302, b"", Location=f"{stranger.url}/file"), ssl=context) as own:
            trusted = {"base_url": own.url, "certificate_authorities": str(tmp_path / "authority.pem")}
            for do in (
                lambda zd: zd.tickets.show(1),
                lambda zd: zd.attachments.download(f"{own.url}/attachments/token/x", tmp_path / "f"),
            ):
                with pytest.raises(errors.UnsafeRedirect):
                    await done(side, do, **trusted)
        assert len(own.received) == 2
        assert stranger.connections == 0


async def test_a_token_of_one_account_signs_no_request_to_another():
    async with serving(reply(201, {"access_token": CANARY, "token_type": "bearer"}), reply(200, TICKETS)) as own:
        auth = ClientCredentials("app", CANARY)
        async with Zendesk(base_url=own.url, auth=auth, retry=RetryPolicy(attempts=1)) as zd:
            await zd.tickets.list().first()
        async with serving(reply(200, TICKETS)) as other:
            async with Zendesk(base_url=other.url, auth=auth) as zd:
                with pytest.raises(errors.ConfigurationError, match="Build one for each account"):
                    await zd.tickets.show(1)
            assert other.connections == 0
