"""How many requests an export takes: `python -m benchmarks.economy`.

An emulator in a process of its own holds 50,000 tickets with three comments each, on the Team plan's limits with minutes
of a few seconds. The tickets and all comments are exported, and what the emulator counted is compared with one request a
ticket, with the least that pages of a thousand records allow, and with the plan that was made before.

With `--all` every stream of an account on the Enterprise plan is exported, and each compared with its plan.
"""

import argparse
import asyncio
import sys
import tempfile
from collections import Counter
from math import ceil
from pathlib import Path

import msgspec

from zendesk_async import OAuthToken, Zendesk
from zendesk_async.cli._emulator_process import EmulatorProcess
from zendesk_async.export import Export, StreamPlan, plan, streams
from zendesk_async.hooks import Event, ResponseReceived

PAGE = 1_000
STREAMS = ("tickets", "ticket_comments")
MOST_OF_ONE_A_TICKET = 1 / 50
MOST_OF_THE_LEAST = 1.02
MOST_OFF_THE_PLAN = 0.05


async def measure(tickets: int, window: float) -> bool:
    """Export, print the figures and return whether they are what is promised."""
    async with EmulatorProcess(tickets=tickets, window=window, plan="team") as emulator:
        async with Zendesk(base_url=emulator.url, auth=OAuthToken("token"), plan="team") as client:
            planned = await plan(client, STREAMS)
            before = sum(one.used for one in (await emulator.state()).windows)
            with tempfile.TemporaryDirectory(prefix="zendesk-economy-") as directory:
                summary = await Export(client, STREAMS, directory).run()
                rows = {name: _different(Path(directory) / f"{name}.jsonl") for name in STREAMS}
        state = await emulator.state()
    used = sum(one.used for one in state.windows) - before
    held = state.counts
    least = ceil(held["incremental_tickets"] / PAGE) + ceil(held["ticket_events"] / PAGE)
    one_a_ticket = held["incremental_tickets"]
    print(
        f"tickets, comments         {rows['tickets']:>10,} {rows['ticket_comments']:>10,}   in {summary.seconds:.0f} s"
    )
    print(f"in the account            {held['incremental_tickets']:>10,} {held['comments']:>10,}")
    print(f"requests sent             {used:>10,}   refused (429): {state.refused}")
    print(f"one request a ticket      {one_a_ticket:>10,}   we need 1/{one_a_ticket / used:.0f} of them (at most 1/50)")
    print(f"least possible            {least:>10,}   we need {used / least:.3f} times as many (at most 1.02)")
    off = used / planned.requests - 1
    print(
        f"planned                   {planned.requests:>10,}   off by {off:+.1%} (at most 5 %), for {planned.asked} requests"
    )
    wrong = [
        rows != {"tickets": held["incremental_tickets"], "ticket_comments": held["comments"]},
        used > one_a_ticket * MOST_OF_ONE_A_TICKET,
        used > least * MOST_OF_THE_LEAST,
        abs(off) > MOST_OFF_THE_PLAN,
        state.refused > 0,
    ]
    return not any(wrong)


async def measure_all(tickets: int, window: float) -> bool:
    """Export every stream that needs no arguments, and print what each was planned to need and has needed."""
    names = [name for name, stream in streams().items() if not stream.needs]
    sent = Counter[str]()

    def count(event: Event) -> None:
        if isinstance(event, ResponseReceived) and event.status != 429:
            sent[event.operation_id] += 1

    async with EmulatorProcess(tickets=tickets, window=window, plan="enterprise") as emulator:
        client = Zendesk(base_url=emulator.url, auth=OAuthToken("token"), plan="enterprise", hooks=[count])
        async with client:
            planned = await plan(client, names)
            sent.clear()
            with tempfile.TemporaryDirectory(prefix="zendesk-economy-") as directory:
                summary = await Export(client, names, directory).run()
    # Streams that come by the same endpoint are taken together.
    together: dict[str, list[StreamPlan]] = {}
    for one in planned.streams:
        together.setdefault(streams()[one.name].info.operation_id, []).append(one)
    off = 0
    print(f"{'stream':60}{'planned':>9}{'sent':>9}")
    for operation_id, parts in sorted(together.items(), key=lambda item: -sent[item[0]]):
        expected, real = sum(part.requests for part in parts), sent[operation_id]
        close = abs(expected - real) <= max(1, MOST_OFF_THE_PLAN * real)
        off += not close
        name = " + ".join(part.name for part in parts)
        print(f"{name:60}{expected:>9,}{real:>9,}{'' if close else '  OFF BY MORE THAN 5 %'}")
    total = sum(sent.values())
    share = total / planned.requests - 1
    print(f"{'all':60}{planned.requests:>9,}{total:>9,}  {share:+.2%}, {off} of {len(together)} off by more than 5 %")
    print(f"{summary.rows:,} rows in {summary.seconds:.0f} s; the plan took {planned.asked} requests")
    return abs(share) <= MOST_OFF_THE_PLAN


def _different(path: Path) -> int:
    """Return how many rows a file has, each with an id of its own; 0 when one is there twice."""
    with path.open("rb") as file:
        ids = [msgspec.json.decode(line)["id"] for line in file]
    return len(ids) if len(ids) == len(set(ids)) else 0


def main() -> int:
    """Run at full size, and return whether the figures are what is promised."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.economy", description=__doc__)
    parser.add_argument("--tickets", type=int, default=None, help="tickets of the account: 50,000, with --all 1,000")
    parser.add_argument("--all", action="store_true", help="export every stream, and compare each with its plan")
    parser.add_argument("--window", type=float, default=3.0, help="how many seconds a minute of the limits lasts")
    asked = parser.parse_args()
    if asked.all:
        held = asyncio.run(measure_all(asked.tickets or 1_000, asked.window))
    else:
        held = asyncio.run(measure(asked.tickets or 50_000, asked.window))
    print("as promised" if held else "NOT AS PROMISED")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
