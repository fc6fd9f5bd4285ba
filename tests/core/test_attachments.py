"""Files go up once and come down whole, and the credential goes to the account's own host alone."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.account import account
from tests.core.memory import until
from tests.core.wire import Answer, drop, raw, reply, reset, serving, silence, talking_to
from zendesk_async import ClientCredentials, OAuthToken, RetryPolicy, Timeouts, Zendesk, errors
from zendesk_async._transport import StreamedResponse
from zendesk_async.models.attachments import Attachment
from zendesk_async.resources._files import safe_name

UPLOADED = {"upload": {"token": "t-1", "attachment": {"id": 7, "size": 5}, "attachments": [{"id": 7}]}}
CONTENT = bytes(range(256)) * 400


def content(body: bytes = CONTENT, *, length: int | None = None) -> Answer:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {len(body) if length is None else length}\r\n\r\n"
    return raw(head.encode() + body, close=length is not None)


def redirect(location: str, status: int = 302) -> Answer:
    return reply(status, b"", Location=location)


def attachment(wire: Any, **values: Any) -> Attachment:
    values = {"id": 7, "file_name": "plan.png", "size": len(CONTENT), **values}
    return Attachment(content_url=f"{wire.url}/attachments/token/s3cret/?name=plan.png", **values)


class TestUploads:
    async def test_bytes_go_as_they_are_with_their_name_and_type(self):
        async with talking_to(reply(201, UPLOADED)) as (wire, zd):
            upload = await zd.attachments.upload(b"\x00\xffraw", filename="plan ä&b.png", token="t-0")
        (request,) = wire.received
        assert (request.method, request.target) == (
            "POST",
            "/api/v2/uploads?filename=plan%20%C3%A4%26b.png&token=t-0",
        )
        assert request.body == b"\x00\xffraw"
        assert request.headers["content-type"] == "image/png"
        assert request.headers["content-length"] == "5"
        assert request.headers["authorization"] == "Bearer token"
        assert upload.token == "t-1"

    async def test_a_file_goes_by_its_path_under_its_own_name(self, tmp_path):
        path = tmp_path / "notes.txt"
        path.write_bytes(CONTENT)
        async with talking_to(reply(201, UPLOADED)) as (wire, zd):
            await zd.attachments.upload(path)
            await zd.attachments.upload(str(path), filename="other.bin", content_type="text/plain; charset=utf-8")
        first, second = wire.received
        assert (first.body, second.body) == (CONTENT, CONTENT)
        assert first.headers["content-length"] == str(len(CONTENT))
        assert (first.target, first.headers["content-type"]) == ("/api/v2/uploads?filename=notes.txt", "text/plain")
        assert second.target == "/api/v2/uploads?filename=other.bin"
        assert second.headers["content-type"] == "text/plain; charset=utf-8"

    async def test_a_file_is_read_again_for_another_attempt(self, tmp_path):
        path = tmp_path / "notes.txt"
        path.write_bytes(CONTENT)
        busy = reply(429, {"error": "TooManyRequests"}, Retry_After="0")
        async with talking_to(busy, reply(201, UPLOADED)) as (wire, zd):
            await zd.attachments.upload(path)
        assert [request.body for request in wire.received] == [CONTENT, CONTENT]

    async def test_a_stream_goes_in_chunks_as_they_come(self):
        async with talking_to(reply(201, UPLOADED)) as (wire, zd):
            await zd.attachments.upload_stream(_chunks(), filename="dump.bin")
        (request,) = wire.received
        assert request.body == b"onetwothree"
        assert request.headers["transfer-encoding"] == "chunked"
        assert request.headers["content-type"] == "application/octet-stream"

    @pytest.mark.parametrize(
        ("answer", "kind"),
        [
            (reply(429, {"error": "TooManyRequests"}, Retry_After="0"), errors.RateLimited),
            (reply(503, None, Retry_After="0"), errors.ServiceUnavailable),
            (reply(401, {"error": "invalid_token"}), errors.Unauthorized),
        ],
    )
    async def test_a_stream_is_sent_once_whatever_the_answer(self, answer, kind):
        renewing = ClientCredentials("client", "secret")
        token = reply(201, {"access_token": "a", "token_type": "bearer", "expires_in": 3600})
        async with serving(token, answer) as wire, Zendesk(base_url=wire.url, auth=renewing, pacing="burst") as zd:
            with pytest.raises(kind):
                await zd.attachments.upload_stream(_chunks(), filename="dump.bin")
        assert len(wire.received) == 2

    async def test_a_lost_answer_leaves_it_open_and_nothing_is_sent_again(self):
        async with talking_to(drop) as (wire, zd):
            with pytest.raises(errors.AmbiguousWrite):
                await zd.attachments.upload(b"content", filename="a.txt")
        assert len(wire.received) == 1

    async def test_an_error_of_the_stream_is_the_callers(self):
        async def broken() -> AsyncIterator[bytes]:
            yield b"one"
            raise LookupError("the source is gone")

        async with talking_to(reply(201, UPLOADED)) as (wire, zd):
            with pytest.raises(LookupError, match="gone"):
                await zd.attachments.upload_stream(broken(), filename="dump.bin")
            assert zd.limits.account.in_flight == 0
        assert wire.received == []

    @pytest.mark.parametrize("name", ["", " ", "a/b.txt", "a\\b.txt", "a\nb", "a\x00b"])
    async def test_a_name_that_is_none_is_refused(self, name):
        async with talking_to(drop) as (wire, zd):
            with pytest.raises(errors.InvalidArgument, match="filename"):
                await zd.attachments.upload_stream(_chunks(), filename=name)
        assert wire.received == []

    async def test_bytes_need_a_name(self):
        async with talking_to(drop) as (_, zd):
            with pytest.raises(errors.InvalidArgument, match="filename"):
                await zd.attachments.upload(b"content")

    @pytest.mark.parametrize("kind", ["", "png", "image/png\r\nX-Evil: 1", "image/", "ä/b"])
    async def test_a_content_type_that_is_none_is_refused(self, kind):
        async with talking_to(drop) as (wire, zd):
            with pytest.raises(errors.InvalidArgument, match="content type"):
                await zd.attachments.upload(b"content", filename="a", content_type=kind)
        assert wire.received == []

    async def test_a_file_that_is_not_there_says_so(self, tmp_path):
        async with talking_to(drop) as (wire, zd):
            with pytest.raises(errors.InvalidArgument, match=r"gone\.txt"):
                await zd.attachments.upload(tmp_path / "gone.txt")
        assert wire.received == []


class TestDownloads:
    async def test_the_content_comes_as_it_is(self, tmp_path):
        async with talking_to(content()) as (wire, zd):
            where = await zd.attachments.download(attachment(wire), tmp_path)
        assert where == tmp_path / "7__plan.png"
        assert where.read_bytes() == CONTENT
        assert where.stat().st_mode & 0o777 == 0o600
        assert wire.received[0].headers["authorization"] == "Bearer token"
        assert wire.received[0].headers["accept-encoding"] == "identity"
        assert wire.received[0].target == "/attachments/token/s3cret/?name=plan.png"

    async def test_a_url_is_enough(self, tmp_path):
        async with talking_to(content()) as (wire, zd):
            url = attachment(wire).content_url
            assert b"".join([chunk async for chunk in zd.attachments.stream(url or "")]) == CONTENT
            assert (await zd.attachments.download(url or "", tmp_path / "mine")).read_bytes() == CONTENT
            assert (await zd.attachments.download(url or "", tmp_path)).name == "attachment"

    async def test_the_storage_gets_neither_the_credential_nor_the_callers_headers(self):
        async with serving(content()) as storage:
            answers = redirect(f"{storage.url}/signed?Signature=a%2Fb")
            async with talking_to(answers, headers={"X-On-Behalf-Of": "ada@example.com"}) as (wire, zd):
                assert b"".join([chunk async for chunk in zd.attachments.stream(attachment(wire))]) == CONTENT
        assert wire.received[0].headers["x-on-behalf-of"] == "ada@example.com"
        (fetched,) = storage.received
        assert fetched.target == "/signed?Signature=a%2Fb"
        assert fetched.headers.keys() <= {"host", "user-agent", "accept-encoding", "accept"}

    async def test_a_redirect_on_the_own_host_keeps_the_credential(self):
        async with talking_to(redirect("/attachments/moved", 307), content()) as (wire, zd):
            assert b"".join([chunk async for chunk in zd.attachments.stream(attachment(wire))]) == CONTENT
        assert [request.headers.get("authorization") for request in wire.received] == ["Bearer token"] * 2
        assert wire.received[1].target == "/attachments/moved"

    @pytest.mark.parametrize(
        "url",
        [
            "https://evil.example/attachments/token/x",
            "http://127.0.0.1:1/attachments/token/x",
            "https://acme.zendesk.com@evil.example/x",
        ],
    )
    async def test_a_file_elsewhere_is_refused_before_anything_is_sent(self, url):
        async with talking_to(content()) as (wire, zd):
            with pytest.raises(errors.ForeignURL, match="nothing was sent"):
                await anext(zd.attachments.stream(url))
        assert wire.received == []

    @pytest.mark.parametrize("url", ["", "/attachments/token/x", "plan.png", "http://[::1", "mailto:a@b.c"])
    async def test_what_is_no_url_is_refused(self, url):
        async with talking_to(content()) as (wire, zd):
            with pytest.raises(errors.InvalidArgument):
                await anext(zd.attachments.stream(url))
        assert wire.received == []

    @pytest.mark.parametrize(
        "location",
        ["http://evil.example/x", "ftp://127.0.0.1/x", "file:///etc/passwd", "", "http://[bad", "javascript:alert(1)"],
    )
    async def test_a_redirect_that_is_not_safe_is_refused(self, location):
        async with talking_to(redirect(location)) as (wire, zd):
            with pytest.raises(errors.UnsafeRedirect) as caught:
                await anext(zd.attachments.stream(attachment(wire)))
        assert len(wire.received) == 1
        assert "s3cret" not in str(caught.value)

    @pytest.mark.parametrize("location", ["http://storage.example/x", "http://127.0.0.1:9/x"])
    async def test_https_is_never_left_for_http(self, location):
        elsewhere = Elsewhere(302, {"Location": location})
        zd = Zendesk("acme", auth=OAuthToken("token"), transport=elsewhere)
        with pytest.raises(errors.UnsafeRedirect, match="not https"):
            await anext(zd.attachments.stream("https://acme.zendesk.com/attachments/token/x"))
        assert len(elsewhere.asked) == 1

    async def test_a_loop_of_redirects_ends(self):
        async with talking_to(redirect("/again")) as (wire, zd):
            with pytest.raises(errors.UnsafeRedirect, match="5 times"):
                await anext(zd.attachments.stream(attachment(wire)))
            assert zd.limits.account.in_flight == 0
        assert len(wire.received) == 5

    @pytest.mark.parametrize(("status", "kind"), [(403, errors.Forbidden), (404, errors.NotFound)])
    async def test_a_refusal_is_the_same_error_as_anywhere(self, status, kind):
        async with talking_to(reply(status, {"error": "RecordNotFound"})) as (wire, zd):
            with pytest.raises(kind) as caught:
                await anext(zd.attachments.stream(attachment(wire)))
        assert (caught.value.status, caught.value.request_id) == (status, "request-1")
        assert caught.value.path == "/attachments/token/***/"

    async def test_a_refusal_of_the_storage_is_cut_short(self):
        async with (
            serving(reply(403, b"<Error>" * 100_000)) as storage,
            talking_to(redirect(f"{storage.url}/signed")) as (wire, zd),
        ):
            with pytest.raises(errors.Forbidden) as caught:
                await anext(zd.attachments.stream(attachment(wire)))
        assert len(caught.value.body) <= 2000

    @pytest.mark.parametrize(
        "broken", [drop, reset, reply(503, None, Retry_After="0"), reply(429, None, Retry_After="0"), reply(502)]
    )
    async def test_opening_a_file_is_tried_again(self, broken):
        async with talking_to(broken, content()) as (wire, zd):
            assert b"".join([chunk async for chunk in zd.attachments.stream(attachment(wire))]) == CONTENT
        assert len(wire.received) == 2

    async def test_attempts_end(self):
        async with talking_to(reply(502), retry=RetryPolicy(attempts=2, backoff=0)) as (wire, zd):
            with pytest.raises(errors.ServerError):
                await anext(zd.attachments.stream(attachment(wire)))
            assert zd.limits.account.in_flight == 0
        assert len(wire.received) == 2

    async def test_a_refused_token_is_renewed_once(self):
        def token(value: str) -> Answer:
            return reply(201, {"access_token": value, "token_type": "bearer", "expires_in": 3600})

        refused = reply(401, {"error": "invalid_token"})
        renewing = ClientCredentials("client", "secret")
        answers = (token("first"), refused, token("second"), content())
        async with serving(*answers) as wire, Zendesk(base_url=wire.url, auth=renewing) as zd:
            assert b"".join([chunk async for chunk in zd.attachments.stream(attachment(wire))]) == CONTENT
        assert [request.headers.get("authorization") for request in wire.received] == [
            None, "Bearer first", None, "Bearer second",
        ]  # fmt: skip

    async def test_a_token_that_is_refused_again_is_unauthorized(self):
        refused = reply(401, {"error": "invalid_token"})
        async with talking_to(refused) as (wire, zd):
            with pytest.raises(errors.Unauthorized):
                await anext(zd.attachments.stream(attachment(wire)))
        assert len(wire.received) == 1

    async def test_a_closed_client_opens_no_connection(self):
        async with talking_to(content()) as (wire, zd):
            pass
        with pytest.raises(errors.ClientClosed):
            await anext(zd.attachments.stream(attachment(wire)))
        assert wire.connections == 0

    async def test_the_policy_is_asked_first(self):
        @attrs.frozen
        class NoFiles:
            def authorize(self, operation: Any, arguments: Mapping[str, Any]) -> None:
                if operation.operation_id == "DownloadAttachmentContent":
                    raise errors.PolicyDenied(f"{operation.method} {arguments['url']} is not allowed")

        async with talking_to(content(), policy=NoFiles()) as (wire, zd):
            with pytest.raises(errors.PolicyDenied, match="GET"):
                await anext(zd.attachments.stream(attachment(wire)))
        assert wire.received == []

    async def test_an_attachment_without_an_address_says_so(self):
        async with talking_to(content()) as (_, zd):
            with pytest.raises(errors.InvalidArgument, match="no content_url"):
                await anext(zd.attachments.stream(Attachment(id=1)))


class TestWhatIsLeftOfAFailedDownload:
    @pytest.mark.parametrize(
        "answer",
        [
            content(CONTENT[:5000], length=len(CONTENT)),
            content(CONTENT[:5000]),
            raw(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + CONTENT[:5000]),
            raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
        ],
        ids=["short of its length", "short of the attachment", "cut", "cut chunks"],
    )
    async def test_content_that_ends_early_is_an_error_and_no_file(self, answer, tmp_path):
        async with talking_to(answer, retry=RetryPolicy(attempts=1)) as (wire, zd):
            with pytest.raises(errors.TruncatedResponse) as caught:
                await zd.attachments.download(attachment(wire), tmp_path)
        assert list(tmp_path.iterdir()) == []
        assert "s3cret" not in str(caught.value)

    async def test_content_that_stops_coming_is_an_error_and_no_file(self, tmp_path):
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhello"
        async with talking_to(silence(head), timeouts=Timeouts(read=0.05)) as (wire, zd):
            with pytest.raises(errors.ReadTimeout) as caught:
                await zd.attachments.download(attachment(wire), tmp_path / "file")
            assert caught.value.path == "/attachments/token/***/"
        assert list(tmp_path.iterdir()) == []

    async def test_a_cancelled_one_leaves_neither_file_nor_connection(self, tmp_path):
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhello"
        async with talking_to(silence(head)) as (wire, zd):
            call = asyncio.ensure_future(zd.attachments.download(attachment(wire), tmp_path / "file"))
            await until(lambda: (tmp_path / "file").exists() and bool(wire.received))
            call.cancel()
            with pytest.raises(asyncio.CancelledError):
                await call
            async with asyncio.timeout(5):
                await wire.closed_by_peer.wait()
            assert zd.limits.account.in_flight == 0
        assert list(tmp_path.iterdir()) == []

    async def test_a_stream_that_is_left_closes_its_connection(self):
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhello"
        async with talking_to(silence(head)) as (wire, zd):
            chunks = zd.attachments.stream(attachment(wire))
            assert await anext(chunks) == b"hello"
            await chunks.aclose()
            async with asyncio.timeout(5):
                await wire.closed_by_peer.wait()
            assert zd.limits.account.in_flight == 0


class TestWhereADownloadGoes:
    async def test_a_file_that_is_there_stays_as_it_is(self, tmp_path):
        (tmp_path / "7__plan.png").write_text("mine")
        async with talking_to(content()) as (wire, zd):
            with pytest.raises(errors.InvalidArgument, match="already there"):
                await zd.attachments.download(attachment(wire), tmp_path)
            with pytest.raises(errors.InvalidArgument, match="already there"):
                await zd.attachments.download(attachment(wire), tmp_path / "7__plan.png")
        assert (tmp_path / "7__plan.png").read_text() == "mine"
        assert wire.received == []

    @pytest.mark.parametrize("exists", [True, False])
    async def test_a_link_is_not_written_through(self, tmp_path, exists):
        outside = tmp_path / "outside"
        if exists:
            outside.write_text("precious")
        directory = tmp_path / "downloads"
        directory.mkdir()
        (directory / "7__plan.png").symlink_to(outside)
        async with talking_to(content()) as (wire, zd):
            with pytest.raises(errors.InvalidArgument):
                await zd.attachments.download(attachment(wire), directory)
        assert outside.exists() is exists
        assert not exists or outside.read_text() == "precious"

    async def test_a_directory_that_is_not_there_is_said(self, tmp_path):
        async with talking_to(content()) as (wire, zd):
            with pytest.raises(errors.InvalidArgument, match="cannot be made"):
                await zd.attachments.download(attachment(wire), tmp_path / "none" / "file")
        assert wire.received == []

    @pytest.mark.parametrize(
        ("name", "safe"),
        [
            ("../../etc/passwd", "passwd"),
            ("C:\\Windows\\system.ini", "system.ini"),
            ("..", "attachment"),
            ("", "attachment"),
            (None, "attachment"),
            ("a\x00b\x1b[31m.txt", "ab[31m.txt"),
            ("invoice\u202efdp.exe", "invoicefdp.exe"),
            ("CON.txt", "_CON.txt"),
            (".bashrc", "bashrc"),
            ("x" * 500 + ".png", "x" * 196 + ".png"),
            ("字" * 200 + ".pdf", "字" * 65 + ".pdf"),
        ],
    )
    def test_names_lead_nowhere(self, name, safe):
        assert safe_name(Attachment(id=5, file_name=name)) == f"5__{safe}"

    @given(st.text(st.characters(), max_size=400) | st.text("./\\:\x00 ~CONaux", max_size=60))
    def test_any_name_makes_one_new_file_inside_the_directory(self, tmp_path_factory, name):
        directory = tmp_path_factory.mktemp("downloads")
        made = directory / safe_name(Attachment(id=5, file_name=name))
        made.touch(exist_ok=False)
        assert [path.resolve() for path in directory.iterdir()] == [made.resolve()]
        assert made.resolve().parent == directory.resolve()
        assert len(os.fsencode(made.name)) <= 255
        assert made.name.isprintable()


class TestOnAnAccount:
    async def test_a_file_goes_up_and_comes_down(self, tmp_path):
        async with account() as (emulator, zd):
            path = tmp_path / "dump.bin"
            path.write_bytes(CONTENT * 20)
            first = await zd.attachments.upload(path)
            upload = await zd.attachments.upload(b"second", filename="second.txt", token=first.token)
            assert upload.token == first.token
            ticket = await zd.tickets.create(
                subject="Files", comment={"body": "See them.", "uploads": [upload.token or ""]}
            )
            comment = await zd.ticket_comments.list(ticket.id or 0).first()
            assert comment is not None
            dump, text = comment.attachments
            target = tmp_path / "down"
            target.mkdir()
            assert (await zd.attachments.download(dump, target)).read_bytes() == CONTENT * 20
            assert b"".join([chunk async for chunk in zd.attachments.stream(text)]) == b"second"
            stored = [request for request in emulator.requests if request.path.startswith("/files/")]
            assert [request.status for request in stored] == [200, 200]


async def _chunks() -> AsyncIterator[bytes]:
    for chunk in (b"one", b"two", b"three"):
        yield chunk


class Elsewhere:
    """A transport whose streams all answer alike."""

    def __init__(self, status: int, headers: Mapping[str, str]) -> None:
        self.answer = (status, headers)
        self.asked: list[str] = []

    async def send(self, request: Any, *, base: str, timeouts: Timeouts) -> Any:
        raise AssertionError(request)

    @contextlib.asynccontextmanager
    async def stream(
        self, url: str, *, headers: Mapping[str, str], timeouts: Timeouts
    ) -> AsyncIterator[StreamedResponse]:
        self.asked.append(url)
        yield StreamedResponse(*self.answer, _chunks())

    async def close(self) -> None:
        pass
