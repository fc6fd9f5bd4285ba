"""Collections of plain records: described once, and kept by the same rules.

What Zendesk does with most of its records is the same: they are made of what a request says, checked, listed in pages,
changed and deleted; what is unknown is 404, what breaks a rule is 422 with an entry for each problem.
"""

import enum
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs

from zendesk_async._json import is_object
from zendesk_async.emulator._call import Call
from zendesk_async.emulator._collection_fields import Field
from zendesk_async.emulator._ordering import Subset
from zendesk_async.emulator._paging import Rows, Style
from zendesk_async.emulator._refusals import invalid_attribute, record_not_found
from zendesk_async.emulator._shapes import Row
from zendesk_async.emulator._store import Account, Table
from zendesk_async.emulator._validation import Problems, folded, label

Filter = Callable[[Call, str, Row], bool]
"""Tells whether a record is among those that a parameter of the query asks for."""

_PLACE = re.compile(r"\{(\w+)\}")


class Ids(enum.Enum):
    """What the ids of records look like."""

    INTEGER = "integer"
    DIGITS = "digits"
    """The digits of an integer, as text."""
    ULID = "ulid"
    UUID = "uuid"
    GIVEN = "given"
    """What the maker of the record sets, such as a key."""


@attrs.frozen
class Parent:
    """What records hang on: the row of `table` that a path parameter names, its id kept in a field of the record."""

    parameter: str
    table: str
    field: str


@attrs.define
class Change:
    """A record that is made or changed: `before` is None for a new one, `after` is what it will be.

    Rules add to `problems` and may put right what is in `after`.
    """

    call: Call
    before: Row | None
    given: Row
    after: Row
    problems: Problems = attrs.field(factory=Problems)

    @property
    def account(self) -> Account:
        """The account."""
        return self.call.account

    def says(self, name: str) -> bool:
        """Tell whether the request says something of a field."""
        return name in self.given


def _no_rules(_change: Change) -> None:
    return


def _no_seeds(_account: Account) -> Iterable[Row]:
    return ()


