"""What programs read on stderr: one JSON object a line."""

import sys
from collections.abc import Mapping
from typing import Any

import msgspec

from zendesk_async.cli._terminal import escaped_json


def write_event(event: str, facts: Mapping[str, Any]) -> None:
    """Write one event. What the server sent stands in it in printable characters alone."""
    line = msgspec.json.encode({"event": event, **facts}).decode()
    print(escaped_json(line), file=sys.stderr, flush=True)
