"""Measure, and print one table: `python -m benchmarks [--write]`.

Nothing is written unless `--write` asks for it: then the table goes into docs/performance.md. When there is a
`benchmarks.limits`, it is run too, and what it prints follows the table.
"""

import argparse
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from benchmarks import start_up, throughput
from benchmarks.figures import Figure, table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"


def main() -> int:
    """Run every measurement and show the figures; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    parser.add_argument(
        "--skip-limits", action="store_true", help="leave out the use of rate limits, which takes minutes"
    )
    asked = parser.parse_args()
    figures: list[Figure] = []
    for module in (start_up, throughput):
        for figure in module.measure():
            if sys.stderr.isatty():
                print(f"{figure.what}: {figure.figure}", file=sys.stderr, flush=True)
            figures.append(figure)
    lines = [*table(figures), "", machine()]
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
        write(lines)
    return failed


def machine() -> str:
    """Return what the figures are of."""
    names = ("aiohttp", "msgspec", "orjson")
    found = ", ".join(f"{name} {version(name)}" for name in names if find_spec(name) is not None)
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {found}."


def write(lines: list[str]) -> None:
    """Put the lines between the marks of the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(before + BEGIN + "\n" + "\n".join(lines) + "\n\n" + END + after, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
