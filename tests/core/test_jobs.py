"""Bulk calls: a job to await, or any number of items with one result for each, whatever becomes of their jobs."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import attrs
import msgspec
import pytest

from tests.core.account import account
from tests.core.memory import Memory, client_of, others
from zendesk_async import Request, errors
from zendesk_async.emulator import Fault, Status
from zendesk_async.jobs import ItemResult

Work = Callable[[int, Any], dict[str, Any]]


def created(place: int, item: Any) -> dict[str, Any]:
    return {"index": place, "id": 1000 + int(item["subject"])}


@attrs.define
class Started:
    id: str
    at: float
    items: Sequence[Any]


class Jobs:
    """Zendesk's jobs, in the time of the event loop: each takes so many seconds, and no more than thirty may run."""

    def __init__(self, *, seconds: float = 3.0, work: Work = created) -> None:
        self.seconds = seconds
        self.work = work
        self.started: list[Started] = []
        self.polls = 0
        self.asked_at_once: list[int] = []
        self.most_running = 0
        self.of_others = 0
        self.refusals = 0
        self.forgotten: set[str] = set()
        self.ends_as: Callable[[Started], str] = lambda _: "completed"
        self.failing: Callable[[], bool] = lambda: False
        self.memory = Memory(self.serve)

    def serve(self, request: Request) -> tuple[int, Any]:
        query = dict(request.query)
        if request.path.endswith("show_many"):
            self.polls += 1
            if self.failing():
                return 500, {"error": "Down"}
            ids = query["ids"].split(",")
            self.asked_at_once.append(len(ids))
            jobs = [job for job in self.started if job.id in ids and job.id not in self.forgotten]
            return 200, {"job_statuses": [self.status(job) for job in jobs]}
        if "/job_statuses/" in request.path:
            self.polls += 1
            (job,) = [job for job in self.started if request.path.endswith(job.id)]
            return (404, {"error": "RecordNotFound"}) if job.id in self.forgotten else (200, self.one(job))
        running = sum(not self.ended(job) for job in self.started)
        if running + self.of_others >= 30:
            self.refusals += 1
            return 429, {"error": "TooManyJobs", "description": "Too many jobs are currently queued or running."}
        self.most_running = max(self.most_running, running + 1)
        assert request.content is None or isinstance(request.content, bytes)
        body: dict[str, Any] = msgspec.json.decode(request.content) if request.content else {}
        items = [int(text) for text in query["ids"].split(",")] if "ids" in query else next(iter(body.values()))
        assert len(items) <= 100
        self.started.append(Started(f"V3-{len(self.started)}", now(), items))
        return 200, self.one(self.started[-1])

    def ended(self, job: Started) -> bool:
        return now() >= job.at + self.seconds

    def one(self, job: Started) -> dict[str, Any]:
        return {"job_status": self.status(job)}

    def status(self, job: Started) -> dict[str, Any]:
        state = self.ends_as(job) if self.ended(job) else "working"
        done = state in {"completed", "failed", "killed"}
        results = [self.work(place, item) for place, item in enumerate(job.items)] if done else None
        return {"id": job.id, "status": state, "total": len(job.items), "results": results, "message": f"{state} so"}


def now() -> float:
    return asyncio.get_running_loop().time()


def tickets(count: int) -> list[Any]:
    return [{"subject": str(place), "comment": {"body": "Hello"}} for place in range(count)]


async def create(jobs: Jobs, count: int, **options: Any) -> list[ItemResult[Any]]:
    async with client_of(jobs.memory, **options) as zd:
        results: list[ItemResult[Any]] = await zd.tickets.create_each(tickets(count))
        assert others() == set()
        return results


