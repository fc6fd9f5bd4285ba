"""Where rotating tokens live between runs and between processes."""

import asyncio
import contextlib
import os
import secrets
import stat
import sys
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import BinaryIO, Literal, Protocol, TypeVar

import attrs
import msgspec

from zendesk_async._secret import Secret, is_token
from zendesk_async.errors import AuthError, ConfigurationError

if sys.platform != "win32":
    import fcntl

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class TokenPair:
    """An access token and the refresh token that came with it.

    `account` and `client_id` say whose they are: a store that holds another account's is refused. Times are seconds
    since the epoch, by the wall clock; `expires_in` is the whole life of the access token, in seconds. `None` means
    that the server did not say.
    """

    access_token: Secret
    refresh_token: Secret | None
    expires_at: float | None
    expires_in: float | None
    refresh_token_expires_at: float | None
    scope: str
    account: str
    client_id: str


class TokenStore(Protocol):
    """Keep one `TokenPair` where every process that uses it finds it.

    Write your own for a database or a vault. A refresh kills the old pair, so `save` must not return before the pair
    would survive a crash, and `lock` must keep out every other process that refreshes the same pair.
    """

    async def load(self) -> TokenPair | None:
        """Return the pair that was saved last; None when there is none yet."""
        ...

    async def save(self, pair: TokenPair) -> None:
        """Replace the stored pair. Return once it would survive a crash."""
        ...

    def lock(self) -> AbstractAsyncContextManager[None]:
        """Return a context manager that one task of one process at a time can be in. It need not be reentrant."""
        ...


class MemoryTokenStore:
    """Keep the pair in this process; it ends with it. Several clients and event loops may share one store."""

    def __init__(self, pair: TokenPair | None = None) -> None:
        self._pair = pair
        self._lock = threading.Lock()

    async def load(self) -> TokenPair | None:
        """Return the pair that was saved last; None when there is none yet."""
        return self._pair

    async def save(self, pair: TokenPair) -> None:
        """Replace the pair."""
        self._pair = pair

    @contextlib.asynccontextmanager
    async def lock(self) -> AsyncGenerator[None]:
        """Keep out every other task and thread of this process."""
        await _poll(lambda: self._lock.acquire(blocking=False), 60.0, "the token store")
        try:
            yield
        finally:
            self._lock.release()


