"""A hundred tasks in each of three processes, across the expiry of the token that they share."""

import asyncio
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zendesk_async.auth import FileTokenStore, Secret, TokenPair
from zendesk_async.emulator import Clock, Emulator
from zendesk_async.emulator._oauth import issue_token

PROCESSES, TASKS = 3, 100
PROGRAM = Path(__file__).with_name("renewing_process.py")


class Processes:
    """The processes that call, as they are driven through their input."""

    def __init__(self, processes: Sequence[asyncio.subprocess.Process]) -> None:
        self._processes = processes

    @classmethod
    async def started(cls, *arguments: object) -> "Processes":
        pipe = asyncio.subprocess.PIPE
        command = [sys.executable, str(PROGRAM), *map(str, arguments)]
        root = Path(__file__).parents[2]
        return cls(
            [
                await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, cwd=root)
                for _ in range(PROCESSES)
            ]
        )

    async def advance(self, seconds: float) -> None:
        """Move the clocks of all, and wait until every task of theirs has ended a call that began after that."""
        await asyncio.gather(*(self._advance(process, seconds) for process in self._processes))

    async def _advance(self, process: asyncio.subprocess.Process, seconds: float) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"advance {seconds}\n".encode())
        assert await process.stdout.readline(), "the process has ended"

    async def end(self) -> list[dict[str, Any]]:
        """End them, and return what they tell of their calls."""
        told = await asyncio.gather(*(process.communicate(b"") for process in self._processes))
        return [json.loads(output.splitlines()[-1]) for output, _ in told]


async def test_100_tasks_in_3_processes_renew_once_per_expiry_and_none_fails(tmp_path: Path) -> None:
    ahead = 0.0
    async with Emulator(tickets=10, limited=False, clock=Clock(lambda: time.time() + ahead)) as emulator:
        store = await signed_in(emulator, tmp_path / "tokens.json")
        processes = await Processes.started(emulator.url, store.path, TASKS)

        def renewals() -> int:
            return sum(record.path == "/oauth/tokens" for record in emulator.requests)

        await processes.advance(0)
        assert renewals() == 0
        # The account's time comes first: the token is refused before anybody knew that it would be.
        ahead += 400
        await processes.advance(400)
        assert renewals() == 1
        # The processes' time comes first: the token is renewed ahead of its end.
        await processes.advance(290)
        ahead += 290
        await processes.advance(0)
        assert renewals() == 2
        ahead += 1000
        await processes.advance(1000)
        assert renewals() == 3
        told = await processes.end()
    assert [one["errors"] for one in told] == [[]] * PROCESSES
    calls = [one["calls"] for one in told]
    assert min(calls) >= 5 * TASKS
    print(f"{PROCESSES} processes of {TASKS} tasks: {sum(calls)} calls, 3 expiries, {renewals()} renewals, 0 failures")


async def signed_in(emulator: Emulator, path: Path) -> FileTokenStore:
    """Return a store with the tokens of somebody who has just signed in."""
    account = emulator.account
    client = account.oauth_clients.one("identifier", "emulator")
    assert client is not None
    row = issue_token(
        account,
        client,
        emulator.administrator["id"],
        ["read", "write"],
        expires_in=301,
        refresh_expires_in=700_000,
    )
    store = FileTokenStore(path)
    await store.save(
        TokenPair(
            access_token=Secret(row["token"]),
            refresh_token=Secret(row["refresh_token"]),
            expires_at=time.time() + 301,
            expires_in=301,
            refresh_token_expires_at=None,
            scope="read write",
            account=emulator.url.removeprefix("http://"),
            client_id="emulator",
        )
    )
    return store
