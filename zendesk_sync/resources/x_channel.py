# Written by tools/mirror.py from zendesk_async/resources/x_channel.py: change that one, then run `make mirror`.

"""X channel: posts on X (formerly Twitter) that become tickets."""

from collections.abc import Sequence
from typing import Unpack

from zendesk_async.models.x_channel import MonitoredHandle, TweetTicketCreate, TwicketStatus
from zendesk_async.resources.x_channel import XChannel as AsyncXChannel
from zendesk_sync._resource import Resource
from zendesk_sync.pagination import Paginator


class XChannel(Resource[AsyncXChannel]):
    """X channel: posts on X (formerly Twitter) that become tickets.

    Agents may call these.

    https://developer.zendesk.com/api-reference/ticketing/channels/twitter_channel/
    """

    def list_monitored_handles(self) -> Paginator[MonitoredHandle]:
        """Iterate over the X accounts whose posts become tickets."""
        return self._paginate(self._async.list_monitored_handles())

    def show_monitored_handle(self, monitored_twitter_handle_id: int) -> MonitoredHandle:
        """Return one X account whose posts become tickets."""
        return self._wait(self._async.show_monitored_handle(monitored_twitter_handle_id))

    def create_ticket(self, **ticket: Unpack[TweetTicketCreate]) -> None:
        """Make a post a ticket."""
        self._wait(self._async.create_ticket(**ticket))

    def list_ticket_statuses(self, comment_id: int, *, ids: Sequence[int] = ()) -> list[TwicketStatus]:
        """Return what the caller's X accounts did with the post behind a comment."""
        return self._wait(self._async.list_ticket_statuses(comment_id, ids=ids))
