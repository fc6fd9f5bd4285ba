"""One run of an export under the command line: its progress, its signals, and how it ended."""

import asyncio
import contextlib
import signal
from collections.abc import Generator
from pathlib import Path

import attrs

from zendesk_async.cli._measures import Measures
from zendesk_async.cli._progress import ProgressMeter, ProgressReport
from zendesk_async.cli._reporters import Reporter
from zendesk_async.client import Zendesk
from zendesk_async.errors import ZendeskError
from zendesk_async.export import Checkpoint, Export, ExportSummary, streams
from zendesk_async.export._export import ends_there_again

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@attrs.frozen
class Outcome:
    """How a run ended: with a summary, by a signal, or by an error.

    `empty`: the directory has nothing that counts. `kept`: it has what this export did. `resumable`: it has, and the same
    command may go further.
    """

    summary: ExportSummary | None = None
    ended_by: signal.Signals | None = None
    error: ZendeskError | None = None
    empty: bool = False
    kept: bool = False
    resumable: bool = False


async def run_export(
    client: Zendesk, export: Export, directory: Path, *, measures: Measures, reporter: Reporter, share: float = 1.0
) -> Outcome:
    """Export until all is done, a signal comes or an error ends it."""
    meter = ProgressMeter(streams(), measures, share=share)
    running = asyncio.ensure_future(export.run())
    watching = asyncio.ensure_future(_watch(client, export, directory, meter, reporter))
    with _ending(running) as received:
        try:
            summary = await running
        except asyncio.CancelledError:
            if not received:
                raise
            counts = _has_rows(directory)
            return Outcome(ended_by=received[0], empty=not counts, kept=counts, resumable=counts)
        except ZendeskError as problem:
            told = export.progress()
            counts = _has_rows(directory)
            # An error from before the first request is not the end of a run: there is nothing of it to go on with.
            kept = counts and any(stream.failure is not None or stream.rows or stream.done for stream in told)
            failures = [stream.failure for stream in told if stream.failure is not None]
            final = bool(failures) and all(map(ends_there_again, failures))
            return Outcome(error=problem, empty=not counts, kept=kept, resumable=kept and not final)
        else:
            return Outcome(summary=summary)
        finally:
            watching.cancel()
            await asyncio.wait([watching])
            if measures.requests:
                reporter.progress(_report(client, export, directory, meter))
            reporter.close()


async def _watch(client: Zendesk, export: Export, directory: Path, meter: ProgressMeter, reporter: Reporter) -> None:
    while True:
        await asyncio.sleep(reporter.interval)
        reporter.progress(_report(client, export, directory, meter))


@contextlib.contextmanager
def _ending(running: "asyncio.Future[ExportSummary]") -> Generator[list[signal.Signals]]:
    """Cancel the run at the first Ctrl-C or SIGTERM; a second one ends the process as it would any other."""
    loop = asyncio.get_running_loop()
    received: list[signal.Signals] = []

    def end(number: signal.Signals) -> None:
        received.append(number)
        running.cancel()
        restore()

    def restore() -> None:
        for number in _SIGNALS:
            loop.remove_signal_handler(number)

    for number in _SIGNALS:
        loop.add_signal_handler(number, end, number)
    try:
        yield received
    finally:
        restore()


def _report(client: Zendesk, export: Export, directory: Path, meter: ProgressMeter) -> ProgressReport:
    checkpoint = _checkpoint(directory)
    return meter.report(export.progress(), checkpoint.streams if checkpoint is not None else {}, client.limits)


def _checkpoint(directory: Path) -> Checkpoint | None:
    try:
        return Checkpoint.load(directory)
    except ZendeskError:
        return None  # the run itself says what is wrong with it


def _has_rows(directory: Path) -> bool:
    found = _checkpoint(directory)
    return found is not None and any(state.offset or state.cursor or state.done for state in found.streams.values())
