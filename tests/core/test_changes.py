"""A ticket that many change at once loses nobody's change; replies and notes can't be confused."""

import asyncio
from typing import Any

import pytest

from tests.core.account import account, client
from tests.core.memory import Memory, client_of
from tests.core.wire import drop, reply, talking_to
from zendesk_async import Request, RetryPolicy, errors
from zendesk_async.emulator import Drop, Fault, Status
from zendesk_async.models.tickets import Ticket

STALE = reply(409, {"error": "UpdateConflict", "description": "Safe Update prevented the update"})


def ticket(second: int, *tags: str, **values: Any) -> Any:
    stamp = f"2026-01-02T03:04:{second:02}Z"
    return reply(200, {"ticket": {"id": 1, "updated_at": stamp, "tags": list(tags), **values}})


async def opened(zd: Any) -> int:
    made = await zd.tickets.create(subject="Printer", comment={"body": "It smokes."}, tags=["first"])
    return made.id


class TestAtOnce:
    async def test_twenty_tasks_of_one_client_lose_no_change(self):
        async with account() as (emulator, zd):
            one = await opened(zd)
            await asyncio.gather(
                *(zd.tickets.change(one, lambda t, n=n: {"tags": [*t.tags, f"tag-{n}"]}) for n in range(20))
            )
            assert set(emulator.account.tickets[one]["tags"]) == {"first", *(f"tag-{n}" for n in range(20))}
            # They waited for each other: nothing was refused, and no update was wasted.
            assert sum(request.method == "PUT" for request in emulator.requests) == 20

    async def test_copies_of_a_client_wait_for_each_other_too(self):
        async with account() as (emulator, zd):
            one = await opened(zd)
            copies = [zd.with_options(headers={"X-Copy": str(n)}) for n in range(5)]
            await asyncio.gather(
                *(
                    copy.tickets.change(one, lambda t, n=n: {"tags": [*t.tags, f"tag-{n}"]})
                    for n, copy in enumerate(copies)
                )
            )
            assert len(emulator.account.tickets[one]["tags"]) == 6
            assert 409 not in {request.status for request in emulator.requests}

    async def test_a_change_inside_an_edit_of_the_same_ticket_is_refused_and_not_waited_for(self):
        async with account() as (emulator, zd):
            one, two = await opened(zd), await opened(zd)

            async def edit(t: Ticket) -> Any:
                with pytest.raises(errors.InvalidArgument, match="called from"):
                    await zd.with_options(headers={"X-Copy": "1"}).tickets.change(one, lambda _: {"tags": ["inner"]})
                await zd.tickets.change(two, lambda _: {"tags": ["other"]})
                return {"tags": ["outer"]}

            async with asyncio.timeout(10):
                await zd.tickets.change(one, edit)
                await zd.tickets.change(one, lambda t: {"tags": [*t.tags, "later"]})
            assert set(emulator.account.tickets[one]["tags"]) == {"outer", "later"}
            assert emulator.account.tickets[two]["tags"] == ["other"]

    async def test_edits_that_change_each_others_tickets_do_not_wait_for_each_other(self):
        async with account() as (emulator, zd):
            tickets = [await opened(zd) for _ in range(3)]
            inside = asyncio.Barrier(len(tickets))

            async def add_here_and_there(here: int, there: int) -> None:
                met = False

                async def edit(t: Ticket) -> Any:
                    nonlocal met
                    if not met:
                        met = True
                        await inside.wait()  # all are in their edits, and each goes for the next one's ticket
                    await zd.tickets.change(there, lambda t: {"tags": [*t.tags, f"from-{here}"]})
                    return {"tags": [*t.tags, "own"]}

                await zd.tickets.change(here, edit)

            async with asyncio.timeout(20):
                await asyncio.gather(*map(add_here_and_there, tickets, [*tickets[1:], tickets[0]]))
            for here, before in zip(tickets, [tickets[-1], *tickets], strict=False):
                assert set(emulator.account.tickets[here]["tags"]) == {"first", "own", f"from-{before}"}

    async def test_what_an_edit_has_started_may_change_the_ticket_after_it(self):
        async with account() as (emulator, zd):
            one = await opened(zd)
            again, started = asyncio.Event(), asyncio.Event()

            async def afterwards() -> None:
                await again.wait()
                await zd.tickets.change(one, lambda t: {"tags": [*t.tags, "afterwards"]})

            tasks: list[asyncio.Task[None]] = []

            def start(t: Ticket) -> Any:
                tasks.append(asyncio.create_task(afterwards()))
                return {"tags": [*t.tags, "one"]}

            async def later(t: Ticket) -> Any:
                again.set()
                await started.wait()
                return {"tags": [*t.tags, "two"]}

            await zd.tickets.change(one, start)
            changing = asyncio.create_task(zd.tickets.change(one, later))
            await again.wait()
            await asyncio.sleep(0)
            started.set()
            await asyncio.gather(changing, *tasks)
            assert set(emulator.account.tickets[one]["tags"]) == {"first", "one", "two", "afterwards"}

    async def test_two_clients_lose_no_change(self):
        async with account() as (emulator, zd), client(emulator) as other:
            one = await opened(zd)
            await asyncio.gather(
                *(
                    side.tickets.change(one, lambda t, n=n, name=name: {"tags": [*t.tags, f"{name}-{n}"]})
                    for n in range(5)
                    for name, side in {"a": zd, "b": other}.items()
                )
            )
            wanted = {"first", *(f"{name}-{n}" for n in range(5) for name in "ab")}
            assert set(emulator.account.tickets[one]["tags"]) == wanted

    async def test_different_tickets_do_not_wait_for_each_other(self):
        async with account() as (_, zd):
            first, second = await opened(zd), await opened(zd)
            inside = asyncio.Event()

            async def wait(_: Ticket) -> None:
                async with asyncio.timeout(5):
                    await inside.wait()

            async def let_go(_: Ticket) -> None:
                inside.set()

            await asyncio.gather(zd.tickets.change(first, wait), zd.tickets.change(second, let_go))

    async def test_an_edit_sees_what_another_client_wrote_in_between(self):
        async with account() as (_, zd):
            one = await opened(zd)
            seen: list[tuple[str, ...]] = []

            async def edit(current: Ticket) -> Any:
                seen.append(current.tags)
                if len(seen) == 1:
                    await zd.tickets.update(one, tags=["theirs"])
                return {"tags": [*current.tags, "ours"]}

            changed = await zd.tickets.change(one, edit)
            assert seen == [("first",), ("theirs",)]
            assert set(changed.tags) == {"theirs", "ours"}


