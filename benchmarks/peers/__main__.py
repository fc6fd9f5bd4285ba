"""Point other people's clients at the emulator: `python -m benchmarks.peers`.

zenpy and python-zendesk-sdk have to be installed; nothing else needs them. They do what their authors wrote against
Zendesk itself, so an emulator that only its own client understands would be found out here. Each client gets an account
of its own, and what it reads is compared with what is there. Prints a line a step; ends with 1 when one failed.
"""

import asyncio
import inspect
import sys
from importlib.metadata import version
from typing import Any

from benchmarks.peers.steps import ORGANIZATIONS, TICKETS, USERS, steps_of
from benchmarks.peers.with_python_zendesk_sdk import PythonZendeskSDK
from benchmarks.peers.with_zenpy import Zenpy
from zendesk_async.cli._emulator_process import EmulatorProcess


async def run(package: str, kind: Any) -> int:
    """Let a client go through its steps and return how many failed."""
    print(f"{package} {version(package)}")
    failed = 0
    async with EmulatorProcess(tickets=TICKETS, users=USERS, organizations=ORGANIZATIONS, window=2.0) as emulator:
        for name, step in steps_of(kind(emulator.url)):
            try:
                if inspect.iscoroutinefunction(step):
                    await step()
                else:
                    await asyncio.to_thread(step)
            except Exception as problem:  # noqa: BLE001  # whatever a client raises is the finding
                failed += 1
                print(f"  FAILED  {name}: {type(problem).__name__}: {problem}", flush=True)
            else:
                print(f"  ok      {name}", flush=True)
    return failed


async def main() -> int:
    """Run every client; return 1 when a step failed."""
    failed = [await run("zenpy", Zenpy), await run("python-zendesk-sdk", PythonZendeskSDK)]
    return 1 if any(failed) else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
