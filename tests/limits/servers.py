"""Redis for tests of whole clients: one in this process, and the real one with a password where it is installed."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

import attrs
import fakeredis
import redis.asyncio

from zendesk_async import SharedLimits

PASSWORD = "sesame-canary"


@attrs.frozen
class Served:
    """A server, how to reach it, and how to end it."""

    redis: Callable[[], Any]
    end: Callable[[], None]

    def shared(self, **options: Any) -> SharedLimits:
        return SharedLimits(self.redis(), **options)

    def client(self) -> Any:
        made = self.redis()
        return redis.asyncio.Redis.from_url(made) if isinstance(made, str) else made


@contextmanager
def _in_this_process() -> Iterator[Served]:
    server = fakeredis.FakeServer()
    yield Served(lambda: fakeredis.FakeAsyncRedis(server=server), lambda: setattr(server, "connected", False))


@contextmanager
def _of_the_system(program: str, directory: Path) -> Iterator[Served]:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    words = [program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--requirepass", PASSWORD]
    process = subprocess.Popen([*words, "--dir", str(directory)], stdout=subprocess.DEVNULL)

    def end() -> None:
        process.kill()
        process.wait()

    try:
        for _ in range(500):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.02)
        yield Served(lambda: f"redis://:{PASSWORD}@127.0.0.1:{port}/0", end)
    finally:
        end()


KINDS = ["fake", *(name for name in ("redis-server", "valkey-server") if shutil.which(name))]


def serving(kind: str, directory: Path) -> AbstractContextManager[Served]:
    """Serve one of `KINDS` for the time of the block."""
    return _in_this_process() if kind == "fake" else _of_the_system(kind, directory)
