"""Activity stream: what happened to the caller's tickets in the last 30 days."""

from collections.abc import Sequence
from datetime import datetime

from zendesk_async._operation import Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.activity_stream import Activity, ActivitySideload
from zendesk_async.models.common import Count
from zendesk_async.pagination import Paginator


class ActivityStream(Resource):
    """Activity stream: what happened to the caller's tickets in the last 30 days.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/tickets/activity_stream/
    """

    _list = Operation(
        "ListActivities", "GET /api/v2/activities", Activity, key="activities", paging=Paging.CURSOR_OR_OFFSET
    )

    def list(
        self,
        *,
        since: str | datetime | None = None,
        include: Sequence[ActivitySideload] = (),
        sort: str | None = None,
        page_size: int | None = None,
        page_after: str | None = None,
        page_before: str | None = None,
        page: int | None = None,
        per_page: int | None = None,
    ) -> Paginator[Activity]:
        """Iterate over the activities that concern the caller, newest first.

        `since` is a time: RFC 3339 text or an aware datetime.
        """
        return self._paginate(
            self._list,
            since=since,
            include=include,
            sort=sort,
            page_size=page_size,
            page_after=page_after,
            page_before=page_before,
            page=page,
            per_page=per_page,
        )

    _count = Operation("CountActivities", "GET /api/v2/activities/count", Count, key="count")

    async def count(self) -> Count:
        """Count the activities that concern the caller."""
        return await self._call(self._count)

    _show = Operation("ShowActivity", "GET /api/v2/activities/{activity_id}", Activity, key="activity")

    async def show(self, activity_id: int, *, include: Sequence[ActivitySideload] = ()) -> Activity:
        """Return one activity."""
        return await self._call(self._show, activity_id=activity_id, include=include)
