"""What a program pays before its first request and after its last."""

import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

from anyio.from_thread import start_blocking_portal

from zendesk_async.emulator import Emulator

ROUNDS = 9
PARTS = "import aiohttp, cattrs, anyio, msgspec"
IMPORT = f"import time; {PARTS}; start = time.perf_counter(); {{}}; print(time.perf_counter() - start)"
GROUP = "zd = zendesk_async.Zendesk('acme', auth=zendesk_async.OAuthToken('token'))"
FIRST_GROUP = (
    f"import time, zendesk_async; {GROUP}; start = time.perf_counter(); zd.tickets; print(time.perf_counter() - start)"
)
UNCLOSED = """
import sys, time
from zendesk_sync import OAuthToken, Zendesk
zd = Zendesk(base_url=sys.argv[1], auth=OAuthToken("token"))
zd.tickets.show(1)
print(time.monotonic())
"""


def measure() -> Iterator[str]:
    """Give a line for each figure, a median of several new interpreters."""
    for name in ("zendesk_async", "zendesk_sync"):
        yield f"import {name}, above its dependencies: {_printed(IMPORT.format(f'import {name}')) * 1e3:.1f} ms"
    yield f"first use of a group (tickets): {_printed(FIRST_GROUP) * 1e3:.1f} ms"
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(Emulator(tickets=1)) as emulator:
        ends = sorted(_end(emulator.url) for _ in range(ROUNDS))
    yield f"from the last line of a program to its end, sync client left unclosed: {median(ends) * 1e3:.0f} ms"


def _printed(program: str) -> float:
    command = [sys.executable, "-c", program]
    return median(
        float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(ROUNDS)
    )


def _end(url: str) -> float:
    done = subprocess.run([sys.executable, "-c", UNCLOSED, url], capture_output=True, text=True, check=True)
    return time.monotonic() - float(done.stdout)
