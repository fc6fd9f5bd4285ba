"""What tickets have behind them on average, told by a sample: comments, and events."""

import asyncio
import datetime as dt
from itertools import pairwise
from typing import Any

from zendesk_async._json import is_object
from zendesk_async.export._census import Census
from zendesk_async.export._streams import Stream, streams

SAMPLE = 1_000
"""Tickets whose comments are counted, to tell how many there are of all."""
_PROBES = 3
"""Pages of the ticket events that are read, to tell how many there are for each comment."""


class TicketHistory:
    """Asks for samples of an account's tickets and of what happened to them, each once."""

    def __init__(self, census: Census) -> None:
        self._census = census
        self._tickets: asyncio.Task[list[dict[str, Any]]] | None = None
        self._averages: asyncio.Task[tuple[float, float]] | None = None

    async def averages(self) -> tuple[float, float]:
        """Return how many comments a ticket has on average, and how many events there are for each comment."""
        if self._averages is None:
            self._averages = asyncio.ensure_future(self._sampled())
        return await self._averages

    async def spread(self, stream: Stream, probes: int) -> list[Any]:
        """Read pages of an export by time at times between which as many tickets were written."""
        if self._tickets is None:
            self._tickets = asyncio.ensure_future(self._census.tickets(SAMPLE))
        moments = sorted(_seconds(row.get("created_at")) for row in await self._tickets)
        # Not at a ticket's own moment, or every page would begin with a new ticket.
        pairs = list(pairwise(moments)) or [(0, 0)]
        starts = {sum(pairs[len(pairs) * (2 * part + 1) // (2 * probes)]) // 2 for part in range(probes)}
        pages = await asyncio.gather(
            *(self._census.first_page(stream, {**stream.arguments, "start_time": start}) for start in starts)
        )
        return [row for page in pages for row in page.records]

    async def _sampled(self) -> tuple[float, float]:
        rows = await self.spread(streams()["ticket_events"], _PROBES)
        assert self._tickets is not None
        counts = [row["comment_count"] for row in await self._tickets if isinstance(row.get("comment_count"), int)]
        said = sum(_is_comment(child) for row in rows for child in row.get("child_events") or ())
        comments = sum(counts) / len(counts) if counts else 1.0
        return comments, len(rows) / said if said else 1.0


def _seconds(moment: object) -> int:
    return int(dt.datetime.fromisoformat(moment).timestamp()) if isinstance(moment, str) else 0


def _is_comment(child: object) -> bool:
    return is_object(child) and str(child.get("event_type")).endswith("Comment")
