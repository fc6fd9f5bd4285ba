"""Parts that the fields of tickets, users, organizations and custom objects share."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Required, Self, SupportsIndex, TypedDict, overload

from zendesk_async.errors import InvalidArgument
from zendesk_async.models.base import Record, record, response_of
from zendesk_async.models.common import CustomField

if TYPE_CHECKING:
    from zendesk_async.field_schemas import FieldSchema


@record
class CustomFieldOption(Record):
    """One choice of a drop-down or multi-select field."""

    id: int | None = None
    url: str | None = None
    name: str | None = None
    raw_name: str | None = None
    value: str | None = None
    """The tag that the choice sets."""
    position: int | None = None
    allow_solving: bool | None = None


class CustomFieldOptionCreate(TypedDict, total=False):
    """A choice to add to a field, or to change when `id` is given."""

    name: Required[str]
    value: Required[str]
    id: int | None
    allow_solving: bool
    position: int


def loaded_fields(record: Record, name: str) -> "FieldSchema[Any, Any] | None":
    """Return the fields that the record's client has loaded under a name; None when it has not."""
    response = response_of(record)
    return None if response is None else response.loaded.get(name)


def value_by_key(record: Record, values: Mapping[str, Any] | None, name: str, loaded: str, load: str) -> Any:
    """Return a value by the key of its field, or by its title where the fields were loaded.

    Raises `InvalidArgument` for a name that is no key of these values while nobody has loaded the fields, and for one
    that the loaded fields don't have.
    """
    values = values or {}
    if name in values:
        return values[name]
    schema = loaded_fields(record, loaded)
    if schema is None:
        raise InvalidArgument(f"no field has the key {name!r}; `await zd.{load}` first, to find fields by their titles")
    return values.get(schema[name].key or "")


class CustomFields(tuple[CustomField, ...]):
    """The custom fields of a ticket, which also give a value by the title or key of its field.

    `ticket.fields["Order number"]` is the value as Zendesk sent it, None when it is empty. The titles are known once
    `await zd.ticket_fields.load()` ran, before or after the ticket was read.
    """

    _ticket: Record

    @classmethod
    def of(cls, ticket: Record, fields: Iterable[CustomField]) -> Self:
        """Return the fields of this ticket."""
        made = cls(fields)
        made._ticket = ticket
        return made

    @overload
    def __getitem__(self, item: SupportsIndex, /) -> CustomField: ...
    @overload
    def __getitem__(self, item: slice, /) -> tuple[CustomField, ...]: ...
    @overload
    def __getitem__(self, item: str, /) -> Any: ...
    def __getitem__(self, item: SupportsIndex | slice | str, /) -> Any:
        """Return the field at a place, or the value of the field with a title or key."""
        if not isinstance(item, str):
            return super().__getitem__(item)
        schema = loaded_fields(self._ticket, "ticket_fields")
        if schema is None:
            raise InvalidArgument(f"`await zd.ticket_fields.load()` first, to find the field {item!r} by its title")
        return self.value(schema[item].id)

    def value(self, field_id: int | None) -> Any:
        """Return the value of the field with this id; None when it is empty or the ticket has no such field."""
        return next((field.value for field in self if field.id == field_id), None)
