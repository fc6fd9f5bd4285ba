"""The columns of a stream's table, and what stands in them for each row."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs
import msgspec

from zendesk_async._field_values import FieldDefinition
from zendesk_async.export._kinds import BOOLEAN, DATE, INTEGER, NUMBER, TEXT, Kind, kind_of
from zendesk_async.models._converter import field_types
from zendesk_async.models.common import CustomField

if TYPE_CHECKING:
    from zendesk_async.export._streams import Stream

EXTRA = "extra"
"""The column, and the key, for what has no column of its own."""

# Where a record keeps the values of custom fields.
HOLDERS: Mapping[str, str] = {
    "custom_fields": "ticket_fields",
    "user_fields": "user_fields",
    "organization_fields": "organization_fields",
}

# https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_fields/#custom-field-types
_KINDS: Mapping[str, Kind] = {
    "checkbox": BOOLEAN,
    "date": DATE,
    "decimal": NUMBER,
    "integer": INTEGER,
    "lookup": TEXT,
    "multiselect": Kind("list", inner=TEXT),
    "dropdown": TEXT,
    "partialcreditcard": TEXT,
    "regexp": TEXT,
    "tagger": TEXT,
    "text": TEXT,
    "textarea": TEXT,
}


@attrs.frozen
class Column:
    """One column: its name, its kind, and the key of the row that its values stand under.

    For a custom field the key is the one that holds all of them, and `custom` the field's own id or key in there.
    """

    name: str
    kind: Kind
    key: str
    custom: int | str | None = None


@attrs.frozen
class Table:
    """The columns of one stream, fixed when its export begins.

    `identity` are the columns that tell a row from any other, none where rows have no id. `repeated` are keys that say
    again what others say.
    """

    columns: tuple[Column, ...]
    identity: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of all columns, the last one that of what has no column."""
        return [*(column.name for column in self.columns), EXTRA]


def table_of(kind: Any, fields: Iterable[FieldDefinition] = ()) -> Table:
    """Return the table for records of a class, with a column for each custom field that is known."""
    if not attrs.has(kind):
        return Table(())
    declared = field_types(kind)
    columns = [Column(name, kind_of(of), name) for name, of in declared.items()]
    holder = holder_of(kind)
    if holder is not None:
        taken = {column.name.casefold() for column in columns} | {EXTRA}
        columns += [_custom_column(field, holder, taken) for field in fields if field.type in _KINDS]
    identity = ("id",) if "id" in declared else ()
    repeated = tuple(name for name, value in vars(kind).items() if isinstance(value, property))
    return Table(tuple(columns), identity, repeated)


def holder_of(kind: Any) -> str | None:
    """Return where records of a class keep the values of custom fields; None when they have none."""
    if not attrs.has(kind):
        return None
    declared = field_types(kind)
    held = (tuple[CustomField, ...], Mapping[str, Any] | None)
    return next((name for name in HOLDERS if declared.get(name) in held), None)


def stream_table(stream: "Stream", fields: Iterable[FieldDefinition] = ()) -> Table:
    """Return the table of a stream's rows. Below another stream, the ids of what is above a row come first."""
    table = table_of(stream.record, fields)
    own = {column.name for column in table.columns}
    above: list[Column] = []
    identity: list[str] = []
    for parameter in stream.above:
        # A row that has a key of this name for something else names what is above it `parent_…`.
        name = f"parent_{parameter}" if parameter in own else parameter
        above.append(Column(name, kind_of(stream.info.signature.parameters[parameter].annotation), name))
        identity += [name, *({parameter} & own)]
    return attrs.evolve(
        table,
        columns=(*above, *table.columns),
        identity=(*identity, *table.identity) if table.identity else (),
    )


def _custom_column(field: FieldDefinition, holder: str, taken: set[str]) -> Column:
    """Return the column of a custom field, by its title; where that is taken, with the field's id or key behind."""
    custom = field.id if holder == "custom_fields" else field.key
    title = " ".join((field.title or "").split())
    title = "".join(character for character in title if character.isprintable()) or str(field.key or field.id)
    names = (title, f"{title} ({custom})", *(f"{title} ({custom}, {number})" for number in range(2, 1000)))
    name = next(name for name in names if name.casefold() not in taken)
    taken.add(name.casefold())
    return Column(name, _KINDS[field.type or ""], holder, custom)


class _CustomValue(msgspec.Struct, gc=False):
    id: Any = None
    value: msgspec.Raw = msgspec.Raw(b"null")


_split = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_split_values = msgspec.json.Decoder(list[_CustomValue]).decode
_NULL = b"null"


class TableReader:
    """Takes rows apart into the cells of a table, each as the JSON that stands there."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._known = {column.key for column in table.columns} | set(table.repeated)
        self._plain = [column.key for column in table.columns if column.custom is None]
        self._custom = [column for column in table.columns if column.custom is not None]
        self._holder = self._custom[0].key if self._custom else ""
        self._read_custom = _values_by_id if self._holder == "custom_fields" else _split

    def read(self, row: bytes) -> tuple[list[bytes | None], dict[str, bytes]]:
        """Return a row's cells in the order of the columns (None for null), and by key what no column is for.

        A row that is no JSON object comes whole under the key `""`.
        """
        try:
            parts = _split(row)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return [None] * len(self.table.columns), {"": row}
        cells = [_given(parts.get(key)) for key in self._plain]
        if self._custom:
            values = self._custom_values(parts.get(self._holder))
            cells += [_given(values.get(column.custom)) for column in self._custom]
        extra = (
            {key: bytes(raw) for key, raw in parts.items() if key not in self._known}
            if parts.keys() - self._known
            else {}
        )
        return cells, extra

    def _custom_values(self, raw: msgspec.Raw | None) -> Mapping[Any, msgspec.Raw]:
        try:
            return self._read_custom(raw or _NULL)
        except (msgspec.DecodeError, UnicodeDecodeError, TypeError):
            return {}  # null, or nothing like what is documented: it stands in its own column as it is


def _values_by_id(raw: msgspec.Raw | bytes) -> Mapping[Any, msgspec.Raw]:
    return {one.id: one.value for one in _split_values(raw)}


def _given(raw: msgspec.Raw | None) -> bytes | None:
    if raw is None:
        return None
    value = bytes(raw)
    return None if value == _NULL else value


def joined(extra: Mapping[str, bytes]) -> bytes | None:
    """Return what no column is for as one JSON object; None for nothing."""
    if not extra:
        return None
    return b"{" + b",".join(msgspec.json.encode(key) + b":" + raw for key, raw in extra.items()) + b"}"
