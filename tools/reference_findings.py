"""What a comparison finds: what is covered, what differs, and which differences are known."""

import tomllib
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import attrs


@attrs.frozen(order=True)
class Difference:
    """One difference: what kind, of what (`ListTickets page[size]`, `Ticket.subject`), and what either side says."""

    kind: str
    subject: str
    detail: str = attrs.field(default="", eq=False, order=False)

    def __str__(self) -> str:
        return f"{self.kind}: {self.subject}" + (f" ({self.detail})" if self.detail else "")


@attrs.define
class Findings:
    """The counts of what the reference has and the package covers, and all differences."""

    covered: dict[str, set[str]] = attrs.field(factory=dict[str, set[str]])
    total: dict[str, set[str]] = attrs.field(factory=dict[str, set[str]])
    differences: set[Difference] = attrs.field(factory=set[Difference])

    def count(self, what: str, subject: str, *, covered: bool, missing: str = "") -> None:
        """Count one thing that the reference has; when it is not covered it is a difference too, of kind `missing`."""
        self.total.setdefault(what, set()).add(subject)
        if covered:
            self.covered.setdefault(what, set()).add(subject)
        elif missing:
            self.differ(missing, subject)

    def differ(self, kind: str, subject: str, detail: str = "") -> None:
        """Note a difference."""
        self.differences.add(Difference(kind, subject, detail))

    def share(self, what: str) -> tuple[int, int]:
        """Return how many are covered, of how many."""
        total = self.total.get(what, set())
        return len(self.covered.get(what, set()) & total), len(total)


@attrs.frozen
class KnownDifferences:
    """The differences that stand for a reason: patterns by kind, under the reason."""

    lines: frozenset[tuple[str, str]]

    @classmethod
    def read(cls, path: Path) -> "KnownDifferences":
        """Read the file: a table for each reason, which holds lists of patterns by kind of difference."""
        reasons: Mapping[str, Mapping[str, Iterable[str]]] = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(
            frozenset(
                (kind, pattern)
                for kinds in reasons.values()
                for kind, patterns in kinds.items()
                for pattern in patterns
            )
        )

    def unknown(self, differences: Iterable[Difference]) -> list[Difference]:
        """Return the differences that no line covers, in order."""
        return sorted(one for one in differences if not self.covers(one))

    def covers(self, difference: Difference) -> bool:
        """Tell whether a difference is known."""
        return any(_covers(line, difference) for line in self.lines)

    def stale(self, differences: Iterable[Difference]) -> list[tuple[str, str]]:
        """Return the lines that cover no difference, in order."""
        found = set(differences)
        return sorted(line for line in self.lines if not any(_covers(line, one) for one in found))


def _covers(line: tuple[str, str], difference: Difference) -> bool:
    kind, pattern = line
    # Brackets stand in names (`page[size]`), so only * and ? are wild.
    return kind == difference.kind and fnmatchcase(difference.subject, pattern.replace("[", "[[]"))
