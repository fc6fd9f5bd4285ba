"""A process that does one thing again and again when it is told to: `python -m benchmarks.worker MODULE WAY URL`.

For every line that it reads it runs the way once and prints the processor seconds and the seconds that took. So other
people's clients are measured in an environment of their own, and no client pays for what another has left in memory.
"""

import dataclasses
import gc
import shutil
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Self


@dataclasses.dataclass(frozen=True)
class Run:
    """What one run took, in seconds: of the processor, and by the clock."""

    processor: float
    wall: float


class Worker:
    """A process like that."""

    def __init__(self, python: str | Path, module: str, way: str, url: str) -> None:
        command = [str(python), "-m", "benchmarks.worker", module, way, url]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._name = f"{module} {way}"

    def run(self) -> Run:
        """Let it run once."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("run\n")
        self._process.stdin.flush()
        found = self._process.stdout.readline().split()
        if len(found) != 2:
            raise RuntimeError(f"{self._name} failed; what it wrote to stderr says why")
        return Run(*map(float, found))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


@contextmanager
def server(*options: str) -> Generator[list[str]]:
    """Start the server of rendered tickets; what it prints are its addresses, and the size of a ticket."""
    command = [sys.executable, "-m", "benchmarks.server", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split()
        finally:
            process.terminate()


def main(module: str, way: str, url: str) -> None:
    """Run the way once for every line of stdin."""
    run = import_module(module).WAYS[way]
    for _ in sys.stdin:
        gc.collect()  # what the one before has left is not this one's cost
        processor, wall = time.process_time(), time.perf_counter()
        left = run(url)
        print(time.process_time() - processor, time.perf_counter() - wall, flush=True)
        if isinstance(left, Path):
            shutil.rmtree(left)  # to remove a file costs as much as to write a third of it, and is no part of an export


if __name__ == "__main__":
    main(*sys.argv[1:])
