"""The token endpoint of an account, for which there is no client yet because nobody has signed in."""

from collections.abc import Mapping
from typing import Any

import msgspec

from zendesk_async._json import is_object
from zendesk_async._operation import Request
from zendesk_async._transport import AiohttpTransport, Timeouts


class DirectEndpoint:
    """Asks one account's token endpoint, without a credential."""

    def __init__(self, account: str, base: str) -> None:
        self.account = account
        self._base = base

    async def post_token(self, payload: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """Send `payload` once; return the status and the JSON object of the answer."""
        content = msgspec.json.encode(payload)
        request = Request("POST", "/oauth/tokens", content=content, content_type="application/json")
        transport = AiohttpTransport()
        try:
            response = await transport.send(request, base=self._base, timeouts=Timeouts())
        finally:
            await transport.close()
        try:
            answer: Any = msgspec.json.decode(response.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            answer = None
        return response.status, answer if is_object(answer) else {}
