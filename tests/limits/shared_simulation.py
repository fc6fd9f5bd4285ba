"""Many processes that share the limits of one account through one Redis, in virtual time.

Each process is a `Limiter` of its own; what they have in common is a Redis whose clock is the virtual one, a little
network away, and the account.
"""

import asyncio
import random
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

import fakeredis
import time_machine
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import ReadOnlyError

from tests.unit import limit_simulation
from zendesk_async._limits import Limiter
from zendesk_async._shared_limits import SharedLimits

_MIDNIGHT = 1_700_000_000.0


class Redis:
    """A Redis in virtual time.

    `gone` refuses connections, `slow` answers so many seconds later, `read_only` takes nothing, `broken` makes a client
    fail in a way that nobody has thought of. `offset` is what its clock is off by.
    """

    def __init__(self, *, least: float = 0.0002, most: float = 0.002, seed: int = 1) -> None:
        self.server = fakeredis.FakeServer()
        self.gone = False
        self.slow = 0.0
        self.read_only = False
        self.broken = False
        self.asked = 0
        self.offset = 0.0
        self._random = random.Random(seed)
        self._least, self._most = least, most

    def client(self) -> Any:
        return _Connection(self)

    async def flush(self) -> None:
        await fakeredis.FakeAsyncRedis(server=self.server).flushall()

    async def travel(self) -> None:
        await asyncio.sleep(self._random.uniform(self._least, self._most) + self.slow)
        if self.gone:
            raise RedisConnectionError("Connection refused")
        if self.read_only:
            raise ReadOnlyError("You can't write against a read only replica.")
        if self.broken:
            raise LookupError("nobody has thought of this")


class _Connection:
    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._client = fakeredis.FakeAsyncRedis(server=redis.server)

    async def evalsha(self, digest: str, *arguments: Any) -> Any:
        return await self._answer(self._client.evalsha(digest, *arguments))

    async def eval(self, text: str, *arguments: Any) -> Any:
        return await self._answer(self._client.eval(text, *arguments))

    async def _answer(self, running: Coroutine[Any, Any, Any]) -> Any:
        try:
            await self._redis.travel()
            self._redis.asked += 1
            with _virtual(self._redis.offset):
                answer = await running
        finally:
            running.close()
        await self._redis.travel()
        return answer


@contextmanager
def _virtual(offset: float) -> Iterator[None]:
    with time_machine.travel(_MIDNIGHT + limit_simulation.now() + offset, tick=False):
        yield


def limiter(redis: Redis, account: str = "acme", **options: Any) -> Limiter:
    """Return the limiter of one process."""
    shared = SharedLimits(redis.client())
    made = Limiter(shared=shared, **options)
    shared.serve(account, made.wake)
    return made
