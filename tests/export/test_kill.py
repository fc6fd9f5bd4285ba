"""Exports that are killed at random points lose nothing, write nothing twice and leave no broken line."""

import asyncio
import json
import random
import signal
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs
import pyarrow.parquet as parquet
import pytest

from tests.export.emulator_process import emulator_process
from tests.export.reading import FORMATS, contents, csv_rows, file_of, rows_in, rows_of_table
from zendesk_async.export import Checkpoint

_PROGRAM = Path(__file__).with_name("export_process.py")
_POLL = 0.002
# As many requests as an account can have, in the shortest windows that whole seconds can announce.
_FAST = {"plan": "high_volume", "window": 1.0}

pytestmark = pytest.mark.kill


async def export(
    url: str, directory: Path, *names: str, format: str = "jsonl", compression: str | None = None
) -> asyncio.subprocess.Process:
    options = (format, compression or "")
    return await asyncio.create_subprocess_exec(
        sys.executable, _PROGRAM, url, directory, *options, *names, cwd=Path.cwd()
    )


def rows_that_count(directory: Path) -> int:
    found = Checkpoint.load(directory)
    return sum(state.rows for state in found.streams.values()) if found else 0


async def kill_at_start(process: asyncio.subprocess.Process, directory: Path, seconds: float) -> bool:
    """Kill the export so many seconds after its start, or as soon as it has come any further."""
    begun = rows_that_count(directory)
    until = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < until and rows_that_count(directory) == begun:  # noqa: ASYNC110  # a file tells no event
        await asyncio.sleep(_POLL)
    return await kill(process)


async def kill_after(process: asyncio.subprocess.Process, directory: Path, rows: int, delay: float) -> bool:
    """Kill the export a moment after so many rows count."""
    while process.returncode is None and rows_that_count(directory) < rows:  # noqa: ASYNC110  # a file tells no event
        await asyncio.sleep(_POLL)
    await asyncio.sleep(delay)
    return await kill(process)


async def kill(process: asyncio.subprocess.Process) -> bool:
    """Kill a process; tell whether it still ran."""
    if process.returncode is None:
        process.kill()
    return await process.wait() == -signal.SIGKILL


async def export_with_kills(url: str, directory: Path, *names: str, kills: int, rows: int, seed: int) -> None:
    """Kill an export so often, spread over so many rows, resume it each time, and let the last run end."""
    chosen = random.Random(seed)
    killed = 0
    for target in sorted(chosen.randrange(rows * 7 // 10) for _ in range(kills)):
        process = await export(url, directory, *names)
        if chosen.random() < 0.2 or rows_that_count(directory) > target:
            # Anywhere in its start: imports, the lock, the first checkpoint, the first requests.
            killed += await kill_at_start(process, directory, chosen.uniform(0, 0.6))
        else:
            killed += await kill_after(process, directory, target, chosen.uniform(0, 0.08))
    assert killed == kills
    last = await export(url, directory, *names)
    assert await last.wait() == 0


def ids_in(file: Path) -> Counter[int]:
    """Count the ids in a file. Every line must be whole."""
    content = file.read_bytes()
    assert content.endswith(b"\n")
    return Counter(json.loads(line)["id"] for line in content.splitlines())


@attrs.frozen
class Killed:
    """An export in a format that is killed again and again: while it starts, while it reads, while it ends."""

    url: str
    base: Path
    format: str
    compression: str | None
    chosen: random.Random

    async def run(self, kills: int, rows: int, held: Mapping[str, Sequence[int | str]]) -> None:
        """Kill exports so often altogether, a few times each, and let each end after that."""
        killed = 0
        while killed < kills:
            directory = self.base / str(killed)
            for target in sorted(self.chosen.randrange(rows * 11 // 10) for _ in range(min(5, kills - killed))):
                process = await self._begin(directory)
                if self.chosen.random() < 0.2:
                    ended = not await kill_at_start(process, directory, self.chosen.uniform(0, 0.8))
                else:
                    # Beyond the last row: while the files are finished.
                    ended = not await kill_after(process, directory, min(target, rows), self.chosen.uniform(0, 0.15))
                if ended:
                    break
                killed += 1
                self.check_readable(directory)
            last = await self._begin(directory)
            assert await last.wait() == 0
            for stream, table in _TABLES.items():
                found = Counter(row["id"] for row in rows_in(directory, stream, self.format, self.compression))
                assert found == Counter(held[table]), stream
            self.check_readable(directory)

    async def _begin(self, directory: Path) -> asyncio.subprocess.Process:
        return await export(self.url, directory, *_TABLES, format=self.format, compression=self.compression)

    def check_readable(self, directory: Path) -> None:
        """Check that every file can be read up to where the checkpoint counts, and has the rows that it counts."""
        found = Checkpoint.load(directory)
        for part in (directory / ".export").rglob("*.parquet"):
            assert parquet.read_table(part).num_rows
        for stream, state in found.streams.items() if found else ():
            path = file_of(directory, stream, self.format, self.compression)
            if self.format == "parquet":
                assert not path.exists() or parquet.read_table(path).num_rows == state.rows
            elif self.format == "sqlite":
                # The rows of the last commit may not be there yet.
                assert not state.offset or len(rows_of_table(path, stream)) <= state.rows
            else:
                content = contents(path, state.position) if state.offset else b""
                counted = content.count(b"\n") if self.format == "jsonl" else len(csv_rows(content))
                assert counted == state.rows


_TABLES = {"tickets": "tickets", "users": "users", "ticket_comments": "comments", "user_identities": "identities"}


@pytest.mark.parametrize(("format", "compression"), FORMATS, ids=lambda value: value or "plain")
async def test_kills_in_every_format_lose_nothing_and_repeat_nothing(
    tmp_path: Path, format: str, compression: str | None, request: pytest.FixtureRequest
) -> None:
    """`pytest --kills 100` kills a hundred times over all formats."""
    kills: int = request.config.getoption("--kills")
    # The more kills, the more there is to end them in: parts of Parquet are made of thousands of rows.
    tickets = min(15_000, 150 * kills)
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    async with emulator_process(tickets=tickets, users=tickets // 30, page_seconds=0.04, **_FAST) as emulator:
        held = await emulator.ids()
        rows = sum(len(held[table]) for table in _TABLES.values())
        killed = Killed(emulator.url, tmp_path, format, compression, random.Random(seed))
        await killed.run(-(-kills // len(FORMATS)), rows, held)


async def test_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    async with emulator_process(tickets=50_000, page_seconds=0.04, **_FAST) as emulator:
        await export_with_kills(
            emulator.url, tmp_path, "tickets", "users", "organizations", kills=30, rows=55_500, seed=seed
        )
        held = await emulator.ids()
    for name in ("tickets", "users", "organizations"):
        assert ids_in(tmp_path / f"{name}.jsonl") == Counter(held[name]), f"{name}, seed {seed}"


async def test_kills_lose_no_child_and_repeat_none(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    async with emulator_process(tickets=3_000, **_FAST) as emulator:
        await export_with_kills(emulator.url, tmp_path, "ticket_comments.list", kills=10, rows=11_500, seed=seed)
        held = await emulator.ids()
    assert ids_in(tmp_path / "tickets.jsonl") == Counter(held["tickets"]), f"seed {seed}"
    assert ids_in(tmp_path / "ticket_comments.list.jsonl") == Counter(held["comments"]), f"seed {seed}"
