"""The values of custom fields: what is read becomes Python's own types, and what is written is checked. Pure.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#custom-field-types
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol, TypeGuard

from zendesk_async._json import is_array
from zendesk_async.errors import InvalidArgument
from zendesk_async.models.base import Record
from zendesk_async.models.custom_fields import CustomFieldOption


class FieldDefinition(Protocol):
    """What the fields of tickets, users, organizations and custom objects have in common."""

    @property
    def id(self) -> int | None: ...
    @property
    def key(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def type(self) -> str | None: ...
    @property
    def active(self) -> bool | None: ...
    @property
    def regexp_for_validation(self) -> str | None: ...
    @property
    def custom_field_options(self) -> tuple[CustomFieldOption, ...]: ...
    @property
    def relationship_target_type(self) -> str | None: ...


def describe(field: FieldDefinition) -> str:
    """Return the field's title and what finds it for certain, for messages."""
    return f"{field.title!r} ({field.key or field.id})"


def nearest(given: str, known: Sequence[str]) -> str:
    """Return the names that are most like the given one, for messages."""
    from difflib import get_close_matches  # needed for messages alone

    close = get_close_matches(given, known, n=3, cutoff=0.5) or list(dict.fromkeys(known))[:10]
    return ", ".join(map(repr, close)) or "none"


def read_value(field: FieldDefinition, value: Any) -> Any:
    """Return a value in the type of its field, or as it came when it does not fit it.

    A date becomes a `date`, an integer an `int`, a decimal a `Decimal`, a multi-select a tuple of tags, a lookup the
    id of its target: an `int`, or a text for a record of a custom object. Others stay what they are.
    """
    reader = _READERS.get(field.type or "")
    if value is None or reader is None:
        return value
    try:
        return reader(field, value)
    except (TypeError, ValueError, InvalidOperation):
        return value


def _read_date(_: FieldDefinition, value: Any) -> dt.date:
    # Users' and organizations' dates are answered with a time, which is always midnight in UTC.
    return dt.date.fromisoformat(value[:10])


def _read_integer(_: FieldDefinition, value: Any) -> Any:
    number = Decimal(str(value))
    return int(number) if not isinstance(value, bool) and number == number.to_integral_value() else value


def _read_decimal(_: FieldDefinition, value: Any) -> Any:
    return value if isinstance(value, bool) else Decimal(str(value))


def _read_choices(_: FieldDefinition, value: Any) -> Any:
    return tuple(value) if is_array(value) else value


def _read_target(field: FieldDefinition, value: Any) -> Any:
    target = field.relationship_target_type or ""
    return int(value) if isinstance(value, str) and not target.startswith("zen:custom_object:") else value


_READERS: Mapping[str, Callable[[FieldDefinition, Any], Any]] = {
    "date": _read_date,
    "integer": _read_integer,
    "decimal": _read_decimal,
    "multiselect": _read_choices,
    "lookup": _read_target,
}


def written_value(field: FieldDefinition, value: Any) -> Any:
    """Return the value as it is sent. Raises `InvalidArgument` when the field can't take it. None empties a field.

    A choice is given by the name of the option or by its value (the tag); a date as `date` or text; the target of a
    lookup by its id or as the record itself.
    """
    writer = _WRITERS.get(field.type or "")
    return value if value is None or writer is None else writer(field, value)


def _refuse(field: FieldDefinition, value: object, wanted: str) -> InvalidArgument:
    return InvalidArgument(f"the field {describe(field)} takes {wanted}, not {value!r}")


def _write_text(field: FieldDefinition, value: Any) -> str:
    if not isinstance(value, str):
        raise _refuse(field, value, "a text")
    return value


def _write_pattern(field: FieldDefinition, value: Any) -> str:
    text, pattern = _write_text(field, value), field.regexp_for_validation
    # The server's patterns are Ruby's. What Python would read in another way is left to the server.
    if pattern and not re.search(r"\[\[|\\[hHpPGkgRXzZ]|\(\?[<>a-zA-Z#]|\+\+|\*\+|\?\+", pattern):
        try:
            matches = re.search(pattern, text, re.MULTILINE)
        except re.error:
            return text
        if matches is None:
            raise _refuse(field, value, f"a text that matches {pattern!r}")
    return text


def _write_checkbox(field: FieldDefinition, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _refuse(field, value, "True or False")
    return value


def _write_date(field: FieldDefinition, value: Any) -> str:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return dt.date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    raise _refuse(field, value, "a date, as datetime.date or 'YYYY-MM-DD'")


def _write_integer(field: FieldDefinition, value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"[+-]?[0-9]{1,4000}", value):
        return int(value)
    raise _refuse(field, value, "a whole number")


def _write_decimal(field: FieldDefinition, value: Any) -> int | float:
    try:
        number = Decimal("NaN") if isinstance(value, bool) else Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    finite = number.is_finite() and math.isfinite(float(number))
    if not finite or not isinstance(value, int | float | Decimal | str):
        raise _refuse(field, value, "a number")
    return float(number) if isinstance(value, float) or number != number.to_integral_value() else int(number)


def _write_choice(field: FieldDefinition, value: Any) -> str:
    if not isinstance(value, str):
        raise _refuse(field, value, "the name or the value of one option")
    options = field.custom_field_options
    if not options or any(option.value == value for option in options):
        return value
    named = {option.value for option in options if value in (option.name, option.raw_name) and option.value}
    if len(named) == 1:
        return named.pop()
    if named:
        raise InvalidArgument(
            f"the field {describe(field)} has {len(named)} options named {value!r}; give one of their values: "
            f"{', '.join(sorted(named))}"
        )
    known = [text for option in options for text in (option.name, option.value) if text]
    raise InvalidArgument(f"the field {describe(field)} has no option {value!r}; the nearest: {nearest(value, known)}")


def _write_choices(field: FieldDefinition, value: Any) -> list[str]:
    if not _is_several(value):
        raise _refuse(field, value, "a list of options")
    return list(dict.fromkeys(_write_choice(field, item) for item in value))


def _is_several(value: object) -> TypeGuard[Iterable[object]]:
    return isinstance(value, Sequence | Set) and not isinstance(value, str | bytes)


_TARGETS: Mapping[str, str] = {"zen:user": "User", "zen:ticket": "Ticket", "zen:organization": "Organization"}


def _write_target(field: FieldDefinition, value: Any) -> str:
    target = field.relationship_target_type or ""
    if isinstance(value, Record):
        if not _is_target(target, value):
            raise _refuse(field, type(value).__name__, f"a record or an id of {target}")
        value = getattr(value, "id", None)
    whole = isinstance(value, int) and not isinstance(value, bool) and value > 0
    text = isinstance(value, str) and value.isalnum() and (target not in _TARGETS or value.isdecimal())
    if not (whole or text):
        raise _refuse(field, value, f"the id of its target ({target}), or the record itself")
    return str(value)


def _is_target(target: str, record: Record) -> bool:
    if target.startswith("zen:custom_object:"):
        return getattr(record, "custom_object_key", None) == target.removeprefix("zen:custom_object:")
    return type(record).__name__ == _TARGETS.get(target, type(record).__name__)


_WRITERS: Mapping[str, Callable[[FieldDefinition, Any], Any]] = {
    "text": _write_text,
    "textarea": _write_text,
    "partialcreditcard": _write_text,
    "regexp": _write_pattern,
    "checkbox": _write_checkbox,
    "date": _write_date,
    "integer": _write_integer,
    "decimal": _write_decimal,
    "tagger": _write_choice,
    "dropdown": _write_choice,
    "multiselect": _write_choices,
    "lookup": _write_target,
}
