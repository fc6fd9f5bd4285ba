"""How far an export is, as a value: made of what the export, its checkpoint, the limits and the hooks tell."""

from collections.abc import Mapping, Sequence

import attrs

from zendesk_async._limits import LimitsState, LimitState
from zendesk_async.cli._measures import Measures
from zendesk_async.export import Stream, StreamProgress, StreamState


@attrs.frozen
class StreamReport:
    """One stream. `fraction` is the part of its way that is done, None while unknown."""

    name: str
    rows: int
    expected: int | None
    done: bool
    fraction: float | None
    failed: bool = False


@attrs.frozen
class ProgressReport:
    """The whole run. `used` and `allowed` are requests a window, `left` the seconds that are probably left."""

    elapsed: float
    streams: tuple[StreamReport, ...]
    requests: int
    refused: int
    used: float
    allowed: float | None
    window: float
    waiting: str
    left: float | None


class ProgressMeter:
    """Makes reports. Keeps where each stream began, to tell how long the rest will take."""

    def __init__(self, streams: Mapping[str, Stream], measures: Measures, *, share: float = 1.0) -> None:
        self._streams = streams
        self._measures = measures
        self._share = share
        self._begun: dict[str, tuple[float, float]] = {}

    def report(
        self, progress: Sequence[StreamProgress], committed: Mapping[str, StreamState], limits: LimitsState
    ) -> ProgressReport:
        """Return how far the run is now."""
        elapsed = self._measures.elapsed
        by_name = {stream.name: stream for stream in progress}
        reports = tuple(self._stream(stream, by_name, committed) for stream in progress)
        account = limits.account
        allowed = None if account.limit is None else account.limit * self._share
        used = self._measures.rate(account.window)
        return ProgressReport(
            elapsed,
            reports,
            self._measures.requests,
            self._measures.refused,
            # Counted over a time of our own, which holds the end of one of Zendesk's windows and the beginning of the next.
            used if allowed is None else min(used, allowed),
            allowed,
            account.window,
            waiting_for(limits),
            self._left(reports, elapsed),
        )

    def _stream(
        self, stream: StreamProgress, progress: Mapping[str, StreamProgress], committed: Mapping[str, StreamState]
    ) -> StreamReport:
        expected = stream.expected
        if expected is not None and stream.rows > expected and not stream.done:
            # The count leaves out archived tickets, which the export has: past it, nobody knows how many are to come.
            expected = None
        return StreamReport(
            stream.name,
            stream.rows,
            expected,
            stream.done,
            self._fraction(stream, progress, committed),
            stream.failure is not None,
        )

    def _fraction(
        self, stream: StreamProgress, progress: Mapping[str, StreamProgress], committed: Mapping[str, StreamState]
    ) -> float | None:
        if stream.done:
            return 1.0
        declared = self._streams.get(stream.name)
        parent = declared.parent if declared is not None else None
        if parent is not None:
            # A list of children has no count: how much of the parent's file has its children written says it instead.
            whole = committed.get(parent, StreamState()).offset
            known = self._fraction(progress[parent], progress, committed) if parent in progress else None
            if not whole or known is None:
                return None
            return known * committed.get(stream.name, StreamState()).parent_offset / whole
        return stream.rows / stream.expected if stream.expected and stream.rows <= stream.expected else None

    def _left(self, reports: Sequence[StreamReport], elapsed: float) -> float | None:
        longest: float | None = 0.0 if all(report.done for report in reports) else None
        for report in reports:
            if report.done or report.failed or report.fraction is None:
                continue
            begun, start = self._begun.setdefault(report.name, (report.fraction, elapsed))
            if report.fraction > begun and elapsed > start:
                left = (1.0 - report.fraction) * (elapsed - start) / (report.fraction - begun)
                longest = left if longest is None else max(longest, left)
        return longest


def waiting_for(limits: LimitsState) -> str:
    """Say in words what holds the run up now."""
    account = limits.account
    for state in (account, *limits.others.values()):
        if state.stopped:
            return f"Zendesk, which said to wait for {state.stopped:.0f} s ({_called(state)})"
    for state in (account, *limits.others.values()):
        if state.waiting:
            left = "" if state.reset is None else f", {state.reset:.0f} s left of the window"
            return f"{_called(state)} ({state.waiting} requests held back{left})"
    return f"{account.in_flight} answers" if account.in_flight else "nothing"


def _called(state: LimitState) -> str:
    return "the account's rate limit" if state.name == "account" else f"the limit {state.name}"
