"""The rows of the matrix, in their order."""

from tests.faults.matrix import Row
from tests.faults.rows_answers import ANSWERS
from tests.faults.rows_connections import CONNECTIONS
from tests.faults.rows_credentials import CREDENTIALS
from tests.faults.rows_limits import LIMITS
from tests.faults.rows_lists import LISTS
from tests.faults.rows_machine import MACHINE

ROWS: tuple[Row, ...] = tuple(
    sorted((*CONNECTIONS, *ANSWERS, *LIMITS, *LISTS, *CREDENTIALS, *MACHINE), key=lambda row: row.number)
)
