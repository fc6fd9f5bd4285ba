"""What comes over the wire, broken in every way, becomes the right error, and a request is sent once."""

import asyncio
import gzip
import ssl
import zlib

import pytest
import trustme

from tests.core.wire import Received, drop, raw, reply, reset, serving, silence, talking_to
from zendesk_async import OAuthToken, RetryPolicy, Timeouts, Zendesk, errors

ONCE = RetryPolicy(attempts=1)
TICKET = {"ticket": {"id": 1, "subject": "Printer"}}


async def test_a_put_whose_connection_drops_is_sent_once_and_is_ambiguous():
    async with talking_to(drop) as (wire, zd):
        with pytest.raises(errors.AmbiguousWrite, match="may have happened") as caught:
            await zd.tickets.update(1, status="solved")
    assert [request.method for request in wire.received] == ["PUT"]
    assert isinstance(caught.value.__cause__, errors.ServerDisconnected)
    assert (caught.value.method, caught.value.path) == ("PUT", "/api/v2/tickets/1")


@pytest.mark.parametrize("ending", [drop, reset], ids=["closed", "reset"])
async def test_a_post_without_a_key_is_sent_once(ending):
    async with talking_to(ending) as (wire, zd):
        with pytest.raises(errors.AmbiguousWrite):
            await zd.users.create(name="Ada")
    assert len(wire.received) == 1


async def test_a_put_on_a_stale_connection_is_sent_once():
    async with talking_to(reply(200, TICKET), drop, reply(200, TICKET)) as (wire, zd):
        await zd.tickets.show(1)
        with pytest.raises(errors.AmbiguousWrite):
            await zd.tickets.update(1, comment={"body": "Hello"})
    assert [request.method for request in wire.received] == ["GET", "PUT"]


@pytest.mark.parametrize("ending", [drop, reset], ids=["closed", "reset"])
async def test_a_read_whose_connection_drops_is_made_again(ending):
    async with talking_to(ending, reply(200, TICKET)) as (wire, zd):
        assert (await zd.tickets.show(1)).subject == "Printer"
    assert len(wire.received) == 2


async def test_a_ticket_is_created_again_under_the_same_key_when_the_answer_is_lost():
    async with talking_to(drop, reply(201, TICKET)) as (wire, zd):
        await zd.tickets.create(comment={"body": "It smokes."})
    first, second = (request.headers["idempotency-key"] for request in wire.received)
    assert first == second


async def test_a_lost_deletion_that_happened_is_a_success():
    gone = reply(404, {"error": "RecordNotFound", "description": "Not found"})
    async with talking_to(drop, gone) as (wire, zd):
        assert await zd.tickets.delete(1) is None
    assert len(wire.received) == 2


async def test_updates_whose_answer_was_lost_are_repeated_when_the_policy_says_so():
    policy = RetryPolicy(backoff=0, repeat_lost_updates=True)
    async with talking_to(drop, reply(200, TICKET), retry=policy) as (wire, zd):
        await zd.tickets.update(1, status="solved")
    assert len(wire.received) == 2


async def test_nobody_listening_is_a_connect_error_that_names_the_place():
    async with serving(drop) as wire:
        url = wire.url
    async with Zendesk(base_url=url, auth=OAuthToken("token"), retry=ONCE) as zd:
        with pytest.raises(errors.ConnectError, match="no connection to 127"):
            await zd.tickets.show(1)


async def test_a_host_that_does_not_exist_is_a_connect_error_that_asks_for_the_subdomain():
    async with Zendesk(base_url="https://nobody.invalid", auth=OAuthToken("token"), retry=ONCE) as zd:
        with pytest.raises(errors.ConnectError, match="is the subdomain right"):
            await zd.tickets.show(1)


async def test_a_certificate_of_nobody_known_is_a_tls_error_and_is_not_tried_again():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    handshakes = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal handshakes
        handshakes += 1
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    port = server.sockets[0].getsockname()[1]
    async with server, Zendesk(base_url=f"https://127.0.0.1:{port}", auth=OAuthToken("token")) as zd:
        with pytest.raises(errors.TLSError, match="not to be trusted") as caught:
            await zd.tickets.show(1)
    assert handshakes == 0
    assert "attempts" not in "".join(getattr(caught.value, "__notes__", []))


async def test_a_certificate_authority_of_ones_own_is_trusted(tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await reply(200, TICKET)(Received("", "", {}, b""), writer)
        await reader.read()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    authorities = str(tmp_path / "authority.pem")
    async with server, Zendesk(base_url=url, auth=OAuthToken("token"), certificate_authorities=authorities) as zd:
        assert (await zd.tickets.show(1)).id == 1


def head(*lines: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: application/json", *lines, "", ""]).encode()


BODY = b'{"ticket": {"id": 1, "subject": "Printer"}}'
PACKED = gzip.compress(BODY)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (head("Content-Length: 500") + BODY, errors.TruncatedResponse),
        (head("Transfer-Encoding: chunked") + b"2b\r\n" + BODY[:20], errors.TruncatedResponse),
        (head("Connection: close") + BODY[:20], errors.TruncatedResponse),
        (head("Content-Encoding: gzip", f"Content-Length: {len(PACKED) - 9}") + PACKED[:-9], errors.TruncatedResponse),
        (head("Content-Encoding: gzip", "Content-Length: 9") + b"not gzip!", errors.DecodeError),
        (head("Content-Encoding: br", "Content-Length: 2") + b"xx", errors.DecodeError),
        (b"HTTP/1.1 two hundred\r\n\r\n", errors.ProtocolError),
        (head("X-Long: " + "x" * 10_000), errors.ProtocolError),
    ],
    ids=["length", "chunked", "until close", "cut gzip", "no gzip", "brotli", "status line", "header"],
)
async def test_a_broken_answer_is_told_apart_and_asked_for_again(answer, error):
    async with talking_to(raw(answer), reply(200, TICKET)) as (wire, zd):
        assert (await zd.tickets.show(1)).subject == "Printer"
    assert len(wire.received) == 2
    async with talking_to(raw(answer), retry=ONCE) as (wire, zd):
        with pytest.raises(error) as caught:
            await zd.tickets.show(1)
    assert caught.value.path == "/api/v2/tickets/1"


