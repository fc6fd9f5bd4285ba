"""Checks that the records of a request must pass, with the answers Zendesk gives when they do not.

A value of the wrong type is 400 (the parameter does not get as far as the record); a record that breaks a rule is 422
with one entry for each problem, under the name of the field. Both seen in recorded traffic.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import attrs

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._clock import seconds_of
from zendesk_async.emulator._refusals import invalid_attribute, record_invalid

Row = dict[str, Any]
Check = Callable[[str, Any], Any]

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)+")
_WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
_TRUE: Collection[Any] = (True, "true", "1")
_FALSE: Collection[Any] = (False, "false", "0")


def string(name: str, value: Any) -> str | None:
    """Take text; numbers are written out, as ids and telephone numbers often come."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise invalid_attribute(name, "must be a string")


def integer(name: str, value: Any) -> int | None:
    """Take a whole number or its digits."""
    if value is None or value == "":
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    raise invalid_attribute(name, "must be an integer")


def boolean(name: str, value: Any) -> bool | None:
    """Take true and false, and the words for them."""
    if value is None:
        return None
    if isinstance(value, bool | int | str):
        if value in _TRUE:
            return True
        if value in _FALSE:
            return False
    raise invalid_attribute(name, "must be a boolean")


def strings(name: str, value: Any) -> list[str]:
    """Take a list of texts, or one text with the parts between blanks or commas."""
    if value is None:
        return []
    if isinstance(value, str):
        return [part for part in re.split(r"[\s,]+", value) if part]
    if is_array(value) and all(isinstance(part, str | int) and not isinstance(part, bool) for part in value):
        return [str(part) for part in value]
    raise invalid_attribute(name, "must be an array of strings")


def integers(name: str, value: Any) -> list[int]:
    """Take a list of whole numbers."""
    if value is None:
        return []
    if is_array(value):
        numbers = [integer(name, part) for part in value]
        return [number for number in numbers if number is not None]
    raise invalid_attribute(name, "must be an array of integers")


def mapping(name: str, value: Any) -> Row:
    """Take an object."""
    if value is None:
        return {}
    if is_object(value):
        return value
    raise invalid_attribute(name, "must be an object")


def moment(name: str, value: Any) -> float | None:
    """Take a time in ISO 8601 or in seconds since 1970, as seconds."""
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, str):
        try:
            return float(value) if _WHOLE.fullmatch(value) else seconds_of(value)
        except ValueError:
            pass
    raise invalid_attribute(name, "must be a valid time")


def typed(values: Mapping[str, Any], checks: Mapping[str, Check]) -> Row:
    """Return the fields of `values` that `checks` names, each taken by its check; other fields are left out.

    Unknown fields are never refused: Zendesk ignores them.
    """
    return {name: check(name, values[name]) for name, check in checks.items() if name in values}


def label(name: str) -> str:
    """Return the name of a field as error texts have it: `external_id` → `External`."""
    return name.removesuffix("_id").replace("_", " ").capitalize()


@attrs.define
class Problems:
    """Gather what is wrong with one record, then refuse it once with all of it."""

    details: dict[str, list[tuple[str, str | None]]] = attrs.field(factory=dict[str, list[tuple[str, str | None]]])

    def add(self, field: str, description: str, code: str | None = None) -> None:
        """Note a problem of a field (or of `base`, the record as a whole)."""
        self.details.setdefault(field, []).append((description, code))

    def present(self, values: Mapping[str, Any], *names: str) -> None:
        """Note the fields that are missing, null or blank."""
        for name in names:
            value = values.get(name)
            if value is None or (isinstance(value, str) and not value.strip()):
                self.add(name, f"{label(name)}: cannot be blank", "BlankValue")

    def one_of(self, values: Mapping[str, Any], name: str, choices: Collection[Any]) -> None:
        """Note a value that is none of the choices; a missing or null one passes."""
        value = values.get(name)
        if value is not None and value not in choices:
            self.add(name, f"{label(name)}: {value} is not included in the list", "InvalidValue")

    def at_most(self, values: Mapping[str, Any], name: str, longest: int) -> None:
        """Note a text that is too long."""
        value = values.get(name)
        if isinstance(value, str) and len(value) > longest:
            self.add(name, f"{label(name)}: is too long (maximum is {longest} characters)", "TooLong")

    def email(self, name: str, value: str | None) -> None:
        """Note what is no e-mail address; a missing one passes."""
        if value and not _EMAIL.fullmatch(value.strip()):
            self.add(name, f"Email: {value} is not properly formatted", "InvalidFormat")

    def unique(self, field: str, taken: int | None, own: int | None, description: str) -> None:
        """Note that another record (`taken`, an id) has the value already."""
        if taken is not None and taken != own:
            self.add(field, description, "DuplicateValue")

    def refuse(self) -> None:
        """Raise 422 RecordInvalid when there is any problem."""
        if self.details:
            raise record_invalid(self.details)


def folded(text: str | None) -> str | None:
    """Return the form in which unique texts are compared: without case and surrounding white space; None when blank."""
    if text is None:
        return None
    return text.strip().casefold() or None


def tags_of(values: Sequence[str]) -> list[str]:
    """Return the tags of a list as Zendesk keeps them: lower case, each once, in alphabetical order.

    White space and commas part tags (https://support.zendesk.com/hc/en-us/articles/4408888486938).
    """
    return sorted({part for value in values for part in re.split(r"[\s,]+", value.lower()) if part})
