"""Call any operation with made-up arguments, and take the request instead of sending it."""

import asyncio
import datetime as dt
import inspect
import re
import typing
from collections.abc import AsyncIterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

from zendesk_async import Operation, OperationInfo, Request, Response
from zendesk_async._groups import Groups
from zendesk_async._json import is_array
from zendesk_async._transport import StreamedResponse
from zendesk_async.errors import InvalidArgument
from zendesk_async.field_schemas import FieldSchema

ANYTHING = "*"
"""The key that stands for any key in the made-up value of a mapping."""

BETWEEN = "|"
"""What joins the values of an enumeration in its made-up value."""

_PLAIN: dict[Any, Any] = {
    int: 7,
    str: "word",
    bool: True,
    float: 1.5,
    bytes: b"content",
    dt.datetime: dt.datetime(2026, 1, 31, 12, 0, tzinfo=dt.UTC),
    dt.date: dt.date(2026, 1, 31),
    Path: b"content",
    AsyncIterable: b"content",
    Any: ANYTHING,
    object: ANYTHING,
}


class _Taken(Exception):
    """The request was made; nothing is sent."""


class _Taker(Groups):
    """A client that takes the request of each call and goes no further."""

    request: Request | None = None

    @property
    def base_url(self) -> str:
        return "https://example.zendesk.com"

    async def call(self, operation: Operation[Any], arguments: Mapping[str, Any]) -> Response:
        self.request = operation.request(arguments)
        raise _Taken

    @property
    def loaded(self) -> dict[str, FieldSchema[Any, Any]]:
        return {}

    def lock(self, name: str) -> asyncio.Lock:  # nothing runs beside a call
        return asyncio.Lock()

    @property
    def job_places(self) -> asyncio.Semaphore:
        return asyncio.Semaphore()

    def download(self, url: str) -> AbstractAsyncContextManager[StreamedResponse]:  # no operation asks
        raise _Taken


_ADDRESS = re.compile(r"(.*_)?(email|collaborators|followers)")
_URL = re.compile(r"endpoint")
_KIND = re.compile(r"(source|target)_type")


def made_up(annotation: Any, name: str = "", *, listed: bool = True, within: tuple[Any, ...] = ()) -> Any:
    """Return a value of this type with every key it may have, for the parameter or key of this name.

    An enumeration becomes its values joined by `BETWEEN` when `listed`, else its first value. A payload that holds
    itself is left out of itself.
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation is str and _ADDRESS.fullmatch(name):
        return "ada@example.com"
    if annotation is str and _URL.fullmatch(name):
        return "https://example.com/endpoint"
    if annotation is str and _KIND.fullmatch(name):
        return "zen:user"
    if annotation in _PLAIN or origin in _PLAIN:
        return _PLAIN.get(annotation, _PLAIN.get(origin))
    if origin is Literal:
        return BETWEEN.join(map(str, arguments)) if listed and isinstance(arguments[0], str) else arguments[0]
    if origin in {typing.Union, UnionType}:
        return _richest([made_up(one, name, listed=listed, within=within) for one in arguments if one is not NoneType])
    if origin in {typing.Required, typing.NotRequired}:
        return made_up(arguments[0], name, listed=listed, within=within)
    if typing.is_typeddict(annotation):
        if annotation in within:
            return {}
        hints = typing.get_type_hints(annotation, include_extras=True)
        return {key: made_up(kind, key, listed=listed, within=(*within, annotation)) for key, kind in hints.items()}
    if origin is not None and issubclass(origin, Mapping):
        return {ANYTHING: made_up(arguments[1], listed=listed, within=within)}
    if origin is not None:
        return [made_up(arguments[0], name, listed=listed, within=within)]
    raise TypeError(f"no value is known for {annotation!r}")


def _richest(values: list[Any]) -> Any:
    """Return the value that says most: bytes, then objects, then lists of objects, of others, then what is plain."""
    return max(values, key=_richness)


def _richness(value: Any) -> int:
    if is_array(value):
        return _richness(value[0]) + 1 if value else 0
    return 4 if isinstance(value, bytes) else 2 if isinstance(value, dict) else 0


class Arguments(typing.NamedTuple):
    """What a call of an operation takes: by place, by name and needed, by name and optional."""

    places: list[Any]
    needed: dict[str, Any]
    optional: dict[str, Any]


class Call(typing.NamedTuple):
    """The arguments of one call, by place and by name."""

    places: list[Any]
    names: dict[str, Any]


def arguments_of(info: OperationInfo, *, listed: bool = True) -> Arguments:
    """Make up every argument that the operation's method takes."""
    places: list[Any] = []
    needed: dict[str, Any] = {}
    optional: dict[str, Any] = {}
    hints = typing.get_type_hints(info.function, include_extras=True)
    for name, parameter in info.signature.parameters.items():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            (payload,) = get_args(hints[name])
            made = made_up(payload, listed=listed)
            for key, value in made.items():
                (needed if key in payload.__required_keys__ else optional)[key] = value
        elif parameter.default is not inspect.Parameter.empty:
            optional[name] = made_up(hints[name], name, listed=listed)
        elif parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            needed[name] = made_up(hints[name], name, listed=listed)
        else:
            places.append(made_up(hints[name], name, listed=listed))
    if "content_type" in optional:
        optional["content_type"] = "application/octet-stream"
    return Arguments(places, needed, optional)


