"""Making rows count: data to disk first, then the checkpoint that counts on it."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import attrs

from zendesk_async.errors import ExportError
from zendesk_async.export._checkpoint import Checkpoint, StreamState
from zendesk_async.export._sink import Sink

T = TypeVar("T")


class Committer:
    """Commit the states of all streams together: one round of fsyncs for whatever has gathered meanwhile.

    The order is what makes a crash harmless: append → fsync → checkpoint to a new file → fsync → rename → settle. Rows
    that no checkpoint counts are cut off at the next run.
    """

    def __init__(self, directory: Path, checkpoint: Checkpoint, sinks: Mapping[str, Sink]) -> None:
        self._directory = directory
        self._checkpoint = checkpoint
        self._sinks = sinks
        self._pending: dict[str, StreamState] = {}
        self._round: asyncio.Future[None] | None = None
        self._running: asyncio.Task[None] | None = None

    @property
    def checkpoint(self) -> Checkpoint:
        """The checkpoint that counts."""
        return self._checkpoint

    def state(self, stream: str) -> StreamState:
        """Return the state that counts: what a crash now would leave."""
        return self._checkpoint.state(stream)

    async def commit(self, stream: str, state: StreamState) -> None:
        """Return once this state of the stream is on disk. Raises `ExportError` when the disk does not take it."""
        await asyncio.shield(self.begin(stream, state))

    def begin(self, stream: str, state: StreamState) -> "asyncio.Future[None]":
        """Begin to bring this state of the stream to disk, for a stream that ends now; `finish` waits for it."""
        self._pending[stream] = state
        if self._round is None:
            self._round = asyncio.get_running_loop().create_future()
        if self._running is None or self._running.done():
            self._running = asyncio.ensure_future(self._commit_rounds())
        return self._round

    async def finish(self) -> None:
        """Wait for what was begun, also when the caller is cancelled meanwhile: no file may be closed under a write."""
        if self._running is not None:
            await uninterrupted(self._running)

    async def _commit_rounds(self) -> None:
        while self._pending and self._round is not None:
            pending, waiting = self._pending, self._round
            self._pending, self._round = {}, None
            try:
                await asyncio.to_thread(self._write, pending)
            except Exception as problem:  # noqa: BLE001  # whoever waits for the round gets it, whatever it is
                waiting.set_exception(self._described(problem))
                waiting.exception()  # seen: its waiters may be gone
                continue
            waiting.set_result(None)

    def _write(self, pending: Mapping[str, StreamState]) -> None:
        written: dict[str, StreamState] = {}
        for name, state in pending.items():
            self._sinks[name].sync()
            written[name] = attrs.evolve(state, position=self._sinks[name].position)
        checkpoint = self._checkpoint.having(written)
        checkpoint.save(self._directory)
        self._checkpoint = checkpoint
        for name in pending:
            self._sinks[name].settle()

    def _described(self, problem: Exception) -> Exception:
        if not isinstance(problem, OSError):
            return problem
        error = ExportError(
            f"the export could not be written to {self._directory}: {problem.strerror or problem}. What the last "
            "checkpoint counts is whole"
        )
        error.__cause__ = problem
        return error


async def uninterrupted(work: "asyncio.Future[T]") -> T:
    """Wait for work on files to its end, also when the caller is cancelled meanwhile, and return what it does.

    No file may be closed under a thread that writes it, and no other run let at it.
    """
    cancelled: asyncio.CancelledError | None = None
    while not work.done():
        try:
            await asyncio.wait([work])
        except asyncio.CancelledError as problem:
            cancelled = problem
    if cancelled is not None:
        raise cancelled
    return work.result()