class TestEdits:
    @pytest.mark.parametrize("nothing", [None, {}])
    async def test_one_that_changes_nothing_writes_nothing(self, nothing):
        async with talking_to(ticket(5, "a")) as (wire, zd):
            same = await zd.tickets.change(1, lambda _: nothing)
        assert same.tags == ("a",)
        assert [request.method for request in wire.received] == ["GET"]

    async def test_it_may_be_awaited(self):
        async def edit(current: Ticket) -> Any:
            await asyncio.sleep(0)
            return {"tags": [*current.tags, "b"]}

        async with talking_to(ticket(5, "a"), ticket(6, "a", "b")) as (wire, zd):
            assert (await zd.tickets.change(1, edit)).tags == ("a", "b")
        assert wire.received[1].json == {
            "ticket": {"tags": ["a", "b"], "safe_update": True, "updated_stamp": "2026-01-02T03:04:05Z"}
        }

    async def test_its_error_ends_the_change_and_frees_the_ticket(self):
        def edit(_: Ticket) -> Any:
            raise LookupError("no such tag")

        async with talking_to(ticket(5, "a")) as (wire, zd):
            for _ in range(2):
                with pytest.raises(LookupError):
                    await zd.tickets.change(1, edit)
        assert {request.method for request in wire.received} == {"GET"}

    @pytest.mark.parametrize("guard", [{"safe_update": False}, {"updated_stamp": "2020-01-01T00:00:00Z"}])
    async def test_the_guard_is_not_its_to_give(self, guard):
        async with talking_to(ticket(5)) as (wire, zd):
            with pytest.raises(errors.InvalidArgument, match="guard"):
                await zd.tickets.change(1, lambda _: {"status": "open", **guard})
        assert len(wire.received) == 1

    async def test_a_ticket_without_a_stamp_cannot_be_guarded(self):
        async with talking_to(reply(200, {"ticket": {"id": 1}})) as (_, zd):
            with pytest.raises(errors.DataError, match="updated_at"):
                await zd.tickets.change(1, lambda _: {"status": "open"})

    async def test_at_least_one_attempt_is_asked_for(self):
        async with talking_to(ticket(5)) as (wire, zd):
            with pytest.raises(errors.InvalidArgument, match="at least 1"):
                await zd.tickets.change(1, lambda _: {"status": "open"}, attempts=0)
        assert wire.received == []


