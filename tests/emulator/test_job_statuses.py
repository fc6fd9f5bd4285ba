import asyncio
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.emulator.raw import Raw, Time, running
from zendesk_async.emulator import Clock
from zendesk_async.emulator._jobs import Jobs
from zendesk_async.emulator._refusals import Refusal, record_invalid, record_not_found
from zendesk_async.emulator._store import Account, Event


async def start(raw: Raw, count: int = 3, prefix: str = "Job") -> dict[str, Any]:
    names = [{"name": f"{prefix} {number}"} for number in range(count)]
    reply = await raw.post("/api/v2/organizations/create_many", {"organizations": names})
    assert reply.status == 200, reply.body
    job: dict[str, Any] = reply.json["job_status"]
    return job


async def read(raw: Raw, job: dict[str, Any]) -> dict[str, Any]:
    reply = await raw.get(f"/api/v2/job_statuses/{job['id']}")
    assert reply.status == 200
    status: dict[str, Any] = reply.json["job_status"]
    return status


async def test_a_job_is_queued_then_works_item_by_item_then_is_completed() -> None:
    time = Time(1_707_414_280.0)
    async with running(clock=time.clock(), job_seconds=1.0, job_queue_seconds=2.0) as (emulator, raw):
        before = len(emulator.account.organizations)
        job = await start(raw)
        assert list(job) == ["id", "job_type", "url", "total", "progress", "status", "message", "results"]
        assert re.fullmatch(r"V3-[0-9a-f]{32}", job["id"])
        assert job["url"] == f"{emulator.url}/api/v2/job_statuses/{job['id']}.json"
        assert job["job_type"] == "Bulk Create Organization"
        assert (job["status"], job["total"]) == ("queued", 3)
        assert job["progress"] is job["message"] is job["results"] is None

        time.seconds += 1.5
        assert (await read(raw, job))["status"] == "queued"
        time.seconds += 2.0
        working = await read(raw, job)
        assert (working["status"], working["progress"]) == ("working", 1)
        assert working["message"] == "Creating organization #1"
        assert working["results"] is None
        assert len(emulator.account.organizations) == before + 1
        time.seconds += 10
        done = await read(raw, job)
        assert (done["status"], done["progress"], done["total"]) == ("completed", 3, 3)
        assert done["message"] == "Completed at 2024-02-08 17:44:45 +0000"
        assert [result["status"] for result in done["results"]] == ["Created"] * 3
        assert all(result["id"] in emulator.account.organizations for result in done["results"])


async def test_the_items_of_a_job_happen_though_nobody_asks() -> None:
    async with running(job_seconds=0.001, job_queue_seconds=0.0) as (emulator, raw):
        happened: asyncio.Queue[Event] = asyncio.Queue()
        emulator.account.subscribe(happened.put_nowait)
        await start(raw)
        async with asyncio.timeout(5):
            types = [(await happened.get()).type for _ in range(3)]
        assert types == ["zen:event-type:organization.created"] * 3


async def test_thirty_jobs_may_be_queued_or_running() -> None:
    time = Time()
    async with running(clock=time.clock(), window=60.0, limited=False) as (_, raw):
        jobs = [await start(raw, prefix=f"Round {number}") for number in range(30)]
        refused = await raw.delete("/api/v2/organizations/destroy_many?ids=1")
        assert refused.status == 429
        assert refused.headers["zendesk-ratelimit-inflight-jobs"] == "total=30; remaining=0; resets=60"
        assert refused.json["error"] == "TooManyJobs"
        assert refused.json["current_job_ids"] == [job["id"] for job in jobs]
        assert refused.json["description"].startswith("Too many ")
        time.seconds += 60
        again = await raw.delete("/api/v2/organizations/destroy_many?ids=1")
        assert again.status == 200
        assert again.headers["zendesk-ratelimit-inflight-jobs"] == "total=30; remaining=29; resets=60"


