# Written by tools/mirror.py from zendesk_async/resources/satisfaction_reasons.py: change that one, then run `make mirror`.

"""Satisfaction reasons: what requesters can say was bad."""

from zendesk_async.models.satisfaction_reasons import SatisfactionReason
from zendesk_async.resources.satisfaction_reasons import SatisfactionReasons as AsyncSatisfactionReasons
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class SatisfactionReasons(Resource[AsyncSatisfactionReasons]):
    """Satisfaction reasons: what requesters can say was bad.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_reasons/
    """

    def list(self) -> Paginator[SatisfactionReason]:
        """Iterate over the account's reasons, those that were deleted included."""
        return self._paginate(self._async.list())

    def show(self, satisfaction_reason_id: int) -> SatisfactionReason:
        """Return one reason."""
        return self._wait(self._async.show(satisfaction_reason_id))
