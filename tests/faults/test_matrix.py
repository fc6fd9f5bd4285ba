"""Every fault, met by every class of call on both sides: six checks a cell (see `cell.py`)."""

from pathlib import Path

import pytest

from tests.faults.cell import Cell, cells
from tests.faults.rows import ROWS
from tests.faults.scene import Worlds


@pytest.mark.parametrize("cell", list(cells(ROWS)), ids=str)
def test_cell(cell: Cell, accounts: Worlds, tmp_path: Path) -> None:
    cell.run(accounts, tmp_path)
