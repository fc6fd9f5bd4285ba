"""The matrix as a table: for a terminal, with what became of each cell, and for the documentation, with the promises."""

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import floor
from pathlib import Path

from tests.faults.cell import Cell, cells
from tests.faults.matrix import Call, Row
from tests.faults.rows import ROWS
from tests.faults.sides import SIDES

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
_BEGIN, _END = "<!-- written by `make faults-docs` from here -->", "<!-- to here -->"
_WIDTH = 45


def rendered(outcomes: Mapping[str, str]) -> str:
    """Return the table of what became of the cells: by a cell's name, `passed` or anything else."""
    became: dict[tuple[int, Call, str], list[bool]] = defaultdict(list)
    for cell in cells(ROWS):
        became[cell.row.number, cell.call, cell.side.name].append(outcomes.get(str(cell)) == "passed")
    lines = ["{:{width}}".format("", width=_WIDTH + 5) + "".join(f"{call.value:^14}" for call in Call)]
    lines.append(" " * (_WIDTH + 5) + "".join(f"{side.name:^7}" for _ in Call for side in SIDES))
    for row in ROWS:
        columns = [_shown(became.get((row.number, call, side.name))) for call in Call for side in SIDES]
        lines.append(f"{row.number:>3}  {textwrap.shorten(row.fault, _WIDTH):{_WIDTH}}" + "".join(columns))
    lines += ["", "Where there is no cell (·):", *reasons()]
    passed = sum(all(one) for one in became.values())
    cases = sum(map(len, became.values()))
    skipped = sum(outcome == "skipped" for outcome in outcomes.values())
    lines += [
        "",
        f"{passed} of {len(became)} cells pass, {floor(1000 * passed / len(became)) / 10:g} %, in {cases} cases, {skipped} skipped.",
    ]
    return "\n".join(lines)


def _shown(passed: Iterable[bool] | None) -> str:
    return f"{'·' if passed is None else 'pass' if all(passed) else 'FAIL':^7}"


def reasons() -> list[str]:
    """Say why a row has no cell in a column."""
    said = [f"  {_columns(row, why)}: {why}." for row in ROWS for why in dict.fromkeys(row.absent.values())]
    return [*said, f"  {Call.OWN.value}: only where a row is about a call that is none of the four classes."]


def _columns(row: Row, reason: str) -> str:
    return f"{row.number} {', '.join(call.value for call, why in row.absent.items() if why == reason)}"


def documented() -> str:
    """Return the page of the documentation as it should be."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    return f"{before}{_BEGIN}\n\n{_promises()}\n\n{_END}{after}"


def _promises() -> str:
    lines = ["| # | What goes wrong | What you are promised | " + " | ".join(call.value for call in Call) + " |"]
    lines.append("|--:|---|---|" + ":-:|" * len(Call))
    for row in ROWS:
        marks = ["✓" if row.cases_of(call) else "·" for call in Call]
        lines.append(f"| {row.number} | {row.fault} | {row.promise} | {' | '.join(marks)} |")
    said = [f"- {line.strip()}" for line in reasons()]
    tested = sum(1 for row in ROWS for _ in row.calls()) * len(SIDES)
    figure = f"{tested} cells, {sum(1 for _ in cells(ROWS))} cases."
    return "\n".join([*lines, "", figure, "", "Where there is no cell (·):", "", *said])


def by_name() -> dict[str, Cell]:
    """Return every case of every cell by its name."""
    return {str(cell): cell for cell in cells(ROWS)}
