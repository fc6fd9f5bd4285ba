"""The fields of the records of a collection: what a request may say of each, and what it holds without being told."""

from collections.abc import Callable, Collection
from typing import Any

import attrs

from zendesk_async._json import is_array, is_object
from zendesk_async.emulator._refusals import invalid_attribute
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account
from zendesk_async.emulator._validation import Check, boolean, integer, integers, mapping, string, strings

Default = Callable[[Account, Row], Any]
"""Makes the value of a field from the account and the record as far as it is made."""


@attrs.frozen
class Field:
    """One field of a record.

    Without a `check` it is the API's own and a request can not set it. `default` is its first value: a constant, or
    made by `make`. `fixed` fields are set when the record is made and stay. A null that is given for a field that is
    not `nullable` is passed over. `choices`, `longest` and `unique` are rules that answer with 422.
    """

    name: str
    check: Check | None = None
    default: Any = None
    make: Default | None = None
    required: bool = False
    fixed: bool = False
    nullable: bool = True
    choices: Collection[Any] = ()
    longest: int | None = None
    unique: bool = False

    def first_value(self, account: Account, row: Row) -> Any:
        """Return what the field holds in a new record that says nothing of it."""
        if self.make is not None:
            return self.make(account, row)
        return list(self.default) if is_array(self.default) else self.default


def objects(name: str, value: Any) -> list[Row]:
    """Take a list of objects."""
    if value is None:
        return []
    if is_array(value) and all(map(is_object, value)):
        return value
    raise invalid_attribute(name, "must be an array of objects")


def number(name: str, value: Any) -> float | None:
    """Take a number or its digits."""
    if value is None or value == "":
        return None
    try:
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            return float(value) if isinstance(value, str) else value
    except ValueError:
        pass
    raise invalid_attribute(name, "must be a number")


def anything(_name: str, value: Any) -> Any:
    """Take whatever it is."""
    return value


def text(name: str, default: str | None = None, **more: Any) -> Field:
    """Return a field of text."""
    return Field(name, string, default, **more)


def name(key: str = "name", **more: Any) -> Field:
    """Return the field that a record is called by: it must be there, and is not longer than a MySQL string."""
    return Field(key, string, required=True, nullable=False, longest=255, **more)


def flag(key: str, default: bool = False, **more: Any) -> Field:
    """Return a field that is true or false."""
    return Field(key, boolean, default, nullable=False, **more)


def whole(key: str, default: int | None = None, **more: Any) -> Field:
    """Return a field of a whole number."""
    return Field(key, integer, default, **more)


def wholes(key: str, **more: Any) -> Field:
    """Return a field of whole numbers."""
    return Field(key, integers, (), make=lambda _account, _row: [], nullable=False, **more)


def texts(key: str, **more: Any) -> Field:
    """Return a field of texts."""
    return Field(key, strings, make=lambda _account, _row: [], nullable=False, **more)


def choice(key: str, choices: Collection[str], default: str | None = None, **more: Any) -> Field:
    """Return a field of one of some texts."""
    return Field(key, string, default, choices=choices, **more)


def inner(key: str, **more: Any) -> Field:
    """Return a field that holds an object."""
    return Field(key, mapping, make=lambda _account, _row: {}, nullable=False, **more)


def listed(key: str, **more: Any) -> Field:
    """Return a field that holds a list of objects."""
    return Field(key, objects, make=lambda _account, _row: [], nullable=False, **more)


def own(key: str, default: Any = None, make: Default | None = None) -> Field:
    """Return a field that is the API's own."""
    return Field(key, default=default, make=make)


def mirror(key: str, of: str) -> Field:
    """Return a field that says what another says, such as `raw_title`, where placeholders are not replaced."""
    return Field(key, make=lambda _account, row: row[of])


URL = own("url")
"""The record's address; the collection fills it in."""
ID = own("id")
CREATED = own("created_at")
UPDATED = own("updated_at")
