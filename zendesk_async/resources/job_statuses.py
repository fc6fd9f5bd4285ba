"""Statuses of background jobs. Zendesk keeps one for a day."""

import builtins
from collections.abc import Sequence

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.pagination import Paginator


class JobStatuses(Resource):
    """Statuses of background jobs. Zendesk keeps one for a day.

    Whoever may start jobs may call these. A started `Job` follows its own status.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/
    """

    _list = Operation(
        "ListJobStatuses", "GET /api/v2/job_statuses", JobStatus, key="job_statuses", paging=Paging.CURSOR
    )

    def list(
        self, *, page_size: int | None = None, page_after: str | None = None, page_before: str | None = None
    ) -> Paginator[JobStatus]:
        """Iterate over the jobs of the last day, those that ended last first."""
        return self._paginate(self._list, page_size=page_size, page_after=page_after, page_before=page_before)

    _show = Operation("ShowJobStatus", "GET /api/v2/job_statuses/{job_status_id}", JobStatus, key="job_status")

    async def show(self, job_status_id: str) -> JobStatus:
        """Return the status of one job. Raises `NotFound` when Zendesk no longer knows it."""
        return await self._call(self._show, job_status_id=job_status_id)

    _show_many = Operation("ShowManyJobStatuses", "GET /api/v2/job_statuses/show_many", JobStatus, key="job_statuses")

    async def show_many(self, ids: Sequence[str]) -> builtins.list[JobStatus]:
        """Return the statuses of up to 100 jobs."""
        return await self._call_list(self._show_many, ids=ids)

    async def load(self, job_status_id: str) -> JobStatus:
        """Return one job status; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. Raises `NotFound` for an id that does not exist.
        """
        return await self._load(self._show_many, job_status_id, kind=str)
