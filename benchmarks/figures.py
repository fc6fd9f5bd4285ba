"""One measured figure, and the table of all of them."""

import dataclasses
from collections.abc import Iterable


@dataclasses.dataclass(frozen=True)
class Figure:
    """What was measured, how much it is, and how much that is of what it is compared with."""

    what: str
    figure: str
    ratio: float | None = None


def table(figures: Iterable[Figure]) -> list[str]:
    """Return the figures as the lines of a Markdown table, which is also good to read on a terminal."""
    rows = [(one.what, one.figure, "" if one.ratio is None else f"{one.ratio:.2f}") for one in figures]
    head = ("what", "figure", "ratio")
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(3)]
    ruled = ("-" * widths[0], "-" * (widths[1] - 1) + ":", "-" * (widths[2] - 1) + ":")
    return [
        f"| {what:{widths[0]}} | {figure:>{widths[1]}} | {ratio:>{widths[2]}} |"
        for what, figure, ratio in [head, ruled, *rows]
    ]
