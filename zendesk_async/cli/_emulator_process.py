"""An emulator in a process of its own: it shares no interpreter with the client, and is spoken to over sockets."""

import asyncio
import os
import sys
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import attrs
import msgspec

_LONGEST_LINE = 1 << 24


@attrs.frozen
class Window:
    """One window of the account's rate limit, as the emulator counted it. Times are seconds since 1970."""

    start: float
    end: float
    limit: int
    used: int
    refused: int
    complete: bool


@attrs.frozen
class EmulatorState:
    """What the emulator says of itself: the rows of its tables, and how each window was used."""

    counts: Mapping[str, int]
    windows: tuple[Window, ...]
    refused: int


@attrs.frozen
class _Greeting:
    url: str


class EmulatorProcess:
    """`async with EmulatorProcess(tickets=20_000) as emulator: … emulator.url`; ends with the block."""

    def __init__(self, **options: Any) -> None:
        self._options = options
        self._process: asyncio.subprocess.Process | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        words = [word for name, value in self._options.items() for word in (f"--{name.replace('_', '-')}", str(value))]
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "zendesk_async.cli",
            "emulator",
            "--control",
            *words,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_LONGEST_LINE,
            env={name: value for name, value in os.environ.items() if not name.startswith("ZENDESK_")},
        )
        try:
            self.url = msgspec.json.decode(await self._line(), type=_Greeting).url
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._end()

    async def state(self) -> EmulatorState:
        """Ask the emulator for its state."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(b"state\n")
        await self._process.stdin.drain()
        return msgspec.json.decode(await self._line(), type=EmulatorState)

    async def _line(self) -> bytes:
        assert self._process is not None
        assert self._process.stdout is not None
        line = await self._process.stdout.readline()
        if not line:
            raise ChildProcessError(f"the emulator's process ended with code {await self._process.wait()}")
        return line

    async def _end(self) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), 5)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
