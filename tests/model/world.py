"""An emulated account on real sockets, two clients of it, and the plain values that it must come to."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from benchmarks.hastened import HastenedLoop, WallClock
from tests.export.account import rows_of
from tests.model.plain import SCRUBBED, Fate, PlainAccount, PlainTicket
from zendesk_async import (
    AiohttpTransport,
    ClientCredentials,
    RefreshToken,
    Request,
    Response,
    RetryPolicy,
    Timeouts,
    Zendesk,
)
from zendesk_async.emulator import Clock, Effect, Emulator, Fault
from zendesk_async.emulator._clock import stamp_of
from zendesk_async.emulator._oauth import issue_token
from zendesk_async.emulator._server import CLIENT_ID, CLIENT_SECRET
from zendesk_async.errors import AmbiguousWrite, ExportError, RateLimited, ServerError, TransportError
from zendesk_async.export import Checkpoint, Export
from zendesk_async.hooks import Event, ResponseReceived

FACTOR = 60
"""A minute passes in a second."""

STREAMS = ("tickets", "users", "organizations", "ticket_comments")
_PAGE = 5
_TEMPORARY = (TransportError, ServerError, RateLimited)


class SmallPages(AiohttpTransport):
    """Asks incremental exports for a few rows at a time, so that a small account has many pages."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = str(rows)

    async def send(self, request: Request, *, base: str, timeouts: Timeouts) -> Response:
        if request.path.startswith("/api/v2/incremental/"):
            rest = tuple(pair for pair in request.query if pair[0] != "per_page")
            request = attrs.evolve(request, query=(*rest, ("per_page", self._rows)))
        return await super().send(request, base=base, timeouts=timeouts)


