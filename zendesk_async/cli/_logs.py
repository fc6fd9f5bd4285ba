"""What the library logs, as the command tells it: only what a person waits for, or all of it as JSON."""

import logging
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from zendesk_async.cli._json_lines import write_event
from zendesk_async.cli._terminal import clean_line

_LONG = 2.0
"""Seconds from which on a wait is worth a line."""


class _Teller(logging.Handler):
    def __init__(self, *, as_json: bool) -> None:
        super().__init__(logging.WARNING)
        self._as_json = as_json

    def emit(self, record: logging.LogRecord) -> None:
        facts: dict[str, Any] | None = getattr(record, "zendesk", None)
        if self._as_json:
            write_event("log", {"level": record.levelname.lower(), "message": record.getMessage(), **(facts or {})})
        elif facts is None:
            print(f"Note: {clean_line(record.getMessage())}", file=sys.stderr)
        elif facts.get("delay", 0.0) >= _LONG:
            what = f"{facts['error']} for {facts['method']} {facts['route']}"
            print(f"Note: {clean_line(what)}: sent again in {facts['delay']:.0f} s", file=sys.stderr)


@contextmanager
def telling(*, as_json: bool) -> Generator[None]:
    """Tell what the library warns of on stderr, for the time of one command."""
    logger = logging.getLogger("zendesk_async")
    teller = _Teller(as_json=as_json)
    propagated, logger.propagate = logger.propagate, False
    logger.addHandler(teller)
    try:
        yield
    finally:
        logger.removeHandler(teller)
        logger.propagate = propagated
