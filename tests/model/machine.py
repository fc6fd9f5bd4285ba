"""The steps of the model: whatever an account, its clients and the network can do, in any order."""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import attrs
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.model.plain import SCRUBBED, PlainTicket
from tests.model.world import PlainExport, World
from zendesk_async import Zendesk
from zendesk_async.emulator import CutGzip, Delay, Drop, GarbageGzip, Status, Truncate

_ACCOUNTS, _STEPS = 5, 50

PICK = st.integers(0, 1000)
PRIORITIES = st.sampled_from(["low", "normal", "high", "urgent"])
TAGS = st.frozensets(st.sampled_from(["red", "green", "blue", "grey"]), max_size=3)
BEFORE_IT_IS_DONE = [
    Drop(),
    Drop(reset=True),
    Status(429, retry_after=3),
    Status(500),
    Status(502),
    Status(503),
    Status(503, retry_after=2),
    Status(504),
    Delay(2),
]
ONCE_IT_IS_DONE = [
    Drop(after=True),
    Drop(after=True, reset=True),
    Truncate(0.5),
    Truncate(0.9, chunked=True),
    Truncate(0.0),
    CutGzip(0.6),
    GarbageGzip(),
]
# What the next requests meet, one after the other.
TROUBLE = st.one_of(st.just([]), st.lists(st.sampled_from(BEFORE_IT_IS_DONE + ONCE_IT_IS_DONE), max_size=5))


