"""An emulator in a thread of its own, and sync clients of it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal

from zendesk_async.emulator import Emulator
from zendesk_sync import OAuthToken, Zendesk

Start = Callable[..., Emulator]


@pytest.fixture
def start() -> Iterator[Start]:
    """Give a function that starts an emulator; all of them end with the test."""
    with ExitStack() as stack:

        def begin(**options: Any) -> Emulator:
            portal = stack.enter_context(start_blocking_portal(name="emulator"))
            return stack.enter_context(portal.wrap_async_context_manager(Emulator(**options)))

        yield begin


@pytest.fixture
def emulator(start: Start) -> Emulator:
    return start(tickets=250, limited=False)


@pytest.fixture
def zd(emulator: Emulator) -> Iterator[Zendesk]:
    with Zendesk(base_url=emulator.url, auth=OAuthToken("token")) as client:
        yield client
