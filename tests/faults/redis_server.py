"""A Redis on a socket: fakeredis behind as much of the protocol as a script needs."""

import asyncio
import contextlib
from typing import Any

import fakeredis
from anyio.from_thread import BlockingPortal
from redis.exceptions import ResponseError


class RedisServer:
    """Serve at `port` until closed. `asked` counts the scripts that were run."""

    def __init__(self, portal: BlockingPortal) -> None:
        self._portal = portal
        self._redis = fakeredis.FakeAsyncRedis()
        self._serving: set[asyncio.Task[None]] = set()
        self.asked = 0
        self._server: asyncio.Server = portal.call(self._start)
        self.port: int = self._server.sockets[0].getsockname()[1]

    async def flush(self) -> None:
        """Forget everything, the scripts too."""
        await self._redis.flushall()
        await self._redis.script_flush()

    async def stop(self) -> None:
        """End, connections included: whoever asks again is refused."""
        self._server.close()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)

    def close(self) -> None:
        """As `stop`, from another thread."""
        self._portal.call(self.stop)

    async def _start(self) -> asyncio.Server:
        return await asyncio.start_server(self._serve, "127.0.0.1", 0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                while line := await reader.readline():
                    parts = [await self._part(reader) for _ in range(int(line[1:]))]
                    writer.write(await self._answer(parts))
                    await writer.drain()
        finally:
            self._serving.discard(task)
            writer.close()

    async def _part(self, reader: asyncio.StreamReader) -> bytes:
        size = int((await reader.readline())[1:])
        return (await reader.readexactly(size + 2))[:-2]

    async def _answer(self, parts: list[bytes]) -> bytes:
        if parts[0] in {b"AUTH", b"CLIENT"}:
            return b"+OK\r\n"
        if parts[0] == b"HELLO":
            return b"%1\r\n$5\r\nproto\r\n:3\r\n"
        self.asked += parts[0] == b"EVALSHA"
        try:
            return _encoded(await self._redis.execute_command(*parts))
        except ResponseError as problem:
            name = "NOSCRIPT " if "matching script" in str(problem) else "ERR "
            return f"-{name}{problem}\r\n".encode()


def _encoded(value: Any) -> bytes:
    match value:
        case bool() | None:
            return b"$-1\r\n"
        case int():
            return f":{value}\r\n".encode()
        case bytes() | str():
            text = value.encode() if isinstance(value, str) else value
            return f"${len(text)}\r\n".encode() + text + b"\r\n"
        case _:
            return f"*{len(value)}\r\n".encode() + b"".join(map(_encoded, value))