class World:
    """Everything that the steps act on. `limited` says whether the account has rate limits."""

    def __init__(self, directory: Path, *, limited: bool) -> None:
        self.directory = directory
        self.plain = PlainAccount()
        self.loop = HastenedLoop(FACTOR)
        self._clock = WallClock(FACTOR)
        self._number = 0
        self._faults: list[Fault] = []
        self._hook: Callable[[Event], None] | None = None
        self.emulator = Emulator(
            limited=limited, plan="high_volume", requests_per_window=400, clock=Clock(self._clock), job_seconds=0.05
        )

    def run(self, work: Awaitable[Any]) -> Any:
        return self.loop.run_until_complete(work)

    async def open(self) -> None:
        await self.emulator.start()
        self.account = self.emulator.account
        self.zd = self._client(ClientCredentials(CLIENT_ID, CLIENT_SECRET, expires_in=301, clock=self._seconds))
        client = self.account.oauth_clients.one("identifier", CLIENT_ID)
        assert client is not None
        pair = issue_token(
            self.account, client, self.emulator.administrator["id"], ["read", "write"], refresh_expires_in=700_000
        )
        self.other = self._client(
            RefreshToken(
                CLIENT_ID,
                CLIENT_SECRET,
                refresh_token=pair["refresh_token"],
                expires_in=301,
                clock=self._seconds,
                now=self._clock,
            )
        )
        for user in self.account.users.rows():
            self.plain.users[user["id"]] = (user["name"], user["active"])
        for row in self.account.organizations.rows():
            self.plain.organizations[row["id"]] = row["name"]

    async def close(self) -> None:
        """Close everything, and check that no task is left."""
        for client in (self.zd, self.other):
            await client.close()
        await self.emulator.stop()
        await asyncio.sleep(0)  # sockets close in the turn after
        left = asyncio.all_tasks() - {asyncio.current_task()}
        assert not left, left

    def _client(self, auth: ClientCredentials | RefreshToken) -> Zendesk:
        return Zendesk(
            base_url=self.emulator.url,
            auth=auth,
            plan="high_volume",
            pacing="burst",
            retry=RetryPolicy(attempts=4),
            timeouts=Timeouts(connect=3600, read=3600, total=None),
            transport=SmallPages(_PAGE),
            hooks=[self._tell],
        )

    def _tell(self, event: Event) -> None:
        if self._hook is not None:
            self._hook(event)

    def _seconds(self) -> float:
        return self.loop.time() + self._clock.ahead

    def marker(self) -> str:
        """Return a word that was not used before."""
        self._number += 1
        return f"word-{self._number}"

    # Time, tokens, faults

    def pass_minutes(self, minutes: int) -> None:
        """Let whole minutes pass at once, so that the windows of rate limits keep their phase."""
        self._clock.ahead += 60 * minutes

    def end_tokens(self) -> None:
        """End all access tokens earlier than they were to. Clients renew five times a minute for that, no more."""
        self.pass_minutes(2)
        past = stamp_of(self._clock() - 1)
        for row in list(self.account.oauth_tokens.rows()):
            if row["expires_at"] is not None:
                self.account.oauth_tokens.change(row["id"], {"expires_at": past})

    def meet(self, effects: Iterable[Effect], *, path: str = "/api/v2/*") -> None:
        """Have the next requests meet these effects, one after the other."""
        for effect in effects:
            self._faults.append(self.emulator.faults.add(Fault(effect, path=path)))

    # Calls, and what became of them

    async def tried(self, call: Awaitable[Any]) -> tuple[Fate, Any]:
        """Return what a call says became of it. Only faults may keep it from being done."""
        before = self._faults_met()
        try:
            return "done", await call
        except AmbiguousWrite:
            fate: Fate = "unknown"
        except _TEMPORARY:
            fate = "not done"
        assert self._faults_met() > before
        return fate, None

    def _faults_met(self) -> int:
        return sum(fault.happened for fault in self._faults)

    async def create_undisturbed(self) -> int:
        """Make a ticket while nothing goes wrong, and return its id."""
        self.emulator.faults.clear()
        made = PlainTicket(self.marker(), "normal", frozenset(), (self.marker(),))
        ticket = await self.zd.tickets.create(
            subject=made.subject, priority="normal", comment={"body": made.comments[0]}
        )
        self.settle_new("done", made)
        return ticket.id or 0

    async def delete_undisturbed(self, identifier: int) -> None:
        """Delete a ticket while nothing goes wrong."""
        self.emulator.faults.clear()
        await self.zd.tickets.delete(identifier)
        self.settle(identifier, "done", attrs.evolve(self.plain.tickets[identifier], deleted=True))

    async def jobs_end(self) -> None:
        """Wait until every job that was started has ended."""
        await asyncio.sleep(6)
        self.account.jobs.advance()

    def held(self, identifier: int) -> PlainTicket | None:
        """Return a ticket as the account itself has it."""
        row = self.account.tickets.get(identifier) or self.account.trash.get(identifier)
        if row is None:
            return None
        ids = self.account.comments.where("ticket_id", identifier)
        return plain_ticket(row, [self.account.comments[one]["body"] for one in ids])

    def settle(self, identifier: int, fate: Fate, after: PlainTicket) -> None:
        """Check that what a call did to a ticket is what it said, and keep that."""
        before, truth = self.plain.tickets[identifier], self.held(identifier)
        allowed = {"done": (after,), "not done": (before,), "unknown": (before, after)}[fate]
        assert truth in allowed, (fate, truth, allowed)
        self.plain.keep(identifier, truth)

    def settle_new(self, fate: Fate, made: PlainTicket) -> None:
        """Check that a ticket was made as often as the call said: once, not at all, or one of the two."""
        rows = [
            row
            for table in (self.account.tickets, self.account.trash)
            for row in table.rows()
            if row["subject"] == made.subject
        ]
        assert len(rows) in {"done": (1,), "not done": (0,), "unknown": (0, 1)}[fate], (fate, rows)
        for row in rows:
            assert self.held(row["id"]) == made
            self.plain.keep(row["id"], made)

    async def check(self) -> None:
        """Check that the account holds what it must, and the clients hold nothing."""
        for _ in range(5):  # a page that was being read ahead is let go of in the turns after its iterator
            await asyncio.sleep(0)
        ids = {*self.account.tickets, *self.account.trash}
        _same({one: self.held(one) for one in ids}, self.plain.tickets)
        _same({row["id"]: (row["name"], row["active"]) for row in self.account.users.rows()}, self.plain.users)
        _same({row["id"]: row["name"] for row in self.account.organizations.rows()}, self.plain.organizations)
        for client in (self.zd, self.other):
            limits = client.limits
            for lane in (limits.account, *limits.others.values()):
                assert (lane.in_flight, lane.waiting) == (0, 0), lane

    # Exports

    def new_export(self) -> "PlainExport":
        self._number += 1
        return PlainExport(self.directory / f"export-{self._number}")

    async def export(self, into: "PlainExport") -> bool:
        """Export, from where an earlier run was ended, and tell whether it came to its end."""
        before = self._faults_met()
        try:
            summary = await Export(self.zd, STREAMS, into.directory, concurrency=4).run()
        except ExportError:
            assert self._faults_met() > before
            return False
        assert summary.complete
        return True

    async def interrupted_export(self, into: "PlainExport", requests: int, *, killed: bool) -> "PlainExport | None":
        """Interrupt an export after so many answers; return what is to be resumed, None when it was at its end.

        What a kill leaves is what the files hold at that moment; what a cancellation leaves is what it ends with.
        """
        running = asyncio.ensure_future(self.export(into))
        copies: list[PlainExport] = []
        answers = 0

        def count(event: Event) -> None:
            nonlocal answers
            answers += isinstance(event, ResponseReceived)
            if answers > requests and not running.cancelling():
                if killed:
                    copies.append(self.new_export())
                    copies[0].take_over(into)
                running.cancel()

        self._hook = count
        try:
            await asyncio.wait([running])
        finally:
            self._hook = None
        if not running.cancelled() and running.result():
            return None
        left = copies[0] if copies else into
        left.interrupt(self.plain)
        return left

    def check_export(self, into: "PlainExport") -> None:
        """Compare what was exported with what must be there."""
        wanted = {stream: into.ended.get(stream, self.plain) for stream in STREAMS}
        last: dict[str, dict[Any, Any]] = {}
        for stream in STREAMS:
            rows = rows_of(into.directory, stream)
            last[stream] = {row["id"]: row for row in rows}
            if not into.interrupted or stream == "ticket_comments":
                assert len(last[stream]) == len(rows), f"{stream}: a row is there twice"
        _same(
            {one: plain_ticket(row, ()) for one, row in last["tickets"].items()},
            {one: attrs.evolve(ticket, comments=()) for one, ticket in wanted["tickets"].tickets.items()},
        )
        _same({one: (row["name"], row["active"]) for one, row in last["users"].items()}, wanted["users"].users)
        _same({one: row["name"] for one, row in last["organizations"].items()}, wanted["organizations"].organizations)
        written: dict[int, list[str]] = {}
        for row in last["ticket_comments"].values():
            written.setdefault(row["ticket_id"], []).append(row["body"])
        assert {body for bodies in written.values() for body in bodies} <= self.plain.comments
        for one in self.plain.tickets_that_are(deleted=False):
            there, now = tuple(written.get(one, ())), self.plain.tickets[one].comments
            then = wanted["ticket_comments"].tickets.get(one)
            # Its comments are there in order, at least those that there were when their stream ended.
            assert there == now[: len(there)], (one, there, now)
            assert then is None or then.deleted or len(there) >= len(then.comments), (one, there, then)