class TestAnyNumber:
    @pytest.mark.looptime
    @pytest.mark.parametrize(("count", "calls"), [(0, 0), (1, 1), (100, 1), (101, 2), (2350, 24)])
    async def test_there_is_one_result_for_each_in_order(self, count, calls):
        jobs = Jobs()
        given = tickets(count)
        async with client_of(jobs.memory) as zd:
            results = await zd.tickets.create_each(given)
        assert [result.index for result in results] == list(range(count))
        assert [result.item for result in results] == given
        assert [result.id for result in results] == [1000 + place for place in range(count)]
        assert all(result.ok and result.exception is None for result in results)
        assert len(jobs.started) == calls

    @pytest.mark.looptime
    async def test_never_more_than_thirty_jobs_run(self):
        jobs = Jobs()
        results = await create(jobs, 4_550)
        assert (len(results), len(jobs.started)) == (4_550, 46)
        assert jobs.most_running == 30
        assert jobs.refusals == 0

    @pytest.mark.looptime
    async def test_one_request_asks_after_all_of_them(self):
        jobs = Jobs(seconds=20)
        await create(jobs, 3_000)
        assert max(jobs.asked_at_once) == 30
        # 20 s in steps that grow to 5 s: a job alone would be asked after nearly as often.
        assert jobs.polls <= 15
        assert len(jobs.memory.requests) == len(jobs.started) + jobs.polls

    @pytest.mark.looptime
    async def test_a_result_is_found_by_the_id_of_its_item(self):
        def updated(place: int, item: Any) -> dict[str, Any]:
            return {"id": item["id"], "action": "update", "success": item["id"] != 7, "status": "Updated"}

        jobs = Jobs(work=updated)
        jobs.status = shuffled(jobs.status)
        async with client_of(jobs.memory) as zd:
            results = await zd.tickets.update_each([{"id": place, "status": "open"} for place in range(1, 151)])
        assert [result.id for result in results] == list(range(1, 151))
        assert [result.index for result in results if not result.ok] == [6]

    @pytest.mark.looptime
    async def test_the_same_id_twice_has_two_results(self):
        jobs = Jobs(work=lambda place, item: {"id": item, "success": place != 1})
        async with client_of(jobs.memory) as zd:
            results = await zd.tickets.delete_each([5, 5, 6])
        assert [(result.id, result.ok) for result in results] == [(5, True), (5, False), (6, True)]

    @pytest.mark.looptime
    async def test_a_result_that_names_neither_is_its_places(self):
        jobs = Jobs(work=lambda place, item: {"id": 500 + place, "status": "Created"})
        async with client_of(jobs.memory) as zd:
            results = await zd.users.create_each([{"name": f"user {place}"} for place in range(3)])
        assert [(result.id, result.status) for result in results] == [
            (500, "Created"),
            (501, "Created"),
            (502, "Created"),
        ]


