"""Background jobs: one to wait for, or any number of items in as many jobs as they take.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from zendesk_async._json import is_object
from zendesk_async.errors import (
    BadRequest,
    DeadlineExceeded,
    Invalid,
    InvalidArgument,
    JobError,
    JobFailed,
    JobTimeout,
    NotFound,
    RateLimited,
    ServerError,
    TransportError,
    ZendeskError,
)
from zendesk_async.models._declared import Value
from zendesk_async.models.base import record, response_of

if TYPE_CHECKING:
    from zendesk_async._resource import Caller
    from zendesk_async.models.job_statuses import JobStatus

__all__ = ["ItemResult", "Job"]

Item = TypeVar("Item")

_ENDED = frozenset({"completed", "failed", "killed"})
_CHUNK = 100  # items of one bulk call, https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#create-many-tickets
_MOST_HALVINGS = 16  # of a hundred items that are refused together; finds two bad ones, and is no storm when all are
_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0  # between two readings of a status, in seconds
_PATIENCE = 600.0  # for a place among the thirty, and for statuses that cannot be read
_LONGEST_JOB = 3600.0
_REFUSED = (InvalidArgument, BadRequest, Invalid)  # before anything was done
_TEMPORARY = (TransportError, ServerError, RateLimited, DeadlineExceeded)


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
        expires = None if timeout is None else _now() + timeout
        pause = _SHORTEST_PAUSE
        while self._status.status not in _ENDED:
            left = pause if expires is None else expires - _now()
            if left <= 0:
                raise _timed_out(self._status, timeout)
            await asyncio.sleep(min(pause, left))
            pause = min(pause * 1.5, _LONGEST_PAUSE)
            try:
                await self.refresh()
            except NotFound as problem:
                raise _vanished(self._status) from problem
        if self._status.status != "completed":
            raise _failed(self._status)
        return self._status

    def __repr__(self) -> str:
        return f"<Job {self.id} {self._status.status}>"


def _now() -> float:
    return asyncio.get_running_loop().time()


def _timed_out(status: "JobStatus", seconds: float | None) -> JobError:
    return _about(status, JobTimeout(f"job {status.id} has not ended after {seconds} s; it may still end"))


def _vanished(status: "JobStatus") -> JobError:
    return _about(status, JobError(f"job {status.id} is no longer known to Zendesk; its items may have been done"))


def _failed(status: "JobStatus") -> JobError:
    return _about(status, JobFailed(f"job {status.id} {status.status}: {status.message}"))


def _about(status: "JobStatus", error: JobError) -> JobError:
    error.job_id = status.id or ""
    error.results = tuple(_results(status))
    response = response_of(status)
    if response is not None:
        error.method, error.path, error.request_id = response.method, response.path, response.request_id
    return error


@record
class ItemResult(Value, Generic[Item]):
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

    Nothing raises for an item: what went wrong stands in its result. Items that are refused together are given again in
    halves, so that a few bad ones do not keep the others from being done.
    """
    chunks = [(first, items[first : first + _CHUNK]) for first in range(0, len(items), _CHUNK)]
    watch = _Watch(client)

    async def perform(first: int, chunk: Sequence[Item]) -> list[ItemResult[Item]]:
        done: list[ItemResult[Item]] = []
        left, halvings = deque([(first, chunk)]), _MOST_HALVINGS
        while left:
            first, chunk = left.popleft()
            results, refused = await perform_together(first, chunk)
            if refused and len(chunk) > 1 and halvings:
                half, halvings = len(chunk) // 2, halvings - 1
                left.extendleft([(first + half, chunk[half:]), (first, chunk[:half])])
            else:
                done += results
        return done

    async def perform_together(first: int, chunk: Sequence[Item]) -> tuple[list[ItemResult[Item]], bool]:
        async with client.job_places:
            try:
                status = await watch.ended(await _started(chunk, start))
            except JobError as problem:
                return _matched(first, chunk, problem.results, problem.job_id, problem), False
            except ZendeskError as problem:
                return _matched(first, chunk, (), None, problem), isinstance(problem, _REFUSED)
        failure = None if status.status == "completed" else _failed(status)
        return _matched(first, chunk, _results(status), status.id, failure), False

    async with asyncio.TaskGroup() as group:
        watching = group.create_task(watch.run())
        try:
            tasks = [group.create_task(perform(first, chunk)) for first, chunk in chunks]
            if tasks:
                await asyncio.wait(tasks)
        finally:
            watching.cancel()
    return [result for task in tasks for result in task.result()]


async def _started(chunk: Sequence[Item], start: Callable[[Sequence[Item]], Awaitable[Job]]) -> Job:
    """Start one job; when others have all thirty places taken, wait for one of theirs to end."""
    expires = _now() + _PATIENCE
    while True:
        try:
            return await start(chunk)
        except RateLimited as problem:
            if problem.code != "TooManyJobs" or _now() > expires:
                raise
        await asyncio.sleep(_LONGEST_PAUSE)


