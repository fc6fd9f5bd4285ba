"""The dry run: every parameter of every method reaches the wire, once, on both sides, and nothing else is accepted."""

import asyncio
import contextlib
import datetime as dt
import functools
import importlib
import inspect
import itertools
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import ModuleType, NoneType, UnionType
from typing import Any, Literal, Union, Unpack, get_args, get_origin, get_type_hints, is_typeddict
from urllib.parse import unquote

import attrs
import msgspec
import pytest

import zendesk_async
import zendesk_sync
from tests.core.memory import Memory
from zendesk_async import OAuthToken, OperationInfo, Paging, Record, Request, WriteClass, errors, operations, to_dict
from zendesk_async.models._parts import Part
from zendesk_async.models.base import decode_one

OPERATIONS = operations()
BY_NAME = {f"{info.resource}.{info.name}": info for info in OPERATIONS}
# A view's export mails a file each time; a session that is renewed ends later.
WRITES_BY_GET = {"ExportView", "RenewCurrentSession"}
WHEN = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)


# What a method is given


class Values:
    """Makes values by their annotations, no two of them alike."""

    def __init__(self) -> None:
        self._numbers = itertools.count(7_000_001)

    def of(self, declared: Any, name: str) -> Any:
        origin, arguments = get_origin(declared), get_args(declared)
        number = next(self._numbers)
        if name == "content_type":
            return f"image/x-{number}"
        if name == "filename":
            return f"file-{number}.png"
        if name in {"page", "per_page", "page_size"}:
            return number % 10 + 1
        if name == "source_type":
            return "zen:user"  # what the answer holds depends on it
        if origin in {Union, UnionType}:
            return self.of(next(part for part in arguments if part is not NoneType), name)
        if origin is Literal:
            return arguments[number % len(arguments)]
        if is_typeddict(declared):
            return self.payload(declared)
        if origin is Sequence:
            return [self.of(arguments[0], name)]
        if origin in {dict, Mapping}:
            return {f"key-{number}": f"value-{number}"}
        plain: dict[Any, Any] = {
            int: number,
            str: f"value-{number}",
            bool: True,
            float: number + 0.5,
            bytes: f"content-{number}".encode(),
            dt.datetime: WHEN + dt.timedelta(seconds=number),
            dt.date: WHEN.date(),
            Any: f"value-{number}",
        }
        return plain[declared]

    def payload(self, declared: Any) -> dict[str, Any]:
        return {name: self.of(of, name) for name, of in get_type_hints(declared).items()}


@attrs.frozen
class Parameters:
    """The parameters of a method, with a value for each. Those of a payload stand apart: they go by keyword."""

    positional: dict[str, Any]
    required: dict[str, Any]
    optional: dict[str, Any]
    payload: dict[str, Any]
    required_payload: frozenset[str]


@functools.cache
def parameters_of(info: OperationInfo) -> Parameters:
    values = Values()
    hints = get_type_hints(info.function)
    found = Parameters({}, {}, {}, {}, frozenset())
    for parameter in info.signature.parameters.values():
        declared = hints[parameter.name]
        if parameter.kind is parameter.VAR_KEYWORD:
            assert get_origin(declared) is Unpack, "the payload of a method is a TypedDict"
            payload = get_args(declared)[0]
            found.payload.update(values.payload(payload))
            found = attrs.evolve(found, required_payload=payload.__required_keys__)
        elif parameter.kind is parameter.POSITIONAL_ONLY:
            found.positional[parameter.name] = values.of(declared, parameter.name)
        elif parameter.default is parameter.empty:
            found.required[parameter.name] = values.of(declared, parameter.name)
        else:
            found.optional[parameter.name] = values.of(declared, parameter.name)
    return found


# What Zendesk answers


def answer_to(info: OperationInfo) -> tuple[int, Any]:
    """Return an answer that the method can read, whatever it is looking for."""
    operation = info.operation
    if operation.answer is NoneType:
        return 204, None
    several = info.pagination is not Paging.NONE or "list[" in str(info.signature.return_annotation)
    plain: dict[Any, Any] = {int: 1, str: "text", bool: True}
    one: Any = plain.get(operation.answer, {})
    body: Any = [one] if several else one
    if operation.key is None:
        return 200, body
    return 200, {operation.key: body, "meta": {"has_more": False}, "end_of_stream": True, "end_time": 1}


