"""The rows of the matrix, in their order."""

from tests.faults.matrix import Row
from tests.faults.rows_answers import ANSWERS
from tests.faults.rows_connections import CONNECTIONS
from tests.faults.rows_limits import LIMITS

ROWS: tuple[Row, ...] = tuple(sorted((*CONNECTIONS, *ANSWERS, *LIMITS), key=lambda row: row.number))