@attrs.frozen(eq=False, kw_only=True)
class Collection:
    """The records of one kind.

    - `table`: where they are kept. `one` and `many`: their keys in requests and answers; an empty `one` is the whole
      body. `parameter`: the path parameter of their id.
    - `fields`: all fields in the order of answers; names that begin with `_` are kept but not shown.
    - `path`: of their addresses, with fields in braces: `dynamic_content/items/{_item_id}/variants`.
    - `parents`: what they hang on. `rules`: what goes beyond single fields. `most`: how many an account has at most.
    - `source_type`: what the audit log calls them; None keeps them out of it.
    - `seeds`: the records that an account has from the start, made when somebody first looks.
    """

    table: str
    one: str
    many: str
    parameter: str
    fields: Sequence[Field]
    path: str | None = None
    ids: Ids = Ids.INTEGER
    parents: Sequence[Parent] = ()
    rules: Callable[[Change], None] = _no_rules
    removing: Callable[[Call, Row], None] | None = None
    seeds: Callable[[Account], Iterable[Row]] = _no_seeds
    show: Callable[[Call, Row], Row] | None = None
    sideloads: Callable[[Call, list[Row]], Mapping[str, Any]] | None = None
    filters: Mapping[str, Filter] = attrs.field(factory=dict[str, Filter])
    among: Callable[[Call, Row], bool] | None = None
    sort: str = "id"
    sorts: Sequence[str] = ("id", "name", "created_at", "updated_at", "position")
    style: Style = Style.BOTH
    most: int | None = None
    source_type: str | None = None

    # Reading

    def table_of(self, account: Account) -> Table[Any]:
        """Return the table, with the records that were there from the start."""
        if account.has_table(self.table):
            return account.table(self.table)
        table = account.table(self.table, self._new_id(account))
        for given in self.seeds(account):
            self.seed(account, given)
        return table

    def _new_id(self, account: Account) -> Callable[[], Any]:
        match self.ids:
            case Ids.ULID:
                return account.new_ulid
            case Ids.UUID:
                return account.new_uuid
            case Ids.DIGITS:
                return lambda: str(account.new_id())
            case _:
                return account.new_id

    def identifier(self, call: Call) -> Any:
        """Return the id in the path."""
        return call.identifier(self.parameter) if self.ids is Ids.INTEGER else call.path[self.parameter]

    def found(self, call: Call) -> Row:
        """Return the record that the path names; 404 when it is not there, or another parent's."""
        return self.get(call, self.identifier(call))

    def get(self, call: Call, identifier: Any) -> Row:
        """Return the record with an id, as far as the request may see it; 404 otherwise."""
        parents = self.parents_of(call)
        row = self.table_of(call.account).get(identifier)
        if row is None or any(row[field] != value for field, value in parents.items()):
            raise record_not_found()
        if self.among is not None and not self.among(call, row):
            raise record_not_found()
        return row

    def parents_of(self, call: Call) -> Row:
        """Return the fields that the parents in the path give a record; 404 when a parent is not there."""
        fields: Row = {}
        for parent in self.parents:
            if parent.parameter in call.path:
                table = call.account.table(parent.table)
                text = call.path[parent.parameter]
                identifier: Any = text if text in table else None
                if identifier is None and text.isdecimal() and int(text) in table:
                    identifier = int(text)
                if identifier is None:
                    raise record_not_found()
                fields[parent.field] = identifier
        return fields

    def rows(self, call: Call) -> Rows:
        """Return the records of the parents in the path that the query's filters leave."""
        table, parents = self.table_of(call.account), self.parents_of(call)
        asked = {name: call.query[name] for name in self.filters if call.query.get(name)}
        if not parents and not asked and self.among is None:
            return table
        return Subset(table, [row["id"] for row in table.rows() if self._is_among(call, row, parents, asked)])

    def _is_among(self, call: Call, row: Row, parents: Row, asked: Mapping[str, str]) -> bool:
        if any(row[field] != value for field, value in parents.items()):
            return False
        if self.among is not None and not self.among(call, row):
            return False
        return all(self.filters[name](call, text, row) for name, text in asked.items())

    def shown(self, call: Call, row: Row) -> Row:
        """Return a record as answers have it."""
        plain = {key: value for key, value in row.items() if not key.startswith("_")}
        return plain if self.show is None else self.show(call, plain)

    def wrapped(self, call: Call, row: Row) -> Row:
        """Return a record under its key."""
        shown = self.shown(call, row)
        return {self.one: shown} if self.one else shown

    def given(self, call: Call) -> Row:
        """Return what a request says of a record."""
        return call.envelope(self.one) if self.one else self.given_whole(call)

    def given_whole(self, call: Call) -> Row:
        """Return what a request says of a record where its body is not wrapped."""
        if not is_object(call.body):
            raise invalid_attribute("body", "must be an object")
        return call.body

    # Writing

    def seed(self, account: Account, given: Mapping[str, Any]) -> Row:
        """Put in a record that was there from the start; `given` is not checked."""
        return self.table_of(account).insert(self._made(account, given, account.opened_at))

    def create(self, call: Call, given: Row, **kept: Any) -> Row:
        """Make a record of what a request says, and of the fields that are `kept` for it. 422 when that cannot be."""
        parents = self.parents_of(call)
        table = self.table_of(call.account)
        values = self._taken(given)
        row = self._made(call.account, {**values, **parents, **kept}, call.clock.stamp())
        change = Change(call, None, given, row)
        if self.most is not None and len(table) >= self.most:
            change.problems.add("base", f"{self.many.replace('_', ' ').capitalize()}: at most {self.most}", "TooLong")
        self._check(change)
        row = self._addressed(call.account, change.after)
        return table.insert(row)

    def update(self, call: Call, row: Row, given: Row, **kept: Any) -> Row:
        """Change a record by what a request says; fields it does not name stay. 422 when that cannot be."""
        values = self._taken(given, row)
        change = Change(call, row, given, {**row, **values, **kept})
        if "updated_at" in row:
            change.after["updated_at"] = call.clock.stamp()
        self._check(change)
        return self.table_of(call.account).replace(row["id"], change.after)

    def remove(self, call: Call, row: Row) -> None:
        """Delete a record."""
        if self.removing is not None:
            self.removing(call, row)
        self.table_of(call.account).remove(row["id"])

    def _taken(self, given: Row, before: Row | None = None) -> Row:
        values: Row = {}
        for field in self.fields:
            if field.check is None or field.name not in given or (field.fixed and before is not None):
                continue
            value = field.check(field.name, given[field.name])
            if given[field.name] is not None or field.nullable or field.required:
                values[field.name] = value
        return values

    def _made(self, account: Account, values: Mapping[str, Any], stamp: str) -> Row:
        row: Row = {}
        identifier = values.get("id")
        if identifier is None and self.ids is not Ids.GIVEN:
            identifier = self._new_id(account)()
        for field in self.fields:
            match field.name:
                case "id":
                    row["id"] = identifier
                case "created_at" | "updated_at":
                    row[field.name] = values.get(field.name, stamp)
                case _ if field.name in values:
                    row[field.name] = values[field.name]
                case _:
                    row[field.name] = field.first_value(account, row)
        row.setdefault("id", identifier)
        return self._addressed(account, row)

    def _addressed(self, account: Account, row: Row) -> Row:
        if "url" in row and self.path is not None:
            row["url"] = self.url(account, row)
        return row

    def url(self, account: Account, row: Row) -> str:
        """Return a record's address."""
        path = _PLACE.sub(lambda found: str(row[found[1]]), self.path or self.many)
        return f"{account.base}/api/v2/{path}/{row['id']}.json"

    def _check(self, change: Change) -> None:
        problems, after = change.problems, change.after
        for field in self.fields:
            if field.check is None or (change.before is not None and field.name not in change.given):
                continue
            if field.required:
                problems.present(after, field.name)
            if field.choices:
                problems.one_of(after, field.name, field.choices)
            if field.longest is not None:
                problems.at_most(after, field.name, field.longest)
            if field.unique and self._is_taken(change, field.name):
                problems.add(field.name, f"{label(field.name)} has already been taken", "DuplicateValue")
        if not problems.details:
            self.rules(change)
        problems.refuse()

    def _is_taken(self, change: Change, name: str) -> bool:
        after = change.after
        value = after[name]
        wanted = folded(value) if isinstance(value, str) else value
        if wanted is None:
            return False
        for row in self.table_of(change.account).rows():
            other = folded(row[name]) if isinstance(row[name], str) else row[name]
            same_parents = all(row[parent.field] == after[parent.field] for parent in self.parents)
            if other == wanted and same_parents and row["id"] != after["id"]:
                return True
        return False
