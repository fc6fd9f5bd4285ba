"""From an answer to bytes on the wire: JSON, ETag, compression and the headers that every answer of Zendesk has.

Seen in recorded traffic of 2023 to 2025.
"""

import hashlib
import random
import zlib
from typing import Any, Final

import msgspec
from aiohttp import web
from multidict import CIMultiDict

from zendesk_async.emulator._call import Answer

COMPRESSED_FROM: Final = 1_024
"""Bytes from which on a body is compressed for a caller that takes gzip."""

_JSON: Final = "application/json; charset=utf-8"
_encode = msgspec.json.Encoder().encode

_EDGE: Final = {
    "Server": "cloudflare",
    "CF-Cache-Status": "DYNAMIC",
    "x-zendesk-api-version": "v2",
    "X-Zendesk-Zorg": "yes",
    "X-Zendesk-API-Gateway": "yes",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
}
_CLASSIC: Final = {
    "x-zendesk-application-version": "v21938",
    "x-zendesk-origin-server": "classic-app-server-emulator",
    "x-frame-options": "SAMEORIGIN",
}


def new_request_id() -> str:
    """Return a request id as Cloudflare gives them: `8bf0a793d9a6f9cc-SJC`."""
    return f"{random.getrandbits(64):016x}-EMU"


class Responder:
    """Make the responses to one request. `webhooks`: the back end of the webhooks API sends fewer headers."""

    def __init__(self, request: web.BaseRequest, request_id: str, *, webhooks: bool) -> None:
        self._request = request
        self._request_id = request_id
        self._webhooks = webhooks

    def respond(self, answer: Answer, limits: dict[str, str], seconds: float) -> web.Response:
        """Return the response of an answer, after so many seconds of work."""
        headers = CIMultiDict[str](_EDGE)
        headers["CF-RAY"] = headers["x-request-id"] = self._request_id
        headers["x-runtime"] = f"{seconds:.6f}"
        if not self._webhooks:
            headers.update(_CLASSIC)
        headers.update(limits)
        if "__cfruid" not in self._request.headers.get("Cookie", ""):
            headers["set-cookie"] = f"__cfruid={self._request_id[:16]}; path=/; HttpOnly; SameSite=None"
        body = _body(answer.payload, headers)
        self._set_caching(answer.status, body, headers)
        headers.update(answer.headers)
        etag = headers.get("etag")
        if etag is not None and answer.status == 200 and self._request.headers.get("If-None-Match") == etag:
            headers.popall("Content-Type", None)
            return web.Response(status=304, headers=headers)
        if len(body) >= COMPRESSED_FROM and "gzip" in self._request.headers.get("Accept-Encoding", ""):
            body = gzip(body)
            headers["Content-Encoding"] = "gzip"
            headers["Vary"] = "Accept-Encoding"
        return web.Response(status=answer.status, body=body or None, headers=headers)

    def _set_caching(self, status: int, body: bytes, headers: CIMultiDict[str]) -> None:
        if status in {200, 201} and body:
            headers["cache-control"] = "max-age=0, private, must-revalidate"
            if not self._webhooks:
                headers["etag"] = f'W/"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
        else:
            headers["cache-control"] = "no-cache"


def _body(payload: Any, headers: CIMultiDict[str]) -> bytes:
    match payload:
        case None:
            return b""
        case bytes():
            headers["Content-Type"] = _JSON
            return payload
        case str():
            headers["Content-Type"] = "text/plain; charset=utf-8"
            return payload.encode()
        case _:
            headers["Content-Type"] = _JSON
            return _encode(payload)


def gzip(body: bytes) -> bytes:
    """Compress a body, fast rather than small."""
    packer = zlib.compressobj(1, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(body) + packer.flush()
