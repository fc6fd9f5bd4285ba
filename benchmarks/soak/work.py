"""The work: reads, writes, jobs, files and exports, mixed at random, at a steady pace."""

import asyncio
import contextlib
import random
import shutil
from collections import Counter, deque
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from benchmarks.soak.ledger import Ledger
from zendesk_async import Zendesk
from zendesk_async.errors import AmbiguousWrite, ExportError, RateLimited, ServerError, TransportError, ZendeskError
from zendesk_async.export import Export

_TEMPORARY = (TransportError, ServerError, RateLimited)
_LONGEST_DELAY = 45.0
_OWN_TICKETS = 100
STREAMS = ("tickets", "users", "organizations", "ticket_comments", "organization_memberships")


class Work:
    """One account's work. Every write is marked and noted in the ledger once its fate is known."""

    def __init__(self, client: Zendesk, ledger: Ledger, directory: Path, *, seed: int, pause: float) -> None:
        self._client = client
        self._ledger = ledger
        self._directory = directory
        self._random = random.Random(seed)
        self._pause = pause
        self._own: deque[int] = deque()
        self._stopping = False
        self._may_begin = asyncio.Event()
        self._may_begin.set()
        self._busy = 0
        self.done: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()

    def stop(self) -> None:
        """Let everything that was begun come to its end, and begin nothing more."""
        self._stopping = True

    async def pause(self) -> None:
        """Begin nothing more for now, and wait until everything that was begun has come to its end."""
        self._may_begin.clear()
        while self._busy:  # noqa: ASYNC110  # nobody is told but here
            await asyncio.sleep(0.1)

    def go_on(self) -> None:
        """Begin again after a pause."""
        self._may_begin.set()

    async def run(self, workers: int) -> None:
        """Work until told to stop."""
        async with asyncio.TaskGroup() as group:
            for _ in range(workers):
                group.create_task(self._repeat(self._anything))
            group.create_task(self._repeat(self._export))

    async def _repeat(self, act: Callable[[], Awaitable[None]]) -> None:
        while not self._stopping:
            await self._may_begin.wait()
            self._busy += 1
            try:
                await act()
            finally:
                self._busy -= 1
            await asyncio.sleep(self._random.uniform(0, 2 * self._pause))

    async def _anything(self) -> None:
        acts = [self._show, self._list, self._users, self._create, self._note, self._note, self._change]
        acts += [self._create_each, self._cancel, self._file]
        act = self._delete if len(self._own) > _OWN_TICKETS else self._random.choice(acts)
        try:
            await act()
            self.done[act.__name__] += 1
        except _TEMPORARY as problem:
            self.failed[type(problem).__name__] += 1

    # Reading

    async def _show(self) -> None:
        await self._client.tickets.show(self._random.randint(1, 3000), include=["users"])

    async def _list(self) -> None:
        await self._client.tickets.list(page_size=100).collect(limit=250)

    async def _users(self) -> None:
        async with contextlib.aclosing(self._client.users.list(page_size=50).pages()) as pages:
            async for _ in pages:
                if self._random.random() < 0.5:
                    return

    # Writing

    async def _written(self, mark: str, call: Awaitable[Any], look: Callable[[], Awaitable[bool]]) -> Any:
        """Make a call that writes, and note its fate; what nobody knows is looked up."""
        try:
            answer = await call
        except AmbiguousWrite:
            self._ledger.note(mark, await self._looked_up(look), resolved=True)
            return None
        except ZendeskError as problem:
            self._ledger.note(mark, False)
            self.failed[type(problem).__name__] += 1
            if not isinstance(problem, _TEMPORARY):
                raise
            return None
        self._ledger.note(mark, True)
        return answer

    async def _looked_up(self, look: Callable[[], Awaitable[bool]]) -> bool:
        while True:
            # A gateway may have given up a request that is still carried out.
            await asyncio.sleep(_LONGEST_DELAY)
            with contextlib.suppress(*_TEMPORARY):
                return await look()

    def _made(self, mark: str) -> Callable[[], Awaitable[bool]]:
        async def look() -> bool:
            return await self._client.tickets.list(external_id=mark).first() is not None

        return look

    def _said(self, ticket: int, mark: str) -> Callable[[], Awaitable[bool]]:
        async def look() -> bool:
            comments = await self._client.ticket_comments.list(ticket).collect()
            return any(mark in (comment.body or "").split() for comment in comments)

        return look

    def _tagged(self, ticket: int, mark: str) -> Callable[[], Awaitable[bool]]:
        async def look() -> bool:
            return mark in (await self._client.tickets.show(ticket)).tags

        return look

    def _gone(self, ticket: int) -> Callable[[], Awaitable[bool]]:
        async def look() -> bool:
            return not await self._client.tickets.show_many([ticket])

        return look

    async def _one(self) -> int:
        """Return a ticket of our own, which nobody else deletes meanwhile."""
        while not self._own:
            await self._create()
        self._own.rotate(self._random.randrange(len(self._own)))
        return self._own.popleft()

    async def _create(self) -> None:
        mark = self._ledger.mark()
        call = self._client.tickets.create(
            subject="Endurance", external_id=mark, priority="low", comment={"body": "It smokes. " * 20}
        )
        ticket = await self._written(mark, call, self._made(mark))
        if ticket is not None:
            self._own.append(ticket.id)

    async def _note(self) -> None:
        one, mark = await self._one(), self._ledger.mark()
        try:
            await self._written(mark, self._client.tickets.note(one, f"A note {mark}"), self._said(one, mark))
        finally:
            self._own.append(one)

    async def _change(self) -> None:
        one = await self._one()
        marks = [self._ledger.mark() for _ in range(2)]

        def add(mark: str) -> Any:
            return lambda ticket: {"tags": [*ticket.tags, mark]}

        try:
            await asyncio.gather(
                *(
                    self._written(mark, self._client.tickets.change(one, add(mark)), self._tagged(one, mark))
                    for mark in marks
                )
            )
        finally:
            self._own.append(one)

    async def _delete(self) -> None:
        one = await self._one()
        await self._written(f"delete {one}", self._client.tickets.delete(one), self._gone(one))

    async def _create_each(self) -> None:
        marks = [self._ledger.mark() for _ in range(3)]
        tickets: Any = [
            {"subject": "Endurance", "external_id": mark, "comment": {"body": "In a job"}} for mark in marks
        ]
        for mark, result in zip(marks, await self._client.tickets.create_each(tickets), strict=True):
            if result.ok:
                self._ledger.note(mark, True)
                self._own.append(result.id or 0)
            elif result.job_id is None and result.error != "AmbiguousWrite":
                self._ledger.note(mark, False)
            else:
                self._ledger.note(mark, await self._looked_up(self._made(mark)), resolved=True)

    async def _cancel(self) -> None:
        """Cancel a note in the middle, as a Ctrl-C or a caller's timeout does."""
        one, mark = await self._one(), self._ledger.mark()
        call = asyncio.ensure_future(self._client.tickets.note(one, f"Cancelled {mark}"))
        await asyncio.wait([call], timeout=self._random.uniform(0, 0.3))
        call.cancel()
        await asyncio.wait([call])
        if call.cancelled() or call.exception() is not None:
            self._ledger.note(mark, await self._looked_up(self._said(one, mark)), resolved=True)
        else:
            self._ledger.note(mark, True)
        self._own.append(one)

    async def _file(self) -> None:
        content = self._random.randbytes(20_000)
        one, mark = await self._one(), self._ledger.mark()
        try:
            upload = await self._client.attachments.upload(content, filename="photo.jpg")
            note = self._client.tickets.note(one, f"A photo {mark}", uploads=[upload.token or ""])
            await self._written(mark, note, self._said(one, mark))
            attachment = upload.attachment
            if attachment is not None:
                there = await self._client.attachments.download(attachment, self._directory / mark)
                if await asyncio.to_thread(there.read_bytes) != content:
                    raise AssertionError(f"the file of {mark} came back otherwise")
                await asyncio.to_thread(there.unlink)
        except AmbiguousWrite:
            self.failed["AmbiguousWrite"] += 1  # an upload that nobody refers to is deleted by Zendesk
        finally:
            self._own.append(one)

    # Exports

    async def _export(self) -> None:
        """Export into a new directory; every third one is cancelled on its way and then resumed."""
        directory = self._directory / "export"
        running = asyncio.ensure_future(self._exported(directory))
        if self._random.random() < 0.3:
            await asyncio.wait([running], timeout=self._random.uniform(0, 30))
            running.cancel()
            await asyncio.wait([running])
            self.done["_cancelled_export"] += 1
            running = asyncio.ensure_future(self._exported(directory))
        await running
        await asyncio.to_thread(shutil.rmtree, directory)
        self.done["_export"] += 1

    async def _exported(self, directory: Path) -> None:
        while True:
            try:
                await Export(self._client, STREAMS, directory, concurrency=8).run()
            except ExportError as problem:
                if not isinstance(problem.__cause__, _TEMPORARY):
                    raise
                self.failed["ExportError"] += 1
            else:
                return
