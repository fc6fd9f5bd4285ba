"""Run the emulator until it is told to end: `python -m zendesk_async.emulator --port 8765 --tickets 1000`."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable, Sequence

from zendesk_async.emulator._limit_rules import PLANS
from zendesk_async.emulator._server import (
    ADMINISTRATOR,
    API_TOKEN,
    BEARER_TOKEN,
    CLIENT_ID,
    CLIENT_SECRET,
    Emulator,
)


def run(emulator: Emulator, *, show: Callable[[str], object] = print) -> None:
    """Serve until SIGINT or SIGTERM; `show` is told the address and the credentials once it listens."""
    asyncio.run(_serve(emulator, show))


async def _serve(emulator: Emulator, show: Callable[[str], object]) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    async with emulator:
        show(greeting(emulator))
        await ended.wait()


def greeting(emulator: Emulator) -> str:
    """Return what a person needs to use the emulator."""
    counts = emulator.account.counts()
    held = ", ".join(f"{counts[name]:,} {name}" for name in ("tickets", "comments", "users", "organizations"))
    return "\n".join(
        (
            f"Zendesk emulator at {emulator.url}",
            f"  account        {emulator.account.subdomain}: {held}",
            f"  rate limit     {emulator.limits.limit} requests per {emulator.limits.window:g} s",
            f"  API token      {ADMINISTRATOR}/token with {API_TOKEN}",
            f"  bearer token   {BEARER_TOKEN}",
            f"  OAuth client   {CLIENT_ID} with {CLIENT_SECRET}",
            "Everything is in memory and gone at the end. Ctrl-C ends it.",
        )
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m zendesk_async.emulator", description=__doc__)
    add = parser.add_argument
    add("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    add("--tickets", type=int, default=100, help="tickets in the account")
    add("--users", type=int, help="users in the account; a tenth of the tickets by default")
    add("--organizations", type=int, help="organizations; a tenth of the users by default")
    add("--comments", type=float, default=3.0, help="comments a ticket, on average")
    add("--plan", choices=sorted(PLANS), default="enterprise", help="the plan whose rate limit is kept")
    add("--window", type=float, default=60.0, help="how many seconds a minute of the rate limits lasts")
    add("--job-seconds", type=float, default=0.005, help="seconds that a background job takes for each item")
    add("--seed", type=int, default=1, help="the same seed and sizes give the same account")
    add("--subdomain", default="emulator", help="the account's name")
    asked = parser.parse_args(arguments)
    try:
        emulator = Emulator(
            tickets=asked.tickets,
            users=asked.users,
            organizations=asked.organizations,
            comments_per_ticket=asked.comments,
            plan=asked.plan,
            window=asked.window,
            job_seconds=asked.job_seconds,
            seed=asked.seed,
            subdomain=asked.subdomain,
            port=asked.port,
        )
        run(emulator, show=lambda text: print(text, flush=True))
    except (OSError, ValueError) as problem:
        print(f"The emulator cannot start: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
