# Written by tools/mirror.py from zendesk_async/resources/job_statuses.py: change that one, then run `make mirror`.

"""Statuses of background jobs. Zendesk keeps one for a day."""

import builtins
from collections.abc import Sequence

from zendesk_async.models.job_statuses import JobStatus
from zendesk_async.resources.job_statuses import JobStatuses as AsyncJobStatuses
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class JobStatuses(Resource[AsyncJobStatuses]):
    """Statuses of background jobs. Zendesk keeps one for a day.

    Whoever may start jobs may call these. A started `Job` follows its own status.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/job_statuses/
    """

    def list(
        self, *, page_size: int | None = None, page_after: str | None = None, page_before: str | None = None
    ) -> Paginator[JobStatus]:
        """Iterate over the jobs of the last day, those that ended last first."""
        return self._paginate(self._async.list(page_size=page_size, page_after=page_after, page_before=page_before))

    def show(self, job_status_id: str) -> JobStatus:
        """Return the status of one job. Raises `NotFound` when Zendesk no longer knows it."""
        return self._wait(self._async.show(job_status_id))

    def show_many(self, ids: Sequence[str]) -> builtins.list[JobStatus]:
        """Return the statuses of up to 100 jobs."""
        return self._wait(self._async.show_many(ids))

    def load(self, job_status_id: str) -> JobStatus:
        """Return one job status; up to 100 reads of the same moment share a request.

        For many tasks or threads that each need one. Raises `NotFound` for an id that does not exist.
        """
        return self._wait(self._async.load(job_status_id))
