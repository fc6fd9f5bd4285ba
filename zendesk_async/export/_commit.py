"""Making rows count: data to disk first, then the checkpoint that counts on it."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import attrs

from zendesk_async.errors import ExportError
from zendesk_async.export._checkpoint import Checkpoint, StreamState
from zendesk_async.export._sink import Sink


class Committer:
    """Commit the states of all streams together: one round of fsyncs for whatever has gathered meanwhile.

    The order is what makes a crash harmless: append → fsync → checkpoint to a new file → fsync → rename. Rows that no
    checkpoint counts are cut off at the next run.
    """

    def __init__(self, directory: Path, checkpoint: Checkpoint, sinks: Mapping[str, Sink]) -> None:
        self._directory = directory
        self._checkpoint = checkpoint
        self._sinks = sinks
        self._pending: dict[str, StreamState] = {}
        self._round: asyncio.Future[None] | None = None
        self._running: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()

    def state(self, stream: str) -> StreamState:
        """Return the state that counts: what a crash now would leave."""
        return self._checkpoint.streams.get(stream, StreamState())

    async def commit(self, stream: str, state: StreamState) -> None:
        """Return once this state of the stream is on disk. Raises `ExportError` when the disk does not take it."""
        self._pending[stream] = state
        if self._round is None:
            self._round = asyncio.get_running_loop().create_future()
        waiting = self._round
        if self._running is None or self._running.done():
            self._running = asyncio.ensure_future(self._commit_rounds())
        await asyncio.shield(waiting)

    async def finish(self) -> None:
        """Wait for the round that is under way, if any."""
        if self._running is not None:
            await asyncio.wait([self._running])

    async def changed(self) -> None:
        """Wait for the next commit of any stream."""
        await self._changed.wait()

    async def _commit_rounds(self) -> None:
        while self._pending and self._round is not None:
            pending, waiting = self._pending, self._round
            self._pending, self._round = {}, None
            checkpoint = attrs.evolve(self._checkpoint, streams={**self._checkpoint.streams, **pending})
            try:
                await asyncio.to_thread(self._write, tuple(pending), checkpoint)
            except OSError as problem:
                error = ExportError(
                    f"the export could not be written to {self._directory}: {problem.strerror or problem}. What the last "
                    "checkpoint counts is whole; run the same export again to go on from there"
                )
                error.__cause__ = problem
                waiting.set_exception(error)
                waiting.exception()  # seen: its waiters may be gone
                continue
            self._checkpoint = checkpoint
            waiting.set_result(None)
            self._changed.set()
            self._changed.clear()

    def _write(self, dirty: tuple[str, ...], checkpoint: Checkpoint) -> None:
        for name in dirty:
            self._sinks[name].sync()
        checkpoint.save(self._directory)