class TestWhatGoesWrong:
    @pytest.mark.looptime
    async def test_an_item_that_failed_says_why_and_the_others_stand(self):
        def work(place: int, item: Any) -> dict[str, Any]:
            if place % 10:
                return created(place, item)
            return {"index": place, "error": "TicketCreateFailed", "details": "Subject is bad"}

        results = await create(Jobs(work=work), 120)
        failed = [result for result in results if not result.ok]
        assert [result.index for result in failed] == [*range(0, 100, 10), 100, 110]
        assert {(result.error, result.details, result.id) for result in failed} == {
            ("TicketCreateFailed", "Subject is bad", None)
        }

    @pytest.mark.looptime
    async def test_an_item_that_has_its_whole_call_refused_is_found_and_the_others_are_done(self):
        jobs = Jobs()
        serve = jobs.serve

        def refuse_one(request: Request) -> tuple[int, Any]:
            if request.method == "POST" and b'"subject":"100"' in (request.content or b""):
                return 422, {"error": "RecordInvalid", "description": "Tickets are not valid"}
            return serve(request)

        jobs.memory._serve = refuse_one
        results = await create(jobs, 250)
        assert [result.index for result in results if not result.ok] == [100]
        refused = results[100]
        assert isinstance(refused.exception, errors.Invalid)
        assert (refused.error, refused.job_id) == ("RecordInvalid", None)
        assert "not valid" in (refused.details or "")

    @pytest.mark.looptime
    async def test_calls_that_are_refused_whatever_is_in_them_end_soon(self):
        jobs = Jobs()
        calls = 0

        def refuse(request: Request) -> tuple[int, Any]:
            nonlocal calls
            calls += 1
            return 400, {"error": "BadRequest", "description": "not on this plan"}

        jobs.memory._serve = refuse
        results = await create(jobs, 100)
        assert [result.index for result in results] == list(range(100))
        assert {result.error for result in results} == {"BadRequest"}
        assert calls <= 33

    @pytest.mark.looptime
    async def test_an_item_that_cannot_be_sent_keeps_no_other_from_being_done(self):
        jobs = Jobs()
        items = tickets(150)
        items[7] = {"subjekt": "misspelt"}
        async with client_of(jobs.memory) as zd:
            results: list[ItemResult[Any]] = await zd.tickets.create_each(items)
        assert [result.index for result in results if not result.ok] == [7]
        assert isinstance(results[7].exception, errors.InvalidArgument)
        assert sum(len(job.items) for job in jobs.started) == 149

    @pytest.mark.looptime
    async def test_two_calls_at_once_share_the_thirty_places(self):
        jobs = Jobs()
        async with client_of(jobs.memory) as zd:
            copy = zd.with_options(headers={"X-Copy": "1"})
            await asyncio.gather(zd.tickets.create_each(tickets(2500)), copy.tickets.create_each(tickets(2500)))
        assert jobs.most_running == 30
        assert jobs.refusals == 0

    @pytest.mark.looptime
    @pytest.mark.parametrize("state", ["failed", "killed"])
    async def test_a_job_that_was_given_up_gives_what_it_did(self, state):
        jobs = Jobs()
        jobs.ends_as = lambda job: state if job.id == "V3-1" else "completed"
        whole = jobs.status
        jobs.status = lambda job: _first_of(whole(job), 40) if job.id == "V3-1" else whole(job)
        results = await create(jobs, 300)
        assert [result.index for result in results if not result.ok] == list(range(140, 200))
        lost = results[170]
        assert isinstance(lost.exception, errors.JobFailed)
        assert (lost.job_id, lost.exception.job_id, len(lost.exception.results)) == ("V3-1", "V3-1", 40)

    @pytest.mark.looptime
    async def test_an_item_that_a_job_forgot_is_not_taken_for_done(self):
        jobs = Jobs()
        whole = jobs.status
        jobs.status = lambda job: _first_of(whole(job), 2)
        results = await create(jobs, 3)
        assert [result.ok for result in results] == [True, True, False]
        assert "without saying" in (results[2].details or "")

    @pytest.mark.looptime
    async def test_a_job_that_vanished_is_said(self):
        jobs = Jobs()
        jobs.forgotten.add("V3-0")
        results = await create(jobs, 101)
        assert [result.ok for result in results] == [False] * 100 + [True]
        assert isinstance(results[0].exception, errors.JobError)
        assert "no longer known" in (results[0].details or "")
        assert results[0].job_id == "V3-0"

    @pytest.mark.looptime
    async def test_a_job_that_never_ends_is_given_up_after_an_hour(self):
        jobs = Jobs()
        jobs.ends_as = lambda job: "working" if job.id == "V3-0" else "completed"
        begun = now()
        results = await create(jobs, 101)
        assert [result.ok for result in results] == [False] * 100 + [True]
        assert isinstance(results[0].exception, errors.JobTimeout)
        assert results[0].exception.request_id
        assert now() - begun == pytest.approx(3600, rel=0.01)

    @pytest.mark.looptime
    async def test_others_jobs_are_waited_for(self):
        jobs = Jobs()
        jobs.of_others = 29
        asyncio.get_running_loop().call_later(120, setattr, jobs, "of_others", 0)
        results = await create(jobs, 301)
        assert all(result.ok for result in results)
        assert jobs.refusals > 0

    @pytest.mark.looptime
    async def test_others_jobs_are_not_waited_for_without_end(self):
        jobs = Jobs()
        jobs.of_others = 30
        results = await create(jobs, 1)
        assert isinstance(results[0].exception, errors.RateLimited)
        assert results[0].error == "TooManyJobs"

    @pytest.mark.looptime
    async def test_statuses_that_cannot_be_read_for_a_while_are_waited_for(self):
        jobs = Jobs()
        jobs.failing = lambda: 1 < now() - begun < 90
        begun = now()
        results = await create(jobs, 101)
        assert all(result.ok for result in results)
        assert now() - begun > 90

    @pytest.mark.looptime
    async def test_statuses_that_can_no_longer_be_read_are_said_to_be_unknown(self):
        jobs = Jobs()
        jobs.failing = lambda: True
        results = await create(jobs, 101)
        assert not any(result.ok for result in results)
        assert isinstance(results[0].exception, errors.JobError)
        assert isinstance(results[0].exception.__cause__, errors.ServerError)
        assert (results[0].job_id, results[100].job_id) == ("V3-0", "V3-1")
        assert "may have been done" in (results[0].details or "")

    @pytest.mark.looptime
    async def test_statuses_that_may_not_be_read_are_not_waited_for(self):
        jobs = Jobs()
        serve = jobs.serve
        jobs.memory._serve = lambda request: (
            (403, {"error": "Forbidden"}) if request.path.endswith("show_many") else serve(request)
        )
        begun = now()
        results = await create(jobs, 1)
        assert isinstance(results[0].exception, errors.JobError)
        assert now() - begun < 1

    @pytest.mark.looptime
    async def test_a_start_without_an_answer_is_ambiguous(self):
        def serve(request: Request) -> tuple[int, Any]:
            raise errors.ServerDisconnected("gone")

        async with client_of(Memory(serve)) as zd:
            results = await zd.tickets.create_each(tickets(2))
        assert [type(result.exception) for result in results] == [errors.AmbiguousWrite] * 2

    @pytest.mark.looptime
    async def test_what_is_no_error_of_zendesk_is_raised_and_nothing_is_left(self):
        def serve(request: Request) -> tuple[int, Any]:
            raise ZeroDivisionError

        async with client_of(Memory(serve)) as zd:
            with pytest.raises(ExceptionGroup) as caught:
                await zd.tickets.create_each(tickets(250))
            assert caught.group_contains(ZeroDivisionError)
            assert others() == set()


