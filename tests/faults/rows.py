"""The rows of the matrix, in their order."""

from tests.faults.matrix import Row
from tests.faults.rows_answers import ANSWERS
from tests.faults.rows_connections import CONNECTIONS

ROWS: tuple[Row, ...] = tuple(sorted((*CONNECTIONS, *ANSWERS), key=lambda row: row.number))
