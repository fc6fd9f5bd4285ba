"""`zendesk emulator`: a Zendesk account on this machine."""

import asyncio
import gc
import signal
import sys
from typing import Annotated, Any

import attrs
import msgspec
from cyclopts import App, Parameter

from zendesk_async.cli._exit_codes import ExitCode
from zendesk_async.cli._usage import UsageProblem
from zendesk_async.emulator import Emulator
from zendesk_async.emulator.__main__ import run

app = App(name="zendesk emulator", help_format="plaintext", version_flags=())


@app.default
def emulator(
    *,
    port: Annotated[int, Parameter(help="The port on 127.0.0.1; 0 takes a free one.")] = 0,
    tickets: Annotated[int, Parameter(help="Tickets in the account.")] = 100,
    users: Annotated[int | None, Parameter(help="Users; a tenth of the tickets by default.")] = None,
    organizations: Annotated[int | None, Parameter(help="Organizations; a tenth of the users by default.")] = None,
    comments: Annotated[float, Parameter(help="Comments a ticket, on average.")] = 3.0,
    plan: Annotated[str, Parameter(help="The plan whose rate limit is kept.")] = "enterprise",
    requests_per_window: Annotated[int | None, Parameter(help="Requests a minute, in place of the plan's.")] = None,
    window: Annotated[float, Parameter(help="How many seconds a minute of the rate limits lasts.")] = 60.0,
    job_seconds: Annotated[float, Parameter(help="Seconds that a background job takes for each item.")] = 0.005,
    seed: Annotated[int, Parameter(help="The same seed and sizes give the same account.")] = 1,
    subdomain: Annotated[str, Parameter(help="The account's name.")] = "emulator",
    control: Annotated[
        bool,
        Parameter(
            negative="",
            help="For programs that start it: speak JSON lines on stdout, answer each line `state` on stdin with the "
            "rows of every table and the use of every window, and end with stdin.",
        ),
    ] = False,
) -> int:
    """Run a server that behaves like Zendesk, with its account in memory; print its address and credentials."""
    if requests_per_window is not None and requests_per_window < 1:
        raise UsageProblem("--requests-per-window must be at least 1")
    if min(tickets, users or 0, organizations or 0, comments) < 0:
        raise UsageProblem("--tickets, --users, --organizations and --comments must not be negative")
    try:
        account = Emulator(
            tickets=tickets,
            users=users,
            organizations=organizations,
            comments_per_ticket=comments,
            plan=plan,
            requests_per_window=requests_per_window,
            window=window,
            job_seconds=job_seconds,
            seed=seed,
            subdomain=subdomain,
            port=port,
        )
    except ValueError as problem:
        raise UsageProblem(f"the emulator cannot be as asked: {problem}") from None
    usual = gc.get_threshold()
    # The rows live as long as the process: to look through all of them for garbage, as often as new ones are made,
    # would hold up every answer for half a second.
    gc.set_threshold(10_000, 50, 100_000)
    try:
        if control:
            asyncio.run(_serve_controlled(account))
        else:
            run(account, show=lambda text: print(text, flush=True))
    except OSError as problem:
        raise UsageProblem(f"port {port} cannot be used: {problem.strerror}", "Give another --port.") from None
    finally:
        gc.set_threshold(*usual)
    return ExitCode.COMPLETE


async def _serve_controlled(emulator: Emulator) -> None:
    loop = asyncio.get_running_loop()
    # A Ctrl-C in a terminal reaches both processes; the one that started this one decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked = asyncio.StreamReader()
    try:
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(asked), sys.stdin)
    except ValueError:
        raise UsageProblem("--control needs a pipe as stdin", "It is for programs that start the emulator.") from None
    async with emulator:
        _write({"url": emulator.url, "limit": emulator.limits.limit, "window": emulator.limits.window})
        async for line in asked:
            if line.strip() == b"state":
                _write(state_of(emulator))


def state_of(emulator: Emulator) -> dict[str, Any]:
    """Return what the account holds and how its rate limit was used, window by window."""
    return {
        "counts": emulator.account.counts(),
        "windows": [attrs.asdict(window) for window in emulator.limits.report()],
        "refused": emulator.refused,
    }


def _write(answer: dict[str, Any]) -> None:
    sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
    sys.stdout.flush()
