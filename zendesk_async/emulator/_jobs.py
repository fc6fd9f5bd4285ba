"""Jobs: work that an answer only announces and that happens while the caller polls.

https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/
"""

import asyncio
import random
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import attrs

from zendesk_async._json import is_object
from zendesk_async.emulator._refusals import Refusal

if TYPE_CHECKING:
    from zendesk_async.emulator._store import Account

MOST_IN_FLIGHT = 30
"""Jobs an account may have queued or running: https://developer.zendesk.com/api-reference/introduction/rate-limits/"""

Work = Callable[[int, Any], dict[str, Any]]
State = Literal["queued", "working", "completed", "failed", "killed"]

# Seen in recorded traffic: the text is that of the record last touched. Kinds not recorded follow the pattern.
_PROGRESS = {
    "Bulk Create Ticket": "Creating ticket #{}",
    "Bulk Update Ticket": "Updating ticket #{}",
    "Bulk Create User": "Creating User #{}",
    "Bulk Update User": "Updating user #{}",
    "Bulk Create Organization": "Creating organization #{}",
    "Bulk Update Organization": "Updating organization #{}",
    "Bulk Delete Organization": "Deleting organization #{}",
}

# The error names the class that does the work, not the `job_type` of the job.
_CLASSES = {
    "Bulk Create Ticket": "TicketBulkCreateJob",
    "Bulk Update Ticket": "TicketBulkUpdateJob",
    "Bulk Create User": "UserBulkCreateJob",
    "Bulk Update User": "UserBulkUpdateJobV2",
}


@attrs.define(eq=False)
class _Job:
    row: dict[str, Any]
    items: Sequence[Any]
    order: Sequence[int]
    work: Work
    action: str | None
    permanent: bool
    begins: float
    seconds_per_item: float
    created: float
    progress_text: str
    results: list[dict[str, Any]] = attrs.field(factory=list[dict[str, Any]])
    done: int = 0
    ended: float | None = None

    def due(self) -> float:
        """Return the moment its next step happens."""
        return self.begins + (min(self.done + 1, len(self.items)) * self.seconds_per_item)


