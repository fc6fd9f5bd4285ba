"""What the readers do, without Spark: plan the slices of a read, and read one as Arrow batches."""

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from zendesk_async.errors import InvalidArgument
from zendesk_async.export._arrow import ArrowRows
from zendesk_async.export._columns import stream_table
from zendesk_async.spark._options import ReadOptions, client_of
from zendesk_async.spark._slices import SETTLED_AFTER, Slice, Standing, rows_of, sliceable, slices_of, standing_of

_ROWS_A_BATCH: Final = 10_000  # what Spark takes at once by default


class Reading:
    """A read of one stream. It is made where the read is planned, and sent to the tasks."""

    def __init__(self, options: Mapping[str, str], columns: Sequence[str]) -> None:
        self._given = dict(options)
        self.options = ReadOptions.of(self._given)
        self._columns = list(columns)
        stream = self.options.stream
        known = stream_table(stream).names
        for name in columns:
            if name not in known:
                raise InvalidArgument(f"{stream.name} has no column {name!r}; it has: {', '.join(known)}")

    def standing(self, start: int) -> Standing:
        """Ask the account for the first row from a time on, and for its own time."""
        stream = self.options.stream
        with client_of(self._given, self.options.share) as client:
            return client.run(lambda zd: standing_of(zd, stream, start))

    def slices(self) -> list[Slice]:
        """Plan a read of the whole: an incremental stream in slices of time, any other list in one.

        Asks the account where the options do not say from when on and up to when.
        """
        options = self.options
        if not sliceable(options.stream):
            return [Slice(options.start_time, None)]
        start, end = options.start_time, options.end_time
        if end is None or options.partitions > 1:
            standing = self.standing(start)
            end = standing.server_time - SETTLED_AFTER if end is None else end
            start = end if standing.first is None else max(start, min(standing.first, end))
        return self.slices_between(start, end)

    def slices_between(self, start: int, end: int) -> list[Slice]:
        """Plan a read from one second up to another."""
        return slices_of(start, end, self.options.partitions) if start < end else []

    def batches(self, part: Slice) -> Iterator[Any]:
        """Read a slice, as `pyarrow.RecordBatch`es."""
        options = self.options
        arrow = ArrowRows(stream_table(options.stream))
        # A shared gate knows of all tasks, and gives each what the others leave.
        divided = sliceable(options.stream) and "shared_limits" not in self._given
        share = options.share / options.partitions if divided else options.share
        with client_of(self._given, share) as client:
            for rows in client.iterate(lambda zd: rows_of(zd, options.stream, part)):
                pieces = [rows[first : first + _ROWS_A_BATCH] for first in range(0, len(rows), _ROWS_A_BATCH)]
                yield from arrow.table(pieces).select(self._columns).to_batches()


class Offsets:
    """Where a query that streams begins, and up to when everything is there."""

    def __init__(self, reading: Reading) -> None:
        options = reading.options
        if not sliceable(options.stream):
            raise InvalidArgument(f"{options.stream.name} cannot be asked what has changed; read it as a batch")
        if options.end_time is not None:
            raise InvalidArgument("a stream has no end_time; read a batch")
        self._reading = reading
        self._interval = options.interval
        self._latest = self.first = options.start_time
        self._asked = float("-inf")

    def latest(self) -> int:
        """Return the latest second whose changes are all there, by the server's clock. Asks once an interval.

        It stays where it is while nothing has changed.
        """
        if time.monotonic() - self._asked >= self._interval:
            self._asked = time.monotonic()
            standing = self._reading.standing(self._latest)
            if standing.first is not None:
                self._latest = max(self._latest, standing.server_time - SETTLED_AFTER)
        return self._latest

    def read_up_to(self, second: int) -> None:
        """Take note of how far the query is: it may have begun long ago."""
        self._latest = max(self._latest, second)
