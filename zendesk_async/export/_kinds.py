"""What kind of value a column holds: as the record classes promise it, in a form that is written down and read again."""

import datetime as dt
import types
from collections.abc import Mapping, Sequence
from typing import Any, Literal, Union, get_args, get_origin

import attrs

from zendesk_async.models._converter import field_types

KindName = Literal["integer", "number", "text", "boolean", "time", "date", "json", "list", "struct"]


@attrs.frozen
class Kind:
    """The kind of a value. `inner` is what a list holds, `fields` what a struct does; `json` is any JSON, as text."""

    name: KindName
    inner: "Kind | None" = None
    fields: Mapping[str, "Kind"] = attrs.field(factory=dict[str, "Kind"])

    @property
    def nested(self) -> bool:
        """Whether it is written as JSON where a cell can only hold one value."""
        return self.name in {"json", "list", "struct"}


INTEGER, NUMBER, TEXT, BOOLEAN = Kind("integer"), Kind("number"), Kind("text"), Kind("boolean")
TIME, DATE, JSON = Kind("time"), Kind("date"), Kind("json")

_PLAIN: Mapping[Any, Kind] = {int: INTEGER, float: NUMBER, str: TEXT, bool: BOOLEAN, dt.datetime: TIME, dt.date: DATE}


def kind_of(declared: Any, above: Sequence[Any] = ()) -> Kind:
    """Return the kind of values of a declared type. What the reference leaves open is `json`."""
    if declared in _PLAIN:
        return _PLAIN[declared]
    origin = get_origin(declared)
    if origin is Literal:
        return _joined([kind_of(type(value)) for value in get_args(declared)])
    if origin in (Union, types.UnionType):
        return _joined([kind_of(part, above) for part in get_args(declared) if part is not type(None)])
    if origin in (tuple, list):
        return Kind("list", inner=kind_of(get_args(declared)[0], above))
    if isinstance(declared, type) and attrs.has(declared) and declared not in above:
        fields = {name: kind_of(of, (*above, declared)) for name, of in field_types(declared).items()}
        return Kind("struct", fields=fields) if fields else JSON
    return JSON


def _joined(kinds: Sequence[Kind]) -> Kind:
    if all(kind == kinds[0] for kind in kinds):
        return kinds[0]
    if all(kind in (INTEGER, NUMBER) for kind in kinds):
        return NUMBER
    # An id that is a number here and a text there, a channel that is known by name or by number.
    return TEXT if not any(kind.nested for kind in kinds) else JSON