@pytest.mark.looptime
@pytest.mark.parametrize("turns", [0, 1, 2, 3, 5, 8, 13, 21, 34, 55])
async def test_cancelling_leaves_nothing_behind(turns):
    jobs = Jobs(seconds=1e6)
    async with client_of(jobs.memory) as zd:
        call = asyncio.ensure_future(zd.tickets.create_each(tickets(3_500)))
        for _ in range(turns):
            await asyncio.sleep(0)
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert others() == set()
        assert (jobs.memory.open, zd.limits.account.in_flight) == (0, 0)


class TestAJob:
    async def started(self, jobs: Jobs) -> Any:
        return await client_of(jobs.memory).tickets.create_many(tickets(3))

    @pytest.mark.looptime
    async def test_awaiting_it_gives_its_last_status(self):
        jobs = Jobs()
        job = await self.started(jobs)
        assert (job.id, job.status.status, repr(job)) == ("V3-0", "working", "<Job V3-0 working>")
        done = await job
        assert done.status == "completed"
        assert [result["id"] for result in done.results] == [1000, 1001, 1002]
        assert job.status is done
        assert await job is done
        assert jobs.polls < 8

    @pytest.mark.looptime
    async def test_the_pauses_between_readings_grow(self):
        jobs = Jobs(seconds=600)
        await (await self.started(jobs))
        assert 120 <= jobs.polls <= 140

    @pytest.mark.looptime
    @pytest.mark.parametrize("state", ["failed", "killed"])
    async def test_one_that_was_given_up_is_an_error_with_its_results(self, state):
        jobs = Jobs()
        jobs.ends_as = lambda _: state
        job = await self.started(jobs)
        with pytest.raises(errors.JobFailed, match=f"job V3-0 {state}: {state} so") as caught:
            await job
        assert (caught.value.job_id, len(caught.value.results)) == ("V3-0", 3)
        assert caught.value.request_id == f"r-{len(jobs.memory.requests)}"

    @pytest.mark.looptime
    async def test_one_that_does_not_end_in_time_is_an_error_on_time(self):
        jobs = Jobs(seconds=100)
        job = await self.started(jobs)
        begun = now()
        with pytest.raises(errors.JobTimeout, match="may still end") as caught:
            await job.wait(timeout=7)
        assert now() - begun == pytest.approx(7, abs=0.01)
        assert caught.value.job_id == "V3-0"
        # It may be waited for again.
        assert (await job.wait(timeout=None)).status == "completed"

    @pytest.mark.looptime
    async def test_one_that_ends_just_in_time_has_ended(self):
        job = await self.started(Jobs(seconds=3))
        assert (await job.wait(timeout=3)).status == "completed"

    @pytest.mark.looptime
    async def test_one_that_zendesk_forgot_is_an_error(self):
        jobs = Jobs()
        job = await self.started(jobs)
        jobs.forgotten.add("V3-0")
        with pytest.raises(errors.NotFound):
            await job.refresh()
        with pytest.raises(errors.JobError, match="no longer known") as caught:
            await job
        assert isinstance(caught.value.__cause__, errors.NotFound)
        assert caught.value.job_id == "V3-0"


