"""How much memory an export takes, by its length: `python -m benchmarks.memory [--pages 1000]`.

Each export runs in a process of its own, whose peak is what the system counted; of three such peaks the median counts.
A thousand pages, compressed as Zendesk sends them, are a million tickets: 2.8 GB of lines in a temporary directory.
"""

import argparse
import asyncio
import resource
import subprocess
import sys
import tempfile
from statistics import median

import zendesk_async
from benchmarks.figures import Promise
from benchmarks.server import PAGE
from benchmarks.ways import CLIENT
from benchmarks.worker import server
from zendesk_async.export import Export


def measure(pages: int) -> list[Promise]:
    """Give the peak of the longer export, in MB, and as a multiple of the shorter one's (ten pages)."""
    short, long = (_peak(number) for number in (10, pages))
    return [
        Promise(f"peak of an export of {pages * PAGE} tickets, of one of {10 * PAGE}", long / short, most=1.1),
        Promise(f"peak of an export of {pages * PAGE} tickets, MB", long, most=120),
    ]


def _peak(pages: int) -> float:
    with server("--pages", str(pages)) as (_, compressed, _):
        command = [sys.executable, "-m", "benchmarks.memory", "--export", compressed, "--pages", str(pages)]
        runs = [subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True) for _ in range(3)]
    return median(float(run.stdout) for run in runs)


async def _export(url: str, pages: int) -> None:
    with tempfile.TemporaryDirectory() as directory:
        async with zendesk_async.Zendesk(base_url=url, **CLIENT) as zd:
            done = await Export(zd, ["tickets"], directory).run()
        assert done.rows == pages * PAGE
    unit = 1 if sys.platform == "darwin" else 1024
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description=__doc__)
    parser.add_argument("--pages", type=int, default=1000, help="how long the longer export is")
    parser.add_argument("--export", metavar="URL", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.export:
        asyncio.run(_export(asked.export, asked.pages))
    else:
        measured = measure(asked.pages)
        for one in measured:
            print(f"{one.what}: {one.measured:.2f} ({one.bound})")
        sys.exit(not all(one.kept for one in measured))
