"""An emulated account to export, with a client of it that loses no time, and what its files hold."""

import contextlib
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from zendesk_async import OAuthToken, RetryPolicy, Zendesk
from zendesk_async.emulator import Emulator


@contextlib.asynccontextmanager
async def account(tickets: int = 300, **options: Any) -> AsyncIterator[tuple[Emulator, Zendesk]]:
    """Give an emulator whose minute lasts a second, and a client that fails at the first error."""
    options = {"plan": "high_volume", "window": 1.0, **options}
    async with Emulator(tickets=tickets, **options) as emulator, client_of(emulator) as client:
        yield emulator, client


def client_of(emulator: Emulator, **options: Any) -> Zendesk:
    options = {"retry": RetryPolicy(attempts=1), "pacing": "burst", "plan": "high_volume", **options}
    return Zendesk(base_url=emulator.url, auth=OAuthToken("token"), **options)


def lines_of(directory: Path, stream: str) -> list[bytes]:
    content = (directory / f"{stream}.jsonl").read_bytes()
    assert not content or content.endswith(b"\n")
    return content.split(b"\n")[:-1]


def rows_of(directory: Path, stream: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines_of(directory, stream)]


def ids_of(directory: Path, stream: str) -> Counter[int | str]:
    return Counter(row["id"] for row in rows_of(directory, stream))
