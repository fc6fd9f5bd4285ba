"""Every class of calls, cut short at each of its awaits, on both sides: nothing is left, and nothing is half done."""

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal

from benchmarks.hastened import WallClock
from tests.cancellation.calls import CALLS, CONTENT, PAGE, Call, Scene
from tests.cancellation.sides import SIDES, Side
from tests.model.world import SmallPages
from zendesk_async import RetryPolicy
from zendesk_async.emulator import Clock, Emulator
from zendesk_async.emulator._store import Settings
from zendesk_sync import Zendesk


@pytest.fixture(scope="module")
def portal() -> Iterator[BlockingPortal]:
    with start_blocking_portal(name="account") as portal:
        yield portal


@pytest.fixture
def emulator(portal: BlockingPortal) -> Iterator[Emulator]:
    # Its time runs ahead of ours: what was changed is settled, and exported, a moment later.
    emulator = Emulator(
        tickets=11,
        users=12,
        limited=False,
        job_seconds=0.001,
        job_queue_seconds=0.001,
        clock=Clock(WallClock(600)),
        settings=Settings(export_delay=1),
    )
    with portal.wrap_async_context_manager(emulator):
        yield emulator


@pytest.fixture
def content_url(emulator: Emulator) -> str:
    """Give the address of a file of the account."""
    with Zendesk(base_url=emulator.url, auth=CALLS[0].auth()) as zd:
        uploaded = zd.attachments.upload(CONTENT, filename="photo.jpg").attachment
    assert uploaded is not None
    return uploaded.content_url or ""


@pytest.mark.parametrize("side", SIDES, ids=lambda side: side.name)
@pytest.mark.parametrize("call", CALLS, ids=str)
def test_a_call_cut_short_at_any_await_leaves_nothing_behind(
    call: Call, side: Side, emulator: Emulator, portal: BlockingPortal, content_url: str, tmp_path: Path
) -> None:
    files = open_files()
    ticket = open_ticket(emulator)
    cuts = 0
    for at in itertools.count():
        directory = tmp_path / str(at)
        directory.mkdir()
        portal.call(emulator.requests.clear)
        scene = Scene(emulator, portal, side, directory, ticket=ticket, content_url=content_url)
        options = {
            "base_url": emulator.url,
            "auth": call.auth(),
            "retry": RetryPolicy(backoff=0),
            "pacing": "burst",
            "transport": SmallPages(PAGE),
        }
        cut = side.cut(
            options,
            at,
            lambda zd, scene=scene: call.perform(zd, scene),
            lambda scene=scene: call.check(scene),
            lambda zd, scene=scene: call.again(zd, scene),
        )
        call.check_again(scene, cut.answer)
        until_as_many(files)
        cuts += cut.cut
        if not cut.reached:
            break
    print(f"{call.name}, {side.name}: cut short at each of {cuts} awaits")
    assert cuts >= call.awaits, f"{cuts} of {cut.awaits}"


def open_ticket(emulator: Emulator) -> int:
    tickets = emulator.account.tickets
    return next(one for one in tickets if tickets[one]["status"] == "open")


def open_files() -> int:
    """Count the open files and sockets of this process, where the system shows them."""
    directory = Path("/proc/self/fd")
    return len(list(directory.iterdir())) if directory.exists() else 0


def until_as_many(files: int) -> None:
    """Wait until no more are open than before: a server hears a little later that its connection has ended."""
    until = time.monotonic() + 10
    while open_files() > files:
        assert time.monotonic() < until, f"{open_files() - files} files or sockets are left open"
        time.sleep(0.001)