# Where a value is found again


def text_of(value: Any, name: str) -> str:
    match value:
        case bool():
            return str(value).lower()
        case dt.datetime() if name in {"start_time", "end_time"}:
            return str(int(value.timestamp()))
        case dt.datetime():
            return value.strftime("%Y-%m-%dT%H:%M:%SZ")
        case _:
            return str(value)


def plain(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))


def within(info: OperationInfo, body: Any, name: str, value: Any) -> int:
    """Count how often a body holds the value: under its name, or as the body itself, wrapped or not.

    Ids may stand in a text, with commas between them; a list or an object may stand deeper.
    """
    wrapped = [
        body[key] for key in {info.operation.body, info.operation.batch} if isinstance(body, dict) and key in body
    ]
    levels = wrapped or [body]
    if isinstance(value, list | dict):
        levels += [inner for level in levels if isinstance(level, dict) for inner in level.values() if inner != value]
    forms = [value, ",".join(map(str, value))] if isinstance(value, list) else [value]
    wire = info.operation.wire_name(name)
    return sum(
        (isinstance(level, dict) and any(level.get(key) in forms for key in {name, wire} & level.keys()))
        or (isinstance(value, list | dict) and level == value)
        for level in levels
    )


def places(info: OperationInfo, request: Request, name: str, value: Any) -> list[str]:
    """Name every part of the request in which the value of a parameter is found."""
    found: list[str] = []
    pattern, path = info.path.split("/"), request.path.split("/")
    found += [
        "path"
        for part, actual in zip(pattern, path, strict=True)
        if part == f"{{{name}}}" and unquote(actual) == str(value)
    ]
    items = value if isinstance(value, list) else [value]
    if isinstance(value, dict):
        deep = {(f"{info.operation.wire_name(name)}[{key}]", text_of(one, name)) for key, one in value.items()}
        found += ["query"] * (deep <= set(request.query))
    if not any(isinstance(item, dict | bytes) for item in items):
        wire = info.operation.wire_name(name)
        texts = [text_of(item, name) for item in items]
        sent = [text for key, text in request.query if key == wire]
        if sent and (sent == texts or sent == [",".join(texts)]):
            found.append("query")
    if request.content_type == value:
        found.append("content type")
    content = request.content
    assert content is None or isinstance(content, bytes)
    if content is not None and request.content_type == "application/json":
        found += ["body"] * within(info, msgspec.json.decode(content), name, plain(value))
    elif content is not None and isinstance(value, bytes | str):
        sought = value if isinstance(value, bytes) else value.encode()
        if sought in content and "content type" not in found and "query" not in found:
            found.append("content")
    return found


# The two sides


class AsyncSide:
    package = zendesk_async

    def call(self, info: OperationInfo, given: Sequence[Any], named: Mapping[str, Any]) -> list[Request]:
        memory = Memory(lambda _: answer_to(info))

        async def run() -> None:
            async with zendesk_async.Zendesk("acme", auth=OAuthToken("token"), transport=memory) as zd:
                made = getattr(getattr(zd, info.resource), info.name)(*given, **named)
                if inspect.isawaitable(made):
                    made = await made
                if isinstance(made, zendesk_async.Paginator):
                    await made.collect()

        with asyncio.Runner() as runner:
            runner.run(run())
        return memory.requests


class SyncSide:
    package = zendesk_sync

    def call(self, info: OperationInfo, given: Sequence[Any], named: Mapping[str, Any]) -> list[Request]:
        memory = Memory(lambda _: answer_to(info))
        with zendesk_sync.Zendesk("acme", auth=OAuthToken("token"), transport=memory) as zd:
            made = getattr(getattr(zd, info.resource), info.name)(*given, **named)
            if isinstance(made, zendesk_sync.Paginator):
                made.collect()
        return memory.requests


