"""X channel: posts on X (formerly Twitter) that become tickets."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async._operation import NoContent, Operation, Paging
from zendesk_async._resource import Resource
from zendesk_async.models.x_channel import MonitoredHandle, TweetTicketCreate, TwicketStatus
from zendesk_async.pagination import Paginator


class XChannel(Resource):
    """X channel: posts on X (formerly Twitter) that become tickets.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/channels/twitter_channel/
    """

    _list_monitored_handles = Operation(
        "ListMonitoredTwitterHandles",
        "GET /api/v2/channels/twitter/monitored_twitter_handles",
        MonitoredHandle,
        key="monitored_twitter_handles",
        paging=Paging.SINGLE,
    )

    def list_monitored_handles(self) -> Paginator[MonitoredHandle]:
        """Iterate over the X accounts whose posts become tickets."""
        return self._paginate(self._list_monitored_handles)

    _show_monitored_handle = Operation(
        "ShowMonitoredTwitterHandle",
        "GET /api/v2/channels/twitter/monitored_twitter_handles/{monitored_twitter_handle_id}",
        MonitoredHandle,
        key="monitored_twitter_handle",
    )

    async def show_monitored_handle(self, monitored_twitter_handle_id: int) -> MonitoredHandle:
        """Return one X account whose posts become tickets."""
        return await self._call(self._show_monitored_handle, monitored_twitter_handle_id=monitored_twitter_handle_id)

    _create_ticket = Operation(
        "CreateTicketFromTweet", "POST /api/v2/channels/twitter/tickets", NoContent, body="ticket"
    )

    async def create_ticket(self, **ticket: Unpack[TweetTicketCreate]) -> None:
        """Make a post a ticket."""
        await self._call(self._create_ticket, body=ticket)

    _list_ticket_statuses = Operation(
        "GettingTwicketStatus",
        "GET /api/v2/channels/twitter/tickets/{comment_id}/statuses",
        TwicketStatus,
        key="statuses",
    )

    async def list_ticket_statuses(self, comment_id: int, *, ids: Sequence[int] = ()) -> list[TwicketStatus]:
        """Return what the caller's X accounts did with the post behind a comment."""
        return await self._call_list(self._list_ticket_statuses, comment_id=comment_id, ids=ids)
