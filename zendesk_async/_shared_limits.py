"""One gate for the limits of an account, for many processes and machines: in Redis or Valkey.

The gate is a script that the server runs (`_shared_limits.lua`). Each process tells it what Zendesk's answers told and
is told when its next requests may go. While the server cannot be asked, each process keeps the limits for itself.
"""

import asyncio
import hashlib
import logging
import uuid
from collections.abc import Awaitable, Callable
from functools import cache
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

from zendesk_async.errors import ConfigurationError

if TYPE_CHECKING:
    from redis.asyncio import Redis

__all__ = ["SharedLimits"]

_logger = logging.getLogger("zendesk_async.limits")

_FIRST_RETRY = 1.0
_LONGEST_RETRY = 15.0
"""Seconds after which a server that could not be asked is tried again, doubled each time up to the longest."""

_STEADY = 60.0
"""Seconds for which a server must have answered before it is tried again as soon as at first."""

_BUSY = 0.1
"""Seconds by which a time-out comes late when this process was busy: it says nothing of the server then."""

_FORMAT = "limit-1"
"""What is kept, in which form: processes of another release that keep it otherwise do not read it."""


class _Server(Protocol):
    """What is used of `redis.asyncio.Redis`, whose own annotations are incomplete."""

    def evalsha(self, sha: str, numkeys: int, *keys_and_args: Any) -> Awaitable[Any]: ...

    def eval(self, script: str, numkeys: int, *keys_and_args: Any) -> Awaitable[Any]: ...

    def aclose(self) -> Awaitable[None]: ...


class _Servers(Protocol):
    def from_url(self, url: str, **options: object) -> _Server: ...


