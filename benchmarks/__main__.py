"""Measure, and print the tables: `python -m benchmarks [--write]`.

Nothing is written unless `--write` asks for it: then the tables and the plot go into docs/performance.md. When there is
a `benchmarks.limits`, it is run too, and what it prints follows.
"""

import argparse
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from benchmarks import latency, memory, start_up
from benchmarks.figures import table, table_of_promises, table_of_ratios
from benchmarks.plot import plot
from benchmarks.throughput import PEERS, Measured

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = DOCS / "performance.md"
PLOT = DOCS / "_static" / "performance.svg"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"


def main() -> int:
    """Run every measurement and show the figures; return 1 when something is not as promised."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    parser.add_argument("--pages", type=int, default=1000, help="pages of the long export whose memory is measured")
    parser.add_argument(
        "--skip-limits", action="store_true", help="leave out the use of rate limits, which takes minutes"
    )
    asked = parser.parse_args()
    # Installed packages are compiled already; a checkout would be compiled anew in every process that is measured.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    measured = Measured()
    measured.run()
    ratios = list(measured.ratios())
    promises = [*measured.promises(), *latency.measure(), *memory.measure(asked.pages)]
    lines = ["![](_static/performance.svg)", "", *table_of_ratios(ratios), "", measured.server(), machine(), ""]
    lines += [*table_of_promises(promises), "", *table(start_up.measure())]
    print("\n".join(lines), flush=True)
    failed = 0
    if not asked.skip_limits and find_spec("benchmarks.limits") is not None:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.limits"], stdout=subprocess.PIPE, text=True, check=False
        )
        said = [
            "",
            "Use of the rate limit (`python -m benchmarks.limits`):",
            "",
            "```text",
            *done.stdout.splitlines(),
            "```",
        ]
        print("\n".join(said))
        lines += said
        failed = done.returncode
    if asked.write and not failed:
        PLOT.write_text(plot(ratios), encoding="utf-8")
        write(lines)
    return failed or int(not all(one.kept for one in promises))


def machine() -> str:
    """Return what the figures are of."""
    names = ("aiohttp", "msgspec", "orjson")
    found = ", ".join(f"{name} {version(name)}" for name in names if find_spec(name) is not None)
    peers = "" if PEERS.exists() else " Other people's clients were not measured: `make bench` sets them up."
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {found}.{peers}"


def write(lines: list[str]) -> None:
    """Put the lines between the marks of the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(before + BEGIN + "\n" + "\n".join(lines) + "\n\n" + END + after, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
