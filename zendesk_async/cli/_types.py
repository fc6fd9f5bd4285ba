"""What kind of value a parameter of an operation takes, read from its annotation."""

import datetime as dt
import types
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Union, Unpack, get_args, get_origin, get_type_hints, is_typeddict


def members(annotation: Any) -> tuple[Any, ...]:
    """Return the alternatives of a union, or the type itself as the only one."""
    return get_args(annotation) if get_origin(annotation) in {Union, types.UnionType} else (annotation,)


def without_none(annotation: Any) -> Any:
    """Return the type without None, which for a parameter of a query only says that it may be left out."""
    joined: Any = None
    for member in members(annotation):
        if member is not types.NoneType:
            joined = member if joined is None else joined | member
    return joined


def choices(annotation: Any) -> tuple[Any, ...] | None:
    """Return the values of a `Literal`; None for any other type."""
    return get_args(annotation) if get_origin(annotation) is Literal else None


def item(annotation: Any) -> Any | None:
    """Return what a sequence is a sequence of; None for anything else."""
    return get_args(annotation)[0] if get_origin(annotation) in {Sequence, list, tuple} else None


def is_mapping(annotation: Any) -> bool:
    """Tell whether a value of this type is a JSON object without declared keys."""
    return get_origin(annotation) in {Mapping, dict} or annotation in {Mapping, dict}


def payload_of(annotation: Any) -> Any:
    """Return the payload that `**kwargs: Unpack[Payload]` takes."""
    return get_args(annotation)[0] if get_origin(annotation) is Unpack else annotation


def keys_of(payload: Any) -> Mapping[str, Any]:
    """Return the keys of a payload and the types of their values."""
    return get_type_hints(payload)


def is_payload(annotation: Any) -> bool:
    """Tell whether values of this type are objects with declared keys."""
    return is_typeddict(annotation)


def describe(annotation: Any) -> str:
    """Say what may be given for a value of this type."""
    found = [_describe_one(member) for member in members(annotation) if member is not types.NoneType]
    text = " or ".join(dict.fromkeys(part for part in found if part))
    return f"{text}; null empties it" if types.NoneType in members(annotation) and text else text


def _describe_one(annotation: Any) -> str:
    if options := choices(annotation):
        return " | ".join(str(option) for option in options)
    if (inner := item(annotation)) is not None:
        if any(is_payload(member) or is_mapping(member) for member in members(inner)):
            return "JSON list"
        return f"comma-separated {_describe_one(inner)}".replace("a number", "numbers").strip()
    if is_payload(annotation):
        return f"JSON with {', '.join(list(keys_of(annotation))[:6])}{', …' if len(keys_of(annotation)) > 6 else ''}"
    if is_mapping(annotation):
        return "JSON object"
    return {int: "a number", float: "a number", dt.datetime: "a time such as 2024-01-31T12:00:00Z", Any: "JSON"}.get(
        annotation, ""
    )
