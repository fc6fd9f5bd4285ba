"""S10: whatever is sent, memory, disk and time stay bounded, and the error says which bound it was."""

import asyncio
from collections.abc import Callable

import pytest

from tests.core.wire import Answer, Received, raw, reply, serving
from tests.security.sides import both_sides, done
from zendesk_async import errors
from zendesk_async.models.attachments import Attachment

pytestmark = pytest.mark.S10

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


def endless(head: bytes, piece: bytes) -> tuple[Answer, Callable[[], int]]:
    """Give an answer that goes on until the other side has enough, and how much of it went out."""
    sent = 0

    async def answer(_: Received, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(head)
        try:
            while not writer.is_closing():
                writer.write(piece)
                sent += len(piece)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.transport.abort()  # what is left in its buffer nobody wants

    return answer, lambda: sent


@both_sides
@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (HEAD + b"\r\n", b" " * 10_000),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"2710\r\n" + b" " * 10_000 + b"\r\n"),
        (HEAD + b"Content-Length: 9999999999\r\n\r\n", b" " * 10_000),
    ],
    ids=["until the end", "chunked", "announced"],
)
async def test_a_body_without_end_is_read_to_the_bound(side, head, piece):
    answer, sent = endless(head, piece)
    async with serving(answer) as own:
        with pytest.raises(errors.ResponseTooLarge, match="max_response_bytes"):
            await done(side, lambda zd: zd.tickets.show(1), base_url=own.url, max_response_bytes=100_000)
        assert sent() < 20_000_000  # the bound, and what stood in the buffers of the machine


@both_sides
@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (HEAD, b"X-Filler: 1\r\n" * 50),
        (HEAD + b"X-Long: ", b"x" * 1000),
        (b"HTTP/1.1 200 ", b"O" * 1000),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", b"X-Trailer: 1\r\n" * 50),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50),
    ],
    ids=[
        "many headers",
        "a long header",
        "a long reason",
        "many trailers",
        "many interim answers",
    ],
)
async def test_a_head_without_end_is_no_answer(side, head, piece):
    answer, sent = endless(head, piece)
    async with serving(answer) as own:
        with pytest.raises(errors.TransportError):
            await done(side, lambda zd: zd.tickets.show(1), base_url=own.url, timeouts=0.5)
        assert sent() < 20_000_000


DEEP = b"[" * 100_000 + b"]" * 100_000


@both_sides
@pytest.mark.parametrize("key", [b"custom_fields", b"via", b"unheard_of", b"id"])
async def test_json_that_is_nested_without_reason_is_refused(side, key):
    async with serving(reply(200, b'{"ticket": {"id": 1, "' + key + b'": ' + DEEP + b"}}")) as own:
        with pytest.raises(errors.UnexpectedContent, match="nested too deeply"):
            await done(side, lambda zd: zd.tickets.show(1), base_url=own.url)


@both_sides
@pytest.mark.parametrize(
    "body",
    [
        b'{"tickets": [{"id": 1, "x": ' + DEEP + b"}]}",
        b'{"tickets": [], "meta": ' + DEEP + b"}",
        b'{"x":' + DEEP + b"}",
    ],
    ids=["in a record", "beside the records", "elsewhere"],
)
async def test_a_page_that_is_nested_without_reason_is_refused(side, body):
    async with serving(raw(HEAD + b"\r\n" + body)) as own:
        with pytest.raises(errors.UnexpectedContent):
            await done(side, lambda zd: zd.tickets.list().collect(), base_url=own.url)


@both_sides
@pytest.mark.parametrize("status", [400, 401, 422, 500])
async def test_an_error_that_is_nested_without_reason_is_the_status_error(side, status):
    async with serving(reply(status, b'{"error": ' + DEEP + b"}")) as own:
        with pytest.raises(errors.ApiError) as refused:
            await done(side, lambda zd: zd.tickets.show(1), base_url=own.url)
        assert len(str(refused.value)) < 1000
        assert len(refused.value.body) <= 2000


@both_sides
async def test_a_file_that_is_longer_than_its_attachment_says_is_read_no_further(side, tmp_path):
    answer, sent = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 10_000)
    async with serving(answer) as own:
        attachment = Attachment(id=1, file_name="f", size=50_000, content_url=f"{own.url}/attachments/token/x")
        with pytest.raises(errors.ResponseTooLarge, match="50000 bytes"):
            await done(side, lambda zd: zd.attachments.download(attachment, tmp_path), base_url=own.url)
        assert sent() < 20_000_000
    assert list(tmp_path.iterdir()) == []


@both_sides
async def test_a_file_by_its_url_is_bounded_by_what_the_caller_says(side, tmp_path):
    async with serving(reply(200, b"x" * 100)) as own:
        url = f"{own.url}/attachments/token/x"
        for most, name in ((100, "whole"), (99, "cut")):
            if most < 100:
                with pytest.raises(errors.ResponseTooLarge):
                    await done(
                        side, lambda zd: zd.attachments.download(url, tmp_path / "cut", max_bytes=99), base_url=own.url
                    )
            else:
                await done(
                    side, lambda zd: zd.attachments.download(url, tmp_path / "whole", max_bytes=100), base_url=own.url
                )
            assert (tmp_path / name).exists() is (most == 100)
        with pytest.raises(errors.InvalidArgument):
            await done(side, lambda zd: zd.attachments.download(url, tmp_path / "x", max_bytes=-1), base_url=own.url)
