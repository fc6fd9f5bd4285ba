"""A port before an account: shut, a hole, or open, in the clear or under TLS. Made of plain sockets."""

import asyncio
import contextlib
import errno
import select
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from anyio.from_thread import BlockingPortal


class Gate:
    """Lets through to a server what comes in at its own port, once it is open.

    Before, connections are refused, as where nobody listens. `received` counts the bytes that clients have sent
    through, their TLS handshakes aside.
    """

    def __init__(self, portal: BlockingPortal, target: str, tls: ssl.SSLContext | None = None) -> None:
        self._portal = portal
        self._tls = tls
        self._target = urlsplit(target)
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self._server: asyncio.Server | None = None
        self._waiting: list[socket.socket] = []
        self._passing: set[asyncio.Task[None]] = set()
        self.port: int = self._socket.getsockname()[1]
        self.received = 0

    def open(self) -> None:
        """Let connections through from now on."""
        while self._waiting:
            self._waiting.pop().close()
        if self._server is None:
            self._portal.call(self._start)

    def swallow(self) -> None:
        """Take no connection and refuse none: the kernel's queue is full, and drops what knocks."""
        self._socket.listen(0)
        while True:
            knocking = socket.socket()
            knocking.setblocking(False)
            self._waiting.append(knocking)
            if knocking.connect_ex(self._socket.getsockname()) not in {0, errno.EINPROGRESS}:
                raise OSError("the hole refuses")
            if not select.select([], [knocking], [], 0.05)[1]:
                return

    def listen_only(self) -> None:
        """Let the kernel take connections that nobody answers."""
        self._socket.listen()

    def close(self) -> None:
        """End everything."""
        while self._waiting:
            self._waiting.pop().close()
        if self._server is not None:
            self._portal.call(self._stop)
        self._socket.close()

    async def _start(self) -> None:
        self._server = await asyncio.start_server(self._pass, sock=self._socket, ssl=self._tls)

    async def _stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._passing:
            task.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._passing.add(task)
        inner, outer = await asyncio.open_connection(self._target.hostname, self._target.port)
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._pour(reader, outer, count=True))
                group.create_task(self._pour(inner, writer))
        finally:
            for end in (outer, writer):
                end.close()
                with contextlib.suppress(OSError):
                    await end.wait_closed()
            self._passing.discard(task)

    async def _pour(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, count: bool = False) -> None:
        with contextlib.suppress(OSError):
            while chunk := await source.read(1 << 16):
                if count:
                    self.received += len(chunk)
                sink.write(chunk)
                await sink.drain()
        sink.close()


@contextlib.contextmanager
def resolver(name: str, failures: int | None) -> Iterator[list[int]]:
    """Let the machine's resolver not know a name so many times, or (None) until the list it gives is emptied.

    The list counts down what is left. The name resolves to this machine then.
    """
    real = socket.getaddrinfo
    left = [failures if failures is not None else -1]

    def getaddrinfo(host: str | bytes | None, *args: object, **options: object) -> object:
        if host != name:
            return real(host, *args, **options)  # type: ignore[arg-type]  # handed on as they came
        if left and left[0] != 0:
            left[0] -= 1
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real("127.0.0.1", *args, **options)  # type: ignore[arg-type]  # handed on as they came

    socket.getaddrinfo = getaddrinfo  # type: ignore[assignment]  # the machine's, not the package's
    try:
        yield left
    finally:
        socket.getaddrinfo = real
