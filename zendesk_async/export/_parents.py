"""The rows of a parent stream, as its children need them: whose lists to read, and how far the file was gone through."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs
import msgspec

from zendesk_async.export._streams import Stream
from zendesk_async.export._written import decoded, read_lines


@attrs.frozen
class Parent:
    """A row of the parent: the arguments that its children's path takes, and where the row stands in the file."""

    id: int | str
    inherited: Mapping[str, int | str]
    begin: int
    end: int


class ParentRows:
    """Reads the file of a parent stream for a stream below it. Rows of deleted records have no children to ask for."""

    def __init__(self, stream: Stream, path: Path) -> None:
        self._path = path
        self._inherited = stream.inherited
        names = {"identifier": stream.parent_key}
        for number, parameter in enumerate(stream.inherited):
            names |= {f"own_{number}": parameter, f"other_{number}": f"parent_{parameter}"}
        row = msgspec.defstruct("Row", [(name, Any, None) for name in (*names, "status")], rename=names, gc=False)
        self._decode = msgspec.json.Decoder(row).decode

    def read(self, position: int, until: int) -> list[Parent | int]:
        """Read whole rows from a position; of a row without children only where it ends. Raises `ExportError`."""
        found: list[Parent | int] = []
        for line in read_lines(self._path, position, until):
            found.append(self._parent(line, position, position + len(line)))
            position += len(line)
        return found

    def at(self, position: int, until: int) -> Parent | None:
        """Read the row at a position."""
        line = read_lines(self._path, position, until)[0]
        found = self._parent(line, position, position + len(line))
        return found if isinstance(found, Parent) else None

    def _parent(self, line: bytes, begin: int, end: int) -> Parent | int:
        row: Any = decoded(self._decode, line, self._path)
        if row.status == "deleted" or not isinstance(row.identifier, int | str):
            return end
        inherited: dict[str, int | str] = {}
        for number, parameter in enumerate(self._inherited):
            other = getattr(row, f"other_{number}")
            value = getattr(row, f"own_{number}") if other is None else other
            if not isinstance(value, int | str):
                return end
            inherited[parameter] = value
        return Parent(row.identifier, inherited, begin, end)


def arguments_of(stream: Stream, row: Mapping[str, Any]) -> dict[str, int | str] | None:
    """Return the arguments that list what is below a row of the parent stream; None for a row that has nothing below."""
    values = {stream.parameter or "": row.get(stream.parent_key)}
    for parameter in stream.inherited:
        values[parameter] = row.get(f"parent_{parameter}", row.get(parameter))
    arguments = {name: value for name, value in values.items() if isinstance(value, int | str)}
    return arguments if len(arguments) == len(values) and row.get("status") != "deleted" else None
