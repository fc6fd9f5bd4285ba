"""Where a cell happens: an emulated account, what goes wrong in it, and the model of what must come out."""

import base64
import itertools
import json
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from anyio.from_thread import BlockingPortal, start_blocking_portal

import zendesk_sync
from tests.faults.matrix import Call, Case, Perform
from tests.faults.sides import Side
from zendesk_async import ApiToken, OAuthToken, RetryPolicy
from zendesk_async.auth import Auth
from zendesk_async.emulator import Clock, Emulator, Fault, RequestRecord
from zendesk_async.emulator._faults import Effect
from zendesk_async.emulator._oauth import issue_token
from zendesk_async.export import Checkpoint

CANARY = "canary-7f3a91c5e8"
"""Begins every secret of a cell: nothing that is shown or kept may hold it."""

PERSON = "admin@example.com"
STREAM = "tickets"
PAGE = 100
PATIENCE = 30.0
START = 1_790_000_000.0

OPERATIONS = {
    Call.GET: "ListUsers",
    Call.POST: "CreateTicket",
    Call.PUT: "UpdateTicket",
    Call.EXPORT: "IncrementalTicketExportCursor",
}
"""The operation that each class of call sends."""

CALLS: dict[Call, Perform] = {
    Call.GET: lambda zd, scene, side: side.each(scene.listing(zd), scene.seen),
    Call.POST: lambda zd, scene, side: zd.tickets.create(subject=scene.mark, comment={"body": "It smokes."}),
    Call.PUT: lambda zd, scene, side: zd.tickets.update(scene.ticket, comment={"body": scene.mark}),
    Call.EXPORT: lambda zd, scene, side: side.export(zd, [scene.stream], scene.directory).run(),
}
"""What each class of call is, on either side."""


class Worlds:
    """The accounts of all cells of a process, on a thread of their own: one to read from, and one to write to."""

    def __init__(self, portal: BlockingPortal, reading: Emulator, writing: Emulator) -> None:
        self.portal = portal
        self.reading = reading
        self.writing = writing


@contextmanager
def worlds() -> Iterator[Worlds]:
    """Start the accounts. 1,050 tickets are two pages of an export, 250 users three of a list."""
    with ExitStack() as stack:
        portal = stack.enter_context(start_blocking_portal(name="accounts"))
        reading = emulator(tickets=1050, users=250, organizations=30, comments_per_ticket=0.01)
        writing = emulator(tickets=5, users=20, organizations=2)
        for one in (reading, writing):
            stack.enter_context(portal.wrap_async_context_manager(one))
            portal.call(take_canaries, one)
        yield Worlds(portal, reading, writing)


def emulator(**options: Any) -> Emulator:
    """Make an account whose time no test moves, whose minute lasts a second, and whose limits let everything pass."""
    begun = time.monotonic()
    return Emulator(
        clock=Clock(lambda: START + time.monotonic() - begun), **{"limited": False, "window": 1.0, **options}
    )


def take_canaries(emulator: Emulator) -> None:
    """Let in whoever has a canary for a token."""
    client = emulator.account.oauth_clients.one("identifier", "emulator")
    assert client is not None
    issue_token(emulator.account, client, emulator.administrator["id"], ["read", "write"], secret=CANARY + "-token")
    emulator.authentication.api_tokens.add(CANARY + "-api-token")