class FileTokenStore:
    """Keep the pair in a file that its owner alone can read, shared by all processes of one machine.

    The file has mode 0600, its directory is created with 0700. It is replaced as a whole (temporary file, fsync,
    rename), so it holds the old pair or the new one, never half of one. A file that others can read, one of another
    user, a symbolic link, and a directory that others can write to raise `ConfigurationError`, as ssh does.
    `lock_timeout` is how long to wait for another process that is refreshing, in seconds; then `AuthError`. Needs a
    POSIX system: elsewhere write a `TokenStore` for the system's vault.
    """

    def __init__(self, path: str | os.PathLike[str], *, lock_timeout: float = 60.0) -> None:
        if sys.platform == "win32":
            raise ConfigurationError("FileTokenStore needs POSIX file modes and locks; write a TokenStore instead.")
        self.path = Path(path).expanduser().absolute()
        self.lock_timeout = lock_timeout

    def __repr__(self) -> str:
        return f"FileTokenStore({str(self.path)!r})"

    async def load(self) -> TokenPair | None:
        """Return the pair in the file; None when there is no file."""
        return await _off_loop(self._read)

    async def save(self, pair: TokenPair) -> None:
        """Replace the file. Return once it is on the disk."""
        await _off_loop(lambda: self._write(pair))

    @contextlib.asynccontextmanager
    async def lock(self) -> AsyncGenerator[None]:
        """Keep out every other task, thread and process, by a lock on `{path}.lock`.

        The lock ends with the process that holds it, however that ends. The lock file stays: to remove it would let two
        processes lock two files of the same name.
        """
        opened: list[int] = []
        try:
            await _off_loop(lambda: opened.append(self._open_lock()))
            await _poll(lambda: _try_lock(opened[0]), self.lock_timeout, str(self.path))
            yield
        finally:
            for descriptor in opened:
                os.close(descriptor)

    def _open_lock(self) -> int:
        self._make_directory()
        name = self.path.with_name(self.path.name + ".lock")
        return os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)

    def _make_directory(self) -> None:
        directory = self.path.parent
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        mode = directory.stat().st_mode
        if mode & 0o022 and not mode & stat.S_ISVTX:
            raise ConfigurationError(
                f"The directory {directory} of the token file can be written by others, who could replace the file. "
                f"Do: chmod 700 {directory}"
            )

    def _read(self) -> TokenPair | None:
        try:
            descriptor = os.open(self.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ConfigurationError(f"The token file {self.path} cannot be opened: {error.strerror}.") from error
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            os.close(descriptor)
            raise ConfigurationError(f"The token file {self.path} is not a regular file.")
        with os.fdopen(descriptor, "rb") as file:
            if facts.st_uid != os.geteuid():
                raise ConfigurationError(f"The token file {self.path} belongs to another user.")
            if facts.st_mode & 0o077:
                raise ConfigurationError(
                    f"The token file {self.path} can be read by others. Do: chmod 600 {self.path} "
                    "(and sign in again if others may have read it)."
                )
            try:
                return _pair_from(file)
            except (ValueError, RecursionError) as error:
                raise ConfigurationError(
                    f"{self.path} is not a token file of this package: {error}. Remove it and sign in again."
                ) from None

    def _write(self, pair: TokenPair) -> None:
        self._make_directory()
        temporary = self.path.with_name(f".{self.path.name}.{secrets.token_hex(8)}.tmp")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            with os.fdopen(os.open(temporary, flags, 0o600), "wb") as file:
                file.write(_written(pair))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        directory = os.open(self.path.parent, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


@attrs.frozen(kw_only=True, repr=False)
class _Stored:
    """The file, as JSON."""

    version: Literal[1] = 1
    account: str
    client_id: str
    scope: str
    access_token: str
    expires_at: float | None
    expires_in: float | None
    refresh_token: str | None
    refresh_token_expires_at: float | None


def _written(pair: TokenPair) -> bytes:
    stored = _Stored(
        account=pair.account,
        client_id=pair.client_id,
        scope=pair.scope,
        access_token=pair.access_token.reveal(),
        expires_at=pair.expires_at,
        expires_in=pair.expires_in,
        refresh_token=pair.refresh_token.reveal() if pair.refresh_token else None,
        refresh_token_expires_at=pair.refresh_token_expires_at,
    )
    return msgspec.json.format(msgspec.json.encode(stored), indent=2)


def _pair_from(file: BinaryIO) -> TokenPair:
    """Return the pair that `_written` wrote. Raise ValueError, without any of the content, for anything else."""
    stored = msgspec.json.decode(file.read(), type=_Stored)
    if not is_token(stored.access_token) or not (stored.refresh_token is None or is_token(stored.refresh_token)):
        raise ValueError("it holds something else in place of a token")
    return TokenPair(
        access_token=Secret(stored.access_token),
        refresh_token=None if stored.refresh_token is None else Secret(stored.refresh_token),
        expires_at=stored.expires_at,
        expires_in=stored.expires_in,
        refresh_token_expires_at=stored.refresh_token_expires_at,
        scope=stored.scope,
        account=stored.account,
        client_id=stored.client_id,
    )


def _try_lock(descriptor: int) -> bool:
    assert sys.platform != "win32"  # FileTokenStore is not built there.
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        raise ConfigurationError(f"The file system of the token file takes no locks: {error.strerror}.") from error
    return True


async def _poll(acquire: Callable[[], bool], timeout: float, what: str) -> None:
    """Try `acquire` until it succeeds, without ever blocking the event loop."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + timeout
    delay = 0.005
    while not acquire():
        if loop.time() >= deadline:
            raise AuthError(
                f"Another process has held the lock of {what} for {timeout:g} s. If it hangs, end it: the lock ends "
                "with it."
            )
        await asyncio.sleep(delay)
        delay = min(delay * 2, 0.1)


async def _off_loop(work: Callable[[], T]) -> T:
    """Run blocking `work` in a thread. When cancelled, end once the thread is done: no lock is let go before."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait({task})
        if not task.cancelled():
            task.exception()
        raise
