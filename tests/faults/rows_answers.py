"""Faults 10 to 24: answers that are cut short, broken, endless, slow, or not what was asked for."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from tests.faults.effects import DripFor, Packed, Says, Trickle, always, struck
from tests.faults.matrix import Call, Case, Done, Make, Raises, Row, every, row
from tests.faults.scene import CANARY, Scene
from zendesk_async import RetryPolicy, Timeouts, to_dict
from zendesk_async.emulator import Body, Change, CutGzip, Fault, GarbageGzip, Raw, Truncate, empty, html
from zendesk_async.errors import (
    AmbiguousWrite,
    DataError,
    DeadlineExceeded,
    DecodeError,
    ExportError,
    ProtocolError,
    ReadTimeout,
    ResponseTooLarge,
    TruncatedResponse,
    UnexpectedContent,
    ZendeskError,
)

LARGEST = 4_000_000
"""What the clients of the bombs take: more than any page has, and less than a bomb."""

SHORT = {"timeouts": Timeouts(read=0.5, total=1.2)}
"""Bounds that only what is broken on purpose meets, on a busy machine too."""

HURRY = {"timeouts": Timeouts(read=0.1, total=0.2), "deadline": 0.5}
"""Bounds for calls that are broken from their first request on."""


def lost(cause: type[ZendeskError], *, effects: int | None = 1, named: bool | None = True) -> Raises:
    """Promise a write that was sent once and may have happened."""
    return Raises(AmbiguousWrite, cause=cause, effects=effects, requests=1, named=named)


def broken(cause: type[ZendeskError], **promise: Any) -> dict[str, Any]:
    """Promise for an answer that is broken once: reads and keyed creations are made again, a comment is not."""
    return {"get": Done(), "post": Done(requests=2), "put": lost(cause, **promise), "export": Done()}


def hopeless(error: type[ZendeskError], **promise: Any) -> dict[str, Any]:
    """Promise for an answer that is broken every time."""
    return {
        "get": Raises(error, **promise),
        "post": Raises(AmbiguousWrite, cause=error, effects=None, **promise),
        "put": lost(error, effects=None, **promise),
        "export": Raises(error, **promise),
    }


@cache
def bomb() -> bytes:
    """Return 20 KB that unpack to 20 MB."""
    return gzip.compress(b" " * 20_000_000)


@contextmanager
def file_that_is_cut(scene: Scene) -> Iterator[None]:
    """Attach a file whose content the storage gives out in part, under the length of that part."""
    with scene.assistant() as zd:
        scene.notes["attachment"] = zd.attachments.upload(b"0123456789" * 1000, filename="plan.bin").attachment
    scene.emulator.faults.add(Fault(Body(b"0123456789" * 400), path="/files/*"))
    yield


def download(zd: Any, scene: Scene, _: Any) -> Any:
    return zd.attachments.download(scene.notes["attachment"], scene.directory / "plan.bin")


def no_file_is_left(scene: Scene) -> None:
    assert not list(scene.directory.iterdir())


def page_that_tells() -> Make:
    """Answer with a sign-in page that repeats the request's credential, as careless gateways do."""
    page = f"<html><title>Sign in</title>Authorization: Bearer {CANARY}-token, access_token={CANARY}-token</html>"
    return struck(html(text=page))


def without_its_key(payload: Any) -> Any:
    return {"unrelated": 1, **{name: value for name, value in payload.items() if not isinstance(value, list | dict)}}


def null_for(*keys: str) -> Callable[[Any], Any]:
    """Return a change that puts null where the records are."""
    return lambda payload: {name: None if name in keys else value for name, value in payload.items()}


NEW = {"invented": {"deep": [1, 2]}, "priority": "apocalyptic", "role": "oracle", "notes": 42, "tags": "none"}


def of_another_time(payload: Any) -> Any:
    """Give every record a field, values of enumerations and types that nobody has heard of."""
    return {name: _renewed(value) for name, value in payload.items()} | {"new_part": {"a": 1}}


def _renewed(value: Any) -> Any:
    if isinstance(value, list):
        return [_renewed(one) for one in value]
    return {**value, **NEW} if isinstance(value, dict) and "id" in value else value


def nothing_is_lost(scene: Scene) -> None:
    came = scene.seen or ([scene.value] if scene.call in {Call.POST, Call.PUT} else [])
    assert all(to_dict(one)["invented"] == NEW["invented"] and to_dict(one)["notes"] == 42 for one in came[100:200])
    assert all(one.extra["invented"] == NEW["invented"] for one in came[100:200] or came[:1])
    if scene.call is Call.EXPORT:
        assert sum(b'"invented"' in line for line in scene.lines()) == 50  # the rows of the second page


