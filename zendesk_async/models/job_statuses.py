"""Statuses of background jobs."""

from collections.abc import Mapping
from typing import Any, Literal

from zendesk_async.models.base import Record, record

JobState = Literal["queued", "working", "failed", "completed", "killed"]


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
    results: tuple[Mapping[str, Any], ...] | Mapping[str, Any] | None = None
    """One object an item, None until the job has ended; for permanent deletions one object in all.

    What it holds depends on the job: `index` and `id` for tickets that were created, `id`, `action`, `status` and
    `success` for changes, `error` and `details` for failures.
    """
