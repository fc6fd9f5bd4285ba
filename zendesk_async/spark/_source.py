"""The data source, as Spark calls it: planned in one process, read by tasks in others."""

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pyspark.sql.datasource import DataSource, DataSourceReader, DataSourceStreamReader, InputPartition
from pyspark.sql.types import StructType

from zendesk_async.errors import InvalidArgument
from zendesk_async.export._arrow import ArrowRows
from zendesk_async.export._columns import stream_table
from zendesk_async.spark._options import ReadOptions, client_of
from zendesk_async.spark._schema import schema_of
from zendesk_async.spark._slices import SETTLED_AFTER, Slice, Standing, rows_of, sliceable, slices_of, standing_of

_ROWS_A_BATCH: Final = 10_000  # what Spark takes at once by default


class ZendeskDataSource(DataSource):
    """Read a stream of an account: `spark.read.format("zendesk").option("subdomain", "acme").load("tickets")`.

    Options (texts, as all of Spark's):

    - `stream`: a name as `zendesk export --list` shows it; what is given to `load()` serves as well. `arguments`: those
      that the stream takes or needs, as a JSON object.
    - `subdomain` or `base_url`; `oauth_client_id` with `oauth_client_secret`, or `oauth_token`. What is left out is read
      from the environment (`ZENDESK_SUBDOMAIN`, `ZENDESK_OAUTH_CLIENT_ID`, …) of the driver and of every executor,
      where a secret is better kept.
    - `start_time`, `end_time`: unix seconds or 2026-01-31T00:00:00Z. A read of an incremental stream holds the rows whose
      latest change is in between, by default everything up to now. What changes while it is read moves behind
      `end_time`: read on from there, or stream.
    - `partitions`: into how many slices of that time the read is cut (4), each a task of its own. `share`: the part of
      the account's rate limit that all of them take together (1), in equal parts. `plan`: seeds that limit.
      `shared_limits`: `redis://…`, where they ask one gate instead, together with other processes and machines.
    - `interval`: seconds between two micro-batches of a stream at least (60).

    A row is in exactly one partition, whichever task reads it and however often. Columns are those of the record, as in
    the Parquet files of an export; `extra` holds as JSON what has no column.

    https://spark.apache.org/docs/latest/api/python/tutorial/sql/python_data_source.html
    """

    @classmethod
    def name(cls) -> str:
        """Return the name of the format."""
        return "zendesk"

    def schema(self) -> str:
        """Return the columns of the stream."""
        return schema_of(stream_table(ReadOptions.of(self.options).stream))

    def reader(self, schema: StructType) -> "ZendeskReader":
        """Return what a batch is read by."""
        return ZendeskReader(self.options, schema.fieldNames())

    def streamReader(self, schema: StructType) -> "ZendeskStreamReader":
        """Return what a stream is read by. Raises `InvalidArgument` for a list that cannot be asked what has changed."""
        return ZendeskStreamReader(self.options, schema.fieldNames())


class _Reader:
    """What both readers are: made where the read is planned, and sent to the tasks."""

    def __init__(self, options: Mapping[str, str], columns: Sequence[str]) -> None:
        self._given = dict(options)
        self._options = ReadOptions.of(self._given)
        self._columns = list(columns)
        known = stream_table(self._options.stream).names
        for name in columns:
            if name not in known:
                raise InvalidArgument(f"{self._options.stream.name} has no column {name!r}; it has: {', '.join(known)}")

    def _standing(self, start: int) -> Standing:
        stream = self._options.stream
        with client_of(self._given, self._options.share) as client:
            return client.run(lambda zd: standing_of(zd, stream, start))

    def _cut(self, start: int, end: int) -> list[InputPartition]:
        return [InputPartition(part) for part in slices_of(start, end, self._options.partitions)]

    def _read(self, part: Slice) -> Iterator[Any]:
        options = self._options
        arrow = ArrowRows(stream_table(options.stream))
        # A shared gate knows of all tasks, and gives each what the others leave.
        divided = sliceable(options.stream) and "shared_limits" not in self._given
        share = options.share / options.partitions if divided else options.share
        with client_of(self._given, share) as client:
            for rows in client.iterate(lambda zd: rows_of(zd, options.stream, part)):
                pieces = [rows[first : first + _ROWS_A_BATCH] for first in range(0, len(rows), _ROWS_A_BATCH)]
                yield from arrow.table(pieces).select(self._columns).to_batches()


class ZendeskReader(_Reader, DataSourceReader):
    """Reads a stream once: an incremental one in slices of time, any other list whole."""

    def partitions(self) -> Sequence[InputPartition]:
        """Plan the tasks. Asks the account for the first row and its time where the options do not say them."""
        options = self._options
        if not sliceable(options.stream):
            return [InputPartition(Slice(options.start_time, None))]
        end = options.end_time
        start = options.start_time
        if end is None or options.partitions > 1:
            standing = self._standing(start)
            end = standing.server_time - SETTLED_AFTER if end is None else end
            start = end if standing.first is None else max(start, min(standing.first, end))
        return self._cut(start, end) if start < end else []

    def read(self, partition: InputPartition) -> Iterator[Any]:
        """Read one partition, as Arrow batches."""
        # Spark makes an empty partition itself where none is planned.
        return self._read(partition.value) if partition.value is not None else iter(())


class ZendeskStreamReader(_Reader, DataSourceStreamReader):
    """Reads what changes: every micro-batch holds the rows whose latest change is between two seconds."""

    def __init__(self, options: Mapping[str, str], columns: Sequence[str]) -> None:
        super().__init__(options, columns)
        stream = self._options.stream
        if not sliceable(stream):
            raise InvalidArgument(f"{stream.name} cannot be asked what has changed; read it as a batch")
        if self._options.end_time is not None:
            raise InvalidArgument("a stream has no end_time; read a batch")
        self._latest: int | None = None
        self._asked = float("-inf")

    def initialOffset(self) -> dict[str, int]:
        """Return where a new query begins: at `start_time`."""
        return {"time": self._options.start_time}

    def latestOffset(self) -> dict[str, int]:
        """Return the latest second whose changes are all there, by the server's clock."""
        if time.monotonic() - self._asked >= self._options.interval:
            self._asked = time.monotonic()
            start = self._options.start_time if self._latest is None else self._latest
            standing = self._standing(start)
            if standing.first is not None:
                self._latest = max(start, standing.server_time - SETTLED_AFTER)
        return {"time": self._latest or self._options.start_time}

    def partitions(self, start: dict[str, int], end: dict[str, int]) -> Sequence[InputPartition]:
        """Plan the tasks of one micro-batch."""
        self._latest = max(self._latest or 0, end["time"])
        return self._cut(start["time"], end["time"]) if start["time"] < end["time"] else []

    def read(self, partition: InputPartition) -> Iterator[Any]:
        """Read one partition, as Arrow batches."""
        return self._read(partition.value)
