"""Copying the lists below another stream's rows: the comments of every ticket."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import msgspec

from zendesk_async.errors import ExportError, NotFound, ZendeskError
from zendesk_async.export._commit import Committer
from zendesk_async.export._copy import StreamCopy
from zendesk_async.export._sink import Sink
from zendesk_async.export._streams import Stream
from zendesk_async.export._written import WrittenChildren, read_lines

if TYPE_CHECKING:
    from zendesk_async.client import Zendesk

_ROWS_A_COMMIT = 2_000
_PARENTS_A_COMMIT = 200
_READ_AHEAD = 4
"""Lists begun for each that is read at once, so that one that takes long does not stop the others."""


class _Parent(msgspec.Struct, gc=False):
    """What of a parent's row its children are asked for by."""

    id: int | str | None = None
    status: Any = None


_read_parent = msgspec.json.Decoder(_Parent).decode


@attrs.frozen
class _Reading:
    """A list that is being read: whose it is, and where that row ends in the parent's file."""

    parent: int | str
    end: int
    rows: "asyncio.Task[list[bytes] | None]"


class ChildrenCopy(StreamCopy):
    """Copies one list for every row of the parent stream, many at once, in the order of the parent's file.

    The order is what makes it resumable: how far the parent's file was gone through says it all.
    """

    def __init__(
        self,
        stream: Stream,
        client: "Zendesk",
        sink: Sink,
        committer: Committer,
        *,
        path: Path,
        parent: StreamCopy,
        parent_path: Path,
        concurrency: int,
    ) -> None:
        super().__init__(stream, client, sink, committer)
        self._parent = parent
        self._parent_path = parent_path
        self._most_readings = concurrency * _READ_AHEAD
        self._lanes = asyncio.Semaphore(concurrency)
        self._parameter = stream.parameter or ""
        self._written = WrittenChildren(path, self._parameter)

    async def _copy(self) -> None:
        await asyncio.to_thread(self._written.load, self.state.offset)
        readings: deque[_Reading] = deque()
        taken = 0
        try:
            async with contextlib.aclosing(self._parents()) as parents:
                async for identifier, end in parents:
                    readings.append(_Reading(identifier, end, asyncio.ensure_future(self._read(identifier))))
                    while readings and (len(readings) >= self._most_readings or readings[0].rows.done()):
                        await self._take(readings[0])
                        readings.popleft()
                        taken += 1
                    if taken >= _PARENTS_A_COMMIT or self.state.rows - self.committed.rows >= _ROWS_A_COMMIT:
                        await self._commit(self.state)
                        taken = 0
            while readings:
                await self._take(readings[0])
                readings.popleft()
            await self._commit(attrs.evolve(self.state, done=self._parent.committed.done))
        finally:
            for reading in readings:
                reading.rows.cancel()
            await asyncio.gather(*(reading.rows for reading in readings), return_exceptions=True)
            if self.state != self.committed:
                # After Ctrl-C or an error: what was taken so far need not be read again.
                self._committer.begin(self.stream.name, self.state)

    async def _take(self, reading: _Reading) -> None:
        """Append the rows of the eldest list under way."""
        try:
            rows = await reading.rows
        except ZendeskError as problem:
            problem.add_note(f"it was about the row {reading.parent!r} of {self._parent.stream.name}")
            raise
        if rows is None:
            self.state = attrs.evolve(self.state, parent_offset=reading.end, skipped=self.state.skipped + 1)
            return
        if reading.parent in self._written:
            # A parent that changed during the export comes twice. Its children are there, new and changed ones aside.
            await self._commit(self.state)
            earlier = await asyncio.to_thread(self._written.rows_of, reading.parent, self._sink.offset)
            rows = [row for row in rows if row not in earlier]
        if rows:
            self._written.add(reading.parent, self._sink.offset)
            self._sink.append(rows)
        self.state = attrs.evolve(
            self.state, parent_offset=reading.end, offset=self._sink.offset, rows=self.state.rows + len(rows)
        )

    async def _read(self, identifier: int | str) -> list[bytes] | None:
        rows: list[bytes] = []
        arguments = {**self.stream.arguments, self._parameter: identifier}
        async with self._lanes:
            try:
                async for page in self._paginator(arguments).raw_pages():
                    rows += named_after(page.records, self._parameter, identifier)
            except NotFound as problem:
                if problem.code == "InvalidEndpoint":
                    raise
                return None  # deleted since its parent's row was written; counted as skipped
        return rows

    async def _parents(self) -> AsyncGenerator[tuple[int | str, int], None]:
        """Give the id of each committed row of the parent's file, and where the row ends, as they come."""
        position = self.state.parent_offset
        while True:
            until = self._parent.committed.offset
            while position < until:
                for line in await asyncio.to_thread(read_lines, self._parent_path, position, until):
                    position += len(line)
                    row = self._parent_of(line)
                    if row.id is not None and row.status != "deleted":
                        yield row.id, position
            if until < self._parent.committed.offset:
                continue
            if self._parent.ended:
                return
            await self._parent.news()

    def _parent_of(self, line: bytes) -> _Parent:
        try:
            return _read_parent(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as problem:
            raise ExportError(
                f"{self._parent_path} was changed since it was written: a line in it is no row ({problem})"
            ) from None


def named_after(rows: Sequence[bytes], parameter: str, parent: int | str) -> list[bytes]:
    """Begin each row with its parent's id, under the name of the path parameter.

    A row that has a key of this name keeps it: as it is where it says the same, and with `parent_` before ours where it
    says something else (the default organization of a user who is listed for another one).
    """
    key = b'"' + parameter.encode() + b'"'
    identifier = msgspec.json.encode(parent)
    begin, other = b"{" + key + b":" + identifier, b'{"parent_' + key[1:] + b":" + identifier
    named: list[bytes] = []
    for row in rows:
        chosen = begin
        if key in row:
            own = msgspec.json.decode(row, type=dict[str, msgspec.Raw]).get(parameter)
            if own is not None:
                if bytes(own) == identifier:
                    named.append(row)
                    continue
                chosen = other
        named.append(chosen + b"," + row[1:] if len(row) > 2 else chosen + b"}")
    return named
