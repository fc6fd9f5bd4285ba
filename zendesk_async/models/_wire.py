"""The types by which msgspec reads a record off the wire: looser than what the record promises."""

import datetime as dt
import types
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs
import msgspec

_DATETIME = Annotated[dt.datetime, msgspec.Meta(tz=True)]
_loosened: set[type] = set()


def wire_annotations(kind: Any) -> Any:
    """Return the type that msgspec decodes `kind` by.

    The annotations of record classes are replaced in place, once: enumerations become text (a new value must not break
    a reader), every field may be null, times must carry a zone. What the class promises stays in its attrs fields.
    """
    if isinstance(kind, type) and attrs.has(kind):
        if kind not in _loosened:
            _loosened.add(kind)
            declared = {field.name: field.type for field in attrs.fields(kind)}
            kind.__annotations__ = {name: wire_type(of) for name, of in declared.items()}
        return kind
    return _wire(kind)


def wire_type(declared: Any) -> Any:
    """Return the type that msgspec decodes a field by, null included."""
    loose = _wire(declared)
    return loose if loose is Any else loose | None


def _wire(declared: Any) -> Any:
    origin = get_origin(declared)
    if declared is dt.datetime:
        return _DATETIME
    if origin is Literal:
        values: tuple[Any, ...] = get_args(declared)
        kinds: set[Any] = {type(value) for value in values}
        return kinds.pop() if len(kinds) == 1 else Any
    if origin in (Union, types.UnionType):
        return _union([_wire(part) for part in get_args(declared)])
    if origin is tuple:
        inner = get_args(declared)[0]
        return types.GenericAlias(tuple, (wire_annotations(inner), ...))
    if origin in (dict, Mapping):
        arguments = get_args(declared)
        return types.GenericAlias(dict, (arguments[0], wire_annotations(arguments[1])))
    if origin is list:
        return types.GenericAlias(list, (wire_annotations(get_args(declared)[0]),))
    return wire_annotations(declared) if isinstance(declared, type) and attrs.has(declared) else declared


def _union(parts: list[Any]) -> Any:
    if Any in parts:
        return Any
    distinct: list[Any] = []
    for part in parts:
        if part not in distinct:
            distinct.append(part)
    # msgspec tells the members of a union apart by their JSON type: two records, or a time beside a text, are too many.
    texts = [part for part in distinct if part is str or part == _DATETIME]
    objects = [part for part in distinct if (isinstance(part, type) and attrs.has(part)) or get_origin(part) is dict]
    if len(texts) > 1 or len(objects) > 1:
        return Any
    joined = distinct[0]
    for part in distinct[1:]:
        joined = joined | part
    return joined
