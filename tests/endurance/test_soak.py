"""A minute of `make soak`: mixed work among faults. Nothing grows, nothing is lost, nothing happens twice."""

import os
import subprocess
import sys
from pathlib import Path


def test_a_minute_of_work_among_faults_leaves_nothing_behind() -> None:
    # Its first minute still fills caches, so that memory may grow by more than it may in ten.
    command = [sys.executable, "-m", "benchmarks.soak", "--minutes", "1", "--workers", "6", "--growth", "0.12"]
    # Lines that are counted take memory too, ever more of it as others are reached.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    ended = subprocess.run(
        command, cwd=Path(__file__).parents[2], env=environment, capture_output=True, text=True, check=False
    )
    print(ended.stdout)
    assert ended.stdout.endswith("nothing grew, nothing lost, nothing twice\n"), ended.stdout + ended.stderr
    assert ended.returncode == 0
