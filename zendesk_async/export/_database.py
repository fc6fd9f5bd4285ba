"""Rows in an SQLite database: a table a stream, the latest version of each record, custom fields by title in a view."""

import contextlib
import os
import sqlite3
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path

from zendesk_async.errors import ExportError
from zendesk_async.export._columns import EXTRA, Column, Table, TableReader, joined
from zendesk_async.export._comma_separated import text_of
from zendesk_async.export._kinds import Kind
from zendesk_async.export._own_files import open_own
from zendesk_async.export._spool import refuse_changed

_POSITIONS = '"_zendesk_export"'
_AFFINITIES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_MOST_COLUMNS = 1_900
"""https://www.sqlite.org/limits.html#max_column allows 2,000, in a view too."""

Value = str | int | float | None


class DatabaseTable:
    """The table of one stream. A row with the id of another takes its place.

    Names come from the server, so every one is quoted. Times are text as Zendesk sent it, truth is 1 or 0, what is nested
    is JSON.
    """

    eager = True

    def __init__(self, path: Path, stream: str, table: Table) -> None:
        self._path = path
        self._stream = stream
        self._columns = [column for column in table.columns if column.custom is None]
        self._custom = [column for column in table.columns if column.custom is not None]
        self._identity = table.identity
        # A database takes custom fields apart when it is asked for them: here they stay together.
        self._reader = TableReader(Table(tuple(self._columns), table.identity, table.repeated))
        self._connection: sqlite3.Connection | None = None

    def resume(self, position: int) -> int:
        """Open the database and return how far the table is. At 0 the table is made anew."""
        with self._changing() as connection:
            connection.execute(
                f"CREATE TABLE IF NOT EXISTS {_POSITIONS} (stream TEXT PRIMARY KEY, position INTEGER NOT NULL)"
            )
            found = connection.execute(
                f"SELECT position FROM {_POSITIONS} WHERE stream = ?",
                (self._stream,),
            ).fetchone()
            if position == 0 and found != (0,):
                self._make(connection)
                return 0
        if found is None or found[0] > position:
            raise refuse_changed(self._path, f"has not the rows of {self._stream} that the checkpoint counts")
        reached: int = found[0]
        return reached

    def _make(self, connection: sqlite3.Connection) -> None:
        name, view = quoted(self._stream), quoted(f"{self._stream}_with_fields")
        columns = [f"{quoted(column.name)} {_affinity(column.kind)}" for column in self._columns]
        connection.execute(f"DROP VIEW IF EXISTS {view}")
        connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.execute(f"CREATE TABLE {name} ({', '.join([*columns, f'{EXTRA} TEXT'])})")
        if self._identity:
            # Nulls would all be different; an id alone stays as it is, so that it is found by the index.
            *above, own = self._identity
            keys = ", ".join([*(f"ifnull({quoted(key)}, '')" for key in above), quoted(own)])
            connection.execute(f"CREATE UNIQUE INDEX {quoted(f'{self._stream}_identity')} ON {name} ({keys})")
        if self._custom:
            fields = ", ".join(_by_title(column) for column in self._custom[:_MOST_COLUMNS])
            connection.execute(f"CREATE VIEW {view} AS SELECT record.*, {fields} FROM {name} AS record")
        connection.execute(f"INSERT OR REPLACE INTO {_POSITIONS} VALUES (?, 0)", (self._stream,))

    def take(self, rows: Iterable[Sequence[bytes]], begin: int, end: int) -> None:
        """Insert rows, or replace those of the same id, in one transaction."""
        marks = ", ".join("?" * (len(self._columns) + 1))
        insert = f"INSERT OR REPLACE INTO {quoted(self._stream)} VALUES ({marks})"
        with self._changing() as connection:
            for some in rows:
                connection.executemany(insert, map(self._values, some))
            connection.execute(
                f"UPDATE {_POSITIONS} SET position = ? WHERE stream = ?",
                (end, self._stream),
            )

    def _values(self, row: bytes) -> list[Value]:
        cells, extra = self._reader.read(row)
        return [*map(_value, cells), _value(joined(extra))]

    @contextlib.contextmanager
    def _changing(self) -> Generator[sqlite3.Connection]:
        """Give the connection inside a transaction. Raises `ExportError` for whatever the database objects to."""
        try:
            if self._connection is None:
                os.close(open_own(self._path, os.O_RDWR))  # SQLite would make it for everybody
                # Commits run on whichever thread is free, one after the other.
                self._connection = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None)
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()
        except (sqlite3.Error, OSError) as problem:
            if getattr(problem, "sqlite_errorcode", None) in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
                raise refuse_changed(self._path, f"cannot be read ({problem})") from problem
            raise ExportError(
                f"{self._path} could not be written: {problem}. What the last checkpoint counts is whole"
            ) from problem

    def finish(self) -> int:
        """Return how many rows the table has: they are where their reader looks for them."""
        with self._changing() as connection:
            rows: int = connection.execute(f"SELECT count(*) FROM {quoted(self._stream)}").fetchone()[0]
        return rows

    def close(self) -> None:
        """Close the database."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def quoted(name: str) -> str:
    """Return a name as SQL writes it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _affinity(kind: Kind) -> str:
    return _AFFINITIES.get(kind.name, "TEXT")


def _by_title(column: Column) -> str:
    """Return what finds the value of a custom field among those of a record."""
    holder = f"record.{quoted(column.key)}"
    fields = f"json_each(CASE WHEN json_valid({holder}) THEN {holder} END) AS field"
    if isinstance(column.custom, int):
        found = "json_extract(field.value, '$.value')", f"json_extract(field.value, '$.id') = {column.custom}"
    else:
        found = "field.value", f"field.key = {_literal(str(column.custom))}"
    return f"(SELECT {found[0]} FROM {fields} WHERE {found[1]} LIMIT 1) AS {quoted(column.name)}"


def _value(cell: bytes | None) -> Value:
    if cell is None:
        return None
    begin = cell[:1]
    if begin == b'"':
        return text_of(cell)
    if begin in b"{[":
        return cell.decode("utf-8", "replace")
    if begin in b"tf":
        return int(begin == b"t")
    try:
        number = int(cell)
    except ValueError:
        return float(cell)
    return number if -(2**63) <= number < 2**63 else cell.decode()
