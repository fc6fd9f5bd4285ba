"""What one process knows of a limit's window, in the form in which others can use it."""

from typing import NamedTuple


class Standing(NamedTuple):
    """What a bucket knows of the server's window, for others to share. `low` and `high` are seconds to its end.

    `counted` requests of this client are in the window, `unreported` of which no answer's `remaining` tells. `seen` is
    whether an answer has told of this very window, `sure` whether the windows' length is known.
    """

    low: float
    high: float
    window: float
    limit: int
    remaining: int | None
    counted: int
    unreported: int
    seen: bool
    sure: bool
