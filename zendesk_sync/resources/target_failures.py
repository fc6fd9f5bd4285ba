# Written by tools/mirror.py from zendesk_async/resources/target_failures.py: change that one, then run `make mirror`.

"""Target failures: calls of targets that failed, the last 25 of each."""

from zendesk_async.models.target_failures import TargetFailure
from zendesk_async.resources.target_failures import TargetFailures as AsyncTargetFailures
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class TargetFailures(Resource[AsyncTargetFailures]):
    """Target failures: calls of targets that failed, the last 25 of each.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/target_failures/
    """

    def list(self) -> Paginator[TargetFailure]:
        """Iterate over the failures."""
        return self._paginate(self._async.list())

    def show(self, target_failure_id: int) -> TargetFailure:
        """Return one failure, with the request and the answer."""
        return self._wait(self._async.show(target_failure_id))