class TestOnAnAccount:
    @pytest.mark.parametrize("group", ["tickets", "users", "organizations"])
    async def test_records_are_created_changed_and_deleted(self, group):
        async with account(tickets=5, job_seconds=0.0005) as (emulator, zd):
            resource = getattr(zd, group)
            table = getattr(emulator.account, group)
            key = "subject" if group == "tickets" else "name"
            more = {"comment": {"body": "Hello"}} if group == "tickets" else {}
            made = await resource.create_each([{key: f"new {place}", **more} for place in range(130)])
            assert [table[result.id][key] for result in made] == [f"new {place}" for place in range(130)]
            ids = [result.id for result in made]
            changed = await resource.update_each([{"id": one, key: f"other {one}"} for one in ids])
            assert all(result.ok for result in changed)
            assert [table[one][key] for one in ids] == [f"other {one}" for one in ids]
            deleted = await resource.delete_each([*ids, 999_999])
            assert [result.ok for result in deleted] == [True] * 130 + [False]
            assert deleted[130].item == 999_999
            assert not [one for one in ids if (table.get(one) or {"active": False}).get("active", True)]

    @pytest.mark.parametrize(
        ("group", "field", "value"),
        [("tickets", "priority", "urgent"), ("users", "notes", "Calls"), ("organizations", "notes", "Pays")],
    )
    async def test_one_change_can_be_made_to_many(self, group, field, value):
        async with account(users=3, organizations=3, job_seconds=0.0005) as (emulator, zd):
            await zd.tickets.create_each(tickets(3))
            ids = sorted(getattr(emulator.account, group).ids)[-3:]
            done = await (await getattr(zd, group).update_many(ids=[*ids, 424_242], **{field: value}))
            assert [result["success"] for result in done.results] == [True, True, True, False]
            assert [getattr(emulator.account, group)[one][field] for one in ids] == [value] * 3

    async def test_more_than_a_hundred_at_once_are_refused_by_zendesk(self):
        async with account() as (_, zd):
            with pytest.raises(errors.BadRequest, match="more than 100"):
                await zd.tickets.create_many(tickets(101))

    async def test_a_lost_poll_is_read_again(self):
        async with account(job_seconds=0.0005) as (emulator, zd):
            emulator.faults.add(Fault(Status(502), operation="ShowManyJobStatuses", times=2))
            results = await zd.tickets.create_each(tickets(3))
            assert [result.ok for result in results] == [True] * 3


def shuffled(status: Callable[[Started], dict[str, Any]]) -> Callable[[Started], dict[str, Any]]:
    def backwards(job: Started) -> dict[str, Any]:
        made = status(job)
        return {**made, "results": made["results"] and made["results"][::-1]}

    return backwards


def _first_of(status: dict[str, Any], count: int) -> dict[str, Any]:
    return {**status, "results": status["results"] and status["results"][:count]}
