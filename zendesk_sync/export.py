"""Export whole accounts to files, without `await`: `zendesk_async.export` behind the sync client."""

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from zendesk_async.client import Zendesk as AsyncZendesk
from zendesk_async.export import Checkpoint, ExportPlan, ExportSummary, Stream, StreamPlan, StreamProgress, streams
from zendesk_async.export import Export as AsyncExport
from zendesk_async.export import plan as async_plan
from zendesk_async.export._compression import Compression
from zendesk_async.export._format import FormatName
from zendesk_sync.client import Zendesk

__all__ = [
    "Checkpoint",
    "Export",
    "ExportPlan",
    "ExportSummary",
    "Stream",
    "StreamPlan",
    "StreamProgress",
    "plan",
    "streams",
]


class Export:
    """Export streams of an account into a directory. The parameters are those of `zendesk_async.export.Export`."""

    def __init__(
        self,
        client: Zendesk,
        streams: Sequence[str],
        directory: str | os.PathLike[str],
        *,
        spool: str | os.PathLike[str] | None = None,
        start_time: int | dt.datetime | None = None,
        since: Literal["last"] | None = None,
        arguments: Mapping[str, Mapping[str, Any]] | None = None,
        dedupe: bool = False,
        concurrency: int = 64,
        format: FormatName = "jsonl",
        compression: Compression | None = None,
        csv_raw: bool = False,
    ) -> None:
        async def build(zd: AsyncZendesk) -> AsyncExport:
            return AsyncExport(
                zd,
                streams,
                directory,
                spool=spool,
                start_time=start_time,
                since=since,
                arguments=arguments,
                dedupe=dedupe,
                concurrency=concurrency,
                format=format,
                compression=compression,
                csv_raw=csv_raw,
            )

        self._client = client
        self._async = client.run(build)

    def progress(self) -> tuple[StreamProgress, ...]:
        """Return how far each stream is. May be called from another thread while `run` waits."""
        return self._async.progress()

    def run(self) -> ExportSummary:
        """Export until every stream has ended, and return what came out.

        Ctrl-C ends it in order; the next run with the same directory goes on. Raises what
        `zendesk_async.export.Export.run` raises.
        """
        return self._client.run(lambda _: self._async.run())


def plan(
    client: Zendesk,
    names: Sequence[str],
    *,
    start_time: int | dt.datetime = 0,
    arguments: Mapping[str, Mapping[str, Any]] | None = None,
    share: float = 1.0,
) -> ExportPlan:
    """Return what an export of these streams would cost: `zendesk_async.export.plan`."""
    return client.run(lambda zd: async_plan(zd, names, start_time=start_time, arguments=arguments, share=share))
