"""Rows as comma-separated values (RFC 4180), harmless in spreadsheets."""

import re
from collections.abc import Callable, Sequence

import msgspec

from zendesk_async.export._columns import Table, TableReader, joined

# What a spreadsheet takes for the beginning of a formula (CWE-1236,
# https://owasp.org/www-community/attacks/CSV_Injection), behind any number of our own marks: so that taking one away
# gives what was there.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
_QUOTED = re.compile('[,"\r\n]')

_decode_text = msgspec.json.Decoder(str).decode


class CommaSeparatedRows:
    """Writes rows of a table as comma-separated values: UTF-8, lines end with CR LF.

    A null is an empty cell, an empty text is `""`. What is nested is JSON. A text that a spreadsheet would take for a
    formula begins with an apostrophe, unless `raw`; numbers never do.
    """

    def __init__(self, table: Table, *, raw: bool = False) -> None:
        self._reader = TableReader(table)
        self._table = table
        self._text: Callable[[str], str] = _quoted if raw else _harmless

    def encode(self, rows: Sequence[bytes], first: bool) -> bytes:
        """Return the lines of rows; at the beginning of a file, after the line of the names."""
        begin = [_line([self._text(name) for name in self._table.names])] if first else []
        return b"".join([*begin, *map(self._row, rows)])

    def _row(self, row: bytes) -> bytes:
        cells, extra = self._reader.read(row)
        return _line([self._cell(cell) for cell in (*cells, joined(extra))])

    def _cell(self, value: bytes | None) -> str:
        if value is None:
            return ""
        if value[:1] == b'"':
            return self._text(text_of(value))
        # Numbers, true and false as they are; objects and lists begin with a bracket, which is no formula.
        return _quoted(value.decode("utf-8", "replace"))


def text_of(value: bytes) -> str:
    """Return the text of a JSON string; one that is no text at all comes as it was sent."""
    try:
        return _decode_text(value)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return value.decode("utf-8", "replace")


def _harmless(text: str) -> str:
    return _quoted(f"'{text}" if _FORMULA.match(text) else text)


def _quoted(text: str) -> str:
    if text and not _QUOTED.search(text):
        return text
    return '"' + text.replace('"', '""') + '"'


def _line(cells: Sequence[str]) -> bytes:
    return (",".join(cells) + "\r\n").encode()