async def test_jobs_are_listed_by_completion_and_creation_and_kept_for_a_day() -> None:
    time = Time()
    async with running(clock=time.clock(), job_seconds=1.0, limited=False) as (_, raw):
        long = await start(raw, 50, "Long")
        short = await start(raw, 1, "Short")
        time.seconds += 10
        later = await start(raw, 1, "Later")
        time.seconds += 100
        listed = (await raw.get("/api/v2/job_statuses")).json
        assert [job["id"] for job in listed["job_statuses"]] == [long["id"], later["id"], short["id"]]
        assert listed["meta"]["has_more"] is False
        some = (await raw.get(f"/api/v2/job_statuses/show_many?ids={short['id']},V3-none,{long['id']}")).json
        assert [job["id"] for job in some["job_statuses"]] == [short["id"], long["id"]]

        time.seconds += 24 * 3600 - 105
        assert [job["id"] for job in (await raw.get("/api/v2/job_statuses")).json["job_statuses"]] == [later["id"]]
        gone = await raw.get(f"/api/v2/job_statuses/{short['id']}")
        assert (gone.status, gone.json) == (404, {"error": "RecordNotFound", "description": "Not found"})


async def test_a_page_of_jobs_leads_to_the_next() -> None:
    time = Time()
    async with running(clock=time.clock(), limited=False) as (_, raw):
        started = [(await start(raw, 1, f"Job {number}"))["id"] for number in range(5)]
        time.seconds += 60
        found: list[str] = []
        url = "/api/v2/job_statuses?page[size]=2"
        for _ in range(3):
            page = (await raw.get(url)).json
            found += [job["id"] for job in page["job_statuses"]]
            url = page["links"]["next"]
        assert sorted(found) == sorted(started)
        assert page["meta"]["has_more"] is False


async def test_more_than_a_hundred_items_are_refused_before_anything_happens() -> None:
    async with running() as (_, raw):
        names = [{"name": f"Many {number}"} for number in range(101)]
        reply = await raw.post("/api/v2/organizations/create_many", {"organizations": names})
        assert reply.status == 400
        assert reply.json == {
            "error": "TooManyValues",
            "description": "Parameter  cannot specify more than 100 values",
            "max_count": 100,
        }
        users = await raw.post("/api/v2/users/create_many", {"users": names})
        assert users.status == 400
        assert users.json == {"error": "TooManyValues", "description": "Maximum 100 users may be created per call"}


def engine(time: Time, **options: Any) -> Jobs:
    account = Account(Clock(time))
    account.jobs = Jobs(account, **options)
    return account.jobs


def test_a_refused_item_fails_alone() -> None:
    time = Time()
    jobs = engine(time)

    def work(index: int, item: int) -> dict[str, Any]:
        if index == 1:
            raise record_not_found()
        if index == 2:
            raise record_invalid({"name": [("Name has already been taken", "DuplicateValue")]})
        return {"id": item, "action": "update", "status": "Updated", "success": True}

    job = jobs.start("Bulk Update Ticket", [7, 8, 9], work, action="update")
    created = jobs.start("Bulk Create Ticket", [7, 8], work)
    jobs.finish()
    finished = jobs.get(job["id"])
    assert finished is not None
    assert finished["status"] == "completed"
    failed = {"action": "update", "success": False, "status": "Failed"}
    assert finished["results"][1:] == [
        {"id": 8, **failed, "error": "RecordNotFound", "details": "Not found"},
        {"id": 9, **failed, "error": "RecordInvalid", "details": "Name has already been taken"},
    ]
    second = jobs.get(created["id"])
    assert second is not None
    assert second["results"][1] == {"index": 1, "error": "RecordNotFound", "details": "Not found"}


