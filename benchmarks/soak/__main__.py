"""Work for minutes, and tell whether anything grew or was lost: `python -m benchmarks.soak --minutes 10`."""

import argparse
import asyncio
import ctypes
import gc
import json
import logging
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.hastened import HastenedLoop
from benchmarks.soak import FACTOR
from benchmarks.soak.ledger import Ledger
from benchmarks.soak.work import Work
from zendesk_async import ClientCredentials, Timeouts, Zendesk

_SAMPLES = 120
_ALLOCATOR = {"MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072", "MALLOC_ARENA_MAX": "1"}
"""glibc's own figures at its start, fixed, in one arena: otherwise it raises them as it goes, and pages of some megabytes
that come and go leave holes between what stays, in an arena for every thread."""


class Sample(NamedTuple):
    """What this process holds: resident memory in MB, tasks, open files, sockets among them."""

    memory: float
    tasks: int
    files: int
    sockets: int


def sample() -> Sample:
    """Look at this process, without what was freed. What the system does not show is 0."""
    let_go()
    tasks = len(asyncio.all_tasks())
    if not Path("/proc/self/fd").exists():
        return Sample(0.0, tasks, 0, 0)
    status = Path("/proc/self/statm").read_text(encoding="ascii").split()
    links = [_target(one) for one in Path("/proc/self/fd").iterdir()]
    memory = int(status[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return Sample(memory, tasks, len(links), sum(link.startswith("socket:") for link in links))


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""  # the one that lists them


async def endure(
    url: str, directory: Path, asked: argparse.Namespace
) -> tuple[list[Sample], list[float], Work, Ledger, list[str]]:
    """Work as long as was asked for; return what was seen on the way, and what is left that should not be."""
    loop = asyncio.get_running_loop()
    ledger = Ledger(directory / "ledger")
    await asyncio.to_thread(lambda: None)  # the threads' pool is there from now on
    before = sample()
    client = Zendesk(
        base_url=url,
        auth=ClientCredentials("emulator", "secret", expires_in=301, clock=loop.time),
        plan="enterprise",
        timeouts=Timeouts(connect=300, read=600, total=None),
    )
    seconds = asked.minutes * 60 * FACTOR
    async with client:
        work = Work(client, ledger, directory, seed=asked.seed, pause=asked.pause * FACTOR)
        running = asyncio.ensure_future(work.run(asked.workers))
        samples: list[Sample] = []
        idle: list[float] = []
        ends, pauses = loop.time() + seconds, loop.time() + min(120 * FACTOR, seconds / 5)
        while loop.time() < ends and not running.done():
            await asyncio.wait([running], timeout=seconds / _SAMPLES)
            samples.append(sample())
            if not idle and loop.time() >= pauses:
                await work.pause()
                idle.append(sample().memory)
                work.go_on()
        work.stop()
        await running
        idle.append(sample().memory)
        state = client.limits
    left = [
        f"{lane.name}: {lane.in_flight} in flight, {lane.waiting} waiting"
        for lane in (state.account, *state.others.values())
        if lane.in_flight or lane.waiting
    ]
    await asyncio.sleep(1)
    after = sample()
    left += [
        f"{getattr(after, what) - getattr(before, what)} {what} more than at the beginning"
        for what in ("tasks", "files", "sockets")
        if getattr(after, what) > getattr(before, what)
    ]
    return samples, idle, work, ledger, left


def let_go() -> None:
    """Give back what was freed: garbage in cycles, and what the allocator only keeps for later."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's
    if trim is not None:
        trim(0)


def main() -> int:
    """Run, print what was seen, and return 0 when nothing grew and every write is accounted for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--workers", type=int, default=12)
    parser.add_argument("--pause", type=float, default=0.4, help="seconds between two calls of a worker, on average")
    parser.add_argument("--growth", type=float, default=0.03, help="share by which memory may grow")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 16))
    asked = parser.parse_args()
    if not _ALLOCATOR.keys() <= os.environ.keys():
        command = [sys.executable, "-m", "benchmarks.soak", *sys.argv[1:]]
        os.execve(sys.executable, command, {**_ALLOCATOR, **os.environ})
    print(f"seed {asked.seed}", flush=True)
    logging.getLogger("zendesk_async").addHandler(logging.NullHandler())  # which tells of every fault
    command = [sys.executable, "-m", "benchmarks.soak.account", str(asked.seed)]
    with (
        tempfile.TemporaryDirectory(prefix="zendesk-soak-") as directory,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as account,
    ):
        assert account.stdin is not None
        assert account.stdout is not None
        url = account.stdout.readline().strip()
        loop = HastenedLoop(FACTOR)
        try:
            samples, idle, work, ledger, left = loop.run_until_complete(endure(url, Path(directory), asked))
        finally:
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()
        account.stdin.write("ledger\n")
        account.stdin.flush()
        told = Path(account.stdout.readline().strip())
        held: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
        told.unlink()
        differences = ledger.differences(held["writes"])
        account.stdin.close()
    return report(asked, samples, idle, work, ledger, held, [*left, *differences])


def report(
    asked: argparse.Namespace,
    samples: list[Sample],
    idle: list[float],
    work: Work,
    ledger: Ledger,
    held: dict[str, Any],
    problems: list[str],
) -> int:
    """Print the figures, and what is wrong."""
    begin, end = idle
    if end > begin * (1 + asked.growth):
        problems.append(f"memory at rest grew from {begin:.1f} to {end:.1f} MB, by more than {asked.growth:.0%}")
    tenth = max(1, len(samples) // 10)
    steps = [samples[first : first + tenth] for first in range(0, len(samples) - tenth + 1, tenth)]
    print(
        "memory   "
        + " ".join(f"{statistics.median(one.memory for one in part):.1f}" for part in steps)
        + " MB by tenths"
    )
    half = len(samples) // 2
    for what in ("memory", "tasks", "files", "sockets"):
        halves = [[getattr(one, what) for one in part] for part in (samples[:half], samples[half:])]
        text = ", ".join(f"{min(part):.1f} to {max(part):.1f}" for part in halves)
        print(f"{what:8} {text} (first half, second half)")
    print(
        f"memory   {begin:.1f} MB at rest after {min(2.0, asked.minutes / 5):.1f} minutes, {end:.1f} MB at the end: {end / (begin or 1) - 1:+.1%}"
    )
    print("calls    " + ", ".join(f"{times} {name.strip('_')}" for name, times in work.done.most_common()))
    print("failed   " + (", ".join(f"{times} {name}" for name, times in work.failed.most_common()) or "none"))
    print("faults   " + ", ".join(f"{times} {name}" for name, times in sorted(held["faults"].items())))
    print(
        f"account  {held['tokens']} tokens issued, {held['windows']} windows, {held['refused']} requests refused by limits"
    )
    print(f"writes   {ledger.done} done, {ledger.undone} not done, {ledger.resolved} of them known by reading alone")
    for problem in problems[:50]:
        print(f"WRONG    {problem}")
    print("nothing grew, nothing lost, nothing twice" if not problems else f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
