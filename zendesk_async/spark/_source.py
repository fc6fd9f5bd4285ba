"""The data source, as Spark calls it: planned in one process, read by tasks in others."""

from collections.abc import Iterator, Sequence
from typing import Any

from pyspark.sql.datasource import DataSource, DataSourceReader, DataSourceStreamReader, InputPartition
from pyspark.sql.types import StructType

from zendesk_async.export._columns import stream_table
from zendesk_async.spark._options import ReadOptions
from zendesk_async.spark._reading import Offsets, Reading
from zendesk_async.spark._schema import schema_of


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
        return ZendeskReader(Reading(self.options, schema.fieldNames()))

    def streamReader(self, schema: StructType) -> "ZendeskStreamReader":
        """Return what a stream is read by. Raises `InvalidArgument` for a list that cannot be asked what has changed."""
        return ZendeskStreamReader(Reading(self.options, schema.fieldNames()))


class ZendeskReader(DataSourceReader):
    """Reads a stream once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def partitions(self) -> Sequence[InputPartition]:
        """Plan the tasks."""
        return [InputPartition(part) for part in self._reading.slices()]

    def read(self, partition: InputPartition) -> Iterator[Any]:
        """Read one partition, as Arrow batches."""
        # Spark makes an empty partition itself where none is planned.
        return self._reading.batches(partition.value) if partition.value is not None else iter(())


class ZendeskStreamReader(DataSourceStreamReader):
    """Reads what changes: every micro-batch holds the rows whose latest change is between two seconds."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._offsets = Offsets(reading)

    def initialOffset(self) -> dict[str, int]:
        """Return where a new query begins."""
        return {"time": self._offsets.first}

    def latestOffset(self) -> dict[str, int]:
        """Return up to when everything is there."""
        return {"time": self._offsets.latest()}

    def partitions(self, start: dict[str, int], end: dict[str, int]) -> Sequence[InputPartition]:
        """Plan the tasks of one micro-batch."""
        self._offsets.read_up_to(end["time"])
        return [InputPartition(part) for part in self._reading.slices_between(start["time"], end["time"])]

    def read(self, partition: InputPartition) -> Iterator[Any]:
        """Read one partition, as Arrow batches."""
        return self._reading.batches(partition.value)