def test_a_job_that_breaks_has_failed_and_keeps_what_it_did() -> None:
    jobs = engine(Time())

    def work(index: int, _item: int) -> dict[str, Any]:
        return {"id": 1 // (1 - index)}

    job = jobs.start("Bulk Create Ticket", [1, 2, 3], work)
    with pytest.raises(ZeroDivisionError):
        jobs.finish()
    failed = jobs.get(job["id"])
    assert failed is not None
    assert (failed["status"], failed["progress"], failed["results"]) == ("failed", 2, [{"id": 1}])


def test_a_running_job_can_be_killed() -> None:
    time = Time()
    jobs = engine(time, seconds_per_item=1.0)
    job = jobs.start("Bulk Create Ticket", [1, 2, 3], lambda _index, item: {"id": item})
    time.seconds += 1.5
    jobs.kill(job["id"])
    time.seconds += 100
    killed = jobs.get(job["id"])
    assert killed is not None
    assert (killed["status"], killed["progress"], killed["results"]) == ("killed", 1, [{"id": 1}])
    assert killed["message"].startswith("Killed at ")


def test_a_permanent_deletion_tells_no_items() -> None:
    jobs = engine(Time())
    done: list[int] = []
    job = jobs.start("Bulk Delete", [4, 5], lambda _index, item: done.append(item) or {"success": True}, permanent=True)
    assert job["total"] is None
    jobs.finish()
    finished = jobs.get(job["id"])
    assert finished is not None
    assert (finished["total"], finished["progress"], finished["results"]) == (None, None, {"success": True})
    assert done == [4, 5]


def test_a_job_without_items_is_completed() -> None:
    time = Time()
    jobs = engine(time)
    job = jobs.start("Bulk Create Ticket", [], lambda _index, _item: {})
    time.seconds += 1
    finished = jobs.get(job["id"])
    assert finished is not None
    assert (finished["status"], finished["results"]) == ("completed", [])


@given(
    sizes=st.lists(st.integers(0, 6), min_size=1, max_size=8),
    steps=st.lists(st.floats(0, 3), max_size=20),
    shuffled=st.booleans(),
)
def test_every_item_is_performed_once_whenever_somebody_looks(
    sizes: list[int], steps: list[float], shuffled: bool
) -> None:
    time = Time()
    jobs = engine(time, seconds_per_item=0.5, queue_seconds=0.25)
    done: list[tuple[int, int]] = []

    def work(index: int, item: tuple[int, int]) -> dict[str, Any]:
        assert index == item[1]
        done.append(item)
        return {"index": index}

    rows = [
        jobs.start("Bulk Create Ticket", [(job, item) for item in range(size)], work, shuffled=shuffled)
        for job, size in enumerate(sizes)
    ]
    for step in steps:
        time.seconds += step
        for size, row in zip(sizes, rows, strict=True):
            seen = jobs.get(row["id"])
            assert seen is not None
            assert (seen["results"] is not None) == (seen["status"] == "completed")
            assert (seen["progress"] is None) == (seen["status"] == "queued")
            assert (seen["progress"] or 0) <= size
        assert jobs.in_flight == sum((jobs.get(row["id"]) or {})["status"] != "completed" for row in rows)
    jobs.finish()
    assert sorted(done) == [(job, item) for job, size in enumerate(sizes) for item in range(size)]
    for size, row in zip(sizes, rows, strict=True):
        finished = jobs.get(row["id"])
        assert finished is not None
        assert finished["results"] == [{"index": index} for index in range(size)]


def test_thirty_jobs_are_the_most_and_those_behind_the_scenes_do_not_count() -> None:
    jobs = engine(Time())
    jobs.start("Merge", [1], lambda _index, _item: {}, listed=False)
    for _ in range(30):
        jobs.start("Bulk Update User", [1], lambda _index, _item: {})
    with pytest.raises(Refusal) as refused:
        jobs.start("Bulk Update User", [1], lambda _index, _item: {})
    assert refused.value.payload["description"] == (
        "Too many UserBulkUpdateJobV2 jobs are currently queued or running. Try again later."
    )
    jobs.finish()
    assert jobs.in_flight == 0
    assert len(jobs.rows()) == 30


def test_the_work_of_a_job_may_start_another() -> None:
    jobs = engine(Time())
    done: list[str] = []

    def work(_index: int, item: str) -> dict[str, Any]:
        done.append(item)
        if item == "first":
            jobs.start("Bulk Update User", ["second"], work)
        return {}

    jobs.start("Bulk Update User", ["first"], work)
    jobs.finish()
    assert done == ["first", "second"]


async def test_ids_of_jobs_are_asked_for_in_moderation() -> None:
    async with running() as (_, raw):
        assert (await raw.get("/api/v2/job_statuses/show_many")).status == 400
        many = ",".join(f"V3-{number}" for number in range(101))
        assert (await raw.get(f"/api/v2/job_statuses/show_many?ids={many}")).json["max_count"] == 100