Side = AsyncSide | SyncSide
SIDES = pytest.mark.parametrize("side", [AsyncSide(), SyncSide()], ids=["async", "sync"])
GROUPS = {
    group: [name for name in BY_NAME if name.startswith(f"{group}.")]
    for group in {info.resource: None for info in OPERATIONS}
}


def every_operation(test: Callable[..., None]) -> Any:
    """Hold a test of an operation's name for every operation, a group at a time: six thousand tests cost more than they do."""

    def of_group(group: str, **given: Any) -> None:
        for name in GROUPS[group]:
            try:
                test(name=name, **given)
            except BaseException as problem:
                problem.add_note(f"it was about {name}")
                raise

    others = [parameter for parameter in inspect.signature(test).parameters if parameter != "name"]
    kinds = [inspect.Parameter(each, inspect.Parameter.KEYWORD_ONLY) for each in ["group", *others]]
    of_group.__dict__["__signature__"] = inspect.Signature(kinds)
    of_group.__name__ = test.__name__
    return pytest.mark.parametrize("group", GROUPS)(of_group)


def call(
    side: Side, info: OperationInfo, optional: Iterable[str], payload: Iterable[str]
) -> tuple[Request, dict[str, Any]]:
    """Call a method with what it needs and these parameters; return the request and what was given."""
    parameters = parameters_of(info)
    keys = {*parameters.required_payload, *payload}
    named = {
        **parameters.required,
        **{name: parameters.optional[name] for name in optional},
        **{name: parameters.payload[name] for name in keys},
    }
    requests = side.call(info, list(parameters.positional.values()), named)
    assert len(requests) == 1
    return requests[0], {**parameters.positional, **named}


def calls(side: Side, info: OperationInfo) -> Iterator[tuple[Request, dict[str, Any]]]:
    """Call a method with everything at once, or, where that is refused, with one parameter and what it goes with."""
    parameters = parameters_of(info)
    with contextlib.suppress(errors.InvalidArgument):
        yield call(side, info, parameters.optional, parameters.payload)
        return
    for name in [*parameters.optional, *parameters.payload]:
        yield first_accepted(side, info, name)


def first_accepted(side: Side, info: OperationInfo, name: str) -> tuple[Request, dict[str, Any]]:
    parameters = parameters_of(info)
    others = [other for other in [*parameters.optional, *parameters.payload] if other != name]
    for companions in [[], *([other] for other in others)]:
        chosen = [name, *companions]
        optional = [one for one in chosen if one in parameters.optional]
        with contextlib.suppress(errors.InvalidArgument):
            return call(side, info, optional, [one for one in chosen if one in parameters.payload])
    raise AssertionError(f"{info.resource}.{info.name} takes {name} in no company")


# That the other side sends the same is held by tests/sync/test_every_operation.py.
@every_operation
def test_every_parameter_reaches_the_wire_in_one_place(name):
    info = BY_NAME[name]
    parameters = parameters_of(info)
    seen: set[str] = set()
    for request, given in calls(AsyncSide(), info):
        assert request.method == info.method
        assert re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", info.path), request.path)
        for parameter, value in given.items():
            found = places(info, request, parameter, value)
            assert len(found) == 1, (parameter, value, found, request)
            seen.add(parameter)
    assert seen == {*parameters.positional, *parameters.required, *parameters.optional, *parameters.payload}


@SIDES
@every_operation
def test_an_unknown_argument_is_refused_and_nothing_is_sent(side, name):
    info = BY_NAME[name]
    parameters = parameters_of(info)
    needed = {**parameters.required, **{key: parameters.payload[key] for key in parameters.required_payload}}
    if parameters.payload and not parameters.required_payload:
        key = next(iter(parameters.payload))
        needed[key] = parameters.payload[key]
    if {"ids"} <= parameters.optional.keys() and parameters.payload:
        needed["ids"] = parameters.optional["ids"]
    with pytest.raises((TypeError, errors.InvalidArgument), match="nonsense"):
        side.call(info, list(parameters.positional.values()), {**needed, "nonsense": 1})