class Scene:
    """One cell while it happens."""

    def __init__(self, worlds: Worlds, case: Case, call: Call, side: Side, directory: Path) -> None:
        self.case = case
        self.call = call
        self.side = side
        self.directory = directory
        self.portal = worlds.portal
        self.emulator = worlds.reading if call in {Call.GET, Call.EXPORT} else worlds.writing
        self.url = self.emulator.url
        self.operation = OPERATIONS.get(call, "")
        self.stream = STREAM
        self.key = "users" if call is Call.GET else STREAM
        self.mark = f"mark {secrets.token_hex(8)}"
        self.ticket: int = worlds.writing.account.snapshot()["tickets"][0]
        self.seen: list[Any] = []
        self.value: Any = None
        self.error: Any = None
        self.failed: list[Exception] = []
        self.numbers = itertools.count(1)
        self.options: dict[str, Any] = {}
        self.events: list[object] = []
        self.secrets = [CANARY, base64.b64encode(f"{PERSON}/token:{CANARY}".encode()).decode()[:-4]]
        self.warm: Callable[[Any], Any] | None = None
        self.notes: dict[str, Any] = {}
        self.stack = ExitStack()
        self._healers: list[Callable[[], object]] = []
        self._well = False

    def __enter__(self) -> "Scene":
        self.portal.call(self.emulator.faults.clear)
        self.portal.call(self.emulator.requests.clear)
        made = self.case.make(self)
        if made is not None:
            self.stack.enter_context(made)
        return self

    def __exit__(self, *problem: object) -> None:
        self.portal.call(self.emulator.faults.clear)
        self.stack.close()

    # What a case sets up

    def strike(self, *effects: Effect, times: int | None = 1, skip: int | None = None, operation: str = "") -> None:
        """Let requests of the call's operation meet a fault: on a list's second page, unless it says otherwise."""
        if skip is None:
            skip = 1 if self.call in {Call.GET, Call.EXPORT} else 0
        self.emulator.faults.add(Fault(*effects, operation=operation or self.operation, times=times, skip=skip))

    def use(self, other: Emulator) -> Emulator:
        """Play in an account of the case's own."""
        self.stack.enter_context(self.portal.wrap_async_context_manager(other))
        self.portal.call(take_canaries, other)
        self.emulator, self.url = other, other.url
        return other

    @contextmanager
    def assistant(self) -> Iterator[Any]:
        """Give a client beside the one of the cell, to prepare the account with."""
        with zendesk_sync.Zendesk(base_url=self.emulator.url, auth=OAuthToken("token"), pacing="burst") as zd:
            yield zd
            self.portal.call(self.emulator.requests.clear)

    def on_healing(self, heal: Callable[[], object]) -> None:
        """Say what makes the account well again, its scripted faults aside."""
        self._healers.append(heal)

    def heal(self) -> None:
        """Let nothing go wrong any more."""
        self.portal.call(self.emulator.faults.clear)
        self._well = True
        for heal in self._healers:
            heal()

    # What the client is made of

    def begin_anew(self) -> None:
        """Forget what a call has done, which was cut short, for another one."""
        self.seen.clear()
        self.mark = f"mark {secrets.token_hex(8)}"

    def auth(self) -> Auth:
        if self.side.name == "async":
            return OAuthToken(CANARY + "-token")
        return ApiToken(PERSON, CANARY + "-api-token")

    def client_options(self) -> dict[str, Any]:
        options = {
            "base_url": self.url,
            "auth": self.options.get("auth") or self.auth(),
            "retry": RetryPolicy(backoff=0.005),
            "pacing": "burst",
            "plan": "high_volume",
            **({} if self._well else self.case.options),
            **self.options,
        }
        return {**options, "hooks": [*options.get("hooks", ()), self.events.append]}

    def before(self, zd: Any) -> Any:
        return None if self.warm is None else self.warm(zd)

    def listing(self, zd: Any, **options: Any) -> Any:
        """Return the list that the class GET reads."""
        return zd.users.list(page_size=PAGE, **options)

    # What has happened, and what should have

    def asked(self, operation: str = "") -> list[RequestRecord]:
        """Return what the server met of the call's operation."""
        name = operation or self.operation
        return [record for record in list(self.emulator.requests) if record.operation_id == name]

    def model(self) -> Counter[int]:
        """Return the ids of the rows that there are to read."""
        return Counter(self.emulator.account.snapshot()[self.key])

    def effects(self) -> int:
        """Count what the call has done on the server."""
        account = self.emulator.account
        if self.call is Call.POST:
            return sum(row["subject"] == self.mark for row in account.tickets.rows())
        return sum(self.mark in (row["body"] or "") for row in account.comments.rows())

    def lines(self) -> list[bytes]:
        """Return the lines of the export's file, all of them whole."""
        path = self.directory / f"{self.stream}.jsonl"
        content = path.read_bytes() if path.exists() else b""
        return _lines(content)

    def counted(self) -> list[bytes]:
        """Return the lines that the checkpoint counts: what stands behind them is cut off when the export goes on."""
        found = Checkpoint.load(self.directory)
        if found is None:
            return []
        state, path = found.state(self.stream), self.directory / f"{self.stream}.jsonl"
        lines = _lines(path.read_bytes()[: state.offset]) if state.offset else []
        assert len(lines) == state.rows, "the checkpoint does not count what is there"
        return lines


def ids_of(lines: list[bytes]) -> Counter[int]:
    """Count the ids in lines."""
    return Counter(json.loads(line)["id"] for line in lines)


def _lines(content: bytes) -> list[bytes]:
    assert not content or content.endswith(b"\n"), "a line is broken off"
    return content.split(b"\n")[:-1]
