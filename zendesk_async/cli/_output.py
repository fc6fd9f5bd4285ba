"""Answers on stdout: JSON, JSON Lines, or a table."""

import sys
from collections.abc import AsyncIterable, Sequence
from typing import Any, Literal

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from zendesk_async._json import is_object
from zendesk_async.cli._terminal import clean_line, escaped_json, is_terminal
from zendesk_async.models.base import Record, to_dict

Format = Literal["json", "jsonl", "table"]

_ROWS_AT_ONCE = 50
_WIDE = 200
_MOST_COLUMNS = 8
_USUAL_COLUMNS = (
    "id", "subject", "name", "title", "email", "status", "priority", "role", "type", "value", "body", "score", "user_id",
    "ticket_id", "organization_id", "group_id", "assignee_id", "created_at", "updated_at",
)  # fmt: skip


def plain(value: Any) -> Any:
    """Return an answer as JSON-ready values: a record as the object that the server sent."""
    return to_dict(value) if isinstance(value, Record) else value


def write_value(value: Any, output: Format, columns: Sequence[str] = ()) -> None:
    """Write one answer."""
    if output == "table" and is_object(value):
        table = Table("field", "value", box=None)
        for name, part in value.items():
            if not columns or name in columns:
                table.add_row(Text(clean_line(name)), _cell(part))
        _console().print(table)
    else:
        sys.stdout.write(_text(value, pretty=output != "jsonl" and is_terminal()) + "\n")


async def write_values(values: AsyncIterable[Any], output: Format, columns: Sequence[str] = ()) -> None:
    """Write a list as it comes: an array, a line each, or the rows of a table."""
    if output == "table":
        await _write_table(values, columns)
        return
    pretty = output == "json" and is_terminal()
    if output == "jsonl":
        async for value in values:
            sys.stdout.write(_text(value, pretty=False) + "\n")
        return
    sys.stdout.write("[")
    separator = "\n"
    async for value in values:
        sys.stdout.write(separator + _text(value, pretty=pretty))
        separator = ",\n"
    sys.stdout.write("\n]\n" if separator != "\n" else "]\n")


def _text(value: Any, *, pretty: bool) -> str:
    encoded = msgspec.json.encode(value)
    return escaped_json((msgspec.json.format(encoded, indent=2) if pretty else encoded).decode())


async def _write_table(values: AsyncIterable[Any], columns: Sequence[str]) -> None:
    console = _console()
    chosen = list(columns)
    rows: list[Any] = []
    async for value in values:
        rows.append(value)
        if len(rows) == _ROWS_AT_ONCE:
            chosen = _print_rows(console, rows, chosen)
            rows = []
    if rows:
        _print_rows(console, rows, chosen)


def _print_rows(console: Console, rows: Sequence[Any], columns: list[str]) -> list[str]:
    chosen = columns or _columns_of(rows)
    table = Table(*chosen, box=None)
    for row in rows:
        table.add_row(*(_cell(row.get(name)) if is_object(row) else _cell(row) for name in chosen))
    console.print(table)
    return chosen


def _columns_of(rows: Sequence[Any]) -> list[str]:
    first = rows[0]
    if not is_object(first):
        return ["value"]
    simple = [name for name, value in first.items() if not isinstance(value, dict | list) and name != "url"]
    usual = [name for name in _USUAL_COLUMNS if name in simple]
    return (usual or simple)[:_MOST_COLUMNS] or ["value"]


def _cell(value: Any) -> Text:
    if value is None:
        return Text("")
    return Text(clean_line(value if isinstance(value, str) else msgspec.json.encode(value).decode()))


def _console() -> Console:
    return Console(highlight=False, width=None if is_terminal() else _WIDE)
