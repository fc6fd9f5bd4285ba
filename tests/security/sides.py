"""One test for both sides: what is done with a client is written once, and done with either."""

import asyncio
import inspect
from collections.abc import Callable
from typing import Any

import pytest

import zendesk_async
import zendesk_sync
from zendesk_async import OAuthToken, RetryPolicy

CANARY = "canary-7f3a9b"

both_sides = pytest.mark.parametrize("side", ["async", "sync"])


async def done(side: str, do: Callable[[Any], Any], **options: Any) -> Any:
    """Make a client of the side, do something with it, and return what that gives or raise what it raises."""
    options = {"auth": OAuthToken(CANARY), "retry": RetryPolicy(attempts=1), "pacing": "burst", **options}
    if side == "async":
        async with zendesk_async.Zendesk(**options) as zd:
            answer = do(zd)
            return await answer if inspect.isawaitable(answer) else answer

    def work() -> Any:
        with zendesk_sync.Zendesk(**options) as zd:
            return do(zd)

    return await asyncio.to_thread(work)
