# Written by tools/mirror.py from zendesk_async/resources/activity_stream.py: change that one, then run `make mirror`.

"""Activity stream: what happened to the caller's tickets in the last 30 days."""

from collections.abc import Sequence
from datetime import datetime

from zendesk_async.models.activity_stream import Activity, ActivitySideload
from zendesk_async.models.common import Count
from zendesk_async.resources.activity_stream import ActivityStream as AsyncActivityStream
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class ActivityStream(Resource[AsyncActivityStream]):
    """Activity stream: what happened to the caller's tickets in the last 30 days.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/tickets/activity_stream/
    """

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
            self._async.list(
                since=since,
                include=include,
                sort=sort,
                page_size=page_size,
                page_after=page_after,
                page_before=page_before,
                page=page,
                per_page=per_page,
            )
        )

    def count(self) -> Count:
        """Count the activities that concern the caller."""
        return self._wait(self._async.count())

    def show(self, activity_id: int, *, include: Sequence[ActivitySideload] = ()) -> Activity:
        """Return one activity."""
        return self._wait(self._async.show(activity_id, include=include))
