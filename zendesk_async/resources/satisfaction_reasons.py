"""Satisfaction reasons: what requesters can say was bad."""

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.satisfaction_reasons import SatisfactionReason
from zendesk_async.pagination import Paginator


class SatisfactionReasons(Resource, scope="satisfaction_ratings"):
    """Satisfaction reasons: what requesters can say was bad.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_reasons/
    """

    _list = Operation(
        "ListSatisfactionRatingReasons",
        "GET /api/v2/satisfaction_reasons",
        SatisfactionReason,
        key="reasons",
        paging=Paging.SINGLE,
    )

    def list(self) -> Paginator[SatisfactionReason]:
        """Iterate over the account's reasons, those that were deleted included."""
        return self._paginate(self._list)

    _show = Operation(
        "ShowSatisfactionRatings",
        "GET /api/v2/satisfaction_reasons/{satisfaction_reason_id}",
        SatisfactionReason,
        key="reason",
    )

    async def show(self, satisfaction_reason_id: int) -> SatisfactionReason:
        """Return one reason."""
        return await self._call(self._show, satisfaction_reason_id=satisfaction_reason_id)
