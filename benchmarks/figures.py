"""What was measured, and the tables of it."""

import dataclasses
from collections.abc import Iterable, Sequence


@dataclasses.dataclass(frozen=True)
class Figure:
    """What was measured, how much it is, and how much that is of what it is compared with."""

    what: str
    figure: str
    ratio: float | None = None


@dataclasses.dataclass(frozen=True)
class Ratio:
    """What one way costs, as a multiple of the first of its group."""

    group: str
    what: str
    ratio: float


@dataclasses.dataclass(frozen=True)
class Promise:
    """What is promised to be at most or at least so much, and how much it is."""

    what: str
    measured: float
    most: float | None = None
    least: float | None = None

    @property
    def kept(self) -> bool:
        """Whether it is as promised."""
        return (self.most is None or self.measured <= self.most) and (self.least is None or self.measured >= self.least)

    @property
    def bound(self) -> str:
        """What is promised, in words."""
        return f"at most {self.most:g}" if self.most is not None else f"at least {self.least:g}"


def table(figures: Iterable[Figure]) -> list[str]:
    """Return figures as a table."""
    rows = [(one.what, one.figure, "" if one.ratio is None else f"{one.ratio:.2f}") for one in figures]
    return _lines(("what", "figure", "ratio"), rows, texts=1)


def table_of_ratios(ratios: Iterable[Ratio]) -> list[str]:
    """Return ratios as a table, the name of a group at its first line."""
    rows: list[tuple[str, ...]] = []
    before = ""
    for one in ratios:
        rows.append((one.group if one.group != before else "", one.what, f"{one.ratio:.2f}"))
        before = one.group
    return _lines(("what is done", "by", "processor time"), rows, texts=2)


def table_of_promises(promises: Iterable[Promise]) -> list[str]:
    """Return promises as a table."""
    rows = [(one.what, one.bound, f"{one.measured:.2f}{'' if one.kept else ' NOT KEPT'}") for one in promises]
    return _lines(("what", "promised", "measured"), rows, texts=2)


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]], *, texts: int) -> list[str]:
    """Return the lines of a Markdown table, which is also good to read on a terminal. The first columns are texts."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    ruled = ["-" * width if at < texts else "-" * (width - 1) + ":" for at, width in enumerate(widths)]
    lines: list[str] = []
    for row in (head, ruled, *rows):
        cells = (f"{cell:{'<' if at < texts else '>'}{widths[at]}}" for at, cell in enumerate(row))
        lines.append(f"| {' | '.join(cells)} |")
    return lines
