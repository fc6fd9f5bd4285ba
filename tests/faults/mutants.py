"""`python -m tests.faults.mutants`: break a copy of the package in one way after the other, and see the matrix fail.

A sabotage whose text is no longer there is an error, and so is one that no cell sees.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs

from tests.faults.sabotages import SABOTAGES, Sabotage

ROOT = Path(__file__).parents[2]
_COPIED = ("zendesk_async", "zendesk_sync", "tests", "benchmarks", "docs", "pyproject.toml")
_AT_ONCE = 2


@attrs.frozen
class Verdict:
    """What became of one sabotage: whether it was seen, by what, and after how many seconds."""

    sabotage: Sabotage
    seen: bool
    by: str
    seconds: float


def copy(target: Path) -> Path:
    """Copy what the matrix needs, and return where."""
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "_build"))
        else:
            shutil.copy2(ROOT / name, target / name)
    return target


def run(directory: Path, cases: Iterable[str]) -> subprocess.CompletedProcess[str]:
    """Run some cases of the matrix on the copy in a directory, until the first that fails."""
    tests = [f"tests/faults/test_matrix.py::test_cell[{case}]" for case in cases]
    options = ["-x", "-q", "--no-header", "--tb=line", "-p", "no:cacheprovider"]
    wide = {**os.environ, "COLUMNS": "300"}
    command = [sys.executable, "-m", "pytest", *options, *tests]
    return subprocess.run(command, cwd=directory, env=wide, capture_output=True, text=True, check=False)


def attempt(sabotage: Sabotage) -> Verdict:
    """Break a copy, run what should see it, and tell whether it did."""
    with tempfile.TemporaryDirectory() as name:
        directory = copy(Path(name))
        file = directory / "zendesk_async" / sabotage.file
        text = file.read_text(encoding="utf-8")
        if text.count(sabotage.old) != 1:
            return Verdict(sabotage, False, f"its text stands {text.count(sabotage.old)} times in {sabotage.file}", 0.0)
        file.write_text(text.replace(sabotage.old, sabotage.new), encoding="utf-8")
        begun = time.monotonic()
        done = run(directory, sabotage.seen_by)
    seconds = time.monotonic() - begun
    # 1 says that tests have failed; anything else that they could not be run.
    failed = re.findall(r"^FAILED .*test_cell\[(.*)\] ?-? ?(.{0,160})", done.stdout, re.MULTILINE)
    if done.returncode != 1 or not failed:
        return Verdict(sabotage, False, done.stdout[-2000:] + done.stderr[-2000:], seconds)
    return Verdict(sabotage, True, ": ".join(failed[0]), seconds)


def main(names: Sequence[str]) -> int:
    """Try every sabotage whose name has one of the words, all of them without; return the exit status."""
    chosen = [one for one in SABOTAGES if not names or any(word in one.name for word in names)]
    whole = run(ROOT, dict.fromkeys(case for one in chosen for case in one.seen_by))
    if whole.returncode:
        print(whole.stdout, whole.stderr, "the cells must pass on the package as it is", sep="\n")
        return 1
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        verdicts = []
        for verdict in pool.map(attempt, chosen):
            verdicts.append(verdict)
            state = "caught" if verdict.seen else "NOT CAUGHT"
            print(f"{state:<11}{verdict.seconds:5.1f} s  {verdict.sabotage.name}\n{'':20}{verdict.by}", flush=True)
    caught = sum(verdict.seen for verdict in verdicts)
    print(f"{caught} of {len(verdicts)} sabotages caught")
    return int(caught != len(verdicts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
