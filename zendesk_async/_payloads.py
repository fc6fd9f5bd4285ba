"""What a caller gives to be written, looked at before it is sent: keys nobody knows, what is missing, wrong types.

The rules are the payload's own annotations. Values of an enumeration are Zendesk's to judge: new ones come up.
"""

import datetime as dt
import difflib
import inspect
import types
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any, Literal, TypeGuard, Union, Unpack, get_args, get_origin, get_type_hints, is_typeddict

import attrs

from zendesk_async._json import is_object
from zendesk_async._operation import Operation
from zendesk_async.errors import InvalidArgument


@attrs.frozen
class _Payloads:
    """What one method takes: a payload by keywords, payloads in a sequence, and names that stand beside them."""

    whole: Any
    item: Any
    beside: frozenset[str]


def check_body(operation: Operation[Any], method: Callable[..., Any], body: object) -> None:
    """Raise `InvalidArgument` for a body that cannot be what the method says it takes."""
    payloads = _payloads_of(method)
    problem: str | None = None
    if is_object(body):
        if payloads.whole is not None:
            problem = _problem_of_payload(body, payloads.whole, "", payloads.beside)
    elif payloads.item is not None:
        problem = _problem_of_list(body, payloads.item, "")
    if problem is not None:
        raise InvalidArgument(f"{operation.operation_id}: {problem}. Nothing was sent").about(operation)


@cache
def _payloads_of(method: Callable[..., Any]) -> _Payloads:
    hints = get_type_hints(method)
    parameters = inspect.signature(method).parameters.values()
    whole: Any = None
    item: Any = None
    for parameter in parameters:
        declared = hints.get(parameter.name)
        if get_origin(declared) is Unpack:
            whole = get_args(declared)[0]
        elif get_origin(declared) is Sequence and is_typeddict(get_args(declared)[0]):
            item = get_args(declared)[0]
    return _Payloads(whole, item, frozenset(parameter.name for parameter in parameters))


@cache
def _fields(payload: Any) -> Mapping[str, Any]:
    return get_type_hints(payload)


def _problem_of_payload(given: Mapping[str, Any], payload: Any, where: str, beside: Collection[str] = ()) -> str | None:
    fields = _fields(payload)
    for name, value in given.items():
        if name in fields:
            found = _problem(value, fields[name], f"{where}{name}")
            if found is not None:
                return found
        elif name not in beside:
            near = difflib.get_close_matches(str(name), fields, 1)
            hint = f"; did you mean {near[0]!r}?" if near else "; `zd.request` sends anything"
            return f"{where}{name} is not a key of {payload.__name__}{hint}"
    missing = sorted(payload.__required_keys__ - given.keys())
    return f"{where}{missing[0]} is missing" if missing else None


def _problem_of_list(given: object, item: Any, where: str) -> str | None:
    if not _is_list(given):
        return f"{where or 'the body'} must be a list of {_named(item)}, not {type(given).__name__}"
    problems = (_problem(one, item, f"{where}[{place}]") for place, one in enumerate(given))
    return next((problem for problem in problems if problem is not None), None)


def _is_list(value: object) -> TypeGuard[Collection[Any]]:
    return isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes)


def _problem(value: object, declared: Any, where: str) -> str | None:
    """Return what is wrong with a value in the light of its annotation, or None."""
    origin, arguments = get_origin(declared), get_args(declared)
    if origin in {Union, types.UnionType}:
        problems = [_problem(value, part, where) for part in arguments]
        # Of several kinds the one that the value is like tells best what is wrong inside it.
        return (
            None
            if None in problems
            else next((one for one in problems if one and "must be" not in one), None)
            or (_must_be(declared, value, where))
        )
    if origin is Literal:
        return None if type(value) in {type(one) for one in arguments} else _must_be(declared, value, where)
    if is_typeddict(declared):
        if not is_object(value):
            return _must_be(declared, value, where)
        return _problem_of_payload(value, declared, f"{where}." if where else "")
    if origin is Sequence:
        return _problem_of_list(value, arguments[0], where)
    if isinstance(value, dt.datetime) and declared is dt.datetime and value.tzinfo is None:
        return f"{where} needs a time zone"
    return None if _is(value, origin or declared) else _must_be(declared, value, where)


def _is(value: object, kind: Any) -> bool:
    if kind is Any or kind is object:
        return True
    if kind is None or kind is type(None):
        return value is None
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, int | float if kind is float else kind)


def _must_be(declared: Any, value: object, where: str) -> str:
    # The value itself is not shown: it may be a secret, or a customer's text.
    return f"{where} must be {_named(declared)}, not {type(value).__name__}"


def _named(declared: Any) -> str:
    origin, arguments = get_origin(declared), get_args(declared)
    if origin in {Union, types.UnionType}:
        return " or ".join(dict.fromkeys(_named(part) for part in arguments))
    if origin is Literal:
        return " or ".join(repr(one) for one in arguments)
    if origin is Sequence:
        return f"a list of {_named(arguments[0])}"
    if declared is type(None):
        return "None"
    return str(getattr(declared, "__name__", declared))
