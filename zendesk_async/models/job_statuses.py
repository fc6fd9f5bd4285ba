"""Statuses of background jobs."""

from typing import Any, Literal

from zendesk_async.models.base import Record, record

JobState = Literal["queued", "working", "failed", "completed", "killed"]


@record
class JobResult(Record):
    """What became of one item of a job.

    Which fields there are depends on the job: tickets that are created give `index` and `id`, updates `id`, `action`,
    `status` and `success`, failures `error` and `details`.
    """

    index: int | None = None
    """Place of the item in the sequence that was given."""
    id: int | str | None = None
    action: str | None = None
    status: str | None = None
    success: bool | None = None
    error: str | None = None
    details: Any = None
    errors: Any = None
    email: str | None = None
    external_id: str | None = None
    account_id: int | None = None


@record
class JobStatus(Record):
    """How far a background job is. Zendesk keeps it for one day."""

    id: str | None = None
    url: str | None = None
    job_type: str | None = None
    status: JobState | str | None = None
    progress: int | None = None
    """Items done; None while queued."""
    total: int | None = None
    """Items in all; None for permanent deletions."""
    message: str | None = None
    results: tuple[JobResult, ...] | JobResult | None = None
    """None until the job has ended; one result in place of a list for permanent deletions."""
