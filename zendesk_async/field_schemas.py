"""Custom fields as people think of them: by title, key or id, in the types of the fields, with checks. Pure.

`zd.ticket_fields.load()`, `zd.user_fields.load()`, `zd.organization_fields.load()` and
`zd.custom_object_fields.load("car")` give these schemas.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from zendesk_async._field_values import FieldDefinition, describe, nearest, read_value, written_value
from zendesk_async.errors import InvalidArgument

if TYPE_CHECKING:
    from zendesk_async._resource import Caller
    from zendesk_async.pagination import Paginator

F = TypeVar("F", bound=FieldDefinition)
R = TypeVar("R")
Name = TypeVar("Name", bound=int | str)
S = TypeVar("S", bound="FieldSchema[Any, Any]")


class FieldSchema(Generic[F, R]):
    """The fields of one kind of record, found by title, key or id.

    Titles are compared as they are, then without regard to case. Where an inactive field has the title of an active
    one, the active one is meant; a title that still fits several fields is refused.
    """

    def __init__(self, fields: Sequence[F]) -> None:
        self.fields = tuple(fields)
        self._ids = {field.id: field for field in self.fields if field.id is not None}

    def __getitem__(self, name: int | str) -> F:
        """Return the field of this title, key or id. Raises `InvalidArgument` when none has it, or several."""
        if isinstance(name, int):
            if name not in self._ids:
                raise InvalidArgument(f"no field has the id {name}")
            return self._ids[name]
        found = self._named(name)
        if not found:
            known = [text for field in self.fields for text in (field.title, field.key) if text]
            raise InvalidArgument(f"no field is named {name!r}; the nearest: {nearest(name, known)}")
        if len(found) > 1:
            each = ", ".join(f"{field.id} ({field.type})" for field in found)
            raise InvalidArgument(f"{len(found)} fields are named {name!r}; give the id of one of them: {each}")
        return found[0]

    def __contains__(self, name: object) -> bool:
        return name in self._ids or (isinstance(name, str) and bool(self._named(name)))

    def __iter__(self) -> Iterator[F]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self.fields)} fields>"

    def _named(self, name: str) -> list[F]:
        plain = name.casefold()
        found = [field for field in self.fields if name in (field.title, field.key)]
        found = found or [field for field in self.fields if (field.title or "").casefold() == plain]
        return [field for field in found if field.active is not False] or found

    def get(self, record: R, name: int | str) -> Any:
        """Return the record's value of a field, in the type of the field; None when it is empty.

        Dates are `date`, integers `int`, decimals `Decimal`, choices the value of the option (several as a tuple),
        lookups the id of their target. A value that does not fit its field comes as it was sent.
        """
        field = self[name]
        return read_value(field, self._raw(record, field))

    def label(self, record: R, name: int | str) -> Any:
        """Return the names of the options that are chosen: a text for one choice, a tuple for several, None for none.

        A value whose option is gone stands for itself.
        """
        field = self[name]
        chosen = self.get(record, name)
        names = {option.value: option.name for option in field.custom_field_options}
        if isinstance(chosen, tuple):
            return tuple(names.get(value) or value for value in chosen)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        return names.get(chosen) or chosen

    def _raw(self, record: R, field: F) -> Any:
        raise NotImplementedError  # records keep their values in different forms

    def _checked(self, values: Mapping[Name, Any]) -> list[tuple[F, Any]]:
        checked: list[tuple[F, Any]] = []
        for name, value in values.items():
            field = self[name]
            if any(field is other for other, _ in checked):
                raise InvalidArgument(f"the field {describe(field)} is given twice")
            checked.append((field, written_value(field, value)))
        return checked


class KeyedSchema(FieldSchema[F, R]):
    """Fields whose values stand under their keys."""

    _holder: ClassVar[str]

    def values(self, values: Mapping[Name, Any]) -> dict[str, Any]:
        """Return values by title, key or id under the keys of their fields, each checked against its field.

        Raises `InvalidArgument` for a field or an option that there is not, and for a value of another type.
        """
        return {field.key or str(field.id): value for field, value in self._checked(values)}

    def _raw(self, record: R, field: F) -> Any:
        values: Mapping[str, Any] | None = getattr(record, self._holder)
        return (values or {}).get(field.key or "")


async def load_fields(client: "Caller", name: str, fields: "Paginator[Any]", kind: type[S], reload: bool) -> S:
    """Return the schema that the client keeps under a name; when it has none, or to `reload`, read the fields."""
    async with client.lock(f"fields of {name}"):
        schema = client.loaded.get(name)
        if reload or not isinstance(schema, kind):
            schema = client.loaded[name] = kind(await fields.collect())
        return schema
