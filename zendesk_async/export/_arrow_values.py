"""The value of a cell in the type of its column, and whether that says all that the cell does. Pure."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Annotated, Any

import msgspec

from zendesk_async._json import is_array, is_object
from zendesk_async.export._comma_separated import text_of
from zendesk_async.export._kinds import Kind, KindName
from zendesk_async.models._converter import ODD, structure_field

Int64 = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Time = Annotated[dt.datetime, msgspec.Meta(tz=True)]

Convert = Callable[[Any, list[object]], Any]
"""Converts a value of JSON, and adds to the list what it could not take over wholly."""


def _text_of_json(cell: bytes) -> str:
    return cell.decode("utf-8", "replace")


# What reads a cell that is just as documented.
_DECODERS: Mapping[KindName, Callable[[bytes], Any]] = {
    "integer": msgspec.json.Decoder(Int64).decode,
    "number": msgspec.json.Decoder(float).decode,
    "text": msgspec.json.Decoder(str).decode,
    "boolean": msgspec.json.Decoder(bool).decode,
    "time": msgspec.json.Decoder(Time).decode,
    "json": _text_of_json,
}


class CellReader:
    """Reads the cells of a column."""

    def __init__(self, kind: Kind) -> None:
        self._decode = _DECODERS.get(kind.name)
        self._convert = _converter(kind)

    def read(self, cell: bytes) -> tuple[Any, bool]:
        """Return the value of a cell, and whether it says all that the cell does. None for a value that fits not at all."""
        if self._decode is not None:
            try:
                return self._decode(cell), True
            except (msgspec.DecodeError, UnicodeDecodeError):
                pass  # it is not as documented
        try:
            value: Any = msgspec.json.decode(cell)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            value = text_of(cell)
        odd: list[object] = []
        return self._convert(value, odd), not odd


def _converter(kind: Kind) -> Convert:
    match kind.name:
        case "list" if kind.inner is not None:
            return _list_of(_converter(kind.inner))
        case "struct":
            return _struct_of({name: _converter(of) for name, of in kind.fields.items()})
        case name:
            return _CONVERTERS.get(name, _json)


def _list_of(convert: Convert) -> Convert:
    def convert_list(value: Any, odd: list[object]) -> Any:
        if is_array(value):
            return [None if item is None else convert(item, odd) for item in value]
        odd.append(value)
        return None

    return convert_list


def _struct_of(fields: Mapping[str, Convert]) -> Convert:
    def convert_struct(value: Any, odd: list[object]) -> Any:
        if not is_object(value):
            odd.append(value)
            return None
        if value.keys() - fields.keys():
            odd.append(value)
        given = {name: value.get(name) for name in fields}
        return {name: None if item is None else fields[name](item, odd) for name, item in given.items()}

    return convert_struct


def _scalar(declared: Any, exact: type[Any]) -> Convert:
    def convert(value: Any, odd: list[object]) -> Any:
        if type(value) is not exact:
            odd.append(value)
        try:
            converted = structure_field(value, declared)
        except ODD:
            odd.append(value)
            return None
        if type(converted) is int and not -(2**63) <= converted < 2**63:
            odd.append(value)
            return None
        return converted

    return convert


def _number(value: Any, odd: list[object]) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and int(float(value)) == value:
        return float(value)
    return _plain_number(value, odd)


_plain_number = _scalar(float, float)


def _time(value: Any, odd: list[object]) -> Any:
    try:
        return msgspec.convert(value, Time)
    except msgspec.ValidationError:
        return _odd_time(value, odd)


_odd_time = _scalar(dt.datetime, dt.datetime)


def _date(value: Any, odd: list[object]) -> Any:
    # Users' and organizations' dates are answered with a time, which is always midnight in UTC.
    try:
        return dt.date.fromisoformat(value[:10])
    except (TypeError, ValueError):
        odd.append(value)
        return None


def _json(value: Any, _: list[object]) -> Any:
    return msgspec.json.encode(value).decode()


_CONVERTERS: Mapping[KindName, Convert] = {
    "integer": _scalar(int, int),
    "number": _number,
    "text": _scalar(str, str),
    "boolean": _scalar(bool, bool),
    "time": _time,
    "date": _date,
}
