"""`zendesk demo`: a whole account, exported at the full rate over real sockets, and checked."""

import tempfile
import time
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from zendesk_async._limits import PLANS
from zendesk_async.auth import ClientCredentials
from zendesk_async.cli._demo_findings import (
    LEAST_SHARE,
    StreamFinding,
    complaints,
    expected_rows,
    full_windows,
    stream_finding,
)
from zendesk_async.cli._emulator_process import EmulatorProcess, EmulatorState, Window
from zendesk_async.cli._exit_codes import ExitCode
from zendesk_async.cli._export_run import run_export
from zendesk_async.cli._measures import Measures
from zendesk_async.cli._reporters import reporter_for
from zendesk_async.cli._terminal import clean_line
from zendesk_async.cli._usage import UsageProblem
from zendesk_async.client import Zendesk
from zendesk_async.export import Export

app = App(name="zendesk demo", help_format="plaintext", version_flags=())

_STREAMS = ("tickets", "users", "organizations", "ticket_comments.list")
_SAMPLE = 200


@app.default
async def demo(
    *,
    tickets: Annotated[int, Parameter(help="Tickets in the account.")] = 20_000,
    window: Annotated[float, Parameter(help="How many seconds a minute of the rate limits lasts.")] = 3.0,
    plan: Annotated[str, Parameter(help="The plan whose rate limit the account has.")] = "enterprise",
    out: Annotated[Path | None, Parameter(help="Keep the files in this directory.")] = None,
) -> int:
    """Export an emulated account at the full rate, and check what came out.

    Starts the emulator in a second process, exports its tickets, users, organizations and all comments (a request a
    ticket) at once, and compares the files with what the emulator itself holds. Ends with 1 when a row is missing or
    there twice, when a request was refused, and when a full window of the rate limit was used by less than 97 %.
    """
    if tickets < 1 or not window > 0 or plan not in PLANS:
        raise UsageProblem(f"--tickets must be at least 1, --window above 0 seconds, --plan one of {', '.join(PLANS)}")
    if out is not None:
        return await _demonstrate(tickets, window, plan, out)
    with tempfile.TemporaryDirectory(prefix="zendesk-demo-") as directory:
        return await _demonstrate(tickets, window, plan, Path(directory))


async def _demonstrate(tickets: int, window: float, plan: str, directory: Path) -> int:
    reporter = reporter_for(log_json=False)
    measures = Measures()
    async with EmulatorProcess(tickets=tickets, window=window, plan=plan) as emulator:
        reporter.note("started", f"An account with {tickets:,} tickets on the plan {plan} is at {emulator.url}.")
        reporter.note("started", f"A minute of its rate limit lasts {window:g} s. Exporting {', '.join(_STREAMS)}.")
        auth = ClientCredentials("emulator", "secret")
        async with Zendesk(base_url=emulator.url, auth=auth, plan=plan, hooks=[measures]) as client:
            began = time.time()
            export = Export(client, _STREAMS, directory)
            outcome = await run_export(client, export, directory, measures=measures, reporter=reporter)
            ended = time.time()
        state = await emulator.state()
    if outcome.summary is None:
        if outcome.error is None:
            raise KeyboardInterrupt
        raise outcome.error
    findings = [
        stream_finding(name, directory / f"{name}.jsonl", rows) for name, rows in expected_rows(state.counts).items()
    ]
    return _conclude(findings, state, full_windows(state.windows, began, ended), measures, directory, ended - began)


def _conclude(
    findings: list[StreamFinding],
    state: EmulatorState,
    full: list[Window],
    measures: Measures,
    directory: Path,
    seconds: float,
) -> int:
    counted = sum(one.used + one.refused for one in state.windows)
    print(f"{'stream':22}{'expected':>12}{'written':>12}")
    for one in findings:
        print(f"{one.name:22}{one.expected:>12,}{one.written:>12,}  {'equal' if one.holds else 'NOT EQUAL'}")
    print(f"requests sent   {measures.requests:>12,}  (the emulator counted {counted:,})")
    print(f"429s            {measures.refused:>12,}  (the emulator refused {state.refused:,})")
    if full:
        used, limit = sum(one.used for one in full), sum(one.limit for one in full)
        worst = min(one.used / one.limit for one in full)
        print(f"rate used       {used / limit:>12.1%}  of the allowed rate in {len(full)} full windows")
        print(f"                {worst:>12.1%}  in the least used of them (at least {LEAST_SHARE:.0%} is asked for)")
    print(f"time            {seconds:>10.1f} s")
    print(f"a line          {_sample(directory / 'tickets.jsonl')}")
    wrong = complaints(
        findings,
        full,
        requests=measures.requests,
        counted=counted,
        refused=max(measures.refused, state.refused),
        least_windows=1,
    )
    for complaint in wrong:
        print(f"FAILED          {complaint}")
    return ExitCode.FAILED if wrong else ExitCode.COMPLETE


def _sample(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        line = clean_line(file.readline())
    return line if len(line) <= _SAMPLE else f"{line[:_SAMPLE]}…"
