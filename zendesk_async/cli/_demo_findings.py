"""What the demonstration claims, and whether it holds."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs
import msgspec

from zendesk_async.cli._emulator_process import Window

LEAST_SHARE = 0.97
"""The part of every full window's requests that must have been used."""


@attrs.frozen
class StreamFinding:
    """One stream: the rows that the emulator holds, those in the file, and how many different ids they have."""

    name: str
    expected: int
    written: int
    different: int

    @property
    def holds(self) -> bool:
        """Whether every row is there once."""
        return self.expected == self.written == self.different


@attrs.frozen
class _Identified:
    id: int | str


_read_id = msgspec.json.Decoder(_Identified).decode


def stream_finding(name: str, path: Path, expected: int) -> StreamFinding:
    """Read a stream's file, line by line, and compare it with what the emulator holds."""
    with path.open("rb") as file:
        ids = [_read_id(line).id for line in file]
    return StreamFinding(name, expected, len(ids), len(set(ids)))


def full_windows(windows: Sequence[Window], began: float, ended: float) -> list[Window]:
    """Return the windows that lie wholly between two moments (seconds since 1970); one without a request counts as 0."""
    if not windows:
        return []
    length = windows[0].end - windows[0].start
    used = {round(window.start / length): window for window in windows}
    first = -int(-began // length)
    last = int(ended // length)
    limit = windows[0].limit
    return [
        used.get(number) or Window(number * length, (number + 1) * length, limit, 0, 0, complete=True)
        for number in range(first, last)
    ]


def complaints(
    findings: Sequence[StreamFinding],
    full: Sequence[Window],
    *,
    requests: int,
    counted: int,
    refused: int,
    least_windows: int,
) -> list[str]:
    """Return what does not hold; empty when all does."""
    found = [
        f"{one.name}: {one.expected:,} rows expected, {one.written:,} written, {one.different:,} different ids"
        for one in findings
        if not one.holds
    ]
    if refused:
        found.append(f"{refused} requests were refused with a 429")
    if requests != counted:
        found.append(f"{requests:,} requests were sent, and the emulator counted {counted:,}")
    if len(full) < least_windows:
        found.append(f"there were {len(full)} full windows, too few to tell how the limit is used ({least_windows})")
    found += [
        f"a full window used {window.used} of {window.limit} allowed requests ({window.used / window.limit:.1%})"
        for window in full
        if window.used < LEAST_SHARE * window.limit
    ]
    return found


def expected_rows(counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many rows each stream of the demonstration must deliver, from the emulator's own tables."""
    return {
        "tickets": counts["incremental_tickets"],
        "users": counts["users"],
        "organizations": counts["organizations"],
        "ticket_comments.list": counts["comments"],
    }
