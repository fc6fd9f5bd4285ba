"""Single reads that are asked for at the same time, gathered into calls that read a hundred."""

import asyncio
import copy
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

import attrs

from zendesk_async.errors import InvalidArgument, NotFound

T = TypeVar("T")

_MOST = (
    100  # ids of one call, https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#show-multiple-tickets
)
_WINDOW = 0.002
"""How long the first of a call waits for others, in seconds: threads take that long to come, and no request is faster."""


@attrs.define(eq=False)
class _Wanted(Generic[T]):
    """One record that callers wait for. Each call has one, however many ask for the same record."""

    answer: "asyncio.Future[T]"
    callers: int = 0


class Loader(Generic[T]):
    """Reads records by id, those that are asked for within two milliseconds with one call.

    A record that is asked for again while its call runs is read anew: the caller may have changed it meanwhile.
    """

    def __init__(
        self,
        operation_id: str,
        route: str,
        read: Callable[[Sequence[Any]], Awaitable[Sequence[T]]],
        kind: type[int] | type[str] = int,
    ) -> None:
        self._operation_id = operation_id
        self._kind = kind
        self._method, _, self._path = route.partition(" ")
        self._read = read
        self._waiting: dict[int | str, _Wanted[T]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._running: set[asyncio.Task[None]] = set()

    async def load(self, identifier: int | str) -> T:
        """Return the record with this id.

        Raises `NotFound` when the answer leaves it out, `InvalidArgument` for what is no id, and whatever the call
        raised, for everybody who waited for it. A caller that is cancelled takes nothing from the others.
        """
        if not _is_id(identifier, self._kind):
            # One that the server does not take would fail the call of all who share it.
            raise InvalidArgument(
                f"{self._operation_id}: {identifier!r} is not an id", method=self._method, path=self._path
            )
        wanted = self._waiting.get(identifier)
        if wanted is None or wanted.answer.done():
            wanted = self._want(identifier)
        wanted.callers += 1
        try:
            return await asyncio.shield(wanted.answer)
        finally:
            wanted.callers -= 1
            if not wanted.callers and not wanted.answer.done():
                wanted.answer.cancel()

    def _want(self, identifier: int | str) -> _Wanted[T]:
        loop = asyncio.get_running_loop()
        wanted = self._waiting[identifier] = _Wanted[T](loop.create_future())
        if len(self._waiting) >= _MOST:
            self._begin()
        elif self._timer is None:
            self._timer = loop.call_later(_WINDOW, self._begin)
        return wanted

    def _begin(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None
        waiting, self._waiting = self._waiting, {}
        wanted = {identifier: one for identifier, one in waiting.items() if not one.answer.done()}
        if wanted:
            task = asyncio.ensure_future(self._call(wanted))
            self._running.add(task)
            task.add_done_callback(self._running.discard)
            for one in wanted.values():
                one.answer.add_done_callback(lambda _: _end_unwanted(task, wanted))

    async def _call(self, wanted: dict[int | str, _Wanted[T]]) -> None:
        try:
            found = {getattr(record, "id", None): record for record in await self._read(tuple(wanted))}
        except asyncio.CancelledError:
            for one in wanted.values():
                one.answer.cancel()
            raise
        except Exception as problem:  # noqa: BLE001  # whatever it is, each of those who wait gets it
            for one in wanted.values():
                _raise_in(one.answer, copy.copy(problem))
            return
        for identifier, one in wanted.items():
            if identifier not in found:
                _raise_in(one.answer, self._missing(identifier))
            elif not one.answer.done():
                one.answer.set_result(found[identifier])

    def _missing(self, identifier: int | str) -> NotFound:
        return NotFound(
            f"{self._operation_id} gives no record with the id {identifier!r}",
            method=self._method,
            path=self._path,
            status=404,
        )


def _is_id(value: object, kind: type[int] | type[str]) -> bool:
    if not isinstance(value, kind) or isinstance(value, bool):
        return False
    if isinstance(value, str):
        return value.isascii() and value.replace("-", "").replace("_", "").isalnum()
    return 0 < value < 2**63


def _raise_in(answer: "asyncio.Future[Any]", problem: Exception) -> None:
    if not answer.done():
        answer.set_exception(problem)
        answer.exception()  # seen: its caller may be gone


def _end_unwanted(task: asyncio.Task[None], wanted: dict[Any, _Wanted[Any]]) -> None:
    if all(one.answer.cancelled() for one in wanted.values()):
        task.cancel()
