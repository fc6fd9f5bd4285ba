"""A client in a process of its own, which tells how it took an answer: `bomb_program.py async|sync URL`."""

import asyncio
import json
import resource
import sys
from pathlib import Path
from typing import Any

import zendesk_async
import zendesk_sync

UNIT = 1 if sys.platform == "darwin" else 1024
STATUS = Path("/proc/self/status")


def most_memory() -> int:
    """Return the most bytes that this process has had in memory so far."""
    if STATUS.exists():  # Linux's getrusage counts what the parent had when this process was started
        return int(STATUS.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT


def main(side: str, url: str) -> None:
    options: dict[str, Any] = {"base_url": url, "auth": zendesk_async.OAuthToken("token"), "pacing": "burst"}
    before, error = 0, None
    if side == "sync":
        with zendesk_sync.Zendesk(**options) as zd:
            zd.account_settings.show()
            before = most_memory()
            try:
                zd.users.show(1)
            except zendesk_sync.ZendeskError as problem:
                error = problem
    else:

        async def call() -> None:
            nonlocal before, error
            async with zendesk_async.Zendesk(**options) as zd:
                await zd.account_settings.show()
                before = most_memory()
                try:
                    await zd.users.show(1)
                except zendesk_async.ZendeskError as problem:
                    error = problem

        asyncio.run(call())
    print(json.dumps({"error": type(error).__name__, "grown": most_memory() - before}))


if __name__ == "__main__":
    main(*sys.argv[1:])
