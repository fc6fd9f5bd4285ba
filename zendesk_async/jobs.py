"""Background jobs: one to wait for, or any number of items in as many jobs as they take.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from zendesk_async._json import is_object
from zendesk_async.errors import JobError, JobFailed, JobTimeout, NotFound, RateLimited, ZendeskError

if TYPE_CHECKING:
    from zendesk_async._resource import Caller
    from zendesk_async.models.job_statuses import JobStatus

__all__ = ["ItemResult", "Job"]

Item = TypeVar("Item")

_ENDED = frozenset({"completed", "failed", "killed"})
_CHUNK = 100  # items of one bulk call, https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#create-many-tickets
_IN_FLIGHT = 30  # jobs queued or running, https://developer.zendesk.com/api-reference/introduction/rate-limits/
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0
_PATIENCE = 600.0


class Job:
    """A background job that was started. Await it for its final status.

    `job = await zd.tickets.create_many(tickets)` starts it, `done = await job` waits for its end and gives the status
    with one result per item. Zendesk keeps a job's status for one day.
    """

    def __init__(self, client: "Caller", status: "JobStatus") -> None:
        self._client = client
        self._status = status

    @property
    def id(self) -> str:
        """The job's id."""
        return self._status.id or ""

    @property
    def status(self) -> "JobStatus":
        """The status as last read."""
        return self._status

    def __await__(self) -> Generator[Any, None, "JobStatus"]:
        return self.wait().__await__()

    async def refresh(self) -> "JobStatus":
        """Read the job's status once. Raises `NotFound` when Zendesk no longer knows the job."""
        from zendesk_async.resources.job_statuses import JobStatuses

        self._status = await JobStatuses(self._client).show(self.id)
        return self._status

    async def wait(self, *, timeout: float | None = 3600.0) -> "JobStatus":
        """Wait until the job has ended and return its status with the results of its items.

        A failed item is a result, not an error. Raises `JobFailed` when Zendesk gave the whole job up, `JobTimeout`
        when it has not ended after `timeout` seconds, and `JobError` when Zendesk no longer knows the job; each
        carries the job's id and the results known by then.
        """
        expires = None if timeout is None else time.monotonic() + timeout
        pause = _SHORTEST_PAUSE
        while self._status.status not in _ENDED:
            if expires is not None and time.monotonic() + pause > expires:
                raise _about(
                    JobTimeout(f"job {self.id} has not ended after {timeout} s; it may still end"), self._status
                )
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)
            try:
                await self.refresh()
            except NotFound as problem:
                raise _about(JobError(f"job {self.id} is no longer known to Zendesk"), self._status) from problem
        if self._status.status != "completed":
            raise _about(JobFailed(f"job {self.id} {self._status.status}: {self._status.message}"), self._status)
        return self._status

    def __repr__(self) -> str:
        return f"<Job {self.id} {self._status.status}>"


def _about(error: JobError, status: "JobStatus") -> JobError:
    error.job_id = status.id or ""
    error.results = tuple(_results(status))
    error.request_id = None
    return error


@attrs.frozen
class ItemResult(Generic[Item]):
    """What became of one item of a bulk call.

    `ok` tells whether it was done; then `id` is the record's. Otherwise `error` is Zendesk's code and `details` its
    reason, or `exception` what ended the item's whole call. `index` is the item's place in what was given.
    """

    index: int
    item: Item
    ok: bool
    id: int | None = None
    status: str | None = None
    error: str | None = None
    details: str | None = None
    job_id: str | None = None
    exception: ZendeskError | None = None


async def perform_each(
    client: "Caller", items: Sequence[Item], start: Callable[[Sequence[Item]], Awaitable[Job]]
) -> list[ItemResult[Item]]:
    """Start a job for every hundred items, never more than thirty at once, and return one result per item, in order.

    Nothing raises for an item: what went wrong stands in its result.
    """
    chunks = [(first, items[first : first + _CHUNK]) for first in range(0, len(items), _CHUNK)]
    places = asyncio.Semaphore(_IN_FLIGHT)
    watch = _Watch(client)

    async def perform(first: int, chunk: Sequence[Item]) -> list[ItemResult[Item]]:
        async with places:
            try:
                job = await _started(chunk, start)
                status = await watch.ended(job)
            except ZendeskError as problem:
                return [
                    ItemResult(first + place, item, False, error=type(problem).__name__, exception=problem)
                    for place, item in enumerate(chunk)
                ]
        return _matched(first, chunk, status)

    async with asyncio.TaskGroup() as group:
        watching = asyncio.ensure_future(watch.run())
        try:
            tasks = [group.create_task(perform(first, chunk)) for first, chunk in chunks]
            if tasks:
                await asyncio.wait(tasks)
        finally:
            watching.cancel()
    return [result for task in tasks for result in task.result()]