@every_operation
def test_both_sides_have_the_method_with_the_same_parameters(name):
    info = BY_NAME[name]
    sides: dict[ModuleType, Any] = {}
    for package in (zendesk_async, zendesk_sync):
        zd = package.Zendesk("acme", auth=OAuthToken("token"))
        sides[package] = getattr(getattr(zd, info.resource), info.name)
    signatures = [inspect.signature(method) for method in sides.values()]
    assert signatures[0].parameters.keys() == signatures[1].parameters.keys()
    assert [one.default for one in signatures[0].parameters.values()] == [
        one.default for one in signatures[1].parameters.values()
    ]
    assert sides[zendesk_async].__func__ is info.function
    # A list is asked for page by page, so its method is not a coroutine; every other one is.
    paged = info.pagination is not Paging.NONE
    assert inspect.iscoroutinefunction(info.function) is not paged
    assert not inspect.iscoroutinefunction(sides[zendesk_sync])


@every_operation
def test_the_registry_says_what_is_needed_to_call_it(name):
    info = BY_NAME[name]
    operation = info.operation
    assert info.method in {"GET", "POST", "PUT", "PATCH", "DELETE"}
    assert info.path.startswith(("/api/v2/", "/api/lotus/assignables/", "/oauth/"))
    assert info.scope
    assert re.fullmatch(r"([a-z_]+:)?(read|write|impersonate)( ([a-z_]+:)?(read|write))*", info.scope)
    assert info.method != "GET" or info.write_class is WriteClass.SAFE or info.operation_id in WRITES_BY_GET
    assert set(operation.path_parameters) <= info.signature.parameters.keys()
    assert not operation.names.keys() - info.signature.parameters.keys()
    assert info.summary == (inspect.getdoc(info.function) or "").partition("\n")[0]


def test_each_operation_is_declared_once():
    for facts in (lambda info: info.operation_id, lambda info: (info.method, info.path)):
        told = [facts(info) for info in OPERATIONS]
        assert len(set(told)) == len(told)
    assert len(OPERATIONS) >= 638
    assert list(OPERATIONS) == sorted(OPERATIONS, key=lambda info: (info.path, info.method))


# What stands on every public name


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        parts = found.name.split(".")
        if not any(part.startswith("_") for part in parts) and not {"cli", "emulator", "mcp", "spark"} & set(parts):
            yield importlib.import_module(found.name)


def public_names() -> Iterator[tuple[str, Any]]:
    for package in (zendesk_async, zendesk_sync):
        for module in modules_of(package):
            yield module.__name__, module
            exported = getattr(module, "__all__", ())
            for name in dict.fromkeys([*vars(module), *exported]):
                value = getattr(module, name)
                own = getattr(value, "__module__", None) == module.__name__ or name in exported
                if name.startswith("_") or not own or not (inspect.isclass(value) or inspect.isfunction(value)):
                    continue
                yield f"{module.__name__}.{name}", value
                for inner, member in vars(value).items() if inspect.isclass(value) else ():
                    function = member.fget if isinstance(member, property) else getattr(member, "func", member)
                    if not inner.startswith("_") and inspect.isfunction(function) and not isinstance(member, Part):
                        yield f"{module.__name__}.{name}.{inner}", function


def test_every_public_name_says_in_its_first_line_what_it_is():
    for name, value in public_names():
        text = inspect.getdoc(value)
        assert text, f"{name} has no docstring"
        first = text.partition("\n")[0]
        assert first.endswith((".", ":")), f"{name}: {first}"
        assert first[0].isupper() or first[0].isdigit() or first[0] == "`", f"{name}: {first}"


RECORDS = sorted(
    {
        value
        for module in modules_of(importlib.import_module("zendesk_async.models"))
        for value in vars(module).values()
        if inspect.isclass(value) and issubclass(value, Record) and attrs.has(value)
    },
    key=lambda kind: kind.__name__,
)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_record_keeps_what_it_does_not_know(kind):
    sent = {"wholly_unknown": {"a": [1, None]}, "another": None}
    response = zendesk_async.Response(200, {}, msgspec.json.encode({"it": sent}), "GET", "/x")
    record = decode_one(response, kind, "it")
    assert record.extra == sent
    assert to_dict(record) == sent