class _Waiting:
    """A job whose end somebody waits for."""

    def __init__(self, status: "JobStatus", expires: float, end: "asyncio.Future[JobStatus]") -> None:
        self.status = status
        self.expires = expires
        self.end = end


class _Watch:
    """Asks after all running jobs in one request (`show_many` takes a hundred ids)."""

    def __init__(self, client: "Caller") -> None:
        self._client = client
        self._waiting: dict[str, _Waiting] = {}

    async def ended(self, job: Job) -> "JobStatus":
        """Wait for a job's end and return its status; raise a `JobError` when it does not come."""
        if job.status.status in _ENDED:
            return job.status
        end: asyncio.Future[JobStatus] = asyncio.get_running_loop().create_future()
        self._waiting[job.id] = _Waiting(job.status, _now() + _LONGEST_JOB, end)
        try:
            return await end
        finally:
            del self._waiting[job.id]

    async def run(self) -> None:
        """Read the statuses of all jobs that are waited for, again and again, until cancelled."""
        from zendesk_async.resources.job_statuses import JobStatuses

        statuses = JobStatuses(self._client)
        pause, answered = _SHORTEST_PAUSE, _now()
        while True:
            await asyncio.sleep(pause)
            asked = {name: waiting for name, waiting in self._waiting.items() if not waiting.end.done()}
            if not asked:
                pause, answered = _SHORTEST_PAUSE, _now()
                continue
            try:
                found = {status.id: status for status in await statuses.show_many(list(asked))}
            except ZendeskError as problem:
                # The jobs go on all the same, so what will pass is waited for.
                if not isinstance(problem, _TEMPORARY) or _now() - answered > _PATIENCE:
                    self._give_up(asked, problem)
                pause = _LONGEST_PAUSE
                continue
            answered = _now()
            moved = [self._see(waiting, found.get(name)) for name, waiting in asked.items()]
            pause = _SHORTEST_PAUSE if any(moved) else min(pause * 1.5, _LONGEST_PAUSE)

    def _see(self, waiting: _Waiting, status: "JobStatus | None") -> bool:
        """Take note of a job's status, and tell whether that is the end of it."""
        if waiting.end.done():
            return True
        if status is None:
            waiting.end.set_exception(_vanished(waiting.status))
            return True
        waiting.status = status
        if status.status in _ENDED:
            waiting.end.set_result(status)
            return True
        if _now() > waiting.expires:
            waiting.end.set_exception(_timed_out(status, _LONGEST_JOB))
            return True
        return False

    def _give_up(self, asked: Mapping[str, _Waiting], problem: ZendeskError) -> None:
        for name, waiting in asked.items():
            if not waiting.end.done():
                text = f"the status of job {name} could not be read, so its items may have been done: {problem.message}"
                error = _about(waiting.status, JobError(text))
                error.__cause__ = problem
                waiting.end.set_exception(error)


def _results(status: "JobStatus") -> list[Mapping[str, Any]]:
    # Permanent deletions give one object for all of their items.
    found = status.results
    return [result for result in found if is_object(result)] if isinstance(found, tuple) else []


def _matched(
    first: int,
    chunk: Sequence[Item],
    results: Sequence[Mapping[str, Any]],
    job_id: str | None,
    problem: ZendeskError | None,
) -> list[ItemResult[Item]]:
    """Give each item its result: by index, by id, or by place where a job's results name neither.

    An item without a result has `problem`, which ended its job or kept it from being started.
    """
    by_id: dict[Any, list[int]] = {}
    for place, item in enumerate(chunk):
        name: Any = item.get("id") if is_object(item) else item
        by_id.setdefault(name, []).append(place)
    made: dict[int, ItemResult[Item]] = {}
    for order, result in enumerate(results):
        place = _place(result, order, by_id)
        if 0 <= place < len(chunk) and place not in made:
            made[place] = _result(first + place, chunk[place], result, job_id)
    missing = partial(ItemResult[Item], ok=False, job_id=job_id, exception=problem)
    if problem is None:
        missing = partial(missing, error="JobError", details="the job ended without saying what became of this item")
    else:
        missing = partial(missing, error=problem.code or type(problem).__name__, details=problem.message)
    return [made.get(place) or missing(index=first + place, item=item) for place, item in enumerate(chunk)]


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
        index=index,
        item=item,
        ok=not failed,
        id=identifier if isinstance(identifier, int) else None,
        status=str(result["status"]) if result.get("status") is not None else None,
        error=str(error) if error else "Failed" if failed else None,
        details=None if details is None else details if isinstance(details, str) else str(details),
        job_id=job_id,
    )
