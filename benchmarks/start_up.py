"""What a program pays before its first request and after its last: medians of new interpreters."""

import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

from anyio.from_thread import start_blocking_portal

from benchmarks.figures import Figure
from zendesk_async.emulator import Emulator

ROUNDS = 15
DEPENDENCIES = "import aiohttp, cattrs, anyio, msgspec"
MEASURED = "import time; {before}; start = time.process_time(); {measured}; print(time.process_time() - start)"
CLIENT = "import zendesk_async; zd = zendesk_async.Zendesk('acme', auth=zendesk_async.OAuthToken('token'))"
PROGRAMS = {
    "import of the dependencies alone": ("pass", DEPENDENCIES),
    "import zendesk_async, above them": (DEPENDENCIES, "import zendesk_async"),
    "import zendesk_sync, above them": (DEPENDENCIES, "import zendesk_sync"),
    "first use of a group (zd.tickets)": (CLIENT, "zd.tickets"),
}
UNCLOSED = """
import sys, time
from zendesk_sync import OAuthToken, Zendesk
zd = Zendesk(base_url=sys.argv[1], auth=OAuthToken("token"))
zd.users.me()
print(time.monotonic())
"""


def measure() -> Iterator[Figure]:
    """Give the figures, in milliseconds."""
    seconds: dict[str, list[float]] = {what: [] for what in PROGRAMS}
    for _ in range(ROUNDS):
        for what, (before, measured) in PROGRAMS.items():
            program = MEASURED.format(before=before, measured=measured)
            seconds[what].append(float(_printed(program)))
    floor = median(next(iter(seconds.values())))
    for what, found in seconds.items():
        yield Figure(what, f"{median(found) * 1e3:.1f} ms", median(found) / floor)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(Emulator()) as emulator:
        ends = [_end(emulator.url) for _ in range(ROUNDS)]
    yield Figure("end of a program that left its sync client open", f"{median(ends) * 1e3:.0f} ms")


def _printed(program: str, *arguments: str) -> str:
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _end(url: str) -> float:
    last_line = float(_printed(UNCLOSED, url))
    return time.monotonic() - last_line
