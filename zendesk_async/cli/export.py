"""`zendesk export`: whole streams of an account into files."""

import datetime as dt
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from zendesk_async.cli._account import EVERY_DEFAULT, Account, connect
from zendesk_async.cli._exit_codes import ExitCode
from zendesk_async.cli._export_run import Outcome, run_export
from zendesk_async.cli._failures import failure_of, lines_of
from zendesk_async.cli._measures import Measures
from zendesk_async.cli._plan_table import show_plan
from zendesk_async.cli._reporters import Reporter, reporter_for
from zendesk_async.cli._streams import chosen_with_arguments, show_streams
from zendesk_async.cli._usage import UsageProblem
from zendesk_async.errors import InvalidArgument
from zendesk_async.export import Export
from zendesk_async.export import plan as plan_export
from zendesk_async.export._compression import Compression
from zendesk_async.export._format import Format, FormatName
from zendesk_async.export._remote import place_of

_EPILOGUE = """\
Run the same command again to go on where it ended, after Ctrl-C, an error or a kill alike. Each stream becomes
DIR/STREAM.jsonl, one record a line as Zendesk sent it, or a table with --format csv, parquet or sqlite;
DIR/checkpoint.json says how far it is. Nothing goes to stdout.

Exit codes: 0 complete; 1 failed before anything could be resumed; 2 bad input, nothing was sent; 75 partial, and the
same command goes on from the checkpoint (Ctrl-C, SIGTERM, or an error on the way).
"""

app = App(name="zendesk export", help_epilogue=_EPILOGUE, help_format="plaintext", version_flags=())


@app.default
async def export(
    *names: Annotated[str, Parameter(name="STREAM", help="What to export; --list names all.")],
    out: Annotated[
        str | None,
        Parameter(help="The directory to write to, made when missing; or a URL such as s3://bucket/export, by fsspec."),
    ] = None,
    spool: Annotated[
        Path | None, Parameter(help="With a URL: the local directory that holds each file until it is whole.")
    ] = None,
    start_time: Annotated[
        str | None,
        Parameter(
            help="Where incremental streams begin: unix seconds or 2024-01-31[T12:00:00Z] (UTC); everything by default."
        ),
    ] = None,
    since: Annotated[
        Literal["last"] | None,
        Parameter(help="Bring what --out holds up to date: changes alone where a stream has them, else all anew."),
    ] = None,
    dedupe: Annotated[
        bool, Parameter(negative="", help="Keep only the latest version of each record, as sqlite does anyway.")
    ] = False,
    argument: Annotated[
        tuple[str, ...],
        Parameter(
            name="--argument",
            negative="",
            help="NAME=VALUE for the streams that take it, or STREAM:NAME=VALUE for one.",
        ),
    ] = (),
    share: Annotated[float, Parameter(help="The part of the account's rate limit to take, up to 1.")] = 1.0,
    shared_limits: Annotated[
        str | None,
        Parameter(
            help="A Redis through which processes share the account's limits, redis://127.0.0.1:6379/0. Set "
            "ZENDESK_SHARED_LIMITS in its place where the URL holds a password."
        ),
    ] = None,
    account_plan: Annotated[
        str | None, Parameter(help="The account's plan, such as enterprise: its limit from the start.")
    ] = None,
    concurrency: Annotated[int, Parameter(help="How many lists of children are read at once.")] = 64,
    format: Annotated[
        FormatName, Parameter(help="What to write: rows as Zendesk sent them (jsonl), or tables.")
    ] = "jsonl",
    compression: Annotated[Compression | None, Parameter(help="Compress the files; for jsonl and csv.")] = None,
    csv_raw: Annotated[
        bool, Parameter(negative="", help="Write texts that a spreadsheet takes for formulas as they are.")
    ] = False,
    log_json: Annotated[bool, Parameter(negative="", help="Write one JSON object a line to stderr.")] = False,
    list_streams: Annotated[bool, Parameter(name="--list", negative="", help="Show all streams and end.")] = False,
    plan: Annotated[
        bool,
        Parameter(
            negative="",
            help="Print requests and minutes of each stream and why, and end. The account is asked for counts and samples.",
        ),
    ] = False,
    account: Account = EVERY_DEFAULT,
) -> int:
    """Export whole streams of an account, all at once, at the full rate it allows."""
    if list_streams:
        show_streams()
        return ExitCode.COMPLETE
    chosen, arguments = chosen_with_arguments(names, argument)
    start = None if start_time is None else unix_seconds(start_time)
    if plan:
        async with await connect(account, plan=account_plan, share=share) as client:
            planned = await plan_export(client, chosen, start_time=start or 0, arguments=arguments, share=share)
        show_plan(planned, log_json=log_json)
        return ExitCode.COMPLETE
    if not out:
        raise UsageProblem("the directory to write to is missing", "Add --out DIR.")
    directory, _ = place_of(out, spool)
    form = Format(format, compression, csv_raw)
    reporter = reporter_for(log_json=log_json)
    measures = Measures()
    async with await connect(
        account, plan=account_plan, share=share, shared_limits=shared_limits, hooks=[measures]
    ) as client:
        run = Export(
            client,
            chosen,
            out,
            spool=spool,
            start_time=start,
            since=since,
            arguments=arguments,
            dedupe=dedupe,
            concurrency=concurrency,
            format=format,
            compression=compression,
            csv_raw=csv_raw,
        )
        reporter.note("started", f"Exporting {', '.join(chosen)} of {client.base_url} into {out}", directory=out)
        outcome = await run_export(client, run, directory, measures=measures, reporter=reporter, share=share)
    # Without --since: what was ended early goes on, and what has ended is not begun once more.
    command = _command(names, out, spool, start_time, argument, share, account_plan, concurrency, form, account)
    command += _shared_limits(shared_limits)
    again = shlex.join([*command, *(["--dedupe"] if dedupe else []), *(["--log-json"] if log_json else [])])
    return tell_outcome(outcome, reporter, measures, again)


