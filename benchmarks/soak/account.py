"""The emulated account, in a process of its own: `python -m benchmarks.soak.account SEED`.

Prints its address, answers a line `ledger` with the path of a file that tells how often each marked write is there, and
ends with its input.
"""

import asyncio
import json
import logging
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from aiohttp import web

from benchmarks.hastened import HastenedLoop, WallClock
from benchmarks.soak import FACTOR, FAULTS
from zendesk_async.emulator import (
    Clock,
    CutGzip,
    Delay,
    Drip,
    Drop,
    Emulator,
    Exchange,
    Fault,
    GarbageGzip,
    Status,
    Truncate,
)

TICKETS = 3_000
EFFECTS = [
    Drop(),
    Drop(reset=True),
    Drop(after=True),
    Drop(after=True, reset=True),
    Status(429, retry_after=1),
    Status(500),
    Status(502),
    Status(503),
    Status(503, retry_after=2),
    Status(504),
    Delay(3),
    Drip(4096, 0.2),
    Truncate(0.5),
    Truncate(0.9, chunked=True),
    CutGzip(0.5),
    GarbageGzip(),
]


class NowAndThen(Fault):
    """Meets one request of twenty, tokens' included, with one effect or another."""

    def __init__(self, seed: int) -> None:
        super().__init__(times=None)
        self._random = random.Random(seed)
        self.effects = (self._any,)
        self.met: Counter[str] = Counter()

    def takes(self, method: str, path: str, operation: str | None) -> bool:
        return self._random.random() < FAULTS and super().takes(method, path, operation)

    async def _any(self, exchange: Exchange) -> web.StreamResponse:
        effect = self._random.choice(EFFECTS)
        self.met[type(effect).__name__] += 1
        return await effect(exchange)


def ledger_of(emulator: Emulator) -> Counter[str]:
    """Count every marked write that the account holds: of tickets, comments, tags and deletions."""
    account = emulator.account
    found: Counter[str] = Counter()
    for table in (account.tickets, account.trash):
        for row in table.rows():
            found.update(tag for tag in row["tags"] if tag.startswith("mark-"))
            if str(row["external_id"]).startswith("mark-"):
                found[row["external_id"]] += 1
                if row["status"] == "deleted":
                    found[f"delete {row['id']}"] += 1
    for comment in account.comments.rows():
        found.update(word for word in str(comment["body"]).split() if word.startswith("mark-"))
    return found


async def serve(seed: int) -> None:
    """Serve the account until the input ends."""
    clock = Clock(WallClock(FACTOR))
    async with Emulator(tickets=TICKETS, plan="enterprise", clock=clock, seed=seed) as emulator:
        fault = NowAndThen(seed)
        emulator.faults.add(fault)
        print(emulator.url, flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            file = Path(tempfile.mkstemp(prefix="zendesk-soak-", suffix=".json")[1])
            tokens = len(emulator.account.oauth_tokens) - 1
            told = {
                "writes": ledger_of(emulator),
                "faults": fault.met,
                "tokens": tokens,
                "windows": len(emulator.limits.report()),
                "refused": emulator.refused,
            }
            await asyncio.to_thread(file.write_text, json.dumps(told))
            print(file, flush=True)


if __name__ == "__main__":
    logging.getLogger("aiohttp.server").addHandler(logging.NullHandler())  # requests that were cut short on purpose
    loop = HastenedLoop(FACTOR)
    try:
        loop.run_until_complete(serve(int(sys.argv[1])))
    finally:
        loop.close()
