"""Call any operation with made-up arguments, and take the request instead of sending it."""

import asyncio
import datetime as dt
import inspect
import typing
from collections.abc import AsyncIterable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

from zendesk_async import Operation, OperationInfo, Paginator, Request, Response
from zendesk_async._groups import Groups
from zendesk_async._transport import StreamedResponse
from zendesk_async.errors import InvalidArgument

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

    def lock(self, name: str) -> asyncio.Lock:
        return asyncio.Lock()

    def download(self, url: str) -> AbstractAsyncContextManager[StreamedResponse]:
        raise _Taken


def made_up(annotation: Any, *, listed: bool = True, within: tuple[Any, ...] = ()) -> Any:
    """Return a value of this type with every key it may have.

    An enumeration becomes its values joined by `BETWEEN` when `listed`, else its first value. A payload that holds
    itself is left out of itself.
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if annotation in _PLAIN or origin in _PLAIN:
        return _PLAIN.get(annotation, _PLAIN.get(origin))
    if origin is Literal:
        return BETWEEN.join(map(str, arguments)) if listed and isinstance(arguments[0], str) else arguments[0]
    if origin in {typing.Union, UnionType}:
        return _richest([made_up(one, listed=listed, within=within) for one in arguments if one is not NoneType])
    if origin in {typing.Required, typing.NotRequired}:
        return made_up(arguments[0], listed=listed, within=within)
    if typing.is_typeddict(annotation):
        if annotation in within:
            return {}
        hints = typing.get_type_hints(annotation, include_extras=True)
        return {name: made_up(kind, listed=listed, within=(*within, annotation)) for name, kind in hints.items()}
    if origin is not None and issubclass(origin, Mapping):
        return {ANYTHING: made_up(arguments[1], listed=listed, within=within)}
    if origin is not None:
        return [made_up(arguments[0], listed=listed, within=within)]
    raise TypeError(f"no value is known for {annotation!r}")


def _richest(values: list[Any]) -> Any:
    """Return the value that says most: bytes, then objects, then lists of objects, of others, then what is plain."""
    return max(values, key=_richness)


def _richness(value: Any) -> int:
    if isinstance(value, list):
        return _richness(value[0]) + 1 if value else 0  # pyright: ignore[reportUnknownArgumentType]
    return 4 if isinstance(value, bytes) else 2 if isinstance(value, dict) else 0


class Arguments(typing.NamedTuple):
    """What a call of an operation takes: by place, by name and needed, by name and optional."""

    places: list[Any]
    needed: dict[str, Any]
    optional: dict[str, Any]


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
            optional[name] = made_up(hints[name], listed=listed)
        elif parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            needed[name] = made_up(hints[name], listed=listed)
        else:
            places.append(made_up(hints[name], listed=listed))
    if "content_type" in optional:
        optional["content_type"] = "text/plain"
    return Arguments(places, needed, optional)


def requests_of(info: OperationInfo) -> list[Request]:
    """Return requests that carry, together, every parameter of the operation.

    One is enough where all arguments go together. Where some exclude each other, each is left out in turn, and given
    alone.
    """
    arguments = arguments_of(info)
    whole = _request(info, arguments, arguments.optional)
    if whole is not None:
        return [whole]
    found = [_request(info, arguments, some) for some in _selections(arguments.optional)]
    return [request for request in found if request is not None]


def _selections(optional: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {}
    for name, value in optional.items():
        yield {name: value}
        yield {other: optional[other] for other in optional if other != name}
    # What an operation takes besides its two or three ways to page goes with none of them.
    for paging in ({"page", "per_page"}, {"page_size", "page_after"}, {"page_before"}, set[str]()):
        every = {"page", "per_page", "page_size", "page_after", "page_before"}
        yield {name: value for name, value in optional.items() if name not in every or name in paging}


def _request(info: OperationInfo, arguments: Arguments, some: Mapping[str, Any]) -> Request | None:
    return asyncio.run(_take(info, arguments, some))


async def _take(info: OperationInfo, arguments: Arguments, some: Mapping[str, Any]) -> Request | None:
    taker = _Taker()
    method = getattr(getattr(taker, info.resource), info.name)
    try:
        answer = method(*arguments.places, **arguments.needed, **some)
        await (anext(answer.pages()) if isinstance(answer, Paginator) else answer)
    except (_Taken, InvalidArgument):
        return taker.request
    raise AssertionError(f"{info.operation_id} sent nothing")
