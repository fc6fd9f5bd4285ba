"""Command lines that cannot be right."""

import difflib
from collections.abc import Iterable


class UsageProblem(Exception):
    """What the command was given cannot be right; nothing was sent. `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the question whether the nearest known name was meant; empty when none is near."""
    near = difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(near)}?" if near else ""
