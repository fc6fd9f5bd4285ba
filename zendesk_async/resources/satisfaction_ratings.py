"""Satisfaction ratings: what requesters thought of solved tickets."""

from datetime import datetime
from typing import Unpack

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.common import Count
from zendesk_async.models.satisfaction_ratings import SatisfactionFilter, SatisfactionRating, SatisfactionRatingCreate
from zendesk_async.pagination import Paginator


class SatisfactionRatings(Resource, scope="satisfaction_ratings"):
    """Satisfaction ratings: what requesters thought of solved tickets.

    Admins may read all of them.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_ratings/
    """

    _list = Operation(
        "ListSatisfactionRatings",
        "GET /api/v2/satisfaction_ratings",
        SatisfactionRating,
        key="satisfaction_ratings",
        paging=Paging.CURSOR_OR_OFFSET,
    )

    def list(
        self,
        *,
        score: SatisfactionFilter | None = None,
        start_time: int | datetime | None = None,
        end_time: int | datetime | None = None,
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[SatisfactionRating]:
        """Iterate over the ratings of the account, oldest first.

        `start_time` and `end_time` are Unix seconds or aware datetimes.
        """
        return self._paginate(
            self._list,
            score=score,
            start_time=start_time,
            end_time=end_time,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count = Operation("CountSatisfactionRatings", "GET /api/v2/satisfaction_ratings/count", Count, key="count")

    async def count(self) -> Count:
        """Count the ratings of the account."""
        return await self._call(self._count)

    _show = Operation(
        "ShowSatisfactionRating",
        "GET /api/v2/satisfaction_ratings/{satisfaction_rating_id}",
        SatisfactionRating,
        key="satisfaction_rating",
    )

    async def show(self, satisfaction_rating_id: int) -> SatisfactionRating:
        """Return one rating."""
        return await self._call(self._show, satisfaction_rating_id=satisfaction_rating_id)

    _create = Operation(
        "CreateTicketSatisfactionRating",
        "POST /api/v2/tickets/{ticket_id}/satisfaction_rating",
        SatisfactionRating,
        key="satisfaction_rating",
        body="satisfaction_rating",
    )

    async def create(
        self, ticket_id: int, /, **satisfaction_rating: Unpack[SatisfactionRatingCreate]
    ) -> SatisfactionRating:
        """Rate a solved ticket. Only its requester, a verified end user, may do so."""
        return await self._call(self._create, ticket_id=ticket_id, body=satisfaction_rating)
