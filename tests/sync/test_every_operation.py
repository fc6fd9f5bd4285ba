"""A dry run of the whole registry: both sides send the same for every parameter of every method, or refuse it alike."""

import asyncio
import contextlib
import datetime as dt
import typing
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

import attrs
import pytest

import zendesk_async
import zendesk_sync
from zendesk_async import OAuthToken, OperationInfo, Request, Response, Timeouts, operations
from zendesk_async.errors import InvalidArgument

OPERATIONS = operations()
MOMENT = dt.datetime(2026, 1, 31, 12, 0, tzinfo=dt.UTC)
PLAIN: dict[Any, Any] = {
    int: 7,
    str: "word",
    bool: True,
    float: 1.5,
    dt.date: MOMENT.date(),
    dt.datetime: MOMENT,
    bytes: b"content",
    Any: {"any": 1},
}
# What a call needs besides its required parameters: one of several, of which the signature can't say which.
ONE_OF = {
    "IncrementalCustomObjectRecordExportCursor": {"start_time": 0},
    "IncrementalTicketExportCursor": {"start_time": 0},
    "IncrementalUserExportCursor": {"start_time": 0},
    "TicketsUpdateMany": {"ids": [9], "status": "hold"},
    "UpdateManyOrganizations": {"ids": [9], "notes": "none"},
    "UpdateManyUsers": {"ids": [9], "notes": "none"},
    "UploadFiles": {"filename": "name.bin"},
}


class Sent(Exception):
    """The request got as far as the transport, which ends it there."""


@attrs.define
class Recorder:
    """A transport that keeps what it is given and sends nothing."""

    request: Request | None = None

    async def send(self, request: Request, *, base: str, timeouts: Timeouts) -> Response:
        self.request = request
        raise Sent

    @contextlib.asynccontextmanager
    async def stream(self, url: str, *, headers: Mapping[str, str], timeouts: Timeouts) -> AsyncIterator[None]:
        raise Sent
        yield

    async def close(self) -> None:
        pass


def value_of(annotation: Any, other_than: object = None) -> Any:
    """Make a value of a type; of two that fit, one that is not the parameter's default."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation is bool:
        return other_than is not True
    if annotation in PLAIN:
        return PLAIN[annotation]
    if origin is Literal:
        return next(word for word in arguments if word != other_than)
    if origin in {typing.Union, UnionType}:
        return value_of(next(one for one in arguments if one is not NoneType), other_than)
    if origin in {typing.Required, typing.NotRequired}:
        return value_of(arguments[0])
    if origin is Sequence:
        return [value_of(arguments[0])]
    if origin is Mapping:
        return {"key": "value"}
    assert typing.is_typeddict(annotation), annotation
    return {name: value_of(kind) for name, kind in typing.get_type_hints(annotation, include_extras=True).items()}


def parameters(info: OperationInfo) -> tuple[list[Any], dict[str, Any], dict[str, Any]]:
    """Return what a call needs, by place and by name, and what may be added to it, by name."""
    places: list[Any] = []
    needed: dict[str, Any] = {}
    optional: dict[str, Any] = {}
    hints = typing.get_type_hints(info.function, include_extras=True)
    for name, parameter in info.signature.parameters.items():
        if parameter.kind is parameter.VAR_KEYWORD:
            (payload,) = get_args(hints[name])
            for key, kind in typing.get_type_hints(payload, include_extras=True).items():
                (needed if key in payload.__required_keys__ else optional)[key] = value_of(kind)
        elif parameter.default is not parameter.empty:
            optional[name] = value_of(hints[name], parameter.default)
        elif parameter.kind is parameter.KEYWORD_ONLY:
            needed[name] = value_of(hints[name])
        else:
            places.append(value_of(hints[name]))
    if "content_type" in optional:
        optional["content_type"] = "text/plain"
    return places, needed, optional


async def from_async(info: OperationInfo, places: list[Any], names: dict[str, Any]) -> Request:
    recorder = Recorder()
    async with zendesk_async.Zendesk("acme", auth=OAuthToken("token"), transport=recorder) as zd:
        answer = getattr(getattr(zd, info.resource), info.name)(*places, **names)
        with contextlib.suppress(Sent):
            await (anext(answer.pages()) if isinstance(answer, zendesk_async.Paginator) else answer)
    assert recorder.request is not None
    return recorder.request


def from_sync(info: OperationInfo, places: list[Any], names: dict[str, Any]) -> Request:
    recorder = Recorder()
    with zendesk_sync.Zendesk("acme", auth=OAuthToken("token"), transport=recorder) as zd, contextlib.suppress(Sent):
        next(getattr(getattr(zd, info.resource), info.name)(*places, **names).pages())
    assert recorder.request is not None
    return recorder.request


def content_of(request: Request) -> tuple[object, ...]:
    """Return what the parameters decide of a request: not its keys, nor the boundary of a form, made anew for each."""
    content_type, _, boundary = (request.content_type or "").partition("; boundary=")
    content = request.content
    if boundary and isinstance(content, bytes):
        content = content.replace(boundary.strip('"').encode(), b"BOUNDARY")
    return request.method, request.path, request.query, content, content_type


def outcome(call: Callable[[], Request]) -> tuple[object, str]:
    """Return what was sent, or why nothing was."""
    try:
        return content_of(call()), ""
    except InvalidArgument as refused:
        return None, str(refused)


@pytest.fixture(params=OPERATIONS, ids=lambda info: info.operation_id)
def info(request: pytest.FixtureRequest) -> OperationInfo:
    return request.param


def test_both_sides_send_the_same(info: OperationInfo) -> None:
    places, needed, optional = parameters(info)
    usual = {**needed, **ONE_OF.get(info.operation_id, {})}
    for names in (usual, *({**usual, name: value} for name, value in optional.items())):
        sent, refused = outcome(lambda names=names: asyncio.run(from_async(info, places, names)))
        assert outcome(lambda names=names: from_sync(info, places, names)) == (sent, refused)
        assert sent or refused