class TestConflicts:
    async def test_they_end_in_an_error_that_holds_all_three_versions(self):
        async with account() as (_, zd):
            one = await opened(zd)
            rounds: list[str] = []

            async def edit(current: Ticket) -> Any:
                rounds.append(current.subject or "")
                await zd.tickets.update(one, subject=f"theirs {len(rounds)}")
                return {"subject": "ours"}

            with pytest.raises(errors.UpdateConflict) as caught:
                await zd.tickets.change(one, edit, attempts=3)
            conflict = caught.value
            assert rounds == ["Printer", "theirs 1", "theirs 2"]
            assert isinstance(conflict.base, Ticket)
            assert isinstance(conflict.theirs, Ticket)
            assert (conflict.base.subject, conflict.theirs.subject) == ("Printer", "theirs 3")
            assert conflict.ours == {"subject": "ours"}
            assert (conflict.status, conflict.method, bool(conflict.request_id)) == (409, "PUT", True)
            assert "each of 3 attempts" in conflict.__notes__[0]

    async def test_a_collision_in_the_database_is_not_one(self):
        collision = reply(409, {"error": "DatabaseConflict", "description": "Database collision"})
        async with talking_to(ticket(5, "a"), collision, ticket(6, "a", "b")) as (wire, zd):
            await zd.tickets.change(1, lambda t: {"tags": [*t.tags, "b"]})
        assert [request.method for request in wire.received] == ["GET", "PUT", "PUT"]

    @pytest.mark.looptime
    async def test_the_pauses_between_attempts_stay_short(self):
        stamps = iter(range(10_000))

        def serve(request: Request) -> tuple[int, Any]:
            if request.method == "PUT":
                return 409, {"error": "UpdateConflict", "description": "Safe Update prevented the update"}
            return 200, {"ticket": {"id": 1, "updated_at": f"2026-01-02T03:04:05.{next(stamps):06}Z"}}

        loop = asyncio.get_running_loop()
        async with client_of(Memory(serve)) as zd:
            begun = loop.time()
            with pytest.raises(errors.UpdateConflict):
                await zd.tickets.change(1, lambda _: {"status": "open"}, attempts=25)
            assert loop.time() - begun < 25 * 2


class TestLostAnswers:
    async def test_a_change_that_happened_is_found_and_not_made_again(self):
        async with account() as (emulator, zd):
            one = await opened(zd)
            emulator.faults.add(Fault(Drop(after=True), method="PUT"))
            changed = await zd.tickets.change(one, lambda t: {"subject": f"{t.subject}!", "tags": [*t.tags, "b"]})
            assert changed.subject == emulator.account.tickets[one]["subject"] == "Printer!"

    async def test_a_change_that_did_not_happen_is_made(self):
        async with account() as (emulator, zd):
            one = await opened(zd)
            emulator.faults.add(Fault(Drop(), method="PUT"))
            await zd.tickets.change(one, lambda t: {"subject": f"{t.subject}!"})
            assert emulator.account.tickets[one]["subject"] == "Printer!"

    async def test_when_somebody_else_wrote_instead_the_edit_is_asked_again(self):
        answers = (ticket(5, "a"), drop, STALE, ticket(7, "theirs"), ticket(7, "theirs"), ticket(8, "theirs", "b"))
        async with talking_to(*answers) as (wire, zd):
            assert (await zd.tickets.change(1, lambda t: {"tags": [*t.tags, "b"]})).tags == ("theirs", "b")
        assert wire.received[-1].json["ticket"]["tags"] == ["theirs", "b"]

    async def test_the_last_attempt_leaves_it_open_when_the_ticket_does_not_show_it(self):
        answers = (ticket(5, "a"), drop, STALE, ticket(7, "theirs"))
        async with talking_to(*answers) as (_, zd):
            with pytest.raises(errors.AmbiguousWrite, match="sent twice"):
                await zd.tickets.change(1, lambda t: {"tags": [*t.tags, "b"]}, attempts=1)

    @pytest.mark.parametrize(
        ("changes", "shown"),
        [
            ({"tags": ["b", "a"]}, {"tags": ["a", "b"]}),
            ({"tags": []}, {"tags": []}),
            ({"custom_fields": [{"id": 7, "value": "x"}]}, {"custom_fields": [{"id": 7, "value": "x"}]}),
            ({"priority": "high", "assignee_id": None}, {"priority": "high", "assignee_id": None}),
        ],
    )
    async def test_what_the_ticket_shows_was_written(self, changes, shown):
        body = {"id": 1, "updated_at": "2026-01-02T03:04:07Z", **shown}
        async with talking_to(ticket(5), drop, STALE, reply(200, {"ticket": body})) as (wire, zd):
            await zd.tickets.change(1, lambda _: changes)
        assert [request.method for request in wire.received] == ["GET", "PUT", "PUT", "GET"]

    @pytest.mark.parametrize(
        ("changes", "shown"),
        [
            ({"custom_fields": [{"id": 7, "value": "x"}]}, {"custom_fields": [{"id": 7, "value": "y"}]}),
            ({"priority": "high"}, {"priority": "low"}),
            ({"additional_collaborators": [5]}, {}),
        ],
    )
    async def test_what_the_ticket_does_not_show_is_not_taken_for_written(self, changes, shown):
        body = {"id": 1, "updated_at": "2026-01-02T03:04:07Z", **shown}
        async with talking_to(ticket(5), drop, STALE, reply(200, {"ticket": body})) as (_, zd):
            with pytest.raises(errors.AmbiguousWrite):
                await zd.tickets.change(1, lambda _: changes, attempts=1)

    async def test_a_comment_is_there_once_and_the_error_says_so(self):
        async with account() as (emulator, zd):
            one = await opened(zd)
            emulator.faults.add(Fault(Drop(after=True), method="PUT"))
            with pytest.raises(errors.AmbiguousWrite):
                await zd.tickets.change(one, lambda _: {"status": "open", "comment": {"body": "Hello"}})
            texts = [row["plain_body"] for row in emulator.account.comments.rows() if row["ticket_id"] == one]
            assert texts == ["It smokes.", "Hello"]

    async def test_an_unavailable_account_is_waited_for(self):
        async with account() as (emulator, zd):
            one = await opened(zd)
            emulator.faults.add(Fault(Status(503, retry_after=0), method="PUT", times=2))
            await zd.tickets.change(one, lambda t: {"subject": f"{t.subject}!"})
            assert emulator.account.tickets[one]["subject"] == "Printer!"


