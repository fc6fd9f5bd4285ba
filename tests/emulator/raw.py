"""A plain HTTP client for the emulator's tests; none of the SDK's own client is in it."""

import base64
import contextlib
import io
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import aiohttp
import attrs
from yarl import URL

from zendesk_async.emulator import Clock, Emulator


def basic(name: str, secret: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


ADMINISTRATOR = basic("admin@example.com/token", "token")


class Time:
    """A clock's source that moves only when it is told to."""

    def __init__(self, seconds: float = 1_800_000_000.0) -> None:
        self.seconds = seconds

    def __call__(self) -> float:
        return self.seconds

    def clock(self) -> Clock:
        return Clock(self)


@attrs.frozen
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Raw:
    """Send requests to one origin, as the administrator unless other headers are given."""

    def __init__(self, session: aiohttp.ClientSession, origin: str) -> None:
        self._session = session
        self.origin = origin

    async def send(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        data: bytes | io.BytesIO | Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        credential: Mapping[str, str] = ADMINISTRATOR,
    ) -> Reply:
        url = URL(path if path.startswith("http") else self.origin + path, encoded=True)
        options: dict[str, Any] = {"json": json} if json is not None else {"data": data}
        async with self._session.request(
            method, url, headers={**credential, **(headers or {})}, allow_redirects=False, **options
        ) as answer:
            return Reply(answer.status, answer.headers.copy(), await answer.read())

    async def get(self, path: str, **options: Any) -> Reply:
        return await self.send("GET", path, **options)

    async def post(self, path: str, json: Any = None, **options: Any) -> Reply:
        return await self.send("POST", path, json=json, **options)

    async def put(self, path: str, json: Any = None, **options: Any) -> Reply:
        return await self.send("PUT", path, json=json, **options)

    async def delete(self, path: str, **options: Any) -> Reply:
        return await self.send("DELETE", path, **options)


@contextlib.asynccontextmanager
async def plain_client(origin: str, *, unpack: bool = True) -> AsyncIterator[Raw]:
    # Without a cookie jar: the edge's cookie must not be needed.
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=unpack) as session:
        yield Raw(session, origin)


@contextlib.asynccontextmanager
async def running(**options: Any) -> AsyncIterator[tuple[Emulator, Raw]]:
    async with Emulator(**options) as emulator, plain_client(emulator.url) as raw:
        yield emulator, raw


def query_of(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))
