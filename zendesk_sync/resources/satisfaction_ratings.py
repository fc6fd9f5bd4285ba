# Written by tools/mirror.py from zendesk_async/resources/satisfaction_ratings.py: change that one, then run `make mirror`.

"""Satisfaction ratings: what requesters thought of solved tickets."""

from datetime import datetime
from typing import Unpack

from zendesk_async.models.common import Count
from zendesk_async.models.satisfaction_ratings import SatisfactionFilter, SatisfactionRating, SatisfactionRatingCreate
from zendesk_async.resources.satisfaction_ratings import SatisfactionRatings as AsyncSatisfactionRatings
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class SatisfactionRatings(Resource[AsyncSatisfactionRatings]):
    """Satisfaction ratings: what requesters thought of solved tickets.

    Admins may read all of them.

    https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_ratings/
    """

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
            self._async.list(
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
        )

    def count(self) -> Count:
        """Count the ratings of the account."""
        return self._wait(self._async.count())

    def show(self, satisfaction_rating_id: int) -> SatisfactionRating:
        """Return one rating."""
        return self._wait(self._async.show(satisfaction_rating_id))

    def create(self, ticket_id: int, /, **satisfaction_rating: Unpack[SatisfactionRatingCreate]) -> SatisfactionRating:
        """Rate a solved ticket. Only its requester, a verified end user, may do so."""
        return self._wait(self._async.create(ticket_id, **satisfaction_rating))
