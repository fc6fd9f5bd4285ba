# Written by tools/mirror.py from zendesk_async/resources/channel_framework.py: change that one, then run `make mirror`.

"""Channel framework: push messages of another system into tickets."""

from typing import Unpack

from zendesk_async.models.channel_framework import ChannelbackError, ChannelResult, ContentPush, TokenValidation
from zendesk_async.resources.channel_framework import ChannelFramework as AsyncChannelFramework
from zendesk_sync._resource import Resource


class ChannelFramework(Resource[AsyncChannelFramework]):
    """Channel framework: push messages of another system into tickets.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/channels/channel_framework/
    """

    def push(self, **push: Unpack[ContentPush]) -> list[ChannelResult]:
        """Push resources, which become tickets and comments; return what became of each."""
        return self._wait(self._async.push(**push))

    def report_channelback_error(self, **error: Unpack[ChannelbackError]) -> None:
        """Report that an answer of an agent could not be passed on to the other system."""
        self._wait(self._async.report_channelback_error(**error))

    def validate_token(self, **validation: Unpack[TokenValidation]) -> None:
        """Check that the push id and the token belong together. Raises an error when they don't."""
        self._wait(self._async.validate_token(**validation))