class TestComments:
    @pytest.mark.parametrize(("method", "public"), [("reply", True), ("note", False)])
    async def test_a_reply_is_public_and_a_note_is_not(self, method, public):
        async with account() as (emulator, zd):
            one = await opened(zd)
            await getattr(zd.tickets, method)(one, "Have you tried water?", status="pending", tags=["x"])
            last = [row for row in emulator.account.comments.rows() if row["ticket_id"] == one][-1]
            assert (last["public"], last["plain_body"]) == (public, "Have you tried water?")
            assert emulator.account.tickets[one]["status"] == "pending"

    @pytest.mark.parametrize(("method", "public"), [("reply", True), ("note", False)])
    async def test_it_is_sent_whole_and_once(self, method, public):
        async with talking_to(drop) as (wire, zd):
            with pytest.raises(errors.AmbiguousWrite):
                await getattr(zd.tickets, method)(1, "<b>Hi</b>", html=True, author_id=7, uploads=["t1", "t2"])
        (request,) = wire.received
        assert (request.method, request.target) == ("PUT", "/api/v2/tickets/1")
        assert request.json == {
            "ticket": {"comment": {"public": public, "html_body": "<b>Hi</b>", "author_id": 7, "uploads": ["t1", "t2"]}}
        }

    async def test_no_option_makes_it_be_sent_twice(self):
        careless = RetryPolicy(backoff=0, repeat_lost_updates=True)
        async with talking_to(drop, retry=careless) as (wire, zd):
            with pytest.raises(errors.AmbiguousWrite):
                await zd.tickets.reply(1, "Hello")
        assert len(wire.received) == 1

    @pytest.mark.parametrize("method", ["reply", "note"])
    async def test_an_empty_one_is_refused(self, method):
        async with talking_to(drop) as (wire, zd):
            with pytest.raises(errors.InvalidArgument, match="empty"):
                await getattr(zd.tickets, method)(1, " \n")
        assert wire.received == []

    async def test_uploads_alone_are_enough(self):
        async with talking_to(ticket(5)) as (wire, zd):
            await zd.tickets.note(1, "", uploads=["t1"])
        assert wire.received[0].json["ticket"]["comment"]["uploads"] == ["t1"]


async def test_a_change_that_cannot_be_read_back_is_ambiguous():
    gateway = reply(502)
    async with talking_to(ticket(5, "a"), gateway, retry=RetryPolicy(attempts=1)) as (wire, zd):
        with pytest.raises(errors.AmbiguousWrite) as caught:
            await zd.tickets.change(1, lambda t: {"tags": [*t.tags, "b"]})
    assert [request.method for request in wire.received] == ["GET", "PUT", "GET"]
    assert "could not be read back" in caught.value.__notes__[-1]