def tell_outcome(outcome: Outcome, reporter: Reporter, measures: Measures, again: str) -> int:
    """Say how the run ended and how to go on; return the exit code."""
    sent = {"requests": measures.requests, "refused": measures.refused}
    if outcome.summary is not None:
        rows = {stream.name: stream.rows for stream in outcome.summary.streams}
        skipped = sum(stream.skipped for stream in outcome.summary.streams)
        text = f"Complete: {outcome.summary.rows:,} rows in {outcome.summary.seconds:.1f} s"
        text += f", {measures.requests:,} requests, {measures.refused} refused (429)"
        text += f"; {skipped} parents were gone when their children were asked for" if skipped else ""
        reporter.note("complete", text, rows=rows, skipped=skipped, seconds=outcome.summary.seconds, **sent)
        return ExitCode.COMPLETE
    if outcome.error is not None:
        reporter.note("failed", "\n".join(lines_of(failure_of(outcome.error))), error=str(outcome.error), **sent)
        if isinstance(outcome.error, InvalidArgument):
            return ExitCode.USAGE
    else:
        name = outcome.ended_by.name if outcome.ended_by is not None else "a signal"
        reporter.note("interrupted", f"Ended by {name}.", signal=name, **sent)
    if not outcome.resumable:
        if outcome.empty:
            reporter.note("not_resumable", "Nothing was written yet that could be resumed.")
        elif outcome.kept:
            text = "What is written so far counts. The same command would end there again; once the reason is gone, go on by:"
            reporter.note("not_resumable", f"{text}\n  {again}", command=again)
        return ExitCode.FAILED
    reporter.note("resumable", f"What is written so far counts. To go on:\n  {again}", command=again)
    return ExitCode.PARTIAL


def unix_seconds(text: str) -> int:
    """Return a start time as unix seconds. A date or time without a zone is taken as UTC."""
    if text.isascii() and text.isdigit():
        return int(text)
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise UsageProblem(
            f"--start-time {text!r} is neither unix seconds nor a date",
            "Give 1706659200, 2024-01-31 or 2024-01-31T12:00:00Z.",
        ) from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return int(moment.timestamp())


def _shared_limits(url: str | None) -> list[str]:
    # A URL with a password is not put on a terminal; the variable serves the next run as well.
    return [] if url is None or "@" in url or "?" in url else ["--shared-limits", url]


def _command(
    names: Sequence[str],
    out: str,
    spool: Path | None,
    start_time: str | None,
    arguments: Sequence[str],
    share: float,
    account_plan: str | None,
    concurrency: int,
    form: Format,
    account: Account,
) -> list[str]:
    given = (
        ("--spool", spool, None),
        ("--start-time", start_time, None),
        ("--share", share, 1.0),
        ("--account-plan", account_plan, None),
        ("--concurrency", concurrency, 64),
        ("--format", form.name, "jsonl"),
        ("--compression", form.compression, None),
        ("--subdomain", account.subdomain, None),
        ("--base-url", account.base_url, None),
    )
    options = [text for name, value, usual in given if value != usual for text in (name, str(value))]
    options += [text for argument in arguments for text in ("--argument", argument)]
    return ["zendesk", "export", *names, "--out", out, *options, *(["--csv-raw"] if form.csv_raw else [])]
