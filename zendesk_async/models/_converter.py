"""The one cattrs converter: how odd values become fields, and records become plain values again."""

import datetime as dt
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

import attrs
import cattrs
import msgspec
from cattrs.gen import make_dict_unstructure_fn

from zendesk_async._json import is_array, is_object

converter = cattrs.Converter(detailed_validation=False)

ODD = (TypeError, ValueError, OverflowError, RecursionError, cattrs.StructureHandlerNotFoundError)
"""What structuring raises for a value that is nothing like its type."""


@cache
def field_types(kind: Any) -> Mapping[str, Any]:
    """Return the documented fields of a record class and their declared types."""
    return {field.name: field.type for field in attrs.fields(kind)}


def structure_field(value: Any, declared: Any) -> Any:
    """Structure one value as the declared type, or raise when it is nothing like it."""
    return converter.structure(value, declared)


def _structure_record(value: Any, kind: Any) -> Any:
    if not is_object(value):
        raise TypeError(f"{type(value).__name__} is not an object")
    given: dict[str, Any] = {}
    for name, declared in field_types(kind).items():
        item = value.get(name)
        if item is None:
            continue
        try:
            given[name] = converter.structure(item, declared)
        except ODD:
            # The field keeps its default; the value stays in `Record.extra`. A record never fails for one odd field.
            continue  # nothing is lost, so there is nothing to log
    return kind(**given)


def _structure_integer(value: Any, _: Any) -> int:
    if isinstance(value, bool):
        raise TypeError("a boolean is not an integer")
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit():
        return int(value)
    raise TypeError(f"{value!r} is not an integer")


def _structure_float(value: Any, _: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(f"{value!r} is not a number")
    return float(value)


def _structure_text(value: Any, _: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise TypeError(f"{value!r} is not a text")


def _structure_boolean(value: Any, _: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise TypeError(f"{value!r} is not a boolean")


def _structure_time(value: Any, _: Any) -> dt.datetime:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a time")
    try:
        parsed = msgspec.convert(value, dt.datetime)  # as the fast road reads it, nanoseconds rounded
    except msgspec.ValidationError:
        # Job messages and some lists write "2024-02-08 17:44:42 +0000"; dates come without a time.
        text = value.strip().replace(" UTC", "Z").replace(" +", "+").replace(" -", "-")
        parsed = dt.datetime.fromisoformat(text)
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=dt.UTC)


def _is_tuple(declared: Any) -> bool:
    return get_origin(declared) is tuple


def _tuple_hook(declared: Any) -> Callable[[Any, Any], Any]:
    inner = get_args(declared)[0]

    def structure_tuple(value: Any, _: Any) -> tuple[Any, ...]:
        if not is_array(value):
            raise TypeError(f"{type(value).__name__} is not a list")
        return tuple(converter.structure(item, inner) for item in value)

    return structure_tuple


def _is_union(declared: Any) -> bool:
    return get_origin(declared) in (Union, types.UnionType, Literal)


def _union_hook(declared: Any) -> Callable[[Any, Any], Any]:
    if get_origin(declared) is Literal:
        values: tuple[Any, ...] = get_args(declared)
        kinds: list[Any] = [type(value) for value in values]
        members: tuple[Any, ...] = tuple(dict.fromkeys(kinds))
    else:
        members = tuple(part for part in get_args(declared) if part is not type(None))
    exact = {part for part in members if isinstance(part, type)}

    def structure_union(value: Any, _: Any) -> Any:
        if value is None or type(value) in exact:
            return value
        for part in members:
            try:
                return converter.structure(value, part)
            except ODD:
                continue  # the next member of the union is tried
        raise TypeError(f"{value!r} is none of {declared}")

    return structure_union


def _is_mapping(declared: Any) -> bool:
    return declared is dict or get_origin(declared) in (dict, Mapping)


def _mapping_hook(declared: Any) -> Callable[[Any, Any], Any]:
    inner = get_args(declared)[1] if get_args(declared) else Any

    def structure_mapping(value: Any, _: Any) -> dict[str, Any]:
        if not is_object(value):
            raise TypeError(f"{type(value).__name__} is not an object")
        return {name: converter.structure(item, inner) for name, item in value.items()}

    return structure_mapping


def _write_time(value: dt.datetime) -> str:
    text = value.astimezone(dt.UTC).isoformat()
    return text.replace("+00:00", "Z")


def _record_writer(kind: Any) -> Callable[[Any], dict[str, Any]]:
    return make_dict_unstructure_fn(kind, converter)


converter.register_structure_hook(int, _structure_integer)
converter.register_structure_hook(float, _structure_float)
converter.register_structure_hook(str, _structure_text)
converter.register_structure_hook(bool, _structure_boolean)
converter.register_structure_hook(dt.datetime, _structure_time)
converter.register_structure_hook_func(lambda kind: isinstance(kind, type) and attrs.has(kind), _structure_record)
converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
converter.register_structure_hook_factory(_is_mapping, _mapping_hook)
converter.register_structure_hook_factory(_is_union, _union_hook)
converter.register_unstructure_hook(dt.datetime, _write_time)
converter.register_unstructure_hook_factory(attrs.has, _record_writer)
