"""From the text of an argument to the value that an operation's parameter takes. Nothing here does I/O."""

import datetime as dt
import math
import re
import types
from collections.abc import Sequence
from typing import Any

import msgspec

from zendesk_async._json import is_array, is_object
from zendesk_async.cli._types import choices, describe, is_mapping, is_payload, item, keys_of, members
from zendesk_async.cli._usage import suggestion

_INTEGER = re.compile(r"-?[0-9]{1,19}")
# As in JSON (RFC 8259), but for leading zeros: not "nan", "inf" or "1_000", which Python reads too.
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")


def value_from(annotation: Any, texts: Sequence[str]) -> Any:
    """Return the value for the texts that an option was given with. Raises `ValueError`, which says what is wrong.

    A sequence takes several texts, commas within each, or JSON; any other type takes one text, of which `null` is None
    where None is allowed.
    """
    for member in members(annotation):
        inner = item(member)
        if inner is not None and not (texts == ["null"] and types.NoneType in members(annotation)):
            return [value for text in texts for value in _several(inner, text)]
    if len(texts) != 1:
        raise ValueError("is given twice")
    return _single(annotation, texts[0])


def _several(annotation: Any, text: str) -> list[Any]:
    if text.lstrip().startswith(("[", "{")):
        decoded = _decoded(text)
        values: list[Any] = decoded if is_array(decoded) else [decoded]
        for place, value in enumerate(values):
            check(annotation, value, f"[{place}]")
        return values
    return [_single(annotation, part.strip()) for part in text.split(",") if part.strip()]


def _single(annotation: Any, text: str) -> Any:
    allowed = members(annotation)
    if text == "null" and types.NoneType in allowed:
        return None
    problems: list[ValueError] = []
    # A text that Zendesk itself reads as a time is sent as it was written.
    left_out = {types.NoneType, dt.datetime} if str in allowed else {types.NoneType}
    for member in sorted((member for member in allowed if member not in left_out), key=_rank):
        try:
            return _as_member(member, text)
        except ValueError as refused:
            problems.append(refused)
    raise problems[0] if len(problems) == 1 else ValueError(f"must be {describe(annotation)}, not {text!r}")


def _rank(annotation: Any) -> int:
    """Order the members of a union: what takes everything comes last."""
    return 2 if annotation is str else 1 if annotation is Any else 0


def _as_member(annotation: Any, text: str) -> Any:
    if options := choices(annotation):
        return _as_choice(options, text)
    if annotation is str:
        return text
    if annotation is bool:
        if text not in {"true", "false"}:
            raise ValueError(f"must be true or false, not {text!r}")
        return text == "true"
    if annotation is int:
        if not _INTEGER.fullmatch(text):
            raise ValueError(f"must be a whole number, not {text!r}")
        return int(text)
    if annotation is float:
        return _as_number(text)
    if annotation is dt.datetime:
        return _as_time(text)
    if annotation is Any:
        try:
            return _decoded(text)
        except ValueError:
            return text
    if is_payload(annotation) or is_mapping(annotation):
        value = _decoded(text)
        check(annotation, value)
        return value
    raise ValueError(f"cannot be given on the command line ({annotation})")


def _as_choice(options: Sequence[Any], text: str) -> Any:
    known = {str(option): option for option in options}
    if text not in known:
        raise ValueError(f"must be one of {', '.join(known)}, not {text!r}. {suggestion(text, known)}".strip())
    return known[text]


def _as_number(text: str) -> float:
    if not _NUMBER.fullmatch(text) or not math.isfinite(number := float(text)):
        raise ValueError(f"must be a number, not {text!r}")
    return number


def _as_time(text: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"must be a time such as 2024-01-31T12:00:00Z, not {text!r}") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


def _decoded(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as problem:
        raise ValueError(f"is not JSON ({problem}): {text[:60]!r}") from None


def check(annotation: Any, value: Any, path: str = "") -> None:
    """Raise `ValueError` when a JSON value is not of this type: wrong kind, unknown key, missing key."""
    problem: ValueError | None = None
    for member in members(annotation):
        try:
            _check_member(member, value, path)
        except ValueError as refused:
            # What is wrong inside an object says more than that the other members do not fit either.
            problem = refused if problem is None or (is_object(value) and is_payload(member)) else problem
        else:
            return
    if problem is not None:
        raise problem


def _check_member(annotation: Any, value: Any, path: str) -> None:
    inner = item(annotation)
    if is_payload(annotation):
        _check_payload(annotation, value, path)
    elif inner is not None:
        if not is_array(value):
            raise _not_a(path, "a list", value)
        for place, part in enumerate(value):
            check(inner, part, f"{path}[{place}]")
    elif options := choices(annotation):
        if value not in options:
            raise ValueError(f"{path} must be one of {', '.join(map(str, options))}, not {value!r}".strip())
    elif annotation in _KINDS:
        kinds, name = _KINDS[annotation]
        if not isinstance(value, kinds) or (isinstance(value, bool) and annotation is not bool):
            raise _not_a(path, name, value)
    elif is_mapping(annotation) and not is_object(value):
        raise _not_a(path, "an object", value)


_KINDS: dict[Any, tuple[Any, str]] = {
    bool: (bool, "true or false"),
    int: (int, "a whole number"),
    float: ((int, float), "a number"),
    str: (str, "a text"),
    dt.datetime: (str, "a time as text"),
    types.NoneType: (types.NoneType, "null"),
}


def _check_payload(annotation: Any, value: Any, path: str) -> None:
    if not is_object(value):
        raise _not_a(path, "an object", value)
    keys = keys_of(annotation)
    for key, part in value.items():
        inside = f"{path}.{key}" if path else key
        if key not in keys:
            raise ValueError(f"{inside}: there is no such key. {suggestion(key, keys)}".strip())
        check(keys[key], part, inside)
    missing = sorted(annotation.__required_keys__ - value.keys())
    if missing:
        raise ValueError(f"{path}: {', '.join(missing)} is missing".removeprefix(": "))


def _not_a(path: str, kind: str, value: Any) -> ValueError:
    return ValueError(f"{path} must be {kind}, not {msgspec.json.encode(value).decode()[:60]}".strip())
