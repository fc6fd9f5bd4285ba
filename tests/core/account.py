"""A client of an emulated account."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

from zendesk_async import OAuthToken, RetryPolicy, Zendesk
from zendesk_async.emulator import Emulator


@contextlib.asynccontextmanager
async def account(**sizes: Any) -> AsyncIterator[tuple[Emulator, Zendesk]]:
    """Give an emulator whose limits let everything pass, and a client of it that waits for nothing."""
    sizes.setdefault("limited", False)
    async with Emulator(**sizes) as emulator, client(emulator) as zd:
        yield emulator, zd


def client(emulator: Emulator, **options: Any) -> Zendesk:
    options.setdefault("retry", RetryPolicy(backoff=0))
    options.setdefault("pacing", "burst")
    return Zendesk(base_url=emulator.url, auth=OAuthToken("token"), **options)
