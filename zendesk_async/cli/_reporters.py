"""Who tells how an export goes: a live table on a terminal, lines elsewhere, JSON where programs read. All on stderr."""

import sys
from typing import Any, Protocol

import attrs
from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from zendesk_async.cli._json_lines import write_event
from zendesk_async.cli._progress import ProgressReport, StreamReport
from zendesk_async.cli._terminal import clean, is_terminal


class Reporter(Protocol):
    """Tells a person or a program how a run goes."""

    @property
    def interval(self) -> float:
        """Seconds from one report to the next."""
        ...

    def note(self, event: str, text: str, **facts: Any) -> None:
        """Tell that something happened once: `text` for people, `event` and `facts` for programs."""
        ...

    def progress(self, report: ProgressReport) -> None:
        """Tell how far the run is."""
        ...

    def close(self) -> None:
        """Stop telling."""
        ...


def reporter_for(*, log_json: bool) -> Reporter:
    """Return the reporter that suits stderr."""
    if log_json:
        return JSONReporter()
    return TerminalReporter() if is_terminal(sys.stderr) else LineReporter()


class JSONReporter:
    """One JSON object a line."""

    interval = 10.0

    def note(self, event: str, text: str, **facts: Any) -> None:
        """Write the event and its facts."""
        write_event(event, {"message": text, **facts})

    def progress(self, report: ProgressReport) -> None:
        """Write the report."""
        write_event("progress", attrs.asdict(report))

    def close(self) -> None:
        """Do nothing: every line is out."""


class LineReporter:
    """One line every ten seconds, for logs."""

    interval = 10.0

    def note(self, event: str, text: str, **facts: Any) -> None:
        """Write the text."""
        print(clean(text), file=sys.stderr, flush=True)

    def progress(self, report: ProgressReport) -> None:
        """Write the report on one line."""
        print(line_of(report), file=sys.stderr, flush=True)

    def close(self) -> None:
        """Do nothing: every line is out."""


class TerminalReporter:
    """A table that is kept up to date in place."""

    interval = 0.25

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True, highlight=False)
        self._live: Live | None = None

    def note(self, event: str, text: str, **facts: Any) -> None:
        """Write the text above the table."""
        self._console.print(Text(clean(text)))

    def progress(self, report: ProgressReport) -> None:
        """Draw the table anew."""
        if self._live is None:
            self._live = Live(console=self._console, auto_refresh=False)
            self._live.start()
        self._live.update(_table(report), refresh=True)

    def close(self) -> None:
        """Leave the last table on the screen and give the cursor back."""
        if self._live is not None:
            self._live.stop()
            self._live = None


def line_of(report: ProgressReport) -> str:
    """Return a report on one line."""
    streams = ", ".join(f"{stream.name} {_rows(stream)}" for stream in report.streams)
    return f"{_clock(report.elapsed)}  {streams}; {_requests(report)}; waiting for {report.waiting}; {_left(report)}"


def _table(report: ProgressReport) -> Group:
    table = Table(box=None, pad_edge=False)
    table.add_column("stream")
    table.add_column("rows", justify="right")
    table.add_column("expected", justify="right")
    table.add_column("done", justify="right")
    for stream in report.streams:
        done = "failed" if stream.failed else "all" if stream.done else _percent(stream.fraction)
        expected = "" if stream.expected is None else f"{stream.expected:,}"
        table.add_row(Text(stream.name), f"{stream.rows:,}", expected, done)
    lines = f"{_requests(report)}\nwaiting for {report.waiting}\n{_clock(report.elapsed)} so far, {_left(report)}"
    return Group(table, Text(lines))


def _rows(stream: StreamReport) -> str:
    if stream.failed:
        return f"{stream.rows:,} (failed)"
    if stream.done:
        return f"{stream.rows:,} (all)"
    if stream.expected is not None:
        return f"{stream.rows:,} of {stream.expected:,}"
    return f"{stream.rows:,}" + ("" if stream.fraction is None else f" ({_percent(stream.fraction)})")


def _percent(fraction: float | None) -> str:
    return "" if fraction is None else f"{fraction:.0%}"


def _requests(report: ProgressReport) -> str:
    sent = f"{report.requests:,} requests, {report.refused} refused (429), {report.used:.0f}"
    if report.allowed is None:
        return f"{sent} in {report.window:g} s"
    return f"{sent} of {report.allowed:.0f} allowed in {report.window:g} s ({report.used / report.allowed:.0%})"


def _left(report: ProgressReport) -> str:
    if report.left is None:
        return "time left unknown"
    return f"about {_clock(report.left)} left" if report.left else "nothing left"


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
