"""What became of each write, in a file: nothing of it is kept in memory, which is what is measured."""

import contextlib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import IO


class Ledger:
    """Notes each marked write once its fate is known: done, or not."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] = path.open("w", encoding="utf-8")
        self._numbers = 0
        self.done = self.undone = self.resolved = 0

    def mark(self) -> str:
        """Return a word that marks one write."""
        self._numbers += 1
        return f"mark-{self._numbers}"

    def note(self, mark: str, done: bool, *, resolved: bool = False) -> None:
        """Note what became of a write; `resolved` when it had to be looked up."""
        self._file.write(f"{mark}\t{int(done)}\t{'read' if resolved else 'told'}\n")
        self.done += done
        self.undone += not done
        self.resolved += resolved

    def differences(self, held: Mapping[str, int]) -> list[str]:
        """Compare with how often the account holds each write, and say what differs."""
        self._file.close()
        wanted: Counter[str] = Counter()
        known: dict[str, str] = {}
        with self._path.open(encoding="utf-8") as lines:
            for line in lines:
                mark, done, how = line.rstrip("\n").split("\t")
                wanted[mark] += int(done)
                known[mark] = how
        marks = wanted.keys() | held.keys()
        return [
            f"{mark}: {held.get(mark, 0)} times there, {wanted[mark]} times done, {known.get(mark, 'noted nowhere')}"
            for mark in sorted(marks)
            if held.get(mark, 0) != wanted[mark]
        ]

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()
