"""What every group of the sync client is built on."""

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Iterator
from functools import cached_property
from importlib import import_module
from operator import methodcaller
from typing import Any, Generic, ParamSpec, TypeVar

from zendesk_async.client import Zendesk as AsyncZendesk
from zendesk_async.jobs import Job as AsyncJob
from zendesk_async.pagination import Paginator as AsyncPaginator
from zendesk_sync.jobs import Job
from zendesk_sync.pagination import Paginator
from zendesk_sync.portal import Portal

A = TypeVar("A")
T = TypeVar("T")
P = ParamSpec("P")


class Client:
    """What the groups need of the client."""

    _async: AsyncZendesk
    _portal: Portal

    def _load(self, module: str, name: str) -> "Resource[Any]":
        kind: type[Resource[Any]] = getattr(import_module(f"zendesk_sync.resources.{module}"), name)
        return kind(getattr(self._async, module), self._portal)


class Resource(Generic[A]):
    """One group of operations: the async group, and the portal through which its methods are called."""

    def __init__(self, group: A, portal: Portal) -> None:
        self._async = group
        self._portal = portal

    def _wait(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return self._portal.wait(coroutine)

    def _paginate(self, paginator: AsyncPaginator[T]) -> Paginator[T]:
        return Paginator(self._portal, paginator)

    def _job(self, coroutine: Coroutine[Any, Any, AsyncJob]) -> Job:
        return Job(self._portal, self._portal.wait(coroutine))

    def _iterate(self, items: AsyncIterator[T]) -> Iterator[T]:
        return self._portal.iterate(items)

    def _stream(self, items: Iterable[T]) -> AsyncIterator[T]:
        return self._portal.stream(items)

    def _callback(self, function: Callable[P, T]) -> Callable[P, Awaitable[T]]:
        return self._portal.callback(function)


def group(module: str, name: str) -> Any:
    """Make the attribute of a client that is a group: its module is imported when the group is first used."""
    return cached_property(methodcaller("_load", module, name))
