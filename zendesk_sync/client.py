"""The sync client: the async one, on an event loop of its own."""

import functools
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from zendesk_async._limits import LimitsState
from zendesk_async._transport import Response
from zendesk_async.client import Zendesk as AsyncZendesk
from zendesk_sync._groups import Groups
from zendesk_sync.portal import Portal

__all__ = ["Zendesk"]

T = TypeVar("T")
P = ParamSpec("P")


def _like(
    twin: Callable[Concatenate[Any, P], object],
) -> Callable[[Callable[..., T]], Callable[Concatenate[Any, P], T]]:
    def give(method: Callable[..., T]) -> Callable[Concatenate[Any, P], T]:
        return functools.update_wrapper(method, twin, ())  # inspect.signature follows it

    return give


class Zendesk(Groups):
    """A client of one Zendesk account, for code without an event loop. Many threads may share one.

    `with Zendesk("acme", auth=ClientCredentials(client_id, client_secret)) as zd:`; the parameters are those of
    `zendesk_async.Zendesk`. Requests run on an event loop in a thread of the client's own; hooks and `policy` are
    called there. A client that nobody closes ends with the program.
    """

    @_like(AsyncZendesk.__init__)
    def __init__(self, *args: Any, **options: Any) -> None:
        self._async = AsyncZendesk(*args, **options)
        self._portal = Portal(self._async.close)

    @_like(AsyncZendesk.with_options)
    def with_options(self, **options: Any) -> "Zendesk":
        """Return a copy of the client that makes its calls otherwise and shares everything else.

        The parameters are those of `zendesk_async.Zendesk.with_options`.
        """
        copy = object.__new__(type(self))
        copy._async = self._async.with_options(**options)
        copy._portal = self._portal
        return copy

    @_like(AsyncZendesk.request)
    def request(self, *args: Any, **options: Any) -> Response:
        """Send any request to the account, through the same credential, limits, retries and policy as every method.

        The parameters are those of `zendesk_async.Zendesk.request`.
        """
        return self._portal.wait(self._async.request(*args, **options))

    def run(self, work: Callable[[AsyncZendesk], Coroutine[Any, Any, T]]) -> T:
        """Run a coroutine over the async client on this client's event loop, and return what it returns.

        For what is better done there, such as many calls at once: `zd.run(lambda zd: gather_them(zd))`. Ctrl-C cancels
        the coroutine. Raises whatever it raises.
        """
        return self._portal.wait(work(self._async))

    def iterate(self, work: Callable[[AsyncZendesk], AsyncIterator[T]]) -> Iterator[T]:
        """Give here what an asynchronous iterator over the async client gives, on this client's event loop.

        `zd.iterate(lambda zd: zd.tickets.export(start_time=0).raw_pages())`. Raises whatever it raises.
        """
        return self._portal.iterate(work(self._async))

    def close(self) -> None:
        """Cancel what runs and close all connections. Copies made with `with_options` are closed with it."""
        self._portal.close()

    @property
    def base_url(self) -> str:
        """The account's origin, such as https://acme.zendesk.com."""
        return self._async.base_url

    @property
    def limits(self) -> LimitsState:
        """What is known of the account's rate limits now: limit, remaining, reset and who waits, lane by lane."""
        return self._portal.wait(_limits_of(self._async))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Zendesk {self.base_url}>"


async def _limits_of(client: AsyncZendesk) -> LimitsState:
    return client.limits  # read on the loop, whose thread alone changes it