class SharedLimits:
    """Share an account's rate limits with other processes and machines: `Zendesk(…, shared_limits=SharedLimits(url))`.

    - `redis`: where the server is, `redis://host:6379/0` (`rediss://` for TLS, `unix://` for a socket), or a
      `redis.asyncio.Redis` of your own (Sentinel, credentials that change), which you close. Valkey serves as well.
    - `prefix`: what the names of the keys begin with. The rest of a name is the account's and the limit's, so any
      number of accounts share one server. No key and no value holds a credential, an address or content.
    - `timeout`: seconds after which the server counts as gone. Then every process keeps the limits for itself, with
      a part of what is left, one line is logged, and the server is tried again every few seconds.

    Needs the extra `redis`: `pip install 'zendesk-async[redis]'`. Raises `ConfigurationError` without it, and for a URL
    that names no server. Each client needs a `SharedLimits` of its own.
    """

    def __init__(self, redis: "str | Redis", *, prefix: str = "zendesk", timeout: float = 0.5) -> None:
        try:
            from redis.exceptions import NoScriptError, RedisError
        except ImportError:
            raise ConfigurationError(
                "sharing limits needs the redis package: pip install 'zendesk-async[redis]'"
            ) from None
        if not timeout > 0:
            raise ConfigurationError(f"timeout must be above 0 seconds, not {timeout!r}")
        self._owned = isinstance(redis, str)
        self._redis: _Server = _connected(redis) if isinstance(redis, str) else redis
        self._place = _place(redis) if isinstance(redis, str) else "redis"
        self._problems: tuple[type[Exception], ...] = (RedisError, OSError, TypeError, ValueError)
        self._prefix = prefix
        self._timeout = timeout
        self._unknown: type[Exception] = NoScriptError
        self._process = uuid.uuid4().hex
        self._account: str | None = None
        self._changed: Callable[[], None] | None = None
        self._reaching: asyncio.Task[None] | None = None
        self._retry_after = _FIRST_RETRY
        self._retry_at = self._loss_told_at = -inf
        self.up = True

    def serve(self, account: str, changed: Callable[[], None]) -> None:
        """Begin to serve the limits of one account. `changed` is called when the server is gone, and when it is back."""
        if self._account is not None:
            raise ConfigurationError("this SharedLimits serves a client already; make one for each client")
        self._account, self._changed = account, changed

    def key(self, limit: str) -> str:
        """Return the name of the key of one limit. What names a record (an e-mail address) is not to be read in it."""
        name, separator, record = limit.partition(":")
        if separator:
            name += ":" + hashlib.blake2b(record.encode(), digest_size=12).hexdigest()
        # Braces: in a cluster all limits of an account are on one node.
        return f"{self._prefix}:{{{self._account}}}:{_FORMAT}:{name}"

    async def ask(self, limit: str, message: bytes) -> list[int] | None:
        """Run the gate of a limit and return its answer, or None when the server cannot be asked."""
        if not self.up:
            return None
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            try:
                answer = await self._run(self.key(limit), message)
            except TimeoutError:
                if loop.time() - began < self._timeout + _BUSY:
                    raise
                # It was this process that had no time, for anything.
                answer = await self._run(self.key(limit), message)
            return [int(figure) for figure in answer]
        except self._problems as problem:
            self._lose(problem)
            return None
        except Exception as problem:
            self._lose(problem)
            raise

    def try_again(self) -> None:
        """Look whether a server that was gone is back, when it is time to. Returns at once."""
        loop = asyncio.get_running_loop()
        if not self.up and self._reaching is None and loop.time() >= self._retry_at:
            self._retry_after = min(2 * self._retry_after, _LONGEST_RETRY)
            self._retry_at = loop.time() + self._retry_after
            self._reaching = loop.create_task(self._reach())

    def tell_loss(self) -> None:
        """Say that what is shared was lost while the server was there. All limits are lost at once: it is said once."""
        now = asyncio.get_running_loop().time()
        if now > self._loss_told_at + _STEADY:
            _logger.warning("%s was emptied: the limits that are shared begin anew", self._place)
        self._loss_told_at = now

    async def close(self) -> None:
        """Close the connections, except those of a `Redis` that was given."""
        self.up, self._changed = False, None
        if self._reaching is not None:
            self._reaching.cancel()
            await asyncio.wait([self._reaching])
        if self._owned:
            await self._redis.aclose()

    async def _run(self, key: str, message: bytes) -> Any:
        text, digest = _gate_script()
        async with asyncio.timeout(self._timeout):
            try:
                return await self._redis.evalsha(digest, 1, key, self._process, message)
            except self._unknown:
                return await self._redis.eval(text, 1, key, self._process, message)

    async def _reach(self) -> None:
        try:
            # Not a PING: a server that answers may still refuse to run or to write anything.
            await self._run(self.key("server"), b"")
        except self._problems:
            return
        else:
            self.up = True
            _logger.warning("%s is back: the limits are shared again", self._place)
            if self._changed is not None:
                self._changed()
        finally:
            self._reaching = None

    def _lose(self, problem: Exception) -> None:
        if self.up:
            self.up = False
            now = asyncio.get_running_loop().time()
            if now > self._retry_at + _STEADY:
                self._retry_after = _FIRST_RETRY
            self._retry_at = now + self._retry_after
            _logger.warning(
                "%s cannot be asked (%s): every process keeps the limits for itself until it is back",
                self._place,
                type(problem).__name__,
            )
            if self._changed is not None:
                self._changed()

    def __repr__(self) -> str:
        return f"<SharedLimits {self._place}>"


@cache
def _gate_script() -> tuple[str, str]:
    text = Path(__file__).with_suffix(".lua").read_text("utf-8")
    return text, hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _connected(url: str) -> _Server:
    from redis import asyncio as redis_asyncio
    from redis.asyncio.retry import Retry
    from redis.backoff import NoBackoff

    servers: _Servers = redis_asyncio
    try:
        # Not tried again in there: whoever waits for the answer is better served by the limits of this process.
        return servers.from_url(url, retry=Retry(NoBackoff(), 0))
    except ValueError:
        raise ConfigurationError(
            "shared_limits must be the URL of a server, such as redis://127.0.0.1:6379/0; redis://, rediss:// and "
            "unix:// are understood"
        ) from None


def _place(url: str) -> str:
    """Return the part of a URL that is no secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
