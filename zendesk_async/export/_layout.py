"""What the files of an export are made of, written down when it begins: a later run goes on in the same way."""

from collections.abc import Mapping
from pathlib import Path

import attrs
import msgspec

from zendesk_async.errors import ExportError
from zendesk_async.export._checkpoint import write_whole
from zendesk_async.export._columns import Table
from zendesk_async.export._format import Format

_NAME = "format.json"


@attrs.frozen
class Layout:
    """The format of an export and the columns of its streams."""

    format: Format
    tables: Mapping[str, Table] = attrs.field(factory=dict[str, Table])

    def table(self, stream: str) -> Table:
        """Return the columns of a stream; none where the format has none."""
        return self.tables.get(stream, Table(()))

    @classmethod
    def load(cls, directory: Path) -> "Layout":
        """Read what a directory has. An export without a note of its format is plain JSON Lines."""
        path = directory / _NAME
        try:
            return msgspec.json.decode(path.read_bytes(), type=cls)
        except FileNotFoundError:
            return cls(Format())
        except OSError as problem:
            raise ExportError(f"{path} cannot be read: {problem.strerror}") from problem
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
            raise ExportError(f"{path} is damaged: {problem}; export anew into another directory") from None

    def save(self, directory: Path) -> None:
        """Write it down, whole or not at all. Raises `OSError`."""
        content = msgspec.json.encode({"format": self.format, "tables": self.tables})
        write_whole(directory / _NAME, msgspec.json.format(content, indent=1))