def calls_of(info: OperationInfo, *, listed: bool = True) -> list[Call]:
    """Return calls that carry, together, every parameter of the operation, the fullest first.

    One is enough where all arguments go together. Where some exclude each other, each is left out in turn, and given
    alone.
    """
    arguments = arguments_of(info, listed=listed)
    whole = Call(arguments.places, {**arguments.needed, **arguments.optional})
    if request_of(info, whole) is not None:
        return [whole]
    calls = [Call(arguments.places, {**arguments.needed, **some}) for some in _selections(arguments.optional)]
    accepted = [call for call in calls if request_of(info, call) is not None]
    return sorted(accepted, key=lambda call: len(call.names), reverse=True)


def requests_of(info: OperationInfo) -> list[Request]:
    """Return the requests of the calls that carry, together, every parameter of the operation."""
    requests = [request_of(info, call) for call in calls_of(info)]
    return [request for request in requests if request is not None]


def _selections(optional: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {}
    for name, value in optional.items():
        yield {name: value}
        yield {other: optional[other] for other in optional if other != name}
    # What an operation takes besides its two or three ways to page goes with none of them.
    every = {"page", "per_page", "page_size", "page_after", "page_before"}
    for paging in ({"page", "per_page"}, {"page_size", "page_after"}, {"page_before"}, set[str]()):
        yield {name: value for name, value in optional.items() if name not in every or name in paging}


def request_of(info: OperationInfo, call: Call) -> Request | None:
    """Return the request that a call makes; None when the call is refused."""
    taking = _take(info, call)
    try:
        taking.send(None)
    except StopIteration as taken:
        request: Request | None = taken.value
        return request
    taking.close()
    raise AssertionError(f"{info.operation_id} waits for something before it sends its request")


async def _take(info: OperationInfo, call: Call) -> Request | None:
    # Nothing in here waits: what the client is asked for ends the call at once. So it needs no event loop.
    taker = _Taker()
    try:
        await send(taker, info, call)
    except (_Taken, InvalidArgument):
        return taker.request
    raise AssertionError(f"{info.operation_id} sent nothing")


async def send(client: Groups, info: OperationInfo, call: Call) -> None:
    """Make the call with this client; of a list, read one page."""
    answer: Any = getattr(getattr(client, info.resource), info.name)(*call.places, **call.names)
    await (anext(answer.pages()) if hasattr(answer, "pages") else answer)
