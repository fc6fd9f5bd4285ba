"""Background jobs: one to wait for."""

from zendesk_async.jobs import ItemResult
from zendesk_async.jobs import Job as AsyncJob
from zendesk_async.models.job_statuses import JobStatus
from zendesk_sync.portal import Portal

__all__ = ["ItemResult", "Job"]


class Job:
    """A background job that was started. `done = job.wait()` gives its final status, with one result per item."""

    def __init__(self, portal: Portal, job: AsyncJob) -> None:
        self._portal = portal
        self._async = job

    @property
    def id(self) -> str:
        """The job's id."""
        return self._async.id

    @property
    def status(self) -> JobStatus:
        """The status as last read."""
        return self._async.status

    def refresh(self) -> JobStatus:
        """Read the job's status once. Raises `NotFound` when Zendesk no longer knows the job."""
        return self._portal.wait(self._async.refresh())

    def wait(self, *, timeout: float | None = 3600.0) -> JobStatus:
        """Wait until the job has ended and return its status. Raises what `zendesk_async.Job.wait` raises."""
        return self._portal.wait(self._async.wait(timeout=timeout))

    def __repr__(self) -> str:
        return repr(self._async)