class AccountMachine(RuleBasedStateMachine):
    """Drives an emulated account through real clients, and plain values beside it.

    What a call says of itself (done, not done, unknown) is checked against the account after each step, and what an
    export writes against the plain values.
    """

    steps = 0
    counts: ClassVar[dict[str, int]] = {}

    @initialize(limited=st.integers(0, 3))
    def open(self, limited: int) -> None:
        self.directory = Path(tempfile.mkdtemp(prefix="zendesk-model-"))
        self.world = World(self.directory, limited=limited == 3)
        self.world.run(self.world.open())
        self.interrupted: list[PlainExport] = []

    def teardown(self) -> None:
        world = getattr(self, "world", None)
        if world is None:
            return
        try:
            if sys.exc_info()[0] is None:
                world.emulator.faults.clear()
                self._export_all()
        finally:
            try:
                world.run(world.close())
            finally:
                world.loop.close()
                shutil.rmtree(self.directory)

    @invariant()
    def the_account_holds_what_it_must(self) -> None:
        AccountMachine.steps += 1
        self.world.run(self.world.check())

    def _count(self, what: str) -> None:
        AccountMachine.counts[what] = AccountMachine.counts.get(what, 0) + 1

    def _some(self, number: int, *, deleted: bool = False) -> list[int]:
        """Return ids of tickets that are there, or are deleted; when there are none, some are made so first.

        A rule has no precondition: what a call comes to is a matter of milliseconds, and hypothesis must be able to
        run the same steps again.
        """
        ids = self.world.plain.tickets_that_are(deleted=deleted)
        if not ids and deleted:
            one = self._one(0)
            self.world.run(self.world.delete_undisturbed(one))
            ids = [one]
        elif not ids:
            ids = [self.world.run(self.world.create_undisturbed())]
        return ids[-number:]

    def _one(self, pick: int, *, deleted: bool = False) -> int:
        ids = self._some(1000, deleted=deleted)
        return ids[pick % len(ids)]

    def _client(self, pick: int) -> Zendesk:
        return self.world.other if pick % 3 == 0 else self.world.zd

    # Single writes

    @rule(pick=PICK, priority=PRIORITIES, tags=TAGS, trouble=TROUBLE)
    def create(self, pick: int, priority: Any, tags: frozenset[str], trouble: list[Any]) -> None:
        self.world.meet(trouble)
        made = PlainTicket(self.world.marker(), priority, tags, (self.world.marker(),))
        call = self._client(pick).tickets.create(
            subject=made.subject, priority=priority, tags=sorted(tags), comment={"body": made.comments[0]}
        )
        fate, _ = self.world.run(self.world.tried(call))
        self._count(f"create: {fate}")
        self.world.settle_new(fate, made)

    @rule(pick=PICK, priority=PRIORITIES, tags=TAGS, comment=st.booleans(), trouble=TROUBLE)
    def update(self, pick: int, priority: Any, tags: frozenset[str], comment: bool, trouble: list[Any]) -> None:
        one = self._one(pick)
        self.world.meet(trouble)
        before = self.world.plain.tickets[one]
        after = attrs.evolve(before, priority=priority, tags=tags)
        changes: Any = {"priority": priority, "tags": sorted(tags)}
        if comment:
            after = attrs.evolve(after, comments=(*before.comments, self.world.marker()))
            changes["comment"] = {"body": after.comments[-1]}
        fate, _ = self.world.run(self.world.tried(self._client(pick).tickets.update(one, **changes)))
        self._count(f"update: {fate}")
        self.world.settle(one, fate, after)

    @rule(pick=PICK, trouble=TROUBLE)
    def delete(self, pick: int, trouble: list[Any]) -> None:
        one = self._one(pick)
        self.world.meet(trouble)
        fate, _ = self.world.run(self.world.tried(self._client(pick).tickets.delete(one)))
        self._count(f"delete: {fate}")
        self.world.settle(one, fate, attrs.evolve(self.world.plain.tickets[one], deleted=True))

    @rule(pick=PICK, trouble=TROUBLE)
    def restore(self, pick: int, trouble: list[Any]) -> None:
        one = self._one(pick, deleted=True)
        self.world.meet(trouble)
        fate, _ = self.world.run(self.world.tried(self._client(pick).tickets.restore(one)))
        self._count(f"restore: {fate}")
        self.world.settle(one, fate, attrs.evolve(self.world.plain.tickets[one], deleted=False))

    @rule(pick=PICK, turns=st.integers(0, 60), priority=PRIORITIES, trouble=TROUBLE)
    def cancel_an_update(self, pick: int, turns: int, priority: Any, trouble: list[Any]) -> None:
        one = self._one(pick)
        self.world.meet(trouble)
        after = attrs.evolve(self.world.plain.tickets[one], priority=priority)

        async def cancel() -> None:
            call = asyncio.ensure_future(self._client(pick).tickets.update(one, priority=priority))
            for _ in range(turns):
                await asyncio.sleep(0)
            call.cancel()
            await asyncio.wait([call])
            await asyncio.sleep(6)  # what was sent may still be on its way

        self.world.run(cancel())
        self._count("cancel")
        self.world.settle(one, "unknown", after)

    # Many writers at once

    @rule(pick=PICK, writers=st.integers(2, 4), priority=PRIORITIES, trouble=TROUBLE)
    def change_at_once(self, pick: int, writers: int, priority: Any, trouble: list[Any]) -> None:
        one = self._one(pick)
        self.world.meet(trouble)
        before = self.world.plain.tickets[one]
        words = [self.world.marker() for _ in range(writers)]

        def add(word: str) -> Any:
            return lambda ticket: {"tags": [*ticket.tags, word]}

        async def change() -> list[Any]:
            calls = [self._client(n).tickets.change(one, add(word)) for n, word in enumerate(words)]
            return await asyncio.gather(*map(self.world.tried, calls))

        fates = [fate for fate, _ in self.world.run(change())]
        for fate in fates:
            self._count(f"change: {fate}")
        truth = self.world.held(one)
        assert truth is not None
        assert attrs.evolve(truth, tags=before.tags) == before
        assert truth.tags - set(words) == before.tags
        for word, fate in zip(words, fates, strict=True):
            assert fate == "unknown" or (word in truth.tags) is (fate == "done"), (fates, words, truth)
        self.world.plain.keep(one, truth)

    # Jobs

    @rule(pick=PICK, number=st.integers(1, 4), priority=PRIORITIES, trouble=TROUBLE)
    def create_each(self, pick: int, number: int, priority: Any, trouble: list[Any]) -> None:
        self.world.meet(trouble)
        made = [PlainTicket(self.world.marker(), priority, frozenset(), (self.world.marker(),)) for _ in range(number)]
        payloads: Any = [
            {"subject": one.subject, "priority": priority, "comment": {"body": one.comments[0]}} for one in made
        ]
        results = self._each(self._client(pick).tickets.create_each(payloads))
        for one, fate in zip(made, results, strict=True):
            self.world.settle_new(fate, one)

    @rule(pick=PICK, number=st.integers(1, 4), tags=TAGS, trouble=TROUBLE)
    def update_each(self, pick: int, number: int, tags: frozenset[str], trouble: list[Any]) -> None:
        ids = self._some(number)
        self.world.meet(trouble)
        payloads: Any = [{"id": one, "tags": sorted(tags)} for one in ids]
        results = self._each(self._client(pick).tickets.update_each(payloads))
        for one, fate in zip(ids, results, strict=True):
            self.world.settle(one, fate, attrs.evolve(self.world.plain.tickets[one], tags=tags))

    @rule(pick=PICK, number=st.integers(1, 2), trouble=TROUBLE)
    def delete_each(self, pick: int, number: int, trouble: list[Any]) -> None:
        ids = self._some(number)
        self.world.meet(trouble)
        results = self._each(self._client(pick).tickets.delete_each(ids))
        for one, fate in zip(ids, results, strict=True):
            self.world.settle(one, fate, attrs.evolve(self.world.plain.tickets[one], deleted=True))

    def _each(self, call: Any) -> list[Any]:
        async def perform() -> list[Any]:
            results = await call
            fates = [_fate_of(result) for result in results]
            if "unknown" in fates:
                await self.world.jobs_end()
            return fates

        fates = self.world.run(perform())
        for fate in fates:
            self._count(f"item of a job: {fate}")
        return fates

    @rule(pick=PICK, trouble=TROUBLE)
    def delete_permanently(self, pick: int, trouble: list[Any]) -> None:
        one = self._one(pick, deleted=True)
        self.world.meet(trouble)

        async def scrub() -> None:
            await (await self.world.zd.tickets.delete_permanently(one))

        async def perform() -> Any:
            fate, _ = await self.world.tried(scrub())
            await self.world.jobs_end()
            # A job that was started is done, whether or not its end could be read.
            return "done" if fate == "done" else "unknown"

        self.world.settle(one, self.world.run(perform()), SCRUBBED)
        self._count("delete permanently")

    # People

    @rule(pick=PICK, trouble=TROUBLE)
    def create_user(self, pick: int, trouble: list[Any]) -> None:
        self.world.meet(trouble)
        name = self.world.marker()
        call = self._client(pick).users.create(name=name, email=f"{name}@example.com")
        fate, _ = self.world.run(self.world.tried(call))
        found = [row["id"] for row in self.world.account.users.rows() if row["name"] == name]
        assert len(found) in {"done": (1,), "not done": (0,), "unknown": (0, 1)}[fate]
        self.world.plain.users |= dict.fromkeys(found, (name, True))

    @rule(pick=PICK, trouble=TROUBLE)
    def rename_organization(self, pick: int, trouble: list[Any]) -> None:
        self.world.meet(trouble)
        ids = list(self.world.plain.organizations)
        one, name = ids[pick % len(ids)], self.world.marker()
        fate, _ = self.world.run(self.world.tried(self._client(pick).organizations.update(one, name=name)))
        truth = self.world.account.organizations[one]["name"]
        before = self.world.plain.organizations[one]
        assert truth in {"done": (name,), "not done": (before,), "unknown": (before, name)}[fate]
        self.world.plain.organizations[one] = truth

    # Reading

    @rule(pick=PICK, size=st.integers(1, 5), trouble=TROUBLE)
    def read_the_list(self, pick: int, size: int, trouble: list[Any]) -> None:
        self.world.meet(trouble)

        async def read() -> list[int | None]:
            return [ticket.id async for ticket in self._client(pick).tickets.list(page_size=size)]

        fate, ids = self.world.run(self.world.tried(read()))
        self._count(f"list: {fate}")
        assert fate != "unknown"
        if fate == "done":
            assert ids == sorted(self.world.plain.tickets_that_are(deleted=False))

    # Exports

    @rule(trouble=TROUBLE)
    def export(self, trouble: list[Any]) -> None:
        self.world.meet(trouble)
        self._export_into(self.world.new_export())

    @rule(requests=st.integers(0, 20), killed=st.booleans(), pick=PICK, trouble=TROUBLE)
    def interrupt_an_export(self, requests: int, killed: bool, pick: int, trouble: list[Any]) -> None:
        self.world.meet(trouble)
        self.world.pass_minutes(3)
        begun = bool(self.interrupted) and pick % 2 == 0
        into = self.interrupted.pop(pick % len(self.interrupted)) if begun else self.world.new_export()
        left = self.world.run(self.world.interrupted_export(into, requests, killed=killed))
        if left is None:
            self.world.check_export(into)
            self._count("an export that ended before it was interrupted")
        else:
            self.interrupted.append(left)
            self._count("killed export" if killed else "cancelled export")

    @rule(pick=PICK, trouble=TROUBLE)
    def resume_an_export(self, pick: int, trouble: list[Any]) -> None:
        self.world.meet(trouble)
        held = self.interrupted
        self._export_into(held.pop(pick % len(held)) if held else self.world.new_export())

    def _export_into(self, into: PlainExport) -> None:
        self.world.pass_minutes(3)
        if self.world.run(self.world.export(into)):
            self.world.check_export(into)
            self._count("resumed export" if into.interrupted else "export")
            shutil.rmtree(into.directory)
        else:
            into.interrupt(self.world.plain)
            self.interrupted.append(into)
            self._count("failed export")

    def _export_all(self) -> None:
        for into in self.interrupted:
            self._export_into(into)
        self._export_into(self.world.new_export())

    # What goes wrong

    @rule(trouble=st.lists(st.sampled_from(BEFORE_IT_IS_DONE), min_size=1, max_size=4))
    def trouble_the_token_endpoint(self, trouble: list[Any]) -> None:
        # Before the exchange only: a refresh token that was used up unseen is lost for good, which is Zendesk's rule.
        self.world.meet(trouble, path="/oauth/tokens")

    @rule(minutes=st.integers(1, 10))
    def pass_minutes(self, minutes: int) -> None:
        self.world.pass_minutes(minutes)

    @rule()
    def end_tokens(self) -> None:
        self.world.end_tokens()


def _fate_of(result: Any) -> str:
    if result.ok:
        return "done"
    # A job's item that failed says why; without an answer of the job nobody knows.
    return "unknown" if result.job_id is not None or result.error == "AmbiguousWrite" else "not done"


def take_steps(enough: Callable[[], bool]) -> int:
    """Take random steps in one account after the other until it is enough; return how many accounts there were."""
    accounts = 0
    while not enough():
        run_state_machine_as_test(
            type("Steps", (AccountMachine,), {}),
            settings=settings(
                max_examples=_ACCOUNTS,
                stateful_step_count=_STEPS,
                deadline=None,
                derandomize=False,
                database=None,
                # What fails is shown as it is: shrinking needs runs that are exactly alike, and sockets make none.
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
        accounts += _ACCOUNTS
    return accounts
