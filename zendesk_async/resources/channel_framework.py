"""Channel framework: push messages of another system into tickets."""

from typing import Unpack

from zendesk_async._operation import NoContent, Operation, WriteClass
from zendesk_async._resource import Resource
from zendesk_async.models.channel_framework import ChannelbackError, ChannelResult, ContentPush, TokenValidation


class ChannelFramework(Resource, scope="any_channel"):
    """Channel framework: push messages of another system into tickets.

    Admins may call these.

    https://developer.zendesk.com/api-reference/ticketing/channels/channel_framework/
    """

    _push = Operation("PushContentToSupport", "POST /api/v2/any_channel/push", ChannelResult, key="results")

    async def push(self, **push: Unpack[ContentPush]) -> list[ChannelResult]:
        """Push resources, which become tickets and comments; return what became of each."""
        return await self._call_list(self._push, body=push)

    _report_channelback_error = Operation(
        "ReportChannelbackError", "POST /api/v2/any_channel/channelback/report_error", NoContent
    )

    async def report_channelback_error(self, **error: Unpack[ChannelbackError]) -> None:
        """Report that an answer of an agent could not be passed on to the other system."""
        await self._call(self._report_channelback_error, body=error)

    _validate_token = Operation(
        "ValidateToken",
        "POST /api/v2/any_channel/validate_token",
        NoContent,
        write_class=WriteClass.SAFE,
        scope="any_channel:write",
    )

    async def validate_token(self, **validation: Unpack[TokenValidation]) -> None:
        """Check that the push id and the token belong together. Raises an error when they don't."""
        await self._call(self._validate_token, body=validation)
