"""What every group of operations is built on, and the registry of all operations."""

import asyncio
import inspect
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from functools import cache, cached_property, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeGuard, TypeVar

import attrs

from zendesk_async._operation import Operation, Paging, WriteClass
from zendesk_async._transport import Response, StreamedResponse
from zendesk_async.models.base import decode_many, decode_one, garbage_collection_paused
from zendesk_async.pagination import Paginator

if TYPE_CHECKING:
    from zendesk_async._loader import Loader
    from zendesk_async.field_schemas import FieldSchema
    from zendesk_async.jobs import Job

T = TypeVar("T")


class Caller(Protocol):
    """What a resource needs of its client."""

    @property
    def base_url(self) -> str:
        """The account's origin."""
        ...

    async def call(self, operation: Operation[Any], arguments: Mapping[str, Any]) -> Response:
        """Send one operation and return its answer."""
        ...

    def lock(self, name: str) -> asyncio.Lock:
        """Return the lock of this name, one for all copies of the client."""
        ...

    @property
    def job_places(self) -> asyncio.Semaphore:
        """The places for background jobs that run at once, one lot for all copies of the client."""
        ...

    @property
    def loaded(self) -> "dict[str, FieldSchema[Any, Any]]":
        """The custom fields that were loaded, one table for all copies of the client."""
        ...

    def download(self, url: str) -> AbstractAsyncContextManager[StreamedResponse]:
        """Open a file of the account, with the credential for the account's own host alone."""
        ...


class Resource:
    """One group of operations: `zd.tickets`. Each method is declared by the `Operation` above it."""

    scope_family: ClassVar[str | None] = None
    """What the OAuth scopes of the group's operations begin with; None for those that need the whole account's."""

    def __init__(self, client: Caller) -> None:
        self._client = client
        self._loaders: dict[Operation[Any], Loader[Any]] = {}

    def __init_subclass__(cls, *, scope: str | None = None) -> None:
        cls.scope_family = scope

    async def _call(self, operation: Operation[T], /, **arguments: Any) -> T:
        response = await self._send(operation, arguments)
        return decode_one(response, operation.answer, operation.key)

    async def _call_list(self, operation: Operation[T], /, **arguments: Any) -> list[T]:
        response = await self._send(operation, arguments)
        if response.status == 204:
            return []  # DELETE …/tags answers 204 by the reference, 200 with what is left in recorded traffic
        records: list[T] = decode_many(response, operation.answer, operation.key).records
        return records

    async def _load(self, operation: Operation[T], identifier: int | str, /, *, kind: Any = int, **arguments: Any) -> T:
        """Read one record by an operation that reads several by their `ids`, with others that are asked for now.

        `kind` is what their ids are: `int` or `str`.
        """
        from zendesk_async._loader import Loader

        loader: Loader[T] | None = self._loaders.get(operation)
        if loader is None:
            loader = self._loaders[operation] = Loader(
                operation.operation_id,
                operation.route,
                lambda ids: self._call_list(operation, ids=ids, **arguments),
                kind,
            )
        return await loader.load(identifier)

    def _paginate(self, operation: Operation[T], /, **arguments: Any) -> Paginator[T]:
        return Paginator(self._client.call, operation, arguments, self._client.base_url)

    async def _start(self, operation: Operation[Any], /, **arguments: Any) -> "Job":
        from zendesk_async.jobs import Job

        response = await self._send(operation, arguments)
        return Job(self._client, decode_one(response, operation.answer, operation.key))

    async def _send(self, operation: Operation[Any], arguments: Mapping[str, Any]) -> Response:
        body = arguments.get("body")
        if body is not None:
            from zendesk_async._payloads import check_body

            check_body(operation, getattr(type(self), self._names()[operation]), body)
        return await self._client.call(operation, arguments)

    @classmethod
    @cache
    def _names(cls) -> Mapping[Operation[Any], str]:
        """Return the name of the method that each operation declares."""
        declared = [item for kind in cls.__mro__ for item in vars(kind).items()]
        return {operation: name.removeprefix("_") for name, operation in declared if _is_operation(operation)}


def group(module: str, name: str) -> Any:
    """Make the attribute of a client that is a group: its module is imported when the group is first used."""

    def load(client: Caller) -> Resource:
        with garbage_collection_paused():
            kind: type[Resource] = getattr(import_module(f"zendesk_async.resources.{module}"), name)
        return kind(client)

    return cached_property(load)


@attrs.frozen
class OperationInfo:
    """One operation as the registry knows it.

    `resource` is the group's attribute on the client and `name` the method: `zd.tickets.show`. `scope` is what an
    OAuth token needs, `limit` the name of the endpoint's own rate limit.
    """

    operation_id: str
    method: str
    path: str
    resource: str
    name: str
    scope: str | None
    write_class: WriteClass
    pagination: Paging
    limit: str | None
    summary: str
    operation: Operation[Any] = attrs.field(repr=False)
    function: Callable[..., Any] = attrs.field(repr=False)

    @property
    def signature(self) -> inspect.Signature:
        """The method's parameters, without `self`."""
        signature = inspect.signature(self.function)
        return signature.replace(parameters=list(signature.parameters.values())[1:])


def operations_of(resource: str, kind: type[Resource]) -> list[OperationInfo]:
    """Return the operations that one group declares, its own before those of its bases."""
    declared: list[tuple[str, Any]] = [item for declaring in kind.__mro__ for item in vars(declaring).items()]
    return [
        _describe(resource, kind, name.removeprefix("_"), operation)
        for name, operation in declared
        if _is_operation(operation)
    ]


def _is_operation(value: object) -> TypeGuard[Operation[Any]]:
    return isinstance(value, Operation)


def _describe(resource: str, kind: type[Resource], name: str, operation: Operation[Any]) -> OperationInfo:
    function: Callable[..., Any] = getattr(kind, name)
    family = kind.scope_family
    access = "read" if operation.write_class is WriteClass.SAFE else "write"
    return OperationInfo(
        operation.operation_id,
        operation.method,
        operation.path,
        resource,
        name,
        operation.scope or (f"{family}:{access}" if family else access),
        operation.write_class,
        operation.paging,
        operation.limit,
        (inspect.getdoc(function) or "").partition("\n")[0],
        operation,
        function,
    )


@lru_cache(maxsize=1)
def operations() -> tuple[OperationInfo, ...]:
    """Return every operation of the API that the client has, sorted by path and method.

    Reading it imports all groups; the client itself imports a group when it is first used.
    """
    from zendesk_async._groups import Groups

    # A group's property makes its resource from whatever client it is given; only the class is wanted here.
    lazy: dict[str, cached_property[Resource]] = {
        name: value for name, value in vars(Groups).items() if isinstance(value, cached_property)
    }
    groups: dict[str, type[Resource]] = {name: type(value.func(None)) for name, value in lazy.items()}
    found = [info for name, kind in groups.items() for info in operations_of(name, kind)]
    return tuple(sorted(found, key=lambda info: (info.path, info.method)))