ANSWERS: tuple[Row, ...] = (
    row(
        10,
        "Answer shorter than its Content-Length",
        "`TruncatedResponse`, as if no answer had come: reads and keyed creations are made again, a comment is an "
        "`AmbiguousWrite`.",
        Case("half", struck(Truncate(0.5)), **broken(TruncatedResponse)),
    ),
    row(
        11,
        "Chunked answer without its last chunk",
        "As 10.",
        Case("half", struck(Truncate(0.5, chunked=True)), **broken(TruncatedResponse)),
    ),
    row(
        12,
        "Answer that ends with the connection, in the middle of its JSON",
        "As 10: only its JSON tells that it is not whole.",
        Case("half", struck(Truncate(0.5, until_close=True)), **broken(TruncatedResponse)),
    ),
    row(
        13,
        "Compressed answer that is cut, under the right length",
        "As 10: the end of the compressed data is looked for. A file that is shorter than Zendesk says is not left behind.",
        Case("half", struck(CutGzip()), **broken(TruncatedResponse)),
        Case(
            "an attachment",
            file_that_is_cut,
            own=Raises(TruncatedResponse, named=False, says="10000 bytes, and 4000 came"),
            calls={Call.OWN: download},
            verify=no_file_is_left,
        ),
    ),
    row(
        14,
        "Compression that is garbage",
        "Asked for once more, then `DecodeError`.",
        Case("once", struck(GarbageGzip()), **broken(DecodeError)),
        Case(
            "for ever",
            always(GarbageGzip()),
            get=Raises(DecodeError, requests=3),
            post=Raises(AmbiguousWrite, cause=DecodeError, effects=1, requests=2),
            put=lost(DecodeError),
            export=Raises(DecodeError, requests=3),
        ),
    ),
    row(
        15,
        "Small answer that unpacks to a huge one",
        "`ResponseTooLarge` before `max_response_bytes` (64 MB) are unpacked, not asked for again as it is; an export asks "
        "for smaller pages. Memory grows by less than twice the bound.",
        Case(
            "once",
            struck(Packed(bomb())),
            get=Raises(ResponseTooLarge, requests=2),
            post=lost(ResponseTooLarge),
            put=lost(ResponseTooLarge),
            export=Done(),
            options={"max_response_bytes": LARGEST},
        ),
        Case(
            "for ever",
            always(Packed(bomb())),
            get=Raises(ResponseTooLarge, requests=2),
            export=Raises(ExportError, cause=ExportError, says="not even with 10 rows"),
            options={"max_response_bytes": LARGEST},
        ),
    ),
    row(
        16,
        "Headers that do not come, or byte by byte",
        "The attempt ends after the `read` timeout of silence, at the latest after `total`; then as 7, with `ReadTimeout`.",
        Case(
            "silence", struck(Trickle(b"", silent=True)), **broken(ReadTimeout, effects=0, named=False), options=SHORT
        ),
        Case("one by one", struck(Trickle()), **broken(ReadTimeout, effects=0, named=False), options=SHORT),
        Case(
            "for ever",
            always(Trickle(silent=True), skip=0),
            **{
                **hopeless(ReadTimeout, named=False),
                "export": Raises(ExportError, cause=ExportError, named=False, says="not even with 10 rows"),
            },
            options={"timeouts": Timeouts(read=0.05, total=0.1), "retry": RetryPolicy(attempts=2, backoff=0)},
        ),
    ),
    row(
        17,
        "Body that comes byte by byte",
        "The attempt ends after `total`, the call at its `deadline`: `DeadlineExceeded` for a read, `AmbiguousWrite` for a "
        "write that was sent.",
        Case("once", struck(DripFor()), **broken(ReadTimeout, named=None), options=SHORT),
        Case(
            "for ever",
            always(DripFor(), skip=0),
            get=Raises(DeadlineExceeded, named=None),
            post=Raises(AmbiguousWrite, cause=ReadTimeout, effects=None, named=None),
            put=lost(ReadTimeout, effects=None, named=None),
            export=Raises(DeadlineExceeded, named=None),
            options=HURRY,
            deadline=10,
        ),
    ),
    row(
        18,
        "Header larger than the limit",
        "`ProtocolError`, never a `BadRequest` that Zendesk would not have sent; otherwise as 7.",
        Case(
            "once",
            struck(Raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 10_000 + b"\r\n\r\n")),
            **broken(ProtocolError, effects=0, named=False),
        ),
        Case(
            "for ever",
            always(Raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 10_000 + b"\r\n\r\n")),
            **hopeless(ProtocolError, named=False),
        ),
    ),
    row(
        19,
        "Bad status line",
        "As 18.",
        Case("once", struck(Raw(b"HTTP/1.1 two hundred\r\n\r\n")), **broken(ProtocolError, effects=0, named=False)),
        Case("for ever", always(Raw(b"HTTP/1.1 two hundred\r\n\r\n")), **hopeless(ProtocolError, named=False)),
    ),
    row(
        20,
        "200 with a page in HTML (maintenance, sign-in)",
        "`UnexpectedContent` with the page's first 200 characters, in which credentials are struck out.",
        Case("maintenance", struck(html()), **every(Raises(UnexpectedContent, says="Down for maintenance"))),
        Case("with the credential in it", page_that_tells(), **every(Raises(UnexpectedContent, says="Sign in"))),
    ),
    row(
        21,
        "200 without a body",
        "`DataError`: never “no rows, and done”. A write has been done by then, or has not: it is not made again.",
        Case("instead of the work", struck(empty()), **every(Raises(DataError, says="empty"))),
        Case("after the work", struck(Says(b"")), **every(Raises(DataError, effects=1, says="empty"))),
    ),
    row(
        22,
        "200 with `null`",
        "As 21.",
        Case("null", struck(Says(b"null")), **every(Raises(DataError, effects=1))),
        Case(
            "null for the records",
            struck(Change(null_for("users", "tickets", "ticket"))),
            **every(Raises(DataError, effects=1)),
        ),
    ),
    row(
        23,
        "200 without the key that holds the records",
        "As 21; the error names the keys that are there.",
        Case("without it", struck(Change(without_its_key)), **every(Raises(DataError, effects=1, says="it has: "))),
    ),
    row(
        24,
        "Unknown fields, new values of enumerations, new types",
        "Kept, and no error: `record.extra` and `to_dict(record)` have what the server sent, an export its very bytes.",
        Case("all of them", struck(Change(of_another_time)), **every(Done()), verify=nothing_is_lost),
    ),
)
