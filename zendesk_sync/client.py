"""The sync client: the async one, on an event loop of its own."""

from collections.abc import Callable
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from zendesk_async.client import LimitsState, Response
from zendesk_async.client import Zendesk as AsyncZendesk
from zendesk_sync._groups import Groups
from zendesk_sync.portal import Portal

__all__ = ["Zendesk"]

T = TypeVar("T")
P = ParamSpec("P")


def _as(twin: Callable[Concatenate[Any, P], object]) -> Callable[[Callable[..., T]], Callable[Concatenate[Any, P], T]]:
    """Give a method the parameters and the documentation of its async twin."""

    def give(method: Callable[..., T]) -> Callable[Concatenate[Any, P], T]:
        method.__doc__ = twin.__doc__
        method.__signature__ = inspect.signature(twin)
        return method

    return give


class Zendesk(Groups):
    """A client of one Zendesk account, for code without an event loop. Many threads may share one.

    `with Zendesk("acme", auth=ClientCredentials(client_id, client_secret)) as zd:`; the parameters are those of
    `zendesk_async.Zendesk`. Requests run on an event loop in a thread of the client's own; hooks and `policy` are
    called there. A client that nobody closes ends with the program.
    """

    @_as(AsyncZendesk.__init__)
    def __init__(self, *args: Any, **options: Any) -> None:
        self._async = AsyncZendesk(*args, **options)
        self._portal = Portal(self._async.close)

    @_as(AsyncZendesk.with_options)
    def with_options(self, **options: Any) -> "Zendesk":
        copy = object.__new__(type(self))
        copy._async = self._async.with_options(**options)
        copy._portal = self._portal
        return copy

    @_as(AsyncZendesk.request)
    def request(self, *args: Any, **options: Any) -> Response:
        return self._portal.wait(self._async.request(*args, **options))

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
        return self._async.limits

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Zendesk {self.base_url}>"