@pytest.mark.parametrize("size", [65_535, 65_536, 300_000, 17_000_000])
@pytest.mark.parametrize("lost", [0, 9])
async def test_a_large_answer_is_read_whole_or_not_at_all(size, lost):
    body = b'{"ticket": {"id": 1, "subject": "' + b"x" * (size - 35) + b'"}}'
    answer = head(f"Content-Length: {len(body)}") + body[: len(body) - lost]
    async with talking_to(raw(answer), retry=ONCE) as (_, zd):
        if lost:
            with pytest.raises(errors.TruncatedResponse):
                await zd.tickets.show(1)
        else:
            response = await zd.request("GET", "/api/v2/tickets/1")
            assert response.body == body
            assert type(response.body) is bytes


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", PACKED),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
        ("identity", BODY),
    ],
    ids=["gzip", "deflate", "bare deflate", "plain"],
)
async def test_compressed_answers_are_unpacked(encoding, packed):
    async with talking_to(reply(200, packed, Content_Encoding=encoding)) as (_, zd):
        assert (await zd.tickets.show(1)).subject == "Printer"


async def test_a_small_answer_that_unpacks_to_a_huge_one_is_refused():
    bomb = gzip.compress(b" " * 50_000_000)
    assert len(bomb) < 60_000
    async with talking_to(reply(200, bomb, Content_Encoding="gzip"), retry=ONCE, max_response_bytes=100_000) as (_, zd):
        with pytest.raises(errors.ResponseTooLarge, match="smaller pages"):
            await zd.tickets.show(1)


@pytest.mark.parametrize(
    "answer",
    [
        raw(head("Content-Length: 9000000")),
        raw(head("Connection: close") + b" " * 200_000),
    ],
    ids=["announced", "sent"],
)
async def test_an_answer_larger_than_the_bound_is_refused(answer):
    async with talking_to(answer, retry=ONCE, max_response_bytes=100_000) as (_, zd):
        with pytest.raises(errors.ResponseTooLarge):
            await zd.tickets.show(1)


@pytest.mark.parametrize("after", [b"", head("Content-Length: 500") + BODY[:10]], ids=["headers", "body"])
async def test_silence_is_a_read_timeout(after):
    async with talking_to(silence(after), retry=ONCE, timeouts=Timeouts(read=0.05)) as (_, zd):
        with pytest.raises(errors.ReadTimeout):
            await zd.tickets.show(1)


async def test_an_answer_that_drips_ends_with_the_total_of_the_attempt():
    async def drip(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(head("Content-Length: 500"))
        while not writer.is_closing():
            writer.write(b" ")
            await asyncio.sleep(0.01)

    async with talking_to(drip, retry=ONCE, timeouts=0.1) as (_, zd):
        with pytest.raises(errors.ReadTimeout):
            await zd.tickets.show(1)


@pytest.mark.parametrize(
    "location", ["https://evil.example/api/v2/tickets/1", "/api/v2/tickets/2", "http://[broken", ""]
)
async def test_a_redirect_is_not_followed(location):
    async with talking_to(reply(302, Location=location)) as (wire, zd):
        with pytest.raises(errors.UnsafeRedirect, match="never followed"):
            await zd.tickets.show(1)
    assert len(wire.received) == 1


async def test_the_first_request_carries_what_it_should():
    async with talking_to(reply(200, TICKET), user_agent="my-app/2") as (wire, zd):
        await zd.tickets.show(1)
    headers = wire.received[0].headers
    assert headers["authorization"] == "Bearer token"
    assert headers["accept"] == "application/json"
    assert headers["accept-encoding"] == "gzip, deflate"
    assert headers["user-agent"].startswith("my-app/2 zendesk-async/")
    assert "content-type" not in headers
    assert "cookie" not in headers


async def test_cookies_are_not_kept():
    async with talking_to(reply(200, TICKET, Set_Cookie="a=b; Path=/")) as (wire, zd):
        await zd.tickets.show(1)
        await zd.tickets.show(1)
    assert "cookie" not in wire.received[1].headers


async def test_connections_are_kept_alive():
    async with talking_to(reply(200, TICKET)) as (wire, zd):
        for _ in range(5):
            await zd.tickets.show(1)
    assert wire.connections == 1


async def test_the_connection_is_closed_when_the_call_is_cancelled():
    async with talking_to(silence()) as (wire, zd):
        call = asyncio.ensure_future(zd.tickets.show(1))
        await wire.asked.wait()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        await asyncio.wait_for(wire.closed_by_peer.wait(), 5)
        assert zd.limits.account.in_flight == 0


def test_a_transport_of_no_connections_or_no_bytes_is_refused():
    from zendesk_async import AiohttpTransport

    with pytest.raises(errors.ConfigurationError, match="connections"):
        AiohttpTransport(connections=0)
    with pytest.raises(errors.ConfigurationError, match="max_response_bytes"):
        AiohttpTransport(max_response_bytes=0)