@attrs.define
class PlainExport:
    """An export that may have been interrupted: a stream that has ended stays as the account was by then."""

    directory: Path
    interrupted: bool = False
    ended: dict[str, PlainAccount] = attrs.field(factory=dict[str, PlainAccount])

    def interrupt(self, plain: PlainAccount) -> None:
        self.interrupted = True
        found = Checkpoint.load(self.directory)
        for name, state in ({} if found is None else found.streams).items():
            if state.done and name not in self.ended:
                self.ended[name] = plain.copy()

    def take_over(self, other: "PlainExport") -> None:
        """Copy the files of another as a kill would leave them: the checkpoint first, what it counts is on disk."""
        self.ended = {**other.ended}
        self.directory.mkdir()
        for file in sorted(other.directory.iterdir(), key=lambda file: file.suffix != ".json"):
            shutil.copy(file, self.directory)


def plain_ticket(row: Any, comments: Iterable[str]) -> PlainTicket:
    """Return what a row says of a ticket."""
    deleted = row["status"] == "deleted"
    if deleted and row["subject"] == SCRUBBED.subject:
        return SCRUBBED
    return PlainTicket(row["subject"], row["priority"], frozenset(row["tags"]), tuple(comments), deleted)


def _same(found: Mapping[int, Any], wanted: Mapping[int, Any]) -> None:
    """Raise what differs between what is there and what must be."""
    ids = found.keys() | wanted.keys()
    differing = {one: (found.get(one), wanted.get(one)) for one in ids if found.get(one) != wanted.get(one)}
    if differing:
        raise AssertionError(
            "\n".join(f"{one}: is {there}, must be {must}" for one, (there, must) in differing.items())
        )
