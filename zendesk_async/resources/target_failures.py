"""Target failures: calls of targets that failed, the last 25 of each."""

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.target_failures import TargetFailure
from zendesk_async.pagination import Paginator


class TargetFailures(Resource, scope="targets"):
    """Target failures: calls of targets that failed, the last 25 of each.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/target_failures/
    """

    _list = Operation(
        "ListTargetFailures", "GET /api/v2/target_failures", TargetFailure, key="target_failures", paging=Paging.SINGLE
    )

    def list(self) -> Paginator[TargetFailure]:
        """Iterate over the failures."""
        return self._paginate(self._list)

    _show = Operation(
        "ShowTargetFailure", "GET /api/v2/target_failures/{target_failure_id}", TargetFailure, key="target_failure"
    )

    async def show(self, target_failure_id: int) -> TargetFailure:
        """Return one failure, with the request and the answer."""
        return await self._call(self._show, target_failure_id=target_failure_id)
