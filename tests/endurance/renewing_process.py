"""A process whose hundred tasks call without a pause: `python renewing_process.py URL STORE TASKS`.

It reads lines: `advance SECONDS` moves its clocks, and is answered once every task has ended a call that began after
that. Its last line tells how many calls there were, and the errors.
"""

import asyncio
import json
import sys
import time

from zendesk_async import FileTokenStore, RefreshToken, Zendesk

ahead = 0.0


class Caller:
    """A task that calls again and again."""

    def __init__(self, client: Zendesk, number: int, errors: list[str]) -> None:
        self.calls = 0
        self._client = client
        self._ticket = number % 10 + 1
        self._errors = errors
        self._waiting: list[asyncio.Future[None]] = []

    async def run(self) -> None:
        """Call until cancelled."""
        while True:
            waiting, self._waiting = self._waiting, []
            try:
                await self._client.tickets.show(self._ticket)
            except Exception as error:  # noqa: BLE001  # none is to be missed
                self._errors.append(repr(error))
            self.calls += 1
            for future in waiting:
                future.set_result(None)
            await asyncio.sleep(0.3)

    def next_call(self) -> asyncio.Future[None]:
        """Return a future that is done when a call that begins later has ended."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        return future


async def main(url: str, store: str, tasks: int) -> None:
    """Call with so many tasks until the input ends."""
    global ahead  # noqa: PLW0603  # the process's clocks
    auth = RefreshToken(
        "emulator",
        "secret",
        store=FileTokenStore(store),
        expires_in=301,
        clock=lambda: time.monotonic() + ahead,
        now=lambda: time.time() + ahead,
    )
    errors: list[str] = []
    async with Zendesk(base_url=url, auth=auth, pacing="burst") as client:
        callers = [Caller(client, number, errors) for number in range(tasks)]
        running = [asyncio.ensure_future(caller.run()) for caller in callers]
        while line := await asyncio.to_thread(sys.stdin.readline):
            ahead += float(line.split()[1])
            await asyncio.gather(*(caller.next_call() for caller in callers))
            print(json.dumps(sum(caller.calls for caller in callers)), flush=True)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    print(json.dumps({"calls": sum(caller.calls for caller in callers), "errors": errors}), flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