async def _started(chunk: Sequence[Item], start: Callable[[Sequence[Item]], Awaitable[Job]]) -> Job:
    """Start one job; when others have all thirty places taken, wait for one of theirs to end."""
    expires = time.monotonic() + _PATIENCE
    while True:
        try:
            return await start(chunk)
        except RateLimited as problem:
            if problem.code != "TooManyJobs" or time.monotonic() > expires:
                raise
        await asyncio.sleep(_LONGEST_PAUSE)


class _Watch:
    """Asks after all running jobs in one request (`show_many` takes a hundred ids)."""

    def __init__(self, client: "Caller") -> None:
        self._client = client
        self._waiting: dict[str, asyncio.Future[JobStatus]] = {}

    async def ended(self, job: Job) -> "JobStatus":
        if job.status.status in _ENDED:
            return _completed(job.status)
        future: asyncio.Future[JobStatus] = asyncio.get_running_loop().create_future()
        self._waiting[job.id] = future
        try:
            return _completed(await future)
        finally:
            self._waiting.pop(job.id, None)

    async def run(self) -> None:
        from zendesk_async.resources.job_statuses import JobStatuses

        statuses = JobStatuses(self._client)
        pause = _SHORTEST_PAUSE
        while True:
            await asyncio.sleep(pause)
            ids = list(self._waiting)
            if not ids:
                pause = _SHORTEST_PAUSE
                continue
            try:
                found = {status.id: status for status in await statuses.show_many(ids)}
            except ZendeskError as problem:
                self._fail(ids, problem)
                continue
            ended = [status for status in found.values() if status.status in _ENDED]
            pause = _SHORTEST_PAUSE if ended else min(pause * 1.5, _LONGEST_PAUSE)
            for status in ended:
                self._settle(status)
            for unknown in set(ids) - set(found):
                error = JobError(f"job {unknown} is no longer known to Zendesk")
                error.job_id = unknown
                self._fail([unknown], error)

    def _settle(self, status: "JobStatus") -> None:
        future = self._waiting.get(status.id or "")
        if future is not None and not future.done():
            future.set_result(status)

    def _fail(self, ids: Sequence[str], problem: ZendeskError) -> None:
        for future in (self._waiting.get(name) for name in ids):
            if future is not None and not future.done():
                future.set_exception(problem)


def _completed(status: "JobStatus") -> "JobStatus":
    # A failed job may have done some of its items: with results, they tell for themselves.
    if status.status != "completed" and not _results(status):
        raise _about(JobFailed(f"job {status.id} {status.status}: {status.message}"), status)
    return status


def _results(status: "JobStatus") -> list[Mapping[str, Any]]:
    # Permanent deletions give one object for all of their items.
    found = status.results
    return [result for result in found if is_object(result)] if isinstance(found, tuple) else []


def _matched(first: int, chunk: Sequence[Item], status: "JobStatus") -> list[ItemResult[Item]]:
    """Give each item its result: by index, by id, or by place where a job's results name neither."""
    by_id: dict[Any, list[int]] = {}
    for place, item in enumerate(chunk):
        name: Any = item.get("id") if is_object(item) else item
        by_id.setdefault(name, []).append(place)
    made: dict[int, ItemResult[Item]] = {}
    for order, result in enumerate(_results(status)):
        place = _place(result, order, by_id)
        if 0 <= place < len(chunk) and place not in made:
            made[place] = _result(first + place, chunk[place], result, status.id)
    missing = "the job ended without saying what became of this item"
    return [
        made.get(place)
        or ItemResult(
            first + place, item, False, error=status.status, details=status.message or missing, job_id=status.id
        )
        for place, item in enumerate(chunk)
    ]


def _place(result: Mapping[str, Any], order: int, by_id: dict[Any, list[int]]) -> int:
    index = result.get("index")
    if isinstance(index, int):
        return index
    places = by_id.get(result.get("id"))
    return places.pop(0) if places else order


def _result(index: int, item: Item, result: Mapping[str, Any], job_id: str | None) -> ItemResult[Item]:
    error = result.get("error")
    failed = bool(error) or result.get("success") is False or result.get("status") == "Failed"
    identifier = result.get("id")
    details = result.get("details")
    return ItemResult(
        index,
        item,
        not failed,
        id=identifier if isinstance(identifier, int) else None,
        status=str(result["status"]) if result.get("status") is not None else None,
        error=str(error) if error else "Failed" if failed else None,
        details=None if details is None else details if isinstance(details, str) else str(details),
        job_id=job_id,
    )