class Jobs:
    """Hold an account's jobs and perform their items as their time comes.

    A job waits `queue_seconds`, then performs one item every `seconds_per_item`. Both are of the account's clock.
    `advance` does what is due; reading a job calls it, so does a timer of the running event loop, and so should
    whoever reads the state that jobs change.
    """

    def __init__(
        self,
        account: "Account",
        *,
        seconds_per_item: float = 0.005,
        queue_seconds: float = 0.02,
        window: float = 60.0,
    ) -> None:
        self.account = account
        self.clock = account.clock
        self.seconds_per_item = seconds_per_item
        self.queue_seconds = queue_seconds
        self.window = window
        self._jobs: dict[str, _Job] = {}
        self._in_flight: dict[str, _Job] = {}
        self._advancing = False

    def start(
        self,
        job_type: str,
        items: Iterable[Any],
        work: Work,
        *,
        action: str | None = None,
        shuffled: bool = False,
        permanent: bool = False,
        listed: bool = True,
        base: str | None = None,
        progress_text: str | None = None,
        seconds_per_item: float | None = None,
    ) -> dict[str, Any]:
        """Queue a job and return its `job_status`.

        `work(index, item)` is called once for each item when its time comes and returns the item's result. A `Refusal`
        it raises becomes a failed result: of a creation, or of `action` ("update", "delete", …) on the item's id.
        `shuffled` performs the items out of order, as ticket creation does. `permanent` jobs tell neither total nor
        results of items. A job that is not `listed` is none of the thirty and cannot be read. Raises `Refusal` (429 TooManyJobs) when 30 jobs are queued or running.
        """
        self.advance()
        if listed and self._queued_or_running() >= MOST_IN_FLIGHT:
            raise self._too_many(job_type)
        work_items = list(items)
        order = list(range(len(work_items)))
        identifier = "V3-" + uuid.uuid4().hex
        if shuffled:
            random.Random(identifier).shuffle(order)
        now = self.clock.seconds()
        row: dict[str, Any] = {
            "id": identifier,
            "job_type": job_type,
            "url": f"{self.account.base if base is None else base}/api/v2/job_statuses/{identifier}.json",
            "total": None if permanent else len(work_items),
            "progress": None,
            "status": "queued",
            "message": None,
            "results": None,
        }
        job = _Job(
            row=row,
            items=work_items,
            order=order,
            work=work,
            action=action,
            permanent=permanent,
            begins=now + self.queue_seconds,
            seconds_per_item=self.seconds_per_item if seconds_per_item is None else seconds_per_item,
            created=now,
            progress_text=progress_text or _PROGRESS.get(job_type) or job_type.replace("Bulk ", "", 1) + " #{}",
        )
        self._in_flight[identifier] = job
        if listed:
            self._jobs[identifier] = job
        self._schedule(job, moved=True)
        return dict(row)

    def get(self, identifier: str) -> dict[str, Any] | None:
        """Return the `job_status` as it is now, or None when there is none or it is older than a day."""
        self.advance()
        job = self._jobs.get(identifier)
        return None if job is None else dict(job.row)

    def rows(self) -> list[dict[str, Any]]:
        """Return every job of the last day."""
        self.advance()
        return [dict(job.row) for job in self._jobs.values()]

    def ended(self, row: Mapping[str, Any]) -> float:
        """Return when a job of `rows` ended; one that runs ends after all others."""
        job = self._jobs[row["id"]]
        return float("inf") if job.ended is None else job.ended

    def created(self, row: Mapping[str, Any]) -> float:
        """Return when a job of `rows` was started."""
        return self._jobs[row["id"]].created

    @property
    def in_flight(self) -> int:
        """How many jobs are queued or running."""
        self.advance()
        return self._queued_or_running()

    def _queued_or_running(self) -> int:
        return sum(identifier in self._jobs for identifier in self._in_flight)

    def headers(self) -> dict[str, str]:
        """Return the header that tells how many more jobs may be started."""
        remaining = max(0, MOST_IN_FLIGHT - self._queued_or_running())
        resets = max(1, round(self.window))
        return {"zendesk-ratelimit-inflight-jobs": f"total={MOST_IN_FLIGHT}; remaining={remaining}; resets={resets}"}

    def kill(
        self, identifier: str, *, status: Literal["killed", "failed"] = "killed", message: str | None = None
    ) -> None:
        """End a running job where it stands, as an operator (`killed`) or a crash (`failed`) would.

        What it has done stays done and is told in `results`.
        """
        self.advance()
        job = self._in_flight[identifier]
        self._end(job, self.clock.seconds(), status, message)

    def finish(self) -> None:
        """Perform everything that is queued or running, whatever the clock says."""
        self._perform(float("inf"))

    def advance(self) -> None:
        """Perform what is due by the clock and forget jobs that are no longer kept (a day after their creation)."""
        if not self._in_flight and not self._jobs:
            return
        now = self.clock.seconds()
        if self._in_flight:
            self._perform(now)
        kept_since = now - self.account.settings.job_retention_hours * 3600
        for identifier, job in list(self._jobs.items()):
            # Jobs stand in the order of their creation.
            if job.created > kept_since:
                break
            if job.ended is not None:
                del self._jobs[identifier]

    def _perform(self, now: float) -> None:
        if self._advancing:
            return
        self._advancing = True
        try:
            while ready := [job for job in self._in_flight.values() if job.due() <= now]:
                self._step(min(ready, key=_Job.due))
            for job in self._in_flight.values():
                if job.begins <= now and job.row["status"] == "queued":
                    job.row.update(status="working", progress=0)
        finally:
            self._advancing = False

    def _step(self, job: _Job) -> None:
        if job.done < len(job.items):
            index = job.order[job.done]
            moment = job.due()
            job.done += 1
            broken = True
            try:
                result = job.work(index, job.items[index])
                broken = False
            except Refusal as refusal:
                result = failed_result(index, job.items[index], refusal, job.action)
                broken = False
            finally:
                if broken:
                    # A mistake of ours is not hidden: it goes on to whoever made the job move.
                    self._end(job, moment, "failed", "Internal error")
            job.results.append({**result, "_index": index})
            job.row.update(status="working", progress=job.done, message=job.progress_text.format(job.done))
        if job.done >= len(job.items):
            self._end(job, job.due(), "completed", None)

    def _end(self, job: _Job, moment: float, status: State, message: str | None) -> None:
        moment = job.ended = min(moment, self.clock.seconds())
        if message is None:
            ended = datetime.fromtimestamp(moment, UTC)
            message = f"{status.capitalize()} at {ended:%Y-%m-%d %H:%M:%S} +0000"
        ordered = sorted(job.results, key=lambda result: result["_index"])
        results = [{key: value for key, value in result.items() if key != "_index"} for result in ordered]
        job.row.update(
            status=status,
            progress=None if job.permanent else job.done,
            message=message,
            results={"success": all(result.get("success", True) for result in results)} if job.permanent else results,
        )
        del self._in_flight[job.row["id"]]

    def _schedule(self, job: _Job, *, moved: bool) -> None:
        # Items happen on time though nobody asks (webhooks are sent of them). A clock that stands still ends the timer:
        # then only reading moves the job.
        if not moved or job.ended is not None:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        now = self.clock.seconds()

        def tick() -> None:
            try:
                self.advance()
            finally:
                self._schedule(job, moved=self.clock.seconds() > now)

        loop.call_later(max(0.01, job.due() - now), tick)

    def _too_many(self, job_type: str) -> Refusal:
        name = _CLASSES.get(job_type) or "".join(reversed(job_type.replace("Bulk ", "Bulk").split())) + "Job"
        return Refusal(
            429,
            {
                "error": "TooManyJobs",
                "description": f"Too many {name} jobs are currently queued or running. Try again later.",
                "current_job_ids": [identifier for identifier in self._in_flight if identifier in self._jobs],
            },
            self.headers(),
        )


def failed_result(index: int, item: Any, refusal: Refusal, action: str | None) -> dict[str, Any]:
    """Return the result of an item that was refused, in the shape of the job's kind."""
    payload: Any = refusal.payload
    error, details = "Failed", ""
    if is_object(payload):
        error, details = str(payload.get("error", error)), _sentence(payload)
    if action is None:
        return {"index": index, "error": error, "details": details}
    identifier: Any = item.get("id") if is_object(item) else item
    return {
        "id": identifier,
        "action": action,
        "success": False,
        "status": "Failed",
        "error": error,
        "details": details,
    }


def _sentence(payload: Mapping[str, Any]) -> str:
    details: Any = payload.get("details")
    if is_object(details):
        return ", ".join(str(entry["description"]) for entries in details.values() for entry in entries)
    return str(payload.get("description", ""))
