"""Bytes in place of an answer, over a socket: a value, or an error of ours, and never a call that hangs."""

import asyncio
import gzip

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.core.wire import raw, talking_to
from tests.fuzz.strategies import error_of, fuzzed, header_values, json_values
from tests.fuzz.test_error_bodies import encodable
from zendesk_async import RetryPolicy, errors
from zendesk_async.auth import AuthorizationRequest
from zendesk_async.client import Zendesk

KEYS = st.sampled_from(
    ["ticket", "tickets", "id", "subject", "custom_fields", "via", "meta", "has_more", "after_cursor", "links", "next",
     "end_of_stream", "after_url", "count", "users", "created_at", "access_token", "refresh_token", "expires_in", "scope"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Location", "Retry-After", "Connection",
     "X-Request-Id", "Set-Cookie", "Date", "Zendesk-RateLimit-x", "Upgrade", ""]
)  # fmt: skip
LOCATIONS = st.sampled_from(
    [
        "http://[",
        "//evil.example/x",
        "https://evil.example\\@127.0.0.1/",
        "javascript:alert(1)",
        "/../../x",
        "\xff",
        "?",
        "",
    ]
)
documents = json_values(KEYS).map(lambda value: msgspec.json.encode(encodable(value)))
bodies = (
    st.binary(max_size=200) | documents | documents.map(gzip.compress) | st.sampled_from([b"[" * 60_000, b"", b"null"])
)


@st.composite
def answers(draw: st.DrawFn) -> bytes:
    body = draw(bodies)
    if draw(st.integers(0, 9)) == 0:
        return body
    status = draw(
        st.sampled_from([200, 200, 200, 201, 204, 206, 301, 302, 304, 400, 401, 404, 409, 422, 429, 500, 503, 999])
    )
    lines = draw(st.lists(st.tuples(NAMES, header_values() | LOCATIONS), max_size=4))
    if draw(st.booleans()):
        lines.append(("Content-Length", str(len(body))))
        lines.append(("Content-Encoding", draw(st.sampled_from(["gzip", "identity", "deflate", "br"]))))
    head = "".join(f"{name}: {text}\r\n" for name, text in lines)
    return f"HTTP/1.1 {status} Said\r\n{head}\r\n".encode("latin-1") + body


def calls(zd: Zendesk, url: str):
    yield lambda: zd.tickets.show(1)
    yield lambda: zd.tickets.create(comment={"body": "It smokes."})
    yield lambda: zd.tickets.update(1, comment={"body": "It smokes."})
    yield lambda: zd.tickets.list().collect(limit=3)
    yield lambda: zd.tickets.delete(1)
    yield lambda: _whole(zd.attachments.stream(f"{url}/attachments/token/x"))


async def _whole(chunks):
    async for _ in chunks:
        pass


@fuzzed
@given(answers(), st.integers(0, 5))
def test_any_answer_is_a_value_or_an_error_of_ours(answer, which):
    async def ask() -> None:
        options = {"retry": RetryPolicy(attempts=2, backoff=0), "timeouts": 0.3, "deadline": 0.5}
        async with talking_to(raw(answer), **options) as (wire, zd):
            call = list(calls(zd, wire.url))[which]
            async with asyncio.timeout(20):
                await call()

    problem = error_of(lambda: asyncio.run(ask()))
    assert problem is None or (str(problem) and not isinstance(problem, errors.InvalidArgument))


@fuzzed
@given(answers() | documents.map(lambda body: b"HTTP/1.1 201 Created\r\nConnection: close\r\n\r\n" + body))
def test_any_answer_of_the_token_endpoint_is_a_token_or_an_error_of_ours(answer):
    async def ask() -> None:
        async with talking_to(raw(answer)) as (wire, zd):
            request = AuthorizationRequest.create("acme", "app", "http://localhost:1/callback", base_url=wire.url)
            async with asyncio.timeout(20):
                pair = await request.exchange(zd.token_endpoint, "code-canary")
            assert pair.access_token.reveal()

    problem = error_of(lambda: asyncio.run(ask()))
    assert problem is None or "canary" not in str(problem)
